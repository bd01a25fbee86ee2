/* SPDX-License-Identifier: MIT */
/* test_ppt.c: slides of PowerPoint 97 to 2003. */
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

START_TEST(pictures_and_macros_are_counted_and_the_text_is_left_to_a_program)
{
	/* Two pictures; a container around the record of a macro. */
	static const char pictures[] = "\0\0\x1e\xf0\2\0\0\0xx\0\0\x1d\xf0\1\0\0\0x";
	static const char records[] = "\x0f\0\xe8\3\x0c\0\0\0\0\0\0\4\4\0\0\0xxxx";
	const struct door_case_stream streams[] = {{"PowerPoint Document", -1, records, sizeof records - 1}, {"Pictures", -1, pictures, sizeof pictures - 1}};
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	door_case_ole(streams, 2, &bytes);
	facts = door_case_facts("a.dps", bytes.data, bytes.size, false);
	tz_buffer_free(&bytes);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	ck_assert_str_eq(door_case_values(facts, "pictures"), "2;");
	ck_assert_str_eq(door_case_values(facts, "macros"), "VBA@PowerPoint Document;");
	ck_assert_str_eq(door_case_values(facts, "not-read"), "no-program@text;");
	ck_assert_str_eq(door_case_values(facts, "extension-differs"), "");
}
END_TEST

START_TEST(locked_slides_say_so)
{
	static const char user[] = "\0\0\xf6\x0f\x14\0\0\0\x14\0\0\0\xdf\xc4\xd1\xf3";
	const struct door_case_stream streams[] = {{"PowerPoint Document", -1, "x", 1}, {"Current User", -1, user, sizeof user - 1}};
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	door_case_ole(streams, 2, &bytes);
	facts = door_case_facts("a.ppt", bytes.data, bytes.size, true);
	tz_buffer_free(&bytes);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_ENCRYPTED);
	ck_assert_str_eq(door_case_values(facts, "encryption"), "RC4 CryptoAPI@Current User;");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("ppt");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, pictures_and_macros_are_counted_and_the_text_is_left_to_a_program);
	tcase_add_test(tells, locked_slides_say_so);
	suite_add_tcase(suite, tells);
	return suite;
}
