/* SPDX-License-Identifier: MIT */
/* test_event.c: what was done to an item, oldest first. */
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

static void add(int64_t time, const char *who)
{
	tz_assert_ok(taizhang_ledger_add_event(ledger, sample_item(ledger, "M001"), time, who,
					       "reviewed", NULL, NULL, &err),
		     &err);
}

START_TEST(they_stand_oldest_first_and_in_the_order_of_adding)
{
	const struct taizhang_node *item = sample_item(ledger, "M001");

	add(200, "b");
	add(100, "a");
	add(200, "c");
	ck_assert_uint_eq(taizhang_ledger_num_events(ledger, item), 3);
	ck_assert_str_eq(taizhang_event_who(taizhang_ledger_get_event(ledger, item, 0)), "a");
	ck_assert_str_eq(taizhang_event_who(taizhang_ledger_get_event(ledger, item, 1)), "b");
	ck_assert_str_eq(taizhang_event_who(taizhang_ledger_get_event(ledger, item, 2)), "c");
	ck_assert_ptr_null(taizhang_ledger_get_event(ledger, item, 3));
	ck_assert_int_eq(taizhang_event_time(taizhang_ledger_get_event(ledger, item, 0)), 100);
}
END_TEST

START_TEST(outcome_and_note_may_be_left_out)
{
	const struct taizhang_node *item = sample_item(ledger, "M001");
	const struct taizhang_event *event;

	add(1, "市创城办");
	event = taizhang_ledger_get_event(ledger, item, 0);
	ck_assert_str_eq(taizhang_event_action(event), "reviewed");
	ck_assert_str_eq(taizhang_event_outcome(event), "");
	ck_assert_str_eq(taizhang_event_note(event), "");
}
END_TEST

START_TEST(someone_must_have_done_something)
{
	const struct taizhang_node *item = sample_item(ledger, "M001");

	ck_assert_int_eq(
		taizhang_ledger_add_event(ledger, item, 1, "", "reviewed", NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(err.where, "who");
	ck_assert_int_eq(taizhang_ledger_add_event(ledger, item, 1, "a", " ", NULL, NULL, NULL),
			 -1);
	ck_assert_int_eq(taizhang_ledger_add_event(ledger, item, 1, "a", "b", "\xFF", NULL, NULL),
			 -1);
	ck_assert_int_eq(taizhang_ledger_add_event(ledger, NULL, 1, "a", "b", NULL, NULL, NULL),
			 -1);
	ck_assert_int_eq(taizhang_ledger_add_event(NULL, item, 1, "a", "b", NULL, NULL, NULL), -1);
	ck_assert_uint_eq(taizhang_ledger_num_events(ledger, item), 0);
}
END_TEST

START_TEST(no_event_is_nothing)
{
	ck_assert_int_eq(taizhang_event_time(NULL), 0);
	ck_assert_str_eq(taizhang_event_who(NULL), "");
	ck_assert_str_eq(taizhang_event_action(NULL), "");
	ck_assert_str_eq(taizhang_event_outcome(NULL), "");
	ck_assert_str_eq(taizhang_event_note(NULL), "");
	ck_assert_uint_eq(taizhang_ledger_num_events(NULL, NULL), 0);
	ck_assert_ptr_null(taizhang_ledger_get_event(ledger, NULL, 0));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("event");
	TCase *tcase;

	tcase = tcase_create("events");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, they_stand_oldest_first_and_in_the_order_of_adding);
	tcase_add_test(tcase, outcome_and_note_may_be_left_out);
	tcase_add_test(tcase, someone_must_have_done_something);
	tcase_add_test(tcase, no_event_is_nothing);
	suite_add_tcase(suite, tcase);
	return suite;
}
