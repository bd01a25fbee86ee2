/* SPDX-License-Identifier: MIT */
/* layout.c: lines for a terminal. */
#include "render/layout.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "render/label.h"

#define GAP 2
#define MAX_COLUMNS 16

struct taizhang_render_options tz_render_options(const struct taizhang_render_options *options)
{
	struct taizhang_render_options full = TAIZHANG_RENDER_OPTIONS_INIT;
	size_t size;

	if (!options)
		return full;
	size = options->size < sizeof full ? options->size : sizeof full;
	memcpy(&full, options, size);
	full.size = sizeof full;
	return full;
}

/* The next character as it is shown; returns the bytes taken, 0 at the end. */
static size_t next_shown(const char *text, char shown[5])
{
	int32_t c = 0;
	size_t size;

	if (!*text)
		return 0;
	size = tz_text_next(text, &c);
	if (!size || tz_text_is_unsafe(c)) {
		memcpy(shown, "\xef\xbf\xbd", 4);
		return size ? size : 1;
	}
	memcpy(shown, text, size);
	shown[size] = '\0';
	return size;
}

void tz_layout_text(struct tz_buffer *out, const char *text)
{
	tz_layout_cut(out, text, 0);
}

static size_t shown_width(const char *text)
{
	size_t width = 0, size;
	char shown[5];

	for (; (size = next_shown(text, shown)) > 0; text += size)
		width += tz_text_width(shown);
	return width;
}

void tz_layout_cut(struct tz_buffer *out, const char *text, size_t width)
{
	bool cut;
	size_t used = 0, size;
	char shown[5];

	if (!text)
		return;
	cut = width && shown_width(text) > width;
	for (; (size = next_shown(text, shown)) > 0; text += size) {
		used += tz_text_width(shown);
		if (cut && used > width - 1)
			break;
		tz_buffer_text_add(out, shown);
	}
	if (cut)
		tz_buffer_text_add(out, "…");
}

void tz_layout_blanks(struct tz_buffer *out, size_t num)
{
	while (num--)
		tz_buffer_add(out, " ", 1);
}

void tz_layout_bytes(struct tz_buffer *out, uint64_t bytes)
{
	static const char *const units[] = {"KB", "MB", "GB", "TB", "PB", "EB"};
	uint64_t whole = bytes, tenths = 0;
	size_t unit = 0;

	if (bytes < 1024) {
		tz_buffer_printf(out, "%" PRIu64 " B", bytes);
		return;
	}
	tenths = whole % 1024 * 10 / 1024;
	whole /= 1024;
	while (whole >= 1024) {
		tenths = whole % 1024 * 10 / 1024;
		whole /= 1024;
		unit++;
	}
	if (whole < 10)
		tz_buffer_printf(out, "%" PRIu64 ".%" PRIu64 " %s", whole, tenths, units[unit]);
	else
		tz_buffer_printf(out, "%" PRIu64 " %s", whole, units[unit]);
}

void tz_grid_add(struct tz_grid *grid, const char *text)
{
	struct tz_buffer shown = TZ_BUFFER_INIT;
	struct tz_grid_cell *cell;

	if (grid->failed)
		return;
	tz_layout_text(&shown, text);
	if (tz_array_grow(&grid->cells, grid->num, &grid->capacity, sizeof *grid->cells, NULL) != 0) {
		grid->failed = true;
		tz_buffer_free(&shown);
		return;
	}
	cell = &grid->cells[grid->num];
	cell->text = tz_buffer_take(&shown, NULL);
	if (!cell->text) {
		grid->failed = true;
		return;
	}
	cell->width = tz_text_width(cell->text);
	grid->num++;
}

void tz_grid_number(struct tz_grid *grid, uint64_t number)
{
	tz_grid_add(grid, TZ_COUNT(number));
}

static void write_cell(const struct tz_grid *grid, const struct tz_grid_cell *cell, size_t column,
		       size_t width, struct tz_buffer *out)
{
	bool last = column + 1 == grid->columns;
	size_t pad = width > cell->width ? width - cell->width : 0;

	if (grid->right & (1u << column)) {
		tz_layout_blanks(out, pad);
		pad = 0;
	}
	tz_buffer_text_add(out, cell->text);
	if (!last)
		tz_layout_blanks(out, pad + GAP);
}

void tz_grid_write(struct tz_grid *grid, struct tz_buffer *out, size_t width)
{
	size_t widths[MAX_COLUMNS] = {0}, left = grid->indent;

	if (grid->failed)
		out->failed = TAIZHANG_E_NOMEM;
	for (size_t i = 0; i < grid->num; i++)
		if (grid->cells[i].width > widths[i % grid->columns])
			widths[i % grid->columns] = grid->cells[i].width;
	for (size_t column = 0; column + 1 < grid->columns; column++)
		left += widths[column] + GAP;
	for (size_t i = 0; i < grid->num; i++) {
		const struct tz_grid_cell *cell = &grid->cells[i];
		size_t column = i % grid->columns;

		if (column == 0)
			tz_layout_blanks(out, grid->indent);
		if (column + 1 < grid->columns || grid->right & (1u << column) ||
		    !width || left + cell->width <= width)
			write_cell(grid, cell, column, widths[column], out);
		else
			tz_layout_cut(out, cell->text, width > left + GAP ? width - left : GAP);
		if (column + 1 == grid->columns)
			tz_buffer_add(out, "\n", 1);
	}
	for (size_t i = 0; i < grid->num; i++)
		free(grid->cells[i].text);
	free(grid->cells);
	grid->cells = NULL;
	grid->num = grid->capacity = 0;
}
