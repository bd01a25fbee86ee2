/* SPDX-License-Identifier: MIT */
/* test_value.c: values of thresholds and answers to negative entries. */
#include <string.h>

#include "ledger/ledger.h"

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"

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

START_TEST(what_was_entered_is_told)
{
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "value", "95.50", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "unit", "次", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "reference", "90", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "record", "M001/2", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "cell", "Sheet1!C5", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "N01", "state", "occurred", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "N01", "note", "已处理", &err), &err);
	ck_assert_str_eq(taizhang_ledger_value(ledger, "T001"), "95.50");
	ck_assert_str_eq(taizhang_ledger_value_unit(ledger, "T001"), "次");
	ck_assert_str_eq(taizhang_ledger_value_reference(ledger, "T001"), "90");
	ck_assert_str_eq(taizhang_ledger_value_record(ledger, "T001"), "I-1-1-1-1/2");
	ck_assert_str_eq(taizhang_ledger_value_cell(ledger, "T001"), "Sheet1!C5");
	ck_assert_int_eq(taizhang_ledger_negative(ledger, "N01"), TAIZHANG_NEGATIVE_OCCURRED);
	ck_assert_str_eq(taizhang_ledger_negative_note(ledger, "N01"), "已处理");
}
END_TEST

START_TEST(nothing_entered_is_empty)
{
	ck_assert_str_eq(taizhang_ledger_value(ledger, "T002"), "");
	ck_assert_str_eq(taizhang_ledger_value_unit(ledger, "T002"), "");
	ck_assert_str_eq(taizhang_ledger_value_reference(ledger, "T999"), "");
	ck_assert_str_eq(taizhang_ledger_value_record(ledger, NULL), "");
	ck_assert_str_eq(taizhang_ledger_value_cell(NULL, "T001"), "");
	ck_assert_int_eq(taizhang_ledger_negative(ledger, "N02"), TAIZHANG_NEGATIVE_UNDECLARED);
	ck_assert_int_eq(taizhang_ledger_negative(ledger, "X"), TAIZHANG_NEGATIVE_UNDECLARED);
	ck_assert_str_eq(taizhang_ledger_negative_note(ledger, NULL), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("value");
	TCase *tcase;

	tcase = tcase_create("values");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_was_entered_is_told);
	tcase_add_test(tcase, nothing_entered_is_empty);
	suite_add_tcase(suite, tcase);
	return suite;
}
