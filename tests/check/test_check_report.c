/* SPDX-License-Identifier: MIT */
/* test_check_report.c: author, date and length of reports. */
#include <string.h>

#include "ledger/small.h"

static void begin(void)
{
	small_begin_official();
	small_write(REPORT, "报告.docx", "a");
	small_write(REPORT, "现场.jpg", "b");
	small_write(TABLE, "表.xlsx", "c");
	small_scan();
}

static const struct taizhang_finding *missing_of(const char *item, unsigned int record)
{
	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(small.findings, i);

		if (strcmp(taizhang_finding_id(finding), "field-missing") == 0 &&
		    strcmp(taizhang_finding_item(finding), item) == 0 && taizhang_finding_record(finding) == record)
			return finding;
	}
	return NULL;
}

START_TEST(a_report_names_author_date_and_its_length_where_it_is_limited)
{
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(missing_of(REPORT, 1)), "author date words");
	small_set(REPORT "/1", "author", "市教育局");
	small_set(REPORT "/1", "date", "2017-05");
	small_set(REPORT "/1", "words", "500");
	small_check(NULL);
	ck_assert_ptr_null(missing_of(REPORT, 1));
	small_none("words-over");
}
END_TEST

START_TEST(a_report_beyond_its_limit_is_too_long)
{
	small_set(REPORT "/1", "words", "501");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_expected(small_find("words-over")), "500");
	ck_assert_str_eq(taizhang_finding_found(small_find("words-over")), "501");
	ck_assert_int_eq(taizhang_finding_severity(small_find("words-over")), TAIZHANG_ERROR);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_report");
	TCase *reports = tcase_create("reports");

	tcase_add_checked_fixture(reports, begin, small_end);
	tcase_add_test(reports, a_report_names_author_date_and_its_length_where_it_is_limited);
	tcase_add_test(reports, a_report_beyond_its_limit_is_too_long);
	suite_add_tcase(suite, reports);
	return suite;
}
