/* SPDX-License-Identifier: MIT */
/* test_finding_list.c: findings as lines and JSON, filters, errors and outcomes: lib/render/finding_list.c, outcome.c. */
#include "render/finding_list.h"

#include <stdlib.h>

#include "base/error.h"
#include "finding/finding.h"
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "render/fixture.h"

static struct taizhang_findings *findings;
static struct taizhang_render_options options;
static struct taizhang_error err;
static char *text;

static void setup(void)
{
	static const struct taizhang_render_options defaults = TAIZHANG_RENDER_OPTIONS_INIT;

	options = defaults;
	taizhang_error_clear(&err);
	text = NULL;
	findings = taizhang_findings_new(&err);
	tz_assert_ok(tz_find(findings, XML_SCHEMA, &err, .file = "a.xml", .line = 3, .found = "x", .item = REPORT, .unit = "市文明办"), &err);
	tz_assert_ok(tz_find(findings, XML_SCHEMA, &err, .file = "a.xml", .line = 4, .found = "\033[31m"), &err);
	tz_assert_ok(tz_find(findings, XML_UNKNOWN, &err, .file = "a.xml", .found = "y", .item = REPORT, .record = 2), &err);
	tz_assert_ok(tz_find(findings, XML_NEWER, &err, .file = "a.xml", .found = "1.9"), &err);
}

static void teardown(void)
{
	taizhang_text_free(text);
	taizhang_findings_free(findings);
}

static const char *render(const struct taizhang_finding_filter *filter)
{
	taizhang_text_free(text);
	text = taizhang_render_findings(findings, filter, &options, &err);
	tz_assert_ptr(text, &err);
	return text;
}

static size_t num_lines(const char *wanted)
{
	size_t num = 0;

	for (const char *at = text; (at = strstr(at, wanted)); at++)
		num++;
	return num;
}

START_TEST(a_line_has_severity_sentence_and_id)
{
	assert_has(render(NULL), "错误  a.xml 第 3 行不符合规定格式");
	assert_has(text, "  [xml-schema]\n");
	assert_has(text, "提示  a.xml");
	assert_has(text, "错误 2 个，警告 1 个，提示 1 个\n");
	options.lang = TAIZHANG_LANG_EN;
	assert_has(render(NULL), "error    a.xml");
	assert_has(text, "errors: 2, warnings: 1, notes: 1\n");
}
END_TEST

START_TEST(a_remedy_that_repeats_is_said_once)
{
	render(NULL);
	ck_assert_uint_eq(num_lines("→"), 3);
	options.verbose = true;
	render(NULL);
	ck_assert_uint_eq(num_lines("→"), 4);
}
END_TEST

START_TEST(remedies_that_differ_by_the_item_alone_repeat)
{
	tz_assert_ok(tz_find(findings, ITEM_EMPTY, &err, .item = REPORT, .expected = "x"), &err);
	tz_assert_ok(tz_find(findings, ITEM_EMPTY, &err, .item = TABLE, .expected = "x"), &err);
	render(NULL);
	ck_assert_uint_eq(num_lines("[item-empty]"), 2);
	ck_assert_uint_eq(num_lines("→"), 4);
}
END_TEST

START_TEST(no_control_reaches_the_terminal)
{
	render(NULL);
	assert_has_not(text, "\033");
}
END_TEST

START_TEST(nothing_found_is_said)
{
	struct taizhang_findings *none = taizhang_findings_new(&err);

	text = taizhang_render_findings(none, NULL, &options, &err);
	ck_assert_str_eq(text, "没有发现问题\n");
	taizhang_findings_free(none);
}
END_TEST

START_TEST(a_filter_takes_what_meets_all_of_it)
{
	struct taizhang_finding_filter filter = TAIZHANG_FINDING_FILTER_INIT;

	filter.severity = TAIZHANG_WARNING;
	render(&filter);
	ck_assert_uint_eq(num_lines("  [xml-"), 3);
	assert_has(text, "（按筛选列出 3 个）");
	filter.item = REPORT;
	render(&filter);
	ck_assert_uint_eq(num_lines("  [xml-"), 2);
	filter.unit = "市文明办";
	render(&filter);
	ck_assert_uint_eq(num_lines("  [xml-"), 1);
	filter.id = "xml-newer";
	render(&filter);
	ck_assert_uint_eq(num_lines("  [xml-"), 0);
}
END_TEST

START_TEST(filters_by_aspect_and_id)
{
	struct taizhang_finding_filter filter = TAIZHANG_FINDING_FILTER_INIT;
	const struct taizhang_finding *finding = taizhang_findings_get(findings, 0);

	filter.aspect = taizhang_finding_aspect(finding);
	ck_assert(taizhang_finding_matches(finding, &filter));
	filter.aspect = TAIZHANG_SECURITY;
	ck_assert(!taizhang_finding_matches(finding, &filter));
	filter.aspect = 0;
	filter.id = "xml-schema";
	ck_assert(taizhang_finding_matches(finding, &filter));
	ck_assert(taizhang_finding_matches(finding, NULL));
	ck_assert(!taizhang_finding_matches(NULL, NULL));
	/* An older caller's filter ends before the id. */
	filter.id = "xml-newer";
	filter.size = offsetof(struct taizhang_finding_filter, id);
	ck_assert(taizhang_finding_matches(finding, &filter));
}
END_TEST

START_TEST(json_tells_all_of_a_finding)
{
	options.json = true;
	render(NULL);
	ck_assert_str_eq(json_at(text, "findings.0.id"), "xml-schema");
	ck_assert_str_eq(json_at(text, "findings.0.severity"), "error");
	ck_assert_str_eq(json_at(text, "findings.0.aspect"), "usability");
	ck_assert_str_eq(json_at(text, "findings.0.line"), "3");
	ck_assert_str_eq(json_at(text, "findings.0.unit"), "市文明办");
	ck_assert_str_eq(json_at(text, "findings.2.record"), "2");
	ck_assert_ptr_nonnull(json_at(text, "findings.0.text"));
	ck_assert_ptr_nonnull(json_at(text, "findings.0.remedy"));
	ck_assert_str_eq(json_at(text, "counts"), "{\"errors\":2,\"warnings\":1,\"notes\":1,\"shown\":4}");
}
END_TEST

START_TEST(an_error_is_a_sentence_or_an_object)
{
	struct taizhang_error error = TAIZHANG_ERROR_INIT;

	tz_error_line(&error, TAIZHANG_E_XML, TZ_MSG_XML_SYNTAX, "ledger.xml", 7, "x\033y");
	text = taizhang_render_error(&error, &options, &err);
	assert_has(text, "ledger.xml 第 7 行不是合法的 XML");
	assert_has_not(text, "\033");
	taizhang_text_free(text);
	options.json = true;
	text = taizhang_render_error(&error, &options, &err);
	ck_assert_str_eq(json_at(text, "error.code"), "xml");
	ck_assert_str_eq(json_at(text, "error.id"), "xml-syntax");
	ck_assert_str_eq(json_at(text, "error.where"), "ledger.xml");
	ck_assert_str_eq(json_at(text, "error.line"), "7");
}
END_TEST

START_TEST(an_outcome_has_one_shape)
{
	struct taizhang_outcome outcome = TAIZHANG_OUTCOME_INIT;

	outcome.verb = "check";
	text = taizhang_render_outcome(&outcome, &options, &err);
	tz_assert_ptr(text, &err);
	ck_assert_str_eq(json_at(text, "verb"), "check");
	ck_assert_str_eq(json_at(text, "ok"), "true");
	ck_assert_str_eq(json_at(text, "error"), "null");
	ck_assert_str_eq(json_at(text, "findings"), "[]");
	ck_assert_str_eq(json_at(text, "data"), "null");
	taizhang_text_free(text);
	outcome.exit_status = 1;
	outcome.findings = findings;
	outcome.data = "{\"a\": [1, 2]}";
	text = taizhang_render_outcome(&outcome, &options, &err);
	ck_assert_str_eq(json_at(text, "ok"), "false");
	ck_assert_str_eq(json_at(text, "exit"), "1");
	ck_assert_str_eq(json_at(text, "data.a.1"), "2");
	ck_assert_str_eq(json_at(text, "counts.errors"), "2");
}
END_TEST

START_TEST(a_complaint_takes_the_place_of_the_error)
{
	struct taizhang_outcome outcome = TAIZHANG_OUTCOME_INIT;

	outcome.verb = "pack";
	outcome.exit_status = 2;
	outcome.complaint = "缺少 --output";
	text = taizhang_render_outcome(&outcome, &options, &err);
	ck_assert_str_eq(json_at(text, "error.id"), "usage");
	ck_assert_str_eq(json_at(text, "error.text"), "缺少 --output");
}
END_TEST

START_TEST(wrong_arguments_are_told)
{
	struct taizhang_outcome outcome = TAIZHANG_OUTCOME_INIT;

	ck_assert_ptr_null(taizhang_render_findings(NULL, NULL, &options, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_ptr_null(taizhang_render_error(NULL, &options, NULL));
	ck_assert_ptr_null(taizhang_render_outcome(NULL, &options, NULL));
	ck_assert_ptr_null(taizhang_render_outcome(&outcome, &options, NULL));
	outcome.verb = "x";
	outcome.data = "{not json";
	taizhang_error_clear(&err);
	ck_assert_ptr_null(taizhang_render_outcome(&outcome, &options, &err));
	ck_assert_int_ne(err.code, TAIZHANG_OK);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("finding_list");
	TCase *lines = tcase_create("lines"), *filters = tcase_create("filters"), *json = tcase_create("json");

	tcase_add_checked_fixture(lines, setup, teardown);
	tcase_add_test(lines, a_line_has_severity_sentence_and_id);
	tcase_add_test(lines, a_remedy_that_repeats_is_said_once);
	tcase_add_test(lines, remedies_that_differ_by_the_item_alone_repeat);
	tcase_add_test(lines, no_control_reaches_the_terminal);
	tcase_add_test(lines, nothing_found_is_said);
	suite_add_tcase(suite, lines);
	tcase_add_checked_fixture(filters, setup, teardown);
	tcase_add_test(filters, a_filter_takes_what_meets_all_of_it);
	tcase_add_test(filters, filters_by_aspect_and_id);
	suite_add_tcase(suite, filters);
	tcase_add_checked_fixture(json, setup, teardown);
	tcase_add_test(json, json_tells_all_of_a_finding);
	tcase_add_test(json, an_error_is_a_sentence_or_an_object);
	tcase_add_test(json, an_outcome_has_one_shape);
	tcase_add_test(json, a_complaint_takes_the_place_of_the_error);
	tcase_add_test(json, wrong_arguments_are_told);
	suite_add_tcase(suite, json);
	return suite;
}
