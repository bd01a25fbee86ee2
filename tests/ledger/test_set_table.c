/* SPDX-License-Identifier: MIT */
/* test_set_table.c: a table is taken whole or not at all. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "harness/temp.h"

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

static void take(const char *table)
{
	temp_write_text("t.csv", table);
	tz_assert_ok(taizhang_ledger_set_from_table(ledger, temp_path("t.csv"), NULL, NULL, &err),
		     &err);
}

START_TEST(rows_in_any_encoding_with_further_columns)
{
	size_t num;

	temp_write_text(
		"a.csv",
		"\xEF\xBB\xBF"
		"field,about,value,target\r\nlead,x,市委宣传部,M001\r\nco,,\"甲;乙\",M001\r\n");
	tz_assert_ok(taizhang_ledger_set_from_table(ledger, temp_path("a.csv"), NULL, &num, &err),
		     &err);
	ck_assert_uint_eq(num, 2);
	ck_assert_str_eq(taizhang_assignment_co(ledger, sample_item(ledger, "M001")), "甲;乙");
	/* 目标,字段,值 / M001,牵头单位,教育局 as Excel on a Chinese Windows writes them. */
	temp_write_text("b.csv", "\xC4\xBF\xB1\xEA,\xD7\xD6\xB6\xCE,\xD6\xB5\r\n"
				 "M001,\xC7\xA3\xCD\xB7\xB5\xA5\xCE\xBB,\xBD\xCC\xD3\xFD\xBE\xD6\r\n");
	tz_assert_ok(taizhang_ledger_set_from_table(ledger, temp_path("b.csv"), NULL, NULL, &err),
		     &err);
	ck_assert_str_eq(taizhang_assignment_lead(ledger, sample_item(ledger, "M001")), "教育局");
}
END_TEST

START_TEST(a_later_row_builds_on_an_earlier_one)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	take("target,field,value\nM001/1,kind,report\nM001/1,words,500\nM001/1,number,\n");
	ck_assert_int_eq(taizhang_report_words(record), 500);
}
END_TEST

START_TEST(an_apostrophe_before_a_formula_falls_away)
{
	take("target,field,value\nM001,lead,'=1+1\nM001,owner,''@x\nM001,co,'quoted\n");
	ck_assert_str_eq(taizhang_assignment_lead(ledger, sample_item(ledger, "M001")), "=1+1");
	ck_assert_str_eq(taizhang_assignment_owner(ledger, sample_item(ledger, "M001")), "'@x");
	ck_assert_str_eq(taizhang_assignment_co(ledger, sample_item(ledger, "M001")), "'quoted");
}
END_TEST

START_TEST(every_bad_row_in_one_run_and_leaves_the_ledger_as_it_was)
{
	static const char *const ids[] = {"set-target", "set-field", "set-other-kind",
					  "set-value",  "set-value", "set-kind"};
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	char *before, *after;
	size_t num = 9;

	sample_fill(ledger);
	before = sample_xml(ledger);
	temp_write_text(
		"a.csv",
		"target,field,value\nM001,lead,甲\nM999,lead,甲\nM001,leader,甲\nM001/1,words,5\n"
		"M001,deadline,2017-02-30\nM001/1,sealed,maybe\nM001/1,kind,image\nM001/"
		"1,title,丙\n"
		".,city,丁\nT001,value,7\nN01,note,戊\nM001/1/通知-盖章页.jpg,role,body\n");
	ck_assert_int_eq(
		taizhang_ledger_set_from_table(ledger, temp_path("a.csv"), findings, &num, &err),
		-1);
	tz_assert_code(&err, TAIZHANG_E_REFUSED);
	ck_assert_int_eq(err.number, 6);
	ck_assert_uint_eq(num, 0);
	ck_assert_uint_eq(taizhang_findings_num(findings), 6);
	for (size_t i = 0; i < 6; i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(findings, i);

		ck_assert_str_eq(taizhang_finding_id(finding), ids[i]);
		ck_assert_int_eq(taizhang_finding_line(finding), (int64_t)i + 3);
		ck_assert_str_eq(taizhang_finding_file(finding), temp_path("a.csv"));
	}
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 0)), "M999");
	ck_assert_str_eq(taizhang_finding_expected(taizhang_findings_get(findings, 1)),
			 "lead, co, owner, deadline, review");
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 3)),
			 "M001 deadline=2017-02-30");
	ck_assert_str_eq(taizhang_finding_item(taizhang_findings_get(findings, 4)), "I-1-1-1-1");
	ck_assert_uint_eq(taizhang_finding_record(taizhang_findings_get(findings, 4)), 1);
	ck_assert_str_eq(taizhang_finding_expected(taizhang_findings_get(findings, 4)), "yes, no");
	after = sample_xml(ledger);
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(rows_that_are_torn)
{
	struct taizhang_findings *findings = taizhang_findings_new(&err);

	temp_write_text("a.csv", "target,field,value\nM001,lead,甲,乙,丙\nM001,owner,\"x\"y\n");
	ck_assert_int_eq(
		taizhang_ledger_set_from_table(ledger, temp_path("a.csv"), findings, NULL, &err),
		-1);
	tz_assert_code(&err, TAIZHANG_E_REFUSED);
	ck_assert_uint_ge(taizhang_findings_num(findings), 2);
	ck_assert_str_eq(taizhang_finding_id(taizhang_findings_get(findings, 0)), "set-row");
	ck_assert_int_eq(taizhang_finding_line(taizhang_findings_get(findings, 0)), 2);
	ck_assert_str_eq(taizhang_assignment_lead(ledger, sample_item(ledger, "M001")), "");
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_table_without_its_columns_or_that_is_not_there)
{
	temp_write_text("a.csv", "target,value\nM001,甲\n");
	ck_assert_int_eq(
		taizhang_ledger_set_from_table(ledger, temp_path("a.csv"), NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	taizhang_error_clear(&err);
	ck_assert_int_eq(
		taizhang_ledger_set_from_table(ledger, temp_path("none.csv"), NULL, NULL, &err),
		-1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(taizhang_ledger_set_from_table(ledger, NULL, NULL, NULL, NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set_from_table(NULL, "a", NULL, NULL, NULL), -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("set_table");
	TCase *tcase;

	tcase = tcase_create("takes");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, rows_in_any_encoding_with_further_columns);
	tcase_add_test(tcase, a_later_row_builds_on_an_earlier_one);
	tcase_add_test(tcase, an_apostrophe_before_a_formula_falls_away);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, every_bad_row_in_one_run_and_leaves_the_ledger_as_it_was);
	tcase_add_test(tcase, rows_that_are_torn);
	tcase_add_test(tcase, a_table_without_its_columns_or_that_is_not_there);
	suite_add_tcase(suite, tcase);
	return suite;
}
