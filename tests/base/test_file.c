/* SPDX-License-Identifier: MIT */
/* test_file.c: files on disk. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct tz_buffer out;
static struct taizhang_error err;

static void setup(void)
{
	out = (struct tz_buffer)TZ_BUFFER_INIT;
	taizhang_error_clear(&err);
}

static void teardown(void)
{
	temp_remove();
	tz_buffer_free(&out);
}

static void has(const char *path, const char *text)
{
	char *data = temp_read(path, NULL);

	ck_assert_str_eq(data, text);
	free(data);
}

/* Nothing is in the test's folder but this many names. */
static void names(int expected)
{
	ck_assert_int_eq(temp_shell("test \"$(ls -A '%s' | wc -l)\" -eq %d", temp_dir(), expected), 0);
}

START_TEST(a_file_is_read_whole)
{
	static char big[200000];

	memset(big, 'x', sizeof big);
	big[0] = '\0';
	tz_assert_ok(tz_file_read(temp_write("大", big, sizeof big), sizeof big, &out, &err), &err);
	ck_assert_uint_eq(out.size, sizeof big);
	ck_assert_mem_eq(out.data, big, sizeof big);
	out.size = 0;
	tz_assert_ok(tz_file_read(temp_write("empty", "", 0), 0, &out, &err), &err);
	ck_assert_uint_eq(out.size, 0);
}
END_TEST

START_TEST(a_file_is_opened_in_a_folder_and_closed_for_children)
{
	int folder, fd;

	temp_write_text("a/b", "x");
	folder = tz_file_open(AT_FDCWD, temp_path("a"), O_RDONLY | O_DIRECTORY);
	fd = tz_file_open(folder, "b", O_RDONLY);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_ne(fcntl(fd, F_GETFD) & FD_CLOEXEC, 0);
	ck_assert_int_eq(tz_file_sync(fd), 0);
	ck_assert_int_eq(tz_file_open(folder, "c", O_RDONLY), -1);
	ck_assert_int_eq(errno, ENOENT);
	close(fd);
	close(folder);
}
END_TEST

START_TEST(a_file_over_the_limit_is_not_read)
{
	const char *path = temp_write_text("five", "12345");

	tz_buffer_text_add(&out, "kept");
	ck_assert_int_eq(tz_file_read(path, 4, &out, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	ck_assert_int_eq(err.number, 4);
	ck_assert_str_eq(tz_buffer_text(&out), "kept");
	taizhang_error_clear(&err);
	tz_assert_ok(tz_file_read(path, 5, &out, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&out), "kept12345");
}
END_TEST

START_TEST(a_file_that_says_it_is_empty_and_is_not_has_the_limit_too)
{
	/* The size of files in /proc is 0 until they are read. */
	if (access("/proc/self/status", R_OK) != 0)
		return;
	tz_assert_ok(tz_file_read("/proc/self/status", 100000, &out, &err), &err);
	ck_assert_uint_gt(out.size, 10);
	ck_assert_int_eq(tz_file_read("/proc/self/status", 10, &out, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
}
END_TEST

START_TEST(what_is_no_file_is_refused_without_waiting)
{
	ck_assert_int_eq(mkfifo(temp_path("pipe"), 0600), 0);
	ck_assert_int_eq(tz_file_read(temp_path("pipe"), 10, &out, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-file");
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_file_read(temp_dir(), 10, &out, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-file");
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_file_read(temp_path("missing"), 10, &out, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(err.sys_errno, ENOENT);
	ck_assert_str_eq(err.where, temp_path("missing"));
}
END_TEST

START_TEST(a_file_is_made_or_replaced_whole)
{
	const char *path = temp_path("台账.xml");

	tz_assert_ok(tz_file_replace(path, "one", 3, &err), &err);
	has(path, "one");
	tz_assert_ok(tz_file_replace(path, "two!", 4, &err), &err);
	has(path, "two!");
	tz_assert_ok(tz_file_replace(path, "", 0, &err), &err);
	has(path, "");
	names(1);
}
END_TEST

START_TEST(the_old_file_is_there_until_the_commit)
{
	struct tz_replace r;
	const char *path = temp_write_text("a", "old");

	tz_assert_ok(tz_replace_begin(&r, path, false, &err), &err);
	tz_assert_ok(tz_replace_write(&r, "new", 3, &err), &err);
	has(path, "old");
	names(r.nameless ? 1 : 2);
	tz_assert_ok(tz_replace_commit(&r, &err), &err);
	has(path, "new");
	names(1);
	ck_assert_int_eq(r.fd, -1);
	tz_replace_abort(&r);
	has(path, "new");
}
END_TEST

/* Killed in the middle of writing: where the file system has files without a name, nothing is left at all. */
START_TEST(a_killed_process_leaves_the_old_file)
{
	const char *path = temp_write_text("a", "old");
	struct tz_replace r;
	pid_t child = fork();
	int status;

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		if (tz_replace_begin(&r, path, false, NULL) == 0 && tz_replace_write(&r, "new", 3, NULL) == 0)
			_exit(r.nameless ? 1 : 2);
		_exit(3);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) < 3);
	has(path, "old");
	names(WEXITSTATUS(status));
}
END_TEST

START_TEST(what_is_prepared_is_not_in_its_place_yet)
{
	const char *path = temp_write_text("a", "old");
	struct tz_replace r;

	tz_assert_ok(tz_replace_begin(&r, path, false, &err), &err);
	tz_assert_ok(tz_replace_write(&r, "new", 3, &err), &err);
	tz_assert_ok(tz_replace_prepare(&r, &err), &err);
	has(path, "old");
	tz_assert_ok(tz_replace_commit(&r, &err), &err);
	has(path, "new");
	names(1);
}
END_TEST

START_TEST(an_aborted_replacement_leaves_nothing)
{
	struct tz_replace r = TZ_REPLACE_INIT;

	tz_replace_abort(&r);
	tz_assert_ok(tz_replace_begin(&r, temp_path("a"), false, &err), &err);
	tz_assert_ok(tz_replace_write(&r, "new", 3, &err), &err);
	tz_replace_abort(&r);
	names(0);
}
END_TEST

START_TEST(the_temporary_is_hidden_beside_its_target_and_told_by_its_name)
{
	struct tz_replace r;
	char name[256];

	/* as long as a name can be */
	memset(name, 'n', sizeof name);
	name[255] = '\0';
	tz_assert_ok(tz_replace_begin(&r, temp_path(name), false, &err), &err);
	ck_assert_int_eq(strncmp(r.temporary, temp_path(TZ_FILE_TEMPORARY), strlen(temp_path(TZ_FILE_TEMPORARY))),
			 0);
	tz_assert_ok(tz_replace_commit(&r, &err), &err);
	names(1);
}
END_TEST

START_TEST(a_bare_name_is_in_the_working_folder)
{
	char before[4096];

	ck_assert_ptr_nonnull(getcwd(before, sizeof before));
	ck_assert_int_eq(chdir(temp_dir()), 0);
	tz_assert_ok(tz_file_replace("bare", "x", 1, &err), &err);
	has(temp_path("bare"), "x");
	names(1);
	ck_assert_int_eq(chdir(before), 0);
}
END_TEST

START_TEST(modes_are_those_of_the_old_file)
{
	const char *path = temp_write_text("a", "old");
	struct stat status;

	ck_assert_int_eq(chmod(path, 0640), 0);
	tz_assert_ok(tz_file_replace(path, "new", 3, &err), &err);
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_int_eq(status.st_mode & 07777, 0640);
}
END_TEST

START_TEST(modes_of_a_new_file_follow_the_umask)
{
	struct stat status;
	mode_t before = umask(027);

	tz_assert_ok(tz_file_replace(temp_path("a"), "new", 3, &err), &err);
	ck_assert_int_eq(stat(temp_path("a"), &status), 0);
	ck_assert_int_eq(status.st_mode & 07777, 0640);
	umask(before);
}
END_TEST

START_TEST(a_link_is_replaced_and_what_it_points_to_is_not)
{
	const char *path = temp_write_text("real", "old");

	ck_assert_int_eq(symlink("real", temp_path("link")), 0);
	tz_assert_ok(tz_file_replace(temp_path("link"), "new", 3, &err), &err);
	has(path, "old");
	has(temp_path("link"), "new");
}
END_TEST

START_TEST(a_target_that_cannot_be_replaced_is_refused_at_once)
{
	struct tz_replace r;

	ck_assert_int_eq(tz_replace_begin(&r, temp_dir(), false, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-file");
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_replace_begin(&r, temp_path("no/folder"), false, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(err.sys_errno, ENOENT);
	ck_assert_str_eq(err.where, temp_path("no/folder"));
	ck_assert_int_eq(tz_file_replace(temp_path("no/folder"), "x", 1, NULL), -1);
	names(0);
}
END_TEST

START_TEST(an_exclusive_target_is_never_overwritten)
{
	struct tz_replace r;
	const char *path = temp_write_text("a", "old");

	ck_assert_int_eq(tz_replace_begin(&r, path, true, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(taizhang_error_id(&err), "file-exists");
	taizhang_error_clear(&err);
	ck_assert_int_eq(symlink("nowhere", temp_path("link")), 0);
	ck_assert_int_eq(tz_replace_begin(&r, temp_path("link"), true, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	has(path, "old");
	names(2);
}
END_TEST

START_TEST(an_exclusive_target_that_came_meanwhile_is_never_overwritten)
{
	struct tz_replace r;

	tz_assert_ok(tz_replace_begin(&r, temp_path("a"), true, &err), &err);
	tz_assert_ok(tz_replace_write(&r, "mine", 4, &err), &err);
	temp_write_text("a", "theirs");
	ck_assert_int_eq(tz_replace_commit(&r, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	has(temp_path("a"), "theirs");
	names(1);
}
END_TEST

START_TEST(an_exclusive_target_that_is_free_is_made)
{
	struct tz_replace r;

	tz_assert_ok(tz_replace_begin(&r, temp_path("a"), true, &err), &err);
	tz_assert_ok(tz_replace_write(&r, "mine", 4, &err), &err);
	tz_assert_ok(tz_replace_commit(&r, &err), &err);
	has(temp_path("a"), "mine");
	names(1);
}
END_TEST

START_TEST(a_full_disk_is_told)
{
	struct tz_replace r = {.fd = open("/dev/full", O_WRONLY), .target = strdup("x")};

	if (r.fd >= 0) {
		ck_assert_int_eq(tz_replace_write(&r, "x", 1, &err), -1);
		ck_assert_int_eq(err.sys_errno, ENOSPC);
		ck_assert_str_eq(taizhang_error_id(&err), "file-write");
	}
	tz_replace_abort(&r);
}
END_TEST

static bool is_inside(const char *path, const char *folder)
{
	bool inside;

	tz_assert_ok(tz_file_is_inside(path, folder, &inside, &err), &err);
	return inside;
}

START_TEST(what_may_be_lost_is_replaced_too)
{
	struct tz_replace replace = TZ_REPLACE_INIT;
	char *text;

	temp_write_text("a", "old");
	tz_assert_ok(tz_replace_begin(&replace, temp_path("a"), false, &err), &err);
	replace.unsynced = true;
	tz_assert_ok(tz_replace_write(&replace, "new", 3, &err), &err);
	tz_assert_ok(tz_replace_commit(&replace, &err), &err);
	text = temp_read(temp_path("a"), NULL);
	ck_assert_str_eq(text, "new");
	free(text);
	temp_assert_holds("", "a ");
}
END_TEST

START_TEST(what_lies_in_a_folder_is_told_through_links_and_dots)
{
	const char *folder = temp_path("a"), *link = temp_path("link");

	temp_write_text("a/b/file", "x");
	temp_write_text("ab/file", "x");
	ck_assert_int_eq(symlink("a/b", link), 0);
	ck_assert(is_inside(temp_path("a/file"), folder));
	ck_assert(is_inside(temp_path("a/b/not there"), folder));
	ck_assert(is_inside(temp_path("ab/../a/file"), folder));
	ck_assert(is_inside(temp_path("link/file"), folder));
	ck_assert(!is_inside(temp_path("ab/file"), folder));
	ck_assert(!is_inside(temp_path("a/../file"), folder));
	ck_assert(!is_inside(folder, folder));
	ck_assert(!is_inside("file", folder));
	ck_assert(!is_inside(temp_path("nowhere/file"), temp_path("nowhere")));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("file");
	TCase *reads = tcase_create("reads"), *replaces = tcase_create("replaces");
	TCase *folders = tcase_create("folders");

	tcase_add_checked_fixture(reads, setup, teardown);
	tcase_add_test(reads, a_file_is_read_whole);
	tcase_add_test(reads, a_file_is_opened_in_a_folder_and_closed_for_children);
	tcase_add_test(reads, a_file_over_the_limit_is_not_read);
	tcase_add_test(reads, a_file_that_says_it_is_empty_and_is_not_has_the_limit_too);
	tcase_add_test(reads, what_is_no_file_is_refused_without_waiting);
	suite_add_tcase(suite, reads);
	tcase_add_checked_fixture(replaces, setup, teardown);
	tcase_add_test(replaces, a_file_is_made_or_replaced_whole);
	tcase_add_test(replaces, what_may_be_lost_is_replaced_too);
	tcase_add_test(replaces, the_old_file_is_there_until_the_commit);
	tcase_add_test(replaces, a_killed_process_leaves_the_old_file);
	tcase_add_test(replaces, what_is_prepared_is_not_in_its_place_yet);
	tcase_add_test(replaces, an_aborted_replacement_leaves_nothing);
	tcase_add_test(replaces, the_temporary_is_hidden_beside_its_target_and_told_by_its_name);
	tcase_add_test(replaces, a_bare_name_is_in_the_working_folder);
	tcase_add_test(replaces, modes_are_those_of_the_old_file);
	tcase_add_test(replaces, modes_of_a_new_file_follow_the_umask);
	tcase_add_test(replaces, a_link_is_replaced_and_what_it_points_to_is_not);
	tcase_add_test(replaces, a_target_that_cannot_be_replaced_is_refused_at_once);
	tcase_add_test(replaces, an_exclusive_target_is_never_overwritten);
	tcase_add_test(replaces, an_exclusive_target_that_came_meanwhile_is_never_overwritten);
	tcase_add_test(replaces, an_exclusive_target_that_is_free_is_made);
	tcase_add_test(replaces, a_full_disk_is_told);
	suite_add_tcase(suite, replaces);
	tcase_add_checked_fixture(folders, setup, teardown);
	tcase_add_test(folders, what_lies_in_a_folder_is_told_through_links_and_dots);
	suite_add_tcase(suite, folders);
	return suite;
}
