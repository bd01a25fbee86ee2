/* SPDX-License-Identifier: MIT */
/* test_catalog_find.c: finding entries by what people write, selecting items. */
#include <string.h>

#include "catalog/catalog.h"
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

START_TEST(every_code_path_code_and_serial_finds_its_own_node)
{
	for (enum taizhang_level level = TAIZHANG_LEVEL_BLOCK; level <= TAIZHANG_LEVEL_STANDARD; level++)
		for (size_t i = 0; i < taizhang_catalog_num_nodes(catalog, level); i++) {
			const struct taizhang_node *node = taizhang_catalog_get_node(catalog, level, i);

			ck_assert_ptr_eq(taizhang_catalog_find(catalog, taizhang_node_code(node)), node);
			ck_assert_ptr_eq(taizhang_catalog_find(catalog, taizhang_node_path_code(node)), node);
			if (level == TAIZHANG_LEVEL_STANDARD)
				ck_assert_ptr_eq(taizhang_catalog_find(catalog, taizhang_node_serial(node)), node);
		}
}
END_TEST

START_TEST(a_code_is_found_in_every_writing)
{
	const struct taizhang_node *node = taizhang_catalog_find(catalog, "II-4-2-1-2");
	static const char *const writings[] = {
		"Ⅱ-4-2-1-2", "ⅱ-4-2-1-2", "Ⅱ—4—2—1—2", "ii-4-2-1-2", "Ⅱ-4-2-1-2)", "II-4-2-1-(2)", " II - 4-2-1-2 ",
		"\xEF\xBC\xA9\xEF\xBC\xA9\xEF\xBC\x8D\xEF\xBC\x94-2-1-2", "Ⅱ-4-2-1-②", "II–4–2–1–2",
	};

	ck_assert_ptr_nonnull(node);
	for (size_t i = 0; i < sizeof writings / sizeof writings[0]; i++)
		ck_assert_msg(taizhang_catalog_find(catalog, writings[i]) == node, "%s", writings[i]);
}
END_TEST

START_TEST(the_number_of_an_original_names_its_item)
{
	ck_assert_ptr_eq(taizhang_catalog_find(catalog, "I-1-1-1-1-③"), taizhang_catalog_find(catalog, "I-1-1-1-1"));
	ck_assert_ptr_eq(taizhang_catalog_find(catalog, "M001-①"), taizhang_catalog_find(catalog, "M001"));
	ck_assert_ptr_null(taizhang_catalog_find(catalog, "①"));
}
END_TEST

START_TEST(what_is_not_there_is_not_found)
{
	static const char *const wrong[] = {
		"", "I-1-1-1-99", "I-1-1-1-1-1", "M000", "F34", "T001", "方案", "-", "I-1-1-1-1\xFF", "\xFF",
	};

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		ck_assert_msg(taizhang_catalog_find(catalog, wrong[i]) == NULL, "%s", wrong[i]);
	ck_assert_ptr_null(taizhang_catalog_find(catalog, NULL));
	ck_assert_ptr_null(taizhang_catalog_find(NULL, "I"));
}
END_TEST

static void folder_is(const char *name, const char *code, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const struct taizhang_node *node;
	size_t found_size;

	tz_assert_ok(tz_catalog_find_prefix(catalog, name, &found_size, &node, &err), &err);
	ck_assert_msg(node == (code ? taizhang_catalog_find(catalog, code) : NULL), "%s", name);
	ck_assert_msg(found_size == size, "%s: %zu", name, found_size);
}

START_TEST(a_folder_is_known_by_the_longest_code_at_its_head)
{
	const struct taizhang_node *node;

	folder_is("I-1-1-1-1 党的十九大精神学习宣传工作方案", "I-1-1-1-1", 9);
	folder_is("Ⅰ-1-1-1-1方案", "I-1-1-1-1", strlen("Ⅰ-1-1-1-1"));
	folder_is("I-1-1-1-1-2017年", "I-1-1-1-1", 9);
	folder_is("I-1-1-1-1-3", "I-1-1-1-1", 9);
	folder_is("I-1-1-1-1(2)", "I-1-1-1-1", 9);
	folder_is("M001.方案", "M001", 4);
	folder_is("M001.2 方案", "M001", 4);
	folder_is("2017年总结", NULL, 0);
	folder_is("照片", NULL, 0);
	ck_assert_int_eq(tz_catalog_find_prefix(catalog, "M155 x", NULL, &node, NULL), 0);
	ck_assert_ptr_nonnull(node);
}
END_TEST

START_TEST(selecting_gives_items_in_the_order_of_the_catalogue)
{
	const struct taizhang_item_filter filter = {.kind = TAIZHANG_KIND_IMAGE, .methods = TAIZHANG_METHOD_SITE};
	const struct taizhang_node *nodes[155];
	size_t num = taizhang_catalog_select(catalog, &filter, nodes, 155);

	ck_assert_uint_gt(num, 0);
	for (size_t i = 0; i < num; i++) {
		ck_assert_int_eq(taizhang_node_kind(nodes[i]), TAIZHANG_KIND_IMAGE);
		ck_assert_uint_eq(taizhang_node_methods(nodes[i]) & TAIZHANG_METHOD_SITE, TAIZHANG_METHOD_SITE);
		ck_assert(i == 0 || taizhang_node_item_index(nodes[i]) > taizhang_node_item_index(nodes[i - 1]));
	}
}
END_TEST

START_TEST(a_short_array_gets_the_first_and_the_count_of_all)
{
	const struct taizhang_node *nodes[2] = {NULL, NULL};

	ck_assert_uint_eq(taizhang_catalog_select(catalog, NULL, nodes, 1), 155);
	ck_assert_ptr_eq(nodes[0], taizhang_catalog_get_item(catalog, 0));
	ck_assert_ptr_null(nodes[1]);
}
END_TEST

START_TEST(the_items_of_all_departments_are_all_items)
{
	size_t sum = 0;

	ck_assert_uint_gt(taizhang_catalog_num_units(catalog), 10);
	for (size_t i = 0; i < taizhang_catalog_num_units(catalog); i++) {
		const struct taizhang_item_filter filter = {.unit = taizhang_catalog_get_unit(catalog, i)};
		const struct taizhang_node *first;

		sum += taizhang_catalog_select(catalog, &filter, &first, 1);
		ck_assert_str_eq(taizhang_node_unit(first), filter.unit);
	}
	ck_assert_uint_eq(sum, 155);
	ck_assert_str_eq(taizhang_catalog_get_unit(catalog, 0), "市委宣传部");
	ck_assert_ptr_null(taizhang_catalog_get_unit(catalog, taizhang_catalog_num_units(catalog)));
}
END_TEST

START_TEST(a_condition_that_nothing_meets_selects_nothing)
{
	const struct taizhang_item_filter unit = {.unit = "市农业农村局"};
	const struct taizhang_item_filter kind = {.kind = (enum taizhang_kind)9};
	const struct taizhang_item_filter method = {.methods = 1u << 9};

	ck_assert_uint_eq(taizhang_catalog_select(catalog, &unit, NULL, 0), 0);
	ck_assert_uint_eq(taizhang_catalog_select(catalog, &kind, NULL, 0), 0);
	ck_assert_uint_eq(taizhang_catalog_select(catalog, &method, NULL, 0), 0);
	ck_assert_uint_eq(taizhang_catalog_select(NULL, &unit, NULL, 0), 0);
}
END_TEST

START_TEST(thresholds_negative_entries_and_sources_are_found_by_their_ids)
{
	ck_assert_str_eq(taizhang_threshold_id(taizhang_catalog_find_threshold(catalog, "T096")), "T096");
	ck_assert_str_eq(taizhang_threshold_id(taizhang_catalog_find_threshold(catalog, "\xEF\xBC\xB4" "001")), "T001");
	ck_assert_str_eq(taizhang_negative_id(taizhang_catalog_find_negative(catalog, "n30")), "N30");
	ck_assert_str_eq(taizhang_source_key(taizhang_catalog_find_source(catalog, "luohe-2015")), "luohe-2015");
	ck_assert_ptr_null(taizhang_catalog_find_threshold(catalog, "T097"));
	ck_assert_ptr_null(taizhang_catalog_find_threshold(catalog, NULL));
	ck_assert_ptr_null(taizhang_catalog_find_threshold(NULL, "T001"));
	ck_assert_ptr_null(taizhang_catalog_find_negative(catalog, "N31"));
	ck_assert_ptr_null(taizhang_catalog_find_negative(NULL, "N01"));
	ck_assert_ptr_null(taizhang_catalog_find_source(catalog, "beijing-2015"));
	ck_assert_ptr_null(taizhang_catalog_find_source(catalog, NULL));
	ck_assert_ptr_null(taizhang_catalog_find_source(NULL, "luohe-2015"));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("catalog_find");
	TCase *finds = tcase_create("finds");
	TCase *selects = tcase_create("selects");

	tcase_add_checked_fixture(finds, setup, teardown);
	tcase_add_test(finds, every_code_path_code_and_serial_finds_its_own_node);
	tcase_add_test(finds, a_code_is_found_in_every_writing);
	tcase_add_test(finds, the_number_of_an_original_names_its_item);
	tcase_add_test(finds, what_is_not_there_is_not_found);
	tcase_add_test(finds, a_folder_is_known_by_the_longest_code_at_its_head);
	tcase_add_test(finds, thresholds_negative_entries_and_sources_are_found_by_their_ids);
	suite_add_tcase(suite, finds);

	tcase_add_checked_fixture(selects, setup, teardown);
	tcase_add_test(selects, selecting_gives_items_in_the_order_of_the_catalogue);
	tcase_add_test(selects, a_short_array_gets_the_first_and_the_count_of_all);
	tcase_add_test(selects, the_items_of_all_departments_are_all_items);
	tcase_add_test(selects, a_condition_that_nothing_meets_selects_nothing);
	suite_add_tcase(suite, selects);
	return suite;
}
