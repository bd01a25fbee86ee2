/* SPDX-License-Identifier: MIT */
/* test_entry_judge.c: which entries are refused, and why; which are only told. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "package/bag_case.h"
#include "package/entry_judge.h"

static struct tz_entry_judge judge;
static struct taizhang_findings *findings;

static void setup(void)
{
	judge = (struct tz_entry_judge){0};
	findings = taizhang_findings_new(NULL);
}

static void teardown(void)
{
	tz_entry_judge_free(&judge);
	taizhang_findings_free(findings);
}

/* Judges a path that lives as long as the test. */
static int judges(const char *path, enum tz_entry_type type)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	int taken = tz_entry_judge(&judge, path, type, false, findings, &err);

	ck_assert_int_ge(taken, 0);
	return taken;
}

static void finds(const char *expected)
{
	char *ids = bag_ids(findings);

	ck_assert_str_eq(ids, expected);
	free(ids);
}

static const struct {
	const char *path, *expected;
} refused[] = {
	{"", "entry-empty"},
	{"a//b", "entry-empty"},
	{"/etc/passwd", "entry-absolute"},
	{"\\\\server\\share", "entry-absolute"},
	{"C:/x", "entry-absolute"},
	{"..", "entry-dot"},
	{"a/../b", "entry-dot"},
	{"a/./b", "entry-dot"},
	{"a\\b", "entry-backslash"},
	{"a\nb", "entry-control"},
	{"a\x7F", "entry-control"},
	{"\xB2\xC4", "entry-encoding"},
};

START_TEST(an_unsafe_name_is_refused_for_the_right_reason)
{
	ck_assert_int_eq(judges(refused[_i].path, TZ_ENTRY_FILE), 0);
	finds(refused[_i].expected);
}
END_TEST

START_TEST(a_component_may_have_255_bytes_and_no_more)
{
	char name[257];

	memset(name, 'a', 256);
	name[255] = '\0';
	ck_assert_int_eq(judges(name, TZ_ENTRY_FILE), 1);
	finds("");
	name[255] = 'a';
	name[256] = '\0';
	ck_assert_int_eq(judges(name, TZ_ENTRY_FILE), 0);
	finds("entry-long");
}
END_TEST

START_TEST(a_path_may_be_64_deep_and_no_more)
{
	static char path[2 * 65];

	for (size_t i = 0; i < 65; i++)
		memcpy(path + 2 * i, i < 64 ? "a/" : "a", 2);
	path[2 * 64 - 1] = '\0';
	ck_assert_int_eq(judges(path, TZ_ENTRY_FILE), 1);
	path[2 * 64 - 1] = '/';
	ck_assert_int_eq(judges(path, TZ_ENTRY_FILE), 0);
	finds("entry-long");
}
END_TEST

START_TEST(links_and_special_files_and_encrypted_ones_are_refused)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	ck_assert_int_eq(judges("a", TZ_ENTRY_LINK), 0);
	ck_assert_int_eq(judges("b", TZ_ENTRY_SPECIAL), 0);
	ck_assert_int_eq(tz_entry_judge(&judge, "c", TZ_ENTRY_FILE, true, findings, &err), 0);
	finds("entry-encrypted entry-link entry-special");
}
END_TEST

START_TEST(a_folder_may_come_twice_but_a_file_may_not)
{
	ck_assert_int_eq(judges("a", TZ_ENTRY_DIRECTORY), 1);
	ck_assert_int_eq(judges("a", TZ_ENTRY_DIRECTORY), 1);
	ck_assert_int_eq(judges("a/b", TZ_ENTRY_FILE), 1);
	finds("");
	ck_assert_int_eq(judges("a/b", TZ_ENTRY_FILE), 0);
	finds("entry-duplicate");
}
END_TEST

START_TEST(a_file_cannot_be_a_folder_too)
{
	ck_assert_int_eq(judges("a", TZ_ENTRY_FILE), 1);
	ck_assert_int_eq(judges("a/b", TZ_ENTRY_FILE), 0);
	finds("entry-conflict");
	ck_assert_int_eq(judges("a", TZ_ENTRY_DIRECTORY), 0);
	ck_assert_int_eq(judges("c/d", TZ_ENTRY_FILE), 1);
	ck_assert_int_eq(judges("c", TZ_ENTRY_FILE), 0);
	finds("entry-conflict");
	ck_assert_uint_eq(taizhang_findings_num(findings), 3);
}
END_TEST

START_TEST(names_that_collide_on_some_desktop_are_told_but_taken)
{
	ck_assert_int_eq(judges("A/x", TZ_ENTRY_FILE), 1);
	ck_assert_int_eq(judges("a/y", TZ_ENTRY_FILE), 1);
	finds("entry-collision");
	ck_assert_str_eq(taizhang_finding_file(taizhang_findings_get(findings, 0)), "a");
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 0)), "A");
	ck_assert_int_eq(judges("a/z", TZ_ENTRY_FILE), 1);
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
}
END_TEST

START_TEST(devices_of_windows_are_told_wherever_they_stand)
{
	ck_assert_int_eq(judges("data/con/x.txt", TZ_ENTRY_FILE), 1);
	finds("entry-device");
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 0)), "con");
}
END_TEST

static const struct {
	const char *path, *found;
} unseen[] = {
	{"data/通知\u202Exslx.exe", "U+202E"},
	{"data/\u2066a\u2069.txt", "U+2066"},
	{"data/\u061Ca", "U+061C"},
	{"data/a\u200Bb", "U+200B"},
	{"\uFEFFdata/a", "U+FEFF"},
	{"da\u200Eta/a", "U+200E"},
};

START_TEST(marks_that_nobody_sees_are_told_but_taken)
{
	const struct taizhang_finding *finding;

	ck_assert_int_eq(judges(unseen[_i].path, TZ_ENTRY_FILE), 1);
	finds("entry-direction");
	finding = taizhang_findings_get(findings, 0);
	ck_assert_int_eq(taizhang_finding_severity(finding), TAIZHANG_WARNING);
	ck_assert_str_eq(taizhang_finding_file(finding), unseen[_i].path);
	ck_assert_str_eq(taizhang_finding_found(finding), unseen[_i].found);
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
}
END_TEST

START_TEST(an_entry_that_is_refused_is_told_of_once)
{
	ck_assert_int_eq(judges("../\u202Ea", TZ_ENTRY_FILE), 0);
	ck_assert_int_eq(judges("\u202Ea", TZ_ENTRY_LINK), 0);
	finds("entry-dot entry-link");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("entry_judge");
	TCase *refuses = tcase_create("refuses"), *neighbours = tcase_create("neighbours");

	tcase_add_checked_fixture(refuses, setup, teardown);
	tcase_add_checked_fixture(neighbours, setup, teardown);
	tcase_add_loop_test(refuses, an_unsafe_name_is_refused_for_the_right_reason, 0,
			    sizeof refused / sizeof refused[0]);
	tcase_add_test(refuses, a_component_may_have_255_bytes_and_no_more);
	tcase_add_test(refuses, a_path_may_be_64_deep_and_no_more);
	tcase_add_test(refuses, links_and_special_files_and_encrypted_ones_are_refused);
	tcase_add_test(neighbours, a_folder_may_come_twice_but_a_file_may_not);
	tcase_add_test(neighbours, a_file_cannot_be_a_folder_too);
	tcase_add_test(neighbours, names_that_collide_on_some_desktop_are_told_but_taken);
	tcase_add_test(neighbours, devices_of_windows_are_told_wherever_they_stand);
	tcase_add_loop_test(neighbours, marks_that_nobody_sees_are_told_but_taken, 0, sizeof unseen / sizeof unseen[0]);
	tcase_add_test(refuses, an_entry_that_is_refused_is_told_of_once);
	suite_add_tcase(suite, refuses);
	suite_add_tcase(suite, neighbours);
	return suite;
}
