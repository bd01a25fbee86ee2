/* SPDX-License-Identifier: MIT */
/* test_zip_write_large.c: zip64, by the number of entries and by sizes past 4 GiB, which a file with holes keeps. */
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
#include "package/zip_header.h"

#define GIB4 0x100000000u
#define MANY 70000
/* The header before the first entry's bytes. */
#define FIRST_NAME "大.bin"
#define FIRST_HEADER (TZ_ZIP_LOCAL_SIZE + sizeof FIRST_NAME - 1)

static struct taizhang_error err;
static unsigned char block[1 << 20];

static void set_up(void)
{
	taizhang_error_clear(&err);
}

static void tear_down(void)
{
	temp_remove();
}

/* Keeps all but full blocks of an entry's bytes. */
static int write_sparse(void *context, uint64_t at, const void *data, size_t size, struct taizhang_error *error)
{
	(void)error;
	if (size == sizeof block)
		return 0;
	return pwrite(*(int *)context, data, size, (off_t)at) == (ssize_t)size ? 0 : -1;
}

struct sparse {
	const char *path;
	int fd;
	struct tz_sink sink;
	struct tz_container_writer *w;
};

static void begin_sparse(struct sparse *zip)
{
	zip->path = temp_path("large.zip");
	zip->fd = open(zip->path, O_RDWR | O_CREAT | O_TRUNC, 0666);
	zip->sink = (struct tz_sink){write_sparse, &zip->fd};
	zip->w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &zip->sink, zip->path, TEST_TIME, &err);
	tz_assert_ptr(zip->w, &err);
}

static void end_sparse(struct sparse *zip)
{
	uint64_t bytes;

	tz_assert_ok(tz_container_finish(zip->w, &bytes, &err), &err);
	tz_container_free(zip->w);
	ck_assert_int_eq(lseek(zip->fd, 0, SEEK_END), (off_t)bytes);
}

static void write_blocks(struct sparse *zip, uint64_t size)
{
	while (size > 0) {
		size_t part = size < sizeof block ? (size_t)size : sizeof block;

		tz_assert_ok(tz_container_write(zip->w, block, part, &err), &err);
		size -= part;
	}
}

/* An entry of which coded_size bytes are written; said at its beginning: how many it will have unpacked. */
static void put_large(struct sparse *zip, const char *name, uint64_t said, enum tz_coding coding, uint64_t coded_size,
		      uint64_t size)
{
	tz_assert_ok(tz_container_begin(zip->w, name, said, coding, &err), &err);
	write_blocks(zip, coded_size);
	tz_assert_ok(tz_container_end(zip->w, 0x12345678, size, &err), &err);
}

/* name begins after offset, with a version, the two sizes in its header, and an extra field of that size. */
static void assert_local(const struct sparse *zip, uint64_t offset, unsigned int version, uint32_t coded_size, uint32_t size,
			 unsigned int extra_size)
{
	unsigned char header[TZ_ZIP_LOCAL_SIZE];

	ck_assert_int_eq(pread(zip->fd, header, sizeof header, (off_t)offset), sizeof header);
	ck_assert_uint_eq(header[4] | (unsigned int)header[5] << 8, version);
	ck_assert_mem_eq(header + 14, "\x78\x56\x34\x12", 4);
	for (int i = 0; i < 4; i++) {
		ck_assert_uint_eq(header[18 + i], coded_size >> 8 * i & 255);
		ck_assert_uint_eq(header[22 + i], size >> 8 * i & 255);
	}
	ck_assert_uint_eq(header[28] | (unsigned int)header[29] << 8, extra_size);
}

START_TEST(sizes_choose_the_form_of_the_header)
{
	static const struct {
		uint64_t said, coded_size, size;
		enum tz_coding coding;
		bool is_large;
	} cases[] = {
		{GIB4 - 2, GIB4 - 2, GIB4 - 2, TZ_CODING_STORED, false},
		{GIB4 - 1, GIB4 - 1, GIB4 - 1, TZ_CODING_STORED, true},
		{GIB4 + 5, GIB4 + 5, GIB4 + 5, TZ_CODING_STORED, true},
		{TZ_SIZE_UNKNOWN, GIB4 - 2, GIB4 - 2, TZ_CODING_STORED, false},
		{TZ_SIZE_UNKNOWN, 5, 5, TZ_CODING_STORED, false},
		{GIB4 / 2, GIB4 / 4, GIB4 / 2, TZ_CODING_DEFLATED, false},
		/* might have come out larger than its header can say, and did, or did not */
		{GIB4 - 2, GIB4 + 1, GIB4 - 2, TZ_CODING_DEFLATED, true},
		{GIB4 - 2, 5 << 20, GIB4 - 2, TZ_CODING_DEFLATED, true},
		{2 * GIB4, 20 << 20, 2 * GIB4, TZ_CODING_DEFLATED, true},
		{TZ_SIZE_UNKNOWN, 20 << 20, GIB4 - 2, TZ_CODING_DEFLATED, false},
	};
	uint64_t size = cases[_i].size, coded_size = cases[_i].coded_size;
	bool is_large = cases[_i].is_large;
	struct tz_zip_directory directory;
	struct sparse zip;

	begin_sparse(&zip);
	put_large(&zip, FIRST_NAME, cases[_i].said, cases[_i].coding, coded_size, size);
	tz_assert_ok(put_entry(zip.w, "后.txt", "behind", 6, &err), &err);
	end_sparse(&zip);
	if (is_large)
		assert_local(&zip, 0, 45, UINT32_MAX, UINT32_MAX, 20);
	else
		assert_local(&zip, 0, 20, (uint32_t)coded_size, (uint32_t)size, 0);
	directory = read_sound_zip(zip.path);
	ck_assert_uint_eq(directory.num_entries, 2);
	ck_assert_str_eq(directory.entries[0].name, FIRST_NAME);
	ck_assert_uint_eq(directory.entries[0].size, size);
	ck_assert_uint_eq(directory.entries[0].packed_size, coded_size);
	ck_assert_uint_eq(directory.entries[0].crc, 0x12345678);
	ck_assert_uint_eq(directory.entries[0].method, cases[_i].coding == TZ_CODING_DEFLATED ? 8 : 0);
	ck_assert_uint_eq(directory.entries[1].offset, FIRST_HEADER + (is_large ? 20 : 0) + coded_size);
	ck_assert_uint_eq(directory.entries[1].size, 6);
	tz_zip_directory_free(&directory);
	close(zip.fd);
}
END_TEST

START_TEST(what_was_not_said_to_be_large_must_not_become_so)
{
	static const struct {
		uint64_t coded_size, size;
		enum tz_coding coding;
	} cases[] = {
		{GIB4 - 1, GIB4 - 1, TZ_CODING_STORED},
		{20 << 20, GIB4 - 1, TZ_CODING_DEFLATED},
		{GIB4 - 1, GIB4 - 2, TZ_CODING_DEFLATED},
	};
	struct sparse zip;

	begin_sparse(&zip);
	tz_assert_ok(tz_container_begin(zip.w, "a", TZ_SIZE_UNKNOWN, cases[_i].coding, &err), &err);
	write_blocks(&zip, cases[_i].coded_size);
	ck_assert_int_eq(tz_container_end(zip.w, 0, cases[_i].size, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	tz_container_free(zip.w);
	close(zip.fd);
}
END_TEST

START_TEST(a_large_entry_whose_bytes_are_known_has_its_header_from_the_start)
{
	const size_t coded_size = 5 << 20;
	unsigned char *coded = calloc(1, coded_size);
	struct tz_zip_directory directory;
	struct sparse zip;

	begin_sparse(&zip);
	tz_assert_ok(tz_container_put_coded(zip.w, FIRST_NAME, TZ_CODING_DEFLATED, 0x12345678, GIB4 + 7, coded, coded_size, &err), &err);
	end_sparse(&zip);
	assert_local(&zip, 0, 45, UINT32_MAX, UINT32_MAX, 20);
	directory = read_sound_zip(zip.path);
	ck_assert_uint_eq(directory.entries[0].size, GIB4 + 7);
	ck_assert_uint_eq(directory.entries[0].packed_size, coded_size);
	tz_zip_directory_free(&directory);
	close(zip.fd);
	free(coded);
}
END_TEST

START_TEST(other_programs_read_what_lies_behind_four_gibibytes)
{
	struct sparse zip;

	begin_sparse(&zip);
	put_large(&zip, FIRST_NAME, GIB4 + 5, TZ_CODING_STORED, GIB4 + 5, GIB4 + 5);
	tz_assert_ok(put_entry(zip.w, "后.txt", "behind four GiB", 15, &err), &err);
	end_sparse(&zip);
	close(zip.fd);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 bsdtar -tvf '%s' | grep -q ' 4294967301 .*大.bin'", zip.path), 0);
	ck_assert_int_eq(temp_shell("test \"$(LC_ALL=C.UTF-8 unzip -p '%s' '后.txt' 2>&1)\" = 'behind four GiB'", zip.path), 0);
	ck_assert_int_eq(temp_shell("test \"$(LC_ALL=C.UTF-8 zipinfo -l '%s' | grep -c '^-rw-r--r--  4.5 unx')\" = 2", zip.path), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 7z l '%s' >/dev/null", zip.path), 0);
}
END_TEST

/* num entries of their own number, in a zip of that name below temp_dir(). */
static const char *write_many(const char *zip_name, unsigned int num)
{
	const char *path = temp_path(zip_name);
	struct tz_file_sink file = {open(path, O_RDWR | O_CREAT | O_TRUNC, 0666), path};
	struct tz_sink sink = tz_sink_of_file(&file);
	struct tz_container_writer *w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &sink, path, TEST_TIME, &err);
	uint64_t bytes;

	for (unsigned int i = 0; i < num; i++) {
		char name[32], data[16];

		snprintf(name, sizeof name, "包/%u/%u.txt", i / 1000, i);
		snprintf(data, sizeof data, "%u", i);
		tz_assert_ok(tz_container_put_coded(w, name, TZ_CODING_STORED, tz_crc32(0, data, strlen(data)),
						    strlen(data), data, strlen(data), &err), &err);
	}
	tz_assert_ok(tz_container_finish(w, &bytes, &err), &err);
	tz_container_free(w);
	close(file.fd);
	return path;
}

START_TEST(our_reader_finds_as_many_entries_as_were_written)
{
	static const unsigned int nums[] = {65534, 65535, 65536, MANY};
	struct tz_zip_directory directory = read_sound_zip(write_many("many.zip", nums[_i]));

	ck_assert_uint_eq(directory.num_entries, nums[_i]);
	ck_assert_str_eq(directory.entries[65533].name, "包/65/65533.txt");
	ck_assert_uint_eq(directory.entries[65533].size, 5);
	tz_zip_directory_free(&directory);
}
END_TEST

START_TEST(other_programs_read_more_entries_than_a_plain_end_can_count)
{
	const char *path = write_many("many.zip", MANY);

	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 unzip -tqq '%s'", path), 0);
	ck_assert_int_eq(temp_shell("test \"$(LC_ALL=C.UTF-8 unzip -p '%s' '包/69/69999.txt')\" = 69999", path), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 7z t '%s' | grep -q '^Files: %d$'", path, MANY), 0);
	ck_assert_int_eq(temp_shell("test \"$(LC_ALL=C.UTF-8 bsdtar -tf '%s' | wc -l)\" -eq %d", path, MANY), 0);
	if (temp_shell("python3 -c 'import zipfile' 2>/dev/null") == 0)
		ck_assert_int_eq(temp_shell("python3 -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); "
					    "sys.exit(len(z.namelist()) != %d or z.testzip() is not None)' '%s'", MANY, path), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_write_large");
	TCase *sizes = tcase_create("sizes"), *numbers = tcase_create("numbers");

	tcase_add_checked_fixture(sizes, set_up, tear_down);
	tcase_add_loop_test(sizes, sizes_choose_the_form_of_the_header, 0, 10);
	tcase_add_loop_test(sizes, what_was_not_said_to_be_large_must_not_become_so, 0, 3);
	tcase_add_test(sizes, a_large_entry_whose_bytes_are_known_has_its_header_from_the_start);
	tcase_add_test(sizes, other_programs_read_what_lies_behind_four_gibibytes);
	suite_add_tcase(suite, sizes);
	tcase_set_timeout(numbers, 60);
	tcase_add_checked_fixture(numbers, set_up, tear_down);
	tcase_add_loop_test(numbers, our_reader_finds_as_many_entries_as_were_written, 0, 4);
	tcase_add_test(numbers, other_programs_read_more_entries_than_a_plain_end_can_count);
	suite_add_tcase(suite, numbers);
	return suite;
}
