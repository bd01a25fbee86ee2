/* SPDX-License-Identifier: MIT */
/* test_zip_write.c: tests of lib/package/zip_write.c; other programs judge what it writes. */
#include "package/container_write.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/put_entry.h"
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
	ck_assert_uint_eq(get(data, 10, 4), 0x4C654BC0u);	/* time and date of DOS */
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

/* A zip at work in a file below temp_dir(). */
struct work {
	const char *path;
	struct tz_file_sink file;
	struct tz_sink sink;
	struct tz_container_writer *w;
};

static void begin_zip(struct work *work, const char *name)
{
	taizhang_error_clear(&err);
	work->path = temp_path(name);
	work->file = (struct tz_file_sink){open(work->path, O_RDWR | O_CREAT | O_TRUNC, 0666), work->path};
	work->sink = tz_sink_of_file(&work->file);
	work->w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &work->sink, work->path, TEST_TIME, &err);
	tz_assert_ptr(work->w, &err);
}

static void end_zip(struct work *work)
{
	uint64_t bytes;

	tz_assert_ok(tz_container_finish(work->w, &bytes, &err), &err);
	tz_container_free(work->w);
	ck_assert_int_eq(lseek(work->file.fd, 0, SEEK_END), (off_t)bytes);
	close(work->file.fd);
}

/* An entry that is begun before its CRC is known, and gets its bytes so many at a time. */
static void put_in_parts(struct work *work, const char *name, uint64_t said, enum tz_coding coding, const char *coded,
			 size_t coded_size, size_t step, uint32_t crc, uint64_t size)
{
	tz_assert_ok(tz_container_begin(work->w, name, said, coding, &err), &err);
	for (size_t at = 0; at < coded_size; at += step)
		tz_assert_ok(tz_container_write(work->w, coded + at, coded_size - at < step ? coded_size - at : step, &err), &err);
	tz_assert_ok(tz_container_end(work->w, crc, size, &err), &err);
}

static void assert_same_file(const char *left, const char *right)
{
	ck_assert_int_eq(temp_shell("cmp '%s' '%s'", left, right), 0);
}

START_TEST(what_comes_in_parts_is_written_as_what_comes_whole)
{
	static const size_t sizes[] = {0, 10, 70000, 300000}, steps[] = {1, 13, 65535, 65536, 200000, 1000000};
	static char data[300000];
	struct work whole, parts;
	char name[32];

	fill_random(data, sizeof data, 8);
	begin_zip(&whole, "whole.zip");
	begin_zip(&parts, "parts.zip");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		uint32_t crc = tz_crc32(0, data, sizes[i]);

		snprintf(name, sizeof name, "包/%zu.bin", sizes[i]);
		tz_assert_ok(tz_container_put_coded(whole.w, name, TZ_CODING_STORED, crc, sizes[i], data, sizes[i], &err), &err);
		put_in_parts(&parts, name, sizes[i], TZ_CODING_STORED, data, sizes[i], steps[_i], crc, sizes[i]);
	}
	end_zip(&whole);
	end_zip(&parts);
	assert_same_file(whole.path, parts.path);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 unzip -tqq '%s'", parts.path), 0);
}
END_TEST

/* Two blocks of text, made by two objects; gives the bytes of the stream. */
static size_t deflate_text(const char *text, size_t size, char *out, size_t capacity)
{
	struct tz_deflate *first = tz_deflate_new(&err), *second = tz_deflate_new(&err);
	size_t half = size / 2, packed, rest;

	ck_assert_int_eq(tz_deflate_block(first, NULL, 0, text, half, false, out, capacity, &packed), 0);
	ck_assert_int_eq(tz_deflate_block(second, text + half - TZ_DEFLATE_DICTIONARY, TZ_DEFLATE_DICTIONARY, text + half,
					  size - half, true, out + packed, capacity - packed, &rest), 0);
	tz_deflate_free(first);
	tz_deflate_free(second);
	return packed + rest;
}

/* Programs that read it; what they say goes nowhere, but for the bytes of the first entry. */
static void assert_all_read(const char *path, const char *entry, const char *expected)
{
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 unzip -tqq '%s'", path), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 unzip -p '%s' '%s' | cmp - '%s'", path, entry, expected), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 zipinfo '%s' >/dev/null", path), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 7z t '%s' >/dev/null", path), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 bsdtar -xOf '%s' '%s' | cmp - '%s'", path, entry, expected), 0);
	if (temp_shell("python3 -c 'import zipfile' 2>/dev/null") == 0)
		ck_assert_int_eq(temp_shell("python3 -m zipfile -t '%s' >/dev/null", path), 0);
}

START_TEST(deflated_blocks_are_inflated_by_all_though_the_size_was_not_known)
{
	static char text[500000], packed[400000];
	const char *expected;
	struct tz_zip_directory directory;
	struct work work;
	size_t packed_size;
	uint32_t crc;

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "材料审核项目 0123456789"[(i + i / 9000) % 29];
	expected = temp_write("expected", text, sizeof text);
	crc = tz_crc32(0, text, sizeof text);
	packed_size = deflate_text(text, sizeof text, packed, sizeof packed);
	begin_zip(&work, "a.zip");
	put_in_parts(&work, "包/一.txt", sizeof text, TZ_CODING_DEFLATED, packed, packed_size, 1000, crc, sizeof text);
	put_in_parts(&work, "包/二.txt", TZ_SIZE_UNKNOWN, TZ_CODING_DEFLATED, packed, packed_size, 1000, crc, sizeof text);
	put_in_parts(&work, "包/三.txt", TZ_SIZE_UNKNOWN, TZ_CODING_STORED, text, sizeof text, 100000, crc, sizeof text);
	tz_assert_ok(tz_container_put_coded(work.w, "包/四.txt", TZ_CODING_DEFLATED, crc, sizeof text, packed, packed_size, &err), &err);
	end_zip(&work);
	assert_all_read(work.path, "包/一.txt", expected);
	assert_all_read(work.path, "包/二.txt", expected);
	directory = read_sound_zip(work.path);
	ck_assert_uint_eq(directory.num_entries, 4);
	for (size_t i = 0; i < directory.num_entries; i++) {
		ck_assert_uint_eq(directory.entries[i].size, sizeof text);
		ck_assert_uint_eq(directory.entries[i].crc, crc);
		ck_assert_uint_eq(directory.entries[i].method, i == 2 ? 0 : 8);
	}
	tz_zip_directory_free(&directory);
}
END_TEST

START_TEST(folders_are_folders)
{
	static const struct entry entries[] = {{"包/data/", "", 0}, {"包/data/a", "x", 1}, {NULL, NULL, 0}};
	struct tz_zip_directory directory = read_sound_zip(write_container("a.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, entries));

	ck_assert_uint_eq(directory.num_entries, 2);
	ck_assert_str_eq(directory.entries[0].name, "包/data/");
	ck_assert_int_eq(directory.entries[0].type, TZ_ENTRY_DIRECTORY);
	ck_assert_int_eq(directory.entries[1].type, TZ_ENTRY_FILE);
	tz_zip_directory_free(&directory);
}
END_TEST

START_TEST(a_name_has_its_limits)
{
	static const size_t most = 65535 - 46 - 28;
	char *name = malloc(most + 2);
	struct tz_zip_directory directory;
	struct work work;

	memset(name, 'n', most + 1);
	name[most + 1] = '\0';
	begin_zip(&work, "a.zip");
	ck_assert_int_eq(put_entry(work.w, name, "x", 1, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	ck_assert_str_eq(err.where, work.path);
	ck_assert_int_eq(err.number, (int64_t)most + 1);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_container_begin(work.w, "", 1, TZ_CODING_STORED, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	taizhang_error_clear(&err);
	name[most] = '\0';
	tz_assert_ok(put_entry(work.w, name, "x", 1, &err), &err);
	end_zip(&work);
	directory = read_sound_zip(work.path);
	ck_assert_uint_eq(directory.num_entries, 1);
	ck_assert_str_eq(directory.entries[0].name, name);
	tz_zip_directory_free(&directory);
	free(name);
}
END_TEST

START_TEST(a_size_that_is_not_what_was_written_is_refused)
{
	struct work work;

	begin_zip(&work, "a.zip");
	tz_assert_ok(tz_container_begin(work.w, "a", 3, TZ_CODING_STORED, &err), &err);
	tz_assert_ok(tz_container_write(work.w, "ab", 2, &err), &err);
	ck_assert_int_eq(tz_container_end(work.w, 0, 3, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	tz_container_free(work.w);
	close(work.file.fd);
}
END_TEST

static int count_writes(void *context, uint64_t at, const void *data, size_t size, struct taizhang_error *error)
{
	(void)at;
	(void)data;
	(void)size;
	(void)error;
	++*(unsigned int *)context;
	return 0;
}

START_TEST(small_entries_share_their_writes)
{
	unsigned int writes = 0;
	struct tz_sink sink = {count_writes, &writes};
	struct tz_container_writer *w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &sink, "w.zip", TEST_TIME, &err);
	uint64_t bytes;

	for (int i = 0; i < 4000; i++) {
		tz_assert_ok(tz_container_begin(w, "包/data/I-1-1-1-1/01-小.txt", 5, TZ_CODING_STORED, &err), &err);
		tz_assert_ok(tz_container_write(w, "small", 5, &err), &err);
		tz_assert_ok(tz_container_end(w, 1, 5, &err), &err);
	}
	tz_assert_ok(tz_container_finish(w, &bytes, &err), &err);
	tz_container_free(w);
	ck_assert_uint_gt(bytes, 500000);
	/* And seldom goes back to a header that was written already. */
	ck_assert_uint_le(writes, 6);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_write");
	TCase *entries = tcase_create("entries"), *others = tcase_create("other programs");
	TCase *headers = tcase_create("headers"), *parts = tcase_create("parts");

	tcase_add_test(entries, awkward_entries_come_back);
	tcase_add_test(entries, a_zip_of_nothing_is_a_zip);
	tcase_add_test(entries, an_entry_larger_than_the_window_is_completed_behind_it);
	tcase_add_test(entries, what_shrinks_is_deflated_and_the_rest_stored);
	tcase_add_test(entries, equal_entries_give_equal_bytes);
	tcase_add_test(entries, folders_are_folders);
	suite_add_tcase(suite, entries);
	tcase_add_loop_test(parts, what_comes_in_parts_is_written_as_what_comes_whole, 0, 6);
	tcase_add_test(parts, deflated_blocks_are_inflated_by_all_though_the_size_was_not_known);
	tcase_add_test(parts, small_entries_share_their_writes);
	tcase_add_test(parts, a_size_that_is_not_what_was_written_is_refused);
	suite_add_tcase(suite, parts);
	tcase_set_timeout(others, 60);
	tcase_add_test(others, unzip_and_7z_find_no_fault);
	tcase_add_test(others, bsdtar_lists_the_names);
	tcase_add_test(others, java_reads_it_as_a_stream);
	suite_add_tcase(suite, others);
	tcase_add_test(headers, headers_hold_sizes_and_crc_and_say_utf8);
	tcase_add_test(headers, a_name_has_its_limits);
	suite_add_tcase(suite, headers);
	return suite;
}
