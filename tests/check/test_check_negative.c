/* SPDX-License-Identifier: MIT */
/* test_check_negative.c: the negative list, declared or not. */
#include <string.h>

#include "ledger/small.h"

START_TEST(undeclared_entries_are_one_warning)
{
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("negative-undeclared")), "N1、N2、N3");
	ck_assert_int_eq(taizhang_finding_severity(small_find("negative-undeclared")), TAIZHANG_WARNING);
	small_set("N1", "state", "none");
	small_set("N2", "state", "none");
	small_set("N3", "state", "none");
	small_check(NULL);
	small_none("negative-undeclared");
	small_none("negative-occurred");
}
END_TEST

START_TEST(an_entry_that_happened_is_an_error)
{
	char text[256];

	small_set("N2", "state", "occurred");
	small_set("N2", "note", "6月3日");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("negative-occurred")), "N2");
	taizhang_finding_text(small_find("negative-occurred"), TAIZHANG_LANG_ZH, text, sizeof text);
	ck_assert_str_eq(text, "负面清单 N2“全市性事件”发生过：6月3日");
	ck_assert_str_eq(taizhang_finding_found(small_find("negative-occurred")), "6月3日");
	ck_assert_int_eq(taizhang_finding_severity(small_find("negative-occurred")), TAIZHANG_ERROR);
	ck_assert_str_eq(taizhang_finding_found(small_find("negative-undeclared")), "N1、N3");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_negative");
	TCase *declares = tcase_create("declares");

	tcase_add_checked_fixture(declares, small_begin_official, small_end);
	tcase_add_test(declares, undeclared_entries_are_one_warning);
	tcase_add_test(declares, an_entry_that_happened_is_an_error);
	suite_add_tcase(suite, declares);
	return suite;
}
