/* SPDX-License-Identifier: MIT */
/* test_node.c: what a node of the tree tells. */
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

START_TEST(an_item_tells_all_that_the_catalogue_says_of_it)
{
	const struct taizhang_node *item = taizhang_catalog_find(catalog, "M006");

	ck_assert_int_eq(taizhang_node_level(item), TAIZHANG_LEVEL_STANDARD);
	ck_assert_str_eq(taizhang_node_code(item), "I-1-2-2-1");
	ck_assert_str_eq(taizhang_node_path_code(item), "I-1-2-2-1");
	ck_assert_str_eq(taizhang_node_serial(item), "M006");
	ck_assert_str_eq(taizhang_node_title(item, TAIZHANG_LANG_ZH), "核心价值观主题公园和示范点实景");
	ck_assert_str_eq(taizhang_node_title(item, TAIZHANG_LANG_EN),
			 "Photographs of core-values theme parks and demonstration sites");
	ck_assert_int_eq(taizhang_node_kind(item), TAIZHANG_KIND_IMAGE);
	ck_assert_uint_eq(taizhang_node_methods(item), TAIZHANG_METHOD_MATERIAL | TAIZHANG_METHOD_SITE);
	ck_assert(taizhang_node_is_item(item));
	ck_assert_uint_eq(taizhang_node_item_index(item), 5);
	ck_assert_str_eq(taizhang_node_unit(item), "市委宣传部");
	ck_assert_str_eq(taizhang_node_source(item), "zhanjiang-2018");
	ck_assert_str_eq(taizhang_node_locator(item), "五(一)3");
	ck_assert_str_eq(taizhang_node_also_refs(item), "zhanjiang-2018 四(一)2");
	ck_assert_str_eq(taizhang_node_source_edition(item), "NCC2017");
	ck_assert_uint_eq(taizhang_node_num_requirements(item), 1);
	ck_assert_uint_eq(taizhang_node_num_thresholds(item), 0);
}
END_TEST

START_TEST(parents_and_children_know_each_other_on_all_levels)
{
	for (enum taizhang_level level = TAIZHANG_LEVEL_BLOCK; level <= TAIZHANG_LEVEL_STANDARD; level++)
		for (size_t i = 0; i < taizhang_catalog_num_nodes(catalog, level); i++) {
			const struct taizhang_node *node = taizhang_catalog_get_node(catalog, level, i);

			ck_assert_int_eq(taizhang_node_level(node), level);
			ck_assert(level == TAIZHANG_LEVEL_STANDARD || taizhang_node_num_children(node) > 0);
			for (size_t j = 0; j < taizhang_node_num_children(node); j++)
				ck_assert_ptr_eq(taizhang_node_parent(taizhang_node_get_child(node, j)), node);
			ck_assert_ptr_null(taizhang_node_get_child(node, taizhang_node_num_children(node)));
		}
}
END_TEST

START_TEST(an_ancestor_is_found_on_every_level_above)
{
	const struct taizhang_node *item = taizhang_catalog_find(catalog, "II-4-2-1-2");

	ck_assert_str_eq(taizhang_node_code(taizhang_node_ancestor(item, TAIZHANG_LEVEL_BLOCK)), "II");
	ck_assert_str_eq(taizhang_node_code(taizhang_node_ancestor(item, TAIZHANG_LEVEL_INDICATOR)), "II-4-2");
	ck_assert_ptr_eq(taizhang_node_ancestor(item, TAIZHANG_LEVEL_STANDARD), item);
	ck_assert_ptr_null(taizhang_node_ancestor(taizhang_node_parent(item), TAIZHANG_LEVEL_STANDARD));
	ck_assert_ptr_null(taizhang_node_ancestor(item, (enum taizhang_level)0));
	ck_assert_ptr_null(taizhang_node_parent(taizhang_node_ancestor(item, TAIZHANG_LEVEL_BLOCK)));
}
END_TEST

START_TEST(requirements_and_thresholds_end)
{
	const struct taizhang_node *item = taizhang_catalog_find(catalog, "I-1-4-2-1");

	ck_assert_uint_eq(taizhang_node_num_thresholds(item), 2);
	ck_assert_str_eq(taizhang_threshold_id(taizhang_node_get_threshold(item, 1)), "T003");
	ck_assert_ptr_null(taizhang_node_get_threshold(item, 2));
	ck_assert_ptr_nonnull(taizhang_node_get_requirement(item, 0));
	ck_assert_ptr_null(taizhang_node_get_requirement(item, 1));
}
END_TEST

START_TEST(getters_take_null)
{
	ck_assert_int_eq(taizhang_node_level(NULL), 0);
	ck_assert_str_eq(taizhang_node_code(NULL), "");
	ck_assert_str_eq(taizhang_node_path_code(NULL), "");
	ck_assert_str_eq(taizhang_node_title(NULL, TAIZHANG_LANG_ZH), "");
	ck_assert_ptr_null(taizhang_node_parent(NULL));
	ck_assert_ptr_null(taizhang_node_ancestor(NULL, TAIZHANG_LEVEL_BLOCK));
	ck_assert_uint_eq(taizhang_node_num_children(NULL), 0);
	ck_assert_ptr_null(taizhang_node_get_child(NULL, 0));
	ck_assert_str_eq(taizhang_node_source(NULL), "");
	ck_assert_str_eq(taizhang_node_locator(NULL), "");
	ck_assert_str_eq(taizhang_node_also_refs(NULL), "");
	ck_assert_str_eq(taizhang_node_source_edition(NULL), "");
	ck_assert_str_eq(taizhang_node_serial(NULL), "");
	ck_assert_str_eq(taizhang_node_unit(NULL), "");
	ck_assert_uint_eq(taizhang_node_methods(NULL), 0);
	ck_assert(!taizhang_node_is_item(NULL));
	ck_assert_int_eq(taizhang_node_kind(NULL), TAIZHANG_KIND_NONE);
	ck_assert_uint_eq(taizhang_node_item_index(NULL), (size_t)-1);
	ck_assert_uint_eq(taizhang_node_num_requirements(NULL), 0);
	ck_assert_ptr_null(taizhang_node_get_requirement(NULL, 0));
	ck_assert_uint_eq(taizhang_node_num_thresholds(NULL), 0);
	ck_assert_ptr_null(taizhang_node_get_threshold(NULL, 0));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("node");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, an_item_tells_all_that_the_catalogue_says_of_it);
	tcase_add_test(tells, parents_and_children_know_each_other_on_all_levels);
	tcase_add_test(tells, an_ancestor_is_found_on_every_level_above);
	tcase_add_test(tells, requirements_and_thresholds_end);
	tcase_add_test(tells, getters_take_null);
	suite_add_tcase(suite, tells);
	return suite;
}
