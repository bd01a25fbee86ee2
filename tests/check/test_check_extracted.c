/* SPDX-License-Identifier: MIT */
/* test_check_extracted.c: values that await confirmation are told once, with their count. */
#include <string.h>

#include "ledger/extracted.h"
#include "ledger/small.h"

static const unsigned char digest[TZ_SHA256_BYTES] = {1};

static void mark(const struct tz_target *target, const char *field)
{
	tz_assert_ok(tz_target_mark(target, field, digest, "第 1 行", &small.err), &small.err);
}

START_TEST(one_note_for_all_until_they_are_confirmed)
{
	char text[256];
	struct tz_target value = {.type = TZ_TARGET_VALUE}, record = {.type = TZ_TARGET_RECORD};

	small_write(NOTICE, "通知.txt", "甲");
	small_scan();
	small_check(NULL);
	small_none("value-extracted");
	record.ledger = value.ledger = small.ledger;
	record.item = small_item(NOTICE);
	record.record = small_record(NOTICE, 1);
	small_set(NOTICE "/1", "number", "示发〔2017〕1号");
	small_set("T1", "value", "96");
	mark(&record, "number");
	mark(&record, "title");
	mark(&value, "value");
	small_check(NULL);
	ck_assert_uint_eq(small_count("value-extracted"), 1);
	taizhang_finding_text(small_find("value-extracted"), TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_ptr_nonnull(strstr(text, "3 value(s)"));
	ck_assert_str_eq(taizhang_finding_found(small_find("value-extracted")), NOTICE "、" TABLE);
	ck_assert_int_eq(taizhang_finding_severity(small_find("value-extracted")), TAIZHANG_NOTE);
	tz_assert_ok(taizhang_ledger_confirm(small.ledger, NULL, NULL, NULL, &small.err), &small.err);
	small_check(NULL);
	small_none("value-extracted");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_extracted");
	TCase *tcase = tcase_create("extracted");

	tcase_add_checked_fixture(tcase, small_begin_official, small_end);
	tcase_add_test(tcase, one_note_for_all_until_they_are_confirmed);
	suite_add_tcase(suite, tcase);
	return suite;
}
