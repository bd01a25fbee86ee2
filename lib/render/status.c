/* SPDX-License-Identifier: MIT */
/* status.c: a status as tables for people, or as JSON. */
#include "api.h"
#include "base/error.h"
#include "base/json.h"
#include "render/describe.h"
#include "render/heading.h"
#include "render/label.h"
#include "render/layout.h"

#define COLUMNS 8

/* What people read for a row's key. */
static const char *row_name(const struct taizhang_ledger *ledger, enum taizhang_group group,
			    const char *key, enum taizhang_lang lang)
{
	unsigned int kind;

	switch (group) {
	case TAIZHANG_GROUP_PROJECT:
		return taizhang_node_title(
			taizhang_catalog_find(taizhang_ledger_catalog(ledger), key), lang);
	case TAIZHANG_GROUP_KIND:
		kind = taizhang_list_value(TAIZHANG_LIST_KIND, key);
		return taizhang_list_label(TAIZHANG_LIST_KIND, kind, lang);
	case TAIZHANG_GROUP_UNIT:
		break;
	}
	return *key ? key : tz_label(TZ_L_NO_UNIT, lang);
}

static void add_row(struct tz_grid *grid, const struct taizhang_status_row *row, const char *code,
		    const char *name)
{
	struct tz_buffer text = TZ_BUFFER_INIT;

	tz_grid_number(grid, row->items);
	tz_grid_number(grid, row->complete);
	tz_grid_number(grid, row->incomplete);
	tz_grid_number(grid, row->empty);
	tz_grid_number(grid, row->overdue);
	tz_grid_number(grid, row->errors);
	tz_grid_number(grid, row->warnings);
	tz_buffer_text_add(&text, code);
	tz_buffer_text_add(&text, *code ? " " : "");
	tz_buffer_text_add(&text, name);
	grid->failed = grid->failed || text.failed;
	tz_grid_add(grid, tz_buffer_text(&text));
	tz_buffer_free(&text);
}

static void write_group(struct tz_buffer *out, const struct taizhang_ledger *ledger,
			const struct taizhang_status *status, enum taizhang_group group,
			const struct taizhang_render_options *options)
{
	static const enum tz_label names[] = {TZ_L_PROJECT, TZ_L_PROJECT, TZ_L_KIND, TZ_L_UNIT};
	static const enum tz_label titles[] = {TZ_L_BY_PROJECT, TZ_L_BY_PROJECT, TZ_L_BY_KIND, TZ_L_BY_UNIT};
	static const enum tz_label columns[] = {TZ_L_ITEMS, TZ_L_COMPLETE, TZ_L_INCOMPLETE, TZ_L_EMPTY,
						TZ_L_OVERDUE, TZ_L_ERRORS, TZ_L_WARNINGS};
	struct tz_grid grid = {.columns = COLUMNS, .right = (1u << (COLUMNS - 1)) - 1, .indent = 2};

	tz_buffer_printf(out, "%s\n", tz_label(titles[group], options->lang));
	for (size_t i = 0; i < COLUMNS - 1; i++)
		tz_grid_add(&grid, tz_label(columns[i], options->lang));
	tz_grid_add(&grid, tz_label(names[group], options->lang));
	for (size_t i = 0; i < taizhang_status_num_rows(status, group); i++) {
		const struct taizhang_status_row *row = taizhang_status_get_row(status, group, i);

		add_row(&grid, row, group == TAIZHANG_GROUP_PROJECT ? row->key : "",
			row_name(ledger, group, row->key, options->lang));
	}
	add_row(&grid, taizhang_status_total(status), "", tz_label(TZ_L_TOTAL, options->lang));
	tz_grid_write(&grid, out, options->width);
	tz_buffer_text_add(out, "\n");
}

static char *status_text(const struct taizhang_ledger *ledger, const struct taizhang_status *status,
			 const struct taizhang_render_options *options, struct taizhang_error *err)
{
	const struct taizhang_status_row *total = taizhang_status_total(status);
	const char *share = taizhang_status_share_at_risk(status);
	enum taizhang_lang lang = options->lang;
	struct tz_buffer out = TZ_BUFFER_INIT, bytes = TZ_BUFFER_INIT;
	size_t indicators, of_indicators = 0, contents, of_contents = 0;

	tz_heading_write(&out, ledger, lang);
	for (int group = TAIZHANG_GROUP_PROJECT; group <= TAIZHANG_GROUP_UNIT; group++)
		write_group(&out, ledger, status, (enum taizhang_group)group, options);
	tz_layout_bytes(&bytes, total->bytes);
	tz_label_fill(&out, TOTAL_LINE, lang, {"records", TZ_COUNT(total->records)},
		      {"files", TZ_COUNT(total->files)}, {"bytes", tz_buffer_text(&bytes)});
	tz_buffer_free(&bytes);
	tz_buffer_text_add(&out, "\n");
	indicators = taizhang_status_covered_indicators(status, &of_indicators);
	contents = taizhang_status_covered_contents(status, &of_contents);
	tz_label_fill(&out, COVERAGE, lang,
		      {"items", TZ_COUNT(taizhang_status_covered_items(status))},
		      {"of_items", TZ_COUNT(total->items)}, {"indicators", TZ_COUNT(indicators)},
		      {"of_indicators", TZ_COUNT(of_indicators)}, {"contents", TZ_COUNT(contents)},
		      {"of_contents", TZ_COUNT(of_contents)});
	tz_buffer_text_add(&out, "\n");
	if (share && *share) {
		tz_label_fill(&out, AT_RISK, lang, {"share", share});
		tz_buffer_text_add(&out, "\n");
	}
	return tz_buffer_take(&out, err);
}

static void describe_coverage(struct tz_json *j, const char *key, size_t covered, size_t of)
{
	tz_json_begin_object(j, key);
	tz_json_integer(j, "covered", (int64_t)covered);
	tz_json_integer(j, "of", (int64_t)of);
	tz_json_end(j);
}

static char *status_json(const struct taizhang_ledger *ledger, const struct taizhang_status *status,
			 enum taizhang_lang lang, struct taizhang_error *err)
{
	static const char *const keys[] = {"", "projects", "kinds", "units"};
	const struct taizhang_status_row *total = taizhang_status_total(status);
	struct tz_json *j = tz_json_new(err);
	size_t covered, of = 0;

	if (!j)
		return NULL;
	tz_describe_ledger(j, "ledger", ledger, lang);
	tz_describe_status_row(j, "total", total);
	for (int group = TAIZHANG_GROUP_PROJECT; group <= TAIZHANG_GROUP_UNIT; group++) {
		size_t num = taizhang_status_num_rows(status, (enum taizhang_group)group);

		tz_json_begin_array(j, keys[group]);
		for (size_t i = 0; i < num; i++)
			tz_describe_status_row(j, NULL,
				taizhang_status_get_row(status, (enum taizhang_group)group, i));
		tz_json_end(j);
	}
	tz_json_begin_object(j, "coverage");
	describe_coverage(j, "items", taizhang_status_covered_items(status), total->items);
	covered = taizhang_status_covered_indicators(status, &of);
	describe_coverage(j, "indicators", covered, of);
	covered = taizhang_status_covered_contents(status, &of);
	describe_coverage(j, "contents", covered, of);
	tz_json_end(j);
	tz_json_text_if(j, "share_at_risk", taizhang_status_share_at_risk(status));
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_render_status(const struct taizhang_ledger *ledger,
					  const struct taizhang_status *status,
					  const struct taizhang_render_options *options,
					  struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!ledger || !status) {
		tz_error_inval(err, !ledger ? "ledger" : "status");
		return NULL;
	}
	return o.json ? status_json(ledger, status, o.lang, err)
		      : status_text(ledger, status, &o, err);
}
