/* SPDX-License-Identifier: MIT */
/* test_tree.c: walking a folder and opening what is below it. */
#include "base/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct tz_buffer seen;
static struct taizhang_error err;

static void setup(void)
{
	seen = (struct tz_buffer)TZ_BUFFER_INIT;
	taizhang_error_clear(&err);
}

static void teardown(void)
{
	temp_remove();
	tz_buffer_free(&seen);
}

/* Notes each entry as "path type size", and does what the path asks for. */
static int note(void *context, const struct tz_tree_entry *entry, struct taizhang_error *error)
{
	struct stat status;

	ck_assert_ptr_eq(context, &seen);
	ck_assert_str_eq(entry->name, strrchr(entry->path, '/') ? strrchr(entry->path, '/') + 1 : entry->path);
	ck_assert_int_eq(fstatat(entry->directory_fd, entry->name, &status, AT_SYMLINK_NOFOLLOW), 0);
	ck_assert_int_eq(status.st_mtim.tv_sec, entry->mtime);
	ck_assert_int_eq(status.st_mtim.tv_nsec, entry->mtime_ns);
	ck_assert_uint_eq(status.st_ino, entry->stamp.inode);
	ck_assert_uint_eq(entry->size, entry->stamp.size);
	ck_assert_int_eq(status.st_mtim.tv_sec * INT64_C(1000000000) + status.st_mtim.tv_nsec, entry->stamp.mtime);
	ck_assert_int_eq(status.st_ctim.tv_sec * INT64_C(1000000000) + status.st_ctim.tv_nsec, entry->stamp.ctime);
	tz_buffer_printf(&seen, "%s %c %d\n", entry->path, "fdlo"[entry->type], (int)entry->size);
	if (strstr(entry->name, "stop"))
		return tz_error_set(error, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, NULL);
	return strstr(entry->name, "skip") != NULL;
}

static const char *walk(void)
{
	seen.size = 0;
	tz_assert_ok(tz_tree_walk(temp_dir(), note, &seen, &err), &err);
	return tz_buffer_text(&seen);
}

START_TEST(an_empty_folder_has_nothing)
{
	ck_assert_str_eq(walk(), "");
}
END_TEST

START_TEST(entries_come_in_the_order_of_their_bytes_and_a_folder_before_its_content)
{
	temp_write_text("b/2", "12345");
	temp_write_text("b/10", "");
	temp_write_text("B", "x");
	temp_write_text("文", "x");
	temp_write_text("a.txt", "x");
	temp_write_text("a/z/y", "x");
	temp_write_text(".hidden", "x");
	ck_assert_str_eq(walk(), ".hidden f 1\nB f 1\na d 0\na/z d 0\na/z/y f 1\na.txt f 1\n"
			 "b d 0\nb/10 f 0\nb/2 f 5\n文 f 1\n");
}
END_TEST

START_TEST(links_are_told_and_never_followed)
{
	temp_write_text("real/file", "x");
	ck_assert_int_eq(symlink("real", temp_path("to-folder")), 0);
	ck_assert_int_eq(symlink("real/file", temp_path("to-file")), 0);
	ck_assert_int_eq(symlink("..", temp_path("up")), 0);
	ck_assert_int_eq(symlink("nowhere", temp_path("broken")), 0);
	ck_assert_str_eq(walk(), "broken l 0\nreal d 0\nreal/file f 1\nto-file l 0\nto-folder l 0\nup l 0\n");
}
END_TEST

START_TEST(pipes_and_sockets_are_told)
{
	ck_assert_int_eq(mkfifo(temp_path("pipe"), 0600), 0);
	ck_assert_str_eq(walk(), "pipe o 0\n");
}
END_TEST

START_TEST(names_that_are_not_utf8_come_as_they_are)
{
	temp_write_text("\xCE\xC4.txt", "x");
	temp_write_text("a b\n", "");
	ck_assert_str_eq(walk(), "a b\n f 0\n\xCE\xC4.txt f 1\n");
}
END_TEST

START_TEST(a_visitor_can_skip_a_folder)
{
	temp_write_text("a-skip/inner", "x");
	temp_write_text("b/skip-file", "x");
	temp_write_text("b/then", "x");
	ck_assert_str_eq(walk(), "a-skip d 0\nb d 0\nb/skip-file f 1\nb/then f 1\n");
}
END_TEST

START_TEST(a_visitor_can_stop_the_walk)
{
	temp_write_text("a/stop", "x");
	temp_write_text("b", "x");
	ck_assert_int_eq(tz_tree_walk(temp_dir(), note, &seen, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_CANCELLED);
	ck_assert_str_eq(tz_buffer_text(&seen), "a d 0\na/stop f 1\n");
}
END_TEST

START_TEST(a_root_with_a_slash_or_behind_a_link_is_walked)
{
	char root[4096];

	temp_write_text("real/file", "x");
	ck_assert_int_eq(symlink("real", temp_path("link")), 0);
	tz_assert_ok(tz_tree_walk(temp_path("link"), note, &seen, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&seen), "file f 1\n");
	snprintf(root, sizeof root, "%s/", temp_path("real"));
	seen.size = 0;
	tz_assert_ok(tz_tree_walk(root, note, &seen, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&seen), "file f 1\n");
}
END_TEST

START_TEST(a_root_that_is_no_folder_is_an_error)
{
	ck_assert_int_eq(tz_tree_walk(temp_write_text("a", ""), note, &seen, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-directory");
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_tree_walk(temp_path("missing"), note, &seen, &err), -1);
	ck_assert_int_eq(err.sys_errno, ENOENT);
}
END_TEST

/* Makes folders inside each other, below the test's own. */
static void nest(int levels)
{
	struct tz_buffer path = TZ_BUFFER_INIT;

	for (int i = 0; i < levels; i++) {
		tz_buffer_text_add(&path, i ? "/d" : "d");
		ck_assert_int_eq(mkdir(temp_path(tz_buffer_text(&path)), 0777), 0);
	}
	tz_buffer_free(&path);
}

START_TEST(folders_as_deep_as_the_limit_are_walked)
{
	nest(TZ_LIMIT_DEPTH - 1);
	tz_assert_ok(tz_tree_walk(temp_dir(), note, &seen, &err), &err);
}
END_TEST

START_TEST(folders_deeper_than_the_limit_are_an_error)
{
	nest(TZ_LIMIT_DEPTH);
	ck_assert_int_eq(tz_tree_walk(temp_dir(), note, &seen, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	ck_assert_str_eq(taizhang_error_id(&err), "too-deep");
	ck_assert_int_eq(err.number, TZ_LIMIT_DEPTH);
}
END_TEST

static int vanish(void *context, const struct tz_tree_entry *entry, struct taizhang_error *error)
{
	(void)context;
	(void)error;
	tz_buffer_printf(&seen, "%s\n", entry->path);
	unlinkat(entry->directory_fd, "b", 0);
	return 0;
}

START_TEST(what_vanishes_during_the_walk_is_just_not_there)
{
	temp_write_text("a", "x");
	temp_write_text("b", "x");
	temp_write_text("c", "x");
	tz_assert_ok(tz_tree_walk(temp_dir(), vanish, NULL, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&seen), "a\nc\n");
}
END_TEST

static int try_open(const char *path)
{
	int fd;

	taizhang_error_clear(&err);
	fd = tz_tree_open(temp_dir(), path, NULL, &err);
	if (fd >= 0)
		close(fd);
	return fd < 0 ? err.code : TAIZHANG_OK;
}

START_TEST(a_file_below_is_opened_with_its_size_and_times)
{
	struct tz_tree_entry entry = {.path = "untouched"};
	struct stat status;
	char data[8] = "";
	int fd;

	stat(temp_write_text("a/文/c", "hello"), &status);
	fd = tz_tree_open(temp_dir(), "a/文/c", &entry, &err);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(read(fd, data, sizeof data), 5);
	ck_assert_str_eq(data, "hello");
	close(fd);
	ck_assert_int_eq(entry.type, TZ_TREE_FILE);
	ck_assert_uint_eq(entry.size, 5);
	ck_assert_int_eq(entry.mtime, status.st_mtim.tv_sec);
	ck_assert_str_eq(entry.path, "untouched");
}
END_TEST

START_TEST(a_time_past_all_counting_is_the_farthest_future)
{
	struct tz_tree_entry entry = {0};
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = (time_t)INT64_C(9300000000)}};
	const char *path = temp_write_text("a", "x");
	struct stat status;
	int fd;

	/* Where the file system keeps no such time there is nothing to see. */
	if (utimensat(AT_FDCWD, path, times, 0) != 0 || stat(path, &status) != 0 || status.st_mtime != times[1].tv_sec)
		return;
	fd = tz_tree_open(temp_dir(), "a", &entry, &err);
	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert_int_eq(entry.stamp.mtime, INT64_MAX);
	ck_assert_int_eq(entry.mtime, times[1].tv_sec);
}
END_TEST

START_TEST(no_link_is_followed_in_any_component)
{
	temp_write_text("real/deep/file", "x");
	ck_assert_int_eq(symlink("real", temp_path("link")), 0);
	ck_assert_int_eq(symlink("deep", temp_path("real/link")), 0);
	ck_assert_int_eq(symlink("file", temp_path("real/deep/link")), 0);
	ck_assert_int_eq(try_open("real/deep/file"), TAIZHANG_OK);
	ck_assert_int_eq(try_open("link/deep/file"), TAIZHANG_E_UNSAFE);
	ck_assert_int_eq(try_open("real/link/file"), TAIZHANG_E_UNSAFE);
	ck_assert_int_eq(try_open("real/deep/link"), TAIZHANG_E_UNSAFE);
	ck_assert_str_eq(taizhang_error_id(&err), "path-link");
	ck_assert_str_eq(err.where, "real/deep/link");
}
END_TEST

START_TEST(no_path_leaves_its_root)
{
	temp_write_text("a/b", "x");
	ck_assert_int_eq(try_open("../x"), TAIZHANG_E_UNSAFE);
	ck_assert_int_eq(try_open("a/../a/b"), TAIZHANG_E_UNSAFE);
	ck_assert_int_eq(try_open("a/./b"), TAIZHANG_E_UNSAFE);
	ck_assert_int_eq(try_open("/etc/passwd"), TAIZHANG_E_UNSAFE);
	ck_assert_int_eq(try_open("a//b"), TAIZHANG_E_UNSAFE);
	ck_assert_int_eq(try_open("a/"), TAIZHANG_E_UNSAFE);
	ck_assert_int_eq(try_open(""), TAIZHANG_E_UNSAFE);
	ck_assert_str_eq(taizhang_error_id(&err), "path-unsafe");
}
END_TEST

START_TEST(what_is_no_file_is_not_opened)
{
	temp_write_text("a/b", "x");
	ck_assert_int_eq(mkfifo(temp_path("pipe"), 0600), 0);
	ck_assert_int_eq(try_open("a"), TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-file");
	ck_assert_int_eq(try_open("pipe"), TAIZHANG_E_INVAL);
	ck_assert_int_eq(try_open("missing"), TAIZHANG_E_IO);
	ck_assert_int_eq(err.sys_errno, ENOENT);
	ck_assert_int_eq(try_open("a/b/c"), TAIZHANG_E_IO);
	ck_assert_int_eq(err.sys_errno, ENOTDIR);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_tree_open(temp_path("missing"), "a", NULL, &err), -1);
	ck_assert_int_eq(err.sys_errno, ENOENT);
}
END_TEST

static int num_open(void)
{
	int num = 0;

	for (int fd = 0; fd < 256; fd++)
		num += fcntl(fd, F_GETFD) >= 0;
	return num;
}

START_TEST(no_descriptor_is_left_open)
{
	int before = num_open();

	temp_write_text("a/b/c", "x");
	temp_write_text("a/b/stop", "x");
	ck_assert_int_eq(tz_tree_walk(temp_dir(), note, &seen, &err), -1);
	try_open("a/b/c");
	try_open("a/b/missing");
	try_open("a/../x");
	try_open("a/b");
	ck_assert_int_eq(num_open(), before);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("tree");
	TCase *walks = tcase_create("walks"), *opens = tcase_create("opens");

	tcase_add_checked_fixture(walks, setup, teardown);
	tcase_add_test(walks, an_empty_folder_has_nothing);
	tcase_add_test(walks, entries_come_in_the_order_of_their_bytes_and_a_folder_before_its_content);
	tcase_add_test(walks, links_are_told_and_never_followed);
	tcase_add_test(walks, pipes_and_sockets_are_told);
	tcase_add_test(walks, names_that_are_not_utf8_come_as_they_are);
	tcase_add_test(walks, a_visitor_can_skip_a_folder);
	tcase_add_test(walks, a_visitor_can_stop_the_walk);
	tcase_add_test(walks, a_root_with_a_slash_or_behind_a_link_is_walked);
	tcase_add_test(walks, a_root_that_is_no_folder_is_an_error);
	tcase_add_test(walks, folders_as_deep_as_the_limit_are_walked);
	tcase_add_test(walks, folders_deeper_than_the_limit_are_an_error);
	tcase_add_test(walks, what_vanishes_during_the_walk_is_just_not_there);
	suite_add_tcase(suite, walks);
	tcase_add_checked_fixture(opens, setup, teardown);
	tcase_add_test(opens, a_file_below_is_opened_with_its_size_and_times);
	tcase_add_test(opens, a_time_past_all_counting_is_the_farthest_future);
	tcase_add_test(opens, no_link_is_followed_in_any_component);
	tcase_add_test(opens, no_path_leaves_its_root);
	tcase_add_test(opens, what_is_no_file_is_not_opened);
	tcase_add_test(opens, no_descriptor_is_left_open);
	suite_add_tcase(suite, opens);
	return suite;
}
