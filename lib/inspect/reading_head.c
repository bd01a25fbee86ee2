/* SPDX-License-Identifier: MIT */
/* reading_head.c: the head of a document: 发文机关标志, 发文字号 and 标题 (GB/T 9704-2012 7.2, 7.3.1), and what a web page puts around them */
#include "inspect/reading_head.h"

#include <string.h>

#include "inspect/reading_title.h"

#define MOST_HEAD 60		/* lines: behind them no head is looked for */

/* What a line of the head is. A title may have several lines, and begin with units. */
enum sort { AGENCY, TITLE, SEPARATOR, NOISE, BODY };

struct walk {
	const struct tz_lines *lines;
	struct tz_head *head;
	struct taizhang_error *err;
	bool relaxed;
	size_t first, num;	/* the lines of the block that is open */
	bool only_agencies;
	int failed;
};

/* A web page's label, and the line that holds its value. */
static void take_label(struct walk *w, enum tz_label_sort label, const char *value, const struct tz_line *line)
{
	struct tz_line shown = *line;
	struct taizhang_date date;

	shown.text = shown.tight = shown.plain = value;
	switch (label) {
	case TZ_LABEL_NUMBER:
		if (!w->head->number_line && tz_number_of_line(&shown, &w->head->number))
			w->head->number_line = line;
		break;
	case TZ_LABEL_ISSUER:
		if (!w->head->told.num && tz_agencies_of_line(&shown, &w->head->told))
			w->head->told.line = line;
		break;
	case TZ_LABEL_DATE:
		if (!w->head->told_date_line && tz_line_date(value, true, &date) && date.day) {
			w->head->told_date = date;
			w->head->told_date_line = line;
		}
		break;
	case TZ_LABEL_TITLE:
	case TZ_LABEL_OTHER:
	case TZ_LABEL_NONE:
		break;
	}
}

static void close_block(struct walk *w, bool agencies_are_heading)
{
	struct tz_title title = {.num = 0};

	if (w->num && w->only_agencies && agencies_are_heading) {
		for (size_t i = 0; i < w->num; i++)
			tz_agencies_of_line(&w->lines->list[w->first + i], &w->head->agencies);
	} else if (w->num && tz_title_find(w->lines, w->first, w->num, w->relaxed && !w->head->title_line, &title)) {
		tz_buffer_free(&w->head->title);
		w->head->title = title.text;
		w->head->title_line = &w->lines->list[title.first];
		if (title.number.size && !w->head->number_line) {
			tz_buffer_free(&w->head->number);
			w->head->number = title.number;
			w->head->number_line = &w->lines->list[title.first + title.num - 1];
		} else {
			tz_buffer_free(&title.number);
		}
		/* the unit below the title of a report wrote it */
		for (size_t i = title.first + title.num; w->relaxed && !w->head->agencies.num && i < w->first + w->num; i++)
			tz_agencies_of_line(&w->lines->list[i], &w->head->agencies);
		w->num = 0;
		return;
	}
	tz_buffer_free(&title.text);
	tz_buffer_free(&title.number);
	w->num = 0;
}

/* 示例市人民政府文件, 示例市人民政府令: the units before the word. The word alone ends a list of units. */
static bool take_heading(struct walk *w, const struct tz_line *line)
{
	static const char *const words[] = {"规范性文件", "文件", "令", "规章", "公报", NULL};
	const size_t cut = tz_line_ends_one(line->tight, words);
	char text[TZ_LINE_MOST + 1], tight[TZ_LINE_MOST + 1];
	struct tz_line shown = {.text = text, .tight = tight, .plain = tight, .number = line->number};
	size_t size = strlen(line->text);

	if (!cut || tz_line_characters(line->tight) > 60)
		return false;
	if (strlen(line->tight) == cut) {
		close_block(w, true);
		return true;
	}
	memcpy(tight, line->tight, strlen(line->tight) + 1);
	tight[strlen(tight) - cut] = '\0';
	memcpy(text, line->text, size + 1);
	/* where the word itself has blanks in it, the units do too, and are one */
	if (tz_line_ends_one(text, words))
		text[size - cut] = '\0';
	else
		memcpy(text, tight, strlen(tight) + 1);
	if (!tz_line_is_agency(tight) && strchr(tight, ' '))
		return false;
	close_block(w, true);
	if (!tz_agencies_of_line(&shown, &w->head->agencies))
		return false;
	w->head->agencies.line = line;
	return true;
}

/* 第6期, 第9号, 特急, 机密★1年 */
static bool is_mark(const char *plain)
{
	static const char *const starts[] = {"特急", "加急", "平急", "急件", "绝密", "机密", "秘密", "签发人", "会签人", "内部", "等级", NULL};
	static const char *const ends[] = {"期", "号", "期)", "号)", "次", NULL};

	return (tz_line_starts_one(plain, starts) && tz_line_characters(plain) <= 24) ||
	       ((tz_line_starts(plain, "第") || tz_line_starts(plain, "(第") || tz_line_starts(plain, "(总第") || tz_line_starts(plain, "20") ||
		 tz_line_starts(plain, "〔")) &&
		tz_line_ends_one(plain, ends) && tz_line_characters(plain) <= 14);
}

/* (2017年7月21日示例市第七届人民代表大会第三次会议通过) */
static bool take_adoption(struct walk *w, size_t *i)
{
	const struct tz_line *line = &w->lines->list[*i];
	const char *end = strstr(line->plain, "日");
	struct taizhang_date date;
	char text[64];
	size_t size;

	if (line->plain[0] != '(' || !end)
		return false;
	if (!strstr(line->plain, "通过")) {
		/* two lines long */
		if (tz_line_ends(line->plain, ")") || *i + 1 >= w->lines->num || !tz_line_ends(w->lines->list[*i + 1].plain, "通过)"))
			return false;
		++*i;
	}
	size = (size_t)(end - line->plain) + strlen("日") - 1;
	if (size >= sizeof text)
		return true;
	memcpy(text, line->plain + 1, size);
	text[size] = '\0';
	if (!w->head->date_line && tz_line_date(text, false, &date)) {
		w->head->date = date;
		w->head->date_line = line;
	}
	return true;
}

static bool take_date(struct walk *w, const struct tz_line *line)
{
	struct tz_agencies agencies = {.num = 0};
	struct taizhang_date date;
	const bool with_agency = tz_agencies_with_date(line, w->relaxed, &agencies, &date);
	const bool found = with_agency || tz_line_date(line->plain, w->relaxed, &date);

	if (found) {
		/* what a block of units above it says comes first */
		close_block(w, true);
		if (!w->head->date_line) {
			w->head->date = date;
			w->head->date_line = line;
		}
	}
	if (with_agency && !w->head->agencies.num) {
		w->head->agencies = agencies;
		return true;
	}
	tz_buffer_free(&agencies.names);
	return found;
}

static enum sort sort_of(struct walk *w, size_t *i)
{
	const struct tz_line *line = &w->lines->list[*i];
	const char *value = NULL;
	enum tz_label_sort label = tz_label_of(line->plain, &value);
	struct tz_agencies agencies = {.num = 0};
	size_t num;

	if (label != TZ_LABEL_NONE) {
		if (!*value && *i + 1 < w->lines->num && tz_label_of(w->lines->list[*i + 1].plain, &value) == TZ_LABEL_NONE)
			value = w->lines->list[++*i].plain;
		take_label(w, label, value, line);
		return NOISE;
	}
	if (!w->head->number_line && tz_number_of_line(line, &w->head->number)) {
		close_block(w, true);
		w->head->number_line = line;
		return SEPARATOR;
	}
	if (take_adoption(w, i) || is_mark(line->plain))
		return SEPARATOR;
	if (tz_line_is_body(line, w->head->title_line != NULL))
		return BODY;
	if (take_heading(w, line) || take_date(w, line))
		return SEPARATOR;
	num = tz_agencies_of_line(line, &agencies);
	tz_buffer_free(&agencies.names);
	return num ? AGENCY : tz_line_is_noise(line) ? NOISE : TITLE;
}

static void take_line(struct walk *w, size_t i, enum sort sort)
{
	if (!w->num) {
		w->first = i;
		w->only_agencies = true;
	}
	w->num++;
	w->only_agencies = w->only_agencies && sort == AGENCY;
}

int tz_head_read(const struct tz_lines *lines, bool relaxed, struct tz_head *head, struct taizhang_error *err)
{
	struct walk w = {.lines = lines, .head = head, .err = err, .relaxed = relaxed};
	size_t i;

	*head = (struct tz_head){.body = 0};
	for (i = 0; i < lines->num && i < MOST_HEAD; i++) {
		enum sort sort = sort_of(&w, &i);

		if (sort == BODY)
			break;
		if (sort == AGENCY || sort == TITLE)
			take_line(&w, i, sort);
		else
			close_block(&w, sort == SEPARATOR);
	}
	close_block(&w, relaxed && head->title_line);
	head->body = i;
	if (tz_buffer_check(&head->number, err) < 0 || tz_buffer_check(&head->title, err) < 0 ||
	    tz_buffer_check(&head->agencies.names, err) < 0)
		return -1;
	return tz_buffer_check(&head->told.names, err);
}

void tz_head_free(struct tz_head *head)
{
	tz_buffer_free(&head->number);
	tz_buffer_free(&head->title);
	tz_buffer_free(&head->agencies.names);
	tz_buffer_free(&head->told.names);
}
