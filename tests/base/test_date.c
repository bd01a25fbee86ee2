/* SPDX-License-Identifier: MIT */
/* test_date.c: dates, windows and times of the day. */
#include "base/date.h"

#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
}

static struct taizhang_date date(const char *text)
{
	struct taizhang_date d = {0, 0, 0};

	if (*text)
		tz_assert_ok(taizhang_date_parse(text, &d, &err), &err);
	return d;
}

static const char *canonical(const char *text)
{
	static char buf[TAIZHANG_DATE_SIZE];
	struct taizhang_date d = date(text);

	return taizhang_date_format(&d, buf);
}

START_TEST(every_way_that_people_write_is_read)
{
	static const char *const days[] = {
		"2017-08-05", "2017-8-5", "2017/8/5", "2017.08.05", "20170805", "2017年8月5日",
		"2017年08月05号", "２０１７年８月５日", " 2017 年 8 月 5 日　", "２０１７－０８－０５",
		" 2017 - 8 - 5\t", "2017／08／05",
	};
	static const char *const months[] = {"2017-08", "2017/8", "2017.8", "201708", "2017年8月",
					     "2017 年 08 月"};

	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
		ck_assert_str_eq(canonical(days[i]), "2017-08-05");
	for (size_t i = 0; i < sizeof months / sizeof months[0]; i++)
		ck_assert_str_eq(canonical(months[i]), "2017-08");
	ck_assert_str_eq(canonical("2017"), "2017");
	ck_assert_str_eq(canonical("2017年"), "2017");
	ck_assert_str_eq(canonical(" 2017 "), "2017");
}
END_TEST

START_TEST(what_is_no_date_is_refused_and_named)
{
	static const char *const texts[] = {
		"", " ", "abc", "17", "17-08-05", "02017", "2017-", "2017-08-", "2017-13", "2017-00",
		"2017-8-0", "2017-02-29", "1900-02-29", "2017-04-31", "2017-8/5", "2017-08-05x",
		"2017年8", "2017年8月5", "2017年月5日", "2017年0月", "2017年8月0日", "8月5日", "201700",
		"201713", "20170800", "20170832", "2017080", "0000", "0000-01-01", "2017-008",
		"20 17", "2017 08 05", "-2017", "2017--8", "2017年8月5日星期六", "12017-01-01",
		"2017-08-05T00:00:00Z", "2017\xFF",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct taizhang_date d = {1, 2, 3};

		taizhang_error_clear(&err);
		ck_assert_msg(taizhang_date_parse(texts[i], &d, &err) == -1, "'%s' is taken", texts[i]);
		tz_assert_code(&err, TAIZHANG_E_INVAL);
		ck_assert_str_eq(taizhang_error_id(&err), "date");
		ck_assert_int_eq(d.year, 1);
	}
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_date_parse(NULL, &(struct taizhang_date){0, 0, 0}, &err), -1);
	ck_assert_str_eq(err.where, "text");
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_date_parse("2017", NULL, &err), -1);
	ck_assert_str_eq(err.where, "date");
}
END_TEST

START_TEST(leap_years_follow_gregory)
{
	ck_assert_str_eq(canonical("2016-02-29"), "2016-02-29");
	ck_assert_str_eq(canonical("2000-02-29"), "2000-02-29");
	ck_assert_str_eq(canonical("0004-02-29"), "0004-02-29");
	ck_assert_int_eq(taizhang_date_parse("2100-02-29", &(struct taizhang_date){0, 0, 0}, NULL), -1);
}
END_TEST

START_TEST(only_dates_of_the_calendar_are_valid)
{
	static const struct taizhang_date bad[] = {
		{0, 0, 0}, {-1, 0, 0}, {10000, 0, 0}, {2017, 13, 0}, {2017, -1, 0}, {2017, 0, 5},
		{2017, 2, 29}, {2017, 1, -1}, {2017, 12, 32},
	};
	char buf[TAIZHANG_DATE_SIZE];

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		ck_assert(!taizhang_date_is_valid(&bad[i]));
		ck_assert_str_eq(taizhang_date_format(&bad[i], buf), "");
	}
	ck_assert(!taizhang_date_is_valid(NULL));
	ck_assert_str_eq(taizhang_date_format(NULL, buf), "");
	ck_assert_ptr_null(taizhang_date_format(&bad[0], NULL));
	ck_assert(taizhang_date_is_valid(&(struct taizhang_date){1, 0, 0}));
	ck_assert(taizhang_date_is_valid(&(struct taizhang_date){9999, 12, 31}));
}
END_TEST

static int compare(const char *a, const char *b)
{
	struct taizhang_date x = date(a), y = date(b);

	return taizhang_date_compare(&x, &y);
}

START_TEST(dates_are_compared_at_their_first_day)
{
	ck_assert_int_eq(compare("2017", "2017-01-01"), 0);
	ck_assert_int_eq(compare("2017-08", "2017-08-01"), 0);
	ck_assert_int_lt(compare("2016", "2017"), 0);
	ck_assert_int_gt(compare("2017-09", "2017-08-31"), 0);
	ck_assert_int_lt(compare("2017-08-05", "2017-08-06"), 0);
	ck_assert_int_lt(compare("", "0001"), 0);
	ck_assert_int_eq(taizhang_date_compare(NULL, NULL), 0);
	ck_assert_int_lt(taizhang_date_compare(NULL, &(struct taizhang_date){1, 1, 1}), 0);
}
END_TEST

static bool in(const char *d, const char *from, const char *to)
{
	struct taizhang_date x = date(d), f = date(from), t = date(to);

	return taizhang_date_in_window(&x, &f, &t);
}

START_TEST(a_date_lies_in_a_window_when_some_day_of_it_does)
{
	ck_assert(in("2017", "2016-08", "2017-07"));
	ck_assert(in("2016", "2016-08", "2017-07"));
	ck_assert(in("2016-08-01", "2016-08", "2017-07"));
	ck_assert(in("2017-07-31", "2016-08", "2017-07"));
	ck_assert(!in("2017-08-01", "2016-08", "2017-07"));
	ck_assert(!in("2016-07-31", "2016-08", "2017-07"));
	ck_assert(!in("2015", "2016-08", "2017-07"));
	ck_assert(!in("2018", "2016-08", "2017-07"));
	ck_assert(in("2017-12-31", "2017", "2017"));
	ck_assert(in("2016-02-29", "2016-02-29", "2016-02"));
	ck_assert(in("2016-02", "2016-02-29", ""));
}
END_TEST

START_TEST(an_end_that_is_not_given_is_open)
{
	ck_assert(in("0001", "", "2017"));
	ck_assert(in("9999-12-31", "2017", ""));
	ck_assert(in("2017", "", ""));
	ck_assert(!in("2018", "", "2017"));
	ck_assert(taizhang_date_in_window(&(struct taizhang_date){2017, 0, 0}, NULL, NULL));
	ck_assert(!in("", "", ""));
	ck_assert(!taizhang_date_in_window(NULL, NULL, NULL));
}
END_TEST

START_TEST(windows_are_read)
{
	struct taizhang_date from, to;
	char buf[TAIZHANG_DATE_SIZE];

	tz_assert_ok(tz_date_window_parse("2016-08..2017-07", &from, &to, &err), &err);
	ck_assert_str_eq(taizhang_date_format(&from, buf), "2016-08");
	ck_assert_str_eq(taizhang_date_format(&to, buf), "2017-07");
	tz_assert_ok(tz_date_window_parse(" 2016.8 .. ", &from, &to, &err), &err);
	ck_assert_str_eq(taizhang_date_format(&from, buf), "2016-08");
	ck_assert_str_eq(taizhang_date_format(&to, buf), "");
	tz_assert_ok(tz_date_window_parse("..2017", &from, &to, &err), &err);
	ck_assert_str_eq(taizhang_date_format(&from, buf), "");
	ck_assert_str_eq(taizhang_date_format(&to, buf), "2017");
	tz_assert_ok(tz_date_window_parse("2017", &from, &to, &err), &err);
	ck_assert_int_eq(taizhang_date_compare(&from, &to), 0);
	tz_assert_ok(tz_date_window_parse("2017-08..2017", &from, &to, &err), &err);
}
END_TEST

START_TEST(a_window_that_holds_no_day_is_refused)
{
	static const char *const texts[] = {"", "..", "2017..2016", "2017-08-02..2017-08-01", "x..2017",
					    "2017..x", "2017...2018", "2017..2018..2019"};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct taizhang_date from = {5, 0, 0}, to = {6, 0, 0};

		taizhang_error_clear(&err);
		ck_assert_msg(tz_date_window_parse(texts[i], &from, &to, &err) == -1, "%s", texts[i]);
		ck_assert_str_eq(taizhang_error_id(&err), "window");
		ck_assert_int_eq(from.year, 5);
		ck_assert_int_eq(to.year, 6);
	}
}
END_TEST

START_TEST(times_are_written_in_utc_and_read_back)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} rows[] = {
		{0, "1970-01-01T00:00:00Z"},
		{-1, "1969-12-31T23:59:59Z"},
		{1501925400, "2017-08-05T09:30:00Z"},
		{951782400, "2000-02-29T00:00:00Z"},
		{951868799, "2000-02-29T23:59:59Z"},
		{4102444799, "2099-12-31T23:59:59Z"},
		{INT64_C(-62135596800), "0001-01-01T00:00:00Z"},
		{INT64_C(253402300799), "9999-12-31T23:59:59Z"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char buf[TZ_TIME_SIZE];
		int64_t seconds;

		ck_assert_str_eq(tz_time_format(rows[i].seconds, buf), rows[i].text);
		tz_assert_ok(tz_time_parse(rows[i].text, &seconds, &err), &err);
		ck_assert_int_eq(seconds, rows[i].seconds);
	}
}
END_TEST

START_TEST(times_beyond_the_calendar_are_its_ends)
{
	char buf[TZ_TIME_SIZE];

	ck_assert_str_eq(tz_time_format(INT64_MIN, buf), "0001-01-01T00:00:00Z");
	ck_assert_str_eq(tz_time_format(INT64_MAX, buf), "9999-12-31T23:59:59Z");
}
END_TEST

START_TEST(a_fraction_is_written_only_where_there_is_one)
{
	char buf[TZ_TIME_NS_SIZE];
	int64_t seconds;
	int32_t ns;

	ck_assert_str_eq(tz_time_ns_format(0, 0, buf), "1970-01-01T00:00:00Z");
	ck_assert_str_eq(tz_time_ns_format(0, 5, buf), "1970-01-01T00:00:00.000000005Z");
	ck_assert_str_eq(tz_time_ns_format(0, 1000000000, buf), "1970-01-01T00:00:00Z");
	tz_assert_ok(tz_time_ns_parse("1970-01-01T00:00:01.123456789Z", &seconds, &ns, &err), &err);
	ck_assert_int_eq(seconds, 1);
	ck_assert_int_eq(ns, 123456789);
	tz_assert_ok(tz_time_ns_parse("1970-01-01T00:00:01.5Z", &seconds, &ns, &err), &err);
	ck_assert_int_eq(ns, 500000000);
	tz_assert_ok(tz_time_ns_parse("1970-01-01T00:00:01Z", &seconds, &ns, &err), &err);
	ck_assert_int_eq(ns, 0);
}
END_TEST

START_TEST(times_in_another_form_are_refused)
{
	static const char *const texts[] = {
		"", "2017-08-05", "2017-08-05T09:30Z", "2017-08-05T09:30:00", "2017-08-05 09:30:00Z",
		"2017-08-05T24:00:00Z", "2017-08-05T09:60:00Z", "2017-08-05T09:30:60Z",
		"2017-02-29T09:30:00Z", "2017-00-05T09:30:00Z", "2017-08-00T09:30:00Z",
		"2017-08-05T09:30:00+08:00", "2017-08-05T09:30:00ZZ", "2017-08-05T09:30:00.Z",
		"2017-08-05T09:30:00.1234567890Z", "2017-8-5T09:30:00Z", "+017-08-05T09:30:00Z",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		int64_t seconds = 42;
		int32_t ns = 42;

		taizhang_error_clear(&err);
		ck_assert_msg(tz_time_parse(texts[i], &seconds, &err) == -1, "%s", texts[i]);
		tz_assert_code(&err, TAIZHANG_E_INVAL);
		ck_assert_int_eq(tz_time_ns_parse(texts[i], &seconds, &ns, NULL), -1);
		ck_assert_int_eq(seconds, 42);
		ck_assert_int_eq(ns, 42);
	}
	/* A whole second is asked for. */
	ck_assert_int_eq(tz_time_parse("2017-08-05T09:30:00.5Z", &(int64_t){0}, NULL), -1);
}
END_TEST

START_TEST(days_and_dates_agree_through_four_centuries)
{
	struct taizhang_date d = {1800, 1, 1}, same;
	int64_t days = tz_date_days(&d);

	for (; d.year < 2205; days++) {
		same = tz_date_of_time(days * 86400 + 86399);
		ck_assert_int_eq(taizhang_date_compare(&d, &same), 0);
		ck_assert_int_eq(tz_date_days(&d), days);
		d.day++;
		if (!taizhang_date_is_valid(&d)) {
			d.day = 1;
			d.month = d.month % 12 + 1;
			d.year += d.month == 1;
		}
	}
	ck_assert_int_eq(tz_date_days(&(struct taizhang_date){1970, 0, 0}), 0);
	ck_assert_int_eq(tz_date_days(&(struct taizhang_date){1970, 2, 0}), 31);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("date");
	TCase *reads = tcase_create("reads"), *compares = tcase_create("compares");
	TCase *windows = tcase_create("windows"), *times = tcase_create("times");

	tcase_add_checked_fixture(reads, setup, NULL);
	tcase_add_test(reads, every_way_that_people_write_is_read);
	tcase_add_test(reads, what_is_no_date_is_refused_and_named);
	tcase_add_test(reads, leap_years_follow_gregory);
	tcase_add_test(reads, only_dates_of_the_calendar_are_valid);
	suite_add_tcase(suite, reads);
	tcase_add_checked_fixture(compares, setup, NULL);
	tcase_add_test(compares, dates_are_compared_at_their_first_day);
	tcase_add_test(compares, a_date_lies_in_a_window_when_some_day_of_it_does);
	tcase_add_test(compares, an_end_that_is_not_given_is_open);
	suite_add_tcase(suite, compares);
	tcase_add_checked_fixture(windows, setup, NULL);
	tcase_add_test(windows, windows_are_read);
	tcase_add_test(windows, a_window_that_holds_no_day_is_refused);
	suite_add_tcase(suite, windows);
	tcase_add_checked_fixture(times, setup, NULL);
	tcase_add_test(times, times_are_written_in_utc_and_read_back);
	tcase_add_test(times, times_beyond_the_calendar_are_its_ends);
	tcase_add_test(times, a_fraction_is_written_only_where_there_is_one);
	tcase_add_test(times, times_in_another_form_are_refused);
	tcase_add_test(times, days_and_dates_agree_through_four_centuries);
	suite_add_tcase(suite, times);
	return suite;
}
