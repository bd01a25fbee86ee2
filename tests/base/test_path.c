/* SPDX-License-Identifier: MIT */
/* test_path.c: paths as text. */
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
}

static void is(const char *path, enum tz_path_fault expected)
{
	enum tz_path_fault fault = tz_path_check(path, strlen(path));

	ck_assert_msg(fault == expected, "%s: %s, expected: %s", path,
		      tz_path_fault_text(fault, TAIZHANG_LANG_EN),
		      tz_path_fault_text(expected, TAIZHANG_LANG_EN));
}

START_TEST(plain_relative_paths_are_safe)
{
	is("a", TZ_PATH_OK);
	is("包头市-2017/data/I-2-1-1-1/01-通知.docx", TZ_PATH_OK);
	is("folder/", TZ_PATH_OK);
	is("a..b/..c/d../...", TZ_PATH_OK);
	is(".hidden/-dash/ space", TZ_PATH_OK);
	is("时间 12:30.jpg", TZ_PATH_OK);
	is("95%.xlsx", TZ_PATH_OK);
}
END_TEST

START_TEST(dots_are_refused_wherever_they_stand)
{
	is(".", TZ_PATH_DOT);
	is("..", TZ_PATH_DOT);
	is("../a", TZ_PATH_DOT);
	is("a/../b", TZ_PATH_DOT);
	is("a/./b", TZ_PATH_DOT);
	is("a/..", TZ_PATH_DOT);
	is("a/../", TZ_PATH_DOT);
}
END_TEST

START_TEST(paths_from_a_root_are_refused)
{
	is("/", TZ_PATH_ABSOLUTE);
	is("/etc/passwd", TZ_PATH_ABSOLUTE);
	is("\\\\server\\share", TZ_PATH_ABSOLUTE);
	is("\\a", TZ_PATH_ABSOLUTE);
	is("C:\\a", TZ_PATH_DRIVE);
	is("c:a", TZ_PATH_DRIVE);
	is("z:", TZ_PATH_DRIVE);
}
END_TEST

START_TEST(empty_parts_are_refused)
{
	is("", TZ_PATH_EMPTY);
	is("a//b", TZ_PATH_EMPTY);
	is("a//", TZ_PATH_EMPTY);
}
END_TEST

START_TEST(bytes_that_lie_about_a_name_are_refused)
{
	is("a\\..\\b", TZ_PATH_BACKSLASH);
	is("a\nb", TZ_PATH_CONTROL);
	is("a\x7F", TZ_PATH_CONTROL);
	is("a\xC2\x80", TZ_PATH_CONTROL);
	is("a\xC2\x9F", TZ_PATH_CONTROL);
	is("a\xC2\xA0", TZ_PATH_OK);
	is("\xCE\xC4", TZ_PATH_NOT_UTF8);
	is("a\xC2", TZ_PATH_NOT_UTF8);
	is("\xC0\xAE\xC0\xAE/a", TZ_PATH_NOT_UTF8);
	ck_assert_int_eq(tz_path_check("a\0b", 3), TZ_PATH_CONTROL);
}
END_TEST

START_TEST(limits_hold_one_above_and_not_one_below)
{
	char path[TZ_LIMIT_PATH + 2];

	memset(path, 'a', sizeof path);
	path[TZ_LIMIT_COMPONENT] = '\0';
	is(path, TZ_PATH_OK);
	path[TZ_LIMIT_COMPONENT] = 'a';
	path[TZ_LIMIT_COMPONENT + 1] = '\0';
	is(path, TZ_PATH_COMPONENT_TOO_LONG);
	memset(path, 'a', sizeof path);
	for (size_t i = 200; i < sizeof path; i += 200)
		path[i] = '/';
	path[TZ_LIMIT_PATH + 1] = '\0';
	is(path, TZ_PATH_TOO_LONG);
	path[TZ_LIMIT_PATH] = '\0';
	is(path, TZ_PATH_OK);
	for (size_t i = 0; i < 2 * TZ_LIMIT_DEPTH + 1; i++)
		path[i] = i % 2 ? '/' : 'a';
	path[2 * TZ_LIMIT_DEPTH] = '\0';
	is(path, TZ_PATH_OK);
	path[2 * TZ_LIMIT_DEPTH] = 'a';
	path[2 * TZ_LIMIT_DEPTH + 1] = '\0';
	is(path, TZ_PATH_TOO_DEEP);
}
END_TEST

START_TEST(each_fault_is_told_in_both_languages)
{
	for (enum tz_path_fault fault = TZ_PATH_OK; fault <= TZ_PATH_TOO_DEEP; fault++) {
		ck_assert_uint_gt(strlen(tz_path_fault_text(fault, TAIZHANG_LANG_ZH)), 0);
		ck_assert_str_ne(tz_path_fault_text(fault, TAIZHANG_LANG_ZH),
				 tz_path_fault_text(fault, TAIZHANG_LANG_EN));
	}
	ck_assert_str_eq(tz_path_fault_text(TZ_PATH_TOO_DEEP + 1, TAIZHANG_LANG_ZH), "");
	ck_assert_int_eq(tz_path_refuse("a//b", TZ_PATH_EMPTY, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_UNSAFE);
	ck_assert_str_eq(err.where, "a//b");
}
END_TEST

START_TEST(devices_of_windows_are_known_in_every_disguise)
{
	static const char *const devices[] = {"CON", "con", "nul.txt", "NUL.tar.gz", "Aux .doc", "prn",
					      "COM1", "com0.x", "LPT9", "LPT\xC2\xB9", "com\xC2\xB3.x",
					      "CONIN$", "conout$.txt"};
	static const char *const names[] = {"", "CONX", "XCON", "COM", "COM10", "COMA", "LPT", "NULL",
					    "con文.txt", ".con", "附件CON", "CONIN"};

	for (size_t i = 0; i < sizeof devices / sizeof devices[0]; i++)
		ck_assert_msg(tz_path_is_device(devices[i]), "%s", devices[i]);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		ck_assert_msg(!tz_path_is_device(names[i]), "%s", names[i]);
}
END_TEST

START_TEST(joining_puts_exactly_one_slash_between)
{
	static const char *const rows[][3] = {
		{"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"", "b", "b"}, {"/", "b", "/b"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *path = tz_path_join(rows[i][0], rows[i][1], &err);

		ck_assert_str_eq(path, rows[i][2]);
		free(path);
	}
}
END_TEST

START_TEST(parts_of_a_path_are_found)
{
	static const char *const rows[][4] = {	/* path, base, extension, stem */
		{"a/b/通知.docx", "通知.docx", "docx", "通知"},
		{"x.tar.gz", "x.tar.gz", "gz", "x.tar"},
		{"a.b/c", "c", "", "c"},
		{".hidden", ".hidden", "", ".hidden"},
		{"a/.x.jpg", ".x.jpg", "jpg", ".x"},
		{"name.", "name.", "", "name"},
		{".", ".", "", "."},
		{"", "", "", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *stem = tz_path_stem(rows[i][0], &err);

		ck_assert_str_eq(tz_path_base(rows[i][0]), rows[i][1]);
		ck_assert_str_eq(tz_path_extension(rows[i][0]), rows[i][2]);
		ck_assert_str_eq(stem, rows[i][3]);
		free(stem);
	}
}
END_TEST

START_TEST(what_a_path_stands_in_is_always_a_folder)
{
	static const char *const rows[][2] = {
		{"a", "."}, {"a/b", "a"}, {"a/b/c", "a/b"}, {"/a", "/"}, {"/a/b", "/a"}, {"", "."},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *folder = tz_path_folder(rows[i][0], NULL);

		ck_assert_str_eq(folder, rows[i][1]);
		free(folder);
	}
}
END_TEST

START_TEST(extensions_are_compared_without_case)
{
	ck_assert(tz_path_has_extension("a/B.JPG", "jpg"));
	ck_assert(!tz_path_has_extension("a/B.JPEG", "jpg"));
	ck_assert(!tz_path_has_extension("jpg", "jpg"));
	ck_assert(tz_path_has_extension("plain", ""));
}
END_TEST

static void safe(const char *name, const char *expected)
{
	char *made = tz_path_safe_name(name, 180, 240, &err), *again;

	tz_assert_ptr(made, &err);
	ck_assert_str_eq(made, expected);
	again = tz_path_safe_name(made, 180, 240, &err);
	ck_assert_str_eq(again, made);
	free(made);
	free(again);
}

START_TEST(a_good_name_stays_as_it_is)
{
	safe("关于印发《方案》的通知（终稿） v2.docx", "关于印发《方案》的通知（终稿） v2.docx");
	safe(".hidden", ".hidden");
	safe("-rf", "-rf");
	safe("", "");
}
END_TEST

START_TEST(what_some_desktop_refuses_becomes_full_width)
{
	safe("完成率95%.xlsx", "完成率95％.xlsx");
	safe("a/b\\c:d*e?f\"g<h>i|j", "a／b＼c：d＊e？f＂g＜h＞i｜j");
	safe("换\n行\xC2\x85.txt", "换�行�.txt");
	safe("name. .", "name．　．");
	safe("..", "．．");
	safe("a b.c d", "a b.c d");
}
END_TEST

START_TEST(a_device_gets_another_name)
{
	safe("con", "ｃｏｎ");
	safe("NUL.txt", "ＮＵＬ.txt");
	safe("COM\xC2\xB9.x", "ＣＯＭ\xC2\xB9.x");
	safe("aux ", "ａｕｘ　");
}
END_TEST

START_TEST(a_decomposed_name_is_composed)
{
	safe("e\xCC\x81.txt", "\xC3\xA9.txt");
}
END_TEST

static void cut(const char *name, size_t utf16, size_t bytes, const char *expected)
{
	char *made = tz_path_safe_name(name, utf16, bytes, &err);

	tz_assert_ptr(made, &err);
	ck_assert_str_eq(made, expected);
	ck_assert_uint_le(tz_text_utf16_length(made), utf16);
	free(made);
}

START_TEST(a_long_name_is_cut_before_its_extension)
{
	cut("一二三四五.docx", 10, 99, "一二三四五.docx");
	cut("一二三四五.docx", 9, 99, "一二三四.docx");
	cut("一二三四五.docx", 99, 20, "一二三四五.docx");
	cut("一二三四五.docx", 99, 19, "一二三四.docx");
	cut("\xF0\xA0\x80\x80\xF0\xA0\x80\x80.a", 5, 99, "\xF0\xA0\x80\x80.a");
	cut("一二三", 2, 99, "一二");
}
END_TEST

START_TEST(an_extension_that_is_a_sentence_is_cut_too)
{
	cut("一.二三四五六七八九十一二三四五六七八九十", 5, 99, "一.二三四");
	cut("a.docx", 4, 99, "a.do");
	cut("甲乙.一二三四五六七八九十一二三四五六七", 19, 99, "甲乙.一二三四五六七八九十一二三四五六");
	cut("甲乙.一二三四五六七八九十一二三四五", 17, 99, "甲.一二三四五六七八九十一二三四五");
}
END_TEST

START_TEST(a_cut_that_ends_in_a_blank_is_still_safe)
{
	cut("ab cd", 3, 99, "ab　");
	cut("ab   cd", 99, 5, "ab　");
	cut("ab.....", 99, 7, "ab．");
	cut("      ", 99, 6, "　　");
	cut("con.txt", 99, 8, "co.txt");
}
END_TEST

START_TEST(a_name_that_is_not_utf8_is_an_error)
{
	ck_assert_ptr_null(tz_path_safe_name("\xCE\xC4.txt", 180, 240, &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("path");
	TCase *takes = tcase_create("takes"), *refuses = tcase_create("refuses");
	TCase *parts = tcase_create("parts"), *names = tcase_create("safe names");

	tcase_add_test(takes, plain_relative_paths_are_safe);
	suite_add_tcase(suite, takes);
	tcase_add_checked_fixture(refuses, setup, NULL);
	tcase_add_test(refuses, dots_are_refused_wherever_they_stand);
	tcase_add_test(refuses, paths_from_a_root_are_refused);
	tcase_add_test(refuses, empty_parts_are_refused);
	tcase_add_test(refuses, bytes_that_lie_about_a_name_are_refused);
	tcase_add_test(refuses, limits_hold_one_above_and_not_one_below);
	tcase_add_test(refuses, each_fault_is_told_in_both_languages);
	suite_add_tcase(suite, refuses);
	tcase_add_checked_fixture(parts, setup, NULL);
	tcase_add_test(parts, joining_puts_exactly_one_slash_between);
	tcase_add_test(parts, parts_of_a_path_are_found);
	tcase_add_test(parts, what_a_path_stands_in_is_always_a_folder);
	tcase_add_test(parts, extensions_are_compared_without_case);
	suite_add_tcase(suite, parts);
	tcase_add_checked_fixture(names, setup, NULL);
	tcase_add_test(names, devices_of_windows_are_known_in_every_disguise);
	tcase_add_test(names, a_good_name_stays_as_it_is);
	tcase_add_test(names, what_some_desktop_refuses_becomes_full_width);
	tcase_add_test(names, a_device_gets_another_name);
	tcase_add_test(names, a_decomposed_name_is_composed);
	tcase_add_test(names, a_long_name_is_cut_before_its_extension);
	tcase_add_test(names, an_extension_that_is_a_sentence_is_cut_too);
	tcase_add_test(names, a_cut_that_ends_in_a_blank_is_still_safe);
	tcase_add_test(names, a_name_that_is_not_utf8_is_an_error);
	suite_add_tcase(suite, names);
	return suite;
}
