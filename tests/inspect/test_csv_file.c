/* SPDX-License-Identifier: MIT */
/* test_csv_file.c: tables as CSV: separators, quotes, encodings. */
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

static void look(const char *name, const char *text)
{
	taizhang_facts_free(facts);
	facts = door_case_facts(name, text, strlen(text), false);
}

START_TEST(tables_of_three_encodings_and_separators_have_the_same_cells)
{
	static const char *const names[] = {"table-utf8.csv", "table-gb18030.csv", "table-utf16.csv"};
	static const char *const encodings[] = {"UTF-8;", "GB18030;", "UTF-16LE;"};
	struct taizhang_cell cell;

	for (size_t i = 0; i < 3; i++) {
		taizhang_facts_free(facts);
		facts = door_case_facts_of(names[i], false);
		ck_assert_str_eq(taizhang_facts_format(facts), "csv");
		ck_assert_str_eq(door_case_values(facts, "encoding"), encodings[i]);
		ck_assert_uint_eq(taizhang_facts_num_cells(facts), 14);
		ck_assert_int_eq(taizhang_facts_get_cell(facts, 2, &cell), 0);
		ck_assert_str_eq(cell.text, "备注，含逗号,与\"引号\"");
		ck_assert_uint_eq(cell.row, 1);
		ck_assert_uint_eq(cell.column, 3);
		ck_assert_str_eq(cell.sheet, "");
		ck_assert_int_eq(taizhang_facts_get_cell(facts, 4, &cell), 0);
		ck_assert_str_eq(cell.text, "41.2%");
	}
}
END_TEST

START_TEST(a_row_may_be_longer_than_the_first)
{
	look("a.csv", "统计表\n指标,数值,单位\n\n\"a\nb\",2");
	ck_assert_uint_eq(taizhang_facts_num_cells(facts), 6);
	ck_assert_str_eq(door_case_values(facts, "cells"), "6;");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "统计表\n指标\t数值\t单位\n\na\nb\t2\n");
}
END_TEST

START_TEST(a_quote_that_nothing_closes_takes_the_rest)
{
	look("a.csv", "a,\"b,c\nd");
	ck_assert_uint_eq(taizhang_facts_num_cells(facts), 2);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("csv_file");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, tables_of_three_encodings_and_separators_have_the_same_cells);
	tcase_add_test(tells, a_row_may_be_longer_than_the_first);
	tcase_add_test(tells, a_quote_that_nothing_closes_takes_the_rest);
	suite_add_tcase(suite, tells);
	return suite;
}
