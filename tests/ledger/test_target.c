/* SPDX-License-Identifier: MIT */
/* test_target.c: what a field is set on is found by the name that people write. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "ledger/target.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;

static void setup(void)
{
	taizhang_error_clear(&err);
	ledger = sample_ledger();
}

static void teardown(void)
{
	taizhang_ledger_free(ledger);
}

static void finds(const char *text, enum tz_target_type type, const char *canonical)
{
	struct tz_target target;
	char *written;

	tz_assert_ok(tz_target_find(ledger, text, &target, &err), &err);
	ck_assert_int_eq(target.type, type);
	written = tz_target_text(&target, &err);
	tz_assert_ptr(written, &err);
	ck_assert_str_eq(written, canonical);
	free(written);
}

static void misses(const char *text, const char *id)
{
	struct tz_target target;

	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_target_find(ledger, text, &target, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_NOT_FOUND);
	ck_assert_str_eq(taizhang_error_id(&err), id);
}

START_TEST(the_ledger_thresholds_and_negative_entries)
{
	finds(".", TZ_TARGET_LEDGER, ".");
	finds(" . ", TZ_TARGET_LEDGER, ".");
	finds("T001", TZ_TARGET_VALUE, "T001");
	finds("t096", TZ_TARGET_VALUE, "T096");
	finds("\uFF34\uFF10\uFF10\uFF12", TZ_TARGET_VALUE, "T002");
	finds("N01", TZ_TARGET_NEGATIVE, "N01");
	finds("n30", TZ_TARGET_NEGATIVE, "N30");
}
END_TEST

START_TEST(items_by_code_and_serial)
{
	finds("M001", TZ_TARGET_ITEM, "I-1-1-1-1");
	finds("I-1-1-1-1", TZ_TARGET_ITEM, "I-1-1-1-1");
	finds("Ⅰ—1—1—1—1", TZ_TARGET_ITEM, "I-1-1-1-1");
}
END_TEST

START_TEST(records_by_ordinals_as_people_write_them)
{
	static const char *const texts[] = {"M001/1",        "M001/01",     "I-1-1-1-1/①",
					    "I-1-1-1-1/(1)", "M001\uFF0F1", "M001/1/",
					    "I-1-1-1-1-①"};

	sample_fill(ledger);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		finds(texts[i], TZ_TARGET_RECORD, "I-1-1-1-1/1");
}
END_TEST

START_TEST(files_by_name_and_by_path)
{
	sample_fill(ledger);
	finds("M001/1/通知-盖章页.jpg", TZ_TARGET_FILE, "I-1-1-1-1/1/通知-盖章页.jpg");
	finds("M001/1/materials/I-1-1-1-1 党的十九大精神学习宣传工作方案/通知-盖章页.jpg", TZ_TARGET_FILE,
	      "I-1-1-1-1/1/通知-盖章页.jpg");
}
END_TEST

START_TEST(files_in_folders_and_in_another_normal_form)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	tz_record_add_file(record, "materials/I-1-1-1-1 x/扫描/1.jpg", &err);
	tz_record_add_file(record, "materials/I-1-1-1-1 x/附件/1.jpg", &err);
	tz_record_add_file(record, "materials/I-1-1-1-1 x/附件/caf\u00E9.jpg", &err);
	finds("M001/1/附件/1.jpg", TZ_TARGET_FILE, "I-1-1-1-1/1/附件/1.jpg");
	finds("M001/1/cafe\u0301.jpg", TZ_TARGET_FILE, "I-1-1-1-1/1/附件/caf\u00E9.jpg");
	misses("M001/1/1.jpg", "target-files");
	misses("M001/1/2.jpg", "target-file");
	ck_assert_ptr_nonnull(strstr(err.detail, "扫描/1.jpg, 附件/1.jpg"));
}
END_TEST

START_TEST(what_there_is_not)
{
	static const char *const texts[] = {"",    "M999", "I-1",  "x/1", "T999",
					    "N99", "F01",  "\xFF", "/",   "①"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		misses(texts[i], "target");
}
END_TEST

START_TEST(records_and_says_which_there_are)
{
	sample_fill(ledger);
	tz_assert_ptr(tz_ledger_add_record(ledger, sample_item(ledger, "M001"), 7,
					   TAIZHANG_KIND_REPORT, &err),
		      &err);
	misses("M001/2", "target-record");
	ck_assert_str_eq(err.detail, "1, 7");
	misses("M001/x", "target-record");
	misses("M003/1", "target-record");
	misses("M001/1/x.jpg", "target-file");
}
END_TEST

START_TEST(items_out_of_scope)
{
	ledger->items[0].in_scope = false;
	misses("M001", "target-scope");
	misses("M001/1", "target-scope");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("target");
	TCase *tcase;

	tcase = tcase_create("finds");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, the_ledger_thresholds_and_negative_entries);
	tcase_add_test(tcase, items_by_code_and_serial);
	tcase_add_test(tcase, records_by_ordinals_as_people_write_them);
	tcase_add_test(tcase, files_by_name_and_by_path);
	tcase_add_test(tcase, files_in_folders_and_in_another_normal_form);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("misses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_there_is_not);
	tcase_add_test(tcase, records_and_says_which_there_are);
	tcase_add_test(tcase, items_out_of_scope);
	suite_add_tcase(suite, tcase);
	return suite;
}
