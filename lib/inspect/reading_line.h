/* SPDX-License-Identifier: MIT */
/* reading_line.h: the lines of a document's text, in the forms in which they are compared. */
#ifndef TZ_INSPECT_READING_LINE_H
#define TZ_INSPECT_READING_LINE_H

#include <stdbool.h>
#include <taizhang/date.h>

#include "base/arena.h"

/* A line that says something: blank ones, rules and page numbers are left out. */
struct tz_line {
	const char *text;	/* trimmed */
	const char *tight;	/* without any blank; "" for a line too long to be more than body */
	const char *plain;	/* the same in half width: （ is ( and ： is : */
	unsigned int number;	/* from 1, of all lines */
};
struct tz_lines {
	struct tz_arena arena;
	struct tz_line *list;
	size_t num, capacity;
};

#define TZ_LINE_MOST 600	/* bytes of a line that may be more than body: 200 characters */

int tz_lines_read(struct tz_lines *lines, const char *text, struct taizhang_error *err);
void tz_lines_free(struct tz_lines *lines);

bool tz_line_starts(const char *text, const char *with);
bool tz_line_ends(const char *text, const char *with);
/* One of a list that ends with NULL stands at the start, at the end: its size, or 0. */
size_t tz_line_starts_one(const char *text, const char *const *list);
size_t tz_line_ends_one(const char *text, const char *const *list);
bool tz_line_has_one(const char *text, const char *const *list);
size_t tz_line_characters(const char *text);
/* A whole plain line that is a date: 2017年3月5日, 二〇一七年三月五日, in brackets too; with loose also 2017-03-05 and 2017.3.5. */
bool tz_line_date(const char *plain, bool loose, struct taizhang_date *date);
/* A unit's name by its form: 示例市教育局. Also of a part of a line. */
bool tz_line_is_agency(const char *tight);
/* "第 3 行" */
#define TZ_LINE_PLACE 40
const char *tz_line_place(const struct tz_line *line, char buf[TZ_LINE_PLACE]);

#endif
