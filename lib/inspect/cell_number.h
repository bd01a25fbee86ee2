/* SPDX-License-Identifier: MIT */
/* cell_number.h: the numbers of a workbook's cells as people see them: 0.15 as 15%, 42861 as 2017-05-06. */
#ifndef TZ_INSPECT_CELL_NUMBER_H
#define TZ_INSPECT_CELL_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum tz_number_kind {
	TZ_NUMBER_GENERAL,	/* the shortest decimal: also of what we do not follow, such as fractions */
	TZ_NUMBER_FIXED,	/* with so many decimals */
	TZ_NUMBER_PERCENT,
	TZ_NUMBER_TIME		/* a date, a time of day, or both */
};

/* What matters of a format code. */
struct tz_number_style {
	enum tz_number_kind kind;
	unsigned char decimals;		/* that are always shown */
	unsigned char most_decimals;
	bool thousands;			/* with commas */
	bool year, month, day, hours, seconds, elapsed;
};

struct tz_number_style tz_number_style_of_code(const char *code);
/* Of a number that workbooks use without writing its code; those that depend on the country are China's. */
struct tz_number_style tz_number_style_of_id(long id);

#define TZ_NUMBER_SIZE 400
/* value is a number as XML has it ("0.15", "1.5E-3"); what is none is shown as it stands. Days count from 1899-12-31, or 1904-01-01. */
void tz_number_show(const struct tz_number_style *style, const char *value, bool from_1904, char out[TZ_NUMBER_SIZE]);

#endif
