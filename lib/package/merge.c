/* SPDX-License-Identifier: MIT */
/* merge.c: the run of a merge: open all, merge in memory, read to the end, then change the disk at once; and what came of it. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "package/merge.h"

static int make_sources(struct tz_merge *m, const char *directory, const char *const *packages, size_t num,
			struct taizhang_error *err)
{
	m->out = calloc(1, sizeof *m->out);
	if (!m->out)
		return tz_error_nomem(err);
	m->out->dry_run = m->options.dry_run;
	m->out->directory = tz_strdup(directory, err);
	m->out->packages = calloc(num + 1, sizeof *m->out->packages);
	m->sources = calloc(num + 1, sizeof *m->sources);
	if (!m->out->directory || !m->out->packages || !m->sources)
		return tz_error_nomem(err);
	for (size_t i = 0; i < num; i++) {
		m->sources[i].out = &m->out->packages[i];
		m->sources[i].wanted = (struct tz_index)TZ_INDEX_INIT;
		m->out->packages[i].path = tz_strdup(packages[i], err);
		if (!m->out->packages[i].path)
			return -1;
		m->out->num_packages++;
	}
	return 0;
}

static void free_merge(struct tz_merge *m)
{
	tz_staging_free(m->staging);
	for (size_t i = 0; m->out && i < m->out->num_packages; i++)
		tz_merge_free_source(&m->sources[i]);
	free(m->sources);
	tz_origin_forget(m);
	for (size_t i = 0; i < m->num_files; i++) {
		free(m->files[i].package_path);
		free(m->files[i].target);
	}
	free(m->files);
	for (size_t i = 0; i < m->num_moves; i++) {
		free(m->moves[i].path);
		free(m->moves[i].target);
	}
	free(m->moves);
	for (size_t i = 0; i < m->num_tables; i++) {
		free(m->tables[i].root);
		tz_buffer_free(&m->tables[i].csv);
	}
	free(m->tables);
	tz_index_free(&m->taken);
	for (size_t i = 0; i < m->num_taken; i++)
		free(m->taken_keys[i]);
	free(m->taken_keys);
	taizhang_ledger_free(m->ledger);
}

/* All packages into the ledger in memory, in the order given. Of each only the wanted files are remembered. */
static int merge_all(struct tz_merge *m, struct taizhang_error *err)
{
	const struct taizhang_progress *progress = &m->options.progress;

	for (size_t i = 0; i < m->out->num_packages; i++) {
		struct tz_merge_source *source = &m->sources[i];

		if (progress->cancel && progress->cancel(progress->data))
			return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, source->out->path);
		if (!source->out->left_out && tz_merge_package(m, source, err) < 0)
			return -1;
		taizhang_package_free(source->package);
		source->package = NULL;
	}
	return 0;
}

static int run(struct tz_merge *m, const char *directory, struct taizhang_error *err)
{
	const enum taizhang_open how = m->options.dry_run ? TAIZHANG_OPEN_READ : TAIZHANG_OPEN_WRITE;
	char before[TAIZHANG_DIGEST_HEX_SIZE], after[TAIZHANG_DIGEST_HEX_SIZE];

	m->ledger = taizhang_ledger_open(directory, how, m->findings, err);
	if (!m->ledger || tz_ledger_digest(m->ledger, before, err) < 0 || tz_merge_take_stock(m, err) < 0 ||
	    tz_merge_open_sources(m, err) < 0 || tz_merge_check_take(m, err) < 0)
		return -1;
	if (merge_all(m, err) < 0 || tz_merge_tell_same(m, err) < 0 || tz_merge_place_files(m, err) < 0 ||
	    tz_merge_verify(m, err) < 0)
		return -1;
	if (m->refused)
		return tz_error_number(err, TAIZHANG_E_REFUSED, TZ_MSG_MERGE_REFUSED, directory, (int64_t)m->refused);
	if (m->options.dry_run)
		return 0;
	if (tz_ledger_digest(m->ledger, after, err) < 0)
		return -1;
	/* merging the same again changes nothing, not even times */
	if (!strcmp(before, after))
		return 0;
	if (tz_merge_apply(m, err) < 0)
		return -1;
	m->out->saved = true;
	return 0;
}

TAIZHANG_API int taizhang_merge(const char *directory, const char *const *packages, size_t num_packages,
				const struct taizhang_merge_options *options, struct taizhang_merged **merged,
				struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_merge m = {.options = TAIZHANG_MERGE_OPTIONS_INIT, .taken = TZ_INDEX_INIT};
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	struct taizhang_findings *own = NULL;
	int result = -1;

	if (merged)
		*merged = NULL;
	if (!directory || !*directory || !packages || !num_packages)
		return tz_error_inval(err, !directory || !*directory ? "directory" : "packages");
	for (size_t i = 0; i < num_packages; i++)
		if (!packages[i] || !*packages[i])
			return tz_error_inval(err, "packages");
	if (options)
		memcpy(&m.options, options, options->size < sizeof m.options ? options->size : sizeof m.options);
	if (m.options.num_take && !m.options.take)
		return tz_error_inval(err, "take");
	m.time = m.options.time < 0 ? (int64_t)time(NULL) : m.options.time;
	m.findings = findings ? findings : (own = taizhang_findings_new(err));
	if (m.findings && make_sources(&m, directory, packages, num_packages, err) == 0) {
		result = run(&m, directory, &why);
		if (result < 0)
			tz_error_pass(err, &why);
	}
	free_merge(&m);
	if (merged && (result == 0 || why.code == TAIZHANG_E_REFUSED))
		*merged = m.out;
	else
		taizhang_merged_free(m.out);
	taizhang_findings_free(own);
	return result;
}

TAIZHANG_API void taizhang_merged_free(struct taizhang_merged *merged)
{
	if (!merged)
		return;
	for (size_t i = 0; i < merged->num_packages; i++) {
		free(merged->packages[i].path);
		free(merged->packages[i].root);
		free(merged->packages[i].unit);
	}
	free(merged->packages);
	free(merged->directory);
	free(merged);
}

static const struct tz_merged_package *package_at(const struct taizhang_merged *merged, size_t index)
{
	return merged && index < merged->num_packages ? &merged->packages[index] : NULL;
}

TAIZHANG_API bool taizhang_merged_is_saved(const struct taizhang_merged *merged)
{
	return merged && merged->saved;
}

TAIZHANG_API size_t taizhang_merged_num_packages(const struct taizhang_merged *merged)
{
	return merged ? merged->num_packages : 0;
}

TAIZHANG_API const char *taizhang_merged_path(const struct taizhang_merged *merged, size_t index)
{
	const struct tz_merged_package *package = package_at(merged, index);

	return package ? package->path : "";
}

TAIZHANG_API const char *taizhang_merged_root(const struct taizhang_merged *merged, size_t index)
{
	const struct tz_merged_package *package = package_at(merged, index);

	return package && package->root ? package->root : "";
}

TAIZHANG_API const char *taizhang_merged_id(const struct taizhang_merged *merged, size_t index)
{
	const struct tz_merged_package *package = package_at(merged, index);

	return package ? package->id : "";
}

TAIZHANG_API bool taizhang_merged_is_left_out(const struct taizhang_merged *merged, size_t index)
{
	const struct tz_merged_package *package = package_at(merged, index);

	return package && package->left_out;
}

static void add_counts(struct taizhang_merge_counts *to, const struct taizhang_merge_counts *from)
{
	to->items += from->items;
	to->added += from->added;
	to->same += from->same;
	to->replaced += from->replaced;
	to->withdrawn += from->withdrawn;
	to->not_taken += from->not_taken;
	to->conflicts += from->conflicts;
	to->files += from->files;
	to->bytes += from->bytes;
}

TAIZHANG_API int taizhang_merged_counts(const struct taizhang_merged *merged, size_t index, struct taizhang_merge_counts *counts)
{
	const struct tz_merged_package *package = package_at(merged, index);

	if (!merged || !counts || (!package && index != TAIZHANG_MERGED_TOTAL))
		return -1;
	memset(counts, 0, sizeof *counts);
	if (package)
		add_counts(counts, &package->counts);
	for (size_t i = 0; !package && i < merged->num_packages; i++)
		add_counts(counts, &merged->packages[i].counts);
	return 0;
}
