/* SPDX-License-Identifier: MIT */
/* test_container_entry.c: single entries in any order, and what is wrong with one. */
#include "package/container_entry.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/input.h"
#include "harness/assert.h"
#include "harness/put_entry.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/zip_case.h"

static struct taizhang_error err;
static struct tz_entry_reader reader;
static struct tz_entry_fault fault;

static struct tz_container *open_walked(const struct taizhang_input *input)
{
	struct tz_container *c = tz_container_open(input, NULL, &err);

	tz_assert_ptr(c, &err);
	tz_assert_ok(tz_container_walk(c, NULL, NULL, NULL, &err), &err);
	return c;
}

/* The bytes of an entry as text, and what came last. */
static int64_t read_all(struct tz_container *c, size_t number, char *text)
{
	const void *block;
	int64_t got;
	size_t size = 0;

	tz_entry_reader_begin(&reader, c, number);
	while ((got = tz_entry_reader_next(&reader, &block, &fault, &err)) > 0) {
		memcpy(text + size, block, (size_t)got);
		size += (size_t)got;
	}
	text[size] = '\0';
	return got;
}

/* --- a zip of a stored file, one that deflates, and a stored one --- */

enum { STORED, DEFLATED, LAST, ENTRIES };

static struct tz_buffer zip;
static uint64_t offsets[ENTRIES];

static int write_bytes(void *context, uint64_t at, const void *data, size_t size, struct taizhang_error *e)
{
	(void)context;
	(void)e;
	ck_assert_uint_eq(at, zip.size);
	tz_buffer_add(&zip, data, size);
	return 0;
}

static struct tz_container *open_zip(void)
{
	const struct tz_sink sink = {write_bytes, NULL};
	struct tz_container_writer *w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &sink, "zip", 0, &err);
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct tz_zip_directory directory;
	static char same[5000];
	uint64_t bytes;

	memset(same, 'a', sizeof same);
	tz_assert_ptr(w, &err);
	tz_assert_ok(put_entry(w, "bag/stored", "first", 5, &err), &err);
	tz_assert_ok(put_entry(w, "bag/deflated", same, sizeof same, &err), &err);
	tz_assert_ok(put_entry(w, "bag/last", "the last", 8, &err), &err);
	tz_assert_ok(tz_container_finish(w, &bytes, &err), &err);
	tz_container_free(w);
	ck_assert_int_eq(zip_judge(zip.data, zip.size, &directory, NULL), 1);
	for (size_t i = 0; i < ENTRIES; i++)
		offsets[i] = directory.entries[i].offset;
	tz_zip_directory_free(&directory);
	input.data = zip.data;
	input.data_size = zip.size;
	return open_walked(&input);
}

static void close_zip(struct tz_container *c)
{
	tz_entry_reader_close(&reader);
	tz_container_close(c);
	tz_buffer_free(&zip);
}

START_TEST(a_zip_with_sizes_behind_its_data_is_not_kept_apart)
{
	const struct zip_case sound = {.name = "sound"};
	struct zip_made made = zip_make(&sound);
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct tz_container *c;

	input.data = made.bytes.data;
	input.data_size = made.bytes.size;
	c = open_walked(&input);
	ck_assert(!tz_container_keeps_apart(c));
	ck_assert(!tz_container_is_called_back(c));
	tz_container_close(c);
	zip_free(&made);
}
END_TEST

static void make_folder(void)
{
	temp_write("bag/a", "first", 5);
	temp_write("bag/b/c", "second", 6);
	temp_write("bag/d", "", 0);
}

START_TEST(a_folders_files_are_read_in_any_order)
{
	struct taizhang_input input;
	struct tz_container *c;
	char text[100];

	make_folder();
	input = tz_input_of_path(temp_path("bag"));
	c = open_walked(&input);
	ck_assert(tz_container_keeps_apart(c));
	for (size_t i = tz_container_num_entries(c); i-- > 0;) {
		const struct tz_entry *entry = tz_container_entry(c, i);

		if (entry->is_directory)
			continue;
		ck_assert_int_eq(read_all(c, i, text), 0);
		ck_assert_uint_eq(strlen(text), entry->size);
		if (strcmp(entry->path, "b/c") == 0)
			ck_assert_str_eq(text, "second");
	}
	tz_entry_reader_close(&reader);
	tz_container_close(c);
}
END_TEST

START_TEST(a_file_that_went_is_told)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_input input;
	struct tz_container *c;
	char text[100];

	make_folder();
	input = tz_input_of_path(temp_path("bag"));
	c = open_walked(&input);
	ck_assert_int_eq(unlink(temp_path("bag/a")), 0);
	ck_assert_int_eq(read_all(c, 0, text), TZ_CONTAINER_BROKEN);
	tz_assert_ok(tz_container_tell_fault(c, 0, &fault, findings, &err), &err);
	ck_assert_str_eq(zip_ids(findings), "entry-unreadable");
	/* the next one is read all the same */
	ck_assert_int_eq(read_all(c, tz_container_num_entries(c) - 1, text), 0);
	tz_entry_reader_close(&reader);
	tz_container_close(c);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_zips_entries_are_read_in_any_order)
{
	struct tz_container *c = open_zip();
	char forward[ENTRIES][6000], text[6000];

	ck_assert(tz_container_keeps_apart(c));
	for (size_t i = 0; i < ENTRIES; i++)
		ck_assert_int_eq(read_all(c, i, forward[i]), 0);
	ck_assert_str_eq(forward[STORED], "first");
	ck_assert_str_eq(forward[LAST], "the last");
	for (size_t i = ENTRIES; i-- > 0;) {
		ck_assert_int_eq(read_all(c, i, text), 0);
		ck_assert_str_eq(text, forward[i]);
		ck_assert_uint_eq(strlen(text), tz_container_entry(c, i)->size);
	}
	close_zip(c);
}
END_TEST

START_TEST(damage_is_of_one_entry)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c = open_zip();
	char text[6000];

	/* the last byte of its data */
	zip.data[offsets[DEFLATED] - 1] ^= 1;
	ck_assert_int_eq(read_all(c, STORED, text), TZ_CONTAINER_BROKEN);
	ck_assert_int_eq(fault.id, TZ_F_CONTAINER_DAMAGED);
	tz_assert_ok(tz_container_tell_fault(c, STORED, &fault, findings, &err), &err);
	ck_assert_str_eq(zip_ids(findings), "container-damaged");
	ck_assert(!tz_container_is_stopped(c));
	ck_assert_int_eq(read_all(c, DEFLATED, text), 0);
	close_zip(c);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_file_that_is_written_to_meanwhile_has_changed)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c = open_zip();
	char text[6000];

	/* its unpacked size */
	zip.data[offsets[LAST] + 22]++;
	ck_assert_int_eq(read_all(c, LAST, text), TZ_CONTAINER_BROKEN);
	tz_assert_ok(tz_container_tell_fault(c, LAST, &fault, findings, &err), &err);
	ck_assert_str_eq(zip_ids(findings), "container-changed");
	ck_assert(tz_container_is_stopped(c));
	close_zip(c);
	taizhang_findings_free(findings);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("container_entry");
	TCase *reads = tcase_create("reads"), *faults = tcase_create("faults");

	tcase_add_checked_fixture(reads, NULL, temp_remove);
	tcase_add_checked_fixture(faults, NULL, temp_remove);
	tcase_add_test(reads, a_zip_with_sizes_behind_its_data_is_not_kept_apart);
	tcase_add_test(reads, a_folders_files_are_read_in_any_order);
	tcase_add_test(reads, a_zips_entries_are_read_in_any_order);
	tcase_add_test(faults, a_file_that_went_is_told);
	tcase_add_test(faults, damage_is_of_one_entry);
	tcase_add_test(faults, a_file_that_is_written_to_meanwhile_has_changed);
	suite_add_tcase(suite, reads);
	suite_add_tcase(suite, faults);
	return suite;
}
