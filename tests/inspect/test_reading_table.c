/* SPDX-License-Identifier: MIT */
/* test_reading_table.c: what is read of statistical tables, and what is left alone because it could be something else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "inspect/reading.h"
#include "ledger/small.h"

static struct taizhang_facts *facts;
static struct tz_readings readings;

static void setup(void)
{
	small_begin_official();
	memset(&readings, 0, sizeof readings);
}

static void teardown(void)
{
	tz_readings_free(&readings);
	taizhang_facts_free(facts);
	facts = NULL;
	small_end();
}

/* A sheet: rows with '\n', cells with '|' between; an empty one is no cell, one with '#' before it is hidden. */
static void read_table(const char *text)
{
	char *copy = strdup(text), *rest = copy, *line;
	struct tz_facts_cell cell = {.row = 0};

	tz_readings_free(&readings);
	taizhang_facts_free(facts);
	facts = tz_facts_new(&small.err);
	tz_assert_ptr(facts, &small.err);
	tz_assert_ok(tz_facts_add_sheet(facts, "表", false, &small.err), &small.err);
	while ((line = strsep(&rest, "\n"))) {
		cell.row++;
		cell.column = 0;
		for (char *part = strsep(&line, "|"); part; part = strsep(&line, "|")) {
			cell.column++;
			cell.hidden = *part == '#';
			cell.text = part + cell.hidden;
			tz_assert_ok(tz_facts_add_cell(facts, &cell, &small.err), &small.err);
		}
	}
	free(copy);
	tz_facts_finish(facts);
	tz_assert_ok(tz_readings_table(facts, small_item(TABLE), &readings, &small.err), &small.err);
}

/* The one reading of a field ("period"), or of a threshold ("T1"); NULL where there is none. */
static const struct tz_reading *reading_of(const char *name)
{
	const struct tz_reading *found = NULL;

	for (size_t i = 0; i < readings.num; i++) {
		const struct tz_reading *r = &readings.entries[i];

		if (strcmp(r->threshold ? taizhang_threshold_id(r->threshold) : r->field, name) != 0)
			continue;
		ck_assert_msg(!found, "%s twice", name);
		found = r;
	}
	return found;
}

static void expect(const char *table, const char *name, const char *value, const char *place, const char *unit)
{
	const struct tz_reading *r;

	read_table(table);
	r = reading_of(name);
	if (!value) {
		ck_assert_msg(!r, "%s: read %s at %s", table, r ? r->value : "", r ? r->place : "");
		return;
	}
	ck_assert_msg(r != NULL, "%s: nothing read", table);
	ck_assert_str_eq(r->value, value);
	ck_assert_str_eq(r->place, place);
	ck_assert_msg(!strcmp(r->unit ? r->unit : "", unit), "%s: unit %s", table, r->unit ? r->unit : "");
}

START_TEST(a_metric_at_the_head_of_a_column)
{
	expect("区域|覆盖率（%）|备注\n示例市|96.5|达标", "T1", "96.5", "表!B2", "%");
	expect("区域|覆盖率\n甲区|91%\n乙区|93%\n合计|92.4%", "T1", "92.4", "表!B4", "%");
	expect("区域|覆 盖 率\n甲区|91\n乙区|93\n全市|92.4", "T1", "92.4", "表!B4", "");
	expect("序号|区域|覆盖率（％）\n1|甲区|91\n2|市区|93", "T1", "93", "表!C3", "%");
}
END_TEST

START_TEST(a_metric_at_the_head_of_a_row)
{
	expect("指标|单位|数值\n覆盖率|%|98.2\n失业率|%|3.1", "T1", "98.2", "表!C2", "%");
	expect("指标|单位|数值\n覆盖率|%|98.2\n失业率|%|3.1", "T2", "3.1", "表!C3", "%");
	expect("序号|指标名称|标准值|实际值\n1|1.覆盖率|95|98.2%", "T1", "98.2", "表!D2", "%");
	expect("指标|上年|完成值|全省平均\n失业率：|3.5|3.1|3.9", "T2", "3.1", "表!C2", "");
	expect("覆盖率|98.2", "T1", "98.2", "表!B1", "");
	expect("次数|12次/年", "T5", "12", "表!B1", "次/年");
	expect("次数|1,234.5", "T5", "1,234.5", "表!B1", "");
}
END_TEST

START_TEST(nothing_where_it_could_be_another)
{
	expect("区域|覆盖率\n甲区|91\n乙区|93", "T1", NULL, "", "");
	expect("区域|覆盖率\n市区|91\n合计|93", "T1", NULL, "", "");
	expect("指标|2016年|2017年\n覆盖率|91|93", "T1", NULL, "", "");
	expect("覆盖率|98.2\n|\n覆盖率|97.1", "T1", NULL, "", "");
	expect("指标|标准值\n覆盖率|95", "T1", NULL, "", "");
	expect("覆盖率（农村）|98.2", "T1", NULL, "", "");
	expect("覆盖率增长|98.2\n总覆盖率|93", "T1", NULL, "", "");
	expect("覆盖率|≥98", "T1", NULL, "", "");
	expect("覆盖率|约98%左右", "T1", NULL, "", "");
	expect("覆盖率|2017年", "T1", NULL, "", "");
	expect("#覆盖率|98.2", "T1", NULL, "", "");
	expect("覆盖率|#98.2", "T1", NULL, "", "");
	expect("覆盖率", "T1", NULL, "", "");
}
END_TEST

START_TEST(twice_the_same_is_one)
{
	expect("覆盖率|98.2\n|\n覆盖率|98.2", "T1", "98.2", "表!B1", "");
}
END_TEST

START_TEST(a_period_in_the_title_or_by_its_label)
{
	expect("示例市2017年上半年志愿服务情况统计表\n指标|数值", "period", "2017年上半年", "表!A1", "");
	expect("统计表\n（2016年8月至2017年7月）\n指标|数值", "period", "2016年8月至2017年7月", "表!A2", "");
	expect("2017年1-6月统计表", "period", "2017年1-6月", "表!A1", "");
	expect("2015-2017年投入统计表", "period", "2015-2017年", "表!A1", "");
	expect("2017年度统计表\n填报日期：2017年8月1日", "period", "2017年度", "表!A1", "");
	expect("统计时期：|2017年二季度", "period", "2017年二季度", "表!A1", "");
	expect("2017年统计表\n统计时间：2016年8月至2017年7月", "period", "2016年8月至2017年7月", "表!A2", "");
	expect("2017年与2016年对比表", "period", NULL, "", "");
	expect("截至2017年6月30日统计表", "period", NULL, "", "");
	expect("指标|2017年", "period", NULL, "", "");
	expect("12017年统计表", "period", NULL, "", "");
}
END_TEST

START_TEST(source_and_scope_by_their_labels)
{
	const char *both = "覆盖率|98\n注：数据来源：市统计局。\n统计口径：市区（不含县）";

	expect(both, "data-source", "市统计局", "表!A2", "");
	expect(both, "statistical-scope", "市区（不含县）", "表!A3", "");
	expect("数据来源：|市教育局", "data-source", "市教育局", "表!A1", "");
	expect("指标|数据来源\n甲|市教育局\n乙|市统计局", "data-source", NULL, "", "");
	expect("数据来源：市教育局\n数据来源：市统计局", "data-source", NULL, "", "");
}
END_TEST

START_TEST(a_table_in_a_text_has_no_cells)
{
	static const char text[] = "2017年志愿服务统计表\n指标 数值\n覆盖率 98%\n数据来源：市文明办";

	facts = tz_facts_new(&small.err);
	tz_assert_ptr(facts, &small.err);
	tz_assert_ok(tz_facts_write(facts, text, strlen(text), &small.err), &small.err);
	tz_facts_finish(facts);
	tz_assert_ok(tz_readings_table(facts, small_item(TABLE), &readings, &small.err), &small.err);
	ck_assert_uint_eq(readings.num, 2);
	ck_assert_str_eq(reading_of("period")->value, "2017年");
	ck_assert_str_eq(reading_of("data-source")->value, "市文明办");
	ck_assert_str_eq(reading_of("data-source")->place, "第 4 行");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("reading_table");
	TCase *tcase = tcase_create("tables");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_metric_at_the_head_of_a_column);
	tcase_add_test(tcase, a_metric_at_the_head_of_a_row);
	tcase_add_test(tcase, nothing_where_it_could_be_another);
	tcase_add_test(tcase, twice_the_same_is_one);
	tcase_add_test(tcase, a_period_in_the_title_or_by_its_label);
	tcase_add_test(tcase, source_and_scope_by_their_labels);
	tcase_add_test(tcase, a_table_in_a_text_has_no_cells);
	suite_add_tcase(suite, tcase);
	return suite;
}
