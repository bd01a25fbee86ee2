/* SPDX-License-Identifier: MIT */
/* test_check_sensitive.c: what must not travel with material. */
#include <string.h>

#include "check/facts_maker.h"
#include "ledger/small.h"

#define ID "110000190001010012"
#define MOBILE "13000000000"

static void begin(void)
{
	small_begin_official();
	small_write(NOTICE, "通知.docx", "a");
	small_write(REPORT, "报告.docx", "b");
	small_write(PICTURES, "图1.jpg", "c");
	small_write(PICTURES, "图2.jpg", "d");
	small_write(TABLE, "表.xlsx", "e");
	small_scan();
}

static void end(void)
{
	made_end();
	small_end();
}

static const char *text_of(const char *id)
{
	static char text[2048];

	taizhang_finding_text(small_find(id), TAIZHANG_LANG_ZH, text, sizeof text);
	return text;
}

static void none_at_all(void)
{
	static const char *const ids[] = {"classified-mark", "internal-mark", "personal-data", "entered-classified",
					  "entered-personal-data", "image-private"};

	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
		small_none(ids[i]);
}

START_TEST(a_mark_in_a_text_is_an_error_with_its_line)
{
	made_text(made_for(NOTICE, "通知.docx", TZ_FORMAT_DOCX), "000001\n机密★1年\n示例市人民政府文件\n");
	made_check(NULL);
	ck_assert_int_eq(taizhang_finding_severity(small_find("classified-mark")), TAIZHANG_ERROR);
	ck_assert_int_eq(taizhang_finding_line(small_find("classified-mark")), 2);
	ck_assert_str_eq(taizhang_finding_found(small_find("classified-mark")), "机密★1年");
	ck_assert_ptr_nonnull(strstr(text_of("classified-mark"), "通知.docx 第 2 行标有密级（材料 " NOTICE "/1：机密★1年）"));
}
END_TEST

START_TEST(talk_of_secrets_and_office_telephones_are_fine)
{
	made_text(made_for(NOTICE, "通知.docx", TZ_FORMAT_DOCX),
		  "关于加强保密工作的通知\n保守国家秘密是每个公民的义务，商业秘密受法律保护。\n联系电话：0472-5150000\n");
	made_text(made_for(REPORT, "报告.docx", TZ_FORMAT_DOCX), "全年投入13000000000元，编号110000190001010013。\n");
	made_cell(made_for(TABLE, "表.xlsx", TZ_FORMAT_XLSX), 1, 1, "秘密");
	made_check(NULL);
	none_at_all();
}
END_TEST

START_TEST(internal_material_warns)
{
	made_text(made_for(NOTICE, "通知.docx", TZ_FORMAT_DOCX), "内部资料\n汇编\n");
	made_check(NULL);
	ck_assert_int_eq(taizhang_finding_severity(small_find("internal-mark")), TAIZHANG_WARNING);
	small_none("classified-mark");
}
END_TEST

START_TEST(a_marked_name_is_seen_without_opening_the_file)
{
	small_write(NOTICE, "（秘密）方案.docx", "x");
	small_scan();
	made_check(NULL);
	ck_assert_int_eq(taizhang_finding_line(small_find("classified-mark")), 0);
	ck_assert_str_eq(taizhang_finding_found(small_find("classified-mark")), "秘密");
	/* The scan made a title of it. */
	ck_assert_str_eq(taizhang_finding_field(small_find("entered-classified")), "title");
}
END_TEST

START_TEST(numbers_of_persons_are_shown_masked)
{
	struct taizhang_facts *facts = made_for(TABLE, "表.xlsx", TZ_FORMAT_XLSX);

	made_text(made_for(REPORT, "报告.docx", TZ_FORMAT_DOCX), "名单\n某某 " ID "\n某某 " ID " 电话" MOBILE "\n");
	made_cell(facts, 1, 1, "姓名");
	made_cell(facts, 2, 3, ID);
	made_check(NULL);
	ck_assert_uint_eq(small_count("personal-data"), 3);
	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(small.findings, i);

		ck_assert_ptr_null(strstr(taizhang_finding_found(finding), ID));
		ck_assert_ptr_null(strstr(taizhang_finding_found(finding), MOBILE));
	}
	ck_assert_str_eq(taizhang_finding_found(small_find("personal-data")), "110***********0012、110***********0012");
	ck_assert_int_eq(taizhang_finding_line(small_find("personal-data")), 2);
	ck_assert_str_eq(taizhang_finding_field(small_find("personal-data")), "identity-number");
	ck_assert_ptr_nonnull(strstr(text_of("personal-data"), "含有身份证号"));
}
END_TEST

START_TEST(the_cell_of_a_number_is_told)
{
	made_cell(made_for(TABLE, "表.xlsx", TZ_FORMAT_XLSX), 2, 3, MOBILE);
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("personal-data")), "Sheet1!C2 130****0000");
	ck_assert_int_eq(taizhang_finding_line(small_find("personal-data")), 0);
	ck_assert_str_eq(taizhang_finding_field(small_find("personal-data")), "mobile-number");
}
END_TEST

START_TEST(what_people_entered_is_looked_at_too)
{
	small_set(REPORT "/1", "note", "联系人电话 " MOBILE);
	small_set(PICTURES "/1", "people", "机密★");
	small_set(NOTICE, "owner", MOBILE);
	small_set(".", "contact", MOBILE);
	made_check(NULL);
	ck_assert_uint_eq(small_count("entered-personal-data"), 2);
	ck_assert_uint_eq(small_count("entered-classified"), 1);
	ck_assert_uint_eq(taizhang_finding_record(small_find("entered-classified")), 1);
	ck_assert_str_eq(taizhang_finding_item(small_find("entered-classified")), PICTURES);
	ck_assert_str_eq(taizhang_finding_field(small_find("entered-personal-data")), "owner");
	ck_assert_str_eq(taizhang_finding_found(small_find("entered-personal-data")), "130****0000");
	small_check(NULL);
	none_at_all();
}
END_TEST

START_TEST(the_ledgers_own_fields_are_of_no_item)
{
	small_set(".", "unit", "某局（绝密）");
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_item(small_find("entered-classified")), "");
	ck_assert_str_eq(taizhang_finding_field(small_find("entered-classified")), "unit");
}
END_TEST

START_TEST(private_data_of_pictures_are_noted_once)
{
	char text[1024];

	made_fact(made_for(PICTURES, "图1.jpg", TZ_FORMAT_JPEG), TZ_FACT_GPS, "40.657400,109.840300");
	made_fact(made_for(PICTURES, "图2.jpg", TZ_FORMAT_JPEG), TZ_FACT_OWNER, "SN0001");
	made_check(NULL);
	ck_assert_uint_eq(small_count("image-private"), 1);
	ck_assert_int_eq(taizhang_finding_severity(small_find("image-private")), TAIZHANG_NOTE);
	taizhang_finding_text(small_find("image-private"), TAIZHANG_LANG_ZH, text, sizeof text);
	ck_assert_str_eq(text, "有 2 个图片文件带有拍摄坐标、拍摄者或机身编号：图1.jpg、图2.jpg");
}
END_TEST

Suite *module_suite(void)
{
	const TTest *const tests[] = {
		a_mark_in_a_text_is_an_error_with_its_line, talk_of_secrets_and_office_telephones_are_fine, internal_material_warns,
		a_marked_name_is_seen_without_opening_the_file, numbers_of_persons_are_shown_masked,
		the_cell_of_a_number_is_told, what_people_entered_is_looked_at_too, the_ledgers_own_fields_are_of_no_item,
		private_data_of_pictures_are_noted_once,
	};
	Suite *suite = suite_create("check_sensitive");
	TCase *sensitive = tcase_create("sensitive");

	tcase_add_checked_fixture(sensitive, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(sensitive, tests[i]);
	suite_add_tcase(suite, sensitive);
	return suite;
}
