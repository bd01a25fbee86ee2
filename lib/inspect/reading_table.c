/* SPDX-License-Identifier: MIT */
/* reading_table.c: what a statistical table says of itself: its period, the source of its data, its statistical scope */
#include "inspect/reading_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "inspect/reading_line.h"

#define MOST_VALUE 240		/* bytes: longer is an explanation */
#define MOST_PERIOD 64
#define MOST_PLACE 256
#define HEAD_ROWS 6		/* rows among which a title stands */

/* One field that may be said in several places, as long as they agree. */
struct said {
	char value[MOST_VALUE + 1], place[MOST_PLACE];
	bool several;
};

static void say(struct said *said, const char *value, const char *place)
{
	if (!*value || strlen(value) > MOST_VALUE)
		return;
	if (*said->value) {
		said->several = said->several || strcmp(said->value, value) != 0;
		return;
	}
	strcpy(said->value, value);
	snprintf(said->place, sizeof said->place, "%s", place);
	said->place[tz_text_cut(said->place, strlen(said->place))] = '\0';
}

static int add(const struct said *said, const char *field, struct tz_readings *readings, struct taizhang_error *err)
{
	return said->several ? 0 : tz_readings_add(readings, field, said->value, said->place, err);
}

static size_t digits_at(const char *p, size_t most)
{
	size_t num = strspn(p, "0123456789");

	return num <= most ? num : 0;
}

/* 2017年, 2017年度, 2017年8月, 2017年上半年, 2017年一季度: its bytes. */
static size_t one_period(const char *p)
{
	static const char *const parts[] = {"上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度", "一季度", "二季度", "三季度", "四季度",
					    "前三季度", "全年", "度", NULL};
	size_t size = digits_at(p, 4), month;

	if (size != 4 || (p[0] != '1' && p[0] != '2') || !tz_line_starts(p + size, "年"))
		return 0;
	size += strlen("年");
	month = digits_at(p + size, 2);
	if (month && tz_line_starts(p + size + month, "月")) {
		size += month + strlen("月");
		month = digits_at(p + size, 2);
		/* a day is no period */
		return month && tz_line_starts(p + size + month, "日") ? 0 : size;
	}
	return size + tz_line_starts_one(p + size, parts);
}

/* 2016年8月至2017年7月, 2017年1-6月: its bytes. */
static size_t period_at(const char *p)
{
	static const char *const to[] = {"至", "-", "—", "~", "到", "－", "–", NULL};
	size_t size = one_period(p), more, next, month;

	if (!size) {
		/* 2015-2017年 */
		more = digits_at(p, 4);
		next = more == 4 && (p[0] == '1' || p[0] == '2') ? tz_line_starts_one(p + more, to) : 0;
		month = next ? one_period(p + more + next) : 0;
		return month ? more + next + month : 0;
	}
	month = digits_at(p + size, 2);
	more = tz_line_starts_one(p + size + month, to);
	if (!more)
		return size;
	next = one_period(p + size + month + more);
	if (next && !month)
		return size + more + next;
	next = digits_at(p + size + month + more, 2);
	return next && tz_line_starts(p + size + month + more + next, "月") ? size + month + more + next + strlen("月") : size;
}

/* The first period in the text; false where it has none, or several that differ. */
static bool find_period(const char *plain, char out[MOST_PERIOD])
{
	bool found = false;

	for (const char *p = plain; *p;) {
		const bool inside = p > plain && p[-1] >= '0' && p[-1] <= '9';
		const size_t size = inside ? 0 : period_at(p);

		if (!size || size >= MOST_PERIOD) {
			p++;
			continue;
		}
		if (found && (strncmp(out, p, size) != 0 || out[size]))
			return false;
		memcpy(out, p, size);
		out[size] = '\0';
		found = true;
		p += size;
	}
	return found;
}

/* 数据来源: its bytes, with the colon if there is one. */
static size_t label_at(const char *plain, const char *const *labels)
{
	size_t size = tz_line_starts_one(plain, labels);

	return size ? size + (plain[size] == ':') : 0;
}

static const char *const sources[] = {"数据来源", "资料来源", "数据出处", NULL};
static const char *const scopes[] = {"统计口径", "统计范围", "口径范围", NULL};
static const char *const periods[] = {"统计时期", "统计时段", "统计时间", "统计年度", "统计期间", "数据时段", "报告期", NULL};
/* two things in one text are no telling */
static const char *const colons[] = {":", "：", NULL};
static const char *const openings[] = {"注:", "备注:", "说明:", "注1:", "注：", "备注：", "说明：", "注1：", "(", "（", " ", "　", "1.", "2.", "3.", "1、", "2、", "3、", NULL};

/* Behind the colon that ends the label, as written. */
static const char *behind_label(const char *text)
{
	const char *wide = strstr(text, "："), *narrow = strchr(text, ':');

	if (wide && (!narrow || wide < narrow))
		return wide + strlen("：");
	return narrow ? narrow + 1 : "";
}

/* A bracket that was opened before the label closes behind its value. */
static size_t to_cut(const char *value)
{
	static const char *const ends[] = {"；", ";", "。", " ", "　", NULL};
	size_t more = tz_line_ends_one(value, ends);

	if (!more && tz_line_ends(value, "）") && !strstr(value, "（"))
		more = strlen("）");
	if (!more && tz_line_ends(value, ")") && !strchr(value, '('))
		more = 1;
	return more;
}

/* 数据来源：市统计局 in one text, or where it ends with the colon, what is beside it. */
static void take_label(const char *text, const char *plain, const char *beside, const char *const *labels, struct said *said,
		       const char *place)
{
	char value[MOST_VALUE + 1];
	size_t label, opening;

	while ((opening = tz_line_starts_one(text, openings)))
		text += opening;

	while ((opening = tz_line_starts_one(plain, openings)))
		plain += opening;
	label = label_at(plain, labels);
	if (!label || strlen(plain + label) > MOST_VALUE)
		return;
	/* without a colon it is a word of a sentence, or the head of a column */
	if (plain[label] && plain[label - 1] != ':')
		return;
	text = plain[label] ? behind_label(text) : beside;
	if (strlen(text) > MOST_VALUE || tz_line_has_one(text, colons))
		return;
	strcpy(value, text);
	while (to_cut(value))
		value[strlen(value) - to_cut(value)] = '\0';
	say(said, tz_text_trim(value), place);
}

struct table {
	struct said period, labelled, source, scope;
};

static bool is_date_of_filing(const char *plain)
{
	static const char *const words[] = {"填报", "制表", "日期", "填表", "报送", "打印", "上报", NULL};

	return tz_line_has_one(plain, words);
}

static void look_at(const struct taizhang_facts *facts, const struct tz_view *view, const struct tz_view_cell *cell, struct table *t)
{
	const struct tz_view_cell *right = tz_view_right(view, cell);
	const bool labelled = !cell->number && strlen(cell->plain) <= TZ_LINE_MOST;
	const char *beside = right && strlen(right->cell->text) <= MOST_VALUE ? right->cell->text : "";
	char place[MOST_PLACE], period[MOST_PERIOD];

	if (!labelled)
		return;
	tz_facts_cell_place(facts, cell->cell, place, sizeof place);
	take_label(cell->cell->text, cell->plain, beside, sources, &t->source, place);
	take_label(cell->cell->text, cell->plain, beside, scopes, &t->scope, place);
	take_label(cell->cell->text, cell->plain, beside, periods, &t->labelled, place);
	/* a title stands alone in its row */
	if (cell->cell->row <= HEAD_ROWS && !right && !tz_view_left(view, cell) && !is_date_of_filing(cell->plain) &&
	    find_period(cell->plain, period))
		say(&t->period, period, place);
}

/* Tables in text documents have no cells. */
static int look_at_text(const struct taizhang_facts *facts, struct table *t, struct taizhang_error *err)
{
	struct tz_lines lines;
	char place[TZ_LINE_PLACE], period[MOST_PERIOD];
	int result = tz_lines_read(&lines, taizhang_facts_text(facts, NULL), err);

	for (size_t i = 0; result == 0 && i < lines.num; i++) {
		const char *plain = lines.list[i].plain;

		tz_line_place(&lines.list[i], place);
		take_label(lines.list[i].text, plain, "", sources, &t->source, place);
		take_label(lines.list[i].text, plain, "", scopes, &t->scope, place);
		take_label(lines.list[i].text, plain, "", periods, &t->labelled, place);
		if (i == 0 && find_period(plain, period))
			say(&t->period, period, place);
	}
	tz_lines_free(&lines);
	return result;
}

int tz_readings_table(const struct taizhang_facts *facts, const struct taizhang_node *item, struct tz_readings *readings,
		      struct taizhang_error *err)
{
	struct tz_view view;
	struct table table;
	int result = tz_view_make(facts, &view, err);

	memset(&table, 0, sizeof table);
	if (result == 0)
		result = tz_readings_metrics(facts, &view, item, readings, err);
	for (size_t i = 0; result == 0 && i < view.num; i++)
		look_at(facts, &view, &view.rows[i], &table);
	if (result == 0 && !view.num)
		result = look_at_text(facts, &table, err);
	if (result == 0)
		result = add(*table.labelled.value ? &table.labelled : &table.period, "period", readings, err);
	if (result == 0)
		result = add(&table.scope, "statistical-scope", readings, err);
	if (result == 0)
		result = add(&table.source, "data-source", readings, err);
	tz_view_free(&view);
	return result;
}
