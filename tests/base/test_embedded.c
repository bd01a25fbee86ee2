/* SPDX-License-Identifier: MIT */
/* test_embedded.c: the files compiled into the library. */
#include "base/embedded.h"

#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

START_TEST(each_file_is_found_by_its_name_and_ends_with_nul)
{
	for (const struct tz_embedded *file = tz_embedded_files; file->name; file++) {
		ck_assert_ptr_eq(tz_embedded_find(file->name), file);
		ck_assert_uint_gt(file->size, 0);
		ck_assert_uint_eq(file->data[file->size], 0);
	}
}
END_TEST

START_TEST(a_name_that_is_not_there_is_not_found)
{
	ck_assert_ptr_null(tz_embedded_find("schema"));
	ck_assert_ptr_null(tz_embedded_find(""));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("embedded");
	TCase *finds = tcase_create("finds");

	tcase_add_test(finds, each_file_is_found_by_its_name_and_ends_with_nul);
	tcase_add_test(finds, a_name_that_is_not_there_is_not_found);
	suite_add_tcase(suite, finds);
	return suite;
}
