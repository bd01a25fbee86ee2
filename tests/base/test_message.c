/* SPDX-License-Identifier: MIT */
/* test_message.c: filling the places of a text, and the system's reasons. */
#include "base/message.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct tz_buffer out;

static void setup(void)
{
	out = (struct tz_buffer)TZ_BUFFER_INIT;
}

static void teardown(void)
{
	tz_buffer_free(&out);
}

static const char *fill(const char *template_text, const char *a, const char *b)
{
	out.size = 0;
	tz_message_fill(&out, template_text, (const struct tz_place[]){{"a", a}, {"b", b}}, 2);
	return tz_buffer_text(&out);
}

START_TEST(places_are_filled_where_they_stand)
{
	ck_assert_str_eq(fill("在 {b} 的 {a}, {a}", "甲", "乙"), "在 乙 的 甲, 甲");
	ck_assert_str_eq(fill("plain", "x", "y"), "plain");
	ck_assert_str_eq(fill("", "x", "y"), "");
}
END_TEST

START_TEST(an_empty_or_unknown_place_gives_nothing)
{
	ck_assert_str_eq(fill("<{a}|{b}|{c}|{ab}>", NULL, ""), "<|||>");
}
END_TEST

START_TEST(a_bracketed_part_falls_away_when_a_place_in_it_is_empty)
{
	ck_assert_str_eq(fill("x[:{a}]y", "1", NULL), "x:1y");
	ck_assert_str_eq(fill("x[:{a}]y", "", NULL), "xy");
	ck_assert_str_eq(fill("x[{a} and {b}]y[{a}]", "1", NULL), "xy1");
	ck_assert_str_eq(fill("x[no place]y", NULL, NULL), "xno placey");
}
END_TEST

START_TEST(braces_and_brackets_in_a_value_are_only_text)
{
	ck_assert_str_eq(fill("[<{a}>] {b}", "{b}[x", "]"), "<{b}[x> ]");
}
END_TEST

START_TEST(an_unfinished_template_loses_only_its_marks)
{
	ck_assert_str_eq(fill("x {a", "1", NULL), "x a");
	ck_assert_str_eq(fill("x [a", "1", NULL), "x a");
	ck_assert_str_eq(fill("x ]a", "1", NULL), "x a");
}
END_TEST

START_TEST(a_value_cannot_drive_a_terminal)
{
	ck_assert_str_eq(fill("{a}", "a\x1B[31m\n\t\x7F" "b", NULL), "a�[31m���b");
	/* a C1 control, a change of direction, a line separator */
	ck_assert_str_eq(fill("{a}", "\xC2\x9B" "1m", NULL), "�1m");
	ck_assert_str_eq(fill("{a}", "\xE2\x80\xAE" "gpj.exe", NULL), "�gpj.exe");
	ck_assert_str_eq(fill("{a}", "\xE2\x81\xA6\xE2\x80\xA8", NULL), "��");
	ck_assert_str_eq(fill("{a}", "\xC2\xA0\xE2\x80\xAF\xE2\x80\xA7", NULL),
			 "\xC2\xA0\xE2\x80\xAF\xE2\x80\xA7");
}
END_TEST

START_TEST(a_value_that_is_not_utf8_leaves_the_text_utf8)
{
	ck_assert_str_eq(fill("{a}", "\xB1\xED.xls", NULL), "��.xls");
}
END_TEST

START_TEST(common_reasons_are_told_in_both_languages)
{
	static const int numbers[] = {ENOENT, EACCES, EPERM, EEXIST, ENOTDIR, EISDIR, ENOSPC, EROFS,
				      EMFILE, ENAMETOOLONG, ELOOP, EIO, EBUSY, ENOTEMPTY, EDQUOT, ESTALE};

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		const char *zh = tz_message_errno(numbers[i], TAIZHANG_LANG_ZH);
		const char *en = tz_message_errno(numbers[i], TAIZHANG_LANG_EN);

		ck_assert(tz_text_width(zh) > tz_text_utf16_length(zh));
		ck_assert_uint_eq(tz_text_width(en), strlen(en));
		ck_assert_ptr_null(strstr(en, "system error"));
	}
	ck_assert_str_eq(tz_message_errno(ENOSPC, TAIZHANG_LANG_ZH), "磁盘已满");
}
END_TEST

START_TEST(a_rare_reason_is_told_by_its_number)
{
	ck_assert_str_eq(tz_message_errno(123456, TAIZHANG_LANG_EN), "system error 123456");
	ck_assert_str_eq(tz_message_errno(-7, TAIZHANG_LANG_ZH), "系统错误 -7");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("message");
	TCase *fills = tcase_create("fills"), *reasons = tcase_create("reasons");

	tcase_add_checked_fixture(fills, setup, teardown);
	tcase_add_test(fills, places_are_filled_where_they_stand);
	tcase_add_test(fills, an_empty_or_unknown_place_gives_nothing);
	tcase_add_test(fills, a_bracketed_part_falls_away_when_a_place_in_it_is_empty);
	tcase_add_test(fills, braces_and_brackets_in_a_value_are_only_text);
	tcase_add_test(fills, an_unfinished_template_loses_only_its_marks);
	tcase_add_test(fills, a_value_cannot_drive_a_terminal);
	tcase_add_test(fills, a_value_that_is_not_utf8_leaves_the_text_utf8);
	suite_add_tcase(suite, fills);
	tcase_add_test(reasons, common_reasons_are_told_in_both_languages);
	tcase_add_test(reasons, a_rare_reason_is_told_by_its_number);
	suite_add_tcase(suite, reasons);
	return suite;
}
