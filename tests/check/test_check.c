/* SPDX-License-Identifier: MIT */
/* test_check.c: a check runs every family, says what rests on what, and changes nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/small.h"

static void begin_reconstructed(void)
{
	small_begin("reconstructed", NULL);
}

START_TEST(an_empty_official_ledger_lacks_everything)
{
	small_check(NULL);
	ck_assert_uint_eq(small_count("item-empty"), 5);
	ck_assert_uint_eq(small_count("lead-missing"), 1);
	ck_assert_uint_eq(small_count("owner-missing"), 1);
	ck_assert_uint_eq(small_count("deadline-missing"), 1);
	ck_assert_uint_eq(small_count("negative-undeclared"), 1);
	ck_assert_uint_eq(taizhang_findings_num(small.findings), 9);
	ck_assert_uint_eq(taizhang_findings_count(small.findings, TAIZHANG_ERROR), 5);
}
END_TEST

START_TEST(the_whole_comes_first_and_items_follow_in_order)
{
	const char *last = "";

	small_check(NULL);
	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++) {
		const char *item = taizhang_finding_item(taizhang_findings_get(small.findings, i));

		ck_assert_str_ge(item, last);
		last = item;
	}
}
END_TEST

START_TEST(findings_name_the_unit_that_answers)
{
	small_set(NOTICE, "lead", "市委办");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_unit(small_find("item-empty")), "市委办");
	ck_assert_str_eq(taizhang_finding_unit(taizhang_findings_get(small.findings, taizhang_findings_num(small.findings) - 1)),
			 "市统计局");
}
END_TEST

START_TEST(an_official_edition_has_no_caveat)
{
	small_check(NULL);
	small_none("edition-reconstructed");
	small_none("edition-local");
}
END_TEST

START_TEST(a_reconstructed_edition_says_so_once_at_the_head)
{
	small_check(NULL);
	ck_assert_uint_eq(small_count("edition-reconstructed"), 1);
	ck_assert_str_eq(taizhang_finding_id(taizhang_findings_get(small.findings, 0)), "edition-reconstructed");
	ck_assert_int_eq(taizhang_finding_severity(small_find("edition-reconstructed")), TAIZHANG_NOTE);
}
END_TEST

START_TEST(its_captions_and_thresholds_make_warnings_at_most)
{
	small_write(REPORT, "1.jpg", "1");
	small_write(TABLE, "表.xlsx", "1");
	small_scan();
	small_set("T1", "value", "90");
	small_set("T1", "unit", "%");
	small_check(NULL);
	ck_assert_int_eq(taizhang_finding_severity(small_find("caption-missing")), TAIZHANG_WARNING);
	ck_assert_int_eq(taizhang_finding_severity(small_find("threshold-unreached")), TAIZHANG_WARNING);
}
END_TEST

START_TEST(a_local_edition_says_so)
{
	small_end();
	small_begin("local", NULL);
	small_check(NULL);
	ck_assert_uint_eq(small_count("edition-local"), 1);
	small_none("edition-reconstructed");
}
END_TEST

START_TEST(only_the_scope_is_judged)
{
	small_end();
	small_begin("official", TABLE);
	small_check(NULL);
	ck_assert_uint_eq(small_count("item-empty"), 1);
	ck_assert_str_eq(taizhang_finding_item(small_find("item-empty")), TABLE);
	/* N3 belongs to the item's indicator; N1 does not, N2 concerns the whole city. */
	ck_assert_str_eq(taizhang_finding_found(small_find("negative-undeclared")), "N3");
}
END_TEST

START_TEST(one_cause_in_many_records_is_one_finding)
{
	const struct taizhang_finding *finding;
	char name[32], text[512];

	for (int i = 1; i <= 3; i++) {
		snprintf(name, sizeof name, "%d.docx", i);
		small_write(NOTICE, name, name);
	}
	small_scan();
	small_check(NULL);
	ck_assert_uint_eq(small_count("field-missing"), 3);
	ck_assert_uint_eq(taizhang_finding_record(small_find("field-missing")), 1);
	small_write(NOTICE, "4.docx", "4");
	small_scan();
	small_check(NULL);
	ck_assert_uint_eq(small_count("field-missing"), 1);
	finding = small_find("field-missing");
	ck_assert_uint_eq(taizhang_finding_record(finding), 0);
	ck_assert_str_eq(taizhang_finding_found(finding), "1、2、3…");
	taizhang_finding_text(finding, TAIZHANG_LANG_ZH, text, sizeof text);
	ck_assert_str_eq(text, NOTICE " 有 4 份材料（1、2、3…）没有填写发文字号、发文机关、成文日期");
	taizhang_finding_text(finding, TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_str_eq(text, NOTICE ": 4 records (1、2、3…): these fields are empty: number issuer date");
	/* Another cause stays another finding. */
	small_set(NOTICE "/2", "issuer", "市教育局");
	small_check(NULL);
	ck_assert_uint_eq(small_count("field-missing"), 4);
}
END_TEST

START_TEST(a_check_changes_nothing)
{
	char *before, *after;

	small_write(NOTICE, "通知.docx", "a");
	small_scan();
	small_reopen();
	before = temp_read(temp_path("台账/ledger.xml"), NULL);
	small_check("2017-06-01");
	tz_assert_ok(taizhang_ledger_save(small.ledger, &small.err), &small.err);
	after = temp_read(temp_path("台账/ledger.xml"), NULL);
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
}
END_TEST

static int stop(void *data)
{
	(void)data;
	return 1;
}

START_TEST(a_check_can_be_cancelled)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;

	options.progress.cancel = stop;
	options.look_at_files = false;
	ck_assert_int_eq(taizhang_check(small.ledger, &options, small.findings, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_CANCELLED);
}
END_TEST

START_TEST(bad_arguments_are_refused)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;

	ck_assert_int_eq(taizhang_check(NULL, NULL, small.findings, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&small.err);
	ck_assert_int_eq(taizhang_check(small.ledger, NULL, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&small.err);
	options.date = (struct taizhang_date){2017, 2, 30};
	ck_assert_int_eq(taizhang_check(small.ledger, &options, small.findings, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&small.err);
	options.size = 0;
	ck_assert_int_eq(taizhang_check(small.ledger, &options, small.findings, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check");
	TCase *judges = tcase_create("judges"), *caveats = tcase_create("caveats"), *runs = tcase_create("runs");

	tcase_add_checked_fixture(judges, small_begin_official, small_end);
	tcase_add_test(judges, an_empty_official_ledger_lacks_everything);
	tcase_add_test(judges, the_whole_comes_first_and_items_follow_in_order);
	tcase_add_test(judges, findings_name_the_unit_that_answers);
	tcase_add_test(judges, an_official_edition_has_no_caveat);
	tcase_add_test(judges, a_local_edition_says_so);
	tcase_add_test(judges, only_the_scope_is_judged);
	tcase_add_test(judges, one_cause_in_many_records_is_one_finding);
	suite_add_tcase(suite, judges);
	tcase_add_checked_fixture(caveats, begin_reconstructed, small_end);
	tcase_add_test(caveats, a_reconstructed_edition_says_so_once_at_the_head);
	tcase_add_test(caveats, its_captions_and_thresholds_make_warnings_at_most);
	suite_add_tcase(suite, caveats);
	tcase_add_checked_fixture(runs, small_begin_official, small_end);
	tcase_add_test(runs, a_check_changes_nothing);
	tcase_add_test(runs, a_check_can_be_cancelled);
	tcase_add_test(runs, bad_arguments_are_refused);
	suite_add_tcase(suite, runs);
	return suite;
}
