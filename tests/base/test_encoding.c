/* SPDX-License-Identifier: MIT */
/* test_encoding.c: bytes of other programs to UTF-8. */
#include "base/encoding.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct tz_buffer out;
static struct taizhang_error err;
static enum tz_encoding used;

static void setup(void)
{
	out = (struct tz_buffer)TZ_BUFFER_INIT;
	taizhang_error_clear(&err);
}

static void teardown(void)
{
	tz_buffer_free(&out);
}

#define DECODE(bytes) tz_encoding_decode(bytes, sizeof bytes - 1, "表.csv", &out, &used, &err)

static void gives(int result, enum tz_encoding encoding, const char *text)
{
	tz_assert_ok(result, &err);
	ck_assert_int_eq(used, encoding);
	ck_assert_str_eq(tz_buffer_text(&out), text);
}

START_TEST(utf8_stays_as_it_is)
{
	gives(DECODE("代码,\xF0\xA0\x80\x80\n"), TZ_ENCODING_UTF8, "代码,\xF0\xA0\x80\x80\n");
}
END_TEST

START_TEST(nothing_is_utf8)
{
	gives(tz_encoding_decode("", 0, "x", &out, &used, &err), TZ_ENCODING_UTF8, "");
	gives(DECODE("\xEF\xBB\xBF"), TZ_ENCODING_UTF8, "");
}
END_TEST

START_TEST(the_mark_of_excel_is_left_out)
{
	gives(DECODE("\xEF\xBB\xBF" "代码"), TZ_ENCODING_UTF8, "代码");
}
END_TEST

START_TEST(gb18030_of_a_chinese_windows_is_read)
{
	gives(DECODE("\xCE\xC4\xC3\xF7,abc"), TZ_ENCODING_GB18030, "文明,abc");
}
END_TEST

START_TEST(the_four_byte_part_of_gb18030_is_read)
{
	gives(DECODE("\x95\x32\x82\x36\xCE\xC4"), TZ_ENCODING_GB18030, "\xF0\xA0\x80\x80文");
}
END_TEST

START_TEST(utf16_of_either_order_is_read)
{
	gives(DECODE("\xFF\xFE\x87\x65\x40\xD8\x00\xDC"), TZ_ENCODING_UTF16, "文\xF0\xA0\x80\x80");
	out.size = 0;
	gives(DECODE("\xFE\xFF\x65\x87"), TZ_ENCODING_UTF16, "文");
	out.size = 0;
	gives(DECODE("\xFF\xFE"), TZ_ENCODING_UTF16, "");
}
END_TEST

START_TEST(a_long_text_is_read_whole)
{
	char bytes[20001], *p = bytes;

	*p++ = 'a';	/* so that two-byte characters straddle every block */
	for (int i = 0; i < 10000; i++) {
		*p++ = '\xCE';
		*p++ = '\xC4';
	}
	tz_assert_ok(tz_encoding_decode(bytes, sizeof bytes, "x", &out, &used, &err), &err);
	ck_assert_uint_eq(out.size, 30001);
	for (size_t i = 0; i < 10000; i++)
		ck_assert_mem_eq(out.data + 1 + 3 * i, "文", 3);
}
END_TEST

START_TEST(text_is_added_to_what_is_there)
{
	tz_buffer_text_add(&out, "head:");
	tz_assert_ok(tz_encoding_decode("\xCE\xC4", 2, "x", &out, NULL, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&out), "head:文");
}
END_TEST

static void refused(int result)
{
	ck_assert_int_eq(result, -1);
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_str_eq(taizhang_error_id(&err), "encoding");
	ck_assert_str_eq(err.where, "表.csv");
	ck_assert_str_eq(tz_buffer_text(&out), "kept");
	taizhang_error_clear(&err);
}

START_TEST(what_is_no_text_is_refused_and_adds_nothing)
{
	char bytes[20001];

	tz_buffer_text_add(&out, "kept");
	refused(DECODE("ok\xFF\xFF"));
	refused(DECODE("\xCE\xC4\xCE"));		/* cut off */
	refused(DECODE("PK\x03\x04\0\0\xCE\xC4"));	/* a zip file: NUL */
	refused(DECODE("plain\0ascii"));
	refused(DECODE("\xEF\xBB\xBF\xCE\xC4"));	/* says UTF-8 and is not */
	refused(DECODE("\xFF\xFE\x87"));		/* half a unit */
	refused(DECODE("\xFF\xFE\x00\xDC\x87\x65"));	/* a lone surrogate */
	refused(DECODE("\xFF\xFE\x00\x00\x87\x65"));	/* NUL */
	/* wrong only after some blocks were right */
	memset(bytes, 0xB0, sizeof bytes);
	bytes[sizeof bytes - 1] = '\xFF';
	refused(tz_encoding_decode(bytes, sizeof bytes, "表.csv", &out, &used, &err));
}
END_TEST

START_TEST(a_limit_of_the_buffer_is_an_error)
{
	out.limit = 5;
	ck_assert_int_eq(DECODE("\xCE\xC4\xC3\xF7"), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	taizhang_error_clear(&err);
	tz_buffer_free(&out);
	ck_assert_int_eq(DECODE("文明"), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	taizhang_error_clear(&err);
	tz_buffer_free(&out);
	ck_assert_int_eq(DECODE("\xEF\xBB\xBF" "文明"), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
}
END_TEST

START_TEST(file_names_of_windows_are_read_and_written_back)
{
	static const char name[] = "\xD6\xD8\xB5\xE3.txt";
	struct tz_buffer back = TZ_BUFFER_INIT;

	tz_assert_ok(tz_encoding_from_gb18030(name, sizeof name - 1, &out, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&out), "重点.txt");
	tz_assert_ok(tz_encoding_to_gb18030(tz_buffer_text(&out), &back, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&back), name);
	tz_buffer_free(&back);
}
END_TEST

START_TEST(a_name_that_is_not_gb18030_is_refused)
{
	ck_assert_int_eq(tz_encoding_from_gb18030("\xFF", 1, &out, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_encoding_to_gb18030("\xFF", &out, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_uint_eq(out.size, 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("encoding");
	TCase *reads = tcase_create("reads"), *refuses = tcase_create("refuses");
	TCase *names = tcase_create("names");

	tcase_add_checked_fixture(reads, setup, teardown);
	tcase_add_test(reads, utf8_stays_as_it_is);
	tcase_add_test(reads, nothing_is_utf8);
	tcase_add_test(reads, the_mark_of_excel_is_left_out);
	tcase_add_test(reads, gb18030_of_a_chinese_windows_is_read);
	tcase_add_test(reads, the_four_byte_part_of_gb18030_is_read);
	tcase_add_test(reads, utf16_of_either_order_is_read);
	tcase_add_test(reads, a_long_text_is_read_whole);
	tcase_add_test(reads, text_is_added_to_what_is_there);
	suite_add_tcase(suite, reads);
	tcase_add_checked_fixture(refuses, setup, teardown);
	tcase_add_test(refuses, what_is_no_text_is_refused_and_adds_nothing);
	tcase_add_test(refuses, a_limit_of_the_buffer_is_an_error);
	suite_add_tcase(suite, refuses);
	tcase_add_checked_fixture(names, setup, teardown);
	tcase_add_test(names, file_names_of_windows_are_read_and_written_back);
	tcase_add_test(names, a_name_that_is_not_gb18030_is_refused);
	suite_add_tcase(suite, names);
	return suite;
}
