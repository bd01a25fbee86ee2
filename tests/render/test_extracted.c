/* SPDX-License-Identifier: MIT */
/* test_extracted.c: the list of values that await confirmation, and how they are shown. */
#include <stdlib.h>
#include <string.h>
#include <taizhang/render.h>

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "ledger/extracted.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;

/* The title and date of a document, one of them of a file that is no longer there, and a value. */
static void setup(void)
{
	static const unsigned char elsewhere[TZ_SHA256_BYTES] = {7};
	struct tz_target target = {.type = TZ_TARGET_RECORD}, value = {.type = TZ_TARGET_VALUE};
	struct taizhang_record *record;

	taizhang_error_clear(&err);
	ledger = sample_ledger();
	sample_fill(ledger);
	record = taizhang_ledger_get_record(ledger, sample_item_of(ledger, TAIZHANG_KIND_NORMATIVE), 0);
	target = (struct tz_target){.type = TZ_TARGET_RECORD, .ledger = ledger, .item = record->item, .record = record};
	value.ledger = ledger;
	tz_assert_ok(tz_target_mark(&target, "title", tz_file_digest(&record->files[0]), "第 1 行", &err), &err);
	tz_assert_ok(tz_target_mark(&target, "date", elsewhere, "第 9 行", &err), &err);
	tz_assert_ok(tz_target_mark(&value, "value", tz_file_digest(&record->files[0]), NULL, &err), &err);
	tz_assert_ok(tz_target_mark(&value, "unit", tz_file_digest(&record->files[0]), NULL, &err), &err);
}

static void teardown(void)
{
	taizhang_ledger_free(ledger);
}

static void has(bool json, enum taizhang_lang lang, const char *part)
{
	struct taizhang_render_options options = TAIZHANG_RENDER_OPTIONS_INIT;
	char *text;

	options.json = json;
	options.lang = lang;
	text = taizhang_render_extracted(ledger, &options, &err);
	tz_assert_ptr(text, &err);
	ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in\n%s", part, text);
	taizhang_text_free(text);
}

START_TEST(each_value_with_its_file_and_place)
{
	has(false, TAIZHANG_LANG_ZH, "，第 1 行，待核对）");
	has(false, TAIZHANG_LANG_ZH, "成文日期：2012-05-21（提取自一个后来改动或移走的文件，待核对）");
	has(false, TAIZHANG_LANG_EN, "value: 1,234.50 (extracted from ");
	has(false, TAIZHANG_LANG_EN, "4 value(s) to be confirmed.");
	has(true, TAIZHANG_LANG_EN, "\"target\": \"T001\"");
	has(true, TAIZHANG_LANG_EN, "\"field\": \"date\"");
}
END_TEST

START_TEST(nothing_to_confirm_is_said)
{
	tz_assert_ok(taizhang_ledger_confirm(ledger, ".", NULL, NULL, &err), &err);
	has(false, TAIZHANG_LANG_ZH, "没有待核对的值。");
	has(true, TAIZHANG_LANG_ZH, "\"extracted\": []");
	ck_assert_ptr_null(taizhang_render_extracted(NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("extracted");
	TCase *tcase = tcase_create("extracted");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, each_value_with_its_file_and_place);
	tcase_add_test(tcase, nothing_to_confirm_is_said);
	suite_add_tcase(suite, tcase);
	return suite;
}
