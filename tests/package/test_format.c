/* SPDX-License-Identifier: MIT */
/* test_format.c: tests of lib/package/format.c. */
#include <taizhang/package.h>

#include <check.h>

#include "harness/suite.h"

START_TEST(each_format_has_a_name_that_leads_back)
{
	for (int format = TAIZHANG_FORMAT_ZIP; format <= TAIZHANG_FORMAT_DIRECTORY; format++) {
		const char *name = taizhang_format_name((enum taizhang_format)format);

		ck_assert_ptr_nonnull(name);
		ck_assert_int_eq(taizhang_format_value(name), format);
	}
}
END_TEST

START_TEST(what_is_no_format_has_no_name)
{
	ck_assert_ptr_null(taizhang_format_name(TAIZHANG_FORMAT_NONE));
	ck_assert_ptr_null(taizhang_format_name((enum taizhang_format)99));
	ck_assert_int_eq(taizhang_format_value("rar"), TAIZHANG_FORMAT_NONE);
	ck_assert_int_eq(taizhang_format_value(""), TAIZHANG_FORMAT_NONE);
	ck_assert_int_eq(taizhang_format_value(NULL), TAIZHANG_FORMAT_NONE);
}
END_TEST

START_TEST(a_file_name_asks_for_a_format_in_any_case)
{
	ck_assert_int_eq(taizhang_format_of_path("/a/包头市.zip"), TAIZHANG_FORMAT_ZIP);
	ck_assert_int_eq(taizhang_format_of_path("包头市.ZIP"), TAIZHANG_FORMAT_ZIP);
	ck_assert_int_eq(taizhang_format_of_path("a.tar"), TAIZHANG_FORMAT_TAR);
	ck_assert_int_eq(taizhang_format_of_path("a.tar.gz"), TAIZHANG_FORMAT_TAR_GZ);
	ck_assert_int_eq(taizhang_format_of_path("a.tgz"), TAIZHANG_FORMAT_TAR_GZ);
	ck_assert_int_eq(taizhang_format_of_path("a.Tar.Zst"), TAIZHANG_FORMAT_TAR_ZST);
}
END_TEST

START_TEST(other_file_names_ask_for_none)
{
	ck_assert_int_eq(taizhang_format_of_path("a.gz"), TAIZHANG_FORMAT_NONE);
	ck_assert_int_eq(taizhang_format_of_path("zip"), TAIZHANG_FORMAT_NONE);
	ck_assert_int_eq(taizhang_format_of_path(".zip"), TAIZHANG_FORMAT_NONE);
	ck_assert_int_eq(taizhang_format_of_path(""), TAIZHANG_FORMAT_NONE);
	ck_assert_int_eq(taizhang_format_of_path(NULL), TAIZHANG_FORMAT_NONE);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("format");
	TCase *names = tcase_create("names"), *paths = tcase_create("paths");

	tcase_add_test(names, each_format_has_a_name_that_leads_back);
	tcase_add_test(names, what_is_no_format_has_no_name);
	suite_add_tcase(suite, names);
	tcase_add_test(paths, a_file_name_asks_for_a_format_in_any_case);
	tcase_add_test(paths, other_file_names_ask_for_none);
	suite_add_tcase(suite, paths);
	return suite;
}
