/* SPDX-License-Identifier: MIT */
/* test_reader.c: files are read in blocks; what is no file is refused without waiting. */
#include "base/reader.h"

#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct taizhang_error err;
static struct tz_reader reader;

static void setup(void)
{
	err = (struct taizhang_error)TAIZHANG_ERROR_INIT;
	reader = (struct tz_reader)TZ_READER_INIT;
}

static void teardown(void)
{
	tz_reader_close(&reader);
	temp_remove();
}

START_TEST(a_file_comes_in_blocks_and_ends_with_none)
{
	char block[4];
	size_t got;

	tz_assert_ok(tz_reader_open(&reader, temp_write_text("a", "12345"), &err), &err);
	ck_assert_uint_eq(reader.size, 5);
	tz_assert_ok(tz_reader_read(&reader, block, sizeof block, &got, "a", &err), &err);
	ck_assert_uint_eq(got, 4);
	ck_assert_mem_eq(block, "1234", 4);
	tz_assert_ok(tz_reader_read(&reader, block, sizeof block, &got, "a", &err), &err);
	ck_assert_uint_eq(got, 1);
	tz_assert_ok(tz_reader_read(&reader, block, sizeof block, &got, "a", &err), &err);
	ck_assert_uint_eq(got, 0);
}
END_TEST

START_TEST(the_time_comes_with_its_fraction)
{
	const char *path = temp_write_text("a", "");

	ck_assert_int_eq(temp_shell("touch -d 2017-08-05T09:30:00.25Z '%s'", path), 0);
	tz_assert_ok(tz_reader_open(&reader, path, &err), &err);
	ck_assert_int_eq(reader.mtime, 1501925400);
	ck_assert_int_eq(reader.mtime_ns, 250000000);
}
END_TEST

START_TEST(folders_pipes_and_nothing_are_refused)
{
	ck_assert_int_eq(tz_reader_open(&reader, temp_dir(), &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(temp_shell("mkfifo '%s'", temp_path("pipe")), 0);
	ck_assert_int_eq(tz_reader_open(&reader, temp_path("pipe"), &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_reader_open(&reader, temp_path("none"), &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(reader.fd, -1);
}
END_TEST

START_TEST(links_are_followed_only_where_the_user_named_them)
{
	temp_write_text("folder/a", "a");
	ck_assert_int_eq(temp_shell("ln -s a '%s'", temp_path("folder/link")), 0);
	tz_assert_ok(tz_reader_open(&reader, temp_path("folder/link"), &err), &err);
	tz_reader_close(&reader);
	ck_assert_int_eq(tz_reader_open_below(&reader, temp_dir(), "folder/link", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_UNSAFE);
	taizhang_error_clear(&err);
	tz_assert_ok(tz_reader_open_below(&reader, temp_dir(), "folder/a", &err), &err);
	ck_assert_uint_eq(reader.size, 1);
}
END_TEST

START_TEST(a_place_is_gone_to)
{
	char block[2];
	size_t got;

	tz_assert_ok(tz_reader_open(&reader, temp_write_text("a", "12345"), &err), &err);
	ck_assert_int_eq(tz_reader_seek(&reader, -2, SEEK_END), 3);
	tz_assert_ok(tz_reader_read(&reader, block, sizeof block, &got, "a", &err), &err);
	ck_assert_mem_eq(block, "45", 2);
	ck_assert_int_eq(tz_reader_seek(&reader, -1, SEEK_SET), -1);
}
END_TEST

START_TEST(what_was_written_since_the_opening_is_refused)
{
	tz_assert_ok(tz_reader_open(&reader, temp_write_text("a", "12345"), &err), &err);
	tz_assert_ok(tz_reader_check(&reader, "a", &err), &err);
	ck_assert_int_eq(temp_shell("touch -d 2017-03-01 '%s'", temp_path("a")), 0);
	ck_assert_int_eq(tz_reader_check(&reader, "a", &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "file-changed");
	ck_assert_str_eq(err.where, "a");
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_reader_refuse_change("b", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
}
END_TEST

START_TEST(files_below_a_folder_come_one_after_another)
{
	struct tz_tree_folder folder = TZ_TREE_FOLDER_INIT;
	char byte;
	size_t got;

	temp_write_text("a/1", "1");
	temp_write_text("a/2", "2");
	for (int i = 1; i <= 2; i++) {
		tz_assert_ok(tz_reader_open_next(&reader, &folder, temp_dir(), i == 1 ? "a/1" : "a/2", &err), &err);
		ck_assert_uint_eq(reader.size, 1);
		ck_assert_uint_eq(reader.stamp.size, 1);
		ck_assert_uint_gt(reader.stamp.inode, 0);
		tz_assert_ok(tz_reader_read(&reader, &byte, 1, &got, "file", &err), &err);
		ck_assert_int_eq(byte, '0' + i);
		tz_reader_close(&reader);
	}
	ck_assert_int_eq(tz_reader_open_next(&reader, &folder, temp_dir(), "a/3", &err), -1);
	ck_assert_int_eq(reader.fd, -1);
	tz_tree_leave(&folder);
}
END_TEST

START_TEST(closing_twice_is_harmless)
{
	tz_assert_ok(tz_reader_open(&reader, temp_write_text("a", ""), &err), &err);
	tz_reader_close(&reader);
	tz_reader_close(&reader);
	ck_assert_int_eq(reader.fd, -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("reader");
	TCase *reads = tcase_create("reads"), *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(reads, setup, teardown);
	tcase_add_test(reads, a_file_comes_in_blocks_and_ends_with_none);
	tcase_add_test(reads, the_time_comes_with_its_fraction);
	tcase_add_test(reads, a_place_is_gone_to);
	tcase_add_test(reads, files_below_a_folder_come_one_after_another);
	tcase_add_test(reads, closing_twice_is_harmless);
	suite_add_tcase(suite, reads);
	tcase_add_checked_fixture(refuses, setup, teardown);
	tcase_add_test(refuses, folders_pipes_and_nothing_are_refused);
	tcase_add_test(refuses, what_was_written_since_the_opening_is_refused);
	tcase_add_test(refuses, links_are_followed_only_where_the_user_named_them);
	suite_add_tcase(suite, refuses);
	return suite;
}
