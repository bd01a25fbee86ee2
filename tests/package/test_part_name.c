/* SPDX-License-Identifier: MIT */
/* test_part_name.c: tests of lib/package/part_name.c. */
#include "package/part_name.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/path.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct taizhang_error err;
static char visited[512];

static void set_up(void)
{
	taizhang_error_clear(&err);
	visited[0] = '\0';
}

static void tear_down(void)
{
	temp_remove();
}

START_TEST(as_many_digits_as_sort_by_name)
{
	char text[TZ_PART_SUFFIX_SIZE];

	ck_assert_str_eq(tz_part_suffix(1, 3, text), "-1of3");
	ck_assert_str_eq(tz_part_suffix(9, 9, text), "-9of9");
	ck_assert_str_eq(tz_part_suffix(1, 12, text), "-01of12");
	ck_assert_str_eq(tz_part_suffix(12, 999, text), "-012of999");
}
END_TEST

START_TEST(the_number_stands_before_the_ending)
{
	static const struct {
		const char *target, *path;
	} cases[] = {
		{"a.zip", "a-2of3.zip"}, {"/x.y/包头市 v1.0.TAR.GZ", "/x.y/包头市 v1.0-2of3.TAR.GZ"},
		{"a.tgz", "a-2of3.tgz"}, {"a.tar", "a-2of3.tar"}, {"a.tar.zst", "a-2of3.tar.zst"},
		{"folder.zip/package", "folder.zip/package-2of3"}, {"a.zip.zip", "a.zip-2of3.zip"}, {".zip", ".zip-2of3"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *path = tz_part_path(cases[i].target, 2, 3, &err);

		tz_assert_ptr(path, &err);
		ck_assert_str_eq(path, cases[i].path);
		free(path);
	}
}
END_TEST

START_TEST(what_is_no_part_keeps_its_name)
{
	char *path = tz_part_path("x/a.zip", 0, 0, &err);

	ck_assert_str_eq(path, "x/a.zip");
	free(path);
}
END_TEST

static int visit(void *context, const char *path, struct taizhang_error *e)
{
	if (context)
		return tz_error_set(e, TAIZHANG_E_STATE, TZ_MSG_PACK_BESIDE, path);
	ck_assert_int_eq(strncmp(path, temp_dir(), strlen(temp_dir())), 0);
	strcat(visited, tz_path_base(path));
	strcat(visited, " ");
	return 0;
}

/* Files that are of the set and files that look nearly so. */
static const char *make_files(void)
{
	static const char *const names[] = {
		"a.zip", "a-1of3.zip", "a-2of3.zip", "a-1of2.zip", "a-01of12.zip", "a-1of3.tar", "a-x-1of2.zip", "a-of2.zip", "a-1of.zip",
		"a-1of2.zip.bak", "b-1of2.zip", "a-0of2.zip", "a-1-of-2.zip", "a1of2.zip",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		temp_write_text(names[i], "");
	temp_write_text("a-folder/a-1of2.zip", "");
	return temp_path("a.zip");
}

START_TEST(others_beside_are_those_of_another_number)
{
	const char *target = make_files();

	tz_assert_ok(tz_part_others(target, 3, visit, NULL, &err), &err);
	ck_assert_str_eq(visited, "a-01of12.zip a-1of2.zip a.zip ");
}
END_TEST

START_TEST(beside_a_single_package_they_are_all_parts)
{
	const char *target = make_files();

	tz_assert_ok(tz_part_others(target, 0, visit, NULL, &err), &err);
	ck_assert_str_eq(visited, "a-01of12.zip a-1of2.zip a-1of3.zip a-2of3.zip ");
}
END_TEST

START_TEST(a_visitor_that_stops_stops_the_search)
{
	const char *target = make_files();

	ck_assert_int_eq(tz_part_others(target, 3, visit, visited, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(err.where, temp_path("a-01of12.zip"));
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_an_error)
{
	ck_assert_int_eq(tz_part_others(temp_path("nowhere/a.zip"), 3, visit, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("part_name");
	TCase *names = tcase_create("names");

	tcase_add_checked_fixture(names, set_up, tear_down);
	tcase_add_test(names, as_many_digits_as_sort_by_name);
	tcase_add_test(names, the_number_stands_before_the_ending);
	tcase_add_test(names, what_is_no_part_keeps_its_name);
	tcase_add_test(names, others_beside_are_those_of_another_number);
	tcase_add_test(names, beside_a_single_package_they_are_all_parts);
	tcase_add_test(names, a_visitor_that_stops_stops_the_search);
	tcase_add_test(names, a_folder_that_is_not_there_is_an_error);
	suite_add_tcase(suite, names);
	return suite;
}
