/* SPDX-License-Identifier: MIT */
/* test_container_write.c: tests of lib/package/container_write.c. */
#include "package/container_write.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/entries.h"

static struct taizhang_error err;

static void tear_down(void)
{
	taizhang_error_clear(&err);
	temp_remove();
}

START_TEST(a_file_takes_bytes_at_any_place)
{
	const char *path = temp_path("out");
	struct tz_file_sink file = {open(path, O_RDWR | O_CREAT, 0666), path};
	struct tz_sink sink = tz_sink_of_file(&file);
	char *data;
	size_t size;

	tz_assert_ok(sink.write(sink.context, 0, "aaaa", 4, &err), &err);
	tz_assert_ok(sink.write(sink.context, 6, "cc", 2, &err), &err);
	tz_assert_ok(sink.write(sink.context, 1, "bb", 2, &err), &err);
	tz_assert_ok(sink.write(sink.context, 0, NULL, 0, &err), &err);
	close(file.fd);
	data = temp_read(path, &size);
	ck_assert_uint_eq(size, 8);
	ck_assert_mem_eq(data, "abba\0\0cc", 8);
	free(data);
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_named)
{
	const char *path = temp_write_text("out", "");
	struct tz_file_sink file = {open(path, O_RDONLY), "报送包.zip"};
	struct tz_sink sink = tz_sink_of_file(&file);

	ck_assert_int_eq(sink.write(sink.context, 0, "a", 1, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_str_eq(err.where, "报送包.zip");
	ck_assert_int_ne(err.sys_errno, 0);
	close(file.fd);
}
END_TEST

START_TEST(each_format_writes_its_own_magic)
{
	static const struct entry entries[] = {{"a", "x", 1}, {NULL, NULL, 0}};
	static const struct {
		enum taizhang_format format;
		size_t at;
		const char *magic;
	} formats[] = {
		{TAIZHANG_FORMAT_ZIP, 0, "PK\3\4"},
		{TAIZHANG_FORMAT_TAR, 257, "ustar"},
		{TAIZHANG_FORMAT_TAR_GZ, 0, "\x1F\x8B"},
		{TAIZHANG_FORMAT_TAR_ZST, 0, "\x28\xB5\x2F\xFD"},
	};
	char *data = temp_read(write_container("a", formats[_i].format, TEST_TIME, entries), NULL);

	ck_assert_mem_eq(data + formats[_i].at, formats[_i].magic, strlen(formats[_i].magic));
	free(data);
}
END_TEST

START_TEST(what_is_no_container_cannot_be_written)
{
	struct failing_sink failing;

	failing_sink_init(&failing, 0);
	ck_assert_ptr_null(tz_container_writer_new(TAIZHANG_FORMAT_DIRECTORY, &failing.sink, "d", 0, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_ptr_null(tz_container_writer_new(TAIZHANG_FORMAT_NONE, &failing.sink, "d", 0, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	tz_container_free(NULL);
}
END_TEST

START_TEST(what_does_not_deflate_says_so_and_wants_the_size)
{
	static const enum taizhang_format tars[] = {TAIZHANG_FORMAT_TAR, TAIZHANG_FORMAT_TAR_GZ, TAIZHANG_FORMAT_TAR_ZST};
	struct failing_sink failing;
	struct tz_container_writer *w;

	failing_sink_init(&failing, 1000);
	w = tz_container_writer_new(tars[_i], &failing.sink, "t", 0, &err);
	tz_assert_ptr(w, &err);
	ck_assert(!tz_container_deflates(w));
	ck_assert_int_eq(tz_container_begin(w, "a", 1, TZ_CODING_DEFLATED, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(err.where, "coding");
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_container_put_coded(w, "a", TZ_CODING_DEFLATED, 0, 1, "\3", 2, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_container_begin(w, "a", TZ_SIZE_UNKNOWN, TZ_CODING_STORED, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(err.where, "size");
	taizhang_error_clear(&err);
	tz_assert_ok(tz_container_put_coded(w, "a", TZ_CODING_STORED, 0, 1, "x", 1, &err), &err);
	tz_container_free(w);
	w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &failing.sink, "z", 0, &err);
	tz_assert_ptr(w, &err);
	ck_assert(tz_container_deflates(w));
	tz_container_free(w);
}
END_TEST

START_TEST(no_entry_adds_more_than_its_bound)
{
	static const enum taizhang_format all[] = {
		TAIZHANG_FORMAT_ZIP, TAIZHANG_FORMAT_TAR, TAIZHANG_FORMAT_TAR_GZ, TAIZHANG_FORMAT_TAR_ZST,
	};
	static const struct entry none[] = {{NULL, NULL, 0}};
	const size_t size = 3u << 20;
	char *random = malloc(size), *mixed = malloc(size);
	struct entry entries[16];
	uint64_t bound;
	size_t num = 0, empty, full;

	/* Bytes that nothing makes smaller, also behind some that look as if they would shrink. */
	fill_random(random, size, 7);
	memcpy(mixed, random, size);
	memset(mixed, 'x', 70000);
	while (awkward_entries[num].name) {
		entries[num] = awkward_entries[num];
		num++;
	}
	entries[num++] = (struct entry){"root/random", random, size};
	entries[num++] = (struct entry){"root/mixed", mixed, size};
	entries[num++] = (struct entry){"root/data/", "", 0};
	entries[num] = none[0];
	free(temp_read(write_container("empty", all[_i], TEST_TIME, none), &empty));
	free(temp_read(write_container("full", all[_i], TEST_TIME, entries), &full));
	bound = empty;
	for (size_t i = 0; i < num; i++)
		bound += tz_container_bound(all[_i], strlen(entries[i].name), entries[i].size);
	ck_assert_uint_le(full, bound);
	/* And not by much. */
	ck_assert_uint_lt(bound, full + full / 20);
	free(random);
	free(mixed);
}
END_TEST

START_TEST(a_name_that_ends_with_a_slash_is_a_folder)
{
	static const enum taizhang_format all[] = {
		TAIZHANG_FORMAT_ZIP, TAIZHANG_FORMAT_TAR, TAIZHANG_FORMAT_TAR_GZ, TAIZHANG_FORMAT_TAR_ZST,
	};
	static const struct entry entries[] = {{"包头市/data/", "", 0}, {"包头市/a", "x", 1}, {NULL, NULL, 0}};
	const char *path = write_container("folder", all[_i], TEST_TIME, entries);

	ck_assert_int_eq(temp_shell("cd '%s' && LC_ALL=C.UTF-8 bsdtar -xf '%s' && test -d 包头市/data && test -f 包头市/a", temp_dir(), path), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 bsdtar -tvf '%s' | head -n 1 | grep -q '^drwxr-xr-x .*data/$'", path), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 bsdtar -tvf '%s' | tail -n 1 | grep -q '^-rw-r--r-- .*/a$'", path), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("container_write");
	TCase *files = tcase_create("files"), *formats = tcase_create("formats");

	tcase_add_checked_fixture(files, NULL, tear_down);
	tcase_add_test(files, a_file_takes_bytes_at_any_place);
	tcase_add_test(files, a_file_that_cannot_be_written_is_named);
	suite_add_tcase(suite, files);
	tcase_add_checked_fixture(formats, NULL, tear_down);
	tcase_add_loop_test(formats, each_format_writes_its_own_magic, 0, 4);
	tcase_add_loop_test(formats, no_entry_adds_more_than_its_bound, 0, 4);
	tcase_add_loop_test(formats, a_name_that_ends_with_a_slash_is_a_folder, 0, 4);
	tcase_add_test(formats, what_is_no_container_cannot_be_written);
	tcase_add_loop_test(formats, what_does_not_deflate_says_so_and_wants_the_size, 0, 3);
	suite_add_tcase(suite, formats);
	return suite;
}
