/* SPDX-License-Identifier: MIT */
/* reading_grid.h: the cells of a workbook that people see, by row and by column, with their texts in the form in which they are compared. */
#ifndef TZ_INSPECT_READING_GRID_H
#define TZ_INSPECT_READING_GRID_H

#include "base/arena.h"
#include "inspect/facts.h"

struct tz_view_cell {
	const struct tz_facts_cell *cell;
	const char *plain;		/* half width, without blanks */
	bool number;			/* a number, perhaps with a unit behind it */
};
struct tz_view {
	struct tz_arena arena;
	struct tz_view_cell *rows;	/* by sheet, row, column */
	uint32_t *columns;		/* places in rows, by sheet, column, row */
	size_t num;
};

/* Hidden cells and failed formulas are left out. */
int tz_view_make(const struct taizhang_facts *facts, struct tz_view *view, struct taizhang_error *err);
void tz_view_free(struct tz_view *view);
/* The next cell in the same row, or in the same column; NULL at its end. */
const struct tz_view_cell *tz_view_right(const struct tz_view *view, const struct tz_view_cell *of);
const struct tz_view_cell *tz_view_left(const struct tz_view *view, const struct tz_view_cell *of);
const struct tz_view_cell *tz_view_below(const struct tz_view *view, const struct tz_view_cell *of);
const struct tz_view_cell *tz_view_above(const struct tz_view *view, const struct tz_view_cell *of);
/* A number at the start of a plain text: its bytes, and what stands behind it; false where there is none, or not only a unit behind. */
bool tz_view_number(const char *plain, size_t *size, const char **unit);
/* A word for what is counted: %, 万元, 平方米/人. */
bool tz_view_is_unit(const char *plain);

#endif
