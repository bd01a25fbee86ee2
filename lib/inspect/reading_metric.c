/* SPDX-License-Identifier: MIT */
/* reading_metric.c: the metrics of an item's thresholds in a table: the cell with its name, and the one value that goes with it */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "inspect/reading_line.h"
#include "inspect/reading_table.h"

#define MOST_NAME 400
#define MOST_CELLS 500		/* of one row or column that are looked at for one name */

/* A metric's name in the form in which names are compared; false where it is too long to be one. */
static bool fold_name(const char *text, char out[MOST_NAME])
{
	/* what people write for the same thing, longest first */
	static const char *const same[][2] = {{"所占比例", "比例"}, {"所占比重", "比例"}, {"占比", "比例"}, {"比重", "比例"}, {"百分比", "比例"}, {"的", ""},
					      {"“", ""}, {"”", ""}, {"\"", ""}};
	static const char *const numbered[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "其中:", "#", NULL};
	size_t size = 0, digits = strspn(text, "0123456789");

	if (digits && digits <= 3 && (text[digits] == '.' || text[digits] == ')' || tz_line_starts(text + digits, "、")))
		text += digits + (tz_line_starts(text + digits, "、") ? strlen("、") : 1);
	text += tz_line_starts_one(text, numbered);
	while (*text) {
		size_t i = 0, more = 1;
		const char *with = text;

		while (i < sizeof same / sizeof *same && !tz_line_starts(text, same[i][0]))
			i++;
		if (i < sizeof same / sizeof *same) {
			with = same[i][1];
			more = strlen(with);
		}
		if (size + more >= MOST_NAME)
			return false;
		memcpy(out + size, with, more);
		size += more;
		text += i < sizeof same / sizeof *same ? strlen(same[i][0]) : 1;
	}
	while (size && out[size - 1] == ':')
		size--;
	out[size] = '\0';
	return size > 0;
}

/* 覆盖率(%): the name without the unit, and the unit. */
static void split_unit(char *name, char unit[64])
{
	char *open = strrchr(name, '('), *last = name + strlen(name) - 1;

	unit[0] = '\0';
	if (!open || open == name || *last != ')' || (size_t)(last - open) >= 64)
		return;
	memcpy(unit, open + 1, (size_t)(last - open) - 1);
	unit[last - open - 1] = '\0';
	if (tz_line_starts(unit, "单位:"))
		memmove(unit, unit + strlen("单位:"), strlen(unit + strlen("单位:")) + 1);
	if (tz_view_is_unit(unit))
		*open = '\0';
	else
		unit[0] = '\0';
}

/* Which of several figures is the city's own, by what stands above or before it. */
static int rank_of(const char *header)
{
	static const char *const not[] = {"标准", "目标", "要求", "阈值", "序号", "上年", "去年", "同期", "全省", "全国", "省均", "分值", "得分", "权重", "排名",
					  "增长", "增幅", "比上", "计划", "任务", "备注", "编号", "满分", "上期", "应", NULL};
	static const char *const own[] = {"合计", "总计", "全市", "市区", "实际", "完成值", "完成情况", "数值", "指标值", "统计值", "结果", "实绩", "现状", "本市",
					  "总数", "本期", NULL};

	if (tz_line_has_one(header, not))
		return -1;
	return tz_line_has_one(header, own) ? 1 : 0;
}

/* The text nearest above in the column, or before in the row. */
static const char *header_of(const struct tz_view *view, const struct tz_view_cell *cell, bool above)
{
	const struct tz_view_cell *at = cell;

	for (size_t i = 0; at && (i == 0 || at->number || tz_view_is_unit(at->plain)) && i < MOST_CELLS; i++)
		at = above ? tz_view_above(view, at) : tz_view_left(view, at);
	if (!above)
		/* the first of the row names it; what stands between are its parts */
		for (const struct tz_view_cell *more = at; more && (more = tz_view_left(view, more));)
			at = more->number ? at : more;
	return at && !at->number ? at->plain : "";
}

/* The one number of the row or column behind a name; NULL where there is none, or no telling which. */
static const struct tz_view_cell *value_of(const struct tz_view *view, const struct tz_view_cell *name, bool right)
{
	const struct tz_view_cell *best = NULL, *cell = name;
	int best_rank = -1;
	bool several = false;

	for (size_t i = 0; i < MOST_CELLS && (cell = right ? tz_view_right(view, cell) : tz_view_below(view, cell)); i++) {
		int rank;

		if (!cell->number)
			continue;
		rank = rank_of(header_of(view, cell, right));
		if (rank < 0 || rank < best_rank)
			continue;
		several = rank == best_rank;
		best = cell;
		best_rank = rank;
	}
	return several ? NULL : best;
}

/* A unit in a column of its own: its header is 单位. */
static const char *unit_beside(const struct tz_view *view, const struct tz_view_cell *name)
{
	const struct tz_view_cell *cell = name;

	while ((cell = tz_view_right(view, cell)))
		if (!cell->number && tz_view_is_unit(cell->plain) && strstr(header_of(view, cell, true), "单位"))
			return cell->plain;
	return "";
}

struct found {
	const struct tz_view_cell *value;
	char unit[64];
	bool ambiguous;
};

static bool same_number(const struct tz_view_cell *a, const struct tz_view_cell *b)
{
	return !strcmp(a->plain, b->plain);
}

/* A cell that has the metric's name. */
static void look_at(const struct tz_view *view, const struct tz_view_cell *name, const char *unit, struct found *found)
{
	const struct tz_view_cell *right = value_of(view, name, true), *below = value_of(view, name, false);
	const struct tz_view_cell *beside = tz_view_right(view, name), *under = tz_view_below(view, name), *value;
	const char *own;
	size_t size;

	/* a name at the head of a column has numbers under it and names beside it, one at the head of a row the reverse */
	if (right && below)
		value = beside && !beside->number && under && under->number ? below
			: under && under->number ? NULL : right;
	else
		value = right ? right : below;
	if (!value) {
		found->ambiguous = found->ambiguous || (beside && beside->number) || (under && under->number);
		return;
	}
	if (found->value && !same_number(found->value, value))
		found->ambiguous = true;
	if (found->value)
		return;
	found->value = value;
	tz_view_number(value->plain, &size, &own);
	if (!*own)
		own = unit;
	if (!*own && value == right)
		own = unit_beside(view, name);
	size = tz_text_cut(own, sizeof found->unit - 1);
	memcpy(found->unit, own, size);
	found->unit[size] = 0;
}

static void find(const struct tz_view *view, const char *metric, struct found *found)
{
	for (size_t i = 0; i < view->num && !found->ambiguous; i++) {
		const struct tz_view_cell *cell = &view->rows[i];
		char name[MOST_NAME], unit[64], folded[MOST_NAME];

		if (cell->number || strlen(cell->plain) >= sizeof name)
			continue;
		strcpy(name, cell->plain);
		split_unit(name, unit);
		if (fold_name(name, folded) && !strcmp(folded, metric))
			look_at(view, cell, unit, found);
	}
}

static int add(const struct taizhang_facts *facts, const struct taizhang_threshold *threshold, const struct found *found,
	       struct tz_readings *readings, struct taizhang_error *err)
{
	char place[256], *number;
	const char *unit;
	size_t size;
	int result;

	tz_view_number(found->value->plain, &size, &unit);
	number = strndup(found->value->plain, size);
	if (!number)
		return tz_error_nomem(err);
	tz_facts_cell_place(facts, found->value->cell, place, sizeof place);
	place[tz_text_cut(place, strlen(place))] = '\0';
	result = tz_readings_add(readings, "value", number, place, err);
	free(number);
	if (result == 0) {
		struct tz_reading *reading = &readings->entries[readings->num - 1];

		reading->threshold = threshold;
		reading->unit = *found->unit ? strdup(found->unit) : NULL;
		if (*found->unit && !reading->unit)
			result = tz_error_nomem(err);
	}
	return result;
}

int tz_readings_metrics(const struct taizhang_facts *facts, const struct tz_view *view, const struct taizhang_node *item,
			struct tz_readings *readings, struct taizhang_error *err)
{
	for (size_t i = 0; i < taizhang_node_num_thresholds(item); i++) {
		const struct taizhang_threshold *threshold = taizhang_node_get_threshold(item, i);
		struct found found = {.value = NULL};
		char metric[MOST_NAME], plain[MOST_NAME], unit[64];
		char *half = tz_text_halfwidth(taizhang_threshold_metric(threshold, TAIZHANG_LANG_ZH), err);
		bool usable;

		if (!half)
			return -1;
		usable = strlen(half) < sizeof plain;
		if (usable)
			strcpy(plain, half);
		free(half);
		if (!usable)
			continue;
		split_unit(plain, unit);
		if (!fold_name(plain, metric))
			continue;
		find(view, metric, &found);
		if (found.value && !found.ambiguous && add(facts, threshold, &found, readings, err) < 0)
			return -1;
	}
	return 0;
}
