/* SPDX-License-Identifier: MIT */
/* test_words.c: 字数, as office programs count them. */
#include "inspect/words.h"

#include <string.h>

#include "harness/suite.h"

static uint64_t count(const char *text)
{
	return tz_words_count(text, strlen(text));
}

START_TEST(each_ideograph_and_each_mark_is_one)
{
	ck_assert_uint_eq(count("全国文明城市创建工作"), 10);
	ck_assert_uint_eq(count("今天，我们（市文明办）开展了活动。"), 17);
	ck_assert_uint_eq(count("\xf0\xa0\x80\x80字"), 2);
	ck_assert_uint_eq(count("ありがとう안녕"), 7);
	ck_assert_uint_eq(count("①②③"), 3);
	ck_assert_uint_eq(count("ＡＢ１２％"), 5);
}
END_TEST

START_TEST(a_run_of_other_characters_is_one)
{
	ck_assert_uint_eq(count("第3季度完成95.5％"), 8);
	ck_assert_uint_eq(count("hello world, foo-bar"), 3);
	ck_assert_uint_eq(count("2017年8月5日"), 6);
	ck_assert_uint_eq(count("1,234.56万元"), 3);
	ck_assert_uint_eq(count("所谓“闭关主义”"), 8);
}
END_TEST

START_TEST(blanks_and_dashes_part_and_are_none)
{
	ck_assert_uint_eq(count(""), 0);
	ck_assert_uint_eq(count(" \t\n\u3000\u00a0"), 0);
	ck_assert_uint_eq(count("前后  空格"), 4);
	ck_assert_uint_eq(count("创建——为民"), 4);
	ck_assert_uint_eq(count("foo—bar"), 2);
	ck_assert_uint_eq(count("a\u200bb"), 1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("words");

	suite_add_behaviour(suite, "counts", TESTS(each_ideograph_and_each_mark_is_one, a_run_of_other_characters_is_one,
						   blanks_and_dashes_part_and_are_none));
	return suite;
}
