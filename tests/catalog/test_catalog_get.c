/* SPDX-License-Identifier: MIT */
/* test_catalog_get.c: what an edition tells where it has nothing to tell; the rest is in test_builtin.c. */
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

START_TEST(an_index_out_of_range_gives_nothing)
{
	ck_assert_ptr_null(taizhang_catalog_get_item(catalog, 155));
	ck_assert_ptr_null(taizhang_catalog_get_node(catalog, TAIZHANG_LEVEL_BLOCK, 3));
	ck_assert_ptr_null(taizhang_catalog_get_node(catalog, (enum taizhang_level)0, 0));
	ck_assert_uint_eq(taizhang_catalog_num_nodes(catalog, (enum taizhang_level)6), 0);
}
END_TEST

START_TEST(getters_take_null)
{
	ck_assert_str_eq(taizhang_catalog_id(NULL), "");
	ck_assert_str_eq(taizhang_catalog_title(NULL, TAIZHANG_LANG_ZH), "");
	ck_assert_str_eq(taizhang_catalog_edition(NULL), "");
	ck_assert_str_eq(taizhang_catalog_class(NULL), "");
	ck_assert_int_eq(taizhang_catalog_status(NULL), 0);
	ck_assert_str_eq(taizhang_catalog_version(NULL), "");
	ck_assert_str_eq(taizhang_catalog_statistical_scope(NULL), "");
	ck_assert_str_eq(taizhang_catalog_material_share(NULL), "");
	ck_assert_str_eq(taizhang_catalog_field_share(NULL), "");
	ck_assert_uint_eq(taizhang_catalog_num_years(NULL), 0);
	ck_assert_str_eq(taizhang_catalog_year_weight(NULL, 0), "");
	ck_assert_str_eq(taizhang_catalog_caveat(NULL, TAIZHANG_LANG_ZH), "");
	ck_assert_int_eq(taizhang_catalog_declared(NULL, "blocks"), -1);
	ck_assert_int_eq(taizhang_catalog_declared(catalog, NULL), -1);
	ck_assert_uint_eq(taizhang_catalog_num_nodes(NULL, TAIZHANG_LEVEL_BLOCK), 0);
	ck_assert_ptr_null(taizhang_catalog_get_node(NULL, TAIZHANG_LEVEL_BLOCK, 0));
	ck_assert_uint_eq(taizhang_catalog_num_items(NULL), 0);
	ck_assert_ptr_null(taizhang_catalog_get_item(NULL, 0));
	ck_assert_uint_eq(taizhang_catalog_num_units(NULL), 0);
	ck_assert_ptr_null(taizhang_catalog_get_unit(NULL, 0));
	taizhang_catalog_free(NULL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("catalog_get");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, an_index_out_of_range_gives_nothing);
	tcase_add_test(tells, getters_take_null);
	suite_add_tcase(suite, tells);
	return suite;
}
