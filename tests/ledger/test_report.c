/* SPDX-License-Identifier: MIT */
/* test_report.c: the fields of a report. */
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
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_REPORT);

	tz_assert_ok(taizhang_report_set_author(record, "文字", &err), &err);
	ck_assert_str_eq(taizhang_report_author(record), "文字");
	tz_assert_ok(taizhang_report_set_author(record, "", &err), &err);
	ck_assert_str_eq(taizhang_report_author(record), "");
	tz_assert_ok(taizhang_report_set_sources(record, "文字", &err), &err);
	ck_assert_str_eq(taizhang_report_sources(record), "文字");
	tz_assert_ok(taizhang_report_set_sources(record, "", &err), &err);
	ck_assert_str_eq(taizhang_report_sources(record), "");
}
END_TEST

START_TEST(the_date_has_the_precision_that_it_was_given)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_REPORT);
	struct taizhang_date month = {2017, 5, 0}, impossible = {2017, 4, 31};

	tz_assert_ok(taizhang_report_set_date(record, &month, &err), &err);
	ck_assert_int_eq(taizhang_report_date(record).month, 5);
	ck_assert_int_eq(taizhang_report_date(record).day, 0);
	ck_assert_int_eq(taizhang_report_set_date(record, &impossible, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_report_date(record).month, 5);
	taizhang_error_clear(&err);
	tz_assert_ok(taizhang_report_set_date(record, NULL, &err), &err);
	ck_assert_int_eq(taizhang_report_date(record).year, 0);
}
END_TEST

START_TEST(words_are_unknown_or_a_count)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_REPORT);

	ck_assert_int_eq(taizhang_report_words(record), -1);
	tz_assert_ok(taizhang_report_set_words(record, 0, &err), &err);
	ck_assert_int_eq(taizhang_report_words(record), 0);
	ck_assert_int_eq(taizhang_report_set_words(record, -2, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_report_words(record), 0);
	tz_assert_ok(taizhang_report_set_words(record, -1, NULL), &err);
	ck_assert_int_eq(taizhang_report_words(record), -1);
	ck_assert_int_eq(taizhang_report_words(NULL), -1);
	ck_assert_int_eq(
		taizhang_report_set_words(sample_record(ledger, TAIZHANG_KIND_TABLE), 1, NULL), -1);
}
END_TEST

START_TEST(a_record_of_another_kind)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	ck_assert_str_eq(taizhang_report_author(record), "");
	ck_assert_int_eq(taizhang_report_set_author(record, "文字", NULL), -1);
	ck_assert_str_eq(taizhang_report_sources(record), "");
	ck_assert_int_eq(taizhang_report_set_sources(record, "文字", NULL), -1);
	ck_assert_int_eq(taizhang_report_date(record).year, 0);
	ck_assert_int_eq(taizhang_report_set_date(record, NULL, NULL), -1);
	ck_assert_int_eq(taizhang_report_set_author(record, "文字", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(err.detail, "normative");
	ck_assert_int_eq(taizhang_report_set_author(NULL, "文字", NULL), -1);
	ck_assert_str_eq(taizhang_report_author(NULL), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("report");
	TCase *tcase;

	tcase = tcase_create("fields");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, texts_are_kept_as_written_and_cleared);
	tcase_add_test(tcase, the_date_has_the_precision_that_it_was_given);
	tcase_add_test(tcase, words_are_unknown_or_a_count);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_record_of_another_kind);
	suite_add_tcase(suite, tcase);
	return suite;
}
