/* SPDX-License-Identifier: MIT */
/* facts.c: what a file really is, as lines and as JSON: its format and state, each fact with its place, the beginning of its text. */
#include <stdio.h>
#include <string.h>
#include <taizhang/inspect.h>

#include "api.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "render/label.h"
#include "render/layout.h"

/* How much of a file is shown of what it says, in lines for people. */
#define TEXT_LINES 10
#define TEXT_LINE 200
#define FIRST_CELLS 20

static const char *const families[] = {
	[TAIZHANG_FAMILY_OTHER] = "other", [TAIZHANG_FAMILY_IMAGE] = "image", [TAIZHANG_FAMILY_DOCUMENT] = "document",
	[TAIZHANG_FAMILY_SHEET] = "sheet", [TAIZHANG_FAMILY_SLIDES] = "slides", [TAIZHANG_FAMILY_PAGES] = "pages",
	[TAIZHANG_FAMILY_TEXT] = "text", [TAIZHANG_FAMILY_ARCHIVE] = "archive",
};

/* What was not read, and why, in words. */
static const struct {
	const char *code;
	enum tz_label label;
} unread[] = {
	{"text", TZ_L_UNREAD_TEXT}, {"cells", TZ_L_UNREAD_CELLS}, {"properties", TZ_L_UNREAD_PROPERTIES},
	{"pixels", TZ_L_UNREAD_PIXELS}, {"not-built-in", TZ_L_REASON_NOT_BUILT_IN},
	{"no-program", TZ_L_REASON_NO_PROGRAM}, {"program-failed", TZ_L_REASON_PROGRAM_FAILED},
	{"too-large", TZ_L_REASON_TOO_LARGE}, {"timeout", TZ_L_REASON_TIMEOUT}, {"no-reader", TZ_L_REASON_NO_READER},
};

static const char *unread_label(const char *code, enum taizhang_lang lang)
{
	for (size_t i = 0; i < sizeof unread / sizeof unread[0]; i++)
		if (strcmp(unread[i].code, code) == 0)
			return tz_label(unread[i].label, lang);
	return code;
}

static void write_fact(struct tz_grid *grid, const struct taizhang_fact *fact, enum taizhang_lang lang)
{
	struct tz_buffer line = TZ_BUFFER_INIT;
	const char *value = taizhang_fact_value(fact), *place = taizhang_fact_place(fact);

	if (strcmp(taizhang_fact_name(fact), "not-read") == 0)
		tz_label_fill(&line, UNREAD, lang, {"what", unread_label(place, lang)}, {"reason", unread_label(value, lang)});
	else
		tz_label_fill(&line, FACT_LINE, lang, {"value", value}, {"place", place});
	tz_grid_add(grid, taizhang_fact_label(fact, lang));
	tz_grid_add(grid, tz_buffer_text(&line));
	grid->failed = grid->failed || line.failed;
	tz_buffer_free(&line);
}

/* Of a name with more than were kept, how many there are. */
static void write_more(struct tz_grid *grid, const struct taizhang_facts *facts, const struct taizhang_fact *last,
		       size_t kept, enum taizhang_lang lang)
{
	uint64_t all = taizhang_facts_count(facts, taizhang_fact_name(last));
	struct tz_buffer line = TZ_BUFFER_INIT;

	if (all <= kept)
		return;
	tz_label_fill(&line, FACTS_MORE, lang, {"all", TZ_COUNT(all)});
	tz_grid_add(grid, "");
	tz_grid_add(grid, tz_buffer_text(&line));
	grid->failed = grid->failed || line.failed;
	tz_buffer_free(&line);
}

static void write_facts(struct tz_buffer *out, const struct taizhang_facts *facts, const struct taizhang_render_options *options)
{
	struct tz_grid grid = {.columns = 2, .indent = 2};
	size_t num = taizhang_facts_num(facts), kept = 0;

	for (size_t i = 0; i < num; i++) {
		const struct taizhang_fact *fact = taizhang_facts_get(facts, i), *next = taizhang_facts_get(facts, i + 1);

		kept++;
		write_fact(&grid, fact, options->lang);
		if (!next || strcmp(taizhang_fact_name(next), taizhang_fact_name(fact)) != 0) {
			write_more(&grid, facts, fact, kept, options->lang);
			kept = 0;
		}
	}
	tz_grid_write(&grid, out, options->width);
}

static void write_text(struct tz_buffer *out, const struct taizhang_facts *facts, const struct taizhang_render_options *options)
{
	size_t size;
	const char *text = taizhang_facts_text(facts, &size);
	char line[TEXT_LINE * 4 + 1];

	if (!size)
		return;
	tz_buffer_printf(out, "  %s\n", tz_label(TZ_L_TEXT_BEGINS, options->lang));
	for (size_t lines = 0; *text && lines < TEXT_LINES; text += *text == '\n') {
		size_t length = strcspn(text, "\n");

		/* A line that is longer than one would read is cut between characters. */
		if (length) {
			snprintf(line, sizeof line, "%.*s", length < sizeof line ? (int)length : (int)sizeof line - 1, text);
			line[tz_text_cut(line, sizeof line - 4)] = 0;
			/* Between cells. A terminal is shown no controls, and would show that there was one. */
			for (char *tab = line; (tab = strchr(tab, '\t'));)
				*tab = ' ';
			tz_layout_blanks(out, 4);
			tz_layout_cut(out, line, options->width > 4 ? options->width - 4 : TEXT_LINE);
			tz_buffer_text_add(out, "\n");
			lines++;
		}
		text += length;
	}
}

/* "Sheet1!C5", as facts write their places. */
static void write_cell_name(struct tz_buffer *out, const struct taizhang_cell *cell)
{
	char letters[8];
	size_t at = sizeof letters - 1;

	letters[at] = 0;
	for (unsigned int column = cell->column; column && at; column = (column - 1) / 26)
		letters[--at] = (char)('A' + (column - 1) % 26);
	tz_buffer_printf(out, "%s%s%s%u", cell->sheet, *cell->sheet ? "!" : "", letters + at, cell->row);
}

static void write_cells(struct tz_buffer *out, const struct taizhang_facts *facts, const struct taizhang_render_options *options)
{
	struct tz_grid grid = {.columns = 2, .indent = 4};
	struct taizhang_cell cell;

	if (!taizhang_facts_num_cells(facts))
		return;
	tz_buffer_printf(out, "  %s\n", tz_label(TZ_L_FIRST_CELLS, options->lang));
	for (size_t i = 0; i < FIRST_CELLS && taizhang_facts_get_cell(facts, i, &cell) == 0; i++) {
		struct tz_buffer name = TZ_BUFFER_INIT;

		write_cell_name(&name, &cell);
		tz_grid_add(&grid, tz_buffer_text(&name));
		tz_grid_add(&grid, cell.text);
		grid.failed = grid.failed || name.failed;
		tz_buffer_free(&name);
	}
	tz_grid_write(&grid, out, options->width);
}

static char *facts_text(const struct taizhang_facts *facts, const char *name,
			const struct taizhang_render_options *options, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	struct tz_grid grid = {.columns = 2, .indent = 2};

	tz_layout_text(&out, name);
	tz_buffer_text_add(&out, "\n");
	tz_grid_add(&grid, tz_label(TZ_L_FILE_FORMAT, options->lang));
	tz_grid_add(&grid, taizhang_facts_format_label(facts, options->lang));
	tz_grid_add(&grid, tz_label(TZ_L_FILE_STATE, options->lang));
	tz_grid_add(&grid, taizhang_facts_state_label(taizhang_facts_state(facts), options->lang));
	tz_grid_write(&grid, &out, options->width);
	write_facts(&out, facts, options);
	if (options->verbose) {
		write_text(&out, facts, options);
		write_cells(&out, facts, options);
	}
	return tz_buffer_take(&out, err);
}

static void describe_facts(struct tz_json *j, const struct taizhang_facts *facts)
{
	tz_json_begin_array(j, "facts");
	for (size_t i = 0; i < taizhang_facts_num(facts); i++) {
		const struct taizhang_fact *fact = taizhang_facts_get(facts, i);

		tz_json_begin_object(j, NULL);
		tz_json_text(j, "name", taizhang_fact_name(fact));
		if (taizhang_fact_is_number(fact))
			tz_json_integer(j, "value", taizhang_fact_number(fact));
		else
			tz_json_text(j, "value", taizhang_fact_value(fact));
		tz_json_text_if(j, "place", taizhang_fact_place(fact));
		tz_json_end(j);
	}
	tz_json_end(j);
}

/* Names of which not all were kept, and how many there are. */
static void describe_more(struct tz_json *j, const struct taizhang_facts *facts)
{
	tz_json_begin_object(j, "counts");
	for (size_t i = 0; i < taizhang_fact_num_names(); i++) {
		const char *name = taizhang_fact_get_name(i);

		if (taizhang_facts_count(facts, name))
			tz_json_integer(j, name, (int64_t)taizhang_facts_count(facts, name));
	}
	tz_json_end(j);
}

static void describe_cells(struct tz_json *j, const struct taizhang_facts *facts)
{
	struct taizhang_cell cell;

	tz_json_begin_array(j, "cells");
	for (size_t i = 0; taizhang_facts_get_cell(facts, i, &cell) == 0; i++) {
		tz_json_begin_object(j, NULL);
		tz_json_text_if(j, "sheet", cell.sheet);
		tz_json_integer(j, "row", cell.row);
		tz_json_integer(j, "column", cell.column);
		tz_json_text(j, "text", cell.text);
		if (cell.formula)
			tz_json_boolean(j, "formula", true);
		if (cell.error)
			tz_json_boolean(j, "error", true);
		if (cell.hidden)
			tz_json_boolean(j, "hidden", true);
		tz_json_end(j);
	}
	tz_json_end(j);
}

static char *facts_json(const struct taizhang_facts *facts, const char *name, bool verbose, struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);
	size_t size;
	const char *text = taizhang_facts_text(facts, &size);

	if (!j)
		return NULL;
	tz_json_text_if(j, "file", name);
	tz_json_text(j, "format", taizhang_facts_format(facts));
	tz_json_text(j, "media_type", taizhang_facts_media_type(facts));
	tz_json_text(j, "family", families[taizhang_facts_family(facts)]);
	tz_json_text(j, "state", taizhang_facts_state_name(taizhang_facts_state(facts)));
	describe_facts(j, facts);
	describe_more(j, facts);
	tz_json_integer(j, "text_bytes", (int64_t)size);
	tz_json_integer(j, "num_cells", (int64_t)taizhang_facts_num_cells(facts));
	if (verbose) {
		tz_json_text(j, "text", text);
		describe_cells(j, facts);
	}
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_render_facts(const struct taizhang_facts *facts, const char *name,
					 const struct taizhang_render_options *options, struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!facts) {
		tz_error_inval(err, "facts");
		return NULL;
	}
	return o.json ? facts_json(facts, name, o.verbose, err) : facts_text(facts, name ? name : "", &o, err);
}
