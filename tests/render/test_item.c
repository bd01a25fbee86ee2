/* SPDX-License-Identifier: MIT */
/* test_item.c: one item of a ledger, one node of a catalogue: lib/render/item.c, node.c. */
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "render/fixture.h"

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

static const char *item(const char *code)
{
	taizhang_text_free(text);
	text = taizhang_render_item(ledger, fixture_item(ledger, code), &options, &err);
	tz_assert_ptr(text, &err);
	return text;
}

static const char *node(const char *code)
{
	taizhang_text_free(text);
	text = taizhang_render_node(taizhang_ledger_catalog(ledger), fixture_item(ledger, code), &options, &err);
	tz_assert_ptr(text, &err);
	return text;
}

START_TEST(what_is_asked_stands_first)
{
	assert_has(item(NORMATIVE), "I-1-1-1-1  党的十九大精神学习宣传工作方案  M001\n");
	assert_has(text, "  位置：思想道德与人文素养 › 思想道德基础建设 › ");
	assert_has(text, "  主要种类：规范文件\n");
	assert_has(text, "  责任部门：市委宣传部\n");
	assert_has(text, "  依据：zhanjiang-2018 四(一)1; NCC2017\n");
	assert_has(text, "\n材料要求\n  规范文件：至少 1 件；须有其一：红头页、盖章页（工作默认值，非文件规定）\n");
	assert_has(item(IMAGE), "实景图片：至少 2 件；图片说明：时间、地点、主题（工作默认值");
	assert_has(text, "  测评方法：材料审核、实地考察\n");
}
END_TEST

START_TEST(records_show_filled_fields_and_files)
{
	assert_has(item(NORMATIVE), "  /1  通知 " HOSTILE "  规范文件\n      发文字号：包创发〔2017〕9号\n      成文日期：2017-03-05\n"
				    "      是否盖章：是\n      materials/I-1-1-1-1 方案/通知 " HOSTILE ".docx  正文  1.5 KB\n");
	assert_has_not(text, "发文机关");
	assert_has_not(text, "SHA-256");
	options.verbose = true;
	assert_has(item(NORMATIVE), "SHA-256 aaaa");
	assert_has(item(TABLE), "\n材料\n  （没有材料）\n");
}
END_TEST

START_TEST(who_answers_and_what_happened)
{
	assert_has(item(NORMATIVE), "\n责任分解\n  牵头单位：市委宣传部\n  完成期限：2017-10-31\n");
	assert_has(text, "\n审核记录\n  2017-08-05T09:30:00Z  张三  submitted");
	assert_has_not(item(REPORT), "责任分解");
	assert_has_not(text, "审核记录");
}
END_TEST

START_TEST(thresholds_show_their_values)
{
	assert_has(item(REPORT), "  T001 道德讲堂每年场次 >= 4 次/年\n      当前值 12 次/年，印证材料 I-1-3-1-4/1\n");
	assert_has(item(IMAGE), "  T002 社区志愿服务站点覆盖率 >= 100 %\n      尚未填写\n");
	options.lang = TAIZHANG_LANG_EN;
	assert_has(item(REPORT), "      value 12 次/年, proved by I-1-3-1-4/1\n");
}
END_TEST

START_TEST(json_of_an_item_is_complete)
{
	options.json = true;
	item(REPORT);
	ck_assert_str_eq(json_at(text, "item.code"), REPORT);
	ck_assert_str_eq(json_at(text, "item.requirements"), "[{\"kind\":\"report\",\"least\":4,\"basis\":\"source\"}]");
	ck_assert_str_eq(json_at(text, "item.thresholds.0.id"), "T001");
	ck_assert_str_eq(json_at(text, "item.thresholds.0.threshold"), "4");
	ck_assert_str_eq(json_at(text, "item.thresholds.0.value"), "12");
	ck_assert_str_eq(json_at(text, "item.thresholds.0.active"), "true");
	item(NORMATIVE);
	ck_assert_str_eq(json_at(text, "item.events.0.note"), "初稿");
	ck_assert_str_eq(json_at(text, "item.requirements.0.roles"), "[\"redhead\",\"seal\"]");
	ck_assert_str_eq(json_at(text, "item.requirements.0.all_roles"), "false");
	item(IMAGE);
	ck_assert_str_eq(json_at(text, "item.requirements.0.captions"), "[\"time\",\"place\",\"theme\"]");
}
END_TEST

START_TEST(a_node_lists_what_is_below)
{
	assert_has(node("I-1-1"), "I-1-1  理论学习与干部教育\n  位置：思想道德与人文素养 › 思想道德基础建设\n");
	assert_has(text, "\n下级\n  I-1-1-1  党的创新理论学习宣传\n  I-1-1-2  ");
	assert_has(text, "注意：");
	assert_has(node("M014"), "\n指标阈值\n  T001 道德讲堂每年场次 >= 4 次/年\n");
	options.lang = TAIZHANG_LANG_EN;
	assert_has(node("I-1-1"), "  place: ");
}
END_TEST

START_TEST(json_of_a_node_has_its_children)
{
	options.json = true;
	node("I-1-1");
	ck_assert_str_eq(json_at(text, "node.level"), "indicator");
	ck_assert_str_eq(json_at(text, "node.children.0.code"), "I-1-1-1");
	ck_assert_str_eq(json_at(text, "node.children.0.level"), "content");
	ck_assert_str_eq(json_at(text, "catalog.items"), "155");
	node("F01");
	ck_assert_str_eq(json_at(text, "node.methods"), "[\"questionnaire\"]");
	ck_assert_ptr_null(json_at(text, "node.kind"));
}
END_TEST

START_TEST(a_whole_catalogue_is_a_tree)
{
	const struct taizhang_catalog *catalog = taizhang_ledger_catalog(ledger);

	text = taizhang_render_catalog(catalog, &options, &err);
	assert_has(text, "ncc-2017-reconstructed：2017 年版，3 个版块，12 个测评项目，40 项指标，90 项测评内容，188 条测评标准，"
			 "155 个材料审核项，96 个阈值，30 条负面清单\n");
	assert_has(text, "\nI  思想道德与人文素养\n  I-1  思想道德基础建设\n    I-1-1  理论学习与干部教育\n");
	assert_has(text, "        I-1-1-1-1  党的十九大精神学习宣传工作方案  [规范文件]\n");
	assert_has(text, "\n负面清单\n  N01  涉及民族因素的重大突发事件\n");
	taizhang_text_free(text);
	options.json = true;
	text = taizhang_render_catalog(catalog, &options, &err);
	ck_assert_str_eq(json_at(text, "blocks.0.children.0.children.0.children.0.children.0.code"), NORMATIVE);
	ck_assert_str_eq(json_at(text, "thresholds.0.standard"), REPORT);
	ck_assert_str_eq(json_at(text, "negatives.0.id"), "N01");
	ck_assert_ptr_nonnull(json_at(text, "sources.0.key"));
}
END_TEST

START_TEST(wrong_arguments_are_told)
{
	const struct taizhang_catalog *catalog = taizhang_ledger_catalog(ledger);

	ck_assert_ptr_null(taizhang_render_item(ledger, NULL, &options, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_ptr_null(taizhang_render_item(NULL, fixture_item(ledger, REPORT), &options, NULL));
	ck_assert_ptr_null(taizhang_render_node(catalog, NULL, &options, NULL));
	ck_assert_ptr_null(taizhang_render_node(NULL, fixture_item(ledger, REPORT), &options, NULL));
	ck_assert_ptr_null(taizhang_render_catalog(NULL, &options, NULL));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("item");
	TCase *items = tcase_create("items"), *catalogs = tcase_create("catalogs");

	tcase_add_checked_fixture(items, setup, teardown);
	tcase_add_test(items, what_is_asked_stands_first);
	tcase_add_test(items, records_show_filled_fields_and_files);
	tcase_add_test(items, who_answers_and_what_happened);
	tcase_add_test(items, thresholds_show_their_values);
	tcase_add_test(items, json_of_an_item_is_complete);
	suite_add_tcase(suite, items);
	tcase_add_checked_fixture(catalogs, setup, teardown);
	tcase_add_test(catalogs, a_node_lists_what_is_below);
	tcase_add_test(catalogs, json_of_a_node_has_its_children);
	tcase_add_test(catalogs, a_whole_catalogue_is_a_tree);
	tcase_add_test(catalogs, wrong_arguments_are_told);
	suite_add_tcase(suite, catalogs);
	return suite;
}
