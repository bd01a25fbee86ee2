/* SPDX-License-Identifier: MIT */
/* test_plain.c: which encoding a text is in, by its bytes. */
#include "inspect/plain.h"

#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/code_page.h"

static struct tz_plain plain;
static struct taizhang_error err;

static void setup(void)
{
	plain = (struct tz_plain){TZ_BUFFER_INIT, NULL, 0, false};
	taizhang_error_clear(&err);
}

static void teardown(void)
{
	tz_plain_free(&plain);
}

#define DECODED(bytes, more, charset) decoded((bytes), sizeof(bytes) - 1, (more), (charset))
static const char *decoded(const char *bytes, size_t size, bool more, const char *charset)
{
	tz_assert_ok(tz_plain_decode(bytes, size, more, charset, &plain, &err), &err);
	tz_buffer_add(&plain.text, "", 1);
	return plain.text.data;
}

static void is(const char *encoding, size_t faults)
{
	ck_assert_str_eq(plain.encoding, encoding);
	ck_assert_uint_eq(plain.faults, faults);
}

START_TEST(marks_are_believed_and_no_text)
{
	ck_assert_str_eq(DECODED("\xef\xbb\xbf示例", false, NULL), "示例");
	is("UTF-8 BOM", 0);
	ck_assert_str_eq(DECODED("\xff\xfe\x3a\x79\x8b\x4f", false, NULL), "示例");
	is("UTF-16LE", 0);
	ck_assert_str_eq(DECODED("\xfe\xff\x79\x3a\x4f\x8b", false, NULL), "示例");
	is("UTF-16BE", 0);
}
END_TEST

START_TEST(without_a_mark_the_bytes_tell)
{
	ck_assert_str_eq(DECODED("示例", false, NULL), "示例");
	is("UTF-8", 0);
	ck_assert_str_eq(DECODED("\xca\xbe\xc0\xfd", false, NULL), "示例");
	is("GB18030", 0);
	ck_assert_str_eq(DECODED("\x3a\x79\x8b\x4f\n\0\x61\0", false, NULL), "示例\na");
	is("UTF-16LE", 0);
	ck_assert_str_eq(DECODED("\x79\x3a\x4f\x8b\0\n\0\x61", false, NULL), "示例\na");
	is("UTF-16BE", 0);
}
END_TEST

START_TEST(a_spoilt_byte_does_not_make_it_another_encoding)
{
	static const char text[] = "示例市共有街道十二个，社区八十六个，志愿者注册率达到百分之\xff十五，比上年提高。";

	DECODED(text, false, NULL);
	is("UTF-8", 1);
}
END_TEST

START_TEST(a_character_is_cut_only_where_the_file_goes_on)
{
	ck_assert_str_eq(DECODED("示例\xe5\xb8", true, NULL), "示例");
	is("UTF-8", 0);
	DECODED("示例\xe5\xb8", false, NULL);
	is("UTF-8", 1);
}
END_TEST

START_TEST(bytes_that_are_no_text_have_no_encoding)
{
	DECODED("\0\1\2\3\4\5\6\7", false, NULL);
	ck_assert_ptr_null(plain.encoding);
}
END_TEST

START_TEST(a_claim_holds_where_the_bytes_agree)
{
	ck_assert_str_eq(DECODED("caf\xe9", false, "windows-1252"), "café");
	is("windows-1252", 0);
	ck_assert_str_eq(DECODED("示例", false, "UTF-16"), "示例");
	is("UTF-8", 0);
	ck_assert_str_eq(DECODED("示例", false, "unheard-of"), "示例");
	is("UTF-8", 0);
}
END_TEST

START_TEST(a_long_text_is_kept_up_to_the_limit)
{
	static char text[6u << 20];
	struct taizhang_facts *facts = tz_facts_new(&err);

	memset(text, 'a', sizeof text);
	tz_assert_ok(tz_plain_write(facts, text, sizeof text, &err), &err);
	ck_assert_uint_eq(facts->text.size, 4u << 20);
	ck_assert_int_eq(facts->state, TAIZHANG_FACTS_LIMITED);
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(code_pages_and_charsets_have_their_names)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	char name[40];

	tz_assert_ok(tz_code_page_decode(936, "\xca\xbe", 2, &out, &err), &err);
	tz_assert_ok(tz_code_page_decode(TZ_CODE_PAGE_UTF16, "\x8b\x4f", 2, &out, &err), &err);
	tz_assert_ok(tz_code_page_decode(1252, "\xe9", 1, &out, &err), &err);
	tz_assert_ok(tz_code_page_decode(4711, "\xca\xd0", 2, &out, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&out), "示例é市");
	tz_buffer_free(&out);
	ck_assert_str_eq(tz_charset_name("\"gb2312\">", 9, name), "GB18030");
	ck_assert_str_eq(tz_charset_name(" utf-8;x", 8, name), "utf-8");
	ck_assert_ptr_null(tz_charset_name("//", 2, name));
	ck_assert_uint_eq(tz_code_page_of_charset(134), 936);
	ck_assert_uint_eq(tz_code_page_of_charset(0), 0);
	ck_assert(tz_plain_is_outside("HTTP://h/") && tz_plain_is_outside("\\\\server\\t.dot"));
	ck_assert(!tz_plain_is_outside("Normal.dotm") && !tz_plain_is_outside(""));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("plain");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, marks_are_believed_and_no_text);
	tcase_add_test(tells, without_a_mark_the_bytes_tell);
	tcase_add_test(tells, a_spoilt_byte_does_not_make_it_another_encoding);
	tcase_add_test(tells, a_character_is_cut_only_where_the_file_goes_on);
	tcase_add_test(tells, bytes_that_are_no_text_have_no_encoding);
	tcase_add_test(tells, a_claim_holds_where_the_bytes_agree);
	tcase_add_test(tells, a_long_text_is_kept_up_to_the_limit);
	tcase_add_test(tells, code_pages_and_charsets_have_their_names);
	suite_add_tcase(suite, tells);
	return suite;
}
