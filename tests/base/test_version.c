/* SPDX-License-Identifier: MIT */
/* test_version.c: the version at compile time and at run time. */
#include <taizhang/version.h>

#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/json.h"
#include "base/member.h"
#include "base/text.h"
#include "base/xml_read.h"
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

	const char *rows[][2] = {
		{"libarchive", tz_member_library_version()}, {"zlib", tz_member_zlib_version()},
		{"libxml2", tz_xml_library_version()},
		{"libcrypto", tz_digest_library_version()}, {"jansson", tz_json_library_version()},
		{"utf8proc", tz_text_library_version()},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char part[128];

		ck_assert_int_ge(rows[i][1][0], '0');
		ck_assert_int_le(rows[i][1][0], '9');
		snprintf(part, sizeof part, "%s %s", rows[i][0], rows[i][1]);
		ck_assert_ptr_nonnull(strstr(details, part));
	}
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
