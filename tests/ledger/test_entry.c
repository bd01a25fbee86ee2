/* SPDX-License-Identifier: MIT */
/* test_entry.c: what people type into fields. */
#include <stdlib.h>
#include <string.h>

#include "ledger/entry.h"

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

START_TEST(counts_of_any_width_with_their_measure)
{
	long n;

	tz_assert_ok(tz_entry_count("500", NULL, -1, 1000, &n, &err), &err);
	ck_assert_int_eq(n, 500);
	tz_assert_ok(tz_entry_count(" 500 字 ", "字", -1, 1000, &n, &err), &err);
	ck_assert_int_eq(n, 500);
	tz_assert_ok(tz_entry_count("\uFF15\uFF10", NULL, -1, 1000, &n, &err), &err);
	ck_assert_int_eq(n, 50);
	tz_assert_ok(tz_entry_count(" ", NULL, -1, 1000, &n, &err), &err);
	ck_assert_int_eq(n, -1);
	tz_assert_ok(tz_entry_count("1000", NULL, -1, 1000, &n, &err), &err);
	ck_assert_int_eq(tz_entry_count("1001", NULL, -1, 1000, &n, NULL), -1);
	ck_assert_int_eq(tz_entry_count("99999999999999999999", NULL, -1, 1000, &n, NULL), -1);
	ck_assert_int_eq(tz_entry_count("-1", NULL, -1, 1000, &n, NULL), -1);
	ck_assert_int_eq(tz_entry_count("1.5", NULL, -1, 1000, &n, NULL), -1);
	ck_assert_int_eq(tz_entry_count("\xFF", NULL, -1, 1000, &n, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(n, 1000);
}
END_TEST

START_TEST(answers_in_both_languages)
{
	static const char *const yes[] = {"yes", "YES", "y", "true", "1", "是", "有", " 是 "};
	static const char *const no[] = {"no", "N", "false", "0", "否", "无"};
	enum taizhang_answer answer;

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		tz_assert_ok(tz_entry_answer(yes[i], &answer, &err), &err);
		ck_assert_int_eq(answer, TAIZHANG_YES);
	}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		tz_assert_ok(tz_entry_answer(no[i], &answer, &err), &err);
		ck_assert_int_eq(answer, TAIZHANG_NO);
	}
	tz_assert_ok(tz_entry_answer("", &answer, &err), &err);
	ck_assert_int_eq(answer, TAIZHANG_UNKNOWN);
	ck_assert_int_eq(tz_entry_answer("maybe", &answer, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(states_in_both_languages)
{
	enum taizhang_negative_state state;

	tz_assert_ok(tz_entry_state("未发生", &state, &err), &err);
	ck_assert_int_eq(state, TAIZHANG_NEGATIVE_NONE);
	tz_assert_ok(tz_entry_state("Occurred", &state, &err), &err);
	ck_assert_int_eq(state, TAIZHANG_NEGATIVE_OCCURRED);
	tz_assert_ok(tz_entry_state("", &state, &err), &err);
	ck_assert_int_eq(state, TAIZHANG_NEGATIVE_UNDECLARED);
	ck_assert_int_eq(tz_entry_state("perhaps", &state, NULL), -1);
}
END_TEST

START_TEST(dates_and_no_date)
{
	struct taizhang_date date;

	tz_assert_ok(tz_entry_date("2017年8月5日", &date, &err), &err);
	ck_assert_int_eq(date.day, 5);
	tz_assert_ok(tz_entry_date("  ", &date, &err), &err);
	ck_assert_int_eq(date.year, 0);
	ck_assert_int_eq(tz_entry_date("2017-02-30", &date, NULL), -1);
}
END_TEST

START_TEST(decimals_with_a_per_cent_sign_of_any_width)
{
	bool percent;
	char *text;

	tz_assert_ok(tz_entry_decimal(" 95.50 ", &text, &percent, &err), &err);
	ck_assert_str_eq(text, "95.50");
	ck_assert(!percent);
	free(text);
	tz_assert_ok(tz_entry_decimal("95 \uFF05", &text, &percent, &err), &err);
	ck_assert_str_eq(text, "95");
	ck_assert(percent);
	free(text);
	tz_assert_ok(tz_entry_decimal("", &text, &percent, &err), &err);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(tz_entry_decimal("%", &text, &percent, NULL), -1);
	ck_assert_int_eq(tz_entry_decimal("95吨", &text, &percent, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_ptr_null(text);
}
END_TEST

START_TEST(references_to_records)
{
	const struct taizhang_catalog *catalog = taizhang_ledger_catalog(ledger);
	static const char *const good[] = {"M001/2", "I-1-1-1-1/2", "Ⅰ—1—1—1—1\uFF0F②", " m001/02 ",
					   "M001/(2)"};
	static const char *const bad[] = {"M001",  "M001/", "M001/0", "M999/1",
					  "I-1/1", "/1",    "M001/x"};
	char *text;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		tz_assert_ok(tz_entry_record(catalog, good[i], &text, &err), &err);
		ck_assert_str_eq(text, "I-1-1-1-1/2");
		free(text);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(tz_entry_record(catalog, bad[i], &text, NULL) == -1, "%s", bad[i]);
	tz_assert_ok(tz_entry_record(catalog, " ", &text, &err), &err);
	ck_assert_ptr_null(text);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("entry");
	TCase *tcase;

	tcase = tcase_create("reads");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, counts_of_any_width_with_their_measure);
	tcase_add_test(tcase, answers_in_both_languages);
	tcase_add_test(tcase, states_in_both_languages);
	tcase_add_test(tcase, dates_and_no_date);
	tcase_add_test(tcase, decimals_with_a_per_cent_sign_of_any_width);
	tcase_add_test(tcase, references_to_records);
	suite_add_tcase(suite, tcase);
	return suite;
}
