/* SPDX-License-Identifier: MIT */
/* test_inspect.c: one file inspected: by its bytes, whatever it is called and wherever they come from. */
#include "inspect/inspect.h"

#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

#define JPEG "\xff\xd8\xff\xe0 and then nothing that belongs there"

static struct taizhang_facts *facts;
static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
	facts = NULL;
}

static void teardown(void)
{
	taizhang_facts_free(facts);
}

static void inspect_file(const char *name, const char *text)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.path = temp_write(name, text, strlen(text));
	taizhang_facts_free(facts);
	facts = taizhang_inspect(&input, NULL, &err);
	tz_assert_ptr(facts, &err);
}

START_TEST(the_bytes_say_what_it_is_and_not_the_name)
{
	inspect_file("照片.jpg", JPEG);
	ck_assert_str_eq(taizhang_facts_format(facts), "jpeg");
	ck_assert_str_eq(taizhang_facts_media_type(facts), "image/jpeg");
	ck_assert_int_eq(taizhang_facts_family(facts), TAIZHANG_FAMILY_IMAGE);
	ck_assert_str_eq(taizhang_facts_format_label(facts, TAIZHANG_LANG_ZH), "JPEG 图片");
	ck_assert_str_eq(taizhang_facts_format_label(facts, TAIZHANG_LANG_EN), "JPEG picture");
	ck_assert_uint_eq(taizhang_facts_count(facts, "extension-differs"), 0);
	ck_assert_int_ne(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
}
END_TEST

START_TEST(an_extension_that_lies_is_told)
{
	inspect_file("照片.PNG", JPEG);
	ck_assert_str_eq(taizhang_fact_value(taizhang_facts_find(facts, "extension-differs")), "png");
	ck_assert_str_eq(taizhang_fact_place(taizhang_facts_find(facts, "extension-differs")), "PNG");
}
END_TEST

START_TEST(an_extension_that_nobody_knows_or_in_capitals_is_no_lie)
{
	inspect_file("照片.JPEG", JPEG);
	ck_assert_uint_eq(taizhang_facts_count(facts, "extension-differs"), 0);
	inspect_file("照片.原图", JPEG);
	ck_assert_uint_eq(taizhang_facts_count(facts, "extension-differs"), 0);
	inspect_file("照片", JPEG);
	ck_assert_uint_eq(taizhang_facts_count(facts, "extension-differs"), 0);
	/* Evermore's own, which no library reads: unknown bytes under it are not thereby damaged. */
	ck_assert_int_eq(tz_format_of_extension("eio"), TZ_FORMAT_UNKNOWN);
}
END_TEST

START_TEST(an_empty_file_is_empty)
{
	inspect_file("空.jpg", "");
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_EMPTY);
	ck_assert_uint_eq(taizhang_facts_num(facts), 0);
}
END_TEST

START_TEST(memory_is_inspected_under_the_name_that_is_given)
{
	struct taizhang_inspect_options options = TAIZHANG_INSPECT_OPTIONS_INIT;
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.data = JPEG;
	input.data_size = sizeof JPEG - 1;
	options.name = "x.pdf";
	facts = taizhang_inspect(&input, &options, &err);
	tz_assert_ptr(facts, &err);
	ck_assert_str_eq(taizhang_fact_value(taizhang_facts_find(facts, "extension-differs")), "pdf");
}
END_TEST

START_TEST(what_cannot_be_read_is_an_error_and_no_fact)
{
	struct taizhang_inspect_options options = TAIZHANG_INSPECT_OPTIONS_INIT;
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	ck_assert_ptr_null(taizhang_inspect(NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_ptr_null(taizhang_inspect(&input, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	input.path = temp_path("没有.txt");
	ck_assert_ptr_null(taizhang_inspect(&input, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_IO);
	taizhang_error_clear(&err);
	options.size = 0;
	ck_assert_ptr_null(taizhang_inspect(&input, &options, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(each_format_is_named_in_both_languages_and_has_a_media_type)
{
	facts = tz_facts_new(&err);
	for (int i = 0; i < TZ_NUM_FORMATS; i++) {
		facts->format = (enum tz_format)i;
		ck_assert(*taizhang_facts_format(facts));
		ck_assert(strchr(taizhang_facts_media_type(facts), '/') != NULL);
		ck_assert(*taizhang_facts_format_label(facts, TAIZHANG_LANG_ZH));
		ck_assert(*taizhang_facts_format_label(facts, TAIZHANG_LANG_EN));
	}
}
END_TEST

START_TEST(what_is_not_built_in_says_so)
{
	struct tz_inspection inspection = {NULL, NULL, false};

	inspection.facts = facts = tz_facts_new(&err);
	tz_assert_ok(tz_inspect_absent(&inspection, &err), &err);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNINSPECTED);
	ck_assert_str_eq(taizhang_fact_value(taizhang_facts_find(facts, "not-read")), "not-built-in");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("inspect");
	TCase *looks = tcase_create("looks"), *refuses = tcase_create("refuses"), *says = tcase_create("says");

	tcase_add_checked_fixture(looks, setup, teardown);
	tcase_add_test(looks, the_bytes_say_what_it_is_and_not_the_name);
	tcase_add_test(looks, an_extension_that_lies_is_told);
	tcase_add_test(looks, an_extension_that_nobody_knows_or_in_capitals_is_no_lie);
	tcase_add_test(looks, an_empty_file_is_empty);
	tcase_add_test(looks, memory_is_inspected_under_the_name_that_is_given);
	suite_add_tcase(suite, looks);
	tcase_add_checked_fixture(refuses, setup, teardown);
	tcase_add_test(refuses, what_cannot_be_read_is_an_error_and_no_fact);
	suite_add_tcase(suite, refuses);
	tcase_add_checked_fixture(says, setup, teardown);
	tcase_add_test(says, each_format_is_named_in_both_languages_and_has_a_media_type);
	tcase_add_test(says, what_is_not_built_in_says_so);
	suite_add_tcase(suite, says);
	return suite;
}
