/* SPDX-License-Identifier: MIT */
/* test_version.c: the version at compile time and at run time. */
#include <taizhang/version.h>

#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/text.h"
#include "harness/assert.h"
#include "harness/suite.h"

START_TEST(the_linked_library_is_the_one_of_the_header)
{
	char numbers[64];

	snprintf(numbers, sizeof numbers, "%d.%d.%d", TAIZHANG_VERSION_MAJOR, TAIZHANG_VERSION_MINOR,
		 TAIZHANG_VERSION_PATCH);
	ck_assert_str_eq(taizhang_version(), TAIZHANG_VERSION);
	ck_assert_int_eq(strncmp(taizhang_version(), numbers, strlen(numbers)), 0);
}
END_TEST

START_TEST(the_details_name_each_foreign_library_on_one_line)
{
	const char *details = taizhang_version_details();

	ck_assert_ptr_nonnull(strstr(details, "libcrypto "));
	ck_assert_ptr_nonnull(strstr(details, tz_digest_library_version()));
	ck_assert_ptr_nonnull(strstr(details, "utf8proc "));
	ck_assert_ptr_nonnull(strstr(details, tz_text_library_version()));
	ck_assert_ptr_null(strchr(details, '\n'));
	ck_assert_ptr_eq(details, taizhang_version_details());
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("version");
	TCase *tells = tcase_create("tells");

	tcase_add_test(tells, the_linked_library_is_the_one_of_the_header);
	tcase_add_test(tells, the_details_name_each_foreign_library_on_one_line);
	suite_add_tcase(suite, tells);
	return suite;
}
