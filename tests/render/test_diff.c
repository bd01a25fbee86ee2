/* SPDX-License-Identifier: MIT */
/* test_diff.c: differences as lines and as JSON: lib/render/diff.c. */
#include <taizhang/diff.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "render/fixture.h"

static struct taizhang_ledger *before, *after;
static struct taizhang_render_options options;
static struct taizhang_error err;
static char *text;

static void setup(void)
{
	static const struct taizhang_render_options defaults = TAIZHANG_RENDER_OPTIONS_INIT;

	before = fixture_ledger();
	after = fixture_ledger();
	options = defaults;
	taizhang_error_clear(&err);
	text = NULL;
}

static void teardown(void)
{
	taizhang_text_free(text);
	taizhang_ledger_free(before);
	taizhang_ledger_free(after);
}

static const char *rendered(void)
{
	struct taizhang_diff *diff = taizhang_diff_new(before, after, &err);

	tz_assert_ptr(diff, &err);
	taizhang_text_free(text);
	text = taizhang_render_diff(diff, &options, &err);
	taizhang_diff_free(diff);
	tz_assert_ptr(text, &err);
	return text;
}

static void change(void)
{
	struct taizhang_record *record = fixture_record(after, NORMATIVE);

	tz_assert_ok(taizhang_record_set_title(record, "新题目" HOSTILE, &err), &err);
	tz_assert_ok(taizhang_record_set_note(record, "这一条备注写得很长，长到一行放不下，所以在不要求详细的时候，列表里只给出它开头的一部分", &err), &err);
	tz_assert_ok(taizhang_ledger_add_event(after, fixture_item(after, REPORT), 0, "市文明办", "returned", NULL, NULL, &err), &err);
}

START_TEST(nothing_differs)
{
	ck_assert_str_eq(rendered(), "两边登记的内容相同\n");
	options.lang = TAIZHANG_LANG_EN;
	ck_assert_str_eq(rendered(), "Both record the same\n");
	options.json = true;
	ck_assert_str_eq(json_at(rendered(), "same"), "true");
	ck_assert_str_eq(json_at(text, "changes_by_type.moved"), "0");
	ck_assert_ptr_null(json_at(text, "changes.0"));
}
END_TEST

START_TEST(changes_stand_under_their_items)
{
	change();
	assert_has(rendered(), "I-1-1-1-1  党的十九大精神学习宣传工作方案\n  修改  材料  I-1-1-1-1/1  标题：通知 " HOSTILE " → 新题目" HOSTILE "\n");
	assert_has(text, "I-1-3-1-4  ");
	assert_has(text, "  新增  审核记录  I-1-3-1-4  1970-01-01T00:00:00Z · 市文明办 · returned\n");
	assert_has(text, "共 3 处不同，新增 1，修改 2\n");
	assert_has(text, "备注：（空） → 这一条备注");
	assert_has(text, "…");
	options.verbose = true;
	assert_has(rendered(), "开头的一部分\n");
}
END_TEST

START_TEST(english_says_the_same)
{
	change();
	options.lang = TAIZHANG_LANG_EN;
	assert_has(rendered(), "  changed  record  I-1-1-1-1/1  title: 通知 " HOSTILE " → 新题目" HOSTILE "\n");
	assert_has(text, "  added    event  I-1-3-1-4  ");
	assert_has(text, "3 changes, 1 added, 2 changed\n");
}
END_TEST

START_TEST(json_has_each_change)
{
	change();
	options.json = true;
	ck_assert_str_eq(json_at(rendered(), "same"), "false");
	ck_assert_str_eq(json_at(text, "changes_by_type.changed"), "2");
	ck_assert_str_eq(json_at(text, "changes.0.change"), "changed");
	ck_assert_str_eq(json_at(text, "changes.0.subject"), "record");
	ck_assert_str_eq(json_at(text, "changes.0.item"), NORMATIVE);
	ck_assert_str_eq(json_at(text, "changes.0.target"), NORMATIVE "/1");
	ck_assert_str_eq(json_at(text, "changes.0.field"), "title");
	ck_assert_str_eq(json_at(text, "changes.0.before"), "通知 " HOSTILE);
	ck_assert_str_eq(json_at(text, "changes.0.after"), "新题目" HOSTILE);
	ck_assert_str_eq(json_at(text, "changes.2.subject"), "event");
}
END_TEST

START_TEST(nothing_to_render_is_refused)
{
	ck_assert_ptr_null(taizhang_render_diff(NULL, &options, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *s = suite_create("render/diff");
	TCase *t = tcase_create("renders");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, nothing_differs);
	tcase_add_test(t, changes_stand_under_their_items);
	tcase_add_test(t, english_says_the_same);
	tcase_add_test(t, json_has_each_change);
	tcase_add_test(t, nothing_to_render_is_refused);
	suite_add_tcase(s, t);
	return s;
}
