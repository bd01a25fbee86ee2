/* SPDX-License-Identifier: MIT */
/* test_kind.c: names and labels of the closed lists. */
#include <taizhang/kind.h>

#include <stdbool.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

/* Counts the values of a list, each of which must be found again by its name and by its Chinese label. */
static int count(enum taizhang_list list, bool is_set)
{
	int num = 0;

	for (unsigned int i = 0; i < 32; i++) {
		unsigned int value = is_set ? 1u << i : i;
		const char *name = taizhang_list_name(list, value);

		if (!name)
			continue;
		num++;
		ck_assert_uint_eq(taizhang_list_value(list, name), value);
		ck_assert_uint_eq(taizhang_list_value(list, taizhang_list_label(list, value,
						      TAIZHANG_LANG_ZH)), value);
		ck_assert_str_ne(taizhang_list_label(list, value, TAIZHANG_LANG_EN), "");
		ck_assert_uint_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz"), strlen(name));
	}
	return num;
}

START_TEST(every_value_is_found_by_name_and_by_label)
{
	ck_assert_int_eq(count(TAIZHANG_LIST_KIND, false), TAIZHANG_NUM_KINDS);
	ck_assert_int_eq(count(TAIZHANG_LIST_ROLE, true), TAIZHANG_NUM_ROLES);
	ck_assert_int_eq(count(TAIZHANG_LIST_CAPTION, true), TAIZHANG_NUM_CAPTIONS);
	ck_assert_int_eq(count(TAIZHANG_LIST_METHOD, true), TAIZHANG_NUM_METHODS);
	ck_assert_int_eq(count(TAIZHANG_LIST_ORIGIN, false), 3);
}
END_TEST

START_TEST(the_four_kinds_have_the_words_of_the_field)
{
	ck_assert_str_eq(taizhang_list_label(TAIZHANG_LIST_KIND, TAIZHANG_KIND_NORMATIVE, TAIZHANG_LANG_ZH),
			 "规范文件");
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_KIND, "说明报告"), TAIZHANG_KIND_REPORT);
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_KIND, "实景图片"), TAIZHANG_KIND_IMAGE);
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_KIND, "table"), TAIZHANG_KIND_TABLE);
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_ROLE, "redhead"), TAIZHANG_ROLE_REDHEAD);
}
END_TEST

START_TEST(one_word_may_stand_in_two_lists)
{
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_METHOD, "site"), TAIZHANG_METHOD_SITE);
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_ORIGIN, "site"), TAIZHANG_ORIGIN_SITE);
}
END_TEST

START_TEST(what_a_list_does_not_have_is_told)
{
	ck_assert_ptr_null(taizhang_list_name(TAIZHANG_LIST_KIND, TAIZHANG_KIND_NONE));
	ck_assert_ptr_null(taizhang_list_label(TAIZHANG_LIST_ROLE, TAIZHANG_ROLE_BODY | TAIZHANG_ROLE_SEAL,
					       TAIZHANG_LANG_ZH));
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_KIND, "photo"), 0);
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_KIND, "Table"), 0);
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_KIND, ""), 0);
	ck_assert_uint_eq(taizhang_list_value(TAIZHANG_LIST_KIND, NULL), 0);
}
END_TEST

START_TEST(a_list_that_is_none_has_no_values)
{
	enum taizhang_list none = (enum taizhang_list)(TAIZHANG_LIST_ORIGIN + 1);

	ck_assert_ptr_null(taizhang_list_name(none, 1));
	ck_assert_ptr_null(taizhang_list_label((enum taizhang_list)-1, 1, TAIZHANG_LANG_EN));
	ck_assert_uint_eq(taizhang_list_value(none, "site"), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("kind");
	TCase *lists = tcase_create("lists");

	tcase_add_test(lists, every_value_is_found_by_name_and_by_label);
	tcase_add_test(lists, the_four_kinds_have_the_words_of_the_field);
	tcase_add_test(lists, one_word_may_stand_in_two_lists);
	tcase_add_test(lists, what_a_list_does_not_have_is_told);
	tcase_add_test(lists, a_list_that_is_none_has_no_values);
	suite_add_tcase(suite, lists);
	return suite;
}
