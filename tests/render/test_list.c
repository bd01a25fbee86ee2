/* SPDX-License-Identifier: MIT */
/* test_list.c: the items of a ledger as lines and as JSON: lib/render/list.c, record.c, field.c, heading.c, describe_ledger.c. */
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "render/field.h"
#include "render/fixture.h"
#include "render/heading.h"

static struct taizhang_ledger *ledger;
static struct taizhang_render_options options;
static struct taizhang_error err;
static char *text;

static void setup(void)
{
	static const struct taizhang_render_options defaults = TAIZHANG_RENDER_OPTIONS_INIT;

	ledger = fixture_ledger();
	options = defaults;
	taizhang_error_clear(&err);
	text = NULL;
}

static void teardown(void)
{
	taizhang_text_free(text);
	taizhang_ledger_free(ledger);
}

static const char *list(void)
{
	taizhang_text_free(text);
	text = taizhang_render_list(ledger, &options, &err);
	tz_assert_ptr(text, &err);
	return text;
}

START_TEST(whose_it_is_and_the_caveat_stand_first)
{
	ck_assert_int_eq(strncmp(list(), "示例市 2017 年 · 市文明办 · 4 项 · 材料时限 2016-08..2017-07\n", 40), 0);
	assert_has(text, taizhang_catalog_title(taizhang_ledger_catalog(ledger), TAIZHANG_LANG_ZH));
	assert_has(text, "注意：");
	options.lang = TAIZHANG_LANG_EN;
	ck_assert_int_eq(strncmp(list(), "示例市, 2017 · 市文明办 · 4 items · window 2016-08..2017-07\n", 40), 0);
	assert_has(text, "Note: ");
}
END_TEST

START_TEST(items_stand_under_their_project_with_their_records)
{
	assert_has(list(), "I-1 思想道德基础建设\n  I-1-1-1-1  党的十九大精神学习宣传工作方案\n"
			   "    规范文件  /1  通知 " HOSTILE "  2 个文件，10 MB\n");
	assert_has(text, "    说明报告  /1  道德讲堂情况  1 个文件，10 B，缺失 1\n");
	assert_has(text, "    实景图片  /1  （未命名）  1 个文件，5 B\n");
	assert_has(text, "参与统计表  （没有材料）\n");
	assert_has(text, "共 3 件材料，4 个文件，10 MB\n");
}
END_TEST

START_TEST(english_says_the_same)
{
	options.lang = TAIZHANG_LANG_EN;
	assert_has(list(), "    report  /1  道德讲堂情况  1 files, 10 B, 1 missing\n");
	assert_has(text, "3 records, 4 files, 10 MB\n");
}
END_TEST

START_TEST(verbose_names_the_files)
{
	assert_has_not(list(), "通知-红头页.JPG");
	options.verbose = true;
	assert_has(list(), "      materials/I-1-1-1-1 方案/通知-红头页.JPG  红头页  10 MB\n");
	assert_has(text, "情况.docx  正文  10 B  缺失\n");
}
END_TEST

START_TEST(lines_keep_to_the_width)
{
	options.width = 30;
	assert_has(list(), "  I-1-1-1-1  党的十九大精神学…\n");
}
END_TEST

START_TEST(json_holds_ledger_items_and_records)
{
	options.json = true;
	list();
	ck_assert_str_eq(json_at(text, "ledger.city"), "示例市");
	ck_assert_str_eq(json_at(text, "ledger.year"), "2017");
	ck_assert_str_eq(json_at(text, "ledger.scope"), "items");
	ck_assert_str_eq(json_at(text, "ledger.from"), "2016-08");
	ck_assert_str_eq(json_at(text, "ledger.changed"), "2017-08-05T09:30:00Z");
	ck_assert_str_eq(json_at(text, "ledger.catalog.id"), "ncc-2017-reconstructed");
	ck_assert_str_eq(json_at(text, "ledger.catalog.status"), "reconstructed");
	ck_assert_str_eq(json_at(text, "items.0.code"), NORMATIVE);
	ck_assert_str_eq(json_at(text, "items.0.serial"), "M001");
	ck_assert_str_eq(json_at(text, "items.0.kind"), "normative");
	ck_assert_str_eq(json_at(text, "items.0.methods"), "[\"material\"]");
	ck_assert_str_eq(json_at(text, "items.0.assignment"), "{\"lead\":\"市委宣传部\",\"deadline\":\"2017-10-31\"}");
	ck_assert_str_eq(json_at(text, "items.0.records.0.title"), "通知 " HOSTILE);
	ck_assert_str_eq(json_at(text, "items.3.records"), "[]");
	ck_assert_ptr_null(json_at(text, "items.4"));
}
END_TEST

START_TEST(json_fields_have_the_names_of_the_ledger_and_their_types)
{
	options.json = true;
	list();
	ck_assert_str_eq(json_at(text, "items.0.records.0.fields"),
			 "{\"number\":\"包创发〔2017〕9号\",\"date\":\"2017-03-05\",\"sealed\":true}");
	ck_assert_str_eq(json_at(text, "items.1.records.0.fields.words"), "480");
	ck_assert_str_eq(json_at(text, "items.2.records.0.fields"),
			 "{\"place\":\"昆都仑区\",\"origin\":\"site\",\"width\":1920,\"height\":1080}");
}
END_TEST

START_TEST(json_files_tell_what_was_scanned)
{
	options.json = true;
	list();
	ck_assert_str_eq(json_at(text, "items.0.records.0.files.1.role"), "redhead");
	ck_assert_str_eq(json_at(text, "items.0.records.0.files.1.size"), "10485760");
	ck_assert_str_eq(json_at(text, "items.0.records.0.files.1.media_type"), "image/jpeg");
	ck_assert_str_eq(json_at(text, "items.0.records.0.files.1.missing"), "false");
	ck_assert_str_eq(json_at(text, "items.0.records.0.files.1.modified"), "2017-08-05T09:30:00Z");
	ck_assert_str_eq(json_at(text, "items.1.records.0.files.0.missing"), "true");
	ck_assert_uint_eq(strlen(json_at(text, "items.0.records.0.files.0.sha256")), 64);
}
END_TEST

START_TEST(a_table_has_its_own_fields)
{
	struct tz_field fields[TZ_NUM_FIELDS_MAX];
	struct taizhang_record *record = fixture_record(ledger, REPORT);
	char number[TZ_FIELD_VALUE_SIZE];

	ck_assert_uint_eq(tz_render_record_fields(record, fields), 7);
	tz_assert_ok(taizhang_report_set_words(record, -1, &err), &err);
	tz_assert_ok(taizhang_record_set_kind(record, TAIZHANG_KIND_TABLE, &err), &err);
	tz_assert_ok(taizhang_table_set_sealed(record, TAIZHANG_NO, &err), &err);
	ck_assert_uint_eq(tz_render_record_fields(record, fields), 7);
	ck_assert_str_eq(fields[1].name, "statistical-scope");
	ck_assert_str_eq(tz_field_value(&fields[1], TAIZHANG_LANG_ZH, number), "");
	ck_assert_str_eq(tz_field_value(&fields[3], TAIZHANG_LANG_ZH, number), "否");
	ck_assert_str_eq(tz_field_value(&fields[3], TAIZHANG_LANG_EN, number), "no");
}
END_TEST

START_TEST(an_open_window_has_one_end)
{
	char buf[TZ_WINDOW_SIZE];
	struct taizhang_date none = {0, 0, 0}, day = {2017, 7, 31};

	ck_assert_str_eq(tz_window_text(none, none, buf), "");
	ck_assert_str_eq(tz_window_text(none, day, buf), "..2017-07-31");
	ck_assert_str_eq(tz_window_text(day, none, buf), "2017-07-31..");
}
END_TEST

START_TEST(no_ledger_is_a_wrong_argument)
{
	ck_assert_ptr_null(taizhang_render_list(NULL, &options, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("list");
	TCase *lines = tcase_create("lines"), *json = tcase_create("json");

	tcase_add_checked_fixture(lines, setup, teardown);
	tcase_add_test(lines, whose_it_is_and_the_caveat_stand_first);
	tcase_add_test(lines, items_stand_under_their_project_with_their_records);
	tcase_add_test(lines, english_says_the_same);
	tcase_add_test(lines, verbose_names_the_files);
	tcase_add_test(lines, lines_keep_to_the_width);
	tcase_add_test(lines, a_table_has_its_own_fields);
	tcase_add_test(lines, an_open_window_has_one_end);
	tcase_add_test(lines, no_ledger_is_a_wrong_argument);
	suite_add_tcase(suite, lines);
	tcase_add_checked_fixture(json, setup, teardown);
	tcase_add_test(json, json_holds_ledger_items_and_records);
	tcase_add_test(json, json_fields_have_the_names_of_the_ledger_and_their_types);
	tcase_add_test(json, json_files_tell_what_was_scanned);
	suite_add_tcase(suite, json);
	return suite;
}
