/* SPDX-License-Identifier: MIT */
/* test_threshold.c: what a threshold tells. */
#include <taizhang/catalog.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_catalog *catalog;

static void setup(void)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	tz_assert_ptr(catalog, &err);
}

static void teardown(void)
{
	taizhang_catalog_free(catalog);
}

START_TEST(a_threshold_against_a_value_tells_it_exactly)
{
	const struct taizhang_threshold *t = taizhang_catalog_find_threshold(catalog, "T020");

	ck_assert_str_eq(taizhang_threshold_id(t), "T020");
	ck_assert_str_eq(taizhang_threshold_metric(t, TAIZHANG_LANG_ZH), "人均体育场地面积");
	ck_assert_str_eq(taizhang_threshold_metric(t, TAIZHANG_LANG_EN), "Sports ground area per head");
	ck_assert_str_eq(taizhang_threshold_comparator(t), ">");
	ck_assert_str_eq(taizhang_threshold_value(t), "1.08");
	ck_assert_str_eq(taizhang_threshold_unit(t), "平方米/人");
	ck_assert_str_eq(taizhang_threshold_reference(t), "");
	ck_assert(taizhang_threshold_is_active(t));
	ck_assert_str_eq(taizhang_node_code(taizhang_threshold_standard(t)), "I-2-2-3-1");
	ck_assert_str_eq(taizhang_threshold_source(t), "zhanjiang-2018");
	ck_assert_str_eq(taizhang_threshold_locator(t), "四(五)2");
	ck_assert_str_eq(taizhang_threshold_source_edition(t), "NCC2017");
	ck_assert_str_eq(taizhang_threshold_note(t), "");
}
END_TEST

START_TEST(a_relative_one_names_what_it_is_measured_against)
{
	const struct taizhang_threshold *t = taizhang_catalog_find_threshold(catalog, "T012");

	ck_assert_str_eq(taizhang_threshold_value(t), "");
	ck_assert_str_eq(taizhang_threshold_reference(t), "全省平均水平");
}
END_TEST

START_TEST(one_that_is_not_active_and_one_that_is_due_say_so)
{
	const struct taizhang_date due = taizhang_threshold_due(taizhang_catalog_find_threshold(catalog, "T034"));

	ck_assert(!taizhang_threshold_is_active(taizhang_catalog_find_threshold(catalog, "T009")));
	ck_assert_int_eq(due.year, 2020);
	ck_assert_int_eq(due.month, 12);
	ck_assert_int_eq(due.day, 31);
}
END_TEST

START_TEST(one_may_hang_on_a_standard_that_is_no_item)
{
	const struct taizhang_node *standard =
		taizhang_threshold_standard(taizhang_catalog_find_threshold(catalog, "T006"));

	ck_assert(!taizhang_node_is_item(standard));
	ck_assert_str_eq(taizhang_node_serial(standard), "F01");
}
END_TEST

START_TEST(getters_take_null)
{
	ck_assert_uint_eq(taizhang_catalog_num_thresholds(NULL), 0);
	ck_assert_ptr_null(taizhang_catalog_get_threshold(NULL, 0));
	ck_assert_str_eq(taizhang_threshold_id(NULL), "");
	ck_assert_str_eq(taizhang_threshold_metric(NULL, TAIZHANG_LANG_ZH), "");
	ck_assert_str_eq(taizhang_threshold_comparator(NULL), "");
	ck_assert_str_eq(taizhang_threshold_value(NULL), "");
	ck_assert_str_eq(taizhang_threshold_unit(NULL), "");
	ck_assert_str_eq(taizhang_threshold_reference(NULL), "");
	ck_assert_int_eq(taizhang_threshold_due(NULL).year, 0);
	ck_assert(!taizhang_threshold_is_active(NULL));
	ck_assert_ptr_null(taizhang_threshold_standard(NULL));
	ck_assert_str_eq(taizhang_threshold_source(NULL), "");
	ck_assert_str_eq(taizhang_threshold_locator(NULL), "");
	ck_assert_str_eq(taizhang_threshold_source_edition(NULL), "");
	ck_assert_str_eq(taizhang_threshold_note(NULL), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("threshold");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, a_threshold_against_a_value_tells_it_exactly);
	tcase_add_test(tells, a_relative_one_names_what_it_is_measured_against);
	tcase_add_test(tells, one_that_is_not_active_and_one_that_is_due_say_so);
	tcase_add_test(tells, one_may_hang_on_a_standard_that_is_no_item);
	tcase_add_test(tells, getters_take_null);
	suite_add_tcase(suite, tells);
	return suite;
}
