/* SPDX-License-Identifier: MIT */
/* test_bounds.c: the box of coordinates in which a city lies. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "ledger/ledger.h"

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

START_TEST(a_box_is_read_however_it_is_typed)
{
	struct taizhang_bounds b;

	tz_assert_ok(taizhang_bounds_parse("40.25,109,42.7,+111.4", &b, &err), &err);
	ck_assert_double_eq_tol(b.south, 40.25, 1e-9);
	ck_assert_double_eq_tol(b.west, 109, 1e-9);
	ck_assert_double_eq_tol(b.north, 42.7, 1e-9);
	ck_assert_double_eq_tol(b.east, 111.4, 1e-9);
	tz_assert_ok(taizhang_bounds_parse(" -33.5 ，-70.25， 12.123456789 ， １１１.５ ", &b, &err), &err);
	ck_assert_double_eq_tol(b.south, -33.5, 1e-9);
	ck_assert_double_eq_tol(b.north, 12.123456789, 1e-9);
	ck_assert_double_eq_tol(b.east, 111.5, 1e-9);
	tz_assert_ok(taizhang_bounds_parse("-90,-180,90,180", &b, &err), &err);
}
END_TEST

START_TEST(what_is_no_box_is_refused)
{
	static const char *const wrong[] = {
		"", "40", "40,109,42", "40,109,42,111,1", "40,109,42,111x", "a,b,c,d", "42,109,40,111", "40,111,42,109", "40,109,40,111",
		"-90.5,109,42,111", "40,109,90.1,111", "40,-181,42,111", "40,109,42,180.5", "40,,42,111", ".5,109,42,111", "00040,109,42,111",
		"nan,109,42,111", "40e1,109,42,111", "\xff\xfe",
	};
	struct taizhang_bounds b = {1, 2, 3, 4};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		taizhang_error_clear(&err);
		ck_assert_msg(taizhang_bounds_parse(wrong[i], &b, &err) == -1, "read: %s", wrong[i]);
		tz_assert_code(&err, TAIZHANG_E_INVAL);
	}
	ck_assert_double_eq_tol(b.south, 1, 1e-9);
	ck_assert_int_eq(taizhang_bounds_parse(NULL, &b, NULL), -1);
	ck_assert_int_eq(taizhang_bounds_parse("40,109,42,111", NULL, NULL), -1);
}
END_TEST

START_TEST(a_ledger_keeps_its_box_in_xml_of_version_1_1)
{
	struct taizhang_ledger *again;
	char *xml, *second;

	ck_assert_str_eq(taizhang_ledger_bounds(ledger), "");
	xml = sample_xml(ledger);
	ck_assert_ptr_nonnull(strstr(xml, "version=\"1.0\""));
	free(xml);
	tz_assert_ok(taizhang_ledger_set(ledger, ".", "地理范围", "40.2， 109.2，42.7，111.4", &err), &err);
	ck_assert_str_eq(taizhang_ledger_bounds(ledger), "40.2,109.2,42.7,111.4");
	xml = sample_xml(ledger);
	ck_assert_ptr_nonnull(strstr(xml, "version=\"1.1\""));
	ck_assert_ptr_nonnull(strstr(xml, "bounds=\"40.2,109.2,42.7,111.4\""));
	again = sample_read(xml, NULL, &err);
	tz_assert_ptr(again, &err);
	second = sample_xml(again);
	ck_assert_str_eq(xml, second);
	free(xml);
	free(second);
	taizhang_ledger_free(again);
	ck_assert_int_eq(taizhang_ledger_set(ledger, ".", "bounds", "1,2,3", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_error_id(&err), "field-bounds");
	ck_assert_str_eq(taizhang_ledger_bounds(ledger), "40.2,109.2,42.7,111.4");
	tz_assert_ok(taizhang_ledger_set_bounds(ledger, " ", &err), &err);
	ck_assert_str_eq(taizhang_ledger_bounds(ledger), "");
	ck_assert_str_eq(taizhang_ledger_bounds(NULL), "");
	ck_assert_int_eq(taizhang_ledger_set_bounds(NULL, "", NULL), -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bounds");
	TCase *tcase = tcase_create("bounds");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_box_is_read_however_it_is_typed);
	tcase_add_test(tcase, what_is_no_box_is_refused);
	tcase_add_test(tcase, a_ledger_keeps_its_box_in_xml_of_version_1_1);
	suite_add_tcase(suite, tcase);
	return suite;
}
