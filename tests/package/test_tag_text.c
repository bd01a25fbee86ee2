/* SPDX-License-Identifier: MIT */
/* test_tag_text.c: encodings of tag files, and their lines. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "package/tag_text.h"

static void decodes(const char *bytes, size_t size, enum tz_charset charset, const char *expected,
		    enum tz_tag_fault expected_fault)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	enum tz_tag_fault fault;
	char *text = tz_tag_decode(bytes, size, charset, &fault, &err);

	tz_assert_ptr(text, &err);
	ck_assert_str_eq(text, expected);
	ck_assert_int_eq(fault, expected_fault);
	free(text);
}

START_TEST(each_encoding_gives_utf8)
{
	decodes("图", 3, TZ_CHARSET_UTF8, "图", TZ_TAG_OK);
	decodes("", 0, TZ_CHARSET_UTF8, "", TZ_TAG_OK);
	decodes("\xE9t\xE9", 3, TZ_CHARSET_LATIN1, "été", TZ_TAG_OK);
	decodes("\xFE\xFF\x56\xFE", 4, TZ_CHARSET_UTF16, "图", TZ_TAG_OK);
	decodes("\xFF\xFE\xFE\x56", 4, TZ_CHARSET_UTF16, "图", TZ_TAG_OK);
	decodes("", 0, TZ_CHARSET_UTF16, "", TZ_TAG_OK);
	decodes("\xB2\xC4", 2, TZ_CHARSET_GB18030, "材", TZ_TAG_OK);
	decodes("a", 1, TZ_CHARSET_ASCII, "a", TZ_TAG_OK);
}
END_TEST

START_TEST(what_does_not_fit_is_told)
{
	decodes("\xEF\xBB\xBF" "a", 4, TZ_CHARSET_UTF8, "a", TZ_TAG_BOM);
	decodes("\x84\x31\x95\x33" "a", 5, TZ_CHARSET_GB18030, "a", TZ_TAG_BOM);
	decodes("\xFF\xFE\xFF\xFE" "a\0", 6, TZ_CHARSET_UTF16, "a", TZ_TAG_BOM);
	decodes("\xEF\xBB\xBF", 3, TZ_CHARSET_UTF8, "", TZ_TAG_BOM);
	decodes("图", 3, TZ_CHARSET_ASCII, "", TZ_TAG_ENCODING);
	decodes("\x80", 1, TZ_CHARSET_ASCII, "", TZ_TAG_ENCODING);
	decodes("\xB2\xC4", 2, TZ_CHARSET_UTF8, "", TZ_TAG_ENCODING);
	decodes("a\0b", 3, TZ_CHARSET_UTF8, "", TZ_TAG_ENCODING);
	decodes("a\0b", 3, TZ_CHARSET_LATIN1, "", TZ_TAG_ENCODING);
	decodes("a", 1, TZ_CHARSET_UTF16, "", TZ_TAG_ENCODING);
	decodes("ab", 2, TZ_CHARSET_UTF16, "", TZ_TAG_ENCODING);
	decodes("\xFF", 1, TZ_CHARSET_GB18030, "", TZ_TAG_ENCODING);
	decodes("a", 1, TZ_CHARSET_UNKNOWN, "", TZ_TAG_ENCODING);
}
END_TEST

START_TEST(names_of_encodings_are_found_in_any_case)
{
	ck_assert_int_eq(tz_charset_value("UTF-8"), TZ_CHARSET_UTF8);
	ck_assert_int_eq(tz_charset_value("utf-8"), TZ_CHARSET_UTF8);
	ck_assert_int_eq(tz_charset_value("iso-8859-1"), TZ_CHARSET_LATIN1);
	ck_assert_int_eq(tz_charset_value("us-ascii"), TZ_CHARSET_ASCII);
	ck_assert_int_eq(tz_charset_value("UTF-16"), TZ_CHARSET_UTF16);
	ck_assert_int_eq(tz_charset_value("GBK"), TZ_CHARSET_GB18030);
	ck_assert_int_eq(tz_charset_value("UTF-7"), TZ_CHARSET_UNKNOWN);
	ck_assert_int_eq(tz_charset_value(""), TZ_CHARSET_UNKNOWN);
}
END_TEST

START_TEST(lines_end_with_lf_cr_or_both)
{
	char text[] = "a\nb\r\nc\rd\n\r\n\ne";
	const char *const expected[] = {"a", "b", "c", "d", "", "", "e"};
	struct tz_tag_lines lines = {.next = text};

	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		ck_assert_str_eq(tz_tag_line(&lines), expected[i]);
		ck_assert_int_eq(lines.number, (int64_t)i + 1);
	}
	ck_assert_ptr_null(tz_tag_line(&lines));
	ck_assert_ptr_null(tz_tag_line(&lines));
}
END_TEST

START_TEST(no_text_has_no_line)
{
	char text[] = "";
	struct tz_tag_lines lines = {.next = text}, none = {0};

	ck_assert_ptr_null(tz_tag_line(&lines));
	ck_assert_ptr_null(tz_tag_line(&none));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("tag_text");
	TCase *decoding = tcase_create("decoding"), *lines = tcase_create("lines");

	tcase_add_test(decoding, each_encoding_gives_utf8);
	tcase_add_test(decoding, what_does_not_fit_is_told);
	tcase_add_test(decoding, names_of_encodings_are_found_in_any_case);
	tcase_add_test(lines, lines_end_with_lf_cr_or_both);
	tcase_add_test(lines, no_text_has_no_line);
	suite_add_tcase(suite, decoding);
	suite_add_tcase(suite, lines);
	return suite;
}
