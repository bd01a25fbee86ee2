/* SPDX-License-Identifier: MIT */
/* test_aspects.c: the report of the four natures as lines and as JSON. */
#include <string.h>

#include "finding/finding.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "render/fixture.h"

static struct taizhang_ledger *ledger;
static struct taizhang_findings *findings;
static struct taizhang_render_options options;
static struct taizhang_error err;
static char *text;

static void setup(void)
{
	static const struct taizhang_render_options defaults = TAIZHANG_RENDER_OPTIONS_INIT;

	ledger = fixture_ledger();
	findings = taizhang_findings_new(&err);
	options = defaults;
	text = NULL;
	tz_find(findings, ITEM_EMPTY, &err, .item = TABLE);
	tz_find(findings, FIELD_MISSING, &err, .item = NORMATIVE, .record = 1);
}

static void teardown(void)
{
	taizhang_text_free(text);
	taizhang_findings_free(findings);
	taizhang_ledger_free(ledger);
}

static const char *render(void)
{
	taizhang_text_free(text);
	text = taizhang_render_aspects(ledger, findings, NULL, &options, &err);
	tz_assert_ptr(text, &err);
	return text;
}

START_TEST(checks_stand_under_their_nature_with_counts_or_a_reason)
{
	const char *last = render();
	static const char *const natures[] = {"\n真实性\n", "\n完整性\n", "\n可用性\n", "\n安全性\n"};

	for (size_t i = 0; i < 4; i++) {
		const char *here = strstr(last, natures[i]);

		ck_assert_msg(here != NULL, "%s", natures[i]);
		last = here;
	}
	assert_has(text, "不通过：3/4 项\n");
	assert_has(text, "待核对：2/3 份材料\n");
	assert_has(text, "未做：没有看文件的内容\n");
	assert_has(text, "未做：没有台账文件夹，看不到文件\n");
	assert_has(text, "；未做 ");
	options.lang = TAIZHANG_LANG_EN;
	assert_has(render(), "failed: 3/4 items\n");
	assert_has(text, "not made: the files were not looked into\n");
}
END_TEST

START_TEST(json_tells_the_same)
{
	options.json = true;
	ck_assert_str_eq(json_at(render(), "aspects.0.aspect"), "authenticity");
	ck_assert_str_eq(json_at(text, "aspects.0.number"), "1-1");
	ck_assert_str_eq(json_at(text, "aspects.0.made"), "false");
	ck_assert_str_eq(json_at(text, "aspects.0.reason"), "no-folder");
	ck_assert_str_eq(json_at(text, "aspects.0.ids.0"), "file-changed");
	ck_assert_str_eq(json_at(text, "aspects.2.verdict"), "passed");
	ck_assert_str_eq(json_at(text, "aspects.2.scope"), "normatives");
	ck_assert_str_eq(json_at(text, "aspects.2.of"), "1");
	ck_assert_ptr_nonnull(json_at(text, "ledger.city"));
	assert_has(text, "\"failed\"");
}
END_TEST

START_TEST(without_a_ledger_or_findings_it_is_refused)
{
	ck_assert_ptr_null(taizhang_render_aspects(NULL, findings, NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_ptr_null(taizhang_render_aspects(ledger, NULL, NULL, NULL, NULL));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("aspects");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, checks_stand_under_their_nature_with_counts_or_a_reason);
	tcase_add_test(tells, json_tells_the_same);
	tcase_add_test(tells, without_a_ledger_or_findings_it_is_refused);
	suite_add_tcase(suite, tells);
	return suite;
}
