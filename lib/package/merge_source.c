/* SPDX-License-Identifier: MIT */
/* merge_source.c: opens the packages of a merge, and tells which of them cannot be merged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/input.h"
#include "package/container_read.h"
#include "package/merge.h"

void tz_merge_free_source(struct tz_merge_source *source)
{
	taizhang_package_free(source->package);
	free(source->supersedes);
	free(source->moved);
	tz_index_free(&source->wanted);
}

/* In a package a file without a path has no bytes, whatever the sender's last scan said. */
static void mark_missing(struct taizhang_ledger *ledger)
{
	for (size_t i = 0; i < ledger->num_items; i++)
		for (size_t k = 0; k < ledger->items[i].num_records; k++) {
			struct taizhang_record *record = ledger->items[i].records[k];

			for (size_t n = 0; n < record->num_files; n++)
				record->files[n].missing = !tz_file_package_path(&record->files[n]);
		}
}

static int open_one(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_error *err)
{
	const struct taizhang_progress only_cancel = {.cancel = m->options.progress.cancel, .data = m->options.progress.data};
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	struct tz_merged_package *out = source->out;
	const struct taizhang_input input = tz_input_of_path(out->path);
	const struct tz_container_options opening = {.limits = m->options.limits, .names = m->options.names};

	source->package = tz_package_open(&input, &opening, &only_cancel, NULL, &why);
	if (!source->package) {
		/* what is wrong with it is for verifying to tell */
		if (why.code != TAIZHANG_E_FORMAT)
			return tz_error_pass(err, &why);
		out->left_out = source->unread = true;
		return 0;
	}
	out->revision = taizhang_ledger_revision(source->package->ledger);
	source->bytes = source->package->manifest.bytes;
	strcpy(out->id, source->package->id);
	if (tz_set_string(&out->root, source->package->root, err) < 0 ||
	    tz_set_string(&out->unit, *taizhang_ledger_unit(source->package->ledger)
				? taizhang_ledger_unit(source->package->ledger) : source->package->root, err) < 0 ||
	    tz_set_string(&source->supersedes, taizhang_ledger_supersedes(source->package->ledger), err) < 0)
		return -1;
	if (tz_ledger_digest(source->package->ledger, source->body, err) < 0)
		return -1;
	mark_missing(source->package->ledger);
	return 0;
}

static int compare_texts(struct tz_merge *m, struct tz_merge_source *source, const char *field, const char *label,
			 const char *expected, const char *found, struct taizhang_error *err)
{
	if (!strcmp(expected, found))
		return 0;
	source->out->left_out = true;
	return tz_merge_refuse(m, OTHER_LEDGER, err, .file = source->out->path, .field = field, .label = label,
			       .expected = expected, .found = found);
}

/* Of another city, year or catalogue: all that differs is told. */
static int compare(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_error *err)
{
	const struct taizhang_ledger *ours = m->ledger, *theirs = source->package->ledger;
	char year[2][16];

	snprintf(year[0], sizeof year[0], "%d", taizhang_ledger_year(ours));
	snprintf(year[1], sizeof year[1], "%d", taizhang_ledger_year(theirs));
	if (compare_texts(m, source, "city", "城市", taizhang_ledger_city(ours), taizhang_ledger_city(theirs), err) < 0 ||
	    compare_texts(m, source, "year", "年度", year[0], year[1], err) < 0)
		return -1;
	return compare_texts(m, source, "catalog", "测评体系", taizhang_catalog_id(ours->catalog),
			     taizhang_catalog_id(theirs->catalog), err);
}

static int judge_one(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &source->package->manifest;
	char part[32];

	if (compare(m, source, err) < 0)
		return -1;
	if (manifest->part || manifest->num_bases) {
		snprintf(part, sizeof part, "%u/%u", manifest->part, manifest->parts);
		source->out->left_out = true;
		return tz_merge_refuse(m, PART, err, .file = source->out->path, .found = manifest->part ? part : NULL,
				       .expected = manifest->num_bases ? manifest->bases[0].root : NULL);
	}
	return 0;
}

static int leave_out_replaced(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_error *err)
{
	const char *by = source->out->left_out ? NULL : tz_origin_successor(m, source);

	if (!by)
		return 0;
	source->out->left_out = true;
	return tz_find(m->findings, MERGE_REPLACED, err, .file = source->out->path, .found = by);
}

int tz_merge_open_sources(struct tz_merge *m, struct taizhang_error *err)
{
	const size_t num = m->out->num_packages;

	for (size_t i = 0; i < num; i++)
		if (open_one(m, &m->sources[i], err) < 0 ||
		    (m->sources[i].package && judge_one(m, &m->sources[i], err) < 0))
			return -1;
	if (tz_origin_learn(m, err) < 0)
		return -1;
	for (size_t i = 0; i < num; i++)
		if (leave_out_replaced(m, &m->sources[i], err) < 0)
			return -1;
	return 0;
}
