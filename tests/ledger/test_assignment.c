/* SPDX-License-Identifier: MIT */
/* test_assignment.c: who answers for an item, and until when. */
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

START_TEST(what_was_assigned_is_told)
{
	const struct taizhang_node *item = sample_item(ledger, "M001");
	struct taizhang_date day = {2017, 9, 30};

	tz_assert_ok(taizhang_assignment_set_lead(ledger, item, "市委宣传部", &err), &err);
	tz_assert_ok(taizhang_assignment_set_owner(ledger, item, "资料员", &err), &err);
	tz_assert_ok(taizhang_assignment_set_deadline(ledger, item, &day, &err), &err);
	tz_assert_ok(taizhang_assignment_set_review(ledger, item, 30, &err), &err);
	ck_assert_str_eq(taizhang_assignment_lead(ledger, item), "市委宣传部");
	ck_assert_str_eq(taizhang_assignment_owner(ledger, item), "资料员");
	ck_assert_int_eq(taizhang_assignment_deadline(ledger, item).day, 30);
	ck_assert_uint_eq(taizhang_assignment_review(ledger, item), 30);
	ck_assert_str_eq(taizhang_assignment_lead(ledger, sample_item(ledger, "M002")), "");
}
END_TEST

START_TEST(co_units_may_be_parted_in_any_way)
{
	const struct taizhang_node *item = sample_item(ledger, "M001");

	tz_assert_ok(taizhang_assignment_set_co(
			     ledger, item, " 甲局、乙局\uFF0C丙局\uFF1B丁局,, 戊局;己 局 ;", &err),
		     &err);
	ck_assert_str_eq(taizhang_assignment_co(ledger, item), "甲局;乙局;丙局;丁局;戊局;己 局");
	tz_assert_ok(taizhang_assignment_set_co(ledger, item, " 、; ", &err), &err);
	ck_assert_str_eq(taizhang_assignment_co(ledger, item), "");
	tz_assert_ok(taizhang_assignment_set_co(ledger, item, "甲局", &err), &err);
	ck_assert_str_eq(taizhang_assignment_co(ledger, item), "甲局");
	tz_assert_ok(taizhang_assignment_set_co(ledger, item, NULL, &err), &err);
	ck_assert_str_eq(taizhang_assignment_co(ledger, item), "");
}
END_TEST

START_TEST(what_is_no_item_of_the_ledger)
{
	const struct taizhang_node *content = taizhang_node_parent(sample_item(ledger, "M001"));

	ck_assert_int_eq(taizhang_assignment_set_lead(ledger, content, "a", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_assignment_set_co(ledger, NULL, "a", NULL), -1);
	ck_assert_int_eq(taizhang_assignment_set_owner(NULL, content, "a", NULL), -1);
	ck_assert_int_eq(taizhang_assignment_set_deadline(ledger, content, NULL, NULL), -1);
	ck_assert_int_eq(taizhang_assignment_set_review(ledger, content, 1, NULL), -1);
	ck_assert_str_eq(taizhang_assignment_lead(ledger, content), "");
	ck_assert_str_eq(taizhang_assignment_co(NULL, NULL), "");
	ck_assert_str_eq(taizhang_assignment_owner(ledger, NULL), "");
	ck_assert_int_eq(taizhang_assignment_deadline(ledger, content).year, 0);
	ck_assert_uint_eq(taizhang_assignment_review(ledger, content), 0);
}
END_TEST

START_TEST(bad_texts_and_dates)
{
	const struct taizhang_node *item = sample_item(ledger, "M001");
	struct taizhang_date day = {2017, 9, 31};

	ck_assert_int_eq(taizhang_assignment_set_co(ledger, item, "\xFF", NULL), -1);
	ck_assert_int_eq(taizhang_assignment_set_lead(ledger, item, "\x02", NULL), -1);
	ck_assert_int_eq(taizhang_assignment_set_deadline(ledger, item, &day, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("assignment");
	TCase *tcase;

	tcase = tcase_create("fields");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_was_assigned_is_told);
	tcase_add_test(tcase, co_units_may_be_parted_in_any_way);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_is_no_item_of_the_ledger);
	tcase_add_test(tcase, bad_texts_and_dates);
	suite_add_tcase(suite, tcase);
	return suite;
}
