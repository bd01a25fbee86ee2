/* SPDX-License-Identifier: MIT */
/**
 * @file date.h
 * Dates at the precision that the material gives: a day, a month or a year.
 */
#ifndef TAIZHANG_DATE_H
#define TAIZHANG_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <taizhang/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A date of the Gregorian calendar. month and day are 0 where they are not known; all 0 is "no date". */
struct taizhang_date {
	/** 1 to 9999, or 0. */
	int year;
	/** 1 to 12, or 0. */
	int month;
	/** 1 to 31, or 0. */
	int day;
};

/** Bytes that a formatted date needs at most, with its NUL. */
#define TAIZHANG_DATE_SIZE 16

/**
 * @brief Read a date as people write it.
 *
 * Taken: 2017, 2017-08, 2017-08-05, 2017/8/5, 2017.8.5, 20170805, 201708, 2017年,
 * 2017年8月, 2017年8月5日, full-width digits, blanks around and between. A date that does not exist (30 February) is refused.
 * @param text UTF-8.
 * @param date Set on success.
 * @param err May be NULL.
 * @return 0, or -1 with ::TAIZHANG_E_INVAL.
 */
int taizhang_date_parse(const char *text, struct taizhang_date *date, struct taizhang_error *err);

/**
 * @brief Write a date as ISO 8601 at its own precision: 2017, 2017-08, 2017-08-05.
 * @param date The date; "no date" gives "".
 * @param buf At least ::TAIZHANG_DATE_SIZE bytes.
 * @return buf.
 */
char *taizhang_date_format(const struct taizhang_date *date, char buf[TAIZHANG_DATE_SIZE]);

/**
 * @brief Tell whether a date is one: a year, perhaps a month in range, perhaps a day that this month has.
 * @param date The date, or NULL.
 * @return true or false; "no date" is false.
 */
bool taizhang_date_is_valid(const struct taizhang_date *date);

/**
 * @brief Compare two dates, each taken at its first day.
 * @return Below, at or above 0 as a is before, equal to or after b.
 */
int taizhang_date_compare(const struct taizhang_date *a, const struct taizhang_date *b);

/**
 * @brief Tell whether a date, at its own precision, can lie in a window.
 *
 * 2017 lies in 2016-08..2017-07, because part of that year does.
 * @param date The date.
 * @param from First day, month or year, or NULL or "no date" for open.
 * @param to Last day, month or year (its whole length counts), or NULL or "no date" for open.
 * @return true where some day of date lies between from and to.
 */
bool taizhang_date_in_window(const struct taizhang_date *date, const struct taizhang_date *from,
			     const struct taizhang_date *to);

#ifdef __cplusplus
}
#endif
#endif
