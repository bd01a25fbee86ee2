/* SPDX-License-Identifier: MIT */
/* test_unpack_target.c: tests of lib/package/unpack_target.c: all of it arrives, or nothing is left. */
#include "package/unpack_target.h"

#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

#define NOBODY 65534

static struct taizhang_error err;
static struct tz_unpack_target *target;

static void set_up(void)
{
	taizhang_error_clear(&err);
	target = NULL;
}

static void open_target(const char *name)
{
	target = tz_unpack_target_open(temp_path(name), &err);
	tz_assert_ptr(target, &err);
}

static void write_file(const char *path, const char *text, size_t size)
{
	tz_assert_ok(tz_unpack_target_begin(target, path, &err), &err);
	tz_assert_ok(tz_unpack_target_write(target, text, size, &err), &err);
	tz_assert_ok(tz_unpack_target_end(target, &err), &err);
}

static void commit(const char *const *paths, size_t num)
{
	tz_assert_ok(tz_unpack_target_commit(target, paths, num, &err), &err);
	tz_unpack_target_free(target);
}

static void assert_not_opened(const char *path, int code, const char *where)
{
	ck_assert_ptr_null(tz_unpack_target_open(path, &err));
	tz_assert_code(&err, code);
	ck_assert_str_eq(err.where, where);
}

START_TEST(what_is_committed_lies_in_a_folder_that_was_made)
{
	static const char *const parts[] = {"bag/一", "bag/b.txt"};

	open_target("out");
	write_file("bag/一/二/a.txt", "hello", 5);
	write_file("bag/一/c.txt", "", 0);
	write_file("bag/b.txt", "b", 1);
	write_file("left.txt", "left", 4);
	commit(parts, 2);
	temp_assert_holds("out", "b.txt 一/ 一/c.txt 一/二/ 一/二/a.txt ");
	ck_assert_int_eq(temp_shell("test \"$(cat '%s')\" = hello", temp_path("out/一/二/a.txt")), 0);
}
END_TEST

START_TEST(what_is_committed_lies_in_an_empty_folder_that_was_there)
{
	static const char *const parts[] = {"a.txt"};

	ck_assert_int_eq(mkdir(temp_path("out"), 0700), 0);
	open_target("out/");
	write_file("a.txt", "a", 1);
	commit(parts, 1);
	temp_assert_holds("out", "a.txt ");
}
END_TEST

START_TEST(the_working_folder_of_the_program_will_do)
{
	static const char *const parts[] = {"a.txt"};
	char cwd[4096];

	ck_assert_int_eq(mkdir(temp_path("out"), 0700), 0);
	ck_assert_ptr_nonnull(getcwd(cwd, sizeof cwd));
	ck_assert_int_eq(chdir(temp_path("out")), 0);
	target = tz_unpack_target_open(".", &err);
	tz_assert_ptr(target, &err);
	write_file("a.txt", "a", 1);
	commit(parts, 1);
	ck_assert_int_eq(chdir(cwd), 0);
	temp_assert_holds("out", "a.txt ");
}
END_TEST

START_TEST(files_and_folders_have_the_modes_that_the_program_asks_for)
{
	static const char *const parts[] = {"f"};
	mode_t mask = umask(027);
	struct stat st;

	open_target("out");
	write_file("f/a.txt", "a", 1);
	commit(parts, 1);
	umask(mask);
	ck_assert_int_eq(stat(temp_path("out/f/a.txt"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0640);
	ck_assert_int_eq(stat(temp_path("out/f"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0750);
	ck_assert_int_eq(stat(temp_path("out"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0750);
}
END_TEST

START_TEST(times_are_kept_to_the_nanosecond)
{
	static const char *const parts[] = {"a.txt"};
	struct stat st;

	open_target("out");
	write_file("a.txt", "a", 1);
	tz_assert_ok(tz_unpack_target_set_time(target, "a.txt", 1520242201, 123456789, &err), &err);
	commit(parts, 1);
	ck_assert_int_eq(stat(temp_path("out/a.txt"), &st), 0);
	ck_assert_int_eq(st.st_mtim.tv_sec, 1520242201);
	ck_assert_int_eq(st.st_mtim.tv_nsec, 123456789);
}
END_TEST

START_TEST(a_time_of_a_file_that_is_not_there_is_an_error)
{
	open_target("out");
	ck_assert_int_eq(tz_unpack_target_set_time(target, "nothing", 0, 0, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	tz_unpack_target_free(target);
}
END_TEST

START_TEST(without_a_commit_a_made_folder_is_gone_and_a_given_one_empty)
{
	ck_assert_int_eq(mkdir(temp_path("given"), 0700), 0);
	open_target("given");
	write_file("x/y/z", "z", 1);
	tz_unpack_target_free(target);
	temp_assert_holds("given", "");
	ck_assert_int_eq(rmdir(temp_path("given")), 0);
	open_target("made");
	write_file("x/y/z", "z", 1);
	/* in the middle of a file too */
	tz_assert_ok(tz_unpack_target_begin(target, "x/half", &err), &err);
	tz_assert_ok(tz_unpack_target_write(target, "half", 4, &err), &err);
	tz_unpack_target_free(target);
	temp_assert_holds(".", "");
}
END_TEST

#define LEFT ".taizhang-tmp-a1B2c3"

/* As a process that was killed leaves it. */
static void leave_hidden(void)
{
	temp_write_text("t/" LEFT "/bag/data/x", "x");
	ck_assert_int_eq(chmod(temp_path("t/" LEFT), 0700), 0);
}

START_TEST(what_a_killed_process_left_is_cleared_away)
{
	leave_hidden();
	open_target("t");
	write_file("done/a", "a", 1);
	commit((const char *const[]){"done/a"}, 1);
	temp_assert_holds("t", "a ");
}
END_TEST

START_TEST(what_a_process_at_work_holds_is_not)
{
	int fd;

	leave_hidden();
	fd = open(temp_path("t/" LEFT), O_RDONLY | O_DIRECTORY);
	ck_assert_int_eq(flock(fd, LOCK_EX), 0);
	ck_assert_ptr_null(tz_unpack_target_open(temp_path("t"), &err));
	ck_assert_str_eq(taizhang_error_id(&err), "locked");
	close(fd);
	taizhang_error_clear(&err);
	/* Our own is held in the same way. */
	open_target("t");
	ck_assert_ptr_null(tz_unpack_target_open(temp_path("t"), &err));
	ck_assert_str_eq(taizhang_error_id(&err), "locked");
	tz_unpack_target_free(target);
	temp_assert_holds("t", "");
}
END_TEST

START_TEST(what_may_be_the_users_is_named_and_kept)
{
	leave_hidden();
	ck_assert_int_eq(chmod(temp_path("t/" LEFT), 0755), 0);
	ck_assert_ptr_null(tz_unpack_target_open(temp_path("t"), &err));
	ck_assert_str_eq(taizhang_error_id(&err), "unpack-left-over");
	ck_assert_ptr_nonnull(strstr(err.where, LEFT));
	taizhang_error_clear(&err);
	ck_assert_int_eq(chmod(temp_path("t/" LEFT), 0700), 0);
	temp_write_text("t/mine", "x");
	ck_assert_ptr_null(tz_unpack_target_open(temp_path("t"), &err));
	ck_assert_str_eq(taizhang_error_id(&err), "directory-not-empty");
	temp_assert_holds("t", LEFT "/ " LEFT "/bag/ " LEFT "/bag/data/ " LEFT "/bag/data/x mine ");
}
END_TEST

START_TEST(a_folder_that_is_not_empty_is_refused_and_kept)
{
	temp_write_text("out/.hidden", "");
	assert_not_opened(temp_path("out"), TAIZHANG_E_STATE, temp_path("out"));
	ck_assert_str_eq(taizhang_error_id(&err), "directory-not-empty");
	temp_assert_holds("out", ".hidden ");
}
END_TEST

START_TEST(a_file_or_a_missing_parent_is_refused)
{
	const char *file = temp_write_text("file", "kept");

	assert_not_opened(file, TAIZHANG_E_STATE, file);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-directory");
	taizhang_error_clear(&err);
	assert_not_opened(temp_path("a/b"), TAIZHANG_E_IO, temp_path("a/b"));
	temp_assert_holds(".", "file ");
}
END_TEST

/* As somebody who may not write there: the superuser may write anywhere. */
static void assert_refused_without_right(const char *path)
{
	bool root = geteuid() == 0;

	if (root)
		ck_assert_int_eq(seteuid(NOBODY), 0);
	target = tz_unpack_target_open(path, &err);
	if (root)
		ck_assert_int_eq(seteuid(0), 0);
	ck_assert_ptr_null(target);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_ne(err.sys_errno, 0);
	taizhang_error_clear(&err);
}

START_TEST(a_folder_or_a_parent_without_the_right_to_write_is_refused)
{
	ck_assert_int_eq(chmod(temp_dir(), 0755), 0);
	ck_assert_int_eq(mkdir(temp_path("locked"), 0755), 0);
	ck_assert_int_eq(chmod(temp_path("locked"), 0555), 0);
	assert_refused_without_right(temp_path("locked"));
	assert_refused_without_right(temp_path("locked/out"));
	temp_assert_holds("locked", "");
}
END_TEST

START_TEST(paths_that_leave_the_hidden_folder_are_refused)
{
	static const char *const paths[] = {
		"../x", "a/../../x", "/x", "a//b", "", ".", "..", "a/..", "./a", "a/",
	};

	open_target("out");
	write_file("there", "", 0);
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		ck_assert_int_eq(tz_unpack_target_begin(target, paths[i], &err), -1);
		tz_assert_code(&err, TAIZHANG_E_UNSAFE);
		taizhang_error_clear(&err);
		ck_assert_int_eq(tz_unpack_target_make_folder(target, paths[i], &err), -1);
		tz_assert_code(&err, TAIZHANG_E_UNSAFE);
		taizhang_error_clear(&err);
		ck_assert_int_eq(tz_unpack_target_move(target, "there", paths[i], &err), -1);
		tz_assert_code(&err, TAIZHANG_E_UNSAFE);
		taizhang_error_clear(&err);
	}
	/* dots that are no more than a part of a name */
	write_file("..a/b../...", "", 0);
	tz_unpack_target_free(target);
	temp_assert_holds(".", "");
}
END_TEST

START_TEST(nothing_is_written_over_anything)
{
	static const char *const part[] = {"b"};

	open_target("out");
	write_file("a", "a", 1);
	write_file("b", "b", 1);
	write_file("f/c", "c", 1);
	ck_assert_int_eq(tz_unpack_target_begin(target, "a", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_unpack_target_begin(target, "a/below", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_unpack_target_move(target, "a", "b", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_unpack_target_move(target, "a", "f", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	taizhang_error_clear(&err);
	tz_assert_ok(tz_unpack_target_move(target, "a", "new/a", &err), &err);
	tz_assert_ok(tz_unpack_target_make_folder(target, "f", &err), &err);
	commit(part, 1);
	temp_assert_holds("out", "b ");
}
END_TEST

START_TEST(a_link_in_the_way_is_not_followed)
{
	open_target("out");
	temp_write_text("victim", "kept");
	ck_assert_int_eq(temp_shell("touch -d 2001-01-01 '%s'", temp_path("old")), 0);
	ck_assert_int_eq(temp_shell("cd '%s'/.taizhang-tmp-* && ln -s ../../victim link", temp_path("out")), 0);
	ck_assert_int_eq(tz_unpack_target_begin(target, "link", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	taizhang_error_clear(&err);
	tz_assert_ok(tz_unpack_target_set_time(target, "link", 1, 0, &err), &err);
	tz_unpack_target_free(target);
	ck_assert_int_eq(temp_shell("test \"$(cat '%s')\" = kept && test '%s' -nt '%s'", temp_path("victim"), temp_path("victim"), temp_path("old")), 0);
	temp_assert_holds(".", "old victim ");
}
END_TEST

START_TEST(a_commit_that_fails_halfway_takes_back_what_it_gave)
{
	static const char *const parts[] = {"f/a", "f/b", "f/c"};

	ck_assert_int_eq(mkdir(temp_path("out"), 0700), 0);
	open_target("out");
	write_file("f/a", "a", 1);
	write_file("f/b", "b", 1);
	write_file("f/c", "c", 1);
	/* somebody else came in between */
	temp_write_text("out/c", "theirs");
	ck_assert_int_eq(tz_unpack_target_commit(target, parts, 3, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	tz_unpack_target_free(target);
	temp_assert_holds("out", "c ");
	ck_assert_int_eq(temp_shell("test \"$(cat '%s')\" = theirs", temp_path("out/c")), 0);
}
END_TEST

START_TEST(a_part_that_was_never_made_fails_the_commit)
{
	static const char *const parts[] = {"a", "nothing"};

	open_target("out");
	write_file("a", "a", 1);
	ck_assert_int_eq(tz_unpack_target_commit(target, parts, 2, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	tz_unpack_target_free(target);
	temp_assert_holds(".", "");
}
END_TEST

START_TEST(nothing_to_free_is_fine)
{
	tz_unpack_target_free(NULL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("unpack_target");
	TCase *gives = tcase_create("gives"), *leaves = tcase_create("leaves nothing"), *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(gives, set_up, temp_remove);
	tcase_add_test(gives, what_is_committed_lies_in_a_folder_that_was_made);
	tcase_add_test(gives, what_is_committed_lies_in_an_empty_folder_that_was_there);
	tcase_add_test(gives, the_working_folder_of_the_program_will_do);
	tcase_add_test(gives, files_and_folders_have_the_modes_that_the_program_asks_for);
	tcase_add_test(gives, times_are_kept_to_the_nanosecond);
	suite_add_tcase(suite, gives);
	tcase_add_checked_fixture(leaves, set_up, temp_remove);
	tcase_add_test(leaves, without_a_commit_a_made_folder_is_gone_and_a_given_one_empty);
	tcase_add_test(leaves, a_commit_that_fails_halfway_takes_back_what_it_gave);
	tcase_add_test(leaves, a_part_that_was_never_made_fails_the_commit);
	tcase_add_test(leaves, nothing_to_free_is_fine);
	tcase_add_test(leaves, what_a_killed_process_left_is_cleared_away);
	tcase_add_test(leaves, what_a_process_at_work_holds_is_not);
	tcase_add_test(leaves, what_may_be_the_users_is_named_and_kept);
	suite_add_tcase(suite, leaves);
	tcase_add_checked_fixture(refuses, set_up, temp_remove);
	tcase_add_test(refuses, a_time_of_a_file_that_is_not_there_is_an_error);
	tcase_add_test(refuses, a_folder_that_is_not_empty_is_refused_and_kept);
	tcase_add_test(refuses, a_file_or_a_missing_parent_is_refused);
	tcase_add_test(refuses, a_folder_or_a_parent_without_the_right_to_write_is_refused);
	tcase_add_test(refuses, paths_that_leave_the_hidden_folder_are_refused);
	tcase_add_test(refuses, nothing_is_written_over_anything);
	tcase_add_test(refuses, a_link_in_the_way_is_not_followed);
	suite_add_tcase(suite, refuses);
	return suite;
}
