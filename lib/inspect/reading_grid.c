/* SPDX-License-Identifier: MIT */
/* reading_grid.c: the cells of a workbook that people see, by row and by column, with their texts in the form in which they are compared */
#include "inspect/reading_grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "inspect/reading_line.h"

#define MOST_NUMBER 40
#define MOST_UNIT 8		/* characters: 平方米/人 */

bool tz_view_is_unit(const char *plain)
{
	static const char *const units[] = {
		"%", "‰", "个", "人", "万人", "户", "万户", "次", "场", "项", "件", "套", "台", "辆", "处", "所", "家", "座", "块", "条", "支", "张", "元", "万元",
		"亿元", "平方米", "万平方米", "平方公里", "公里", "米", "公顷", "亩", "吨", "万吨", "分", "天", "小时", "分钟", "岁", "年", "人次", "万人次",
		"个百分点", "分贝", "dB", "dB(A)", "微克/立方米", "册", "万册", "件/万人", "床", "张/千人", NULL};
	char part[64];
	const char *slash;

	for (size_t i = 0; units[i]; i++)
		if (!strcmp(plain, units[i]))
			return true;
	slash = strchr(plain, '/');
	if (!slash || slash == plain || (size_t)(slash - plain) >= sizeof part || !slash[1] || tz_line_characters(plain) > MOST_UNIT)
		return false;
	memcpy(part, plain, (size_t)(slash - plain));
	part[slash - plain] = '\0';
	return tz_view_is_unit(part);
}

bool tz_view_number(const char *plain, size_t *size, const char **unit)
{
	char number[MOST_NUMBER];
	struct tz_decimal value;

	*size = strspn(plain, "+-0123456789.,");
	*unit = plain + *size;
	if (!*size || *size >= sizeof number || (**unit && !tz_view_is_unit(*unit)))
		return false;
	memcpy(number, plain, *size);
	number[*size] = '\0';
	/* 2017年 is a period, no count of years */
	return strcmp(*unit, "年") != 0 && tz_decimal_parse(number, &value);
}

static int order_of(const struct tz_facts_cell *a, const struct tz_facts_cell *b, bool columns)
{
	const uint32_t x[] = {a->sheet, columns ? a->column : a->row, columns ? a->row : a->column};
	const uint32_t y[] = {b->sheet, columns ? b->column : b->row, columns ? b->row : b->column};

	for (size_t i = 0; i < 3; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

static int by_row(const void *a, const void *b)
{
	return order_of(((const struct tz_view_cell *)a)->cell, ((const struct tz_view_cell *)b)->cell, false);
}

/* What is sorted: a place, and the cell that stands there. */
struct by_column {
	const struct tz_facts_cell *cell;
	uint32_t place;
};

static int compare_columns(const void *a, const void *b)
{
	return order_of(((const struct by_column *)a)->cell, ((const struct by_column *)b)->cell, true);
}

static int sort_columns(struct tz_view *view, struct taizhang_error *err)
{
	struct by_column *list = calloc(view->num + 1, sizeof *list);

	view->columns = calloc(view->num + 1, sizeof *view->columns);
	if (!list || !view->columns) {
		free(list);
		return tz_error_nomem(err);
	}
	for (size_t i = 0; i < view->num; i++)
		list[i] = (struct by_column){view->rows[i].cell, (uint32_t)i};
	qsort(list, view->num, sizeof *list, compare_columns);
	for (size_t i = 0; i < view->num; i++)
		view->columns[i] = list[i].place;
	free(list);
	return 0;
}

static int take_cell(struct tz_view *view, const struct tz_facts_cell *cell, struct taizhang_error *err)
{
	struct tz_view_cell *out = &view->rows[view->num];
	char *half = tz_text_halfwidth(cell->text, err), *to = half;
	const char *unit;
	size_t size;
	int32_t c;

	if (!half)
		return -1;
	for (const char *p = half; (size = tz_text_next(p, &c)); p += size)
		if (c != ' ' && c != '\t' && c != '\n' && c != 0xA0 && c != 0x3000) {
			memmove(to, p, size);
			to += size;
		}
	*to = '\0';
	out->cell = cell;
	out->plain = tz_arena_strdup(&view->arena, half, err);
	free(half);
	if (!out->plain)
		return -1;
	out->number = tz_view_number(out->plain, &size, &unit);
	view->num += *out->plain != '\0';
	return 0;
}

int tz_view_make(const struct taizhang_facts *facts, struct tz_view *view, struct taizhang_error *err)
{
	*view = (struct tz_view){.num = 0};
	view->rows = calloc(facts->num_cells + 1, sizeof *view->rows);
	if (!view->rows)
		return tz_error_nomem(err);
	for (size_t i = 0; i < facts->num_cells; i++)
		if (!facts->cells[i].hidden && !facts->cells[i].error && take_cell(view, &facts->cells[i], err) < 0)
			return -1;
	qsort(view->rows, view->num, sizeof *view->rows, by_row);
	return sort_columns(view, err);
}

void tz_view_free(struct tz_view *view)
{
	tz_arena_free(&view->arena);
	free(view->rows);
	free(view->columns);
}

const struct tz_view_cell *tz_view_right(const struct tz_view *view, const struct tz_view_cell *of)
{
	const struct tz_view_cell *next = of + 1;

	return next < view->rows + view->num && next->cell->sheet == of->cell->sheet && next->cell->row == of->cell->row ? next : NULL;
}

const struct tz_view_cell *tz_view_left(const struct tz_view *view, const struct tz_view_cell *of)
{
	const struct tz_view_cell *next = of - 1;

	return of > view->rows && next->cell->sheet == of->cell->sheet && next->cell->row == of->cell->row ? next : NULL;
}

/* Its place among the columns. */
static size_t place_of(const struct tz_view *view, const struct tz_view_cell *of)
{
	size_t low = 0, high = view->num;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (order_of(view->rows[view->columns[middle]].cell, of->cell, true) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct tz_view_cell *in_column(const struct tz_view *view, const struct tz_view_cell *of, size_t place)
{
	const struct tz_view_cell *cell = place < view->num ? &view->rows[view->columns[place]] : NULL;

	return cell && cell->cell->sheet == of->cell->sheet && cell->cell->column == of->cell->column ? cell : NULL;
}

const struct tz_view_cell *tz_view_below(const struct tz_view *view, const struct tz_view_cell *of)
{
	return in_column(view, of, place_of(view, of) + 1);
}

const struct tz_view_cell *tz_view_above(const struct tz_view *view, const struct tz_view_cell *of)
{
	const size_t place = place_of(view, of);

	return place ? in_column(view, of, place - 1) : NULL;
}
