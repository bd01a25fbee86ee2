/* SPDX-License-Identifier: MIT */
/* test_html.c: web pages and XML: their text as a browser shows it, in any of the encodings of the field. */
#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/door_case.h"

static struct taizhang_facts *facts;

static void setup(void)
{
	facts = NULL;
}

static void teardown(void)
{
	taizhang_facts_free(facts);
}

static void look(const char *name, const char *text)
{
	taizhang_facts_free(facts);
	facts = door_case_facts(name, text, strlen(text), false);
}

START_TEST(what_an_office_program_wrote_is_read)
{
	facts = door_case_facts_of("report.html", false);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	ck_assert_str_eq(taizhang_facts_format(facts), "html");
	ck_assert_str_eq(door_case_values(facts, "title"), "创建工作情况说明@title;");
	ck_assert_str_eq(door_case_values(facts, "author"), "示例单位@meta;");
	ck_assert_str_eq(door_case_values(facts, "pictures"), "1;");
	ck_assert_str_eq(door_case_values(facts, "encoding"), "UTF-8;");
	ck_assert_ptr_nonnull(strstr(taizhang_facts_text(facts, NULL), "志愿者注册率达到15.3%"));
}
END_TEST

START_TEST(entities_are_resolved_and_blanks_are_one)
{
	look("a.html", "<html><p>a &lt;b&gt;&nbsp;&#x5e02;&#24066; \n\t c&amp;d &unheard; &#0;</p><p>e<br>f</html>");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "a <b>\xc2\xa0市市 c&d &unheard; &#0;\ne\nf\n");
}
END_TEST

START_TEST(scripts_styles_and_comments_are_no_text)
{
	look("a.html", "<html><script>if (a < b) c();</script><style>p{}</style><!-- <p>x</p> -->y<td>1</td><td>2</td></html>");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "y1\t2\n");
	ck_assert_str_eq(door_case_values(facts, "script"), "JavaScript@script;");
}
END_TEST

START_TEST(what_is_fetched_from_outside_is_told)
{
	look("a.html", "<html><img src='http://h/a.png'><img src=b.png><script src=\"//h/s.js\"></script><a href=\"http://h/\">x</a></html>");
	ck_assert_str_eq(door_case_values(facts, "external-link"), "http://h/a.png@img;//h/s.js@script;");
	ck_assert_str_eq(door_case_values(facts, "pictures"), "2;");
}
END_TEST

START_TEST(the_charset_that_a_page_claims_is_believed_where_its_bytes_agree)
{
	look("a.html", "<html><meta charset=\"gb2312\"><title>\xca\xbe\xc0\xfd</title></html>");
	ck_assert_str_eq(door_case_values(facts, "encoding"), "GB18030;");
	ck_assert_str_eq(door_case_values(facts, "title"), "示例@title;");
	look("a.html", "<html><meta charset=gb2312><title>示例</title></html>");
	ck_assert_str_eq(door_case_values(facts, "title"), "示例@title;");
}
END_TEST

START_TEST(tags_that_nothing_ends_are_text)
{
	look("a.html", "<html>a < b <p title=\"x>y");
	ck_assert_ptr_nonnull(strstr(taizhang_facts_text(facts, NULL), "a < b"));
}
END_TEST

START_TEST(a_page_may_begin_with_a_comment_or_be_a_piece_of_one)
{
	look("a.html", "<!-- saved from somewhere --><html><p>x</html>");
	ck_assert_str_eq(taizhang_facts_format(facts), "html");
	look("a.htm", "<div>x</div>");
	ck_assert_str_eq(taizhang_facts_format(facts), "html");
	look("a.txt", "<div>x</div>");
	ck_assert_str_eq(taizhang_facts_format(facts), "text");
}
END_TEST

START_TEST(the_texts_of_xml_are_lines)
{
	look("a.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a><b>一</b><c d=\"x\">二&lt;<e/>三</c></a>");
	ck_assert_str_eq(taizhang_facts_format(facts), "xml");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "一\n二<\n三\n");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("html");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, what_an_office_program_wrote_is_read);
	tcase_add_test(tells, entities_are_resolved_and_blanks_are_one);
	tcase_add_test(tells, scripts_styles_and_comments_are_no_text);
	tcase_add_test(tells, what_is_fetched_from_outside_is_told);
	tcase_add_test(tells, the_charset_that_a_page_claims_is_believed_where_its_bytes_agree);
	tcase_add_test(tells, tags_that_nothing_ends_are_text);
	tcase_add_test(tells, a_page_may_begin_with_a_comment_or_be_a_piece_of_one);
	tcase_add_test(tells, the_texts_of_xml_are_lines);
	suite_add_tcase(suite, tells);
	return suite;
}
