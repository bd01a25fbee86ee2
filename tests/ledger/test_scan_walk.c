/* SPDX-License-Identifier: MIT */
/* test_scan_walk.c: what is left out, and what no item claims, is said. */
#include <stdio.h>
#include <string.h>

#include "ledger/scan_junk.h"
#include "ledger/small.h"

START_TEST(junk_is_left_out_and_said)
{
	small_write(NOTICE, "通知.docx", "a");
	small_write(NOTICE, "~$通知.docx", "lock");
	small_write(NOTICE, "Thumbs.db", "x");
	small_write(NOTICE, "__MACOSX/._通知.docx", "x");
	temp_write_text("台账/materials/.DS_Store", "x");
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(small.summary.left_out, 4);
	ck_assert_uint_eq(small_count("scan-junk"), 4);
	small_none("scan-more");
	small_none("scan-unclaimed");
}
END_TEST

START_TEST(from_some_number_on_findings_are_counted)
{
	char name[64];

	for (int i = 0; i < 23; i++) {
		snprintf(name, sizeof name, "._%d", i);
		small_write(NOTICE, name, "x");
	}
	small_scan();
	ck_assert_uint_eq(small.summary.left_out, 23);
	ck_assert_uint_eq(small_count("scan-junk"), 20);
	ck_assert_str_eq(taizhang_finding_field(small_find("scan-more")), "scan-junk");
	ck_assert_int_eq(taizhang_finding_severity(small_find("scan-more")), TAIZHANG_NOTE);
	for (int i = 0; i < 21; i++) {
		snprintf(name, sizeof name, "台账/materials/散落%d", i);
		temp_write_text(name, "x");
	}
	small_scan();
	ck_assert_uint_eq(small_count("scan-unclaimed"), 20);
	ck_assert_uint_eq(small_count("scan-more"), 2);
	ck_assert_uint_eq(taizhang_findings_count(small.findings, TAIZHANG_WARNING), 21);
}
END_TEST

START_TEST(links_are_neither_followed_nor_taken)
{
	temp_write_text("outside/secret.docx", "s");
	ck_assert_int_eq(temp_shell("ln -s '%s' '%s' && ln -s '%s' '%s' && ln -s '%s' '%s'",
		temp_path("outside/secret.docx"), small_disk(NOTICE, "link.docx"),
		temp_path("outside"), small_disk(NOTICE, "folder"),
		temp_path("outside"), temp_path("台账/materials/" REPORT)), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.files, 0);
	ck_assert_uint_eq(small.summary.left_out, 3);
	ck_assert_uint_eq(small_count("scan-link"), 3);
}
END_TEST

START_TEST(special_files_are_left_out)
{
	ck_assert_int_eq(temp_shell("mkfifo '%s'", small_disk(NOTICE, "pipe")), 0);
	small_scan();
	ck_assert_uint_eq(small_count("scan-special"), 1);
	ck_assert_uint_eq(small.summary.left_out, 1);
}
END_TEST

START_TEST(what_no_item_claims_is_said)
{
	temp_write_text("台账/materials/散落.docx", "a");
	temp_write_text("台账/materials/其他/1.docx", "a");
	temp_write_text("台账/materials/其他/深/2.docx", "a");
	temp_write_text("台账/materials/I-1-1-1/内容不是项.docx", "a");
	ck_assert_int_eq(temp_shell("mkdir '%s'", temp_path("台账/materials/空")), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.unclaimed, 4);
	ck_assert_uint_eq(small_count("scan-unclaimed"), 3);
	ck_assert_uint_eq(small.summary.files, 0);
}
END_TEST

START_TEST(a_folder_of_an_item_out_of_scope_is_said)
{
	small_end();
	small_begin("official", NOTICE " " REPORT);
	temp_write_text("台账/materials/" TABLE " 统计表/a.xlsx", "a");
	temp_write_text("台账/materials/" TABLE " 统计表/b.xlsx", "a");
	small_write(NOTICE, "a.docx", "a");
	small_scan();
	ck_assert_uint_eq(small.summary.unclaimed, 2);
	ck_assert_uint_eq(small.summary.files, 1);
	ck_assert_str_eq(taizhang_finding_item(small_find("scan-out-of-scope")), TABLE);
	small_none("scan-unclaimed");
}
END_TEST

START_TEST(a_year_after_the_code_is_no_part_of_it)
{
	temp_write_text("台账/materials/" NOTICE "-2018年方案/a.docx", "a");
	temp_write_text("台账/materials/M002_报告/b.docx", "b");
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(small_records(REPORT), 1);
}
END_TEST

START_TEST(names_of_systems_are_junk)
{
	const char *const junk[] = {
		"Thumbs.db", "THUMBS.DB", ".DS_Store", "desktop.ini", "Desktop.ini", "~$通知.docx", ".~通知.wps",
		".~lock.通知.docx#", "._图.jpg", ".taizhang-tmp-00", "~WRL0001.tmp", "a.jpg:Zone.Identifier", "__MACOSX",
		"@eaDir", "$RECYCLE.BIN", ".Trash-1000", ".nfs000001",
	};
	for (size_t i = 0; i < sizeof junk / sizeof junk[0]; i++)
		ck_assert_msg(tz_scan_is_junk(junk[i]), "%s", junk[i]);
}
END_TEST

START_TEST(names_of_people_are_not)
{
	const char *const names[] = {
		"通知.docx", ".第一中学.jpg", "~通知.docx", "Thumbs.db.docx", "desktop.jpg", "a.tmp", "_a", "$预算.xlsx", "",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		ck_assert_msg(!tz_scan_is_junk(names[i]), "%s", names[i]);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("scan_walk");
	TCase *says = tcase_create("says");

	tcase_add_checked_fixture(says, small_begin_official, small_end);
	tcase_add_test(says, junk_is_left_out_and_said);
	tcase_add_test(says, from_some_number_on_findings_are_counted);
	tcase_add_test(says, links_are_neither_followed_nor_taken);
	tcase_add_test(says, special_files_are_left_out);
	tcase_add_test(says, what_no_item_claims_is_said);
	tcase_add_test(says, a_folder_of_an_item_out_of_scope_is_said);
	tcase_add_test(says, a_year_after_the_code_is_no_part_of_it);
	suite_add_tcase(suite, says);
	suite_add_behaviour(suite, "knows junk", TESTS(names_of_systems_are_junk, names_of_people_are_not));
	return suite;
}
