/* SPDX-License-Identifier: MIT */
/* test_text_file.c: plain text: its lines, and how they end. */
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

START_TEST(lines_end_alike_in_the_text_whatever_ends_them)
{
	look("a.txt", "一\n二\n");
	ck_assert_str_eq(door_case_values(facts, "line-ends"), "LF;");
	ck_assert_str_eq(door_case_values(facts, "encoding"), "UTF-8;");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "一\n二\n");
	look("a.txt", "a\r\nb\r\n");
	ck_assert_str_eq(door_case_values(facts, "line-ends"), "CRLF;");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "a\nb\n");
	look("a.txt", "a\rb");
	ck_assert_str_eq(door_case_values(facts, "line-ends"), "CR;");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "a\nb\n");
	look("a.txt", "a\nb\r\nc");
	ck_assert_str_eq(door_case_values(facts, "line-ends"), "mixed;");
	look("a.txt", "a");
	ck_assert_str_eq(door_case_values(facts, "line-ends"), "");
}
END_TEST

START_TEST(a_text_larger_than_the_limit_is_kept_to_the_limit)
{
	static char large[5u << 20];

	memset(large, 'a', sizeof large - 1);
	for (size_t i = 99; i < sizeof large - 1; i += 100)
		large[i] = '\n';
	look("a.txt", large);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_LIMITED);
	ck_assert_uint_ge(strlen(taizhang_facts_text(facts, NULL)), 4000000);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("text_file");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, lines_end_alike_in_the_text_whatever_ends_them);
	tcase_add_test(tells, a_text_larger_than_the_limit_is_kept_to_the_limit);
	suite_add_tcase(suite, tells);
	return suite;
}
