/* SPDX-License-Identifier: MIT */
/* merge_text.c: what a merge did, for people and for programs: a line a package, and the totals. */
#include <stdlib.h>

#include "api.h"
#include "base/error.h"
#include "base/json.h"
#include "base/path.h"
#include "package/merge.h"
#include "render/label.h"
#include "render/layout.h"

static const enum tz_label columns[] = {
	TZ_L_MERGE_ITEMS, TZ_L_MERGE_ADDED, TZ_L_MERGE_SAME, TZ_L_MERGE_REPLACED, TZ_L_MERGE_WITHDRAWN, TZ_L_MERGE_NOT_TAKEN,
	TZ_L_MERGE_CONFLICTS, TZ_L_MERGE_FILES,
};
#define NUM_COLUMNS (sizeof columns / sizeof columns[0])

static void add_row(struct tz_grid *grid, const struct taizhang_merge_counts *c, const char *name, const char *remark)
{
	const uint64_t numbers[NUM_COLUMNS] = {c->items, c->added, c->same, c->replaced, c->withdrawn, c->not_taken, c->conflicts, c->files};

	for (size_t i = 0; i < NUM_COLUMNS; i++)
		tz_grid_number(grid, numbers[i]);
	tz_grid_add(grid, remark);
	tz_grid_add(grid, name);
}

static char *make_text(const struct taizhang_merged *merged, const struct taizhang_render_options *options,
		       struct taizhang_error *err)
{
	struct tz_grid grid = {.columns = NUM_COLUMNS + 2, .right = (1u << NUM_COLUMNS) - 1};
	struct tz_buffer out = TZ_BUFFER_INIT;
	struct taizhang_merge_counts total;

	for (size_t i = 0; i < NUM_COLUMNS; i++)
		tz_grid_add(&grid, tz_label(columns[i], options->lang));
	tz_grid_add(&grid, "");
	tz_grid_add(&grid, tz_label(TZ_L_MERGE_PACKAGE, options->lang));
	for (size_t i = 0; i < merged->num_packages; i++)
		add_row(&grid, &merged->packages[i].counts, tz_path_base(merged->packages[i].path),
			merged->packages[i].left_out ? tz_label(TZ_L_MERGE_LEFT_OUT, options->lang) : "");
	taizhang_merged_counts(merged, TAIZHANG_MERGED_TOTAL, &total);
	add_row(&grid, &total, tz_label(TZ_L_MERGE_TOTAL, options->lang), "");
	tz_grid_write(&grid, &out, options->width);
	return tz_buffer_take(&out, err);
}

static void describe_counts(struct tz_json *j, const struct taizhang_merge_counts *c)
{
	tz_json_integer(j, "items", (int64_t)c->items);
	tz_json_integer(j, "added", (int64_t)c->added);
	tz_json_integer(j, "same", (int64_t)c->same);
	tz_json_integer(j, "replaced", (int64_t)c->replaced);
	tz_json_integer(j, "withdrawn", (int64_t)c->withdrawn);
	tz_json_integer(j, "not_taken", (int64_t)c->not_taken);
	tz_json_integer(j, "conflicts", (int64_t)c->conflicts);
	tz_json_integer(j, "files", (int64_t)c->files);
	tz_json_integer(j, "bytes", (int64_t)c->bytes);
}

static char *make_json(const struct taizhang_merged *merged, struct taizhang_error *err)
{
	struct taizhang_merge_counts total;
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_json_text(j, "directory", merged->directory);
	tz_json_boolean(j, "dry_run", merged->dry_run);
	tz_json_boolean(j, "saved", merged->saved);
	tz_json_begin_array(j, "packages");
	for (size_t i = 0; i < merged->num_packages; i++) {
		const struct tz_merged_package *package = &merged->packages[i];

		tz_json_begin_object(j, NULL);
		tz_json_text(j, "path", package->path);
		tz_json_text_if(j, "root", package->root);
		tz_json_text_if(j, "id", package->id);
		tz_json_text_if(j, "unit", package->unit);
		tz_json_boolean(j, "left_out", package->left_out);
		describe_counts(j, &package->counts);
		tz_json_end(j);
	}
	tz_json_end(j);
	taizhang_merged_counts(merged, TAIZHANG_MERGED_TOTAL, &total);
	tz_json_begin_object(j, "total");
	describe_counts(j, &total);
	tz_json_end(j);
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_merged_text(const struct taizhang_merged *merged, const struct taizhang_render_options *options,
					struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!merged) {
		tz_error_inval(err, "merged");
		return NULL;
	}
	return o.json ? make_json(merged, err) : make_text(merged, &o, err);
}
