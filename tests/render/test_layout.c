/* SPDX-License-Identifier: MIT */
/* test_layout.c: lines for a terminal: lib/render/layout.c, and the words of lib/render/label.c. */
#include "render/layout.h"

#include <string.h>

#include "harness/suite.h"
#include "render/label.h"

static struct tz_buffer out;

static const char *cut(const char *text, size_t width)
{
	tz_buffer_free(&out);
	tz_layout_cut(&out, text, width);
	return tz_buffer_text(&out);
}

static const char *bytes(uint64_t number)
{
	tz_buffer_free(&out);
	tz_layout_bytes(&out, number);
	return tz_buffer_text(&out);
}

static void teardown(void)
{
	tz_buffer_free(&out);
}

START_TEST(plain_text_stays)
{
	ck_assert_str_eq(cut("通知 a-1", 0), "通知 a-1");
	ck_assert_str_eq(cut("", 0), "");
	ck_assert_str_eq(cut(NULL, 5), "");
}
END_TEST

START_TEST(controls_cannot_drive_a_terminal)
{
	ck_assert_str_eq(cut("a\033[31mb\nc\r\td", 0), "a\ufffd[31mb\ufffdc\ufffd\ufffdd");
	ck_assert_str_eq(cut("\xc2\x9b" "1m", 0), "\ufffd1m");
}
END_TEST

START_TEST(marks_that_turn_the_writing_are_shown)
{
	ck_assert_str_eq(cut("a\u202egnp.exe", 0), "a\ufffdgnp.exe");
	ck_assert_str_eq(cut("\u2066\u2069\u200f\u2028", 0), "\ufffd\ufffd\ufffd\ufffd");
	ck_assert_str_eq(cut("a\u200b\u061cb", 0), "a\ufffd\ufffdb");
}
END_TEST

START_TEST(bytes_that_are_not_utf8_are_shown_one_by_one)
{
	ck_assert_str_eq(cut("a\xc4\xe3z", 0), "a\ufffd\ufffdz");
}
END_TEST

START_TEST(a_wide_character_is_never_halved)
{
	ck_assert_str_eq(cut("一二三", 6), "一二三");
	ck_assert_str_eq(cut("一二三", 5), "一二…");
	ck_assert_str_eq(cut("一二三", 4), "一…");
	ck_assert_str_eq(cut("一二三", 1), "…");
	ck_assert_str_eq(cut("abcdef", 3), "ab…");
}
END_TEST

START_TEST(sizes_have_a_decimal_below_ten)
{
	ck_assert_str_eq(bytes(0), "0 B");
	ck_assert_str_eq(bytes(1023), "1023 B");
	ck_assert_str_eq(bytes(1024), "1.0 KB");
	ck_assert_str_eq(bytes(1536), "1.5 KB");
	ck_assert_str_eq(bytes(10u << 20), "10 MB");
	ck_assert_str_eq(bytes((1ull << 40) * 3 / 2), "1.5 TB");
	ck_assert_str_eq(bytes(UINT64_MAX), "15 EB");
}
END_TEST

START_TEST(columns_align_by_width)
{
	struct tz_grid grid = {.columns = 3, .right = 1, .indent = 1};

	tz_grid_add(&grid, "项");
	tz_grid_add(&grid, "名称");
	tz_grid_add(&grid, "x");
	tz_grid_number(&grid, 155);
	tz_grid_add(&grid, "a");
	tz_grid_add(&grid, "y");
	tz_grid_write(&grid, &out, 0);
	ck_assert_str_eq(tz_buffer_text(&out), "  项  名称  x\n 155  a     y\n");
}
END_TEST

START_TEST(the_last_column_is_cut)
{
	struct tz_grid grid = {.columns = 2, .indent = 2};

	tz_grid_add(&grid, "ab");
	tz_grid_add(&grid, "一二三四五");
	tz_grid_write(&grid, &out, 12);
	ck_assert_str_eq(tz_buffer_text(&out), "  ab  一二…\n");
}
END_TEST

START_TEST(an_empty_grid_writes_nothing)
{
	struct tz_grid grid = {.columns = 2};

	tz_grid_write(&grid, &out, 80);
	ck_assert_str_eq(tz_buffer_text(&out), "");
}
END_TEST

START_TEST(a_shorter_struct_of_an_older_caller_is_completed)
{
	struct taizhang_render_options options = TAIZHANG_RENDER_OPTIONS_INIT, full;

	options.size = offsetof(struct taizhang_render_options, width);
	options.lang = TAIZHANG_LANG_EN;
	options.width = 99;
	options.verbose = true;
	full = tz_render_options(&options);
	ck_assert_int_eq(full.lang, TAIZHANG_LANG_EN);
	ck_assert_uint_eq(full.width, 0);
	ck_assert(!full.verbose);
	ck_assert_int_eq(tz_render_options(NULL).lang, TAIZHANG_LANG_ZH);
}
END_TEST

START_TEST(every_label_has_both_languages)
{
	for (int i = 0; i < TZ_NUM_LABELS; i++) {
		ck_assert_uint_gt(strlen(tz_label((enum tz_label)i, TAIZHANG_LANG_ZH)), 0);
		ck_assert_uint_gt(strlen(tz_label((enum tz_label)i, TAIZHANG_LANG_EN)), 0);
	}
}
END_TEST

START_TEST(places_are_filled_in_either_language)
{
	tz_label_fill(&out, NODE_ITEMS, TAIZHANG_LANG_ZH, {"items", TZ_COUNT(155)});
	tz_buffer_text_add(&out, "/");
	tz_label_fill(&out, NODE_ITEMS, TAIZHANG_LANG_EN, {"items", TZ_COUNT(UINT64_MAX)});
	ck_assert_str_eq(tz_buffer_text(&out), "155 项/18446744073709551615 items");
	ck_assert_str_eq(TZ_COUNT_IF(0), "");
	ck_assert_str_eq(TZ_COUNT_IF(7), "7");
}
END_TEST

Suite *module_suite(void)
{
	const struct {
		const char *name;
		const TTest *tests[6];
	} cases[] = {
		{"shows", {plain_text_stays, controls_cannot_drive_a_terminal,
			   marks_that_turn_the_writing_are_shown,
			   bytes_that_are_not_utf8_are_shown_one_by_one}},
		{"cuts", {a_wide_character_is_never_halved}},
		{"counts", {sizes_have_a_decimal_below_ten}},
		{"aligns", {columns_align_by_width, the_last_column_is_cut, an_empty_grid_writes_nothing}},
		{"options", {a_shorter_struct_of_an_older_caller_is_completed}},
		{"labels", {every_label_has_both_languages, places_are_filled_in_either_language}},
	};
	Suite *suite = suite_create("layout");

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		TCase *tcase = tcase_create(cases[i].name);

		tcase_add_checked_fixture(tcase, NULL, teardown);
		for (size_t k = 0; k < 6 && cases[i].tests[k]; k++)
			tcase_add_test(tcase, cases[i].tests[k]);
		suite_add_tcase(suite, tcase);
	}
	return suite;
}
