/* SPDX-License-Identifier: MIT */
/* test_rtf.c: RTF: what LibreOffice writes, what Word writes, and what is spoilt. */
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

START_TEST(what_an_office_program_wrote_is_read_with_its_properties)
{
	facts = door_case_facts_of("report.rtf", false);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	ck_assert_str_eq(door_case_values(facts, "title"), "创建工作情况说明;");
	ck_assert_str_eq(door_case_values(facts, "subject"), "材料审核;");
	ck_assert_str_eq(door_case_values(facts, "created"), "2017-03-08T09:30:00;");
	ck_assert_str_eq(door_case_values(facts, "pictures"), "1;");
	ck_assert_str_eq(door_case_values(facts, "tracked-changes"), "1;");
	ck_assert_ptr_nonnull(strstr(taizhang_facts_text(facts, NULL), "志愿者注册率达到15.3%"));
	ck_assert_ptr_nonnull(strstr(taizhang_facts_text(facts, NULL), "生僻字：㐀𠀀。"));
	ck_assert_ptr_nonnull(strstr(taizhang_facts_text(facts, NULL), "绿化覆盖率\t41.2%"));
}
END_TEST

START_TEST(bytes_are_of_the_code_page_of_their_font)
{
	look("a.rtf", "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset134 B;}}\\f1\\'ca\\'be\\'c0\\'fd\\f0 \\'e9\\par}");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "示例é\n");
}
END_TEST

START_TEST(the_fallback_of_a_unicode_character_is_left_out_and_pairs_are_joined)
{
	look("a.rtf", "{\\rtf1\\uc2\\u31034\\'ca\\'be{\\uc1\\u20363?}\\u-10176??\\u-9216??\\uc0\\u24066x}");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "示例𠀀市x");
}
END_TEST

START_TEST(destinations_that_nobody_knows_are_no_text)
{
	look("a.rtf", "{\\rtf1{\\*\\unheard of}{\\stylesheet s;}{\\header h}a{\\*\\annotation note}{\\v hidden}{\\deleted gone}b}");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "ab");
	ck_assert_str_eq(door_case_values(facts, "comments"), "1;");
	ck_assert_str_eq(door_case_values(facts, "tracked-changes"), "1;");
}
END_TEST

START_TEST(objects_and_what_is_fetched_from_outside_are_told)
{
	look("a.rtf", "{\\rtf1{\\*\\template http://h/t.dot}{\\object\\objemb{\\*\\objclass Excel.Sheet.8}{\\*\\objdata 0102}{\\result r}}"
		      "{\\field{\\*\\fldinst INCLUDEPICTURE \"http://h/p.png\"}{\\fldrslt f}}}");
	ck_assert_str_eq(door_case_values(facts, "embedded-object"), "Excel.Sheet.8;");
	ck_assert_uint_eq(taizhang_facts_count(facts, "external-link"), 2);
}
END_TEST

START_TEST(binary_data_is_passed_over)
{
	look("a.rtf", "{\\rtf1{\\pict\\bin5 }}}}}x}y}");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "y");
	ck_assert_str_eq(door_case_values(facts, "pictures"), "1;");
}
END_TEST

START_TEST(what_breaks_off_is_damaged_and_a_brace_too_many_ends_it)
{
	look("a.rtf", "{\\rtf1 text");
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "text");
	look("a.rtf", "{\\rtf1 text}}}}x");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "text");
}
END_TEST

START_TEST(many_groups_in_one_another_are_no_harm)
{
	static char deep[5000];

	strcpy(deep, "{\\rtf1 ");
	memset(deep + 7, '{', 2000);
	deep[2007] = 'a';
	memset(deep + 2008, '}', 2001);
	look("a.rtf", deep);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "a");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("rtf");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, what_an_office_program_wrote_is_read_with_its_properties);
	tcase_add_test(tells, bytes_are_of_the_code_page_of_their_font);
	tcase_add_test(tells, the_fallback_of_a_unicode_character_is_left_out_and_pairs_are_joined);
	tcase_add_test(tells, destinations_that_nobody_knows_are_no_text);
	tcase_add_test(tells, objects_and_what_is_fetched_from_outside_are_told);
	tcase_add_test(tells, binary_data_is_passed_over);
	tcase_add_test(tells, what_breaks_off_is_damaged_and_a_brace_too_many_ends_it);
	tcase_add_test(tells, many_groups_in_one_another_are_no_harm);
	suite_add_tcase(suite, tells);
	return suite;
}
