/* SPDX-License-Identifier: MIT */
/* layout.h: lines for a terminal: safe text, cut and padded by the width of characters, and columns that align. */
#ifndef TZ_RENDER_LAYOUT_H
#define TZ_RENDER_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/date.h>
#include <taizhang/render.h>

#include "base/buffer.h"

/* A caller's options, whatever version it was built against; NULL gives the defaults. */
struct taizhang_render_options tz_render_options(const struct taizhang_render_options *options);

/* Text on one line: controls, line breaks and marks that turn the direction of writing are shown as U+FFFD. */
void tz_layout_text(struct tz_buffer *out, const char *text);
/* The same, cut to width columns with "…"; width 0 cuts nothing. */
void tz_layout_cut(struct tz_buffer *out, const char *text, size_t width);
void tz_layout_blanks(struct tz_buffer *out, size_t num);
/* 1.5 MB; one decimal below 10. */
void tz_layout_bytes(struct tz_buffer *out, uint64_t bytes);

/* Cells collected row by row, then written with columns as wide as their widest cell. */
struct tz_grid {
	size_t columns;		/* 1 to 16 */
	unsigned int right;	/* set of columns, as bits, that align right */
	size_t indent;
	struct tz_grid_cell {
		char *text;
		size_t width;
	} *cells;
	size_t num, capacity;
	bool failed;
};

/* Takes the columns in order; text is made safe. */
void tz_grid_add(struct tz_grid *grid, const char *text);
void tz_grid_number(struct tz_grid *grid, uint64_t number);
/* Writes all rows and frees the cells; where memory had run out, out fails. The last column is cut so that no line passes width (0: not). */
void tz_grid_write(struct tz_grid *grid, struct tz_buffer *out, size_t width);

#endif
