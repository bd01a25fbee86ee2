/* SPDX-License-Identifier: MIT */
/* test_check_table_content.c: what statistical tables say. */
#include <string.h>

#include "check/facts_maker.h"
#include "ledger/small.h"

static struct taizhang_facts *facts;

static void begin(void)
{
	small_begin_official();
	small_write(TABLE, "表.xlsx", "a");
	small_scan();
	facts = made_for(TABLE, "表.xlsx", TZ_FORMAT_XLSX);
}

static void end(void)
{
	made_end();
	small_end();
}

static void row(uint32_t number, const char *metric, const char *unit, const char *value)
{
	made_cell(facts, number, 1, metric);
	made_cell(facts, number, 2, unit);
	made_cell(facts, number, 3, value);
}

/* A table of all metrics that are due, with these values. */
static void table(const char *title, const char *coverage, const char *unit, const char *source)
{
	if (*title)
		made_cell(facts, 1, 1, title);
	row(2, "指标", "单位", "数值");
	row(3, "覆盖率", unit, coverage);
	row(4, "失业率", "%", "3.1");
	row(5, "次数", "次/年", "4");
	if (*source)
		made_cell(facts, 6, 1, source);
	made_check(NULL);
}

static void none_of_tables(void)
{
	static const char *const ids[] = {"table-metric-missing", "table-value", "table-unreached", "table-unit", "table-errors",
					  "table-period-outside", "table-no-source"};

	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
		small_none(ids[i]);
}

START_TEST(a_good_table_gives_nothing)
{
	table("2017年上半年统计表", "95", "%", "数据来源：市统计局");
	none_of_tables();
}
END_TEST

START_TEST(metrics_that_no_table_has_are_told_together)
{
	row(2, "指标", "单位", "数值");
	row(3, "失业率", "%", "3.1");
	made_check(NULL);
	ck_assert_uint_eq(small_count("table-metric-missing"), 1);
	ck_assert_ptr_nonnull(strstr(taizhang_finding_found(small_find("table-metric-missing")), "T1 覆盖率"));
	ck_assert_ptr_null(strstr(taizhang_finding_found(small_find("table-metric-missing")), "T4"));
}
END_TEST

START_TEST(what_is_proved_elsewhere_is_not_missed)
{
	row(2, "指标", "单位", "数值");
	row(3, "失业率", "%", "3.1");
	small_set("T1", "value", "96");
	small_set("T1", "record", NOTICE "/1");
	small_set("T5", "value", "4");
	small_set("T5", "record", REPORT "/1");
	made_check(NULL);
	small_none("table-metric-missing");
}
END_TEST

START_TEST(a_table_that_nobody_read_lacks_nothing)
{
	made_check(NULL);
	none_of_tables();
}
END_TEST

START_TEST(a_value_that_was_entered_is_held_against_the_table)
{
	small_set("T1", "value", "97.0");
	table("2017年统计表", "97", "%", "数据来源：市统计局");
	small_none("table-value");
	small_set("T1", "value", "98");
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("table-value")), "98");
	ck_assert_ptr_nonnull(strstr(taizhang_finding_expected(small_find("table-value")), "97（Sheet1!C3）"));
	ck_assert_str_eq(taizhang_finding_field(small_find("table-value")), "T1");
}
END_TEST

START_TEST(a_value_of_the_table_alone_is_judged)
{
	table("2017年统计表", "94.9", "%", "数据来源：市统计局");
	ck_assert_str_eq(taizhang_finding_found(small_find("table-unreached")), "94.9");
	ck_assert_int_eq(taizhang_finding_severity(small_find("table-unreached")), TAIZHANG_ERROR);
	/* Once it was entered, the rule of entered values speaks. */
	small_set("T1", "value", "94.9");
	made_check(NULL);
	small_none("table-unreached");
	ck_assert_uint_eq(small_count("threshold-unreached"), 1);
}
END_TEST

START_TEST(values_of_two_units_are_not_compared)
{
	table("2017年统计表", "94.9", "‰", "数据来源：市统计局");
	ck_assert_str_eq(taizhang_finding_found(small_find("table-unit")), "‰");
	small_none("table-unreached");
}
END_TEST

START_TEST(a_failed_formula_is_told_with_its_cell)
{
	struct tz_facts_cell cell = {.text = "#REF!", .row = 7, .column = 3, .formula = true, .error = true};

	made_cell(facts, 1, 1, "指标");
	tz_assert_ok(tz_facts_add_cell(facts, &cell, &small.err), &small.err);
	cell.row = 8;
	cell.hidden = true;
	tz_assert_ok(tz_facts_add_cell(facts, &cell, &small.err), &small.err);
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("table-errors")), "Sheet1!C7 #REF!");
}
END_TEST

START_TEST(a_period_outside_the_window_is_told)
{
	table("2015年统计表", "96", "%", "数据来源：市统计局");
	ck_assert_ptr_nonnull(strstr(taizhang_finding_found(small_find("table-period-outside")), "2015"));
	ck_assert_str_eq(taizhang_finding_expected(small_find("table-period-outside")), "2016-08..2017-07");
	/* What was entered outside the window is told as such. */
	small_set(TABLE "/1", "period", "2015年");
	made_check(NULL);
	small_none("table-period-outside");
	ck_assert_uint_eq(small_count("date-outside"), 1);
}
END_TEST

START_TEST(a_source_stands_in_the_table_or_in_the_field)
{
	table("2017年统计表", "96", "%", "");
	ck_assert_uint_eq(small_count("table-no-source"), 1);
	small_set(TABLE "/1", "data-source", "市统计局");
	made_check(NULL);
	small_none("table-no-source");
}
END_TEST

Suite *module_suite(void)
{
	const TTest *const tests[] = {
		a_good_table_gives_nothing, metrics_that_no_table_has_are_told_together, what_is_proved_elsewhere_is_not_missed,
		a_table_that_nobody_read_lacks_nothing, a_value_that_was_entered_is_held_against_the_table,
		a_value_of_the_table_alone_is_judged, values_of_two_units_are_not_compared, a_failed_formula_is_told_with_its_cell,
		a_period_outside_the_window_is_told, a_source_stands_in_the_table_or_in_the_field,
	};
	Suite *suite = suite_create("check_table_content");
	TCase *tables = tcase_create("tables");

	tcase_add_checked_fixture(tables, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(tables, tests[i]);
	suite_add_tcase(suite, tables);
	return suite;
}
