/* SPDX-License-Identifier: MIT */
/* test_table.c: the fields of a statistical table. */
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

START_TEST(texts_are_kept_as_written_and_cleared)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_TABLE);

	tz_assert_ok(taizhang_table_set_period(record, "文字", &err), &err);
	ck_assert_str_eq(taizhang_table_period(record), "文字");
	tz_assert_ok(taizhang_table_set_period(record, "", &err), &err);
	ck_assert_str_eq(taizhang_table_period(record), "");
	tz_assert_ok(taizhang_table_set_statistical_scope(record, "文字", &err), &err);
	ck_assert_str_eq(taizhang_table_statistical_scope(record), "文字");
	tz_assert_ok(taizhang_table_set_statistical_scope(record, "", &err), &err);
	ck_assert_str_eq(taizhang_table_statistical_scope(record), "");
	tz_assert_ok(taizhang_table_set_data_source(record, "文字", &err), &err);
	ck_assert_str_eq(taizhang_table_data_source(record), "文字");
	tz_assert_ok(taizhang_table_set_data_source(record, "", &err), &err);
	ck_assert_str_eq(taizhang_table_data_source(record), "");
}
END_TEST

START_TEST(sealed_is_unknown_until_it_is_answered)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_TABLE);

	ck_assert_int_eq(taizhang_table_sealed(record), TAIZHANG_UNKNOWN);
	tz_assert_ok(taizhang_table_set_sealed(record, TAIZHANG_NO, &err), &err);
	ck_assert_int_eq(taizhang_table_sealed(record), TAIZHANG_NO);
	ck_assert_int_eq(taizhang_table_set_sealed(record, (enum taizhang_answer)2, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_table_sealed(record), TAIZHANG_NO);
}
END_TEST

START_TEST(a_record_of_another_kind)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_REPORT);

	ck_assert_str_eq(taizhang_table_period(record), "");
	ck_assert_int_eq(taizhang_table_set_period(record, "文字", NULL), -1);
	ck_assert_str_eq(taizhang_table_statistical_scope(record), "");
	ck_assert_int_eq(taizhang_table_set_statistical_scope(record, "文字", NULL), -1);
	ck_assert_str_eq(taizhang_table_data_source(record), "");
	ck_assert_int_eq(taizhang_table_set_data_source(record, "文字", NULL), -1);
	ck_assert_int_eq(taizhang_table_sealed(record), TAIZHANG_UNKNOWN);
	ck_assert_int_eq(taizhang_table_set_sealed(record, TAIZHANG_YES, NULL), -1);
	ck_assert_int_eq(taizhang_table_set_period(record, "文字", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(err.detail, "report");
	ck_assert_int_eq(taizhang_table_set_period(NULL, "文字", NULL), -1);
	ck_assert_str_eq(taizhang_table_period(NULL), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("table");
	TCase *tcase;

	tcase = tcase_create("fields");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, texts_are_kept_as_written_and_cleared);
	tcase_add_test(tcase, sealed_is_unknown_until_it_is_answered);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_record_of_another_kind);
	suite_add_tcase(suite, tcase);
	return suite;
}
