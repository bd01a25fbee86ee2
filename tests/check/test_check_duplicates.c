/* SPDX-License-Identifier: MIT */
/* test_check_duplicates.c: the same bytes, number or title in two records. */
#include <stdio.h>
#include <string.h>

#include "ledger/small.h"

START_TEST(the_same_file_in_one_item_is_a_warning)
{
	small_write(NOTICE, "甲.docx", "same");
	small_write(NOTICE, "乙.docx", "same");
	small_write(NOTICE, "丙.docx", "same");
	small_scan();
	small_check(NULL);
	ck_assert_uint_eq(small_count("file-twice"), 1);
	ck_assert_int_eq(taizhang_finding_severity(small_find("file-twice")), TAIZHANG_WARNING);
	ck_assert_uint_eq(taizhang_finding_record(small_find("file-twice")), 1);
	ck_assert_str_eq(taizhang_finding_found(small_find("file-twice")), NOTICE "/2、" NOTICE "/3");
}
END_TEST

START_TEST(the_same_file_in_two_items_is_a_note_at_the_first)
{
	small_write(NOTICE, "甲.docx", "same");
	small_write(OPINION, "乙.docx", "same");
	small_scan();
	small_check(NULL);
	ck_assert_int_eq(taizhang_finding_severity(small_find("file-twice")), TAIZHANG_NOTE);
	ck_assert_str_eq(taizhang_finding_item(small_find("file-twice")), NOTICE);
	ck_assert_str_eq(taizhang_finding_found(small_find("file-twice")), OPINION "/1");
}
END_TEST

START_TEST(the_same_file_twice_in_a_record_and_empty_files_are_none_of_this)
{
	small_write(NOTICE, "批复/1.jpg", "same");
	small_write(NOTICE, "批复/2.jpg", "same");
	small_write(NOTICE, "甲.docx", "");
	small_write(NOTICE, "乙.docx", "");
	small_scan();
	small_check(NULL);
	small_none("file-twice");
}
END_TEST

START_TEST(one_number_however_written_is_one_document)
{
	small_write(NOTICE, "甲.docx", "a");
	small_write(OPINION, "乙.docx", "b");
	small_scan();
	small_set(NOTICE "/1", "number", "包教发〔2017〕1号");
	small_set(OPINION "/1", "number", "包教发[2017]第01号");
	small_check(NULL);
	ck_assert_uint_eq(small_count("number-twice"), 1);
	ck_assert_int_eq(taizhang_finding_severity(small_find("number-twice")), TAIZHANG_WARNING);
	ck_assert_str_eq(taizhang_finding_found(small_find("number-twice")), OPINION "/1");
	small_set(OPINION "/1", "number", "包教发〔2017〕2号");
	small_check(NULL);
	small_none("number-twice");
	small_set(NOTICE "/1", "number", "无号");
	small_set(OPINION "/1", "number", "无号");
	small_check(NULL);
	ck_assert_uint_eq(small_count("number-twice"), 1);
}
END_TEST

START_TEST(one_title_is_a_warning_in_an_item_and_a_note_across)
{
	small_write(NOTICE, "甲.docx", "a");
	small_write(NOTICE, "乙.docx", "b");
	small_write(OPINION, "方案.docx", "c");
	small_scan();
	small_set(NOTICE "/1", "title", "方案");
	small_check(NULL);
	ck_assert_int_eq(taizhang_finding_severity(small_find("title-twice")), TAIZHANG_NOTE);
	small_set(NOTICE "/2", "title", "方案 ");
	small_check(NULL);
	ck_assert_uint_eq(small_count("title-twice"), 1);
	ck_assert_int_eq(taizhang_finding_severity(small_find("title-twice")), TAIZHANG_WARNING);
}
END_TEST

START_TEST(titles_of_pictures_count_in_their_item_only)
{
	small_write(PICTURES, "广场/1.jpg", "a");
	small_write(REPORT, "1.jpg", "b");
	small_scan();
	small_check(NULL);
	small_none("title-twice");
	small_write(PICTURES, "路口/1.jpg", "c");
	small_scan();
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_item(small_find("title-twice")), PICTURES);
}
END_TEST

START_TEST(an_item_full_of_twins_is_one_finding)
{
	char name[32], text[512];

	for (int i = 0; i < 10; i++) {
		snprintf(name, sizeof name, "%d.docx", i);
		small_write(NOTICE, name, i % 2 ? name : "x");
		small_write(OPINION, name, i % 2 ? name : "x");
	}
	small_scan();
	small_check(NULL);
	/* Five pairs and the ten that are all alike. */
	ck_assert_uint_eq(small_count("file-twice"), 2);
	ck_assert_uint_eq(small_count("title-twice"), 1);
	taizhang_finding_text(small_find("title-twice"), TAIZHANG_LANG_ZH, text, sizeof text);
	ck_assert_str_eq(text, NOTICE " 有 10 份材料（1、2、3…）与别的材料的标题相同");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_duplicates");
	TCase *twins = tcase_create("twins");

	tcase_add_checked_fixture(twins, small_begin_official, small_end);
	tcase_add_test(twins, the_same_file_in_one_item_is_a_warning);
	tcase_add_test(twins, the_same_file_in_two_items_is_a_note_at_the_first);
	tcase_add_test(twins, the_same_file_twice_in_a_record_and_empty_files_are_none_of_this);
	tcase_add_test(twins, one_number_however_written_is_one_document);
	tcase_add_test(twins, one_title_is_a_warning_in_an_item_and_a_note_across);
	tcase_add_test(twins, titles_of_pictures_count_in_their_item_only);
	tcase_add_test(twins, an_item_full_of_twins_is_one_finding);
	suite_add_tcase(suite, twins);
	return suite;
}
