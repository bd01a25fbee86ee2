/* SPDX-License-Identifier: MIT */
/* test_check_content.c: what holds for the content of any file. */
#include <string.h>

#include "check/facts_maker.h"
#include "ledger/small.h"

static void begin(void)
{
	small_begin_official();
	small_write(NOTICE, "通知.docx", "a");
	small_write(NOTICE, "通知-红头页.jpg", "b");
	small_write(REPORT, "报告.docx", "c");
	small_write(REPORT, "现场1.jpg", "d");
	small_write(REPORT, "现场2.png", "e");
	small_write(PICTURES, "图1.jpg", "f");
	small_write(PICTURES, "图2.jpg", "g");
	small_write(TABLE, "表.xlsx", "h");
	small_scan();
}

static void end(void)
{
	made_end();
	small_end();
}

static const char *texts(void)
{
	static char all[16384];
	char text[2048];

	all[0] = 0;
	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++) {
		taizhang_finding_text(taizhang_findings_get(small.findings, i), TAIZHANG_LANG_ZH, text, sizeof text);
		snprintf(all + strlen(all), sizeof all - strlen(all), "%s\n", text);
	}
	return all;
}

static void none_of_content(void)
{
	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++)
		ck_assert_msg(strncmp(taizhang_finding_id(taizhang_findings_get(small.findings, i)), "content-", 8) != 0, "%s", texts());
}

START_TEST(good_files_give_nothing)
{
	made_for(NOTICE, "通知.docx", TZ_FORMAT_DOCX);
	made_for(NOTICE, "通知-红头页.jpg", TZ_FORMAT_JPEG);
	made_for(REPORT, "报告.docx", TZ_FORMAT_DOCX);
	made_for(REPORT, "现场1.jpg", TZ_FORMAT_JPEG);
	made_for(REPORT, "现场2.png", TZ_FORMAT_PNG);
	made_for(PICTURES, "图1.jpg", TZ_FORMAT_JPEG);
	made_for(TABLE, "表.xlsx", TZ_FORMAT_XLSX);
	made_check(NULL);
	none_of_content();
}
END_TEST

START_TEST(what_the_item_states_decides_by_content_and_is_an_error)
{
	/* The item takes jpg and png; a PNG as .jpg is of an accepted format, but lies. */
	made_for(REPORT, "现场1.jpg", TZ_FORMAT_WEBP);
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_expected(small_find("content-format")), "jpg png");
	ck_assert_int_eq(taizhang_finding_severity(small_find("content-format")), TAIZHANG_ERROR);
	ck_assert_ptr_nonnull(strstr(texts(), "的内容是 webp，不是实景图片要的格式，应为 jpg png"));
}
END_TEST

START_TEST(without_stated_formats_the_manual_decides_and_warns)
{
	made_for(PICTURES, "图1.jpg", TZ_FORMAT_PNG);
	made_for(NOTICE, "通知-红头页.jpg", TZ_FORMAT_DOCX);
	made_for(REPORT, "报告.docx", TZ_FORMAT_PDF);
	made_for(TABLE, "表.xlsx", TZ_FORMAT_DOCX);
	made_check(NULL);
	ck_assert_uint_eq(small_count("content-format"), 4);
	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++)
		if (strcmp(taizhang_finding_id(taizhang_findings_get(small.findings, i)), "content-format") == 0)
			ck_assert_int_eq(taizhang_finding_severity(taizhang_findings_get(small.findings, i)), TAIZHANG_WARNING);
}
END_TEST

START_TEST(a_sealed_scan_beside_the_table_or_report_is_welcome)
{
	small_write(TABLE, "年报-扫描件.pdf", "x");
	small_write(TABLE, "年报.xlsx", "y");
	small_scan();
	ck_assert_uint_eq(small_records(TABLE), 2);
	made_for(TABLE, "年报-扫描件.pdf", TZ_FORMAT_PDF);
	made_check(NULL);
	ck_assert_uint_eq(small_count("content-format"), 1);
	made_for(TABLE, "年报.xlsx", TZ_FORMAT_XLSX);
	made_check(NULL);
	small_none("content-format");
}
END_TEST

START_TEST(an_extension_that_lies_is_graver_where_nothing_opens_it)
{
	made_fact_at(made_for(PICTURES, "图1.jpg", TZ_FORMAT_PNG), TZ_FACT_EXTENSION_DIFFERS, "jpeg", "jpg");
	made_fact_at(made_for(REPORT, "报告.docx", TZ_FORMAT_PROGRAM), TZ_FACT_EXTENSION_DIFFERS, "docx", "docx");
	made_check(NULL);
	ck_assert_uint_eq(small_count("content-extension"), 2);
	ck_assert_int_eq(taizhang_finding_severity(small_find("content-extension")), TAIZHANG_ERROR);
	ck_assert_ptr_nonnull(strstr(texts(), "报告.docx 的扩展名与内容不符：扩展名是 docx，内容是 program"));
	/* One cause, one finding. */
	small_none("content-format");
}
END_TEST

START_TEST(what_cannot_be_opened_is_broken_or_locked_says_so)
{
	struct taizhang_facts *damaged = made_for(PICTURES, "图1.jpg", TZ_FORMAT_JPEG);

	tz_assert_ok(tz_facts_worsen(damaged, TAIZHANG_FACTS_DAMAGED, "premature end", NULL, &small.err), &small.err);
	made_for(REPORT, "报告.docx", TZ_FORMAT_DOCX)->state = TAIZHANG_FACTS_UNREADABLE;
	made_for(TABLE, "表.xlsx", TZ_FORMAT_XLSX)->state = TAIZHANG_FACTS_ENCRYPTED;
	made_for(NOTICE, "通知.docx", TZ_FORMAT_UNKNOWN)->state = TAIZHANG_FACTS_UNINSPECTED;
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("content-damaged")), "premature end");
	ck_assert_uint_eq(small_count("content-unreadable"), 2);
	ck_assert_uint_eq(small_count("content-encrypted"), 1);
	ck_assert_int_eq(taizhang_finding_severity(small_find("content-encrypted")), TAIZHANG_ERROR);
	small_none("content-format");
}
END_TEST

START_TEST(an_empty_file_is_told_by_its_size_alone)
{
	made_for(REPORT, "报告.docx", TZ_FORMAT_UNKNOWN)->state = TAIZHANG_FACTS_EMPTY;
	made_check(NULL);
	none_of_content();
}
END_TEST

START_TEST(macros_links_leftovers_and_broken_signatures_are_told)
{
	struct taizhang_facts *facts = made_for(REPORT, "报告.docx", TZ_FORMAT_DOCX);

	made_fact(facts, TZ_FACT_MACROS, "word/vbaProject.bin");
	made_fact_at(facts, TZ_FACT_EXTERNAL_LINK, "http://www.example.com/", "hyperlink");
	made_fact_at(facts, TZ_FACT_EXTERNAL_LINK, "file:///D:/图.jpg", "picture");
	made_number(facts, TZ_FACT_TRACKED_CHANGES, 3);
	made_number(facts, TZ_FACT_COMMENTS, 1);
	made_fact(made_for(NOTICE, "通知.docx", TZ_FORMAT_OFD), TZ_FACT_SIGNATURE_DIFFERS, "Doc_0/Document.xml");
	made_fact(made_for(TABLE, "表.xlsx", TZ_FORMAT_XLSX), TZ_FACT_HIDDEN_SHEET, "底稿");
	made_check(NULL);
	ck_assert_uint_eq(small_count("content-macros"), 1);
	ck_assert_str_eq(taizhang_finding_found(small_find("content-links")), "file:///D:/图.jpg");
	ck_assert_str_eq(taizhang_finding_field(small_find("content-leftovers")), "tracked-changes comments");
	ck_assert_uint_eq(small_count("content-leftovers"), 2);
	ck_assert_ptr_nonnull(strstr(texts(), "留有未处理的修订、批注"));
	ck_assert_ptr_nonnull(strstr(texts(), "留有隐藏的工作表"));
	ck_assert_str_eq(taizhang_finding_found(small_find("content-signature")), "Doc_0/Document.xml");
}
END_TEST

START_TEST(hyperlinks_and_counts_of_nothing_are_fine)
{
	struct taizhang_facts *facts = made_for(REPORT, "报告.docx", TZ_FORMAT_DOCX);

	made_fact_at(facts, TZ_FACT_EXTERNAL_LINK, "http://www.example.com/", "hyperlink");
	made_number(facts, TZ_FACT_TRACKED_CHANGES, 0);
	made_number(facts, TZ_FACT_COMMENTS, 0);
	made_check(NULL);
	none_of_content();
}
END_TEST

START_TEST(what_was_not_read_is_told_once_with_the_reasons)
{
	char text[2048];

	tz_assert_ok(tz_facts_add_unread(made_for(NOTICE, "通知.docx", TZ_FORMAT_PDF), TZ_UNREAD_TEXT, TZ_REASON_NO_PROGRAM, &small.err), &small.err);
	tz_assert_ok(tz_facts_add_unread(made_for(REPORT, "报告.docx", TZ_FORMAT_PDF), TZ_UNREAD_TEXT, TZ_REASON_NO_PROGRAM, &small.err), &small.err);
	made_for(TABLE, "表.xlsx", TZ_FORMAT_XLSX)->state = TAIZHANG_FACTS_LIMITED;
	made_check(NULL);
	ck_assert_uint_eq(small_count("content-unread"), 1);
	taizhang_finding_text(small_find("content-unread"), TAIZHANG_LANG_ZH, text, sizeof text);
	ck_assert_str_eq(text, "有 3 个文件没有看全：PDF 文档的文字 2 个（所需的程序没有安装或没有启用）、Excel 表格（xlsx）的内容 1 个（太大，只读了一部分）");
	taizhang_finding_text(small_find("content-unread"), TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_ptr_nonnull(strstr(text, "text of PDF document: 2 (its program is not installed, or not wanted)"));
	ck_assert_str_eq(taizhang_finding_item(small_find("content-unread")), "");
}
END_TEST

START_TEST(many_of_one_cause_are_one_line)
{
	char name[32];

	for (int i = 3; i < 9; i++) {
		snprintf(name, sizeof name, "图%d.jpg", i);
		small_write(PICTURES, name, name);
	}
	small_scan();
	for (int i = 3; i < 9; i++) {
		snprintf(name, sizeof name, "图%d.jpg", i);
		made_for(PICTURES, name, TZ_FORMAT_JPEG)->state = TAIZHANG_FACTS_UNREADABLE;
	}
	made_check(NULL);
	ck_assert_uint_eq(small_count("content-unreadable"), 1);
	ck_assert_msg(strstr(texts(), PICTURES " 有 6 个文件（图3.jpg、图4.jpg、图5.jpg…）打不开") != NULL, "%s", texts());
}
END_TEST

START_TEST(nobody_looks_inside_unless_asked)
{
	made_for(REPORT, "报告.docx", TZ_FORMAT_DOCX)->state = TAIZHANG_FACTS_UNREADABLE;
	small_check(NULL);
	none_of_content();
}
END_TEST

START_TEST(the_files_on_disk_are_looked_into_when_asked)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;

	made_fact_at(made_for(PICTURES, "图1.jpg", TZ_FORMAT_PNG), TZ_FACT_EXTENSION_DIFFERS, "jpeg", "jpg");
	options.inspect = true;
	options.remember = false;
	tz_assert_ok(taizhang_check(small.ledger, &options, small.findings, &small.err), &small.err);
	ck_assert_uint_eq(small_count("content-extension"), 1);
}
END_TEST

Suite *module_suite(void)
{
	const TTest *const tests[] = {
		good_files_give_nothing, what_the_item_states_decides_by_content_and_is_an_error,
		without_stated_formats_the_manual_decides_and_warns, a_sealed_scan_beside_the_table_or_report_is_welcome,
		an_extension_that_lies_is_graver_where_nothing_opens_it, what_cannot_be_opened_is_broken_or_locked_says_so,
		an_empty_file_is_told_by_its_size_alone, macros_links_leftovers_and_broken_signatures_are_told,
		hyperlinks_and_counts_of_nothing_are_fine, what_was_not_read_is_told_once_with_the_reasons,
		many_of_one_cause_are_one_line, nobody_looks_inside_unless_asked, the_files_on_disk_are_looked_into_when_asked,
	};
	Suite *suite = suite_create("check_content");
	TCase *content = tcase_create("content");

	tcase_add_checked_fixture(content, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(content, tests[i]);
	suite_add_tcase(suite, content);
	return suite;
}
