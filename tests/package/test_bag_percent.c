/* SPDX-License-Identifier: MIT */
/* test_bag_percent.c: line breaks and per cent signs in listed paths. */
#include <check.h>

#include "harness/suite.h"
#include "package/bag.h"

START_TEST(decodes_line_breaks_and_per_cent_and_nothing_else)
{
	char path[] = "a%0Ab%0dc%25d%2525%7E%2%";

	tz_bag_decode_percent(path);
	ck_assert_str_eq(path, "a\nb\rc%d%25%7E%2%");
}
END_TEST

START_TEST(a_per_cent_sign_is_bare_where_no_code_begins)
{
	static const char *const bare[] = {"%", "5%", "%7E", "%2", "%0", "%25%", "%%25", "%0g", "%a0"};
	static const char *const encoded[] = {"", "x", "%25", "%0A", "%0a", "%0D", "%0d", "a%25%25", "%257E"};

	for (size_t i = 0; i < sizeof bare / sizeof bare[0]; i++)
		ck_assert_msg(tz_bag_has_bare_percent(bare[i]), "%s", bare[i]);
	for (size_t i = 0; i < sizeof encoded / sizeof encoded[0]; i++)
		ck_assert_msg(!tz_bag_has_bare_percent(encoded[i]), "%s", encoded[i]);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_percent");

	suite_add_behaviour(suite, "codes", TESTS(decodes_line_breaks_and_per_cent_and_nothing_else,
		a_per_cent_sign_is_bare_where_no_code_begins));
	return suite;
}
