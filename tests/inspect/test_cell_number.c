/* SPDX-License-Identifier: MIT */
/* test_cell_number.c: the numbers of cells as people see them. */
#include "inspect/cell_number.h"

#include "harness/suite.h"

static const char *show(const char *code, const char *value)
{
	static char out[TZ_NUMBER_SIZE];
	struct tz_number_style style = tz_number_style_of_code(code);

	tz_number_show(&style, value, false, out);
	return out;
}

static const char *show_id(long id, const char *value, bool from_1904)
{
	static char out[TZ_NUMBER_SIZE];
	struct tz_number_style style = tz_number_style_of_id(id);

	tz_number_show(&style, value, from_1904, out);
	return out;
}

START_TEST(a_plain_number_is_the_shortest_decimal)
{
	ck_assert_str_eq(show("General", "0.30000000000000004"), "0.3");
	ck_assert_str_eq(show("General", "1.5E-3"), "0.0015");
	ck_assert_str_eq(show("General", "-0012.50"), "-12.5");
	ck_assert_str_eq(show("General", "1E+30"), "1E+30");
	ck_assert_str_eq(show("General", "-0"), "0");
	ck_assert_str_eq(show("# ?/?", "0.5"), "0.5");
	ck_assert_str_eq(show("0.00E+00", "1234.5"), "1234.5");
	ck_assert_str_eq(show("0,", "1234567"), "1234567");
}
END_TEST

START_TEST(decimals_are_rounded_as_the_format_says)
{
	ck_assert_str_eq(show("0.00", "12.345"), "12.35");
	ck_assert_str_eq(show("0.00", "9.999"), "10.00");
	ck_assert_str_eq(show("0", "0.5"), "1");
	ck_assert_str_eq(show("0", "0.4"), "0");
	ck_assert_str_eq(show("0.0#", "3"), "3.0");
	ck_assert_str_eq(show("#,##0.00_ ;[Red]\\-#,##0.00\\ ", "-1234567.891"), "-1,234,567.89");
	ck_assert_str_eq(show("0.00\"万元\"", "5"), "5.00");
}
END_TEST

START_TEST(percent_is_shown_as_percent)
{
	ck_assert_str_eq(show("0%", "0.15"), "15%");
	ck_assert_str_eq(show("0.00%", "0.13524"), "13.52%");
	ck_assert_str_eq(show("0%", "0"), "0%");
	ck_assert_str_eq(show("0%", "1"), "100%");
	ck_assert_str_eq(show_id(10, "0.98765", false), "98.77%");
}
END_TEST

START_TEST(dates_and_times_are_told_as_far_as_the_format_shows_them)
{
	ck_assert_str_eq(show_id(14, "42952", false), "2017-08-05");
	ck_assert_str_eq(show_id(14, "41490", true), "2017-08-05");
	ck_assert_str_eq(show("yyyy\"年\"m\"月\"d\"日\"", "42952.99"), "2017-08-05");
	ck_assert_str_eq(show("[$-804]yyyy\"年\"m\"月\";@", "42952"), "2017-08");
	ck_assert_str_eq(show("yyyy", "42952"), "2017");
	ck_assert_str_eq(show("m/d", "42952"), "2017-08-05");
	ck_assert_str_eq(show("yyyy-mm-dd hh:mm", "42952.5"), "2017-08-05 12:00");
	ck_assert_str_eq(show("h:mm:ss AM/PM", "0.75"), "18:00:00");
	ck_assert_str_eq(show("mm:ss", "0.5"), "12:00:00");
	ck_assert_str_eq(show("[h]:mm", "1.5"), "36:00");
	ck_assert_str_eq(show_id(14, "59", false), "1900-02-28");
	ck_assert_str_eq(show_id(14, "61", false), "1900-03-01");
	ck_assert_str_eq(show_id(31, "0.99999999", false), "1900-01-01");
}
END_TEST

START_TEST(what_is_no_number_or_no_date_is_shown_as_it_stands)
{
	ck_assert_str_eq(show("0.00", "十二"), "十二");
	ck_assert_str_eq(show("0.00", ""), "");
	ck_assert_str_eq(show("0.00", "1E"), "1E");
	ck_assert_str_eq(show("0.00", "1e999999999"), "1e999999999");
	ck_assert_str_eq(show_id(14, "-1", false), "-1");
	ck_assert_str_eq(show_id(14, "99999999", false), "99999999");
	ck_assert_str_eq(show("\"", "1.25"), "1.25");
	ck_assert_str_eq(show("[", "1.25"), "1.25");
	ck_assert_str_eq(show("@", "1.25"), "1.25");
	ck_assert_str_eq(show("0.00", "123456789012345678901234567890"), "1.23456789012346E+29");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("cell_number");

	suite_add_behaviour(suite, "shows", TESTS(a_plain_number_is_the_shortest_decimal, decimals_are_rounded_as_the_format_says,
						  percent_is_shown_as_percent, dates_and_times_are_told_as_far_as_the_format_shows_them,
						  what_is_no_number_or_no_date_is_shown_as_it_stands));
	return suite;
}
