/* SPDX-License-Identifier: MIT */
/* merge_apply.c: reads the packages to their ends, verified and written in one pass, and changes the disk. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "package/bag.h"
#include "package/merge.h"

struct reading {
	struct tz_merge *m;
	struct tz_merge_source *source;
	const struct tz_merge_file *file;	/* at work */
	size_t seen;
	uint64_t before, bytes, total;	/* of all packages: those behind us, this one's, all */
};

static int begin_file(void *context, const struct tz_bag_file *file, void **state, struct taizhang_error *err)
{
	struct reading *r = context;
	size_t number = tz_index_get(&r->source->wanted, file->path);

	*state = context;
	if (number == TZ_INDEX_NONE)
		return 0;
	r->file = &r->m->files[number];
	r->seen++;
	return tz_staging_begin(r->m->staging, r->file->target, err) < 0 ? -1 : 1;
}

static int write_file(void *state, const void *data, size_t size, struct taizhang_error *err)
{
	struct reading *r = state;

	return tz_staging_write(r->m->staging, data, size, err);
}

static int end_file(void *state, struct taizhang_error *err)
{
	struct reading *r = state;

	return tz_staging_end(r->m->staging, r->file->mtime, r->file->mtime_ns, err);
}

/* A package's own progress as a share of the whole. */
static void pass_progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	const struct reading *r = data;
	const struct taizhang_progress *progress = &r->m->options.progress;
	double share = total ? (double)done / (double)total : 0;

	progress->progress(progress->data, r->before + (uint64_t)(share * (double)r->bytes), r->total, current);
}

static int pass_cancel(void *data)
{
	const struct reading *r = data;

	return r->m->options.progress.cancel(r->m->options.progress.data);
}

/* What is wrong with a package follows the sentence that names it; what is only to be noticed is for checking the ledger to say. */
static int tell_invalid(struct reading *r, struct taizhang_findings *found, struct taizhang_error *err)
{
	r->source->out->left_out = true;
	if (tz_merge_refuse(r->m, INVALID, err, .file = r->source->out->path,
			    .count = (int64_t)taizhang_findings_count(found, TAIZHANG_ERROR)) < 0)
		return -1;
	return tz_findings_move(r->m->findings, found, err);
}

/* The same package as was planned with: between the two readings somebody may have put another in its place. */
static int compare(const struct reading *r, const struct taizhang_package *package, struct taizhang_error *err)
{
	char body[TAIZHANG_DIGEST_HEX_SIZE];

	if (tz_ledger_digest(package->ledger, body, err) < 0)
		return -1;
	if (strcmp(body, r->source->body) != 0 || strcmp(package->id, r->source->out->id) != 0 ||
	    (r->m->staging && r->seen != r->source->wanted.count))
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_MERGE_CHANGED, r->source->out->path);
	return 0;
}

static int verify_one(struct reading *r, struct taizhang_error *err)
{
	const struct tz_bag_sink sink = {r, false, begin_file, write_file, end_file, NULL};
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *found = taizhang_findings_new(err);
	const struct taizhang_input input = tz_input_of_path(r->source->out->path);
	struct taizhang_package *package = NULL;
	const struct tz_merge *m = r->m;
	int result = -1;

	if (!found)
		return -1;
	options.limits = m->options.limits;
	options.names = m->options.names;
	options.progress = (struct taizhang_progress){m->options.progress.progress ? pass_progress : NULL,
						      m->options.progress.cancel ? pass_cancel : NULL, r};
	if (tz_verify(&input, &options, m->staging ? &sink : NULL, found, &package, err) == 0)
		result = taizhang_findings_count(found, TAIZHANG_ERROR) || !package->ledger ? tell_invalid(r, found, err)
											    : compare(r, package, err);
	taizhang_package_free(package);
	taizhang_findings_free(found);
	return result;
}

/* One that is of another city, or was replaced, need not be read. */
static bool is_read(const struct tz_merge_source *source)
{
	return !source->out->left_out || source->unread;
}

int tz_merge_verify(struct tz_merge *m, struct taizhang_error *err)
{
	const struct taizhang_progress *progress = &m->options.progress;
	struct reading r = {.m = m};

	for (size_t i = 0; i < m->out->num_packages; i++)
		r.total += is_read(&m->sources[i]) ? m->sources[i].bytes : 0;
	if (!m->refused && !m->options.dry_run && !(m->staging = tz_staging_new(m->ledger->directory, err)))
		return -1;
	for (size_t i = 0; i < m->out->num_packages; i++) {
		r.source = &m->sources[i];
		r.bytes = r.source->bytes;
		r.seen = 0;
		if (!is_read(r.source))
			continue;
		if (verify_one(&r, err) < 0)
			return -1;
		r.before += r.bytes;
	}
	if (progress->progress)
		progress->progress(progress->data, r.total, r.total, NULL);
	return 0;
}

static int write_table(struct tz_merge *m, const struct tz_merge_table *table, struct taizhang_error *err)
{
	struct tz_buffer name = TZ_BUFFER_INIT;
	char *path, *target;
	int result = -1;

	tz_buffer_printf(&name, TZ_MERGE_LOST "/%s/" TZ_MERGE_LOST ".csv", table->root);
	path = tz_buffer_take(&name, err);
	target = path ? tz_merge_free_path(m, path, err) : NULL;
	if (target && tz_staging_begin(m->staging, target, err) == 0 &&
	    tz_staging_write(m->staging, table->csv.data, table->csv.size, err) == 0)
		result = tz_staging_end(m->staging, 0, -1, err);
	free(path);
	free(target);
	return result;
}

int tz_merge_apply(struct tz_merge *m, struct taizhang_error *err)
{
	for (size_t i = 0; i < m->num_moves; i++)
		if (tz_staging_move(m->staging, m->moves[i].path, m->moves[i].target, err) < 0)
			return -1;
	for (size_t i = 0; i < m->num_tables; i++)
		if (write_table(m, &m->tables[i], err) < 0)
			return -1;
	return tz_staging_commit(m->staging, m->ledger, err);
}
