/* SPDX-License-Identifier: MIT */
/* sensitive.h: what must not travel with material: markings of classification, and numbers of persons. */
#ifndef TZ_CHECK_SENSITIVE_H
#define TZ_CHECK_SENSITIVE_H

#include <stddef.h>
#include <taizhang/error.h>

enum tz_sensitive_sort {
	TZ_SENSITIVE_CLASSIFIED,	/* 绝密, 机密, 秘密 */
	TZ_SENSITIVE_INTERNAL,		/* 内部资料, 内部文件 */
	TZ_SENSITIVE_IDENTITY,		/* 公民身份号码 */
	TZ_SENSITIVE_MOBILE,
	TZ_SENSITIVE_CARD		/* of a bank */
};
#define TZ_NUM_SENSITIVE 5

/* What sort of text it is: marks are where they belong, or they are words like others. */
enum tz_sensitive_where {
	/* Lines of a document. A mark begins a line of at most 40 characters (perhaps behind the copy number, 密级： or a bracket), and either has
	 * its star (机密★1年), or stands alone on one of the first 12 lines. Words in a sentence (保密, 商业秘密, 保守国家秘密) are none. */
	TZ_SENSITIVE_LINES,
	/* A cell: as a line, but what stands alone has to be in brackets or behind 密级：, since tables have such words as heads of columns. */
	TZ_SENSITIVE_CELL,
	/* The name of a file, a title, a field: a mark has its star, or is in brackets, or begins the name before - _ · or a blank, or is all of it. */
	TZ_SENSITIVE_NAME
};

struct tz_sensitive {
	enum tz_sensitive_sort sort;
	size_t line;			/* from 1 */
	char text[64];			/* a mark as it stands, without blanks; a number masked: only the first three and the last four are shown */
};

/* Hands on each of them, in the order of their places within a line: first a mark, then numbers. Numbers stand for themselves, not within longer ones or as part of
 * a decimal, perhaps in full width or in groups (138 0000 0000):
 * - identity: 18 digits, or 17 and X, with a province, a day that exists and the check digit of GB 11643; 15 digits behind a word for it;
 * - mobile: 11 digits of 1[3-9], +86 before them or not, and no 元 or other measure behind them;
 * - card: Luhn's check digit, and 62 with 16 to 19 digits, 4 or 51 to 55 with 16, or any of 16 to 19 behind a word for an account.
 * Costs what the text is long. -1 for what take fails with alone. */
int tz_sensitive_scan(const char *text, size_t size, enum tz_sensitive_where where,
		      int (*take)(void *context, const struct tz_sensitive *found, struct taizhang_error *err), void *context,
		      struct taizhang_error *err);

#endif
