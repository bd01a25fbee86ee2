/* SPDX-License-Identifier: MIT */
/* test_check_threshold.c: values of thresholds, their units and references. */
#include <string.h>

#include "ledger/small.h"

static void begin(void)
{
	small_begin_official();
	small_write(TABLE, "表.xlsx", "a");
	small_scan();
}

static void set(const char *id, const char *value, const char *unit)
{
	small_set(id, "value", value);
	small_set(id, "unit", unit);
}

/* Whether a finding of that id names the threshold. */
static bool names(const char *finding_id, const char *threshold)
{
	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(small.findings, i);

		if (strcmp(taizhang_finding_id(finding), finding_id) == 0 &&
		    strcmp(taizhang_finding_field(finding), threshold) == 0)
			return true;
	}
	return false;
}

START_TEST(missing_values_are_one_finding_an_item)
{
	small_check(NULL);
	ck_assert_uint_eq(small_count("threshold-missing"), 1);
	ck_assert_str_eq(taizhang_finding_found(small_find("threshold-missing")), "T1、T2、T5");
	ck_assert_int_eq(taizhang_finding_severity(small_find("threshold-missing")), TAIZHANG_WARNING);
}
END_TEST

START_TEST(an_item_without_material_is_not_asked)
{
	ck_assert_int_eq(temp_shell("rm '%s'", small_disk(TABLE, "表.xlsx")), 0);
	small_prune();
	small_check(NULL);
	small_none("threshold-missing");
	small_none("threshold-later");
}
END_TEST

START_TEST(a_value_is_compared_exactly)
{
	set("T1", "95.000", "%");
	small_check(NULL);
	ck_assert(!names("threshold-unreached", "T1"));
	set("T1", "94.99999999999999999999", "%");
	small_check(NULL);
	ck_assert(names("threshold-unreached", "T1"));
	ck_assert_int_eq(taizhang_finding_severity(small_find("threshold-unreached")), TAIZHANG_ERROR);
	ck_assert_str_eq(taizhang_finding_expected(small_find("threshold-unreached")), ">= 95 %");
}
END_TEST

START_TEST(equality_holds_both_ways)
{
	set("T5", "5", "次/年");
	small_check(NULL);
	ck_assert(names("threshold-unreached", "T5"));
	set("T5", "4.0", "次/年");
	small_check(NULL);
	ck_assert(!names("threshold-unreached", "T5"));
}
END_TEST

START_TEST(a_unit_may_be_written_wide_but_not_left_out)
{
	set("T1", "96", "％");
	small_check(NULL);
	small_none("threshold-unit");
	set("T5", "3", "");
	small_check(NULL);
	ck_assert(names("threshold-unit", "T5"));
	ck_assert(names("threshold-unreached", "T5"));
	/* Another unit cannot be compared. */
	set("T5", "3", "次/月");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("threshold-unit")), "次/月");
	ck_assert_str_eq(taizhang_finding_expected(small_find("threshold-unit")), "次/年");
	ck_assert(!names("threshold-unreached", "T5"));
}
END_TEST

START_TEST(a_relative_threshold_needs_its_reference)
{
	set("T2", "3.1", "%");
	small_check(NULL);
	ck_assert(names("threshold-reference", "T2"));
	small_set("T2", "reference", "3.2");
	small_check(NULL);
	small_none("threshold-reference");
	small_none("threshold-unreached");
	small_set("T2", "reference", "3.1");
	small_check(NULL);
	ck_assert(names("threshold-unreached", "T2"));
	ck_assert_str_eq(taizhang_finding_expected(small_find("threshold-unreached")), "< 全省平均水平 = 3.1");
}
END_TEST

START_TEST(an_inactive_threshold_never_fires)
{
	set("T3", "1", "%");
	small_check(NULL);
	ck_assert(!names("threshold-unreached", "T3"));
}
END_TEST

START_TEST(one_due_later_is_a_note)
{
	set("T4", "99", "%");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("threshold-later")), "T4");
	ck_assert_str_eq(taizhang_finding_expected(small_find("threshold-later")), "2020-12-31");
	ck_assert_int_eq(taizhang_finding_severity(small_find("threshold-later")), TAIZHANG_NOTE);
	ck_assert(!names("threshold-unreached", "T4"));
	set("T4", "100", "%");
	small_check(NULL);
	small_none("threshold-later");
	small_set(".", "year", "2020");
	set("T4", "99", "%");
	small_check(NULL);
	ck_assert(names("threshold-unreached", "T4"));
}
END_TEST

START_TEST(the_record_that_proves_a_value_must_be_there)
{
	set("T1", "96", "%");
	small_set("T1", "record", TABLE "/1");
	small_check(NULL);
	small_none("threshold-record");
	small_set("T1", "record", TABLE "/7");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("threshold-record")), TABLE "/7");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_threshold");
	TCase *values = tcase_create("values");

	tcase_add_checked_fixture(values, begin, small_end);
	tcase_add_test(values, missing_values_are_one_finding_an_item);
	tcase_add_test(values, an_item_without_material_is_not_asked);
	tcase_add_test(values, a_value_is_compared_exactly);
	tcase_add_test(values, equality_holds_both_ways);
	tcase_add_test(values, a_unit_may_be_written_wide_but_not_left_out);
	tcase_add_test(values, a_relative_threshold_needs_its_reference);
	tcase_add_test(values, an_inactive_threshold_never_fires);
	tcase_add_test(values, one_due_later_is_a_note);
	tcase_add_test(values, the_record_that_proves_a_value_must_be_there);
	suite_add_tcase(suite, values);
	return suite;
}
