/* SPDX-License-Identifier: MIT */
/* sensitive.c: what must not travel with material: markings of classification, and numbers of persons. */
#include "check/sensitive.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "check/sensitive_number.h"

/* Where GB/T 9704-2012 has the mark, and what a cover has around it, is within the first lines. */
#define TOP_LINES 12
#define LONGEST_LINE 40

/* A short line without its blanks, character by character. */
struct line {
	int32_t c[LONGEST_LINE + 1];	/* 0 behind the last */
	bool behind_blank[LONGEST_LINE + 1];
	size_t num;
};

static bool is_blank(int32_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == 0xa0 || c == 0x3000 || c == 0xfeff || c == 0x200b;
}

/* false where it has more characters than a line with a mark, or none. */
static bool take_line(struct line *line, const char *text, size_t size)
{
	bool blank = false;

	line->num = 0;
	for (size_t i = 0, step; i < size; i += step) {
		int32_t c = 0;

		step = tz_text_next(text + i, &c);
		if (!step)
			step = 1;
		if (is_blank(c)) {
			blank = true;
			continue;
		}
		if (line->num == LONGEST_LINE)
			return false;
		line->behind_blank[line->num] = blank;
		line->c[line->num++] = c;
		blank = false;
	}
	line->c[line->num] = 0;
	return line->num > 0;
}

/* The characters of word that stand at a place, or 0. */
static size_t starts(const struct line *line, size_t at, const char *word)
{
	size_t begin = at;

	for (size_t step; *word; word += step) {
		int32_t c = 0;

		step = tz_text_next(word, &c);
		if (!step || at >= line->num || line->c[at++] != c)
			return 0;
	}
	return at - begin;
}

static size_t starts_any(const struct line *line, size_t at, const char *const *words)
{
	size_t num = 0;

	for (; *words && !num; words++)
		num = starts(line, at, *words);
	return num;
}

static const char *const levels[] = {"绝密", "机密", "秘密", NULL};
static const char *const internals[] = {"内部资料", "内部文件", "内部材料", NULL};
static const char *const opening[] = {"【", "（", "(", "[", "〔", "［", NULL};
static const char *const closing[] = {"】", "）", ")", "]", "〕", "］", NULL};
static const char *const separators[] = {"-", "_", "—", "－", "·", "：", ":", NULL};
#define STAR 0x2605

static void write_text(const struct line *line, size_t from, size_t to, struct tz_sensitive *found)
{
	size_t used = 0;

	for (size_t i = from; i < to && i < line->num && used + 4 < sizeof found->text; i++)
		used += tz_text_append(found->text + used, line->c[i]);
	found->text[used] = 0;
}

/* What may stand behind a mark that is alone: how long it holds, and how urgent it is. */
static bool is_rest(const struct line *line, size_t at)
{
	static const char *const words[] = {"特急", "加急", "急件", "紧急", "平急", "长期", "年", "个月", NULL};

	while (at < line->num) {
		size_t num = line->c[at] >= '0' && line->c[at] <= '9' ? 1 : starts_any(line, at, words);

		if (!num)
			num = starts_any(line, at, closing);
		if (!num)
			return false;
		at += num;
	}
	return true;
}

/* A line that begins with a mark. */
static bool find_mark(const struct line *line, bool alone, bool plain, struct tz_sensitive *found)
{
	size_t at = 0, begin, num;
	bool shown = plain;

	while (line->c[at] >= '0' && line->c[at] <= '9')
		at++;
	num = starts(line, at, "密级");
	if (num) {
		shown = true;
		at += num;
		at += line->c[at] == ':' || line->c[at] == 0xff1a;
	}
	num = starts_any(line, at, opening);
	shown = shown || num;
	at += num;
	begin = at;
	at += num = starts_any(line, at, levels);
	if (!num)
		return false;
	at += starts(line, at, "级");
	if (line->c[at] != STAR && !(alone && shown && is_rest(line, at)))
		return false;
	found->sort = TZ_SENSITIVE_CLASSIFIED;
	write_text(line, begin, line->num, found);
	return true;
}

/* 内部资料, and what one is asked to do with it. */
static bool find_internal(const struct line *line, bool plain, struct tz_sensitive *found)
{
	static const char *const asked[] = {"注意", "不得", "请勿", "严禁", "禁止", "仅供", "妥善", "切勿", "，", ",", "；", "！", "★", NULL};
	size_t open = starts_any(line, 0, opening), at = open, num;

	at += num = starts_any(line, at, internals);
	if (!num || (!plain && !open))
		return false;
	at += starts_any(line, at, closing);
	if (at < line->num && !starts_any(line, at, asked))
		return false;
	found->sort = TZ_SENSITIVE_INTERNAL;
	write_text(line, open, line->num, found);
	return true;
}

/* In a name, whose words stand without blanks or lines around: behind which place is the mark one? */
static bool find_in_name(const char *text, size_t size, const char *const *words, struct tz_sensitive *found)
{
	struct line window;

	/* From each character on, as far as is needed to tell. */
	for (size_t i = 0, step; i < size; i += step) {
		const size_t most = 60;
		int32_t c = 0;
		size_t open, num, at;

		step = tz_text_next(text + i, &c);
		if (!step)
			step = 1;
		/* All marks and brackets but ( and [ are beyond ASCII. */
		if (c < 0x80 && c != '(' && c != '[')
			continue;
		take_line(&window, text + i, size - i < most ? size - i : most);
		open = starts_any(&window, 0, opening);
		at = open;
		at += num = starts_any(&window, at, words);
		if (!num)
			continue;
		at += starts(&window, at, "级");
		if (window.c[at] == STAR || (open && starts_any(&window, at, closing)) ||
		    (i == 0 && !open && (at >= window.num || window.behind_blank[at] || starts_any(&window, at, separators)))) {
			write_text(&window, open, at + (window.c[at] == STAR), found);
			return true;
		}
	}
	return false;
}

struct scan {
	enum tz_sensitive_where where;
	int (*take)(void *context, const struct tz_sensitive *found, struct taizhang_error *err);
	void *context;
	size_t line, filled;		/* lines so far, and those that are not blank */
};

static int scan_marks(struct scan *scan, const char *text, size_t size, struct taizhang_error *err)
{
	struct tz_sensitive found = {.line = scan->line};
	bool top, plain = scan->where == TZ_SENSITIVE_LINES, is_mark;
	struct line line;

	if (scan->where == TZ_SENSITIVE_NAME) {
		found.sort = TZ_SENSITIVE_CLASSIFIED;
		is_mark = find_in_name(text, size, levels, &found);
		if (!is_mark) {
			found.sort = TZ_SENSITIVE_INTERNAL;
			is_mark = find_in_name(text, size, internals, &found);
		}
		return is_mark ? scan->take(scan->context, &found, err) : 0;
	}
	if (!take_line(&line, text, size)) {
		scan->filled += line.num > 0;
		return 0;
	}
	top = scan->filled++ < TOP_LINES;
	is_mark = find_mark(&line, top, plain, &found) || (top && find_internal(&line, plain, &found));
	return is_mark ? scan->take(scan->context, &found, err) : 0;
}

int tz_sensitive_scan(const char *text, size_t size, enum tz_sensitive_where where,
		      int (*take)(void *context, const struct tz_sensitive *found, struct taizhang_error *err), void *context,
		      struct taizhang_error *err)
{
	struct scan scan = {where, take, context, 0, 0};

	for (size_t i = 0; i < size;) {
		const char *end = memchr(text + i, '\n', size - i);
		size_t length = end ? (size_t)(end - text) - i : size - i;

		scan.line++;
		if (scan_marks(&scan, text + i, length, err) != 0 ||
		    tz_sensitive_numbers(text + i, length, scan.line, take, context, err) != 0)
			return -1;
		i += length + 1;
	}
	return 0;
}
