/* SPDX-License-Identifier: MIT */
/* test_check_material.c: empty items, counts, kinds, formats and ordinals. */
#include <stdio.h>
#include <string.h>

#include "ledger/small.h"

START_TEST(an_item_with_a_record_is_not_empty)
{
	small_write(NOTICE, "通知.docx", "a");
	small_scan();
	small_check(NULL);
	ck_assert_uint_eq(small_count("item-empty"), 4);
	small_none("item-too-few");
}
END_TEST

START_TEST(each_requirement_of_an_item_is_counted)
{
	small_write(REPORT, "报告.docx", "a");
	small_scan();
	small_check(NULL);
	ck_assert_uint_eq(small_count("item-too-few"), 1);
	ck_assert_str_eq(taizhang_finding_field(small_find("item-too-few")), "image");
	ck_assert_str_eq(taizhang_finding_expected(small_find("item-too-few")), "2");
	ck_assert_str_eq(taizhang_finding_found(small_find("item-too-few")), "0");
	ck_assert_int_eq(taizhang_finding_severity(small_find("item-too-few")), TAIZHANG_ERROR);
	small_write(REPORT, "1.jpg", "1");
	small_write(REPORT, "2.png", "2");
	small_scan();
	small_check(NULL);
	small_none("item-too-few");
}
END_TEST

START_TEST(a_default_count_is_at_most_a_warning)
{
	small_write(PICTURES, "1.jpg", "1");
	small_scan();
	small_check(NULL);
	ck_assert_int_eq(taizhang_finding_severity(small_find("item-too-few")), TAIZHANG_WARNING);
}
END_TEST

START_TEST(too_many_are_said_from_the_first_beyond)
{
	small_write(PICTURES, "1.jpg", "1");
	small_write(PICTURES, "2.jpg", "2");
	small_write(PICTURES, "3.jpg", "3");
	small_scan();
	small_check(NULL);
	small_none("item-too-many");
	small_write(PICTURES, "4.jpg", "4");
	small_scan();
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("item-too-many")), "4");
	ck_assert_str_eq(taizhang_finding_expected(small_find("item-too-many")), "3");
}
END_TEST

START_TEST(a_kind_that_the_item_does_not_ask_for_is_wrong)
{
	small_write(TABLE, "说明.docx", "a");
	small_scan();
	small_set(TABLE "/1", "kind", "report");
	small_check(NULL);
	ck_assert_uint_eq(small_count("record-wrong-kind"), 1);
	ck_assert_int_eq(taizhang_finding_severity(small_find("record-wrong-kind")), TAIZHANG_ERROR);
	ck_assert_str_eq(taizhang_finding_expected(small_find("record-wrong-kind")), "table");
	ck_assert_uint_eq(small_count("item-too-few"), 1);
}
END_TEST

START_TEST(a_stated_format_is_asked_for)
{
	small_write(REPORT, "1.bmp", "1");
	small_write(REPORT, "2.JPG", "2");
	small_scan();
	small_check(NULL);
	ck_assert_uint_eq(small_count("file-format"), 1);
	ck_assert_str_eq(taizhang_finding_file(small_find("file-format")), small_path(REPORT, "1.bmp"));
	ck_assert_str_eq(taizhang_finding_expected(small_find("file-format")), "jpg png");
	ck_assert_str_eq(taizhang_finding_found(small_find("file-format")), "bmp");
	small_none("file-type");
}
END_TEST

START_TEST(where_none_is_stated_only_the_impossible_is_said)
{
	small_write(NOTICE, "通知.docx", "a");
	small_write(NOTICE, "录像.mp4", "b");
	small_write(NOTICE, "通知-附件.zip", "c");
	small_scan();
	small_check(NULL);
	small_none("file-format");
	ck_assert_uint_eq(small_count("file-type"), 1);
	ck_assert_str_eq(taizhang_finding_file(small_find("file-type")), small_path(NOTICE, "录像.mp4"));
	ck_assert_int_eq(taizhang_finding_severity(small_find("file-type")), TAIZHANG_WARNING);
}
END_TEST

START_TEST(gaps_in_ordinals_are_told_together)
{
	char name[32];

	for (int i = 1; i <= 6; i++) {
		snprintf(name, sizeof name, "%d.docx", i);
		small_write(NOTICE, name, name);
	}
	small_scan();
	small_check(NULL);
	small_none("ordinal-gap");
	ck_assert_int_eq(temp_shell("cd '%s' && rm 1.docx 3.docx 4.docx", small_disk(NOTICE, "")), 0);
	small_prune();
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("ordinal-gap")), "1、3-4");
	ck_assert_int_eq(taizhang_finding_severity(small_find("ordinal-gap")), TAIZHANG_NOTE);
}
END_TEST

START_TEST(a_record_without_a_file_is_an_error)
{
	small_write(NOTICE, "通知.docx", "a");
	small_scan();
	small_reopen();
	/* As another program may write it. */
	ck_assert_int_eq(temp_shell("sed -i '/<file /d' '%s'", temp_path("台账/ledger.xml")), 0);
	taizhang_ledger_free(small.ledger);
	small.ledger = taizhang_ledger_open(temp_path("台账"), TAIZHANG_OPEN_WRITE, NULL, &small.err);
	tz_assert_ptr(small.ledger, &small.err);
	small_check(NULL);
	ck_assert_uint_eq(taizhang_finding_record(small_find("record-no-file")), 1);
	ck_assert_int_eq(taizhang_finding_severity(small_find("record-no-file")), TAIZHANG_ERROR);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_material");
	TCase *counts = tcase_create("counts"), *kinds = tcase_create("kinds");

	tcase_add_checked_fixture(counts, small_begin_official, small_end);
	tcase_add_test(counts, an_item_with_a_record_is_not_empty);
	tcase_add_test(counts, each_requirement_of_an_item_is_counted);
	tcase_add_test(counts, a_default_count_is_at_most_a_warning);
	tcase_add_test(counts, too_many_are_said_from_the_first_beyond);
	tcase_add_test(counts, gaps_in_ordinals_are_told_together);
	tcase_add_test(counts, a_record_without_a_file_is_an_error);
	suite_add_tcase(suite, counts);
	tcase_add_checked_fixture(kinds, small_begin_official, small_end);
	tcase_add_test(kinds, a_kind_that_the_item_does_not_ask_for_is_wrong);
	tcase_add_test(kinds, a_stated_format_is_asked_for);
	tcase_add_test(kinds, where_none_is_stated_only_the_impossible_is_said);
	suite_add_tcase(suite, kinds);
	return suite;
}
