/* SPDX-License-Identifier: MIT */
/* test_facts.c: what a file is, as lines and as JSON. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/facts.h"
#include "render/fixture.h"

static struct taizhang_facts *facts;
static struct taizhang_render_options options;
static struct taizhang_error err;
static char *text;

static void setup(void)
{
	static const struct taizhang_render_options defaults = TAIZHANG_RENDER_OPTIONS_INIT;

	options = defaults;
	taizhang_error_clear(&err);
	text = NULL;
	facts = tz_facts_new(&err);
	facts->format = TZ_FORMAT_XLSX;
	tz_facts_add(facts, TZ_FACT_TITLE, "投入" HOSTILE "\"", NULL, &err);
	tz_facts_add_number(facts, TZ_FACT_PAGES, 3, "docProps/app.xml", &err);
	tz_facts_add_unread(facts, TZ_UNREAD_TEXT, TZ_REASON_NO_PROGRAM, &err);
	tz_facts_add_sheet(facts, "Sheet1", false, &err);
	tz_facts_add_cell(facts, &(struct tz_facts_cell){.text = "15%", .row = 5, .column = 28, .formula = true}, &err);
	tz_facts_write(facts, "第一段\n\n第二段\n甲\t乙\n", strlen("第一段\n\n第二段\n甲\t乙\n"), &err);
	tz_facts_worsen(facts, TAIZHANG_FACTS_DAMAGED, "crc", NULL, &err);
}

static void teardown(void)
{
	taizhang_text_free(text);
	taizhang_facts_free(facts);
}

static const char *render(void)
{
	tz_facts_finish(facts);
	taizhang_text_free(text);
	text = taizhang_render_facts(facts, "表\n.xlsx", &options, &err);
	tz_assert_ptr(text, &err);
	return text;
}

START_TEST(each_fact_has_its_label_value_and_place)
{
	assert_has(render(), "表\xef\xbf\xbd.xlsx\n  格式  Excel 表格（xlsx）\n  状态  损坏\n");
	assert_has(text, "页数              3（docProps/app.xml）\n");
	assert_has(text, "标题（文件属性）  投入" HOSTILE "\"\n");
	assert_has(text, "未能读取          文字：没有安装所需的程序");
	assert_has_not(text, "第一段");
	options.lang = TAIZHANG_LANG_EN;
	assert_has(render(), "  state   damaged\n");
	assert_has(text, "pages             3 (docProps/app.xml)\n");
	assert_has(text, "text: the program for it is not installed");
}
END_TEST

START_TEST(with_more_detail_text_and_cells_begin_to_show)
{
	options.verbose = true;
	assert_has(render(), "  文字（开头）\n    第一段\n    第二段\n    甲 乙\n");
	assert_has(text, "  单元格（开头）\n    Sheet1!AB5  15%\n");
}
END_TEST

START_TEST(a_long_text_is_cut_between_characters_and_soon_ends)
{
	char *line = malloc(30001);

	for (size_t i = 0; i < 30000; i += 3)
		memcpy(line + i, "字", 3);
	line[30000] = '\n';
	for (int i = 0; i < 20; i++)
		tz_facts_write(facts, line, 30001, &err);
	free(line);
	options.verbose = true;
	assert_has_not(render(), "\xef\xbf\xbd\xef\xbf\xbd");
	ck_assert_uint_lt(strlen(text), 10000);
	options.width = 40;
	assert_has(render(), "字…\n");
}
END_TEST

START_TEST(of_many_it_is_said_how_many)
{
	for (int i = 0; i < TZ_LIMIT_FACTS_OF_NAME + 20; i++)
		tz_facts_add(facts, TZ_FACT_MACROS, "vbaProject.bin", NULL, &err);
	assert_has(render(), "……共 120 个\n");
}
END_TEST

START_TEST(json_has_numbers_as_numbers_and_the_text_when_asked)
{
	options.json = true;
	ck_assert_str_eq(json_at(render(), "format"), "xlsx");
	ck_assert_str_eq(json_at(text, "family"), "sheet");
	ck_assert_str_eq(json_at(text, "state"), "damaged");
	ck_assert_str_eq(json_at(text, "facts.3.name"), "pages");
	ck_assert_str_eq(json_at(text, "facts.3.value"), "3");
	ck_assert_str_eq(json_at(text, "facts.3.place"), "docProps/app.xml");
	ck_assert_str_eq(json_at(text, "facts.2.value"), "投入" HOSTILE "\"");
	ck_assert_ptr_null(json_at(text, "facts.2.place"));
	ck_assert_str_eq(json_at(text, "counts.sheet"), "1");
	ck_assert_str_eq(json_at(text, "num_cells"), "1");
	ck_assert_ptr_null(json_at(text, "text"));
	options.verbose = true;
	ck_assert_str_eq(json_at(render(), "text"), "第一段\n\n第二段\n甲\t乙\n");
	ck_assert_str_eq(json_at(text, "cells.0.text"), "15%");
	ck_assert_str_eq(json_at(text, "cells.0.formula"), "true");
	ck_assert_ptr_null(json_at(text, "cells.0.hidden"));
}
END_TEST

START_TEST(without_facts_it_is_refused)
{
	ck_assert_ptr_null(taizhang_render_facts(NULL, "x", NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	text = taizhang_render_facts(facts, NULL, NULL, NULL);
	ck_assert_ptr_nonnull(text);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("facts");
	TCase *lines = tcase_create("lines"), *json = tcase_create("json");

	tcase_add_checked_fixture(lines, setup, teardown);
	tcase_add_test(lines, each_fact_has_its_label_value_and_place);
	tcase_add_test(lines, with_more_detail_text_and_cells_begin_to_show);
	tcase_add_test(lines, a_long_text_is_cut_between_characters_and_soon_ends);
	tcase_add_test(lines, of_many_it_is_said_how_many);
	tcase_add_test(lines, without_facts_it_is_refused);
	suite_add_tcase(suite, lines);
	tcase_add_checked_fixture(json, setup, teardown);
	tcase_add_test(json, json_has_numbers_as_numbers_and_the_text_when_asked);
	suite_add_tcase(suite, json);
	return suite;
}
