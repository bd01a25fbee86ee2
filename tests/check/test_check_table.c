/* SPDX-License-Identifier: MIT */
/* test_check_table.c: period, scope and source of tables. */
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

START_TEST(a_table_names_period_scope_and_source)
{
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(missing_of(TABLE, 1)), "period statistical-scope data-source");
	ck_assert_int_eq(taizhang_finding_severity(missing_of(TABLE, 1)), TAIZHANG_WARNING);
	small_set(TABLE "/1", "period", "2017年上半年");
	small_set(TABLE "/1", "statistical-scope", "市区");
	small_set(TABLE "/1", "data-source", "  ");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(missing_of(TABLE, 1)), "data-source");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_table");
	TCase *tables = tcase_create("tables");

	tcase_add_checked_fixture(tables, begin, small_end);
	tcase_add_test(tables, a_table_names_period_scope_and_source);
	suite_add_tcase(suite, tables);
	return suite;
}
