/* SPDX-License-Identifier: MIT */
/* test_target_set.c: one verb sets every field, and says what is wrong with what was asked. */
#include <string.h>

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

/* where and detail NULL are not looked at. */
static void refuses(const char *target, const char *field, const char *value, int code,
		    const char *where, const char *detail)
{
	char text[2048];

	taizhang_error_clear(&err);
	ck_assert_msg(taizhang_ledger_set(ledger, target, field, value, &err) == -1, "%s %s=%s",
		      target, field, value);
	ck_assert_msg(err.code == code, "%s %s=%s: %s", target, field, value,
		      taizhang_error_code_name(err.code));
	if (where)
		ck_assert_str_eq(err.where, where);
	if (detail)
		ck_assert_str_eq(err.detail, detail);
	ck_assert_uint_gt(taizhang_error_text(&err, TAIZHANG_LANG_ZH, text, sizeof text), 0);
	ck_assert_ptr_nonnull(strstr(text, target));
	ck_assert_uint_gt(taizhang_error_text(&err, TAIZHANG_LANG_EN, text, sizeof text), 0);
	ck_assert_ptr_nonnull(strstr(text, target));
}

START_TEST(fields_by_chinese_names_and_values_as_people_write_them)
{
	const struct taizhang_record *record;

	sample_fill(ledger);
	record = taizhang_ledger_get_record(ledger, sample_item(ledger, "M001"), 0);
	tz_assert_ok(taizhang_ledger_set(ledger, "M001/①", "成文日期", " 2012年5月21日 ", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "M001/1", "盖章", "否", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "M001/1", "发文字号", " 邹创城办〔2017〕1号 ", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "M001/1/通知-盖章页.jpg", "角色", "红头页", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "M001", "定期审查", "30天", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, ".", "材料时限", "2016-08..2017-07", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "N01", "状态", "未发生", &err), &err);
	ck_assert_int_eq(taizhang_normative_date(record).day, 21);
	ck_assert_int_eq(taizhang_normative_sealed(record), TAIZHANG_NO);
	ck_assert_str_eq(taizhang_normative_number(record), "邹创城办〔2017〕1号");
	ck_assert_uint_eq(taizhang_assignment_review(ledger, sample_item(ledger, "M001")), 30);
	ck_assert_int_eq(taizhang_ledger_to(ledger).month, 7);
}
END_TEST

START_TEST(a_kind_by_name_or_label)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	tz_assert_ok(taizhang_ledger_set(ledger, "M001/1", "kind", "统计表格", &err), &err);
	ck_assert_int_eq(taizhang_record_kind(record), TAIZHANG_KIND_TABLE);
	tz_assert_ok(taizhang_ledger_set(ledger, "M001/1", "材料种类", "report", &err), &err);
	ck_assert_int_eq(taizhang_record_kind(record), TAIZHANG_KIND_REPORT);
}
END_TEST

START_TEST(null_clears)
{
	tz_assert_ok(taizhang_ledger_set(ledger, "M001", "lead", "甲", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "M001", "lead", NULL, &err), &err);
	ck_assert_str_eq(taizhang_assignment_lead(ledger, sample_item(ledger, "M001")), "");
}
END_TEST

START_TEST(an_unknown_field_and_lists_those_there_are)
{
	refuses("M001", "leader", "x", TAIZHANG_E_NOT_FOUND, "M001 leader",
		"lead, co, owner, deadline, review");
	refuses("T001", "\xFF", "x", TAIZHANG_E_NOT_FOUND, NULL,
		"value, unit, reference, record, cell");
}
END_TEST

START_TEST(a_field_of_another_kind_and_names_the_records_own)
{
	sample_fill(ledger);
	refuses("M001/1", "字数", "500", TAIZHANG_E_STATE, "M001/1 字数", "normative");
	ck_assert_str_eq(taizhang_error_id(&err), "field-other-kind");
}
END_TEST

START_TEST(values_that_cannot_be_and_says_what_can)
{
	sample_fill(ledger);
	refuses("M001", "deadline", "2017-02-30", TAIZHANG_E_INVAL, "M001 deadline", "2017-02-30");
	refuses("M001", "review", "often", TAIZHANG_E_INVAL, "M001 review", "often");
	refuses("M001", "lead", "a\x01", TAIZHANG_E_INVAL, "M001 lead", NULL);
	refuses("M001", "lead", "\xFF", TAIZHANG_E_INVAL, "M001 lead", NULL);
	refuses(".", "city", "  ", TAIZHANG_E_INVAL, ". city", "");
	refuses(".", "year", "1900", TAIZHANG_E_INVAL, ". year", "1900");
	refuses(".", "window", "2017..2016", TAIZHANG_E_INVAL, ". window", "2017..2016");
	refuses(".", "revision", "0", TAIZHANG_E_INVAL, ". revision", "0");
	refuses("M001/1", "kind", "film", TAIZHANG_E_INVAL, "M001/1 kind=film",
		"normative, report, image, table");
	refuses("M001/1", "sealed", "maybe", TAIZHANG_E_INVAL, "M001/1 sealed=maybe", "yes, no");
	refuses("T001", "value", "95吨", TAIZHANG_E_INVAL, "T001 value", "95吨");
	refuses("T001", "record", "M999/1", TAIZHANG_E_INVAL, "T001 record", "M999/1");
	refuses("N01", "state", "perhaps", TAIZHANG_E_INVAL, "N01 state=perhaps", "none, occurred");
}
END_TEST

START_TEST(a_kind_that_would_lose_fields)
{
	sample_fill(ledger);
	refuses("M001/1", "kind", "report", TAIZHANG_E_STATE, "M001/1",
		"number, issuer, sealed, provincial-opinion");
	ck_assert_str_eq(taizhang_error_id(&err), "record-kind-loses");
}
END_TEST

START_TEST(no_ledger_target_or_field)
{
	ck_assert_int_eq(taizhang_ledger_set(NULL, ".", "city", "a", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_ledger_set(ledger, NULL, "city", "a", NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set(ledger, ".", NULL, "a", NULL), -1);
	ck_assert_int_eq(taizhang_ledger_set(ledger, "X", "city", "a", NULL), -1);
}
END_TEST

START_TEST(and_leaves_the_ledger_as_it_was)
{
	char *before, *after;

	sample_fill(ledger);
	before = sample_xml(ledger);
	refuses("M001", "deadline", "2017-02-30", TAIZHANG_E_INVAL, NULL, NULL);
	refuses("T001", "value", "x", TAIZHANG_E_INVAL, NULL, NULL);
	refuses("M001/1", "date", "x", TAIZHANG_E_INVAL, NULL, NULL);
	refuses(".", "window", "2018..2017", TAIZHANG_E_INVAL, NULL, NULL);
	after = sample_xml(ledger);
	ck_assert_str_eq(before, after);
	taizhang_text_free(before);
	taizhang_text_free(after);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("target_set");
	TCase *tcase;

	tcase = tcase_create("sets");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, fields_by_chinese_names_and_values_as_people_write_them);
	tcase_add_test(tcase, a_kind_by_name_or_label);
	tcase_add_test(tcase, null_clears);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, an_unknown_field_and_lists_those_there_are);
	tcase_add_test(tcase, a_field_of_another_kind_and_names_the_records_own);
	tcase_add_test(tcase, values_that_cannot_be_and_says_what_can);
	tcase_add_test(tcase, a_kind_that_would_lose_fields);
	tcase_add_test(tcase, no_ledger_target_or_field);
	tcase_add_test(tcase, and_leaves_the_ledger_as_it_was);
	suite_add_tcase(suite, tcase);
	return suite;
}
