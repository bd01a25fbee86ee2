/* SPDX-License-Identifier: MIT */
/* test_jpeg_header.c: the segments before a JPEG's first scan. */
#include "inspect/jpeg_header.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/gallery.h"

static struct taizhang_error err;
static struct tz_jpeg_header header;

static void read_header(const void *data, size_t size)
{
	struct tz_source source;

	tz_assert_ok(tz_source_begin(&source, "jpeg", &err), &err);
	tz_assert_ok(tz_source_write(&source, data, size, &err), &err);
	tz_assert_ok(tz_source_end(&source, &err), &err);
	tz_assert_ok(tz_jpeg_header_read(&source, &header, &err), &err);
	tz_source_close(&source);
}

#define READ(text) read_header(text, sizeof text - 1)

START_TEST(frame_density_comment_and_exif_are_found)
{
	size_t size;
	unsigned char *bytes = gallery_read("jpeg/photo.jpg", &size);

	read_header(bytes, size);
	ck_assert_uint_eq(header.process, 0xc0);
	ck_assert_uint_eq(header.width, 64);
	ck_assert_uint_eq(header.height, 48);
	ck_assert_uint_eq(header.bits, 8);
	ck_assert_uint_eq(header.components, 3);
	ck_assert(memcmp(bytes + header.exif.offset, "Exif\0", 6) == 0);
	free(bytes);
}
END_TEST

START_TEST(a_density_by_the_centimetre_is_told_by_the_inch)
{
	READ("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\2\0\x76\0\x3b\0\0");
	ck_assert(header.across > 299 && header.across < 300);
	ck_assert(header.down > 149 && header.down < 150);
	READ("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0");
	ck_assert(header.across == 0);
}
END_TEST

START_TEST(filling_and_markers_without_length_are_passed_over)
{
	READ("\xff\xd8\xff\xff\xff\xd0\xff\x01\xff\xff\xc2\0\x0b\x0c\0\x30\0\x40\1\0\0\0");
	ck_assert_uint_eq(header.process, 0xc2);
	ck_assert_uint_eq(header.bits, 12);
	ck_assert_uint_eq(header.width, 64);
}
END_TEST

START_TEST(tables_are_no_frames_and_only_the_first_frame_counts)
{
	READ("\xff\xd8\xff\xc4\0\x08\1\2\3\4\5\6\xff\xc0\0\x08\x08\0\x30\0\x40\1\xff\xc1\0\x08\x08\0\x99\0\x99\3");
	ck_assert_uint_eq(header.process, 0xc0);
	ck_assert_uint_eq(header.height, 48);
}
END_TEST

START_TEST(nothing_behind_the_first_scan_is_read)
{
	READ("\xff\xd8\xff\xda\0\x02\xff\xc0\0\x08\x08\0\x30\0\x40\1\0\0\0\0");
	ck_assert_uint_eq(header.process, 0);
}
END_TEST

START_TEST(what_breaks_off_or_lies_ends_the_reading)
{
	READ("\xff\xd8\xff");
	READ("\xff\xd8\xff\xc0\0\1\0\0\0\0\0\0\0\0");
	ck_assert_uint_eq(header.process, 0);
	READ("\xff\xd8\xff\xc0\0\x0b\x08\0");
	ck_assert_uint_eq(header.process, 0);
	READ("");
	ck_assert_uint_eq(header.process, 0);
	READ("\xff\xd8\xff\xe1\xff\xff" "Exif\0\0");
	ck_assert_uint_eq(header.exif.size, 65533);
}
END_TEST

START_TEST(segments_without_end_are_not_followed)
{
	size_t num = 10000, size = 2 + 4 * num + 10;
	unsigned char *bytes = malloc(size);

	ck_assert_ptr_nonnull(bytes);
	memcpy(bytes, "\xff\xd8", 2);
	for (size_t i = 0; i < num; i++)
		memcpy(bytes + 2 + 4 * i, "\xff\xe5\0\2", 4);
	memcpy(bytes + 2 + 4 * num, "\xff\xc0\0\x08\x08\0\x30\0\x40\1", 10);
	read_header(bytes, size);
	ck_assert_uint_eq(header.process, 0);
	free(bytes);
}
END_TEST

START_TEST(common_are_the_kinds_that_everyone_shows)
{
	static const unsigned char common[] = {0xc0, 0xc1, 0xc2, 0xc9, 0xca}, rare[] = {0xc3, 0xc5, 0xc7, 0xcb, 0xcf, 0xf7};

	for (size_t i = 0; i < sizeof common; i++)
		ck_assert(tz_jpeg_header_is_common(&(struct tz_jpeg_header){.process = common[i], .bits = 8}));
	for (size_t i = 0; i < sizeof rare; i++)
		ck_assert(!tz_jpeg_header_is_common(&(struct tz_jpeg_header){.process = rare[i], .bits = 8}));
	ck_assert(!tz_jpeg_header_is_common(&(struct tz_jpeg_header){.process = 0xc1, .bits = 12}));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("jpeg_header");

	suite_add_behaviour(suite, "segments",
			    TESTS(frame_density_comment_and_exif_are_found, a_density_by_the_centimetre_is_told_by_the_inch,
				  filling_and_markers_without_length_are_passed_over, tables_are_no_frames_and_only_the_first_frame_counts,
				  nothing_behind_the_first_scan_is_read, common_are_the_kinds_that_everyone_shows));
	suite_add_behaviour(suite, "hostile", TESTS(what_breaks_off_or_lies_ends_the_reading, segments_without_end_are_not_followed));
	return suite;
}
