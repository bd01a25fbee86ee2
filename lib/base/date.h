/* SPDX-License-Identifier: MIT */
/* date.h: times of the day in UTC, and date arithmetic that only the library needs. */
#ifndef TZ_BASE_DATE_H
#define TZ_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/date.h>

#define TZ_TIME_SIZE 24

/* Seconds since 1970 UTC as 2017-08-05T09:30:00Z and back; no library call, so no time zone. Times outside the years
 * 1 to 9999 are shown as the first or last of them. */
char *tz_time_format(int64_t seconds, char buf[TZ_TIME_SIZE]);
int tz_time_parse(const char *text, int64_t *seconds, struct taizhang_error *err);
/* With nanoseconds: 2017-08-05T09:30:00.123456789Z; a zero fraction is left out. */
#define TZ_TIME_NS_SIZE 40
char *tz_time_ns_format(int64_t seconds, int32_t ns, char buf[TZ_TIME_NS_SIZE]);
int tz_time_ns_parse(const char *text, int64_t *seconds, int32_t *ns, struct taizhang_error *err);
struct taizhang_date tz_date_of_time(int64_t seconds);
int64_t tz_date_days(const struct taizhang_date *date);	/* days since 1970-01-01 of its first day */
/* A window "FROM..TO", one end may be empty; a single date is a window of its own length. */
int tz_date_window_parse(const char *text, struct taizhang_date *from, struct taizhang_date *to,
			 struct taizhang_error *err);

#endif
