/* SPDX-License-Identifier: MIT */
/* date.c: dates at their own precision, windows, and times of the day in UTC without the C library's time zones. */
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/text.h"

#define SECONDS_A_DAY 86400
#define DAYS_TO_1970 719162	/* from 0001-01-01 */
#define FIRST_SECOND (-(int64_t)DAYS_TO_1970 * SECONDS_A_DAY)
#define LAST_SECOND INT64_C(253402300799)	/* 9999-12-31T23:59:59Z */

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool is_none(const struct taizhang_date *date)
{
	return !date || (date->year == 0 && date->month == 0 && date->day == 0);
}

static void skip_blanks(const char **p)
{
	*p += strspn(*p, " \t\r\n");
}

/* Reads least to most digits, with blanks around. */
static bool read_digits(const char **p, size_t least, size_t most, int *value)
{
	size_t size;

	skip_blanks(p);
	size = strspn(*p, "0123456789");
	if (size < least || size > most)
		return false;
	*value = 0;
	for (size_t i = 0; i < size; i++)
		*value = *value * 10 + (*p)[i] - '0';
	*p += size;
	skip_blanks(p);
	return true;
}

static bool skip_word(const char **p, const char *word)
{
	size_t size = strlen(word);

	if (strncmp(*p, word, size) != 0)
		return false;
	*p += size;
	skip_blanks(p);
	return true;
}

/* 20170805 and 201708 */
static bool read_compact(const char *p, struct taizhang_date *date)
{
	int number;
	size_t size = strspn(p, "0123456789");

	if ((size != 6 && size != 8) || !read_digits(&p, size, size, &number) || *p)
		return false;
	date->day = size == 8 ? number % 100 : 0;
	number = size == 8 ? number / 100 : number;
	date->month = number % 100;
	date->year = number / 100;
	/* A written zero is not a missing part. */
	return date->month != 0 && (size == 6 || date->day != 0);
}

/* 2017年, 2017年8月, 2017年8月5日 */
static bool read_chinese(const char *p, struct taizhang_date *date)
{
	if (!*p)
		return true;
	if (!read_digits(&p, 1, 2, &date->month) || date->month == 0 || !skip_word(&p, "月"))
		return false;
	if (!*p)
		return true;
	if (!read_digits(&p, 1, 2, &date->day) || date->day == 0)
		return false;
	return (skip_word(&p, "日") || skip_word(&p, "号")) && !*p;
}

/* -08, -08-05; the second separator is the first one again */
static bool read_separated(const char *p, struct taizhang_date *date)
{
	char separator = *p++;

	if (!strchr("-/.", separator) || !read_digits(&p, 1, 2, &date->month) || date->month == 0)
		return false;
	if (!*p)
		return true;
	return *p++ == separator && read_digits(&p, 1, 2, &date->day) && date->day != 0 && !*p;
}

static bool read_date(const char *p, struct taizhang_date *date)
{
	skip_blanks(&p);
	if (read_compact(p, date))
		return true;
	date->month = 0;
	date->day = 0;
	if (!read_digits(&p, 4, 4, &date->year))
		return false;
	if (!*p)
		return true;
	return skip_word(&p, "年") ? read_chinese(p, date) : read_separated(p, date);
}

TAIZHANG_API int taizhang_date_parse(const char *text, struct taizhang_date *date,
				     struct taizhang_error *err)
{
	struct taizhang_date read = {0, 0, 0};
	char *plain;
	bool good;

	if (!text)
		return tz_error_inval(err, "text");
	if (!date)
		return tz_error_inval(err, "date");
	plain = tz_text_halfwidth(text, err);
	if (!plain)
		return -1;
	good = read_date(plain, &read) && taizhang_date_is_valid(&read);
	free(plain);
	if (!good)
		return tz_error_detail(err, TAIZHANG_E_INVAL, TZ_MSG_DATE, NULL, text);
	*date = read;
	return 0;
}

TAIZHANG_API char *taizhang_date_format(const struct taizhang_date *date,
					char buf[TAIZHANG_DATE_SIZE])
{
	if (!buf)
		return NULL;
	if (!taizhang_date_is_valid(date))
		buf[0] = '\0';
	else if (date->day)
		snprintf(buf, TAIZHANG_DATE_SIZE, "%04d-%02d-%02d", date->year, date->month, date->day);
	else if (date->month)
		snprintf(buf, TAIZHANG_DATE_SIZE, "%04d-%02d", date->year, date->month);
	else
		snprintf(buf, TAIZHANG_DATE_SIZE, "%04d", date->year);
	return buf;
}

TAIZHANG_API bool taizhang_date_is_valid(const struct taizhang_date *date)
{
	if (!date || date->year < 1 || date->year > 9999)
		return false;
	if (date->month == 0)
		return date->day == 0;
	if (date->month < 1 || date->month > 12)
		return false;
	return date->day >= 0 && date->day <= days_in_month(date->year, date->month);
}

static struct taizhang_date first_day(const struct taizhang_date *date)
{
	struct taizhang_date day = {0, 0, 0};

	if (!is_none(date)) {
		day = *date;
		day.month = day.month ? day.month : 1;
		day.day = day.day ? day.day : 1;
	}
	return day;
}

static struct taizhang_date last_day(const struct taizhang_date *date)
{
	struct taizhang_date day = *date;

	day.month = day.month ? day.month : 12;
	if (!day.day)
		day.day = day.month >= 1 && day.month <= 12 ? days_in_month(day.year, day.month) : 31;
	return day;
}

TAIZHANG_API int taizhang_date_compare(const struct taizhang_date *a, const struct taizhang_date *b)
{
	struct taizhang_date x = first_day(a), y = first_day(b);

	if (x.year != y.year)
		return x.year < y.year ? -1 : 1;
	if (x.month != y.month)
		return x.month < y.month ? -1 : 1;
	return (x.day > y.day) - (x.day < y.day);
}

TAIZHANG_API bool taizhang_date_in_window(const struct taizhang_date *date,
					  const struct taizhang_date *from,
					  const struct taizhang_date *to)
{
	struct taizhang_date last;

	if (is_none(date))
		return false;
	if (!is_none(from)) {
		last = last_day(date);
		if (taizhang_date_compare(&last, from) < 0)
			return false;
	}
	if (!is_none(to)) {
		last = last_day(to);
		return taizhang_date_compare(date, &last) <= 0;
	}
	return true;
}

/* Days from 0001-01-01 to the first of January of a year. */
static int64_t days_before_year(int64_t year)
{
	int64_t past = year - 1;

	return past * 365 + past / 4 - past / 100 + past / 400;
}

int64_t tz_date_days(const struct taizhang_date *date)
{
	struct taizhang_date day = first_day(date);
	int64_t days = days_before_year(day.year) + day.day - 1;

	for (int month = 1; month < day.month; month++)
		days += days_in_month(day.year, month);
	return days - DAYS_TO_1970;
}

static int64_t clamp(int64_t seconds)
{
	if (seconds < FIRST_SECOND)
		return FIRST_SECOND;
	return seconds > LAST_SECOND ? LAST_SECOND : seconds;
}

struct taizhang_date tz_date_of_time(int64_t seconds)
{
	int64_t days = (clamp(seconds) - FIRST_SECOND) / SECONDS_A_DAY;
	/* A mean year is a little longer than 365 days: the guess is right or some years late. */
	struct taizhang_date date = {(int)(days / 365) + 1, 1, 1};

	while (days_before_year(date.year) > days)
		date.year--;
	days -= days_before_year(date.year);
	while (days >= days_in_month(date.year, date.month))
		days -= days_in_month(date.year, date.month++);
	date.day = (int)days + 1;
	return date;
}

/* The part up to the seconds, without its Z. */
static int format_seconds(int64_t seconds, char *buf, size_t size)
{
	struct taizhang_date date = tz_date_of_time(seconds);
	int rest = (int)((clamp(seconds) - FIRST_SECOND) % SECONDS_A_DAY);

	return snprintf(buf, size, "%04d-%02d-%02dT%02d:%02d:%02d", date.year, date.month, date.day,
			rest / 3600, rest / 60 % 60, rest % 60);
}

char *tz_time_format(int64_t seconds, char buf[TZ_TIME_SIZE])
{
	int length = format_seconds(seconds, buf, TZ_TIME_SIZE);

	snprintf(buf + length, (size_t)(TZ_TIME_SIZE - length), "Z");
	return buf;
}

char *tz_time_ns_format(int64_t seconds, int32_t ns, char buf[TZ_TIME_NS_SIZE])
{
	int length = format_seconds(seconds, buf, TZ_TIME_NS_SIZE);

	if (ns > 0 && ns <= 999999999)
		length += snprintf(buf + length, (size_t)(TZ_TIME_NS_SIZE - length), ".%09d", (int)ns);
	snprintf(buf + length, (size_t)(TZ_TIME_NS_SIZE - length), "Z");
	return buf;
}

/* Reads exactly digits digits and then the character end. */
static bool read_field(const char **p, int digits, char end, int *value)
{
	*value = 0;
	for (int i = 0; i < digits; i++, (*p)++) {
		if (**p < '0' || **p > '9')
			return false;
		*value = *value * 10 + **p - '0';
	}
	return !end || *(*p)++ == end;
}

static bool read_fraction(const char **p, int32_t *ns)
{
	int32_t unit = 100000000;

	*ns = 0;
	if (**p != '.')
		return true;
	for ((*p)++; **p >= '0' && **p <= '9' && unit > 0; (*p)++, unit /= 10)
		*ns += (**p - '0') * unit;
	return (*p)[-1] != '.';
}

int tz_time_ns_parse(const char *text, int64_t *seconds, int32_t *ns, struct taizhang_error *err)
{
	struct taizhang_date date = {0, 0, 0};
	const char *p = text;
	int hour, minute, second;
	int32_t fraction;

	if (!read_field(&p, 4, '-', &date.year) || !read_field(&p, 2, '-', &date.month) ||
	    !read_field(&p, 2, 'T', &date.day) || !read_field(&p, 2, ':', &hour) ||
	    !read_field(&p, 2, ':', &minute) || !read_field(&p, 2, '\0', &second) ||
	    !read_fraction(&p, &fraction) || strcmp(p, "Z") != 0 ||
	    !taizhang_date_is_valid(&date) || date.day == 0 || hour > 23 || minute > 59 || second > 59)
		return tz_error_detail(err, TAIZHANG_E_INVAL, TZ_MSG_TIME, NULL, text);
	*seconds = tz_date_days(&date) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;
	*ns = fraction;
	return 0;
}

int tz_time_parse(const char *text, int64_t *seconds, struct taizhang_error *err)
{
	int64_t read;
	int32_t ns;

	if (tz_time_ns_parse(text, &read, &ns, err) != 0)
		return -1;
	if (strchr(text, '.'))
		return tz_error_detail(err, TAIZHANG_E_INVAL, TZ_MSG_TIME, NULL, text);
	*seconds = read;
	return 0;
}

int tz_date_window_parse(const char *text, struct taizhang_date *from, struct taizhang_date *to,
			 struct taizhang_error *err)
{
	struct taizhang_date first = {0, 0, 0}, last = {0, 0, 0}, end;
	const char *dots = strstr(text, "..");
	bool good;
	char *head;

	head = tz_strndup(text, dots ? (size_t)(dots - text) : strlen(text), err);
	if (!head)
		return -1;
	good = tz_text_is_blank(head) || taizhang_date_parse(head, &first, NULL) == 0;
	free(head);
	if (!dots)
		last = first;
	else if (!tz_text_is_blank(dots + 2))
		good = good && taizhang_date_parse(dots + 2, &last, NULL) == 0;
	if (good && !is_none(&first) && !is_none(&last)) {
		end = last_day(&last);
		good = taizhang_date_compare(&first, &end) <= 0;
	}
	if (!good || (is_none(&first) && is_none(&last)))
		return tz_error_detail(err, TAIZHANG_E_INVAL, TZ_MSG_WINDOW, NULL, text);
	*from = first;
	*to = last;
	return 0;
}
