/* SPDX-License-Identifier: MIT */
/* test_scan_name.c: names that cannot be kept as they are come in under a proposal; names that collide are said. */
#include <string.h>

#include "ledger/small.h"

/* 通知 in GBK: no UTF-8 that means anything, but UTF-8. */
#define GBK_NOTICE "\xCD\xA8\xD6\xAA"

static const struct taizhang_file *file_of(unsigned int ordinal)
{
	return taizhang_record_get_file(small_record(NOTICE, ordinal), 0);
}

START_TEST(a_gbk_name_is_decoded_and_its_bytes_are_kept)
{
	small_write(NOTICE, GBK_NOTICE ".docx", "a");
	small_scan();
	ck_assert_str_eq(taizhang_file_path(file_of(1)), small_path(NOTICE, "通知.docx"));
	ck_assert_str_eq(taizhang_file_raw_path(file_of(1)), small_path(NOTICE, GBK_NOTICE ".docx"));
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 1)), "通知");
	ck_assert_str_eq(taizhang_finding_expected(small_find("scan-name-encoding")), "通知.docx");
}
END_TEST

START_TEST(it_is_known_again_after_saving)
{
	small_write(NOTICE, GBK_NOTICE ".docx", "a");
	small_scan();
	small_reopen();
	small_scan();
	ck_assert_uint_eq(small.summary.same_files, 1);
	ck_assert_uint_eq(small.summary.new_files, 0);
	ck_assert_uint_eq(small_records(NOTICE), 1);
	/* Renamed as proposed, it is the same file. */
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", small_disk(NOTICE, GBK_NOTICE ".docx"),
				    small_disk(NOTICE, "通知.docx")), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.moved_files, 1);
	ck_assert_ptr_null(taizhang_file_raw_path(file_of(1)));
	small_none("scan-name-encoding");
}
END_TEST

START_TEST(a_gbk_folder_is_one_too)
{
	small_write(NOTICE, "\xCE\xC4\xBC\xFE/1.docx", "a");	/* 文件 */
	small_scan();
	ck_assert_str_eq(taizhang_file_path(file_of(1)), small_path(NOTICE, "文件/1.docx"));
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 1)), "文件");
}
END_TEST

START_TEST(a_proposal_takes_no_name_that_is_there)
{
	small_write(NOTICE, GBK_NOTICE ".docx", "gbk");
	small_write(NOTICE, "通知.docx", "utf-8");
	small_scan();
	ck_assert_uint_eq(small.summary.files, 2);
	ck_assert_str_eq(taizhang_finding_expected(small_find("scan-name-encoding")), "通知 (2).docx");
}
END_TEST

START_TEST(two_byte_letters_that_people_write_stay)
{
	const char *const names[] = {"caf\xC3\xA9.docx", "cafe\xCC\x81.docx", "3\xC3\x97\x35.docx", "\xC2\xB7.docx",
		"\xD8\xA6\xDB\x87.docx", "\xD0\xBC\xD0\xBE.docx", "\xCE\xB1.docx"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		small_write(NOTICE, names[i], names[i]);
	small_scan();
	ck_assert_uint_eq(small.summary.files, sizeof names / sizeof names[0]);
	small_none("scan-name-encoding");
}
END_TEST

START_TEST(bytes_in_no_encoding_show_as_numbers)
{
	small_write(NOTICE, "a\xFF\xFE.docx", "a");
	small_scan();
	ck_assert_str_eq(taizhang_file_path(file_of(1)), small_path(NOTICE, "a_FF_FE.docx"));
}
END_TEST

START_TEST(controls_and_backslashes_are_replaced)
{
	small_write(NOTICE, "a\nb.docx", "a");
	small_write(NOTICE, "c\\d.docx", "b");
	small_write(NOTICE, "e\xEF\xBF\xBF.docx", "c");
	small_scan();
	ck_assert_uint_eq(small.summary.files, 3);
	ck_assert_uint_eq(small_count("scan-name-encoding"), 3);
	ck_assert_str_eq(taizhang_file_path(file_of(1)), small_path(NOTICE, "a\xEF\xBF\xBD" "b.docx"));
	ck_assert_str_eq(taizhang_file_path(file_of(2)), small_path(NOTICE, "c＼d.docx"));
	small_reopen();
	small_scan();
	ck_assert_uint_eq(small.summary.same_files, 3);
}
END_TEST

START_TEST(files_of_two_folders_that_differ_by_case_are_said)
{
	temp_write_text("台账/materials/" NOTICE " plan/通知.docx", "1");
	temp_write_text("台账/materials/" NOTICE " PLAN/通知.docx", "2");
	temp_write_text("台账/materials/" NOTICE " PLAN/方案.docx", "3");
	small_scan();
	ck_assert_uint_eq(small.summary.new_files, 3);
	ck_assert_uint_eq(small_count("scan-name-collision"), 1);
	ck_assert_str_eq(taizhang_finding_file(small_find("scan-name-collision")), "materials/" NOTICE " plan/通知.docx");
	ck_assert_str_eq(taizhang_finding_found(small_find("scan-name-collision")), "materials/" NOTICE " PLAN/通知.docx");
	/* as long as it is so, though nothing else changes */
	small_scan();
	ck_assert_uint_eq(small.summary.same_files, 3);
	ck_assert_uint_eq(small_count("scan-name-collision"), 1);
}
END_TEST

START_TEST(names_that_differ_by_case_are_both_taken_and_said)
{
	small_write(NOTICE, "Notice.docx", "a");
	small_write(NOTICE, "notice.DOCX", "b");
	small_scan();
	ck_assert_uint_eq(small.summary.files, 2);
	ck_assert_uint_eq(small_count("scan-name-collision"), 1);
	ck_assert_str_eq(taizhang_finding_expected(small_find("scan-name-collision")), "notice (2).DOCX");
	ck_assert_str_eq(taizhang_finding_found(small_find("scan-name-collision")), small_path(NOTICE, "Notice.docx"));
}
END_TEST

START_TEST(names_that_differ_by_composition_are_said)
{
	small_write(NOTICE, "caf\xC3\xA9.docx", "a");
	small_write(NOTICE, "cafe\xCC\x81.docx", "b");
	small_scan();
	ck_assert_uint_eq(small.summary.files, 2);
	ck_assert_uint_eq(small_count("scan-name-collision"), 1);
}
END_TEST

START_TEST(a_path_too_deep_for_a_package_is_said)
{
	/* materials, the item's folder and 62 more make 64, the file 65. */
	ck_assert_int_eq(temp_shell("cd '%s' && i=0 && while [ $i -lt 62 ]; do mkdir d && cd d && i=$((i+1)); done && "
				    "echo a > a.docx && echo b > ../b.docx", small_disk(NOTICE, "")), 0);
	small_scan();
	ck_assert_uint_eq(small_count("scan-too-deep"), 1);
	ck_assert_uint_eq(small.summary.left_out, 1);
	ck_assert_uint_eq(small.summary.files, 1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("scan_name");
	TCase *proposes = tcase_create("proposes"), *says = tcase_create("says");

	tcase_add_checked_fixture(proposes, small_begin_official, small_end);
	tcase_add_test(proposes, a_gbk_name_is_decoded_and_its_bytes_are_kept);
	tcase_add_test(proposes, it_is_known_again_after_saving);
	tcase_add_test(proposes, a_gbk_folder_is_one_too);
	tcase_add_test(proposes, a_proposal_takes_no_name_that_is_there);
	tcase_add_test(proposes, two_byte_letters_that_people_write_stay);
	tcase_add_test(proposes, bytes_in_no_encoding_show_as_numbers);
	tcase_add_test(proposes, controls_and_backslashes_are_replaced);
	suite_add_tcase(suite, proposes);
	tcase_add_checked_fixture(says, small_begin_official, small_end);
	tcase_add_test(says, names_that_differ_by_case_are_both_taken_and_said);
	tcase_add_test(says, files_of_two_folders_that_differ_by_case_are_said);
	tcase_add_test(says, names_that_differ_by_composition_are_said);
	tcase_add_test(says, a_path_too_deep_for_a_package_is_said);
	suite_add_tcase(suite, says);
	return suite;
}
