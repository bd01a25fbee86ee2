/* SPDX-License-Identifier: MIT */
/* test_text.c: UTF-8 text. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
}

static bool valid(const char *text)
{
	return tz_text_is_utf8(text, strlen(text));
}

START_TEST(utf8_of_every_length_is_valid)
{
	ck_assert(valid(""));
	ck_assert(valid("a\xC2\x80\xE0\xA0\x80\xF0\x90\x80\x80"));
	ck_assert(valid("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"));
	ck_assert(valid("文明城市\n"));
}
END_TEST

START_TEST(what_only_looks_like_utf8_is_not)
{
	ck_assert(!valid("\xC0\x80"));			/* overlong NUL */
	ck_assert(!valid("\xC1\xBF"));
	ck_assert(!valid("\xE0\x9F\xBF"));		/* overlong */
	ck_assert(!valid("\xF0\x8F\xBF\xBF"));
	ck_assert(!valid("\xED\xA0\x80"));		/* a surrogate */
	ck_assert(!valid("\xF4\x90\x80\x80"));		/* past U+10FFFF */
	ck_assert(!valid("\xF8\x88\x80\x80\x80"));
	ck_assert(!valid("\x80"));
	ck_assert(!valid("a\xE6\x96"));			/* cut off */
	ck_assert(!valid("\xE6\x96" "a"));
	ck_assert(!valid("\xCE\xC4\xC3\xF7"));		/* GBK */
	ck_assert(!tz_text_is_utf8("a\0b", 3));
	ck_assert(!tz_text_is_utf8("文", 2));
}
END_TEST

START_TEST(characters_are_read_one_by_one)
{
	const char *text = "a文\xF0\xA0\x80\x80";
	int32_t c;

	ck_assert_uint_eq(tz_text_next(text, &c), 1);
	ck_assert_int_eq(c, 'a');
	ck_assert_uint_eq(tz_text_next(text + 1, &c), 3);
	ck_assert_int_eq(c, 0x6587);
	ck_assert_uint_eq(tz_text_next(text + 4, &c), 4);
	ck_assert_int_eq(c, 0x20000);
	ck_assert_uint_eq(tz_text_next(text + 8, &c), 0);
	ck_assert_uint_eq(tz_text_next("\xE6\x96", &c), 0);
	ck_assert_uint_eq(tz_text_next("\xFF", &c), 0);
}
END_TEST

START_TEST(a_written_character_is_read_back)
{
	static const int32_t points[] = {1, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x10FFFF};

	for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
		char out[5] = "";
		int32_t c;
		size_t size = tz_text_append(out, points[i]);

		ck_assert_uint_eq(tz_text_next(out, &c), size);
		ck_assert_int_eq(c, points[i]);
	}
}
END_TEST

START_TEST(decomposed_names_of_a_mac_are_composed)
{
	char *nfc = tz_text_nfc("Caf" "e\xCC\x81 가", &err);

	ck_assert_str_eq(nfc, "Caf\xC3\xA9 가");
	free(nfc);
	nfc = tz_text_nfc("\xE1\x84\x80\xE1\x85\xA1", &err);
	ck_assert_str_eq(nfc, "가");
	free(nfc);
	nfc = tz_text_nfc("", &err);
	ck_assert_str_eq(nfc, "");
	free(nfc);
}
END_TEST

START_TEST(names_that_collide_somewhere_have_one_key)
{
	static const char *const pairs[][2] = {
		{"ABC文件.JPG", "abc文件.jpg"},
		{"STRASSE", "stra\xC3\x9F" "e"},
		{"e\xCC\x81", "\xC3\x89"},
	};

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		char *a = tz_text_key(pairs[i][0], &err), *b = tz_text_key(pairs[i][1], &err);

		ck_assert_str_eq(a, b);
		free(a);
		free(b);
	}
}
END_TEST

/* Alone, and behind a letter that is none of the common ones: each character counts the same. */
START_TEST(common_characters_take_no_other_way_than_rare_ones)
{
	char text[32], *key, *other;

	for (int32_t c = 1; c <= 0xFFFF; c++) {
		char bytes[4];
		size_t size = c >= 0xD800 && c <= 0xDFFF ? 0 : tz_text_append(bytes, c);

		if (!size)
			continue;
		snprintf(text, sizeof text, "é\n%.*sQ一%.*s", (int)size, bytes, (int)size, bytes);
		key = tz_text_key(text + 3, &err);
		other = tz_text_key(text, &err);
		ck_assert_msg(key && other && strcmp(key, other + 3) == 0, "U+%04X: %s, %s", (unsigned int)c, key, other);
		free(key);
		free(other);
		key = tz_text_nfc(text + 3, &err);
		other = tz_text_nfc(text, &err);
		ck_assert_msg(key && other && strcmp(key, other + 3) == 0, "U+%04X: %s, %s", (unsigned int)c, key, other);
		free(key);
		free(other);
	}
}
END_TEST

START_TEST(names_that_differ_have_different_keys)
{
	/* full-width and simplified or traditional forms are different names on every file system */
	char *a = tz_text_key("Ａ國", &err), *b = tz_text_key("A國", &err);
	char *c = tz_text_key("A国", &err);

	ck_assert_str_ne(a, b);
	ck_assert_str_ne(a, c);
	free(a);
	free(b);
	free(c);
}
END_TEST

START_TEST(what_is_not_utf8_has_no_normal_form)
{
	ck_assert_ptr_null(tz_text_nfc("\xCE\xC4", &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_ptr_null(tz_text_key("\xCE\xC4", NULL));
}
END_TEST

START_TEST(chinese_takes_two_columns_and_combining_marks_none)
{
	ck_assert_uint_eq(tz_text_width(""), 0);
	ck_assert_uint_eq(tz_text_width("ab"), 2);
	ck_assert_uint_eq(tz_text_width("台账A"), 5);
	ck_assert_uint_eq(tz_text_width("Ａ，"), 4);
	ck_assert_uint_eq(tz_text_width("e\xCC\x81"), 1);
	ck_assert_uint_eq(tz_text_width("\xF0\xA0\x80\x80"), 2);
	ck_assert_uint_eq(tz_text_width("a\xFF" "b"), 3);
}
END_TEST

START_TEST(utf16_units_are_counted_as_windows_does)
{
	ck_assert_uint_eq(tz_text_utf16_length("a文"), 2);
	ck_assert_uint_eq(tz_text_utf16_length("\xF0\xA0\x80\x80"), 2);
	ck_assert_uint_eq(tz_text_utf16_length("\xFF"), 1);
}
END_TEST

START_TEST(fullwidth_forms_become_ascii_and_the_rest_stays)
{
	char *text = tz_text_halfwidth("２０１７年　ＡＢＣ（～）％！", &err);

	ck_assert_str_eq(text, "2017年 ABC(~)%!");
	free(text);
	text = tz_text_halfwidth("一、。“”⦅¥\xFF", &err);
	ck_assert_str_eq(text, "一、。“”⦅¥\xFF");
	free(text);
}
END_TEST

START_TEST(blanks_of_every_kind_are_trimmed_at_both_ends_only)
{
	char text[] = " \t 　包头　市\xEF\xBB\xBF\r\n ";
	char only[] = " 　 \t", none[] = "", bom[] = "\xEF\xBB\xBF" "id";

	ck_assert_str_eq(tz_text_trim(text), "包头　市");
	ck_assert_str_eq(tz_text_trim(only), "");
	ck_assert_str_eq(tz_text_trim(none), "");
	ck_assert_str_eq(tz_text_trim(bom), "id");
}
END_TEST

START_TEST(trimming_leaves_bytes_that_are_not_utf8)
{
	char text[] = " \xCE\xC4 ";

	ck_assert_str_eq(tz_text_trim(text), "\xCE\xC4");
}
END_TEST

START_TEST(blank_means_nothing_to_see)
{
	ck_assert(tz_text_is_blank(NULL));
	ck_assert(tz_text_is_blank(""));
	ck_assert(tz_text_is_blank(" 　\n"));
	ck_assert(!tz_text_is_blank("　 。"));
	ck_assert(!tz_text_is_blank(" \xFF"));
}
END_TEST

START_TEST(marks_that_nobody_sees_are_known_and_their_neighbours_are_not)
{
	static const int32_t hidden[] = {0x61C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF};
	/* blanks that are seen, the joiners of emoji and of other scripts, Arabic, Chinese */
	static const int32_t seen[] = {' ', 0xA0, 0x61B, 0x61D, 0x200A, 0x200C, 0x200D, 0x2010, 0x2027, 0x202F, 0x2065, 0x206A,
				       0x3000, 0x6587, 0xFEFE, 0xFF00, 0x1F600};
	static const int32_t controls[] = {0, '\n', 0x1B, 0x1F, 0x7F, 0x80, 0x9F, 0x2028, 0x2029};

	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		ck_assert_msg(tz_text_is_hidden(hidden[i]), "U+%04X", (unsigned int)hidden[i]);
		ck_assert_msg(tz_text_is_unsafe(hidden[i]), "U+%04X", (unsigned int)hidden[i]);
	}
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
		ck_assert_msg(!tz_text_is_hidden(seen[i]), "U+%04X", (unsigned int)seen[i]);
		ck_assert_msg(!tz_text_is_unsafe(seen[i]), "U+%04X", (unsigned int)seen[i]);
	}
	for (size_t i = 0; i < sizeof controls / sizeof *controls; i++) {
		ck_assert_msg(!tz_text_is_hidden(controls[i]), "U+%04X", (unsigned int)controls[i]);
		ck_assert_msg(tz_text_is_unsafe(controls[i]), "U+%04X", (unsigned int)controls[i]);
	}
}
END_TEST

START_TEST(a_cut_never_splits_a_character)
{
	ck_assert_uint_eq(tz_text_cut("文明", 6), 6);
	ck_assert_uint_eq(tz_text_cut("文明", 100), 6);
	ck_assert_uint_eq(tz_text_cut("文明", 5), 3);
	ck_assert_uint_eq(tz_text_cut("文明", 4), 3);
	ck_assert_uint_eq(tz_text_cut("文明", 3), 3);
	ck_assert_uint_eq(tz_text_cut("文明", 2), 0);
	ck_assert_uint_eq(tz_text_cut("文明", 0), 0);
	ck_assert_uint_eq(tz_text_cut("abc", 2), 2);
}
END_TEST

START_TEST(the_library_in_use_tells_its_version)
{
	ck_assert_int_ge(tz_text_library_version()[0], '2');
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("text");
	TCase *valid_case = tcase_create("validity"), *forms = tcase_create("forms");
	TCase *measures = tcase_create("measures"), *blanks = tcase_create("blanks");

	tcase_add_test(valid_case, utf8_of_every_length_is_valid);
	tcase_add_test(valid_case, what_only_looks_like_utf8_is_not);
	tcase_add_test(valid_case, characters_are_read_one_by_one);
	tcase_add_test(valid_case, a_written_character_is_read_back);
	tcase_add_test(valid_case, marks_that_nobody_sees_are_known_and_their_neighbours_are_not);
	suite_add_tcase(suite, valid_case);
	tcase_add_checked_fixture(forms, setup, NULL);
	tcase_add_test(forms, decomposed_names_of_a_mac_are_composed);
	tcase_add_test(forms, names_that_collide_somewhere_have_one_key);
	tcase_add_test(forms, common_characters_take_no_other_way_than_rare_ones);
	tcase_add_test(forms, names_that_differ_have_different_keys);
	tcase_add_test(forms, what_is_not_utf8_has_no_normal_form);
	tcase_add_test(forms, fullwidth_forms_become_ascii_and_the_rest_stays);
	tcase_add_test(forms, the_library_in_use_tells_its_version);
	suite_add_tcase(suite, forms);
	tcase_add_test(measures, chinese_takes_two_columns_and_combining_marks_none);
	tcase_add_test(measures, utf16_units_are_counted_as_windows_does);
	tcase_add_test(measures, a_cut_never_splits_a_character);
	suite_add_tcase(suite, measures);
	tcase_add_test(blanks, blanks_of_every_kind_are_trimmed_at_both_ends_only);
	tcase_add_test(blanks, trimming_leaves_bytes_that_are_not_utf8);
	tcase_add_test(blanks, blank_means_nothing_to_see);
	suite_add_tcase(suite, blanks);
	return suite;
}
