/* SPDX-License-Identifier: MIT */
/* test_code.c: codes as people write them. */
#include "catalog/code.h"

#include <stdlib.h>
#include <string.h>

#include "harness/suite.h"

static void folds(const char *code, const char *expected)
{
	char *folded = tz_code_fold(code, NULL);

	ck_assert_str_eq(folded, expected);
	free(folded);
}

static void has_path(const char *code, const char *expected)
{
	char *path = tz_code_path(code, NULL);

	ck_assert_str_eq(path, expected);
	free(path);
}

START_TEST(roman_numerals_are_their_letters)
{
	folds("Ⅰ-1", "I-1");
	folds("Ⅱ-4-2-1-3", "II-4-2-1-3");
	folds("ⅲ-1", "III-1");
	folds("Ⅻ", "XII");
	folds("Ⅼ", "Ⅼ");	/* fifty: no catalogue counts so far */
}
END_TEST

START_TEST(width_and_case_do_not_count)
{
	folds("ＩＩ-４-２-１-３", "II-4-2-1-3");
	folds("ii-4", "II-4");
	folds("m001", "M001");
}
END_TEST

START_TEST(every_dash_is_one_dash)
{
	folds("Ⅰ—1—1", "I-1-1");
	folds("Ⅰ——1", "I-1");
	folds("I–1‐1−1－1─1﹣1", "I-1-1-1-1-1-1");
}
END_TEST

START_TEST(brackets_part_and_vanish)
{
	folds("2)", "2");
	folds("2）", "2");
	folds("(2)", "2");
	folds("〔2〕", "2");
	folds("Ⅲ-1-2)", "III-1-2");
	folds("Ⅲ-1-(2)", "III-1-2");
	folds("I-1(2)", "I-1-2");	/* not I-12 */
}
END_TEST

START_TEST(circled_numbers_are_parts_of_their_own)
{
	folds("①", "1");
	folds("⑳", "20");
	folds("⑴", "1");
	folds("㉑", "21");
	folds("㊿", "50");
	folds("Ⅲ-1-2-①", "III-1-2-1");
	folds("1①2", "1-1-2");
}
END_TEST

START_TEST(blanks_vanish)
{
	folds(" Ⅰ - 1 ", "I-1");
	folds("\xE3\x80\x80I\xC2\xA0-1", "I-1");
}
END_TEST

START_TEST(what_is_no_code_folds_to_nothing)
{
	folds("", "");
	folds("--", "");
	folds("（）", "");
	folds("I-1\xFF", "");
}
END_TEST

START_TEST(other_text_stays)
{
	folds("甲-1", "甲-1");
	folds("1.2.3", "1.2.3");
	folds("一/二", "一/二");
}
END_TEST

START_TEST(a_path_code_is_ascii)
{
	has_path("Ⅲ-1-2)", "III-1-2");
	has_path("I-1-1-1-1", "I-1-1-1-1");
	has_path("甲-1", "U7532-1");
	has_path("a/b", "AU002FB");
	has_path("𠀀", "U20000");
}
END_TEST

START_TEST(a_path_code_is_no_dot_name_and_no_device)
{
	has_path("..", "U002EU002E");
	has_path(".a", "U002EA");
	has_path("1.", "1U002E");
	has_path("1.2", "1.2");
	has_path("nul", "U004EUL");
	has_path("", "");
}
END_TEST

static void begins(const char *name, const char *code)
{
	ck_assert_msg(tz_code_prefix(name) == strlen(code), "%s: %zu", name, tz_code_prefix(name));
	ck_assert_int_eq(strncmp(name, code, strlen(code)), 0);
}

START_TEST(a_code_at_the_head_of_a_name_ends_where_other_text_begins)
{
	begins("I-1-1-1-1 方案", "I-1-1-1-1");
	begins("I-1-1-1-1_方案", "I-1-1-1-1");
	begins("Ⅰ—1—1—1—1方案", "Ⅰ—1—1—1—1");
	begins("Ⅲ-1-2)领导机制", "Ⅲ-1-2)");
	begins("M001", "M001");
	begins("I-1-1-1-1-方案", "I-1-1-1-1");
	begins("I-1-1-1-1.方案", "I-1-1-1-1");
	begins("I-1-1-1-1（新）", "I-1-1-1-1");
	begins("①方案", "①");
	begins("方案", "");
	begins("", "");
	begins("-1", "-1");
}
END_TEST

START_TEST(a_code_is_shortened_part_by_part)
{
	const char *name = "I-1-1-2017.3";

	ck_assert_uint_eq(tz_code_shorten(name, 12), 10);
	ck_assert_uint_eq(tz_code_shorten(name, 10), 5);
	ck_assert_uint_eq(tz_code_shorten(name, 5), 3);
	ck_assert_uint_eq(tz_code_shorten(name, 3), 1);
	ck_assert_uint_eq(tz_code_shorten(name, 1), 0);
	ck_assert_uint_eq(tz_code_shorten("Ⅲ-1-2)", strlen("Ⅲ-1-2)")), strlen("Ⅲ-1"));
	ck_assert_uint_eq(tz_code_shorten("1①", strlen("1①")), 1);
}
END_TEST

START_TEST(ordinals_are_read_in_every_form)
{
	ck_assert_uint_eq(tz_code_ordinal("3"), 3);
	ck_assert_uint_eq(tz_code_ordinal("03"), 3);
	ck_assert_uint_eq(tz_code_ordinal("③"), 3);
	ck_assert_uint_eq(tz_code_ordinal("(3)"), 3);
	ck_assert_uint_eq(tz_code_ordinal("（３）"), 3);
	ck_assert_uint_eq(tz_code_ordinal("３"), 3);
	ck_assert_uint_eq(tz_code_ordinal("⑳"), 20);
}
END_TEST

START_TEST(what_is_no_ordinal_is_zero)
{
	ck_assert_uint_eq(tz_code_ordinal(""), 0);
	ck_assert_uint_eq(tz_code_ordinal("0"), 0);
	ck_assert_uint_eq(tz_code_ordinal("x"), 0);
	ck_assert_uint_eq(tz_code_ordinal("1-2"), 0);
	ck_assert_uint_eq(tz_code_ordinal("-1"), 1);
	ck_assert_uint_eq(tz_code_ordinal("99999999999999999999"), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("code");
	TCase *fold = tcase_create("fold");
	TCase *path = tcase_create("path");
	TCase *prefix = tcase_create("prefix");
	TCase *ordinal = tcase_create("ordinal");

	tcase_add_test(fold, roman_numerals_are_their_letters);
	tcase_add_test(fold, width_and_case_do_not_count);
	tcase_add_test(fold, every_dash_is_one_dash);
	tcase_add_test(fold, brackets_part_and_vanish);
	tcase_add_test(fold, circled_numbers_are_parts_of_their_own);
	tcase_add_test(fold, blanks_vanish);
	tcase_add_test(fold, what_is_no_code_folds_to_nothing);
	tcase_add_test(fold, other_text_stays);
	suite_add_tcase(suite, fold);

	tcase_add_test(path, a_path_code_is_ascii);
	tcase_add_test(path, a_path_code_is_no_dot_name_and_no_device);
	suite_add_tcase(suite, path);

	tcase_add_test(prefix, a_code_at_the_head_of_a_name_ends_where_other_text_begins);
	tcase_add_test(prefix, a_code_is_shortened_part_by_part);
	suite_add_tcase(suite, prefix);

	tcase_add_test(ordinal, ordinals_are_read_in_every_form);
	tcase_add_test(ordinal, what_is_no_ordinal_is_zero);
	suite_add_tcase(suite, ordinal);
	return suite;
}
