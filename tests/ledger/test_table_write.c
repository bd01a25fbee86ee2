/* SPDX-License-Identifier: MIT */
/* test_table_write.c: the table of all fields goes out and comes in again. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "harness/temp.h"
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
	temp_remove();
}

static size_t lines(const char *text)
{
	size_t num = 0;

	for (const char *p = strstr(text, "\r\n"); p; p = strstr(p + 2, "\r\n"))
		num++;
	return num;
}

START_TEST(a_mark_a_header_and_every_field_of_every_target)
{
	char *table = taizhang_ledger_table(ledger, &err);

	tz_assert_ptr(table, &err);
	ck_assert_int_eq(strncmp(table, "\xEF\xBB\xBF" "target,field,value,about\r\n", 29), 0);
	ck_assert_uint_eq(lines(table), 1 + 8 + 155 * 5 + 96 * 5 + 30 * 2);
	ck_assert_ptr_nonnull(strstr(table, "\r\nI-1-1-1-1,lead,,党的十九大精神学习宣传工作方案 · 牵头单位\r\n"));
	taizhang_text_free(table);
	ck_assert_ptr_null(taizhang_ledger_table(NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(only_what_is_in_scope)
{
	struct taizhang_ledger *of =
		sample_read("<ledger xmlns=\"urn:taizhang:ledger:1\" version=\"1.0\" city=\"a\" "
			    "year=\"2017\" catalog=\"ncc-2017-reconstructed\">"
			    "<scope type=\"items\"><item code=\"M001\"/></scope></ledger>",
			    NULL, &err);
	char *table = taizhang_ledger_table(of, &err);

	tz_assert_ptr(table, &err);
	ck_assert_uint_eq(lines(table), 1 + 8 + 5);
	taizhang_text_free(table);
	taizhang_ledger_free(of);
}
END_TEST

START_TEST(what_goes_out_comes_in_and_changes_nothing)
{
	char *table, *before, *after;
	size_t num;

	sample_fill(ledger);
	tz_assert_ok(taizhang_ledger_set(ledger, "M001", "owner", "=HYPERLINK(1)", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "M002", "owner", "'+86", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "M003", "owner", "a,\"b\"\nc", &err), &err);
	before = sample_xml(ledger);
	table = taizhang_ledger_table(ledger, &err);
	tz_assert_ptr(table, &err);
	ck_assert_ptr_null(strstr(table, ",=HYPERLINK"));
	temp_write_text("t.csv", table);
	tz_assert_ok(taizhang_ledger_set_from_table(ledger, temp_path("t.csv"), NULL, &num, &err),
		     &err);
	ck_assert_uint_gt(num, 1000);
	after = sample_xml(ledger);
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
	taizhang_text_free(table);
}
END_TEST

START_TEST(an_empty_ledger_takes_the_table_of_a_full_one)
{
	struct taizhang_ledger *empty = sample_ledger();
	char *table, *full;

	sample_fill(ledger);
	tz_ledger_remove_record(ledger,
				taizhang_ledger_get_record(ledger, sample_item(ledger, "M001"), 0));
	for (int kind = TAIZHANG_KIND_REPORT; kind <= TAIZHANG_KIND_TABLE; kind++)
		tz_ledger_remove_record(ledger, taizhang_ledger_get_record(
			ledger, sample_item_of(ledger, (enum taizhang_kind)kind), 0));
	ledger->items[0].num_events = 0;
	tz_event_clear(&ledger->items[0].events[0]);
	table = taizhang_ledger_table(ledger, &err);
	temp_write_text("t.csv", table);
	tz_assert_ok(taizhang_ledger_set_from_table(empty, temp_path("t.csv"), NULL, NULL, &err),
		     &err);
	empty->changed = ledger->changed;
	full = sample_xml(ledger);
	taizhang_text_free(table);
	table = sample_xml(empty);
	ck_assert_str_eq(table, full);
	free(table);
	free(full);
	taizhang_ledger_free(empty);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("table_write");
	TCase *tcase;

	tcase = tcase_create("writes");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_mark_a_header_and_every_field_of_every_target);
	tcase_add_test(tcase, only_what_is_in_scope);
	tcase_add_test(tcase, what_goes_out_comes_in_and_changes_nothing);
	tcase_add_test(tcase, an_empty_ledger_takes_the_table_of_a_full_one);
	suite_add_tcase(suite, tcase);
	return suite;
}
