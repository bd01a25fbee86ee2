/* SPDX-License-Identifier: MIT */
/* reading_title.h: what the lines of a document's head are: numbers, titles, labels, the beginning of the text. */
#ifndef TZ_INSPECT_READING_TITLE_H
#define TZ_INSPECT_READING_TITLE_H

#include "base/buffer.h"
#include "inspect/reading_line.h"

enum tz_label_sort { TZ_LABEL_NONE, TZ_LABEL_OTHER, TZ_LABEL_NUMBER, TZ_LABEL_TITLE, TZ_LABEL_ISSUER, TZ_LABEL_DATE };
/* 发文字号：…, as web pages have it around a document; *value is what follows. */
enum tz_label_sort tz_label_of(const char *plain, const char **value);
/* A line that is a document number, perhaps with a label before and 签发人 behind: the number is put in out. */
bool tz_number_of_line(const struct tz_line *line, struct tz_buffer *out);
/* The text begins. */
bool tz_line_is_body(const struct tz_line *line, bool has_title);
/* Navigation and counters of web pages. */
bool tz_line_is_noise(const struct tz_line *line);

struct tz_title {
	size_t first, num;		/* its lines */
	struct tz_buffer text, number;	/* the number where it stands in brackets behind the title */
};
/* The title among these lines. relaxed: any line that could be one. */
bool tz_title_find(const struct tz_lines *lines, size_t first, size_t num, bool relaxed, struct tz_title *title);

#endif
