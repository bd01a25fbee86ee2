/* SPDX-License-Identifier: MIT */
/* test_document_number.c: document numbers as people write them. */
#include <string.h>

#include <taizhang/record.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
}

static void teardown(void)
{
}

static void reads(const char *text, const char *agency, int year, long serial, bool regular)
{
	struct taizhang_document_number number;

	taizhang_error_clear(&err);
	tz_assert_ok(taizhang_document_number_parse(text, &number, &err), &err);
	ck_assert_str_eq(number.agency, agency);
	ck_assert_int_eq(number.year, year);
	ck_assert_int_eq(number.serial, serial);
	ck_assert_msg(number.regular == regular, "%s", text);
}

static void refuses(const char *text)
{
	struct taizhang_document_number number = {"kept", 1, 1, false};

	taizhang_error_clear(&err);
	ck_assert_msg(taizhang_document_number_parse(text, &number, &err) == -1, "%s was read",
		      text);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(number.agency, "kept");
}

/* 42 characters of three bytes and a NUL are what the room for the agency code holds. */
static void reads_long(void)
{
	char agency[256] = "", text[512];

	for (int i = 0; i < 42; i++)
		strcat(agency, "办");
	snprintf(text, sizeof text, "%s〔2012〕9号", agency);
	reads(text, agency, 2012, 9, true);
}

START_TEST(the_form_of_the_standard)
{
	reads("哈办发〔2012〕9号", "哈办发", 2012, 9, true);
	reads("邹创城办〔2017〕1号", "邹创城办", 2017, 1, true);
	reads("吉县创文字〔2017〕2号", "吉县创文字", 2017, 2, true);
}
END_TEST

START_TEST(other_brackets_blanks_and_widths)
{
	reads("赣文明发电[2017]72号", "赣文明发电", 2017, 72, false);
	reads("沪档[2023]66 号", "沪档", 2023, 66, false);
	reads("哈办发\uFE5D2012\uFE5E9号", "哈办发", 2012, 9, false);
	reads("哈办发\uFF082012\uFF099号", "哈办发", 2012, 9, false);
	reads("哈办发(2012)9号", "哈办发", 2012, 9, false);
	reads("哈办发【2012】9号", "哈办发", 2012, 9, false);
	reads("哈办发\u30162012\u30179号", "哈办发", 2012, 9, false);
	reads("哈办发\uFF3B2012\uFF3D9号", "哈办发", 2012, 9, false);
	reads("哈办发「2012」9号", "哈办发", 2012, 9, false);
	reads("哈办发〔\uFF12\uFF10\uFF11\uFF12〕\uFF19号", "哈办发", 2012, 9, false);
	reads(" 哈办发\u3000〔2012〕 9 号\n", "哈办发", 2012, 9, false);
	reads("哈办发〔2012] 9号", "哈办发", 2012, 9, false);
}
END_TEST

START_TEST(padding_a_first_word_and_what_is_left_out_or_added)
{
	reads("哈办发〔2012〕第9号", "哈办发", 2012, 9, false);
	reads("哈办发〔2012〕009号", "哈办发", 2012, 9, false);
	reads("哈办发〔2012〕9", "哈办发", 2012, 9, false);
	reads("哈办发〔12〕9号", "哈办发", 2012, 9, false);
	reads("哈办发〔98〕9号", "哈办发", 1998, 9, false);
	reads("哈办发〔2012年〕9号", "哈办发", 2012, 9, false);
	reads("哈办发〔2012〕9号文", "哈办发", 2012, 9, false);
	reads("哈办发〔2012〕9号文件", "哈办发", 2012, 9, false);
	reads("市政府公告2018年第31号", "市政府公告", 2018, 31, false);
}
END_TEST

START_TEST(brackets_and_digits_in_the_agency_code)
{
	reads("文明办(2017版)〔2018〕31号", "文明办(2017版)", 2018, 31, true);
	reads("第3届组委会〔2018〕31号", "第3届组委会", 2018, 31, true);
}
END_TEST

START_TEST(what_cannot_be_told_apart)
{
	refuses("天文明办201831号");
	refuses("");
	refuses("9号");
	refuses("〔2012〕9号");
	refuses("哈办发〔2012〕号");
	refuses("哈办发〔2012〕0号");
	refuses("哈办发〔201〕9号");
	refuses("哈办发〔20122〕9号");
	refuses("哈办发〔1812〕9号");
	refuses("哈办发2012〕9号");
	refuses("哈办发〔2012 9号");
	refuses("哈办发〔2012〕九号");
	refuses("哈办发〔2012〕9号件");
	refuses("哈办发〔2012〕999999999999999999999号");
	refuses("公告12018年第31号x");
	refuses("\xFF〔2012〕9号");
}
END_TEST

START_TEST(an_agency_code_longer_than_its_room)
{
	char text[1024] = "";

	for (int i = 0; i < 43; i++)
		strcat(text, "办");
	strcat(text, "〔2012〕9号");
	refuses(text);
	reads_long();
}
END_TEST

START_TEST(no_text_or_no_room)
{
	struct taizhang_document_number number;

	ck_assert_int_eq(taizhang_document_number_parse(NULL, &number, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_document_number_parse("哈办发〔2012〕9号", NULL, NULL), -1);
}
END_TEST

START_TEST(as_the_standard_asks)
{
	struct taizhang_document_number number = {"哈办发", 2012, 9, false};
	char text[64];

	ck_assert_uint_eq(taizhang_document_number_format(&number, text, sizeof text),
			  strlen("哈办发〔2012〕9号"));
	ck_assert_str_eq(text, "哈办发〔2012〕9号");
}
END_TEST

START_TEST(cut_at_a_whole_character)
{
	struct taizhang_document_number number = {"哈办发", 2012, 9, false};
	char text[9];

	ck_assert_uint_eq(taizhang_document_number_format(&number, text, sizeof text),
			  strlen("哈办发〔2012〕9号"));
	ck_assert_str_eq(text, "哈办");
	ck_assert_uint_gt(taizhang_document_number_format(&number, NULL, 0), 0);
	ck_assert_uint_eq(taizhang_document_number_format(NULL, text, sizeof text), 0);
	ck_assert_str_eq(text, "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("document_number");
	TCase *tcase;

	tcase = tcase_create("reads");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, the_form_of_the_standard);
	tcase_add_test(tcase, other_brackets_blanks_and_widths);
	tcase_add_test(tcase, padding_a_first_word_and_what_is_left_out_or_added);
	tcase_add_test(tcase, brackets_and_digits_in_the_agency_code);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_cannot_be_told_apart);
	tcase_add_test(tcase, an_agency_code_longer_than_its_room);
	tcase_add_test(tcase, no_text_or_no_room);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("writes");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, as_the_standard_asks);
	tcase_add_test(tcase, cut_at_a_whole_character);
	suite_add_tcase(suite, tcase);
	return suite;
}
