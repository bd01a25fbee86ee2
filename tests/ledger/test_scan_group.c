/* SPDX-License-Identifier: MIT */
/* test_scan_group.c: which files make one record, of which kind, with which roles. */
#include <stdio.h>
#include <string.h>

#include "ledger/small.h"

static size_t files_of(const char *code, unsigned int ordinal)
{
	return taizhang_record_num_files(small_record(code, ordinal));
}

static enum taizhang_role role_of(const char *code, unsigned int ordinal, const char *name)
{
	const struct taizhang_record *record = small_record(code, ordinal);

	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);

		if (strcmp(taizhang_file_path(file), small_path(code, name)) == 0)
			return taizhang_file_role(file);
	}
	ck_abort_msg("%s is not in record %s/%u", name, code, ordinal);
	return TAIZHANG_ROLE_BODY;
}

static enum taizhang_kind kind_of(const char *code, unsigned int ordinal)
{
	return taizhang_record_kind(small_record(code, ordinal));
}

static void write_all(const char *code, const char *const *names)
{
	for (; *names; names++)
		small_write(code, *names, *names);
}
#define FILES(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(pages_of_one_stem_are_one_record)
{
	write_all(NOTICE, FILES("通知.docx", "通知-红头页.jpg", "通知_盖章页.jpg", "通知（附件2）.xlsx", "通知 附件一.pdf",
				"通知－红头.png", "通知盖章页.pdf", "通知.pdf", "通知-扫描件.pdf"));
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(files_of(NOTICE, 1), 9);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知.docx"), TAIZHANG_ROLE_BODY);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知-红头页.jpg"), TAIZHANG_ROLE_REDHEAD);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知－红头.png"), TAIZHANG_ROLE_REDHEAD);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知_盖章页.jpg"), TAIZHANG_ROLE_SEAL);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知盖章页.pdf"), TAIZHANG_ROLE_SEAL);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知（附件2）.xlsx"), TAIZHANG_ROLE_ATTACHMENT);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知 附件一.pdf"), TAIZHANG_ROLE_ATTACHMENT);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知-扫描件.pdf"), TAIZHANG_ROLE_BODY);
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 1)), "通知");
}
END_TEST

START_TEST(stems_that_only_begin_alike_are_two)
{
	write_all(NOTICE, FILES("通知.docx", "通知的附件.docx", "关于盖章的规定.docx", "通知2.docx"));
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 4);
}
END_TEST

START_TEST(case_and_composition_of_a_stem_do_not_matter)
{
	write_all(NOTICE, FILES("Caf\xC3\xA9 Notice.DOCX", "CAFE\xCC\x81 notice-盖章页.JPG"));
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
}
END_TEST

START_TEST(a_page_that_names_no_document_goes_to_the_only_one)
{
	write_all(NOTICE, FILES("红头页.jpg", "盖章页1.jpg", "盖章页2.jpg", "通知.docx"));
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(files_of(NOTICE, 1), 4);
	ck_assert_int_eq(role_of(NOTICE, 1, "盖章页2.jpg"), TAIZHANG_ROLE_SEAL);
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 1)), "通知");
}
END_TEST

START_TEST(such_a_page_beside_two_documents_stays_alone)
{
	write_all(NOTICE, FILES("甲.docx", "乙.docx", "盖章页.jpg"));
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 3);
}
END_TEST

START_TEST(pages_without_a_document_are_one_record)
{
	write_all(NOTICE, FILES("正文.docx", "红头页.jpg", "盖章页.jpg"));
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_int_eq(role_of(NOTICE, 1, "正文.docx"), TAIZHANG_ROLE_BODY);
}
END_TEST

START_TEST(a_page_that_comes_later_joins)
{
	small_write(NOTICE, "通知.docx", "a");
	small_scan();
	small_set(NOTICE "/1", "number", "包教发〔2017〕1号");
	small_write(NOTICE, "通知-盖章页.jpg", "b");
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(small.summary.new_records, 0);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知-盖章页.jpg"), TAIZHANG_ROLE_SEAL);
	ck_assert_str_eq(taizhang_normative_number(small_record(NOTICE, 1)), "包教发〔2017〕1号");
}
END_TEST

START_TEST(a_page_that_is_renamed_for_its_document_joins_it)
{
	write_all(NOTICE, FILES("通知.docx", "IMG_001.jpg"));
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 2);
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", small_disk(NOTICE, "IMG_001.jpg"),
				    small_disk(NOTICE, "通知-盖章页.jpg")), 0);
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(small.summary.dropped_records, 1);
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 2)), "通知");
	ck_assert_int_eq(role_of(NOTICE, 2, "通知-盖章页.jpg"), TAIZHANG_ROLE_SEAL);
}
END_TEST

START_TEST(a_renamed_page_with_fields_of_its_own_stays_a_record)
{
	write_all(NOTICE, FILES("通知.docx", "IMG_001.jpg"));
	small_scan();
	small_set(NOTICE "/1", "issuer", "市教育局");
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", small_disk(NOTICE, "IMG_001.jpg"),
				    small_disk(NOTICE, "通知-盖章页.jpg")), 0);
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 2);
	ck_assert_int_eq(role_of(NOTICE, 1, "通知-盖章页.jpg"), TAIZHANG_ROLE_SEAL);
}
END_TEST

START_TEST(a_role_that_was_entered_survives_a_scan)
{
	write_all(NOTICE, FILES("通知.docx", "通知.jpg"));
	small_scan();
	small_set(NOTICE "/1/通知.jpg", "role", "seal");
	small_scan();
	ck_assert_int_eq(role_of(NOTICE, 1, "通知.jpg"), TAIZHANG_ROLE_SEAL);
}
END_TEST

START_TEST(a_folder_with_all_below_it_is_one_record)
{
	write_all(NOTICE, FILES("02-批复/1.jpg", "02-批复/2.jpg", "02-批复/附图/3.jpg", "02-批复/盖章页.jpg", "批复.docx"));
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 2);
	ck_assert_uint_eq(files_of(NOTICE, 1), 4);
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 1)), "批复");
	ck_assert_int_eq(role_of(NOTICE, 1, "02-批复/盖章页.jpg"), TAIZHANG_ROLE_SEAL);
	small_write(NOTICE, "02-批复/4.jpg", "later");
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 2);
	ck_assert_uint_eq(files_of(NOTICE, 1), 5);
}
END_TEST

START_TEST(under_an_image_requirement_each_picture_is_a_record)
{
	write_all(PICTURES, FILES("广场/1.jpg", "广场/2.JPG", "广场/深/3.png", "路口.jpg", "路口.png", "路口-附件.jpg"));
	small_scan();
	ck_assert_uint_eq(small_records(PICTURES), 6);
	for (unsigned int i = 1; i <= 6; i++) {
		ck_assert_int_eq(kind_of(PICTURES, i), TAIZHANG_KIND_IMAGE);
		ck_assert_int_eq(taizhang_file_role(taizhang_record_get_file(small_record(PICTURES, i), 0)),
				 TAIZHANG_ROLE_BODY);
	}
	ck_assert_str_eq(taizhang_record_title(small_record(PICTURES, 1)), "1");
}
END_TEST

START_TEST(the_rest_of_such_a_folder_is_one_record)
{
	write_all(PICTURES, FILES("广场/1.jpg", "广场/说明.txt", "广场/名单.txt"));
	small_scan();
	ck_assert_uint_eq(small_records(PICTURES), 2);
	ck_assert_uint_eq(files_of(PICTURES, 2), 2);
	ck_assert_str_eq(taizhang_record_title(small_record(PICTURES, 2)), "广场");
}
END_TEST

START_TEST(a_file_takes_the_kind_of_the_requirement_that_its_type_fits)
{
	write_all(REPORT, FILES("情况报告.docx", "现场.jpg", "数据.xlsx"));
	small_scan();
	ck_assert_uint_eq(small_records(REPORT), 3);
	ck_assert_int_eq(kind_of(REPORT, 1), TAIZHANG_KIND_REPORT);
	ck_assert_int_eq(kind_of(REPORT, 2), TAIZHANG_KIND_REPORT);
	ck_assert_int_eq(kind_of(REPORT, 3), TAIZHANG_KIND_IMAGE);
	ck_assert_str_eq(taizhang_record_title(small_record(REPORT, 3)), "现场");
}
END_TEST

START_TEST(a_page_of_a_report_is_no_picture_where_its_document_is_there)
{
	write_all(REPORT, FILES("报告.docx", "报告-盖章页.jpg", "合影-盖章页.jpg"));
	small_scan();
	ck_assert_uint_eq(small_records(REPORT), 2);
	ck_assert_int_eq(role_of(REPORT, 2, "报告-盖章页.jpg"), TAIZHANG_ROLE_SEAL);
	ck_assert_int_eq(kind_of(REPORT, 1), TAIZHANG_KIND_IMAGE);
}
END_TEST

START_TEST(a_corrected_kind_survives_a_scan)
{
	small_write(TABLE, "说明.docx", "a");
	small_scan();
	ck_assert_int_eq(kind_of(TABLE, 1), TAIZHANG_KIND_TABLE);
	small_set(TABLE "/1", "kind", "report");
	small_scan();
	ck_assert_int_eq(kind_of(TABLE, 1), TAIZHANG_KIND_REPORT);
}
END_TEST

START_TEST(two_folders_with_one_code_both_count)
{
	small_write(NOTICE, "甲.docx", "a");
	temp_write_text("台账/materials/Ⅰ—1－1-1-1 别的名字/乙.docx", "b");
	temp_write_text("台账/materials/I-1-1-1-1_旧/甲.docx", "c");
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 3);
	ck_assert_uint_eq(small.summary.unclaimed, 0);
}
END_TEST

START_TEST(a_folder_whose_title_was_renamed_keeps_its_records)
{
	write_all(NOTICE, FILES("甲.docx", "批复/1.jpg"));
	small_scan();
	small_set(NOTICE "/2", "issuer", "市教育局");
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", small_disk(NOTICE, ""), temp_path("台账/materials/" NOTICE)), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.moved_files, 2);
	ck_assert_uint_eq(small_records(NOTICE), 2);
	ck_assert_str_eq(taizhang_normative_issuer(small_record(NOTICE, 2)), "市教育局");
	small_write(NOTICE, "../" NOTICE "/批复/2.jpg", "new page");
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 2);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("scan_group");
	TCase *pages = tcase_create("pages"), *folders = tcase_create("folders"), *kinds = tcase_create("kinds");

	tcase_add_checked_fixture(pages, small_begin_official, small_end);
	tcase_add_test(pages, pages_of_one_stem_are_one_record);
	tcase_add_test(pages, stems_that_only_begin_alike_are_two);
	tcase_add_test(pages, case_and_composition_of_a_stem_do_not_matter);
	tcase_add_test(pages, a_page_that_names_no_document_goes_to_the_only_one);
	tcase_add_test(pages, such_a_page_beside_two_documents_stays_alone);
	tcase_add_test(pages, pages_without_a_document_are_one_record);
	tcase_add_test(pages, a_page_that_comes_later_joins);
	tcase_add_test(pages, a_page_that_is_renamed_for_its_document_joins_it);
	tcase_add_test(pages, a_renamed_page_with_fields_of_its_own_stays_a_record);
	tcase_add_test(pages, a_role_that_was_entered_survives_a_scan);
	suite_add_tcase(suite, pages);
	tcase_add_checked_fixture(folders, small_begin_official, small_end);
	tcase_add_test(folders, a_folder_with_all_below_it_is_one_record);
	tcase_add_test(folders, under_an_image_requirement_each_picture_is_a_record);
	tcase_add_test(folders, the_rest_of_such_a_folder_is_one_record);
	tcase_add_test(folders, two_folders_with_one_code_both_count);
	tcase_add_test(folders, a_folder_whose_title_was_renamed_keeps_its_records);
	suite_add_tcase(suite, folders);
	tcase_add_checked_fixture(kinds, small_begin_official, small_end);
	tcase_add_test(kinds, a_file_takes_the_kind_of_the_requirement_that_its_type_fits);
	tcase_add_test(kinds, a_page_of_a_report_is_no_picture_where_its_document_is_there);
	tcase_add_test(kinds, a_corrected_kind_survives_a_scan);
	suite_add_tcase(suite, kinds);
	return suite;
}
