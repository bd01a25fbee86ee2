/* SPDX-License-Identifier: MIT */
/* test_column.c: every kind of field is set from text, and gives it back. */
#include "catalog/column.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/suite.h"

static const struct tz_column *column_of(enum tz_sheet_number sheet, const char *name)
{
	const struct tz_column *column = tz_sheets[sheet].columns;

	while (!tz_column_ends(column) && !(column->column && strcmp(column->column, name) == 0) &&
	       !(column->attribute && strcmp(column->attribute, name) == 0))
		column++;
	ck_assert_msg(!tz_column_ends(column), "no column %s", name);
	return column;
}

static const char *given(const struct tz_column *column, const void *entry, bool for_table)
{
	static char text[256];
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_column_get(column, entry, for_table, &out);
	snprintf(text, sizeof text, "%s", tz_buffer_text(&out));
	tz_buffer_free(&out);
	return text;
}

START_TEST(a_set_is_parted_as_people_part_it)
{
	static const char *const writings[] = {"time place", "place;time", "time,place", "时间、地点", "time|place", " time  place "};
	const struct tz_column *captions = column_of(TZ_SHEET_REQUIREMENTS, "caption_fields");

	for (size_t i = 0; i < sizeof writings / sizeof writings[0]; i++) {
		struct taizhang_requirement r = {.captions = 0};

		ck_assert_int_eq(tz_column_set(captions, &r, writings[i], NULL), 0);
		ck_assert_str_eq(given(captions, &r, true), "time place");
	}
}
END_TEST

START_TEST(roles_tell_all_from_one_of_them)
{
	const struct tz_column *roles = column_of(TZ_SHEET_REQUIREMENTS, "roles");
	struct taizhang_requirement r = {.roles = 0};

	ck_assert_int_eq(tz_column_set(roles, &r, "seal|redhead", NULL), 0);
	ck_assert_str_eq(given(roles, &r, false), "redhead|seal");
	ck_assert_int_eq(tz_column_set(roles, &r, "redhead seal", NULL), 0);
	ck_assert_str_eq(given(roles, &r, false), "redhead seal");
	ck_assert_int_eq(tz_column_set(roles, &r, "seal", NULL), 0);
	ck_assert(r.all_roles);
	ck_assert_int_eq(tz_column_set(roles, &r, "seal king", NULL), 1);
}
END_TEST

START_TEST(methods_of_tables_leave_material_out)
{
	const struct tz_column *item = column_of(TZ_SHEET_ITEMS, "field_method");
	const struct tz_column *field = column_of(TZ_SHEET_FIELD_STANDARDS, "method");
	const struct tz_column *xml = column_of(TZ_SHEET_ITEMS, "methods");
	struct taizhang_node node = {.methods = TAIZHANG_METHOD_MATERIAL};

	ck_assert_str_eq(given(item, &node, true), "none");
	ck_assert_int_eq(tz_column_set(item, &node, "none", NULL), 0);
	ck_assert_int_eq(tz_column_set(item, &node, "site", NULL), 0);
	ck_assert_str_eq(given(xml, &node, false), "material site");
	ck_assert_str_eq(given(item, &node, true), "site");
	ck_assert_int_eq(tz_column_set(field, &node, "none", NULL), 1);
	ck_assert_int_eq(tz_column_set(field, &node, "material", NULL), 1);
}
END_TEST

START_TEST(counts_are_whole_numbers_within_reason)
{
	const struct tz_column *least = column_of(TZ_SHEET_REQUIREMENTS, "least");
	struct taizhang_requirement r = {.least = -1};

	ck_assert_str_eq(given(least, &r, true), "");
	ck_assert_int_eq(tz_column_set(least, &r, "0", NULL), 0);
	ck_assert_str_eq(given(least, &r, true), "0");
	ck_assert_int_eq(tz_column_set(least, &r, "1000000000", NULL), 0);
	ck_assert_int_eq(tz_column_set(least, &r, "1000000001", NULL), 1);
	ck_assert_int_eq(tz_column_set(least, &r, "99999999999999999999999", NULL), 1);
	ck_assert_int_eq(tz_column_set(least, &r, "1.5", NULL), 1);
	ck_assert_int_eq(r.least, 1000000000);
}
END_TEST

START_TEST(active_is_said_in_tables_and_only_where_false_in_xml)
{
	const struct tz_column *active = column_of(TZ_SHEET_THRESHOLDS, "active");
	struct taizhang_threshold t = {.active = true};

	ck_assert_str_eq(given(active, &t, true), "1");
	ck_assert_str_eq(given(active, &t, false), "");
	ck_assert_int_eq(tz_column_set(active, &t, "否", NULL), 0);
	ck_assert_str_eq(given(active, &t, true), "0");
	ck_assert_str_eq(given(active, &t, false), "false");
	ck_assert_int_eq(tz_column_set(active, &t, "true", NULL), 0);
	ck_assert(t.active);
	ck_assert_int_eq(tz_column_set(active, &t, "是", NULL), 0);
	ck_assert_int_eq(tz_column_set(active, &t, "yes", NULL), 1);
}
END_TEST

START_TEST(a_code_has_at_most_64_bytes_as_a_folder)
{
	const struct tz_column *code = column_of(TZ_SHEET_BLOCKS, "code");
	struct taizhang_node node = {.code = NULL};
	char text[66];

	memset(text, '1', sizeof text);
	text[64] = '\0';
	ck_assert_int_eq(tz_column_set(code, &node, text, NULL), 0);
	text[64] = '1';
	text[65] = '\0';
	ck_assert_int_eq(tz_column_set(code, &node, text, NULL), 1);
	ck_assert_int_eq(tz_column_set(code, &node, "甲乙丙丁戊己庚辛壬癸子丑", NULL), 0);
	ck_assert_int_eq(tz_column_set(code, &node, "甲乙丙丁戊己庚辛壬癸子丑寅", NULL), 1);
	ck_assert_int_eq(tz_column_set(code, &node, "——", NULL), 1);
	free(node.code);
}
END_TEST

START_TEST(text_that_xml_cannot_hold_is_refused)
{
	const struct tz_column *title = column_of(TZ_SHEET_BLOCKS, "title_zh");
	struct taizhang_node node = {.title_zh = NULL};

	ck_assert_int_eq(tz_column_set(title, &node, "a\tb\nc", NULL), 0);
	ck_assert_int_eq(tz_column_set(title, &node, "a\x01", NULL), 1);
	ck_assert_int_eq(tz_column_set(title, &node, "a\x7F", NULL), 1);
	ck_assert_int_eq(tz_column_set(title, &node, "\xEF\xBF\xBF", NULL), 1);
	ck_assert_int_eq(tz_column_set(title, &node, "\xEF\xBF\xBD", NULL), 0);
	free(node.title_zh);
}
END_TEST

START_TEST(weights_have_semicolons_in_tables_and_blanks_in_xml)
{
	const struct tz_column *weights = column_of(TZ_SHEET_CATALOG, "year_weights");
	struct taizhang_catalog catalog = {.year_weights = NULL};

	ck_assert_int_eq(tz_column_set(weights, &catalog, "15; 25;60", NULL), 0);
	ck_assert_str_eq(given(weights, &catalog, true), "15;25;60");
	ck_assert_str_eq(given(weights, &catalog, false), "15 25 60");
	ck_assert_int_eq(tz_column_set(weights, &catalog, ";", NULL), 1);
	free(catalog.year_weights);
}
END_TEST

START_TEST(every_column_that_can_be_wrong_says_what_it_takes)
{
	for (enum tz_sheet_number sheet = 0; sheet < TZ_NUM_SHEETS; sheet++)
		for (const struct tz_column *c = tz_sheets[sheet].columns; !tz_column_ends(c); c++)
			ck_assert((*tz_column_expected(c) == '\0') ==
				  (c->type == TZ_COLUMN_TEXT || c->type == TZ_COLUMN_CODE || c->type == TZ_COLUMN_PARENT));
}
END_TEST

START_TEST(a_list_is_split_at_blanks)
{
	char **list = NULL;
	size_t num = 0;

	ck_assert_int_eq(tz_list_split(NULL, &list, &num, NULL), 0);
	ck_assert_uint_eq(num, 0);
	ck_assert_int_eq(tz_list_split("jpg jpeg", &list, &num, NULL), 0);
	ck_assert_uint_eq(num, 2);
	ck_assert_str_eq(list[1], "jpeg");
	free(list[0]);
	free(list[1]);
	free(list);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("column");
	TCase *sets = tcase_create("sets");

	tcase_add_test(sets, a_set_is_parted_as_people_part_it);
	tcase_add_test(sets, roles_tell_all_from_one_of_them);
	tcase_add_test(sets, methods_of_tables_leave_material_out);
	tcase_add_test(sets, counts_are_whole_numbers_within_reason);
	tcase_add_test(sets, active_is_said_in_tables_and_only_where_false_in_xml);
	tcase_add_test(sets, a_code_has_at_most_64_bytes_as_a_folder);
	tcase_add_test(sets, text_that_xml_cannot_hold_is_refused);
	tcase_add_test(sets, weights_have_semicolons_in_tables_and_blanks_in_xml);
	tcase_add_test(sets, every_column_that_can_be_wrong_says_what_it_takes);
	tcase_add_test(sets, a_list_is_split_at_blanks);
	suite_add_tcase(suite, sets);
	return suite;
}
