/* SPDX-License-Identifier: MIT */
/* test_facts.c: the facts of a file: made safe, kept within bounds, found by name. */
#include "inspect/facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_facts *facts;
static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
	facts = tz_facts_new(&err);
	tz_assert_ptr(facts, &err);
}

static void teardown(void)
{
	taizhang_facts_free(facts);
}

static void add(enum tz_fact_id id, const char *value, const char *place)
{
	tz_assert_ok(tz_facts_add(facts, id, value, place, &err), &err);
}

static const char *value(const char *name)
{
	return taizhang_fact_value(taizhang_facts_find(facts, name));
}

START_TEST(facts_of_one_name_stand_together_in_the_order_of_the_table)
{
	size_t num;
	const struct taizhang_fact *fact;

	add(TZ_FACT_WIDTH, "1", NULL);
	add(TZ_FACT_TITLE, "甲", "第 1 页");
	add(TZ_FACT_COMMENTS, "2", NULL);
	add(TZ_FACT_TITLE, "乙", NULL);
	add(TZ_FACT_PRODUCER, "WPS", NULL);
	tz_facts_finish(facts);
	ck_assert_uint_eq(taizhang_facts_num(facts), 5);
	ck_assert_str_eq(taizhang_fact_name(taizhang_facts_get(facts, 0)), "producer");
	fact = tz_facts_all(facts, TZ_FACT_TITLE, &num);
	ck_assert_uint_eq(num, 2);
	ck_assert_str_eq(fact[0].value, "甲");
	ck_assert_str_eq(fact[0].place, "第 1 页");
	ck_assert_str_eq(taizhang_fact_place(&fact[0]), "第 1 页");
	ck_assert_str_eq(fact[1].value, "乙");
	ck_assert_str_eq(taizhang_fact_place(&fact[1]), "");
	ck_assert_ptr_eq(taizhang_facts_find(facts, "title"), fact);
	ck_assert_str_eq(taizhang_fact_name(taizhang_facts_get(facts, 4)), "width");
	ck_assert_ptr_null(taizhang_facts_get(facts, 5));
	ck_assert_ptr_null(taizhang_facts_find(facts, "no-such-fact"));
	ck_assert_ptr_null(taizhang_facts_find(facts, NULL));
	ck_assert_ptr_null(taizhang_facts_find(facts, "height"));
}
END_TEST

START_TEST(a_number_is_told_as_a_number_and_in_decimal)
{
	const struct taizhang_fact *fact;

	tz_assert_ok(tz_facts_add_number(facts, TZ_FACT_PAGES, INT64_MIN, "docProps/app.xml", &err), &err);
	add(TZ_FACT_TITLE, "12", NULL);
	tz_facts_finish(facts);
	fact = taizhang_facts_find(facts, "pages");
	ck_assert(taizhang_fact_is_number(fact));
	ck_assert(taizhang_fact_number(fact) == INT64_MIN);
	ck_assert_str_eq(taizhang_fact_value(fact), "-9223372036854775808");
	ck_assert_str_eq(taizhang_fact_label(fact, TAIZHANG_LANG_ZH), "页数");
	ck_assert_str_eq(taizhang_fact_label(fact, TAIZHANG_LANG_EN), "pages");
	fact = taizhang_facts_find(facts, "title");
	ck_assert(!taizhang_fact_is_number(fact));
	ck_assert_int_eq(taizhang_fact_number(fact), 0);
	ck_assert_int_eq(tz_facts_number(facts, TZ_FACT_PAGES, 3), INT64_MIN);
	ck_assert_int_eq(tz_facts_number(facts, TZ_FACT_WORDS, 3), 3);
	ck_assert_str_eq(tz_facts_value(facts, TZ_FACT_TITLE), "12");
	ck_assert_ptr_null(tz_facts_value(facts, TZ_FACT_AUTHOR));
	ck_assert(tz_facts_has(facts, TZ_FACT_PAGES) && !tz_facts_has(facts, TZ_FACT_WORDS) && !tz_facts_has(NULL, TZ_FACT_PAGES));
}
END_TEST

START_TEST(of_one_name_a_hundred_are_kept_and_all_are_counted)
{
	for (int i = 0; i < TZ_LIMIT_FACTS_OF_NAME + 7; i++)
		tz_assert_ok(tz_facts_add(facts, TZ_FACT_SHEET, "表", NULL, &err), &err);
	ck_assert_uint_eq(taizhang_facts_num(facts), TZ_LIMIT_FACTS_OF_NAME);
	ck_assert_uint_eq(taizhang_facts_count(facts, "sheet"), TZ_LIMIT_FACTS_OF_NAME + 7);
	ck_assert_uint_eq(taizhang_facts_count(facts, "title"), 0);
	ck_assert_uint_eq(taizhang_facts_count(facts, "no-such-fact"), 0);
}
END_TEST

START_TEST(a_number_past_the_bound_leaves_the_kept_ones_alone)
{
	for (int i = 0; i < TZ_LIMIT_FACTS_OF_NAME + 1; i++)
		tz_assert_ok(tz_facts_add_number(facts, TZ_FACT_PAGES, i, NULL, &err), &err);
	ck_assert_int_eq(taizhang_fact_number(taizhang_facts_get(facts, TZ_LIMIT_FACTS_OF_NAME - 1)), TZ_LIMIT_FACTS_OF_NAME - 1);
}
END_TEST

START_TEST(values_are_one_line_of_valid_text)
{
	static const char broken[] = "通\xe9\xff知\x80\xc0\xaf";

	add(TZ_FACT_TITLE, " \t一\r\n二\x01\x7f\xc2\x85三 \n", NULL);
	ck_assert_str_eq(value("title"), "一  二三");
	tz_assert_ok(tz_facts_add_bytes(facts, TZ_FACT_AUTHOR, broken, sizeof broken - 1, NULL, &err), &err);
	ck_assert(tz_text_is_utf8(value("author"), strlen(value("author"))));
	ck_assert_ptr_nonnull(strstr(value("author"), "\xef\xbf\xbd"));
	ck_assert_ptr_nonnull(strstr(value("author"), "知"));
	tz_assert_ok(tz_facts_add_bytes(facts, TZ_FACT_SUBJECT, "a\0b", 3, "x\ny", &err), &err);
	ck_assert_str_eq(value("subject"), "ab");
	ck_assert_str_eq(taizhang_fact_place(taizhang_facts_find(facts, "subject")), "x y");
}
END_TEST

START_TEST(what_says_nothing_is_no_fact)
{
	add(TZ_FACT_TITLE, "", NULL);
	add(TZ_FACT_TITLE, NULL, NULL);
	add(TZ_FACT_TITLE, " \n\x01", "somewhere");
	ck_assert_uint_eq(taizhang_facts_num(facts), 0);
	ck_assert_uint_eq(taizhang_facts_count(facts, "title"), 0);
}
END_TEST

START_TEST(a_long_value_is_cut_between_characters)
{
	char *text = malloc(1u << 20);

	memset(text, 'x', 1u << 20);
	for (size_t i = 0; i + 3 < 1u << 20; i += 3)
		memcpy(text + i, "字", 3);
	tz_assert_ok(tz_facts_add_bytes(facts, TZ_FACT_TITLE, text, 1u << 20, NULL, &err), &err);
	free(text);
	ck_assert_uint_le(strlen(value("title")), TZ_LIMIT_FACT_VALUE);
	ck_assert_uint_gt(strlen(value("title")), TZ_LIMIT_FACT_VALUE - 4);
	ck_assert(tz_text_is_utf8(value("title"), strlen(value("title"))));
}
END_TEST

START_TEST(the_gravest_state_stays)
{
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	tz_assert_ok(tz_facts_worsen(facts, TAIZHANG_FACTS_DAMAGED, "crc", "byte 12", &err), &err);
	tz_assert_ok(tz_facts_worsen(facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, &err), &err);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
	tz_assert_ok(tz_facts_worsen(facts, TAIZHANG_FACTS_UNREADABLE, "no root", NULL, &err), &err);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
	ck_assert_uint_eq(taizhang_facts_count(facts, "damage"), 2);
	ck_assert_str_eq(taizhang_fact_place(taizhang_facts_find(facts, "damage")), "byte 12");
}
END_TEST

START_TEST(what_was_not_read_is_told_with_the_reason)
{
	tz_assert_ok(tz_facts_add_unread(facts, TZ_UNREAD_TEXT, TZ_REASON_NO_PROGRAM, &err), &err);
	ck_assert_str_eq(value("not-read"), "no-program");
	ck_assert_str_eq(taizhang_fact_place(taizhang_facts_find(facts, "not-read")), "text");
}
END_TEST

START_TEST(text_comes_in_pieces_and_keeps_its_lines)
{
	size_t size;

	tz_assert_ok(tz_facts_write(facts, "第一段\n", strlen("第一段\n"), &err), &err);
	tz_assert_ok(tz_facts_write(facts, "", 0, &err), &err);
	tz_assert_ok(tz_facts_write(facts, "a\tb\x02" "c\r\n", 7, &err), &err);
	ck_assert_str_eq(taizhang_facts_text(facts, &size), "第一段\na\tbc\n");
	ck_assert_uint_eq(size, strlen(taizhang_facts_text(facts, NULL)));
}
END_TEST

START_TEST(text_past_the_limit_is_dropped_and_said)
{
	char *block = malloc(1u << 20);
	size_t size;

	memset(block, 'x', 1u << 20);
	for (int i = 0; i < 4; i++)
		tz_assert_ok(tz_facts_write(facts, block, 1u << 20, &err), &err);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	tz_assert_ok(tz_facts_write(facts, "y", 1, &err), &err);
	taizhang_facts_text(facts, &size);
	ck_assert_uint_eq(size, TZ_LIMIT_INSPECT_TEXT);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_LIMITED);
	ck_assert(facts->text_cut);
	free(block);
}
END_TEST

static void cell(uint32_t row, uint32_t column, const char *text)
{
	tz_assert_ok(tz_facts_add_cell(facts, &(struct tz_facts_cell){.text = text, .row = row, .column = column}, &err), &err);
}

START_TEST(cells_belong_to_the_sheet_before_them)
{
	struct taizhang_cell got;
	char place[64];

	tz_assert_ok(tz_facts_add_sheet(facts, "投入", false, &err), &err);
	cell(1, 1, "指标");
	cell(2, 1, " \n");
	tz_assert_ok(tz_facts_add_sheet(facts, "草稿", true, &err), &err);
	tz_assert_ok(tz_facts_add_cell(facts, &(struct tz_facts_cell){.text = "#REF!", .row = 1048576, .column = 16384, .formula = true,
								      .error = true, .hidden = true}, &err), &err);
	ck_assert_uint_eq(taizhang_facts_num_cells(facts), 2);
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 1, &got), 0);
	ck_assert_str_eq(got.sheet, "草稿");
	ck_assert_str_eq(got.text, "#REF!");
	ck_assert(got.formula && got.error && got.hidden);
	ck_assert_uint_eq(got.row, 1048576);
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 2, &got), -1);
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 0, NULL), -1);
	tz_facts_cell_place(facts, &facts->cells[1], place, sizeof place);
	ck_assert_str_eq(place, "草稿!XFD1048576");
	ck_assert_uint_eq(taizhang_facts_count(facts, "sheet"), 2);
	ck_assert_str_eq(value("hidden-sheet"), "草稿");
}
END_TEST

START_TEST(columns_have_the_letters_that_spreadsheets_show)
{
	static const struct {
		uint32_t column;
		const char *name;
	} names[] = {{1, "A1"}, {26, "Z1"}, {27, "AA1"}, {52, "AZ1"}, {53, "BA1"}, {702, "ZZ1"}, {703, "AAA1"}, {UINT32_MAX, "MWLQKWU1"}};
	char place[64];

	tz_assert_ok(tz_facts_add_sheet(facts, "", false, &err), &err);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		tz_facts_cell_place(facts, &(struct tz_facts_cell){.row = 1, .column = names[i].column}, place, sizeof place);
		ck_assert_str_eq(place, names[i].name);
	}
}
END_TEST

START_TEST(cells_past_the_limit_are_dropped_and_said)
{
	cell(1, 1, "without a sheet");
	ck_assert_uint_eq(taizhang_facts_num_cells(facts), 0);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_LIMITED);
	facts->state = TAIZHANG_FACTS_WHOLE;
	tz_assert_ok(tz_facts_add_sheet(facts, "大表", false, &err), &err);
	for (uint32_t i = 0; i < TZ_LIMIT_INSPECT_CELLS; i++)
		cell(i + 1, 1, "1");
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	cell(TZ_LIMIT_INSPECT_CELLS + 1, 1, "1");
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_LIMITED);
	ck_assert_uint_eq(taizhang_facts_num_cells(facts), TZ_LIMIT_INSPECT_CELLS);
}
END_TEST

START_TEST(getters_take_null)
{
	struct taizhang_cell got;
	size_t size = 1;

	taizhang_facts_free(NULL);
	ck_assert_int_eq(taizhang_facts_state(NULL), 0);
	ck_assert_int_eq(taizhang_facts_family(NULL), TAIZHANG_FAMILY_OTHER);
	ck_assert_str_eq(taizhang_facts_format(NULL), "");
	ck_assert_str_eq(taizhang_facts_media_type(NULL), "");
	ck_assert_str_eq(taizhang_facts_format_label(NULL, TAIZHANG_LANG_ZH), "");
	ck_assert_uint_eq(taizhang_facts_num(NULL), 0);
	ck_assert_ptr_null(taizhang_facts_get(NULL, 0));
	ck_assert_ptr_null(taizhang_facts_find(NULL, "title"));
	ck_assert_uint_eq(taizhang_facts_count(NULL, "title"), 0);
	ck_assert_str_eq(taizhang_facts_text(NULL, &size), "");
	ck_assert_uint_eq(size, 0);
	ck_assert_uint_eq(taizhang_facts_num_cells(NULL), 0);
	ck_assert_int_eq(taizhang_facts_get_cell(NULL, 0, &got), -1);
	ck_assert_str_eq(taizhang_fact_name(NULL), "");
	ck_assert_str_eq(taizhang_fact_label(NULL, TAIZHANG_LANG_EN), "");
	ck_assert_str_eq(taizhang_fact_value(NULL), "");
	ck_assert_str_eq(taizhang_fact_place(NULL), "");
	ck_assert(!taizhang_fact_is_number(NULL));
	ck_assert_int_eq(taizhang_fact_number(NULL), 0);
}
END_TEST

START_TEST(names_are_found_again)
{
	for (size_t i = 0; i < taizhang_fact_num_names(); i++) {
		ck_assert_uint_eq((size_t)tz_fact_id_of(taizhang_fact_get_name(i)), i);
		ck_assert_str_eq(tz_fact_id_name((enum tz_fact_id)i), taizhang_fact_get_name(i));
	}
	ck_assert_ptr_null(taizhang_fact_get_name(taizhang_fact_num_names()));
	ck_assert_str_eq(tz_fact_id_name(TZ_NUM_FACTS), "");
	ck_assert_str_eq(taizhang_facts_state_name(TAIZHANG_FACTS_LIMITED), "limited");
	ck_assert_str_eq(taizhang_facts_state_label(TAIZHANG_FACTS_EMPTY, TAIZHANG_LANG_EN), "empty");
	ck_assert_ptr_null(taizhang_facts_state_name((enum taizhang_facts_state)0));
	ck_assert_ptr_null(taizhang_facts_state_name((enum taizhang_facts_state)99));
	ck_assert_ptr_null(taizhang_facts_state_label((enum taizhang_facts_state)99, TAIZHANG_LANG_ZH));
}
END_TEST

static void behaviour(Suite *suite, const char *name, const TTest *const *tests)
{
	TCase *tcase = tcase_create(name);

	tcase_add_checked_fixture(tcase, setup, teardown);
	for (; *tests; tests++)
		tcase_add_test(tcase, *tests);
	suite_add_tcase(suite, tcase);
}

Suite *module_suite(void)
{
	Suite *suite = suite_create("facts");

	behaviour(suite, "finds", TESTS(facts_of_one_name_stand_together_in_the_order_of_the_table, a_number_is_told_as_a_number_and_in_decimal,
					names_are_found_again, getters_take_null));
	behaviour(suite, "keeps within bounds", TESTS(of_one_name_a_hundred_are_kept_and_all_are_counted,
						      a_number_past_the_bound_leaves_the_kept_ones_alone, a_long_value_is_cut_between_characters,
						      text_past_the_limit_is_dropped_and_said, cells_past_the_limit_are_dropped_and_said));
	behaviour(suite, "makes safe", TESTS(values_are_one_line_of_valid_text, what_says_nothing_is_no_fact,
					     text_comes_in_pieces_and_keeps_its_lines));
	behaviour(suite, "state", TESTS(the_gravest_state_stays, what_was_not_read_is_told_with_the_reason));
	behaviour(suite, "cells", TESTS(cells_belong_to_the_sheet_before_them, columns_have_the_letters_that_spreadsheets_show));
	return suite;
}
