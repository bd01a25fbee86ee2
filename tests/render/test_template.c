/* SPDX-License-Identifier: MIT */
/* test_template.c: filling and escaping: lib/render/template.c. */
#include "render/template.h"

#include <stdio.h>

#include "harness/suite.h"

static struct tz_buffer out;

static void write_name(void *context, struct tz_buffer *b)
{
	tz_template_text(b, context);
}

static void write_rows(void *context, struct tz_buffer *b);

static const struct tz_template_place places[] = {{"name", write_name}, {"rows", write_rows}, {NULL, NULL}};
static struct tz_template template_;
static const char text[] =
	"<!--[row]-->\n<li>{{name}}</li>\n<!--[/row]-->\n"
	"<!--[list]-->\n<ul>\n{{rows}}</ul>\n<!--[/list]-->\n"
	"<!--[wrong]-->\n{{nothing}}\n<!--[/wrong]-->\n"
	"<!--[open]-->\na {{name\n<!--[/open]-->\n"
	"<!--[cut]-->\nnever closed\n";

static void write_rows(void *context, struct tz_buffer *b)
{
	tz_template_fill(&template_, "row", context, b);
	tz_template_fill(&template_, "row", context, b);
}

static const char *fill(const char *block, const char *name)
{
	char copy[64];

	snprintf(copy, sizeof copy, "%s", name);
	tz_buffer_free(&out);
	tz_template_fill(&template_, block, copy, &out);
	return tz_buffer_text(&out);
}

static const char *url(const char *path)
{
	tz_buffer_free(&out);
	tz_template_url(&out, path);
	return tz_buffer_text(&out);
}

static void setup(void)
{
	tz_template_read(&template_, text, places);
}

static void teardown(void)
{
	tz_buffer_free(&out);
}

START_TEST(a_place_may_fill_other_blocks)
{
	ck_assert_str_eq(fill("list", "a"), "<ul>\n<li>a</li>\n<li>a</li>\n</ul>\n");
}
END_TEST

START_TEST(text_cannot_become_markup)
{
	ck_assert_str_eq(fill("row", "<a href='x'>&amp;\"{{name}}"),
			 "<li>&lt;a href=&#39;x&#39;&gt;&amp;amp;&quot;{{name}}</li>\n");
	ck_assert_str_eq(fill("row", "<!--[row]-->"), "<li>&lt;!--[row]--&gt;</li>\n");
}
END_TEST

START_TEST(controls_cannot_stand_in_a_page)
{
	ck_assert_str_eq(fill("row", "a\x01\x1b\x7f\nb\t"), "<li>a\ufffd\ufffd\ufffd\nb\t</li>\n");
}
END_TEST

START_TEST(an_unknown_block_or_place_fails)
{
	fill("nothing", "a");
	ck_assert_int_eq(out.failed, TAIZHANG_E_INVAL);
	fill("wrong", "a");
	ck_assert_int_eq(out.failed, TAIZHANG_E_INVAL);
	fill("cut", "a");
	ck_assert_int_eq(out.failed, TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(more_blocks_than_there_is_room_for_are_not_there)
{
	struct tz_buffer many = TZ_BUFFER_INIT;

	for (int i = 0; i <= TZ_TEMPLATE_BLOCKS; i++)
		tz_buffer_printf(&many, "<!--[b%d]-->\n%d<!--[/b%d]-->\n", i, i, i);
	tz_template_read(&template_, tz_buffer_text(&many), places);
	ck_assert_str_eq(fill("b31", ""), "31");
	fill("b32", "");
	ck_assert_int_eq(out.failed, TAIZHANG_E_INVAL);
	tz_buffer_free(&many);
}
END_TEST

START_TEST(a_block_of_more_pieces_than_there_is_room_for_fails_and_no_other)
{
	struct tz_buffer many = TZ_BUFFER_INIT;

	tz_buffer_text_add(&many, "<!--[small]-->\n{{name}}<!--[/small]-->\n<!--[large]-->\n");
	for (int i = 0; i < TZ_TEMPLATE_PIECES; i++)
		tz_buffer_text_add(&many, "x{{name}}");
	tz_buffer_text_add(&many, "<!--[/large]-->\n");
	tz_template_read(&template_, tz_buffer_text(&many), places);
	ck_assert_str_eq(fill("small", "a"), "a");
	fill("large", "a");
	ck_assert_int_eq(out.failed, TAIZHANG_E_INVAL);
	tz_buffer_free(&many);
}
END_TEST

START_TEST(an_open_brace_is_text)
{
	ck_assert_str_eq(fill("open", "a"), "a {{name\n");
}
END_TEST

START_TEST(a_path_keeps_its_slashes_and_nothing_else)
{
	ck_assert_str_eq(url("data/I-1-1/01-a_b~c.txt"), "data/I-1-1/01-a_b~c.txt");
	ck_assert_str_eq(url("data/完成率95%?#&\"'<> .x"),
			 "data/%E5%AE%8C%E6%88%90%E7%8E%8795%25%3F%23%26%22%27%3C%3E%20.x");
	ck_assert_str_eq(url("a:b\\c"), "a%3Ab%5Cc");
	ck_assert_str_eq(url(NULL), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("template");
	TCase *fills = tcase_create("fills"), *escapes = tcase_create("escapes");

	tcase_add_checked_fixture(fills, setup, teardown);
	tcase_add_test(fills, a_place_may_fill_other_blocks);
	tcase_add_test(fills, an_unknown_block_or_place_fails);
	tcase_add_test(fills, more_blocks_than_there_is_room_for_are_not_there);
	tcase_add_test(fills, a_block_of_more_pieces_than_there_is_room_for_fails_and_no_other);
	tcase_add_test(fills, an_open_brace_is_text);
	suite_add_tcase(suite, fills);
	tcase_add_checked_fixture(escapes, setup, teardown);
	tcase_add_test(escapes, text_cannot_become_markup);
	tcase_add_test(escapes, controls_cannot_stand_in_a_page);
	tcase_add_test(escapes, a_path_keeps_its_slashes_and_nothing_else);
	suite_add_tcase(suite, escapes);
	return suite;
}
