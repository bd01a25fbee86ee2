/* SPDX-License-Identifier: MIT */
/* test_scan_stem.c: titles from names. */
#include <stdlib.h>

#include "ledger/scan.h"
#include "ledger/small.h"

static void assert_title(const char *code, const char *name, const char *expected)
{
	char *title = tz_scan_title(small_item(code), small_path(code, name), &small.err);

	tz_assert_ptr(title, &small.err);
	ck_assert_str_eq(title, expected);
	free(title);
}

START_TEST(numbers_in_front_are_dropped)
{
	assert_title(NOTICE, "01-通知.docx", "通知");
	assert_title(NOTICE, "3、通知.docx", "通知");
	assert_title(NOTICE, "12.通知.docx", "通知");
	assert_title(NOTICE, "①通知.docx", "通知");
	assert_title(NOTICE, "⑳ 通知.docx", "通知");
}
END_TEST

START_TEST(numbers_that_mean_something_stay)
{
	assert_title(NOTICE, "2017-08总结.docx", "2017-08总结");
	assert_title(NOTICE, "12.5规划.docx", "12.5规划");
	assert_title(NOTICE, "100所学校.docx", "100所学校");
	assert_title(NOTICE, "1.docx", "1");
	assert_title(NOTICE, "01-.docx", "01-");
	assert_title(NOTICE, "①.docx", "①");
}
END_TEST

START_TEST(words_for_pages_are_dropped)
{
	assert_title(NOTICE, "01-通知-盖章页.jpg", "通知");
	assert_title(NOTICE, "通知（红头页）.jpg", "通知");
	assert_title(NOTICE, "盖章页.jpg", "盖章页");
	assert_title(NOTICE, "关于印章的附件.docx", "关于印章的附件");
}
END_TEST

START_TEST(a_folder_gives_its_own_name)
{
	assert_title(NOTICE, "02_批复/深/1.jpg", "批复");
	assert_title(PICTURES, "广场/1.jpg", "1");
	assert_title(PICTURES, "广场/说明.txt", "广场");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("scan_stem");
	TCase *titles = tcase_create("titles");

	tcase_add_checked_fixture(titles, small_begin_official, small_end);
	tcase_add_test(titles, numbers_in_front_are_dropped);
	tcase_add_test(titles, numbers_that_mean_something_stay);
	tcase_add_test(titles, words_for_pages_are_dropped);
	tcase_add_test(titles, a_folder_gives_its_own_name);
	suite_add_tcase(suite, titles);
	return suite;
}
