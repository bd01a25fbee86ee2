/* SPDX-License-Identifier: MIT */
/* reading_head.h: what stands above and below a document's text: its head (GB/T 9704-2012 7.2, 7.3.1) and its signature (7.3.5). */
#ifndef TZ_INSPECT_READING_HEAD_H
#define TZ_INSPECT_READING_HEAD_H

#include "base/buffer.h"
#include "inspect/reading_line.h"

/* Units one after another, "、" between. */
struct tz_agencies {
	struct tz_buffer names;
	size_t num;
	const struct tz_line *line;	/* of the first */
};

struct tz_head {
	size_t body;			/* the line with which the text begins */
	struct tz_buffer number;
	const struct tz_line *number_line;
	struct tz_buffer title;
	const struct tz_line *title_line;
	struct tz_agencies agencies;	/* 发文机关标志 */
	struct taizhang_date date;	/* of a meeting, of minutes; in brackets below the title */
	const struct tz_line *date_line;
	struct tz_agencies told;	/* what a web page says around the document */
	struct taizhang_date told_date;
	const struct tz_line *told_date_line;
};

/* The first lines of the document. relaxed: the title of a report, which need not name a sort of document. */
int tz_head_read(const struct tz_lines *lines, bool relaxed, struct tz_head *head, struct taizhang_error *err);
void tz_head_free(struct tz_head *head);

struct tz_sign {
	struct tz_agencies agencies;
	struct taizhang_date date;
	const struct tz_line *date_line;
};
/* The first signature behind start: units, and a date below them. loose: dates as 2017.3.5 too. */
int tz_sign_read(const struct tz_lines *lines, size_t start, bool loose, struct tz_sign *sign, struct taizhang_error *err);
void tz_sign_free(struct tz_sign *sign);

/* The units that stand on one line; 0 where anything else stands there too. */
size_t tz_agencies_of_line(const struct tz_line *line, struct tz_agencies *out);
/* The same with a date behind them. */
bool tz_agencies_with_date(const struct tz_line *line, bool loose, struct tz_agencies *out, struct taizhang_date *date);
/* As before another is there; the names are in out then. */
void tz_agencies_add(struct tz_agencies *out, const char *name, size_t size, const struct tz_line *line);

#endif
