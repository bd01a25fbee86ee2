/* SPDX-License-Identifier: MIT */
/* test_check_report_text.c: what the text of reports says. */
#include <string.h>

#include "check/facts_maker.h"
#include "ledger/small.h"

#define GOOD "甲内容情况：全年开展活动120次（数据来源：市统计局）。"

static struct taizhang_facts *facts;

static void begin(void)
{
	small_begin_official();
	small_write(REPORT, "报告.docx", "a");
	small_scan();
	facts = made_for(REPORT, "报告.docx", TZ_FORMAT_DOCX);
}

static void end(void)
{
	made_end();
	small_end();
}

static void check(const char *text, int64_t words)
{
	made_text(facts, text);
	made_number(facts, TZ_FACT_WORDS, words);
	made_check(NULL);
}

static void none_of_reports(void)
{
	static const char *const ids[] = {"report-words-over", "report-empty", "report-no-figures", "report-no-source",
					  "report-off-topic", "content-differs"};

	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
		small_none(ids[i]);
}

START_TEST(a_good_report_gives_nothing)
{
	small_set(REPORT "/1", "words", "480");
	check(GOOD, 500);
	none_of_reports();
}
END_TEST

START_TEST(a_text_beyond_the_limit_says_by_how_much)
{
	check(GOOD, 512);
	ck_assert_str_eq(taizhang_finding_found(small_find("report-words-over")), "512");
	ck_assert_str_eq(taizhang_finding_expected(small_find("report-words-over")), "500");
	ck_assert_int_eq(taizhang_finding_severity(small_find("report-words-over")), TAIZHANG_ERROR);
}
END_TEST

START_TEST(what_the_entered_length_says_already_is_not_told_twice)
{
	small_set(REPORT "/1", "words", "520");
	check(GOOD, 512);
	ck_assert_uint_eq(small_count("words-over"), 1);
	small_none("report-words-over");
}
END_TEST

START_TEST(an_entered_length_may_differ_by_a_tenth)
{
	small_set(REPORT "/1", "words", "360");
	check(GOOD, 400);
	none_of_reports();
}
END_TEST

START_TEST(an_entered_length_that_differs_more_is_told)
{
	small_set(REPORT "/1", "words", "359");
	check(GOOD, 400);
	ck_assert_str_eq(taizhang_finding_field(small_find("content-differs")), "words");
	ck_assert_str_eq(taizhang_finding_expected(small_find("content-differs")), "400");
	ck_assert_str_eq(taizhang_finding_found(small_find("content-differs")), "359");
}
END_TEST

START_TEST(hardly_any_text_is_told_and_nothing_else)
{
	check("甲", 49);
	ck_assert_int_eq(taizhang_finding_severity(small_find("report-empty")), TAIZHANG_WARNING);
	small_none("report-no-figures");
	small_none("report-off-topic");
}
END_TEST

START_TEST(fifty_are_enough)
{
	check(GOOD, 50);
	none_of_reports();
}
END_TEST

START_TEST(nothing_at_all_is_an_error)
{
	check("", 0);
	ck_assert_int_eq(taizhang_finding_severity(small_find("report-empty")), TAIZHANG_ERROR);
}
END_TEST

START_TEST(pictures_without_text_warn)
{
	made_number(facts, TZ_FACT_PICTURES, 3);
	check("", 0);
	ck_assert_int_eq(taizhang_finding_severity(small_find("report-empty")), TAIZHANG_WARNING);
}
END_TEST

START_TEST(a_text_without_figures_is_told)
{
	check("甲内容情况：2017年5月以来，成效明显，群众满意。", 300);
	ck_assert_uint_eq(small_count("report-no-figures"), 1);
	small_none("report-no-source");
}
END_TEST

START_TEST(figures_want_a_source_in_the_text_or_the_field)
{
	check("甲内容情况：全年开展活动120次。", 300);
	ck_assert_uint_eq(small_count("report-no-source"), 1);
	small_set(REPORT "/1", "sources", "市教育局年报");
	made_check(NULL);
	small_none("report-no-source");
}
END_TEST

START_TEST(a_text_of_another_topic_is_told_with_the_measure)
{
	check("食品抽检全年120次，据市场局统计。", 300);
	ck_assert_ptr_nonnull(strstr(taizhang_finding_expected(small_find("report-off-topic")), "甲内容"));
}
END_TEST

START_TEST(what_was_not_read_is_not_judged)
{
	tz_assert_ok(tz_facts_add_unread(facts, TZ_UNREAD_TEXT, TZ_REASON_NO_PROGRAM, &small.err), &small.err);
	check("", 0);
	none_of_reports();
}
END_TEST

START_TEST(scanned_pages_are_not_judged)
{
	made_number(facts, TZ_FACT_SCANNED_PAGES, 2);
	check("", 0);
	none_of_reports();
}
END_TEST

START_TEST(the_longest_file_is_the_report)
{
	struct taizhang_facts *scan;

	small_write(REPORT, "报告-扫描件.pdf", "b");
	small_scan();
	ck_assert_uint_eq(small_records(REPORT), 1);
	scan = made_for(REPORT, "报告-扫描件.pdf", TZ_FORMAT_PDF);
	made_number(scan, TZ_FACT_WORDS, 0);
	check(GOOD, 500);
	none_of_reports();
}
END_TEST

Suite *module_suite(void)
{
	const TTest *const tests[] = {
		a_good_report_gives_nothing, a_text_beyond_the_limit_says_by_how_much,
		what_the_entered_length_says_already_is_not_told_twice, an_entered_length_may_differ_by_a_tenth,
		an_entered_length_that_differs_more_is_told, hardly_any_text_is_told_and_nothing_else, fifty_are_enough,
		nothing_at_all_is_an_error, pictures_without_text_warn, a_text_without_figures_is_told,
		figures_want_a_source_in_the_text_or_the_field, a_text_of_another_topic_is_told_with_the_measure,
		what_was_not_read_is_not_judged, scanned_pages_are_not_judged, the_longest_file_is_the_report,
	};
	Suite *suite = suite_create("check_report_text");
	TCase *reports = tcase_create("reports");

	tcase_add_checked_fixture(reports, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(reports, tests[i]);
	suite_add_tcase(suite, reports);
	return suite;
}
