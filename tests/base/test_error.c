/* SPDX-License-Identifier: MIT */
/* test_error.c: filling an error and the sentence it makes. */
#include "base/error.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/text.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;
static char text[1024];

static void setup(void)
{
	taizhang_error_clear(&err);
}

static const char *zh(void)
{
	taizhang_error_text(&err, TAIZHANG_LANG_ZH, text, sizeof text);
	return text;
}

static const char *en(void)
{
	taizhang_error_text(&err, TAIZHANG_LANG_EN, text, sizeof text);
	return text;
}

START_TEST(every_setter_returns_minus_one_so_that_a_function_can_end_with_it)
{
	ck_assert_int_eq(tz_error_set(&err, TAIZHANG_E_XML, TZ_MSG_XML_DOCTYPE, "a"), -1);
	ck_assert_int_eq(tz_error_detail(NULL, TAIZHANG_E_XML, TZ_MSG_XML_ROOT, "a", "b"), -1);
	ck_assert_int_eq(tz_error_line(NULL, TAIZHANG_E_XML, TZ_MSG_XML_SYNTAX, "a", 7, "b"), -1);
	ck_assert_int_eq(tz_error_number(NULL, TAIZHANG_E_LIMIT, TZ_MSG_TOO_LARGE, "a", 7), -1);
	ck_assert_int_eq(tz_error_sys(NULL, TZ_MSG_FILE_OPEN, "a"), -1);
	ck_assert_int_eq(tz_error_nomem(NULL), -1);
	ck_assert_int_eq(tz_error_inval(NULL, "x"), -1);
}
END_TEST

START_TEST(the_first_error_wins)
{
	tz_error_set(&err, TAIZHANG_E_XML, TZ_MSG_XML_DOCTYPE, "first.xml");
	tz_error_nomem(&err);
	tz_error_set(&err, TAIZHANG_E_IO, TZ_MSG_FILE_OPEN, "second.xml");
	tz_assert_code(&err, TAIZHANG_E_XML);
	ck_assert_str_eq(err.where, "first.xml");
}
END_TEST

START_TEST(a_cleared_error_can_be_used_again)
{
	tz_error_line(&err, TAIZHANG_E_XML, TZ_MSG_XML_SYNTAX, "a.xml", 3, "oops");
	taizhang_error_clear(&err);
	tz_assert_code(&err, TAIZHANG_OK);
	ck_assert_str_eq(err.where, "");
	ck_assert_str_eq(err.detail, "");
	ck_assert_int_eq(err.line, 0);
	tz_error_inval(&err, "date");
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(NULL);
}
END_TEST

START_TEST(where_is_filled_only_while_it_is_empty)
{
	tz_error_at(&err, "nothing happened");
	ck_assert_str_eq(err.where, "");
	tz_error_set(&err, TAIZHANG_E_FORMAT, TZ_MSG_ENCODING, NULL);
	tz_error_at(&err, "表.csv");
	tz_error_at(&err, "above.csv");
	ck_assert_str_eq(err.where, "表.csv");
	tz_error_at(NULL, "x");
}
END_TEST

START_TEST(errno_becomes_io_but_no_memory_stays_no_memory)
{
	errno = ENOSPC;
	tz_error_sys(&err, TZ_MSG_FILE_WRITE, "ledger.xml");
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(err.sys_errno, ENOSPC);
	ck_assert_str_eq(zh(), "写入 ledger.xml 失败：磁盘已满；原文件未改动");
	taizhang_error_clear(&err);
	errno = ENOMEM;
	tz_error_sys(&err, TZ_MSG_FILE_WRITE, "ledger.xml");
	tz_assert_code(&err, TAIZHANG_E_NOMEM);
	ck_assert_str_eq(taizhang_error_id(&err), "no-memory");
}
END_TEST

START_TEST(a_long_text_keeps_its_end)
{
	char path[4000];

	memset(path, 'a', sizeof path);
	strcpy(path + sizeof path - 12, "/ledger.xml");
	tz_error_set(&err, TAIZHANG_E_IO, TZ_MSG_FILE_OPEN, path);
	ck_assert_uint_eq(strlen(err.where), TAIZHANG_ERROR_TEXT - 1);
	ck_assert_int_eq(strncmp(err.where, "…a", 4), 0);
	ck_assert_str_eq(err.where + strlen(err.where) - 11, "/ledger.xml");
}
END_TEST

START_TEST(a_text_of_just_the_room_is_kept_whole)
{
	char path[TAIZHANG_ERROR_TEXT + 1];

	memset(path, 'a', sizeof path);
	path[TAIZHANG_ERROR_TEXT - 1] = '\0';
	tz_error_set(&err, TAIZHANG_E_IO, TZ_MSG_FILE_OPEN, path);
	ck_assert_str_eq(err.where, path);
	taizhang_error_clear(&err);
	path[TAIZHANG_ERROR_TEXT - 1] = 'b';
	path[TAIZHANG_ERROR_TEXT] = '\0';
	tz_error_set(&err, TAIZHANG_E_IO, TZ_MSG_FILE_OPEN, path);
	ck_assert_int_eq(strncmp(err.where, "…", 3), 0);
}
END_TEST

START_TEST(a_long_chinese_text_is_cut_between_characters)
{
	char path[3 * 400 + 1] = "";

	for (int i = 0; i < 400; i++)
		memcpy(path + 3 * i, i == 399 ? "末" : "文", 4);
	tz_error_set(&err, TAIZHANG_E_IO, TZ_MSG_FILE_OPEN, path);
	ck_assert(tz_text_is_utf8(err.where, strlen(err.where)));
	ck_assert_int_eq(strncmp(err.where, "…文", 6), 0);
	ck_assert_str_eq(err.where + strlen(err.where) - 3, "末");
}
END_TEST

START_TEST(bytes_that_are_not_utf8_become_replacement_characters)
{
	tz_error_set(&err, TAIZHANG_E_IO, TZ_MSG_FILE_OPEN, "a\xB1\xED" "b/\xE4\xB8");
	ck_assert_str_eq(err.where, "a��b/��");
}
END_TEST

START_TEST(each_code_has_its_own_name)
{
	for (int a = TAIZHANG_OK; a <= TAIZHANG_E_REFUSED; a++) {
		ck_assert_str_ne(taizhang_error_code_name(a), "unknown");
		for (int b = a + 1; b <= TAIZHANG_E_REFUSED; b++)
			ck_assert_str_ne(taizhang_error_code_name(a), taizhang_error_code_name(b));
	}
	ck_assert_str_eq(taizhang_error_code_name(-1), "unknown");
	ck_assert_str_eq(taizhang_error_code_name(TAIZHANG_E_REFUSED + 1), "unknown");
}
END_TEST

START_TEST(each_message_has_its_own_id_and_a_sentence_in_both_languages)
{
	const char *ids[TZ_NUM_MESSAGES];

	for (int m = TZ_MSG_NONE + 1; m < TZ_NUM_MESSAGES; m++) {
		err.code = TAIZHANG_E_IO;
		err.message = m;
		ids[m] = taizhang_error_id(&err);
		for (int other = TZ_MSG_NONE + 1; other < m; other++)
			ck_assert_str_ne(ids[m], ids[other]);
		strcpy(err.where, "处");
		strcpy(err.detail, "详");
		err.number = 5;
		ck_assert_msg(tz_text_utf16_length(zh()) < tz_text_width(text),
			      "%s has no Chinese sentence", ids[m]);
		ck_assert_msg(!strpbrk(text, "{}[]"), "%s: %s", ids[m], text);
		ck_assert_msg(strlen(en()) > 5, "%s has no English sentence", ids[m]);
		ck_assert_msg(!strpbrk(text, "{}[]"), "%s: %s", ids[m], text);
	}
}
END_TEST

START_TEST(no_error_says_so)
{
	ck_assert_str_eq(taizhang_error_id(NULL), "none");
	ck_assert_str_eq(taizhang_error_id(&err), "none");
	ck_assert_str_eq(zh(), "没有错误");
	ck_assert_uint_eq(taizhang_error_text(NULL, TAIZHANG_LANG_EN, text, sizeof text), 8);
	ck_assert_str_eq(text, "no error");
}
END_TEST

START_TEST(a_message_number_from_elsewhere_is_not_trusted)
{
	err.code = TAIZHANG_E_IO;
	err.message = 100000;
	ck_assert_str_eq(taizhang_error_id(&err), "unknown");
	ck_assert_str_eq(en(), "unknown error");
	err.message = -1;
	ck_assert_str_eq(taizhang_error_id(&err), "unknown");
	err.message = TZ_MSG_PATH_UNSAFE;
	err.number = -77;
	ck_assert_str_eq(taizhang_error_id(&err), "path-unsafe");
	en();
}
END_TEST

START_TEST(a_sentence_names_line_number_and_detail)
{
	tz_error_line(&err, TAIZHANG_E_XML, TZ_MSG_XML_SYNTAX, "a.xml", 12, "tag mismatch");
	ck_assert_str_eq(en(), "a.xml, line 12: not well-formed XML: tag mismatch");
	taizhang_error_clear(&err);
	tz_error_number(&err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, "a.csv", 64);
	ck_assert_str_eq(en(), "a.csv is larger than the limit of 64 bytes");
	taizhang_error_clear(&err);
	tz_error_inval(&err, "city");
	ck_assert_str_eq(zh(), "参数 city 不正确");
}
END_TEST

START_TEST(a_refused_path_tells_its_fault_in_either_language)
{
	tz_path_refuse("../a", TZ_PATH_DOT, &err);
	ck_assert_str_eq(zh(), "路径 ../a 不安全：含有“.”或“..”");
	ck_assert_str_eq(en(), "path ../a is unsafe: has a component \".\" or \"..\"");
}
END_TEST

START_TEST(a_cause_without_errno_is_the_detail_or_said_to_be_unknown)
{
	tz_error_detail(&err, TAIZHANG_E_IO, TZ_MSG_FILE_OPEN, "a", "broken pipe organ");
	ck_assert_str_eq(en(), "cannot open a: broken pipe organ");
	taizhang_error_clear(&err);
	tz_error_set(&err, TAIZHANG_E_IO, TZ_MSG_FILE_OPEN, "a");
	ck_assert_str_eq(en(), "cannot open a: unknown reason");
}
END_TEST

START_TEST(a_short_buffer_is_cut_at_a_whole_character_and_the_need_is_told)
{
	size_t whole = strlen("没有错误");
	char small[13];

	ck_assert_uint_eq(taizhang_error_text(&err, TAIZHANG_LANG_ZH, small, sizeof small), whole);
	ck_assert_str_eq(small, "没有错误");
	ck_assert_uint_eq(taizhang_error_text(&err, TAIZHANG_LANG_ZH, small, sizeof small - 1), whole);
	ck_assert_str_eq(small, "没有错");
	ck_assert_uint_eq(taizhang_error_text(&err, TAIZHANG_LANG_ZH, small, 9), whole);
	ck_assert_str_eq(small, "没有");
	ck_assert_uint_eq(taizhang_error_text(&err, TAIZHANG_LANG_ZH, small, 1), whole);
	ck_assert_str_eq(small, "");
	small[0] = 'x';
	ck_assert_uint_eq(taizhang_error_text(&err, TAIZHANG_LANG_ZH, small, 0), whole);
	ck_assert_int_eq(small[0], 'x');
	ck_assert_uint_eq(taizhang_error_text(&err, TAIZHANG_LANG_ZH, NULL, 0), whole);
}
END_TEST

START_TEST(the_longest_texts_still_fit_the_sentence)
{
	char bytes[2000];

	memset(bytes, 0x01, sizeof bytes);
	bytes[sizeof bytes - 1] = '\0';
	tz_error_line(&err, TAIZHANG_E_XML, TZ_MSG_XML_SYNTAX, bytes, INT64_MIN, bytes);
	/* Each control character is shown as three bytes; the end of the template must not be lost. */
	ck_assert_uint_gt(taizhang_error_text(&err, TAIZHANG_LANG_EN, text, sizeof text),
			  2 * 3 * 500);
}
END_TEST

START_TEST(a_kept_error_is_passed_on_unless_there_is_one_already)
{
	struct taizhang_error kept = TAIZHANG_ERROR_INIT;

	tz_error_inval(&kept, "first");
	ck_assert_int_eq(tz_error_pass(&err, &kept), -1);
	ck_assert_int_eq(err.code, TAIZHANG_E_INVAL);
	ck_assert_str_eq(err.where, "first");
	tz_error_set(&kept, TAIZHANG_E_IO, TZ_MSG_FILE_OPEN, "second");
	ck_assert_int_eq(tz_error_pass(&err, &kept), -1);
	ck_assert_str_eq(err.where, "first");
	ck_assert_int_eq(tz_error_pass(NULL, &kept), -1);
}
END_TEST

START_TEST(a_reason_of_the_system_is_told_in_both_languages)
{
	ck_assert_str_eq(taizhang_error_reason(ENOSPC, TAIZHANG_LANG_ZH), "磁盘已满");
	ck_assert_str_eq(taizhang_error_reason(ENOSPC, TAIZHANG_LANG_EN), "no space left on the disk");
	ck_assert_str_eq(taizhang_error_reason(9999, TAIZHANG_LANG_ZH), "系统错误 9999");
}
END_TEST

START_TEST(another_language_number_is_chinese)
{
	taizhang_error_text(NULL, (enum taizhang_lang)9, text, sizeof text);
	ck_assert_str_eq(text, "没有错误");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("error");
	TCase *fills = tcase_create("fills"), *speaks = tcase_create("speaks");

	tcase_add_checked_fixture(fills, setup, NULL);
	tcase_add_test(fills, every_setter_returns_minus_one_so_that_a_function_can_end_with_it);
	tcase_add_test(fills, the_first_error_wins);
	tcase_add_test(fills, a_cleared_error_can_be_used_again);
	tcase_add_test(fills, where_is_filled_only_while_it_is_empty);
	tcase_add_test(fills, errno_becomes_io_but_no_memory_stays_no_memory);
	tcase_add_test(fills, a_kept_error_is_passed_on_unless_there_is_one_already);
	tcase_add_test(fills, a_long_text_keeps_its_end);
	tcase_add_test(fills, a_text_of_just_the_room_is_kept_whole);
	tcase_add_test(fills, a_long_chinese_text_is_cut_between_characters);
	tcase_add_test(fills, bytes_that_are_not_utf8_become_replacement_characters);
	suite_add_tcase(suite, fills);
	tcase_add_checked_fixture(speaks, setup, NULL);
	tcase_add_test(speaks, each_code_has_its_own_name);
	tcase_add_test(speaks, each_message_has_its_own_id_and_a_sentence_in_both_languages);
	tcase_add_test(speaks, no_error_says_so);
	tcase_add_test(speaks, a_message_number_from_elsewhere_is_not_trusted);
	tcase_add_test(speaks, a_sentence_names_line_number_and_detail);
	tcase_add_test(speaks, a_refused_path_tells_its_fault_in_either_language);
	tcase_add_test(speaks, a_cause_without_errno_is_the_detail_or_said_to_be_unknown);
	tcase_add_test(speaks, a_short_buffer_is_cut_at_a_whole_character_and_the_need_is_told);
	tcase_add_test(speaks, the_longest_texts_still_fit_the_sentence);
	tcase_add_test(speaks, another_language_number_is_chinese);
	tcase_add_test(speaks, a_reason_of_the_system_is_told_in_both_languages);
	suite_add_tcase(suite, speaks);
	return suite;
}
