/* SPDX-License-Identifier: MIT */
/* test_source.c: what a source tells. */
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

START_TEST(a_source_tells_what_it_is_and_how_complete)
{
	const struct taizhang_source *s = taizhang_catalog_find_source(catalog, "harbin-2012");

	ck_assert_str_eq(taizhang_source_key(s), "harbin-2012");
	ck_assert_str_eq(taizhang_source_title(s, TAIZHANG_LANG_ZH), "哈尔滨市2012-2014年创建全国文明城市行动规划");
	ck_assert_str_eq(taizhang_source_title(s, TAIZHANG_LANG_EN), "Harbin action plan 2012-2014");
	ck_assert_str_eq(taizhang_source_edition(s), "NCC2011");
	ck_assert_str_eq(taizhang_source_completeness(s), "cut: ends after 四(四)3 of ten tasks");
}
END_TEST

START_TEST(the_list_of_sources_ends)
{
	ck_assert_uint_eq(taizhang_catalog_num_sources(catalog), 5);
	ck_assert_str_eq(taizhang_source_key(taizhang_catalog_get_source(catalog, 0)), "luohe-2015");
	ck_assert_ptr_null(taizhang_catalog_get_source(catalog, 5));
}
END_TEST

START_TEST(getters_take_null)
{
	ck_assert_uint_eq(taizhang_catalog_num_sources(NULL), 0);
	ck_assert_ptr_null(taizhang_catalog_get_source(NULL, 0));
	ck_assert_str_eq(taizhang_source_key(NULL), "");
	ck_assert_str_eq(taizhang_source_title(NULL, TAIZHANG_LANG_ZH), "");
	ck_assert_str_eq(taizhang_source_edition(NULL), "");
	ck_assert_str_eq(taizhang_source_completeness(NULL), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("source");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, a_source_tells_what_it_is_and_how_complete);
	tcase_add_test(tells, the_list_of_sources_ends);
	tcase_add_test(tells, getters_take_null);
	suite_add_tcase(suite, tells);
	return suite;
}
