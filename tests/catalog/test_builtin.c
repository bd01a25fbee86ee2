/* SPDX-License-Identifier: MIT */
/* test_builtin.c: the edition that is compiled in has exactly what it states. */
#include <string.h>
#include <taizhang/catalog.h>

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

static size_t items_of(enum taizhang_kind kind, unsigned int methods)
{
	const struct taizhang_item_filter filter = {.kind = kind, .methods = methods};

	return taizhang_catalog_select(catalog, &filter, NULL, 0);
}

START_TEST(the_list_of_editions_ends)
{
	ck_assert_uint_eq(taizhang_catalog_num_builtin(), 1);
	ck_assert_str_eq(taizhang_catalog_builtin_id(0), "ncc-2017-reconstructed");
	ck_assert_ptr_null(taizhang_catalog_builtin_id(1));
}
END_TEST

START_TEST(an_edition_that_is_not_built_in_is_not_found)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	ck_assert_ptr_null(taizhang_catalog_builtin("ncc-2099", &err));
	tz_assert_code(&err, TAIZHANG_E_NOT_FOUND);
	taizhang_error_clear(&err);
	ck_assert_ptr_null(taizhang_catalog_builtin(NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(it_passes_every_check_of_an_edition_of_ones_own)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	struct taizhang_catalog *other = tz_tables_read("ncc-2017-reconstructed", true, findings, &err);
	char text[512] = "";

	tz_assert_ptr(other, &err);
	taizhang_finding_text(taizhang_findings_get(findings, 0), TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_msg(taizhang_findings_count(findings, 0) == 0, "%s", text);
	taizhang_catalog_free(other);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(it_has_3_blocks_12_projects_40_indicators_90_contents_188_standards_155_items)
{
	size_t with_material = 0;

	ck_assert_uint_eq(taizhang_catalog_num_nodes(catalog, TAIZHANG_LEVEL_BLOCK), 3);
	ck_assert_uint_eq(taizhang_catalog_num_nodes(catalog, TAIZHANG_LEVEL_PROJECT), 12);
	ck_assert_uint_eq(taizhang_catalog_num_nodes(catalog, TAIZHANG_LEVEL_INDICATOR), 40);
	ck_assert_uint_eq(taizhang_catalog_num_nodes(catalog, TAIZHANG_LEVEL_CONTENT), 90);
	ck_assert_uint_eq(taizhang_catalog_num_nodes(catalog, TAIZHANG_LEVEL_STANDARD), 188);
	ck_assert_uint_eq(taizhang_catalog_num_items(catalog), 155);
	for (size_t i = 0; i < 90; i++) {
		const struct taizhang_node *content = taizhang_catalog_get_node(catalog, TAIZHANG_LEVEL_CONTENT, i);
		bool material = false;

		for (size_t j = 0; j < taizhang_node_num_children(content); j++)
			material = material || taizhang_node_is_item(taizhang_node_get_child(content, j));
		with_material += material;
	}
	ck_assert_uint_eq(with_material, 85);
}
END_TEST

START_TEST(its_items_are_47_normative_45_table_43_report_20_image)
{
	ck_assert_uint_eq(items_of(TAIZHANG_KIND_NORMATIVE, 0), 47);
	ck_assert_uint_eq(items_of(TAIZHANG_KIND_TABLE, 0), 45);
	ck_assert_uint_eq(items_of(TAIZHANG_KIND_REPORT, 0), 43);
	ck_assert_uint_eq(items_of(TAIZHANG_KIND_IMAGE, 0), 20);
}
END_TEST

START_TEST(eighteen_items_are_assessed_both_ways)
{
	ck_assert_uint_eq(items_of(0, TAIZHANG_METHOD_SITE), 18);
	ck_assert_uint_eq(items_of(0, TAIZHANG_METHOD_MATERIAL | TAIZHANG_METHOD_SITE), 18);
	ck_assert_uint_eq(items_of(0, TAIZHANG_METHOD_QUESTIONNAIRE), 0);
	ck_assert_uint_eq(items_of(0, TAIZHANG_METHOD_MATERIAL), 155);
}
END_TEST

START_TEST(field_only_standards_are_17_by_questionnaire_and_16_on_site)
{
	size_t site = 0, questionnaire = 0;

	for (size_t i = 0; i < 188; i++) {
		const struct taizhang_node *standard = taizhang_catalog_get_node(catalog, TAIZHANG_LEVEL_STANDARD, i);

		if (taizhang_node_is_item(standard))
			continue;
		ck_assert_uint_eq(taizhang_node_item_index(standard), (size_t)-1);
		ck_assert_int_eq(taizhang_node_kind(standard), TAIZHANG_KIND_NONE);
		site += taizhang_node_methods(standard) == TAIZHANG_METHOD_SITE;
		questionnaire += taizhang_node_methods(standard) == TAIZHANG_METHOD_QUESTIONNAIRE;
	}
	ck_assert_uint_eq(site, 16);
	ck_assert_uint_eq(questionnaire, 17);
}
END_TEST

START_TEST(of_96_thresholds_90_are_active_and_12_relative)
{
	size_t active = 0, relative = 0, due = 0;

	ck_assert_uint_eq(taizhang_catalog_num_thresholds(catalog), 96);
	for (size_t i = 0; i < 96; i++) {
		const struct taizhang_threshold *t = taizhang_catalog_get_threshold(catalog, i);

		active += taizhang_threshold_is_active(t);
		relative += taizhang_threshold_reference(t)[0] != '\0';
		due += taizhang_threshold_due(t).year != 0;
		ck_assert(!taizhang_threshold_value(t)[0] == !!taizhang_threshold_reference(t)[0]);
		ck_assert_uint_eq(tz_threshold_index(t), i);
		ck_assert_ptr_nonnull(taizhang_threshold_standard(t));
	}
	ck_assert_uint_eq(active, 90);
	ck_assert_uint_eq(relative, 12);
	ck_assert_uint_eq(due, 7);
	ck_assert_ptr_null(taizhang_catalog_get_threshold(catalog, 96));
}
END_TEST

START_TEST(of_30_negative_entries_16_are_explicit_10_prohibit_4_sanction)
{
	size_t explicit = 0, prohibit = 0, sanction = 0;

	ck_assert_uint_eq(taizhang_catalog_num_negatives(catalog), 30);
	for (size_t i = 0; i < 30; i++) {
		const struct taizhang_negative *n = taizhang_catalog_get_negative(catalog, i);

		explicit += strcmp(taizhang_negative_strength(n), "explicit") == 0;
		prohibit += strcmp(taizhang_negative_strength(n), "prohibit") == 0;
		sanction += strcmp(taizhang_negative_strength(n), "sanction") == 0;
		ck_assert_int_eq(taizhang_node_level(taizhang_negative_indicator(n)), TAIZHANG_LEVEL_INDICATOR);
		ck_assert_uint_eq(tz_negative_index(n), i);
	}
	ck_assert_uint_eq(explicit, 16);
	ck_assert_uint_eq(prohibit, 10);
	ck_assert_uint_eq(sanction, 4);
}
END_TEST

START_TEST(every_item_wants_something_and_says_on_what_basis)
{
	size_t from_source = 0;

	for (size_t i = 0; i < 155; i++) {
		const struct taizhang_node *item = taizhang_catalog_get_item(catalog, i);
		const struct taizhang_requirement *r = taizhang_node_get_requirement(item, 0);

		ck_assert_uint_eq(taizhang_node_num_requirements(item), 1);
		ck_assert_int_eq(taizhang_requirement_kind(r), taizhang_node_kind(item));
		ck_assert_int_ge(taizhang_requirement_least(r), 1);
		ck_assert_int_eq(taizhang_requirement_most(r), -1);
		ck_assert_int_eq(taizhang_requirement_word_limit(r), -1);
		from_source += strcmp(taizhang_requirement_basis(r), "source") == 0;
		ck_assert_uint_eq(taizhang_node_item_index(item), i);
	}
	ck_assert_uint_eq(from_source, 2);
}
END_TEST

START_TEST(every_entry_tells_where_it_comes_from)
{
	for (enum taizhang_level level = TAIZHANG_LEVEL_BLOCK; level <= TAIZHANG_LEVEL_STANDARD; level++)
		for (size_t i = 0; i < taizhang_catalog_num_nodes(catalog, level); i++) {
			const struct taizhang_node *node = taizhang_catalog_get_node(catalog, level, i);

			ck_assert_ptr_nonnull(taizhang_catalog_find_source(catalog, taizhang_node_source(node)));
			ck_assert_str_ne(taizhang_node_locator(node), "");
		}
	for (size_t i = 0; i < 96; i++) {
		const struct taizhang_threshold *t = taizhang_catalog_get_threshold(catalog, i);

		ck_assert_ptr_nonnull(taizhang_catalog_find_source(catalog, taizhang_threshold_source(t)));
		ck_assert_str_ne(taizhang_threshold_locator(t), "");
	}
	for (size_t i = 0; i < 30; i++) {
		const struct taizhang_negative *n = taizhang_catalog_get_negative(catalog, i);

		ck_assert_ptr_nonnull(taizhang_catalog_find_source(catalog, taizhang_negative_source(n)));
		ck_assert_str_ne(taizhang_negative_locator(n), "");
	}
}
END_TEST

START_TEST(it_says_that_it_is_a_reconstruction_in_both_languages)
{
	ck_assert_int_eq(taizhang_catalog_status(catalog), TAIZHANG_STATUS_RECONSTRUCTED);
	ck_assert_ptr_nonnull(strstr(taizhang_catalog_caveat(catalog, TAIZHANG_LANG_ZH), "重构"));
	ck_assert_ptr_nonnull(strstr(taizhang_catalog_caveat(catalog, TAIZHANG_LANG_EN), "not official"));
}
END_TEST

START_TEST(it_tells_its_identity_weights_and_declared_counts)
{
	ck_assert_str_eq(taizhang_catalog_id(catalog), "ncc-2017-reconstructed");
	ck_assert_str_eq(taizhang_catalog_edition(catalog), "2017");
	ck_assert_str_eq(taizhang_catalog_class(catalog), "prefecture");
	ck_assert_str_eq(taizhang_catalog_version(catalog), "1");
	ck_assert_str_eq(taizhang_catalog_statistical_scope(catalog), "市区");
	ck_assert_str_eq(taizhang_catalog_material_share(catalog), "73");
	ck_assert_str_eq(taizhang_catalog_field_share(catalog), "27");
	ck_assert_uint_eq(taizhang_catalog_num_years(catalog), 3);
	ck_assert_str_eq(taizhang_catalog_year_weight(catalog, 0), "15");
	ck_assert_str_eq(taizhang_catalog_year_weight(catalog, 2), "60");
	ck_assert_str_eq(taizhang_catalog_year_weight(catalog, 3), "");
	ck_assert_int_eq(taizhang_catalog_declared(catalog, "material_items"), 155);
	ck_assert_int_eq(taizhang_catalog_declared(catalog, "ledger_grade_target"), -1);
	ck_assert_int_eq(taizhang_catalog_declared(catalog, "no such key"), -1);
	ck_assert_ptr_nonnull(strstr(taizhang_catalog_title(catalog, TAIZHANG_LANG_ZH), "全国文明城市"));
	ck_assert_ptr_nonnull(strstr(taizhang_catalog_title(catalog, TAIZHANG_LANG_EN), "National"));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("builtin");
	TCase *offers = tcase_create("offers");
	TCase *holds = tcase_create("holds");

	tcase_add_test(offers, the_list_of_editions_ends);
	tcase_add_test(offers, an_edition_that_is_not_built_in_is_not_found);
	tcase_add_test(offers, it_passes_every_check_of_an_edition_of_ones_own);
	suite_add_tcase(suite, offers);

	tcase_add_checked_fixture(holds, setup, teardown);
	tcase_add_test(holds, it_has_3_blocks_12_projects_40_indicators_90_contents_188_standards_155_items);
	tcase_add_test(holds, its_items_are_47_normative_45_table_43_report_20_image);
	tcase_add_test(holds, eighteen_items_are_assessed_both_ways);
	tcase_add_test(holds, field_only_standards_are_17_by_questionnaire_and_16_on_site);
	tcase_add_test(holds, of_96_thresholds_90_are_active_and_12_relative);
	tcase_add_test(holds, of_30_negative_entries_16_are_explicit_10_prohibit_4_sanction);
	tcase_add_test(holds, every_item_wants_something_and_says_on_what_basis);
	tcase_add_test(holds, every_entry_tells_where_it_comes_from);
	tcase_add_test(holds, it_says_that_it_is_a_reconstruction_in_both_languages);
	tcase_add_test(holds, it_tells_its_identity_weights_and_declared_counts);
	suite_add_tcase(suite, holds);
	return suite;
}
