/* SPDX-License-Identifier: MIT */
/* test_check.c: a check and a status for people and programs: lib/render/check.c, status.c. */
#include "finding/finding.h"
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "render/fixture.h"

static struct taizhang_ledger *ledger;
static struct taizhang_findings *findings;
static struct taizhang_status *status;
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
	findings = taizhang_findings_new(&err);
	status = NULL;
}

static void teardown(void)
{
	taizhang_text_free(text);
	taizhang_status_free(status);
	taizhang_findings_free(findings);
	taizhang_ledger_free(ledger);
}

/* An error on an item, one on the whole ledger, a warning; or none of them. */
static void find(bool errors)
{
	const struct taizhang_date today = {2017, 12, 1};

	if (errors) {
		tz_assert_ok(tz_find(findings, XML_UNKNOWN, &err, .file = "w.xml", .item = TABLE), &err);
		tz_assert_ok(tz_find(findings, XML_SCHEMA, &err, .file = "e.xml", .item = TABLE, .found = "x"), &err);
		tz_assert_ok(tz_find(findings, XML_SCHEMA, &err, .file = "whole.xml", .found = "x"), &err);
	}
	status = taizhang_status_new(ledger, findings, &today, &err);
	tz_assert_ptr(status, &err);
}

static const char *check(const struct taizhang_finding_filter *filter)
{
	taizhang_text_free(text);
	text = taizhang_render_check(ledger, findings, status, filter, &options, &err);
	tz_assert_ptr(text, &err);
	return text;
}

START_TEST(what_concerns_the_whole_ledger_stands_first)
{
	find(true);
	check(NULL);
	ck_assert_ptr_nonnull(strstr(text, "整个台账\n  错误  whole.xml"));
	ck_assert_ptr_nonnull(strstr(strstr(text, "整个台账"), "I-1 思想道德基础建设  4 项：完整 "));
	assert_has(text, "注意：");
}
END_TEST

START_TEST(findings_stand_under_their_item)
{
	find(true);
	assert_has(check(NULL), "  I-1-4-3-1 注册志愿者及活动参与统计表\n    警告  w.xml");
	assert_has(text, "    错误  e.xml");
	assert_has(text, "错误 2 个，警告 1 个，提示 0 个\n");
}
END_TEST

START_TEST(the_next_thing_is_the_first_error)
{
	struct taizhang_finding_filter filter = TAIZHANG_FINDING_FILTER_INIT;

	find(true);
	assert_has(check(NULL), "\n下一步：先处理 I-1-4-3-1 注册志愿者及活动参与统计表：");
	filter.id = "xml-unknown";
	assert_has_not(check(&filter), "下一步");
	assert_has_not(text, "e.xml");
	assert_has(text, "（按筛选列出 1 个）");
}
END_TEST

START_TEST(without_errors_it_can_be_packed)
{
	find(false);
	assert_has(check(NULL), "\n下一步：没有错误，可以打包\n");
	options.lang = TAIZHANG_LANG_EN;
	assert_has(check(NULL), "\nNext: no errors, ready to pack\n");
	tz_assert_ok(tz_find(findings, XML_UNKNOWN, &err, .file = "w.xml"), &err);
	assert_has(check(NULL), "look through the 1 warnings");
}
END_TEST

START_TEST(an_empty_ledger_is_told_where_to_begin)
{
	static const char *const items[] = {TABLE};
	struct taizhang_ledger_options only = TAIZHANG_LEDGER_OPTIONS_INIT;

	taizhang_ledger_free(ledger);
	only.city = "示例市";
	only.year = 2017;
	only.items = items;
	only.num_items = 1;
	ledger = fixture_empty_ledger(&only);
	find(true);
	assert_has(check(NULL), "\n下一步：把材料放进各审核项的文件夹，然后扫描\n");
}
END_TEST

START_TEST(json_of_a_check_holds_the_counts)
{
	find(true);
	options.json = true;
	check(NULL);
	ck_assert_str_eq(json_at(text, "ledger.city"), "示例市");
	ck_assert_str_eq(json_at(text, "total.items"), "4");
	ck_assert_str_eq(json_at(text, "total.empty"), "1");
	ck_assert_str_eq(json_at(text, "projects.0.key"), "I-1");
}
END_TEST

START_TEST(a_status_has_a_table_for_each_group)
{
	find(true);
	text = taizhang_render_status(ledger, status, &options, &err);
	assert_has(text, "按测评项目\n  审核项  完整  不完整  空  逾期  错误  警告  测评项目\n");
	assert_has(text, "  I-1 思想道德基础建设\n");
	assert_has(text, "按材料种类\n");
	assert_has(text, "  规范文件\n");
	assert_has(text, "按责任单位\n");
	assert_has(text, "  市委宣传部\n");
	assert_has(text, "合计\n");
	assert_has(text, "共 3 件材料，");
	assert_has(text, "覆盖：审核项 3/4，");
	assert_has(text, "有失分风险的材料分值：占总分 ");
}
END_TEST

START_TEST(json_of_a_status_has_the_same_groups)
{
	find(true);
	options.json = true;
	text = taizhang_render_status(ledger, status, &options, &err);
	ck_assert_str_eq(json_at(text, "total.records"), "3");
	ck_assert_str_eq(json_at(text, "kinds.0.key"), "normative");
	ck_assert_ptr_nonnull(json_at(text, "units.0.key"));
	ck_assert_str_eq(json_at(text, "coverage.items"), "{\"covered\":3,\"of\":4}");
	ck_assert_ptr_nonnull(json_at(text, "share_at_risk"));
}
END_TEST

START_TEST(wrong_arguments_are_told)
{
	find(false);
	ck_assert_ptr_null(taizhang_render_check(NULL, findings, status, NULL, &options, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_ptr_null(taizhang_render_check(ledger, NULL, status, NULL, &options, NULL));
	ck_assert_ptr_null(taizhang_render_check(ledger, findings, NULL, NULL, &options, NULL));
	ck_assert_ptr_null(taizhang_render_status(NULL, status, &options, NULL));
	ck_assert_ptr_null(taizhang_render_status(ledger, NULL, &options, NULL));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check");
	TCase *checks = tcase_create("checks"), *statuses = tcase_create("statuses");

	tcase_add_checked_fixture(checks, setup, teardown);
	tcase_add_test(checks, what_concerns_the_whole_ledger_stands_first);
	tcase_add_test(checks, findings_stand_under_their_item);
	tcase_add_test(checks, the_next_thing_is_the_first_error);
	tcase_add_test(checks, without_errors_it_can_be_packed);
	tcase_add_test(checks, an_empty_ledger_is_told_where_to_begin);
	tcase_add_test(checks, json_of_a_check_holds_the_counts);
	tcase_add_test(checks, wrong_arguments_are_told);
	suite_add_tcase(suite, checks);
	tcase_add_checked_fixture(statuses, setup, teardown);
	tcase_add_test(statuses, a_status_has_a_table_for_each_group);
	tcase_add_test(statuses, json_of_a_status_has_the_same_groups);
	suite_add_tcase(suite, statuses);
	return suite;
}
