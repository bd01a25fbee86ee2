/* SPDX-License-Identifier: MIT */
/* test_folder.c: folders on disk. */
#include "base/folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
}

static void has(const char *path, const char *text)
{
	char *data = temp_read(path, NULL);

	ck_assert_str_eq(data, text);
	free(data);
}

START_TEST(a_second_lock_is_refused_until_the_first_is_closed)
{
	const char *folder = temp_path("held");
	int fd, again;

	ck_assert_int_eq(mkdir(folder, 0777), 0);
	fd = tz_folder_lock(folder, &err);
	ck_assert_int_ge(fd, 0);
	again = tz_folder_lock(folder, &err);
	ck_assert_int_eq(again, -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(taizhang_error_id(&err), "locked");
	close(fd);
	fd = tz_folder_lock(folder, NULL);
	ck_assert_int_ge(fd, 0);
	close(fd);
	/* It has left no file. */
	ck_assert_int_eq(rmdir(temp_path("held")), 0);
}
END_TEST

START_TEST(a_lock_dies_with_its_process)
{
	const char *folder = temp_dir();
	pid_t child = fork();
	int status, fd;

	/* leaves without closing */
	if (child == 0)
		_exit(tz_folder_lock(folder, NULL) >= 0 ? 0 : 1);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(WEXITSTATUS(status), 0);
	fd = tz_folder_lock(temp_dir(), &err);
	ck_assert_int_ge(fd, 0);
	close(fd);
}
END_TEST

START_TEST(only_a_folder_can_be_locked)
{
	ck_assert_int_eq(tz_folder_lock(temp_write_text("a", ""), &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-directory");
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_folder_lock(temp_path("missing"), &err), -1);
	ck_assert_int_eq(err.sys_errno, ENOENT);
}
END_TEST

START_TEST(a_folder_can_be_synced_and_a_file_cannot)
{
	tz_assert_ok(tz_folder_sync(temp_dir(), &err), &err);
	ck_assert_int_eq(tz_folder_sync(temp_write_text("a", ""), &err), -1);
	ck_assert_int_eq(err.sys_errno, ENOTDIR);
}
END_TEST

START_TEST(missing_folders_are_made_and_those_there_are_taken)
{
	struct stat status;

	tz_assert_ok(tz_folder_make(temp_path("一/二//三/"), NULL, &err), &err);
	ck_assert_int_eq(stat(temp_path("一/二/三"), &status), 0);
	ck_assert(S_ISDIR(status.st_mode));
	tz_assert_ok(tz_folder_make(temp_path("一/二/三"), NULL, &err), &err);
	tz_assert_ok(tz_folder_make("/", NULL, &err), &err);
	tz_assert_ok(tz_folder_make("", NULL, &err), &err);
}
END_TEST

START_TEST(a_file_in_the_way_is_told)
{
	temp_write_text("a", "");
	ck_assert_int_eq(tz_folder_make(temp_path("a"), NULL, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-directory");
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_folder_make(temp_path("a/b"), NULL, &err), -1);
	ck_assert_str_eq(err.where, temp_path("a"));
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_folder_make("/proc/no/such", NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
}
END_TEST

START_TEST(a_tree_is_removed_and_what_its_links_point_to_is_not)
{
	const char *kept = temp_write_text("kept/file", "x");

	temp_write_text("tree/a/b/c", "x");
	temp_write_text("tree/d", "x");
	ck_assert_int_eq(symlink("../kept", temp_path("tree/link")), 0);
	ck_assert_int_eq(symlink("../../kept/file", temp_path("tree/a/link")), 0);
	ck_assert_int_eq(tz_folder_remove(temp_path("tree")), 0);
	has(kept, "x");
	ck_assert_int_eq(symlink("kept", temp_path("link")), 0);
	ck_assert_int_eq(tz_folder_remove(temp_path("link")), 0);
	has(kept, "x");
	ck_assert_int_eq(tz_folder_remove(temp_path("missing")), -1);
}
END_TEST

START_TEST(what_was_made_is_told_synced_and_taken_back)
{
	const char *path = temp_path("old/a//b/c/");
	size_t made = 99;

	tz_assert_ok(tz_folder_make(temp_path("old"), NULL, &err), &err);
	tz_assert_ok(tz_folder_make(path, &made, &err), &err);
	ck_assert_uint_eq(made, strlen(temp_path("old/a")));
	tz_assert_ok(tz_folder_sync_made(path, made, &err), &err);
	tz_folder_take_back(path, made);
	temp_assert_holds(".", "old/ ");
	tz_assert_ok(tz_folder_make(temp_path("old"), &made, &err), &err);
	ck_assert_uint_eq(made, 0);
	tz_assert_ok(tz_folder_sync_made(temp_path("old"), made, &err), &err);
	tz_folder_take_back(temp_path("old"), made);
	temp_assert_holds(".", "old/ ");
}
END_TEST

START_TEST(only_empty_folders_are_taken_back)
{
	const char *path = temp_path("a/b/c");
	size_t made;

	tz_assert_ok(tz_folder_make(path, &made, &err), &err);
	temp_write_text("a/b/mine", "x");
	tz_folder_take_back(path, made);
	temp_assert_holds(".", "a/ a/b/ a/b/mine ");
}
END_TEST

START_TEST(what_cannot_be_made_whole_is_not_begun)
{
	char name[320] = "a/b/";

	memset(name + 4, 'x', 300);
	ck_assert_int_eq(tz_folder_make(temp_path(name), NULL, &err), -1);
	ck_assert_int_eq(err.sys_errno, ENAMETOOLONG);
	temp_assert_holds(".", "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("folder");
	TCase *locks = tcase_create("locks"), *folders = tcase_create("folders");

	tcase_add_checked_fixture(locks, setup, temp_remove);
	tcase_add_test(locks, a_second_lock_is_refused_until_the_first_is_closed);
	tcase_add_test(locks, a_lock_dies_with_its_process);
	tcase_add_test(locks, only_a_folder_can_be_locked);
	suite_add_tcase(suite, locks);
	tcase_add_checked_fixture(folders, setup, temp_remove);
	tcase_add_test(folders, a_folder_can_be_synced_and_a_file_cannot);
	tcase_add_test(folders, missing_folders_are_made_and_those_there_are_taken);
	tcase_add_test(folders, a_file_in_the_way_is_told);
	tcase_add_test(folders, a_tree_is_removed_and_what_its_links_point_to_is_not);
	tcase_add_test(folders, what_was_made_is_told_synced_and_taken_back);
	tcase_add_test(folders, only_empty_folders_are_taken_back);
	tcase_add_test(folders, what_cannot_be_made_whole_is_not_begun);
	suite_add_tcase(suite, folders);
	return suite;
}
