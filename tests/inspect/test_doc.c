/* SPDX-License-Identifier: MIT */
/* test_doc.c: Word documents of 97 to 2003. */
#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/program.h"
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

START_TEST(properties_pictures_and_changes_are_told)
{
	facts = door_case_facts_of("report.doc", false);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	ck_assert_str_eq(taizhang_facts_format(facts), "doc");
	ck_assert_str_eq(door_case_values(facts, "title"), "创建工作情况说明;");
	ck_assert_str_eq(door_case_values(facts, "author"), "示例单位;");
	ck_assert_str_eq(door_case_values(facts, "last-author"), "示例单位办公室;");
	ck_assert_str_eq(door_case_values(facts, "created"), "2017-03-08T09:30:00Z;");
	ck_assert_str_eq(door_case_values(facts, "modified"), "2017-03-09T10:00:00Z;");
	ck_assert_str_eq(door_case_values(facts, "pictures"), "1;");
	ck_assert_str_eq(door_case_values(facts, "tracked-changes"), "1;");
	ck_assert_str_eq(door_case_values(facts, "not-read"), "no-program@text;");
}
END_TEST

START_TEST(its_text_comes_from_catdoc_where_that_is_installed)
{
	facts = door_case_facts_of("report.doc", true);
	if (!tz_program_is_there("catdoc"))
		return;
	ck_assert_str_eq(door_case_values(facts, "not-read"), "");
	ck_assert_ptr_nonnull(strstr(taizhang_facts_text(facts, NULL), "志愿者注册率达到15.3%"));
	ck_assert_ptr_nonnull(strstr(taizhang_facts_text(facts, NULL), "生僻字：㐀𠀀。"));
}
END_TEST

START_TEST(a_locked_document_says_how_and_starts_no_program)
{
	facts = door_case_facts_of("locked.doc", true);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_ENCRYPTED);
	ck_assert_str_eq(door_case_values(facts, "encryption"), "RC4;");
	ck_assert_str_eq(door_case_values(facts, "not-read"), "");
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "");
}
END_TEST

START_TEST(a_document_without_text_cannot_be_opened)
{
	const struct door_case_stream streams[] = {{"WordDocument", -1, "x", 1}};
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	door_case_ole(streams, 1, &bytes);
	facts = door_case_facts("a.wps", bytes.data, bytes.size, false);
	tz_buffer_free(&bytes);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
	ck_assert_str_eq(door_case_values(facts, "extension-differs"), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("doc");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, properties_pictures_and_changes_are_told);
	tcase_add_test(tells, its_text_comes_from_catdoc_where_that_is_installed);
	tcase_add_test(tells, a_locked_document_says_how_and_starts_no_program);
	tcase_add_test(tells, a_document_without_text_cannot_be_opened);
	suite_add_tcase(suite, tells);
	return suite;
}
