/* SPDX-License-Identifier: MIT */
/* test_zip_write.c: tests of lib/package/zip_write.c; other programs judge what it writes. */
#include "package/container_write.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/deflate.h"
#include "package/entries.h"

#define LOCAL_HEADER_SIZE 30
#define CENTRAL_HEADER_SIZE 46

static struct taizhang_error err;

static unsigned int get(const char *data, size_t at, size_t size)
{
	unsigned int value = 0;

	while (size-- > 0)
		value = value << 8 | (unsigned char)data[at + size];
	return value;
}

static const char *find_central(const char *data, size_t size)
{
	size_t at = 0;

	while (at + 4 <= size && memcmp(data + at, "PK\1\2", 4) != 0)
		at++;
	ck_assert_uint_le(at + 4, size);
	return data + at;
}

START_TEST(awkward_entries_come_back)
{
	assert_container_holds(write_container("a.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, awkward_entries),
			       awkward_entries);
}
END_TEST

START_TEST(a_zip_of_nothing_is_a_zip)
{
	static const struct entry none[] = {{NULL, NULL, 0}};

	assert_container_holds(write_container("a.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, none), none);
}
END_TEST

START_TEST(an_entry_larger_than_the_window_is_completed_behind_it)
{
	const size_t size = 5 << 20;
	unsigned char *data = malloc(size);
	struct entry entries[] = {{"small", "s", 1}, {"大", data, size}, {"after", "a", 1}, {NULL, NULL, 0}};
	const char *path;

	fill_random(data, size, 5);
	path = write_container("a.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, entries);
	assert_container_holds(path, entries);
	ck_assert_int_eq(temp_shell("unzip -tqq '%s'", path), 0);
	free(data);
}
END_TEST

START_TEST(unzip_and_7z_find_no_fault)
{
	const char *path = write_container("a.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, awkward_entries);

	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 unzip -tqq '%s' >/dev/null", path), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 7z t '%s' >/dev/null", path), 0);
}
END_TEST

START_TEST(bsdtar_lists_the_names)
{
	const char *path = write_container("a.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, awkward_entries);
	const char *list = temp_path("list");
	char *text, *line;

	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 bsdtar -tf '%s' >'%s'", path, list), 0);
	text = temp_read(list, NULL);
	line = strtok(text, "\n");
	for (const struct entry *entry = awkward_entries; entry->name; entry++) {
		ck_assert_str_eq(line, entry->name);
		line = strtok(NULL, "\n");
	}
	free(text);
}
END_TEST

START_TEST(java_reads_it_as_a_stream)
{
	const char *top = getenv("top_srcdir"), *path, *list = temp_path("list"), *expected = temp_path("expected");
	FILE *file = fopen(expected, "w");

	/* Running a source file takes the compiler of a development kit. */
	if (temp_shell("java --list-modules 2>/dev/null | grep -q '^jdk.compiler'") != 0) {
		fputs("no Java that runs a source file: not tried\n", stderr);
		fclose(file);
		return;
	}
	path = write_container("a.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, awkward_entries);
	for (const struct entry *entry = awkward_entries; entry->name; entry++)
		fprintf(file, "%s %zu %08x\n", entry->name, entry->size,
			tz_crc32(0, entry->data, entry->size));
	fclose(file);
	ck_assert_int_eq(temp_shell("java '%s/tests/package/StreamZip.java' '%s' >'%s'",
				    top ? top : "..", path, list), 0);
	ck_assert_int_eq(temp_shell("diff '%s' '%s'", expected, list), 0);
}
END_TEST

START_TEST(headers_hold_sizes_and_crc_and_say_utf8)
{
	static const struct entry entries[] = {{"é", "123456789", 9}, {NULL, NULL, 0}};
	size_t size;
	char *data = temp_read(write_container("a.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, entries), &size);
	const char *central = find_central(data, size);

	ck_assert_uint_eq(get(data, 4, 2), 20);		/* version needed */
	ck_assert_uint_eq(get(data, 6, 2), 0x800);	/* flags: UTF-8, and no data descriptor */
	ck_assert_uint_eq(get(data, 8, 2), 0);		/* stored */
	ck_assert_uint_eq(get(data, 14, 4), 0xCBF43926u);
	ck_assert_uint_eq(get(data, 18, 4), 9);
	ck_assert_uint_eq(get(data, 22, 4), 9);
	ck_assert_uint_eq(get(data, 26, 2), 2);		/* name */
	ck_assert_uint_eq(get(data, 28, 2), 0);		/* no extra field */
	ck_assert_mem_eq(data + LOCAL_HEADER_SIZE + 2, "123456789PK\1\2", 13);
	ck_assert_uint_eq(get(central, 4, 2), 3 << 8 | 20);	/* made by Unix */
	ck_assert_uint_eq(get(central, 30, 2), 0);
	ck_assert_uint_eq(get(central, 38, 4), 0100644u << 16);
	ck_assert_mem_eq(central + CENTRAL_HEADER_SIZE, "é", 2);
	free(data);
}
END_TEST

static void assert_dos_time(int64_t time, unsigned int year, unsigned int month, unsigned int day,
			    unsigned int hour, unsigned int minute, unsigned int second)
{
	static const struct entry entries[] = {{"a", "", 0}, {NULL, NULL, 0}};
	char *data = temp_read(write_container("t.zip", TAIZHANG_FORMAT_ZIP, time, entries), NULL);

	ck_assert_uint_eq(get(data, 12, 2), (year - 1980) << 9 | month << 5 | day);
	ck_assert_uint_eq(get(data, 10, 2), hour << 11 | minute << 5 | second / 2);
	free(data);
}

START_TEST(times_are_utc_and_kept_in_the_range_of_dos)
{
	setenv("TZ", "Asia/Shanghai", 1);
	assert_dos_time(TEST_TIME, 2018, 3, 5, 9, 30, 0);
	assert_dos_time(0, 1980, 1, 1, 0, 0, 0);
	assert_dos_time(315532799, 1980, 1, 1, 0, 0, 0);
	assert_dos_time(315532800 + 86399, 1980, 1, 1, 23, 59, 58);
	assert_dos_time(-5, 1980, 1, 1, 0, 0, 0);
	assert_dos_time(4354819198, 2107, 12, 31, 23, 59, 58);
	assert_dos_time(4354819200, 2107, 12, 31, 23, 59, 58);
	assert_dos_time(INT64_MAX, 2107, 12, 31, 23, 59, 58);
}
END_TEST

START_TEST(what_shrinks_is_deflated_and_the_rest_stored)
{
	static char zeros[10000];
	static unsigned char noise[10000];
	const struct entry entries[] = {{"z", zeros, sizeof zeros}, {"n", noise, sizeof noise}, {"e", "", 0}, {NULL, NULL, 0}};
	const char *path;
	char *data;
	size_t packed;

	fill_random(noise, sizeof noise, 2);
	path = write_container("a.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, entries);
	data = temp_read(path, NULL);
	ck_assert_uint_eq(get(data, 8, 2), 8);
	packed = get(data, 18, 4);
	ck_assert_uint_lt(packed, 100);
	ck_assert_uint_eq(get(data, 22, 4), sizeof zeros);
	ck_assert_uint_eq(get(data, LOCAL_HEADER_SIZE + 1 + packed + 8, 2), 0);
	assert_container_holds(path, entries);
	free(data);
}
END_TEST

START_TEST(equal_entries_give_equal_bytes)
{
	char *first, *second;
	size_t first_size, second_size;

	setenv("TZ", "UTC", 1);
	first = temp_read(write_container("1.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, awkward_entries), &first_size);
	setenv("TZ", "America/New_York", 1);
	second = temp_read(write_container("2.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, awkward_entries), &second_size);
	ck_assert_uint_eq(first_size, second_size);
	ck_assert_mem_eq(first, second, first_size);
	free(first);
	free(second);
}
END_TEST

/* Keeps what is not a full block of the entry's bytes: the headers, in a file with holes. */
static int write_sparse(void *context, uint64_t at, const void *data, size_t size,
			struct taizhang_error *error)
{
	(void)error;
	if (size == TZ_CONTAINER_BLOCK)
		return 0;
	return pwrite(*(int *)context, data, size, (off_t)at) == (ssize_t)size ? 0 : -1;
}

/* One entry of size bytes that do not shrink, then a small one. Gives the path. */
static const char *write_large(uint64_t size)
{
	static unsigned char block[TZ_CONTAINER_BLOCK];
	const char *path = temp_path("large.zip");
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);
	struct tz_sink sink = {write_sparse, &fd};
	struct tz_container_writer *w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &sink, path, TEST_TIME, &err);
	const uint64_t whole = size;
	uint64_t bytes;

	fill_random(block, sizeof block, 4);
	tz_assert_ok(tz_container_begin(w, "大.bin", size, TZ_CODING_STORED, &err), &err);
	while (size > 0) {
		size_t part = size > sizeof block ? sizeof block : (size_t)size;

		tz_assert_ok(tz_container_write(w, block, part, &err), &err);
		size -= part;
	}
	tz_assert_ok(tz_container_end(w, 0, whole, &err), &err);
	tz_assert_ok(tz_container_put(w, "后.txt", "behind four GiB", 15, &err), &err);
	tz_assert_ok(tz_container_finish(w, &bytes, &err), &err);
	tz_container_free(w);
	close(fd);
	return path;
}

START_TEST(zip64_holds_what_is_larger_than_four_gibibytes_and_what_lies_behind)
{
	const char *path = write_large(0x100000005u);
	char head[64];
	int fd = open(path, O_RDONLY);

	ck_assert_int_eq(read(fd, head, sizeof head), sizeof head);
	close(fd);
	ck_assert_uint_eq(get(head, 4, 2), 45);
	ck_assert_uint_eq(get(head, 18, 4), 0xFFFFFFFFu);
	ck_assert_uint_eq(get(head, 22, 4), 0xFFFFFFFFu);
	ck_assert_uint_eq(get(head, LOCAL_HEADER_SIZE + 7, 4), 16 << 16 | 1);
	ck_assert_uint_eq(get(head, LOCAL_HEADER_SIZE + 11, 4), 5);
	ck_assert_uint_eq(get(head, LOCAL_HEADER_SIZE + 15, 4), 1);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 bsdtar -tvf '%s' | grep -q ' 4294967301 .*大.bin'", path), 0);
	ck_assert_int_eq(temp_shell("test \"$(LC_ALL=C.UTF-8 unzip -p '%s' '后.txt' 2>&1)\" = 'behind four GiB'", path), 0);
	ck_assert_int_eq(temp_shell("test \"$(LC_ALL=C.UTF-8 zipinfo -l '%s' | grep -c '^-rw-r--r--  4.5 unx')\" = 2", path), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 7z l '%s' >/dev/null", path), 0);
}
END_TEST

START_TEST(a_sink_that_fails_fails_the_call_and_leaks_nothing)
{
	static unsigned char data[3 << 20];

	fill_random(data, sizeof data, 6);
	for (int writes = 0; writes < 3; writes++) {
		struct failing_sink failing;
		struct tz_container_writer *w;
		uint64_t bytes;
		int result;

		taizhang_error_clear(&err);
		failing_sink_init(&failing, writes);
		w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &failing.sink, "out.zip", TEST_TIME, &err);
		tz_assert_ptr(w, &err);
		result = tz_container_put(w, "a", data, sizeof data, &err) != 0 ||
			 tz_container_finish(w, &bytes, &err) != 0;
		ck_assert_int_eq(result, 1);
		tz_assert_code(&err, TAIZHANG_E_IO);
		ck_assert_str_eq(err.where, "sink");
		tz_container_free(w);
	}
}
END_TEST

START_TEST(a_writer_given_up_in_the_middle_writes_nothing_more)
{
	struct failing_sink failing;
	struct tz_container_writer *w;

	failing_sink_init(&failing, 0);
	w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &failing.sink, "out.zip", TEST_TIME, &err);
	tz_assert_ok(tz_container_begin(w, "a", 10, TZ_CODING_STORED, &err), &err);
	tz_assert_ok(tz_container_write(w, "12345", 5, &err), &err);
	tz_container_free(w);
	ck_assert_int_eq(failing.writes_left, 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_write");
	TCase *entries = tcase_create("entries"), *others = tcase_create("other programs");
	TCase *headers = tcase_create("headers"), *large = tcase_create("large"), *fails = tcase_create("fails");

	tcase_add_test(entries, awkward_entries_come_back);
	tcase_add_test(entries, a_zip_of_nothing_is_a_zip);
	tcase_add_test(entries, an_entry_larger_than_the_window_is_completed_behind_it);
	tcase_add_test(entries, what_shrinks_is_deflated_and_the_rest_stored);
	tcase_add_test(entries, equal_entries_give_equal_bytes);
	suite_add_tcase(suite, entries);
	tcase_set_timeout(others, 60);
	tcase_add_test(others, unzip_and_7z_find_no_fault);
	tcase_add_test(others, bsdtar_lists_the_names);
	tcase_add_test(others, java_reads_it_as_a_stream);
	suite_add_tcase(suite, others);
	tcase_add_test(headers, headers_hold_sizes_and_crc_and_say_utf8);
	tcase_add_test(headers, times_are_utc_and_kept_in_the_range_of_dos);
	suite_add_tcase(suite, headers);
	tcase_set_timeout(large, 300);
	tcase_add_test(large, zip64_holds_what_is_larger_than_four_gibibytes_and_what_lies_behind);
	suite_add_tcase(suite, large);
	tcase_add_test(fails, a_sink_that_fails_fails_the_call_and_leaks_nothing);
	tcase_add_test(fails, a_writer_given_up_in_the_middle_writes_nothing_more);
	suite_add_tcase(suite, fails);
	return suite;
}
