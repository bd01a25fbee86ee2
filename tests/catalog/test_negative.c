/* SPDX-License-Identifier: MIT */
/* test_negative.c: what an entry of the negative list tells. */
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

START_TEST(an_entry_tells_all_that_the_catalogue_says_of_it)
{
	const struct taizhang_negative *n = taizhang_catalog_find_negative(catalog, "N01");

	ck_assert_str_eq(taizhang_negative_id(n), "N01");
	ck_assert_str_eq(taizhang_negative_title(n, TAIZHANG_LANG_ZH), "涉及民族因素的重大突发事件");
	ck_assert_str_eq(taizhang_negative_title(n, TAIZHANG_LANG_EN), "Major incident involving ethnic factors");
	ck_assert_str_eq(taizhang_negative_strength(n), "explicit");
	ck_assert_str_eq(taizhang_node_code(taizhang_negative_indicator(n)), "I-2-3");
	ck_assert_str_eq(taizhang_negative_source(n), "zhanjiang-2018");
	ck_assert_str_eq(taizhang_negative_locator(n), "四(五)3");
	ck_assert_str_eq(taizhang_negative_source_edition(n), "NCC2017");
	ck_assert_str_eq(taizhang_negative_also_refs(n), "harbin-2012 四(四)1");
}
END_TEST

START_TEST(getters_take_null)
{
	ck_assert_uint_eq(taizhang_catalog_num_negatives(NULL), 0);
	ck_assert_ptr_null(taizhang_catalog_get_negative(NULL, 0));
	ck_assert_ptr_null(taizhang_catalog_get_negative(catalog, 30));
	ck_assert_str_eq(taizhang_negative_id(NULL), "");
	ck_assert_str_eq(taizhang_negative_title(NULL, TAIZHANG_LANG_EN), "");
	ck_assert_str_eq(taizhang_negative_strength(NULL), "");
	ck_assert_ptr_null(taizhang_negative_indicator(NULL));
	ck_assert_str_eq(taizhang_negative_source(NULL), "");
	ck_assert_str_eq(taizhang_negative_locator(NULL), "");
	ck_assert_str_eq(taizhang_negative_source_edition(NULL), "");
	ck_assert_str_eq(taizhang_negative_also_refs(NULL), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("negative");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, an_entry_tells_all_that_the_catalogue_says_of_it);
	tcase_add_test(tells, getters_take_null);
	suite_add_tcase(suite, tells);
	return suite;
}
