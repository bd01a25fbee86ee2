/* SPDX-License-Identifier: MIT */
/* test_compound.c: OLE compound files: what lies in them, read back to the byte; those that are spoilt. */
#include "inspect/compound.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/door_case.h"

static struct taizhang_error err;
static struct tz_source source;
static struct tz_compound compound;
static struct tz_buffer bytes, out;
static char large[20000], small[100];

static void open_bytes(void)
{
	tz_compound_free(&compound);
	tz_source_close(&source);
	tz_assert_ok(tz_source_begin(&source, "file", &err), &err);
	tz_assert_ok(tz_source_write(&source, bytes.data, bytes.size, &err), &err);
	tz_assert_ok(tz_source_end(&source, &err), &err);
	tz_assert_ok(tz_compound_open(&compound, &source, &err), &err);
}

static void setup(void)
{
	const struct door_case_stream streams[] = {
		{"WordDocument", -1, large, sizeof large}, {"Macros", -1, NULL, 0}, {"VBA", 1, NULL, 0}, {"Module1", 2, small, sizeof small},
		{"Data", -1, small, 64},
	};

	taizhang_error_clear(&err);
	source = (struct tz_source)TZ_SOURCE_INIT;
	compound = (struct tz_compound)TZ_COMPOUND_INIT;
	for (size_t i = 0; i < sizeof large; i++)
		large[i] = (char)(i * 7 + i / 256);
	memset(small, 'x', sizeof small);
	door_case_ole(streams, 5, &bytes);
	open_bytes();
}

static void teardown(void)
{
	tz_compound_free(&compound);
	tz_source_close(&source);
	tz_buffer_free(&bytes);
	tz_buffer_free(&out);
}

START_TEST(streams_are_found_in_their_storages_whatever_the_case_of_their_letters)
{
	uint32_t macros = tz_compound_find(&compound, 0, "macros"), vba = tz_compound_find(&compound, macros, "VBA");

	ck_assert_ptr_null(compound.fault);
	ck_assert_uint_ne(macros, 0);
	ck_assert(compound.entries[macros].storage);
	ck_assert_uint_ne(tz_compound_find(&compound, vba, "MODULE1"), 0);
	ck_assert_uint_eq(tz_compound_find(&compound, 0, "Module1"), 0);
	ck_assert_uint_eq(tz_compound_find(&compound, 0, "Workbook"), 0);
}
END_TEST

START_TEST(large_and_small_streams_come_back_to_the_byte)
{
	struct tz_compound_stream stream;
	char piece[777];

	tz_assert_ok(tz_compound_load(&compound, tz_compound_find(&compound, 0, "WordDocument"), 1u << 20, &out, &err), &err);
	ck_assert_uint_eq(out.size, sizeof large);
	ck_assert_mem_eq(out.data, large, sizeof large);
	tz_compound_begin(&compound, tz_compound_find(&compound, 0, "WordDocument"), &stream);
	ck_assert_int_eq(tz_compound_read(&stream, NULL, 5000, &err), 5000);
	ck_assert_int_eq(tz_compound_read(&stream, piece, sizeof piece, &err), sizeof piece);
	ck_assert_mem_eq(piece, large + 5000, sizeof piece);
	out.size = 0;
	tz_assert_ok(tz_compound_load(&compound, 4, 70, &out, &err), &err);
	ck_assert_uint_eq(out.size, 70);
	ck_assert_mem_eq(out.data, small, 70);
}
END_TEST

START_TEST(a_file_that_breaks_off_gives_what_is_there)
{
	/* The table stands at the end; without it nothing can be found. */
	bytes.size -= 400;
	open_bytes();
	ck_assert_ptr_nonnull(compound.fault);
	bytes.size = 300;
	open_bytes();
	ck_assert_ptr_nonnull(compound.fault);
	ck_assert_uint_eq(compound.num, 0);
}
END_TEST

START_TEST(a_stream_that_claims_more_than_its_sectors_ends_with_them)
{
	compound.entries[1].size = 1u << 30;
	tz_assert_ok(tz_compound_load(&compound, 1, 1u << 30, &out, &err), &err);
	ck_assert_uint_ge(out.size, sizeof large);
	ck_assert_uint_lt(out.size, sizeof large + 512);
}
END_TEST

START_TEST(sectors_and_entries_in_a_circle_come_to_an_end)
{
	/* The fifth sector is followed by the first. */
	compound.fat[4] = 0;
	compound.entries[1].size = 1u << 30;
	tz_assert_ok(tz_compound_load(&compound, 1, 1u << 30, &out, &err), &err);
	ck_assert_uint_le(out.size, (compound.num_fat + 1) * 512);
	/* The brother of an entry is itself. */
	for (size_t i = 512; i + 128 < bytes.size; i += 128)
		if (memcmp(bytes.data + i, "W\0o\0r\0d\0D", 9) == 0)
			bytes.data[i + 72] = 1;
	open_bytes();
	ck_assert_str_eq(compound.fault, "entries in a circle");
	ck_assert_uint_ne(tz_compound_find(&compound, 0, "WordDocument"), 0);
}
END_TEST

START_TEST(what_is_no_compound_file_has_no_entries)
{
	memset(bytes.data, 'x', 8);
	open_bytes();
	ck_assert_uint_eq(compound.num, 0);
	ck_assert_str_eq(compound.fault, "no header");
	memcpy(bytes.data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	bytes.data[0x1e] = 31;
	open_bytes();
	ck_assert_str_eq(compound.fault, "sectors of an impossible size");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("compound");
	TCase *reads = tcase_create("reads");

	tcase_add_checked_fixture(reads, setup, teardown);
	tcase_add_test(reads, streams_are_found_in_their_storages_whatever_the_case_of_their_letters);
	tcase_add_test(reads, large_and_small_streams_come_back_to_the_byte);
	tcase_add_test(reads, a_file_that_breaks_off_gives_what_is_there);
	tcase_add_test(reads, a_stream_that_claims_more_than_its_sectors_ends_with_them);
	tcase_add_test(reads, sectors_and_entries_in_a_circle_come_to_an_end);
	tcase_add_test(reads, what_is_no_compound_file_has_no_entries);
	suite_add_tcase(suite, reads);
	return suite;
}
