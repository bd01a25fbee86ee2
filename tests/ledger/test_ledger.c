/* SPDX-License-Identifier: MIT */
/* test_ledger.c: a ledger in memory says what it was told, and refuses what cannot be. */
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

START_TEST(what_is_set_is_told)
{
	struct taizhang_date from = {2016, 8, 0}, to = {2017, 7, 0};

	tz_assert_ok(taizhang_ledger_set_city(ledger, "邹城市", &err), &err);
	tz_assert_ok(taizhang_ledger_set_year(ledger, 2018, &err), &err);
	tz_assert_ok(taizhang_ledger_set_unit(ledger, "市教育局", &err), &err);
	tz_assert_ok(taizhang_ledger_set_contact(ledger, "办公室", &err), &err);
	tz_assert_ok(taizhang_ledger_set_window(ledger, &from, &to, &err), &err);
	tz_assert_ok(taizhang_ledger_set_revision(ledger, 3, "abc", &err), &err);
	ck_assert_str_eq(taizhang_ledger_city(ledger), "邹城市");
	ck_assert_int_eq(taizhang_ledger_year(ledger), 2018);
	ck_assert_str_eq(taizhang_ledger_unit(ledger), "市教育局");
	ck_assert_str_eq(taizhang_ledger_contact(ledger), "办公室");
	ck_assert_int_eq(taizhang_ledger_from(ledger).month, 8);
	ck_assert_int_eq(taizhang_ledger_to(ledger).year, 2017);
	ck_assert_uint_eq(taizhang_ledger_revision(ledger), 3);
	ck_assert_str_eq(taizhang_ledger_supersedes(ledger), "abc");
}
END_TEST

START_TEST(a_new_ledger_has_no_folder_and_the_first_revision)
{
	ck_assert_ptr_null(taizhang_ledger_directory(ledger));
	ck_assert_uint_eq(taizhang_ledger_revision(ledger), 1);
	ck_assert_str_eq(taizhang_ledger_supersedes(ledger), "");
	ck_assert_str_eq(taizhang_ledger_unit(ledger), "");
	ck_assert_int_eq(taizhang_ledger_changed(ledger), 0);
	ck_assert_str_eq(taizhang_catalog_id(taizhang_ledger_catalog(ledger)),
			 "ncc-2017-reconstructed");
}
END_TEST

START_TEST(a_window_may_be_open_at_an_end)
{
	struct taizhang_date from = {2016, 8, 0};

	tz_assert_ok(taizhang_ledger_set_window(ledger, &from, NULL, &err), &err);
	ck_assert_int_eq(taizhang_ledger_to(ledger).year, 0);
	tz_assert_ok(taizhang_ledger_set_window(ledger, NULL, NULL, &err), &err);
	ck_assert_int_eq(taizhang_ledger_from(ledger).year, 0);
}
END_TEST

START_TEST(a_window_may_end_in_the_year_in_which_it_begins)
{
	struct taizhang_date from = {2017, 8, 0}, to = {2017, 0, 0};

	tz_assert_ok(taizhang_ledger_set_window(ledger, &from, &to, &err), &err);
}
END_TEST

START_TEST(a_window_that_ends_before_it_begins)
{
	struct taizhang_date from = {2017, 8, 0}, to = {2017, 7, 31};

	ck_assert_int_eq(taizhang_ledger_set_window(ledger, &from, &to, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_ledger_from(ledger).year, 0);
}
END_TEST

START_TEST(a_date_that_does_not_exist)
{
	struct taizhang_date from = {2017, 2, 30};

	ck_assert_int_eq(taizhang_ledger_set_window(ledger, &from, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_error_id(&err), "date");
}
END_TEST

START_TEST(a_blank_city_and_a_year_before_the_republic)
{
	ck_assert_int_eq(taizhang_ledger_set_city(ledger, " ", &err), -1);
	ck_assert_int_eq(taizhang_ledger_set_city(ledger, NULL, NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set_year(ledger, 1948, NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set_year(ledger, 10000, NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set_revision(ledger, 0, NULL, NULL), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_ledger_city(ledger), "包头市");
	ck_assert_int_eq(taizhang_ledger_year(ledger), 2017);
	ck_assert_uint_eq(taizhang_ledger_revision(ledger), 1);
}
END_TEST

START_TEST(texts_that_xml_cannot_hold)
{
	static const char *const bad[] = {"\xFF", "a\x01", "\xC0\x80", "\xEF\xBF\xBF",
					  "\xED\xA0\x80"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_int_eq(taizhang_ledger_set_unit(ledger, bad[i], NULL), -1);
	tz_assert_ok(taizhang_ledger_set_unit(ledger, "\t\n\r𠮷", &err), &err);
	ck_assert_int_eq(taizhang_ledger_set_contact(ledger, "\xFF", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(err.where, "contact");
	ck_assert_str_eq(taizhang_ledger_contact(ledger), "");
}
END_TEST

START_TEST(no_ledger)
{
	ck_assert_int_eq(taizhang_ledger_set_city(NULL, "a", NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set_year(NULL, 2017, NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set_unit(NULL, "a", NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set_contact(NULL, "a", NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set_window(NULL, NULL, NULL, NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set_revision(NULL, 1, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_ledger_city(NULL), "");
	ck_assert_str_eq(taizhang_ledger_unit(NULL), "");
	ck_assert_str_eq(taizhang_ledger_contact(NULL), "");
	ck_assert_str_eq(taizhang_ledger_supersedes(NULL), "");
	ck_assert_int_eq(taizhang_ledger_year(NULL), 0);
	ck_assert_int_eq(taizhang_ledger_from(NULL).year, 0);
	ck_assert_int_eq(taizhang_ledger_to(NULL).year, 0);
	ck_assert_uint_eq(taizhang_ledger_revision(NULL), 0);
	ck_assert_int_eq(taizhang_ledger_changed(NULL), 0);
	ck_assert_ptr_null(taizhang_ledger_catalog(NULL));
	ck_assert_ptr_null(taizhang_ledger_directory(NULL));
	taizhang_ledger_free(NULL);
	taizhang_text_free(NULL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("ledger");
	TCase *tcase;

	tcase = tcase_create("identity");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_is_set_is_told);
	tcase_add_test(tcase, a_new_ledger_has_no_folder_and_the_first_revision);
	tcase_add_test(tcase, a_window_may_be_open_at_an_end);
	tcase_add_test(tcase, a_window_may_end_in_the_year_in_which_it_begins);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_window_that_ends_before_it_begins);
	tcase_add_test(tcase, a_date_that_does_not_exist);
	tcase_add_test(tcase, a_blank_city_and_a_year_before_the_republic);
	tcase_add_test(tcase, texts_that_xml_cannot_hold);
	tcase_add_test(tcase, no_ledger);
	suite_add_tcase(suite, tcase);
	return suite;
}
