/* SPDX-License-Identifier: MIT */
/* test_normative.c: the fields of a normative document. */
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
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	tz_assert_ok(taizhang_normative_set_number(record, "文字", &err), &err);
	ck_assert_str_eq(taizhang_normative_number(record), "文字");
	tz_assert_ok(taizhang_normative_set_number(record, "", &err), &err);
	ck_assert_str_eq(taizhang_normative_number(record), "");
	tz_assert_ok(taizhang_normative_set_issuer(record, "文字", &err), &err);
	ck_assert_str_eq(taizhang_normative_issuer(record), "文字");
	tz_assert_ok(taizhang_normative_set_issuer(record, "", &err), &err);
	ck_assert_str_eq(taizhang_normative_issuer(record), "");
}
END_TEST

START_TEST(the_date_has_the_precision_that_it_was_given)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);
	struct taizhang_date month = {2017, 5, 0}, impossible = {2017, 4, 31};

	tz_assert_ok(taizhang_normative_set_date(record, &month, &err), &err);
	ck_assert_int_eq(taizhang_normative_date(record).month, 5);
	ck_assert_int_eq(taizhang_normative_date(record).day, 0);
	ck_assert_int_eq(taizhang_normative_set_date(record, &impossible, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_normative_date(record).month, 5);
	taizhang_error_clear(&err);
	tz_assert_ok(taizhang_normative_set_date(record, NULL, &err), &err);
	ck_assert_int_eq(taizhang_normative_date(record).year, 0);
}
END_TEST

START_TEST(sealed_is_unknown_until_it_is_answered)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	ck_assert_int_eq(taizhang_normative_sealed(record), TAIZHANG_UNKNOWN);
	tz_assert_ok(taizhang_normative_set_sealed(record, TAIZHANG_NO, &err), &err);
	ck_assert_int_eq(taizhang_normative_sealed(record), TAIZHANG_NO);
	ck_assert_int_eq(taizhang_normative_set_sealed(record, (enum taizhang_answer)2, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_normative_sealed(record), TAIZHANG_NO);
}
END_TEST

START_TEST(provincial_opinion_is_unknown_until_it_is_answered)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	ck_assert_int_eq(taizhang_normative_provincial_opinion(record), TAIZHANG_UNKNOWN);
	tz_assert_ok(taizhang_normative_set_provincial_opinion(record, TAIZHANG_NO, &err), &err);
	ck_assert_int_eq(taizhang_normative_provincial_opinion(record), TAIZHANG_NO);
	ck_assert_int_eq(
		taizhang_normative_set_provincial_opinion(record, (enum taizhang_answer)2, &err),
		-1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_normative_provincial_opinion(record), TAIZHANG_NO);
}
END_TEST

START_TEST(a_record_of_another_kind)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);

	ck_assert_str_eq(taizhang_normative_number(record), "");
	ck_assert_int_eq(taizhang_normative_set_number(record, "文字", NULL), -1);
	ck_assert_str_eq(taizhang_normative_issuer(record), "");
	ck_assert_int_eq(taizhang_normative_set_issuer(record, "文字", NULL), -1);
	ck_assert_int_eq(taizhang_normative_date(record).year, 0);
	ck_assert_int_eq(taizhang_normative_set_date(record, NULL, NULL), -1);
	ck_assert_int_eq(taizhang_normative_sealed(record), TAIZHANG_UNKNOWN);
	ck_assert_int_eq(taizhang_normative_set_sealed(record, TAIZHANG_YES, NULL), -1);
	ck_assert_int_eq(taizhang_normative_provincial_opinion(record), TAIZHANG_UNKNOWN);
	ck_assert_int_eq(taizhang_normative_set_provincial_opinion(record, TAIZHANG_YES, NULL), -1);
	ck_assert_int_eq(taizhang_normative_set_number(record, "文字", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(err.detail, "image");
	ck_assert_int_eq(taizhang_normative_set_number(NULL, "文字", NULL), -1);
	ck_assert_str_eq(taizhang_normative_number(NULL), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("normative");
	TCase *tcase;

	tcase = tcase_create("fields");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, texts_are_kept_as_written_and_cleared);
	tcase_add_test(tcase, the_date_has_the_precision_that_it_was_given);
	tcase_add_test(tcase, sealed_is_unknown_until_it_is_answered);
	tcase_add_test(tcase, provincial_opinion_is_unknown_until_it_is_answered);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_record_of_another_kind);
	suite_add_tcase(suite, tcase);
	return suite;
}
