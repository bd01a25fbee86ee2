/* SPDX-License-Identifier: MIT */
/* test_check_dates.c: dates in the window of the item and of the ledger, and not in the future. */
#include <string.h>

#include "ledger/small.h"

static void begin(void)
{
	small_begin_official();
	small_write(NOTICE, "通知.docx", "a");
	small_write(REPORT, "报告.docx", "b");
	small_write(REPORT, "现场.jpg", "c");
	small_write(TABLE, "表.xlsx", "d");
	small_scan();
}

START_TEST(without_a_window_no_date_is_outside)
{
	small_set(NOTICE "/1", "date", "1999-01-01");
	small_check(NULL);
	small_none("date-outside");
}
END_TEST

START_TEST(a_ledgers_window_holds_for_every_kind)
{
	small_set(".", "window", "2016-08..2017-07");
	small_set(NOTICE "/1", "date", "2016-07-31");
	small_set(REPORT "/1", "date", "2017-08");
	small_set(REPORT "/2", "taken", "2015");
	small_check(NULL);
	ck_assert_uint_eq(small_count("date-outside"), 3);
	ck_assert_str_eq(taizhang_finding_expected(small_find("date-outside")), "2016-08..2017-07");
	ck_assert_str_eq(taizhang_finding_found(small_find("date-outside")), "2016-07-31");
	ck_assert_str_eq(taizhang_finding_field(small_find("date-outside")), "date");
	small_set(NOTICE "/1", "date", "2016-08-01");
	small_set(REPORT "/1", "date", "2017-07-31");
	small_set(REPORT "/2", "taken", "2017");
	small_check(NULL);
	small_none("date-outside");
}
END_TEST

START_TEST(an_items_own_window_goes_first)
{
	small_set(".", "window", "2010..2018");
	small_set(TABLE "/1", "period", "2015");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_expected(small_find("date-outside")), "2016-08..2017-07");
	ck_assert_str_eq(taizhang_finding_field(small_find("date-outside")), "period");
	small_set(TABLE "/1", "period", "２０１７年上半年");
	small_check(NULL);
	small_none("date-outside");
	small_set(TABLE "/1", "period", "2014年度");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("date-outside")), "2014");
	small_set(TABLE "/1", "period", "去年");
	small_check(NULL);
	small_none("date-outside");
}
END_TEST

START_TEST(a_date_after_the_day_of_the_check_is_said)
{
	small_set(NOTICE "/1", "date", "2017-06-02");
	small_check("2017-06-01");
	ck_assert_str_eq(taizhang_finding_found(small_find("date-future")), "2017-06-02");
	small_check("2017-06-02");
	small_none("date-future");
	small_check(NULL);
	small_none("date-future");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_dates");
	TCase *windows = tcase_create("windows");

	tcase_add_checked_fixture(windows, begin, small_end);
	tcase_add_test(windows, without_a_window_no_date_is_outside);
	tcase_add_test(windows, a_ledgers_window_holds_for_every_kind);
	tcase_add_test(windows, an_items_own_window_goes_first);
	tcase_add_test(windows, a_date_after_the_day_of_the_check_is_said);
	suite_add_tcase(suite, windows);
	return suite;
}
