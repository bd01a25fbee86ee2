/* SPDX-License-Identifier: MIT */
/* test_xls.c: old workbooks: their cells as people see them. */
#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/door_case.h"

static struct taizhang_facts *facts;

static void setup(void)
{
	facts = NULL;
}

static void teardown(void)
{
	taizhang_facts_free(facts);
}

START_TEST(cells_are_shown_by_their_formats_with_what_is_hidden_and_failed)
{
	struct taizhang_cell cell;

	facts = door_case_facts_of("table.xls", false);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	ck_assert_str_eq(taizhang_facts_format(facts), "xls");
	ck_assert_str_eq(door_case_values(facts, "format-version"), "BIFF8;");
	ck_assert_str_eq(door_case_values(facts, "sheet"), "统计表;草稿;");
	ck_assert_str_eq(door_case_values(facts, "hidden-sheet"), "草稿;");
	ck_assert_str_eq(door_case_values(facts, "title"), "统计表;");
	ck_assert_str_eq(door_case_values(facts, "formulas"), "3;");
	ck_assert_str_eq(door_case_values(facts, "formula-error"), "#DIV/0!@统计表!B5;");
	ck_assert_uint_eq(taizhang_facts_num_cells(facts), 15);
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 4, &cell), 0);
	ck_assert_str_eq(cell.text, "41.2%");
	ck_assert(!cell.hidden && !cell.formula);
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 5, &cell), 0);
	ck_assert_str_eq(cell.text, "-1234567.25");
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 7, &cell), 0);
	ck_assert_str_eq(cell.text, "12,345.60");
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 8, &cell), 0);
	ck_assert_str_eq(cell.text, "2017-03-08");
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 9, &cell), 0);
	ck_assert_str_eq(cell.text, "藏起来的一行");
	ck_assert(cell.hidden);
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 12, &cell), 0);
	ck_assert(cell.formula && cell.error);
	ck_assert_int_eq(taizhang_facts_get_cell(facts, 14, &cell), 0);
	ck_assert_str_eq(cell.sheet, "草稿");
	ck_assert_uint_eq(cell.column, 28);
	ck_assert(cell.hidden);
}
END_TEST

START_TEST(a_locked_workbook_says_how_and_has_no_cells)
{
	facts = door_case_facts_of("locked.xls", false);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_ENCRYPTED);
	ck_assert_str_eq(door_case_values(facts, "encryption"), "RC4;");
	ck_assert_uint_eq(taizhang_facts_num_cells(facts), 0);
}
END_TEST

START_TEST(texts_go_on_from_one_record_into_the_next)
{
	/* A shared text of five characters: two of one byte each, then three of two bytes. */
	static const char stream[] = "\x09\x08\x08\0\0\6\5\0\0\0\0\0" "\x85\0\x0a\0\x44\0\0\0\0\0\2\0S1"
				     "\xfc\0\x0d\0\1\0\0\0\1\0\0\0\5\0\0ab" "\x3c\0\7\0\1\x3a\x79\x8b\x4f\2\x5e"
				     "\xae\1\6\0\1\0\1\0\0x" "\x0a\0\0\0" "\x09\x08\x08\0\0\6\x10\0\0\0\0\0"
				     "\xfd\0\x0a\0\0\0\0\0\0\0\0\0\0\0" "\x06\0\x0e\0\1\0\0\0\0\0\0\0\0\0\0\0\xff\xff"
				     "\7\2\4\0\1\0\0r" "\x05\2\x08\0\2\0\0\0\0\0\x17\1" "\x0a\0\0\0";
	const struct door_case_stream streams[] = {{"Workbook", -1, stream, sizeof stream - 1}};
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	door_case_ole(streams, 1, &bytes);
	facts = door_case_facts("a.et", bytes.data, bytes.size, false);
	tz_buffer_free(&bytes);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	ck_assert_str_eq(door_case_values(facts, "sheet"), "S1;");
	ck_assert_str_eq(door_case_values(facts, "external-link"), "x@Workbook;");
	ck_assert_str_eq(door_case_values(facts, "extension-differs"), "");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "ab示例市\nr\n#REF!\n");
}
END_TEST

START_TEST(a_workbook_that_breaks_off_is_damaged_and_keeps_its_cells)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	door_case_load("table.xls", &bytes);
	for (size_t size = bytes.size; size > 0; size = size > 100 ? size - 100 : 0) {
		taizhang_facts_free(facts);
		facts = door_case_facts("a.xls", bytes.data, size, false);
		ck_assert(size == bytes.size || taizhang_facts_state(facts) != TAIZHANG_FACTS_ENCRYPTED);
	}
	tz_buffer_free(&bytes);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("xls");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, cells_are_shown_by_their_formats_with_what_is_hidden_and_failed);
	tcase_add_test(tells, a_locked_workbook_says_how_and_has_no_cells);
	tcase_add_test(tells, texts_go_on_from_one_record_into_the_next);
	tcase_add_test(tells, a_workbook_that_breaks_off_is_damaged_and_keeps_its_cells);
	suite_add_tcase(suite, tells);
	return suite;
}
