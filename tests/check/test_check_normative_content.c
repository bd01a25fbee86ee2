/* SPDX-License-Identifier: MIT */
/* test_check_normative_content.c: can the seal be seen, and was it scanned well enough. */
#include <string.h>

#include "check/facts_maker.h"
#include "ledger/small.h"

static void begin(void)
{
	small_begin_official();
	small_write(NOTICE, "通知.docx", "a");
	small_scan();
	made_for(NOTICE, "通知.docx", TZ_FORMAT_DOCX);
}

static void end(void)
{
	made_end();
	small_end();
}

START_TEST(a_seal_that_nobody_can_see_is_told_once)
{
	made_check(NULL);
	ck_assert_uint_eq(small_count("page-missing"), 1);
	small_none("normative-no-page");
	small_set(NOTICE "/1", "sealed", "yes");
	made_check(NULL);
	small_none("page-missing");
	ck_assert_uint_eq(small_count("normative-no-page"), 1);
	ck_assert_int_eq(taizhang_finding_severity(small_find("normative-no-page")), TAIZHANG_WARNING);
}
END_TEST

START_TEST(a_page_a_scan_or_fixed_pages_show_it)
{
	small_set(NOTICE "/1", "sealed", "yes");
	small_write(NOTICE, "通知-扫描件.pdf", "b");
	small_scan();
	made_for(NOTICE, "通知-扫描件.pdf", TZ_FORMAT_PDF);
	made_check(NULL);
	small_none("normative-no-page");
}
END_TEST

START_TEST(what_nobody_looked_into_may_show_it)
{
	small_set(NOTICE "/1", "sealed", "yes");
	small_write(NOTICE, "通知-扫描件.pdf", "b");
	small_scan();
	made_check(NULL);
	small_none("normative-no-page");
}
END_TEST

static void scan(const char *name, enum tz_format format, enum tz_fact_id id, int64_t dpi)
{
	small_write(NOTICE, name, name);
	small_scan();
	made_number(made_for(NOTICE, name, format), id, dpi);
	made_check(NULL);
}

START_TEST(a_scan_below_two_hundred_dpi_is_told)
{
	scan("通知-红头页.jpg", TZ_FORMAT_JPEG, TZ_FACT_RESOLUTION, 199);
	ck_assert_str_eq(taizhang_finding_found(small_find("normative-resolution")), "199");
}
END_TEST

START_TEST(two_hundred_dpi_are_enough)
{
	scan("通知-红头页.jpg", TZ_FORMAT_JPEG, TZ_FACT_RESOLUTION, 200);
	small_none("normative-resolution");
}
END_TEST

START_TEST(what_programs_write_by_default_says_nothing)
{
	scan("通知-红头页.jpg", TZ_FORMAT_JPEG, TZ_FACT_RESOLUTION, 72);
	small_none("normative-resolution");
}
END_TEST

START_TEST(scanned_pages_of_a_pdf_count)
{
	scan("通知-扫描件.pdf", TZ_FORMAT_PDF, TZ_FACT_SCAN_RESOLUTION, 150);
	ck_assert_uint_eq(small_count("normative-resolution"), 1);
}
END_TEST

Suite *module_suite(void)
{
	const TTest *const tests[] = {
		a_seal_that_nobody_can_see_is_told_once, a_page_a_scan_or_fixed_pages_show_it, what_nobody_looked_into_may_show_it,
		a_scan_below_two_hundred_dpi_is_told, two_hundred_dpi_are_enough, what_programs_write_by_default_says_nothing,
		scanned_pages_of_a_pdf_count,
	};
	Suite *suite = suite_create("check_normative_content");
	TCase *pages = tcase_create("pages");

	tcase_add_checked_fixture(pages, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(pages, tests[i]);
	suite_add_tcase(suite, pages);
	return suite;
}
