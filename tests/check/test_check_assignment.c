/* SPDX-License-Identifier: MIT */
/* test_check_assignment.c: who answers for what, until when. */
#include <string.h>

#include "ledger/small.h"

START_TEST(what_is_not_assigned_is_told_once_with_a_count)
{
	small_set(NOTICE, "owner", "张三");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("lead-missing")), NOTICE "、" REPORT "、" PICTURES "…");
	ck_assert_str_eq(taizhang_finding_found(small_find("owner-missing")), REPORT "、" PICTURES "、" TABLE "…");
	ck_assert_uint_eq(small_count("deadline-missing"), 1);
	ck_assert_str_eq(taizhang_finding_item(small_find("lead-missing")), "");
}
END_TEST

START_TEST(a_units_own_ledger_has_its_lead)
{
	small_set(".", "unit", "市教育局");
	small_check(NULL);
	small_none("lead-missing");
	ck_assert_uint_eq(small_count("owner-missing"), 1);
}
END_TEST

START_TEST(an_item_is_overdue_from_the_day_after)
{
	small_set(NOTICE, "deadline", "2017-06-30");
	small_set(REPORT, "deadline", "2017-06");
	small_check("2017-06-30");
	small_none("item-overdue");
	small_check("2017-07-01");
	ck_assert_uint_eq(small_count("item-overdue"), 2);
	ck_assert_str_eq(taizhang_finding_expected(small_find("item-overdue")), "2017-06-30");
	small_check(NULL);
	small_none("item-overdue");
}
END_TEST

START_TEST(a_complete_item_is_never_overdue)
{
	small_set(NOTICE, "deadline", "2017-06-30");
	small_write(NOTICE, "通知.docx", "a");
	small_scan();
	small_check("2017-07-01");
	/* Its page is missing, which is an error. */
	ck_assert_uint_eq(small_count("item-overdue"), 1);
	small_set(NOTICE "/1", "sealed", "yes");
	small_check("2017-07-01");
	small_none("item-overdue");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_assignment");
	TCase *assigns = tcase_create("assigns");

	tcase_add_checked_fixture(assigns, small_begin_official, small_end);
	tcase_add_test(assigns, what_is_not_assigned_is_told_once_with_a_count);
	tcase_add_test(assigns, a_units_own_ledger_has_its_lead);
	tcase_add_test(assigns, an_item_is_overdue_from_the_day_after);
	tcase_add_test(assigns, a_complete_item_is_never_overdue);
	suite_add_tcase(suite, assigns);
	return suite;
}
