/* SPDX-License-Identifier: MIT */
/* test_finding_names.c: the names of severities and aspects. */
#include <taizhang/finding.h>

#include "harness/suite.h"

START_TEST(every_severity_has_a_name_and_labels_that_lead_back)
{
	for (enum taizhang_severity s = TAIZHANG_NOTE; s <= TAIZHANG_ERROR; s++) {
		ck_assert_int_eq(taizhang_severity_value(taizhang_severity_name(s)), s);
		ck_assert_int_eq(taizhang_severity_value(taizhang_severity_label(s, TAIZHANG_LANG_ZH)), s);
		ck_assert_ptr_nonnull(taizhang_severity_label(s, TAIZHANG_LANG_EN));
	}
	ck_assert_str_eq(taizhang_severity_label(TAIZHANG_WARNING, TAIZHANG_LANG_ZH), "警告");
}
END_TEST

START_TEST(every_aspect_has_a_name_and_labels_that_lead_back)
{
	for (enum taizhang_aspect a = TAIZHANG_AUTHENTICITY; a <= TAIZHANG_SECURITY; a++) {
		ck_assert_int_eq(taizhang_aspect_value(taizhang_aspect_name(a)), a);
		ck_assert_int_eq(taizhang_aspect_value(taizhang_aspect_label(a, TAIZHANG_LANG_ZH)), a);
		ck_assert_ptr_nonnull(taizhang_aspect_label(a, TAIZHANG_LANG_EN));
	}
	ck_assert_str_eq(taizhang_aspect_name(TAIZHANG_INTEGRITY), "integrity");
	ck_assert_str_eq(taizhang_aspect_label(TAIZHANG_AUTHENTICITY, TAIZHANG_LANG_ZH), "真实性");
}
END_TEST

START_TEST(what_is_not_in_a_list_has_no_name_and_no_value)
{
	ck_assert_ptr_null(taizhang_severity_name(0));
	ck_assert_ptr_null(taizhang_severity_name((enum taizhang_severity)4));
	ck_assert_ptr_null(taizhang_severity_label(0, TAIZHANG_LANG_ZH));
	ck_assert_ptr_null(taizhang_aspect_name(0));
	ck_assert_ptr_null(taizhang_aspect_label((enum taizhang_aspect)5, TAIZHANG_LANG_EN));
	ck_assert_int_eq(taizhang_severity_value("fatal"), 0);
	ck_assert_int_eq(taizhang_severity_value(NULL), 0);
	ck_assert_int_eq(taizhang_aspect_value(""), 0);
	ck_assert_int_eq(taizhang_aspect_value(NULL), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("finding_names");
	TCase *names = tcase_create("names");

	tcase_add_test(names, every_severity_has_a_name_and_labels_that_lead_back);
	tcase_add_test(names, every_aspect_has_a_name_and_labels_that_lead_back);
	tcase_add_test(names, what_is_not_in_a_list_has_no_name_and_no_value);
	suite_add_tcase(suite, names);
	return suite;
}
