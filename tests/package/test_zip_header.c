/* SPDX-License-Identifier: MIT */
/* test_zip_header.c: tests of lib/package/zip_header.c, byte for byte. */
#include "package/zip_header.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

#define TIME 0x4C654BC0u

/* An item with a name of two bytes. */
#define ITEM(size_, coded_size_, is_deflated_, is_large_) { \
	.size = (size_), .coded_size = (coded_size_), .crc = 0x01020304u, .shared = 1, .rest = 1, \
	.is_deflated = (is_deflated_), .is_large = (is_large_), \
}

/* hex: the expected bytes, blanks between as wanted. */
static void assert_bytes(const unsigned char *bytes, size_t size, const char *hex)
{
	size_t at = 0;

	for (; *hex; hex++) {
		char digits[3] = {hex[0], hex[1], '\0'};

		if (*hex == ' ')
			continue;
		ck_assert_uint_lt(at, size);
		ck_assert_msg(bytes[at] == strtoul(digits, NULL, 16), "byte %zu is %02X, not %s", at, bytes[at], digits);
		at++;
		hex++;
	}
	ck_assert_uint_eq(at, size);
}

static void assert_header(const struct tz_zip_header *header, const char *hex, const char *extra)
{
	assert_bytes(header->bytes, header->size, hex);
	assert_bytes(header->extra, header->extra_size, extra);
}

START_TEST(a_local_header_has_all_that_is_known)
{
	struct tz_zip_item stored = ITEM(9, 9, false, false), deflated = ITEM(0x1000, 0x20, true, false);
	struct tz_zip_header header;

	tz_zip_header_local(&header, &stored, TIME);
	assert_header(&header, "504B0304 1400 0008 0000 C04B654C 04030201 09000000 09000000 0200 0000", "");
	tz_zip_header_local(&header, &deflated, TIME);
	assert_header(&header, "504B0304 1400 0008 0800 C04B654C 04030201 20000000 00100000 0200 0000", "");
}
END_TEST

START_TEST(a_large_local_header_has_both_sizes_in_its_field)
{
	struct tz_zip_item item = ITEM(0x100000005, 0x1234, true, true);
	struct tz_zip_header header;

	tz_zip_header_local(&header, &item, TIME);
	assert_header(&header, "504B0304 2D00 0008 0800 C04B654C 04030201 FFFFFFFF FFFFFFFF 0200 1400",
		      "0100 1000 0500000001000000 3412000000000000");
	ck_assert_mem_eq(header.bytes + TZ_ZIP_NUMBERS_AT, "\4\3\2\1", 4);
	ck_assert_mem_eq(header.extra + TZ_ZIP_SIZES_AT, "\5\0\0\0\1", 5);
}
END_TEST

START_TEST(a_header_of_the_directory_knows_mode_and_place)
{
	struct tz_zip_item item = ITEM(9, 9, false, false);
	struct tz_zip_header header;

	tz_zip_header_central(&header, &item, TIME, false, 0x11223344);
	assert_header(&header, "504B0102 1403 1400 0008 0000 C04B654C 04030201 09000000 09000000 0200 0000 0000 0000 0000"
		      "0000A481 44332211", "");
	tz_zip_header_central(&header, &item, TIME, true, 0);
	assert_header(&header, "504B0102 1403 1400 0008 0000 C04B654C 04030201 09000000 09000000 0200 0000 0000 0000 0000"
		      "1000ED41 00000000", "");
}
END_TEST

START_TEST(the_field_of_the_directory_has_what_the_header_has_no_room_for)
{
	static const struct {
		uint64_t size, coded_size, offset;
		bool is_large;
		const char *version, *numbers, *offset_field, *extra;
	} cases[] = {
		{0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFE, false, "1403 1400", "FEFFFFFF FEFFFFFF 0200 0000", "FEFFFFFF", ""},
		{0xFFFFFFFF, 7, 0, true, "2D03 2D00", "07000000 FFFFFFFF 0200 0C00", "00000000", "0100 0800 FFFFFFFF00000000"},
		{0xFFFFFFFE, 0xFFFFFFFF, 0, true, "2D03 2D00", "FFFFFFFF FEFFFFFF 0200 0C00", "00000000", "0100 0800 FFFFFFFF00000000"},
		{7, 7, 0xFFFFFFFF, false, "2D03 2D00", "07000000 07000000 0200 0C00", "FFFFFFFF", "0100 0800 FFFFFFFF00000000"},
		{0x200000001, 0x100000002, 0x300000003, true, "2D03 2D00", "FFFFFFFF FFFFFFFF 0200 1C00", "FFFFFFFF",
		 "0100 1800 0100000002000000 0200000001000000 0300000003000000"},
		/* begun as large, and it was not */
		{7, 5, 3, true, "2D03 2D00", "05000000 07000000 0200 0000", "03000000", ""},
	};
	struct tz_zip_item item = ITEM(cases[_i].size, cases[_i].coded_size, true, cases[_i].is_large);
	struct tz_zip_header header;

	tz_zip_header_central(&header, &item, TIME, false, cases[_i].offset);
	ck_assert_uint_eq(header.size, TZ_ZIP_CENTRAL_SIZE);
	assert_bytes(header.bytes + 4, 4, cases[_i].version);
	assert_bytes(header.bytes + 20, 12, cases[_i].numbers);
	assert_bytes(header.bytes + 42, 4, cases[_i].offset_field);
	assert_bytes(header.extra, header.extra_size, cases[_i].extra);
}
END_TEST

#define PLAIN "504B0506 0000 0000 "
#define RECORD "504B0606 2C00000000000000 2D03 2D00 00000000 00000000 "
#define LOCATOR "504B0607 00000000 "

START_TEST(the_end_is_of_zip64_where_a_number_asks_for_it)
{
	static const struct {
		uint64_t num, offset, size;
		const char *hex;
	} cases[] = {
		{0, 0, 0, PLAIN "0000 0000 00000000 00000000 0000"},
		{65534, 0xFFFFFFFE, 0xFFFFFFFE, PLAIN "FEFF FEFF FEFFFFFF FEFFFFFF 0000"},
		{65535, 16, 32, RECORD "FFFF000000000000 FFFF000000000000 2000000000000000 1000000000000000"
				LOCATOR "3000000000000000 01000000" PLAIN "FFFF FFFF 20000000 10000000 0000"},
		{70000, 16, 32, RECORD "7011010000000000 7011010000000000 2000000000000000 1000000000000000"
				LOCATOR "3000000000000000 01000000" PLAIN "FFFF FFFF 20000000 10000000 0000"},
		{1, 0xFFFFFFFF, 1, RECORD "0100000000000000 0100000000000000 0100000000000000 FFFFFFFF00000000"
				LOCATOR "0000000001000000 01000000" PLAIN "0100 0100 01000000 FFFFFFFF 0000"},
		{1, 1, 0xFFFFFFFF, RECORD "0100000000000000 0100000000000000 FFFFFFFF00000000 0100000000000000"
				LOCATOR "0000000001000000 01000000" PLAIN "0100 0100 FFFFFFFF 01000000 0000"},
	};
	unsigned char end[TZ_ZIP_END_SIZE];

	assert_bytes(end, tz_zip_header_end(end, cases[_i].num, cases[_i].offset, cases[_i].size), cases[_i].hex);
}
END_TEST

START_TEST(times_are_utc_and_kept_in_the_range_of_dos)
{
	static const struct {
		int64_t time;
		uint32_t year, month, day, hour, minute, second;
	} cases[] = {
		{1520242201, 2018, 3, 5, 9, 30, 0},
		{0, 1980, 1, 1, 0, 0, 0},
		{315532799, 1980, 1, 1, 0, 0, 0},
		{315532800 + 86399, 1980, 1, 1, 23, 59, 58},
		{-5, 1980, 1, 1, 0, 0, 0},
		{4354819198, 2107, 12, 31, 23, 59, 58},
		{4354819200, 2107, 12, 31, 23, 59, 58},
		{INT64_MAX, 2107, 12, 31, 23, 59, 58},
	};
	uint32_t time;

	setenv("TZ", "Asia/Shanghai", 1);
	time = tz_zip_dos_time(cases[_i].time);
	ck_assert_uint_eq(time >> 16, (cases[_i].year - 1980) << 9 | cases[_i].month << 5 | cases[_i].day);
	ck_assert_uint_eq(time & 0xFFFF, cases[_i].hour << 11 | cases[_i].minute << 5 | cases[_i].second / 2);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_header");
	TCase *headers = tcase_create("headers"), *end = tcase_create("end"), *times = tcase_create("times");

	tcase_add_test(headers, a_local_header_has_all_that_is_known);
	tcase_add_test(headers, a_large_local_header_has_both_sizes_in_its_field);
	tcase_add_test(headers, a_header_of_the_directory_knows_mode_and_place);
	tcase_add_loop_test(headers, the_field_of_the_directory_has_what_the_header_has_no_room_for, 0, 6);
	suite_add_tcase(suite, headers);
	tcase_add_loop_test(end, the_end_is_of_zip64_where_a_number_asks_for_it, 0, 6);
	suite_add_tcase(suite, end);
	tcase_add_loop_test(times, times_are_utc_and_kept_in_the_range_of_dos, 0, 8);
	suite_add_tcase(suite, times);
	return suite;
}
