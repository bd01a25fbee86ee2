/* SPDX-License-Identifier: MIT */
/* test_status.c: states, groups, coverage and the share of the score at risk. */
#include <string.h>

#include "ledger/small.h"

static struct taizhang_status *status;

static void begin(void)
{
	small_begin_official();
	small_write(NOTICE, "通知.docx", "abc");
	small_write(REPORT, "报告.docx", "defg");
	small_scan();
	small_set(NOTICE "/1", "sealed", "yes");
	small_set(REPORT, "deadline", "2017-06-30");
	small_set(TABLE, "deadline", "2017-06-30");
	small_set(NOTICE, "deadline", "2017-06-30");
}

static void end(void)
{
	taizhang_status_free(status);
	status = NULL;
	small_end();
}

static void sum_up(const char *day)
{
	struct taizhang_date date = {0, 0, 0};

	if (day)
		tz_assert_ok(taizhang_date_parse(day, &date, &small.err), &small.err);
	small_check(day);
	taizhang_status_free(status);
	status = taizhang_status_new(small.ledger, small.findings, &date, &small.err);
	tz_assert_ptr(status, &small.err);
}

START_TEST(items_are_complete_incomplete_or_empty)
{
	sum_up(NULL);
	ck_assert_int_eq(taizhang_status_item(status, small_item(NOTICE)), TAIZHANG_ITEM_COMPLETE);
	ck_assert_int_eq(taizhang_status_item(status, small_item(REPORT)), TAIZHANG_ITEM_INCOMPLETE);
	ck_assert_int_eq(taizhang_status_item(status, small_item(TABLE)), TAIZHANG_ITEM_EMPTY);
	ck_assert_int_eq(taizhang_status_item(status, small_item("I-1-1")), 0);
	ck_assert_int_eq(taizhang_status_item(status, NULL), 0);
	ck_assert_uint_eq(taizhang_status_total(status)->items, 5);
	ck_assert_uint_eq(taizhang_status_total(status)->complete, 1);
	ck_assert_uint_eq(taizhang_status_total(status)->incomplete, 1);
	ck_assert_uint_eq(taizhang_status_total(status)->empty, 3);
	ck_assert_uint_eq(taizhang_status_total(status)->records, 2);
	ck_assert_uint_eq(taizhang_status_total(status)->files, 2);
	ck_assert_uint_eq(taizhang_status_total(status)->bytes, 7);
	ck_assert_str_eq(taizhang_status_total(status)->key, "");
}
END_TEST

START_TEST(the_whole_counts_every_finding_and_a_group_its_own)
{
	const struct taizhang_status_row *total, *first, *second;

	sum_up(NULL);
	total = taizhang_status_total(status);
	ck_assert_uint_eq(total->errors, taizhang_findings_count(small.findings, TAIZHANG_ERROR));
	ck_assert_uint_eq(total->warnings, taizhang_findings_count(small.findings, TAIZHANG_WARNING));
	ck_assert_uint_eq(total->notes, taizhang_findings_count(small.findings, TAIZHANG_NOTE));
	first = taizhang_status_get_row(status, TAIZHANG_GROUP_PROJECT, 0);
	second = taizhang_status_get_row(status, TAIZHANG_GROUP_PROJECT, 1);
	ck_assert_uint_eq(first->errors + second->errors, total->errors);
	ck_assert_uint_lt(first->notes + second->notes, total->notes);
}
END_TEST

START_TEST(rows_come_by_project_kind_and_unit)
{
	sum_up(NULL);
	ck_assert_uint_eq(taizhang_status_num_rows(status, TAIZHANG_GROUP_PROJECT), 2);
	ck_assert_str_eq(taizhang_status_get_row(status, TAIZHANG_GROUP_PROJECT, 0)->key, "I-1");
	ck_assert_uint_eq(taizhang_status_get_row(status, TAIZHANG_GROUP_PROJECT, 0)->items, 3);
	ck_assert_uint_eq(taizhang_status_get_row(status, TAIZHANG_GROUP_PROJECT, 1)->empty, 2);
	ck_assert_uint_eq(taizhang_status_num_rows(status, TAIZHANG_GROUP_KIND), 4);
	ck_assert_str_eq(taizhang_status_get_row(status, TAIZHANG_GROUP_KIND, 0)->key, "normative");
	ck_assert_uint_eq(taizhang_status_get_row(status, TAIZHANG_GROUP_KIND, 0)->items, 2);
	ck_assert_uint_eq(taizhang_status_num_rows(status, TAIZHANG_GROUP_UNIT), 2);
	ck_assert_str_eq(taizhang_status_get_row(status, TAIZHANG_GROUP_UNIT, 1)->key, "市统计局");
	ck_assert_ptr_null(taizhang_status_get_row(status, TAIZHANG_GROUP_UNIT, 2));
	ck_assert_uint_eq(taizhang_status_num_rows(status, (enum taizhang_group)9), 0);
}
END_TEST

START_TEST(a_lead_unit_goes_before_the_catalogues)
{
	small_set(NOTICE, "lead", "市委办");
	sum_up(NULL);
	ck_assert_uint_eq(taizhang_status_num_rows(status, TAIZHANG_GROUP_UNIT), 3);
	ck_assert_str_eq(taizhang_status_get_row(status, TAIZHANG_GROUP_UNIT, 0)->key, "市委办");
	small_set(NOTICE, "lead", "");
	ck_assert_str_eq(taizhang_status_get_row(status, TAIZHANG_GROUP_UNIT, 0)->key, "市委办");
}
END_TEST

START_TEST(overdue_is_what_is_not_complete_after_its_day)
{
	sum_up("2017-06-30");
	ck_assert_uint_eq(taizhang_status_total(status)->overdue, 0);
	sum_up("2017-07-01");
	ck_assert_uint_eq(taizhang_status_total(status)->overdue, 2);
	sum_up(NULL);
	ck_assert_uint_eq(taizhang_status_total(status)->overdue, 0);
}
END_TEST

START_TEST(coverage_counts_branches_all_of_whose_items_have_a_record)
{
	size_t of;

	sum_up(NULL);
	ck_assert_uint_eq(taizhang_status_covered_items(status), 2);
	ck_assert_uint_eq(taizhang_status_covered_indicators(status, &of), 0);
	ck_assert_uint_eq(of, 2);
	small_write(TABLE, "表.xlsx", "a");
	small_write(OPINION, "意见.docx", "b");
	small_scan();
	sum_up(NULL);
	ck_assert_uint_eq(taizhang_status_covered_items(status), 4);
	ck_assert_uint_eq(taizhang_status_covered_indicators(status, NULL), 1);
	ck_assert_uint_eq(taizhang_status_covered_contents(status, &of), 1);
	ck_assert_uint_eq(of, 2);
}
END_TEST

START_TEST(the_share_at_risk_is_exact)
{
	/* 72.5 × 4 ÷ 5 */
	sum_up(NULL);
	ck_assert_str_eq(taizhang_status_share_at_risk(status), "58");
	small_set(NOTICE "/1", "sealed", "");
	sum_up(NULL);
	ck_assert_str_eq(taizhang_status_share_at_risk(status), "72.5");
}
END_TEST

START_TEST(it_is_measured_against_the_whole_catalogue)
{
	small_end();
	small_begin("official", TABLE);
	sum_up(NULL);
	/* 72.5 ÷ 5 */
	ck_assert_str_eq(taizhang_status_share_at_risk(status), "14.5");
	ck_assert_uint_eq(taizhang_status_total(status)->items, 1);
	ck_assert_int_eq(taizhang_status_item(status, small_item(NOTICE)), 0);
}
END_TEST

START_TEST(a_third_is_rounded_to_two_places)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &small.err);
	const char *items[10];
	struct taizhang_ledger *ledger;
	size_t of;

	tz_assert_ptr(catalog, &small.err);
	for (size_t i = 0; i < 10; i++)
		items[i] = taizhang_node_code(taizhang_catalog_get_item(catalog, i));
	options.city = "包头市";
	options.year = 2017;
	options.items = items;
	options.num_items = 10;
	ledger = taizhang_ledger_create(temp_path("十项"), catalog, &options, &small.err);
	tz_assert_ptr(ledger, &small.err);
	tz_assert_ok(taizhang_check(ledger, NULL, small.findings, &small.err), &small.err);
	status = taizhang_status_new(ledger, small.findings, NULL, &small.err);
	tz_assert_ptr(status, &small.err);
	/* 73 × 10 ÷ 155 = 4.7096… */
	ck_assert_str_eq(taizhang_status_share_at_risk(status), "4.71");
	ck_assert_uint_eq(taizhang_status_covered_contents(status, &of), 0);
	ck_assert_uint_gt(of, 0);
	taizhang_ledger_free(ledger);
}
END_TEST

START_TEST(bad_arguments_are_refused_and_getters_take_null)
{
	struct taizhang_date bad = {2017, 13, 1};
	size_t of = 7;

	ck_assert_ptr_null(taizhang_status_new(NULL, small.findings, NULL, &small.err));
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&small.err);
	ck_assert_ptr_null(taizhang_status_new(small.ledger, NULL, NULL, &small.err));
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&small.err);
	ck_assert_ptr_null(taizhang_status_new(small.ledger, small.findings, &bad, &small.err));
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	ck_assert_ptr_null(taizhang_status_total(NULL));
	ck_assert_uint_eq(taizhang_status_num_rows(NULL, TAIZHANG_GROUP_KIND), 0);
	ck_assert_ptr_null(taizhang_status_get_row(NULL, TAIZHANG_GROUP_KIND, 0));
	ck_assert_uint_eq(taizhang_status_covered_items(NULL), 0);
	ck_assert_uint_eq(taizhang_status_covered_indicators(NULL, &of), 0);
	ck_assert_uint_eq(of, 0);
	ck_assert_uint_eq(taizhang_status_covered_contents(NULL, NULL), 0);
	ck_assert_str_eq(taizhang_status_share_at_risk(NULL), "");
	taizhang_status_free(NULL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("status");
	TCase *counts = tcase_create("counts"), *shares = tcase_create("shares"), *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(counts, begin, end);
	tcase_add_test(counts, items_are_complete_incomplete_or_empty);
	tcase_add_test(counts, the_whole_counts_every_finding_and_a_group_its_own);
	tcase_add_test(counts, rows_come_by_project_kind_and_unit);
	tcase_add_test(counts, a_lead_unit_goes_before_the_catalogues);
	tcase_add_test(counts, overdue_is_what_is_not_complete_after_its_day);
	tcase_add_test(counts, coverage_counts_branches_all_of_whose_items_have_a_record);
	suite_add_tcase(suite, counts);
	tcase_add_checked_fixture(shares, begin, end);
	tcase_add_test(shares, the_share_at_risk_is_exact);
	tcase_add_test(shares, it_is_measured_against_the_whole_catalogue);
	tcase_add_test(shares, a_third_is_rounded_to_two_places);
	suite_add_tcase(suite, shares);
	tcase_add_checked_fixture(refuses, begin, end);
	tcase_add_test(refuses, bad_arguments_are_refused_and_getters_take_null);
	suite_add_tcase(suite, refuses);
	return suite;
}
