/* SPDX-License-Identifier: MIT */
/* test_jpeg.c: JPEG pictures of every kind, whole, cut, damaged, hostile. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/jpeg_header.h"
#include "inspect/gallery.h"

static const struct taizhang_facts *facts;
static unsigned char *bytes;
static size_t size;

static void read_picture(const char *name)
{
	free(bytes);
	bytes = gallery_read(name, &size);
}

static void look(void)
{
	facts = gallery_look(TZ_FORMAT_JPEG, bytes, size);
}

static void put(size_t at, const void *data, size_t num)
{
	memmove(bytes + at + num, bytes + at, size - at);
	memcpy(bytes + at, data, num);
	size += num;
}

/* Where a marker stands, from an offset on. */
static size_t find(size_t from, unsigned char marker)
{
	while (from + 1 < size && (bytes[from] != 0xff || bytes[from + 1] != marker))
		from++;
	ck_assert_uint_lt(from + 1, size);
	return from;
}

START_TEST(every_common_kind_decodes)
{
	static const char *const names[] = {"jpeg/photo.jpg", "jpeg/scan.jpg", "jpeg/progressive.jpg"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		gallery_assert_scene(gallery_look_at(TZ_FORMAT_JPEG, names[i]), "RGB 8");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_JPEG, "jpeg/grey.jpg"), "grey 8");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_JPEG, "jpeg/cmyk.jpg"), "CMYK 8");
}
END_TEST

START_TEST(arithmetic_coding_is_never_called_damage)
{
	facts = gallery_look_at(TZ_FORMAT_JPEG, "jpeg/arithmetic.jpg");
	ck_assert_str_eq(gallery_fact(facts, "damage"), "");
	ck_assert_str_eq(gallery_fact(facts, "colour"), "RGB 8");
}
END_TEST

START_TEST(the_header_and_the_exif_block_are_told)
{
	facts = gallery_look_at(TZ_FORMAT_JPEG, "jpeg/photo.jpg");
	ck_assert_str_eq(gallery_fact(facts, "taken"), "2017-05-03T10:11:12.34+08:00");
	ck_assert_str_eq(gallery_place(facts, "taken"), "Exif DateTimeOriginal");
	ck_assert_str_eq(gallery_fact(facts, "modified"), "2017-06-01T08:00:00");
	ck_assert_str_eq(gallery_fact(facts, "gps"), "40.657400,109.840300");
	ck_assert_str_eq(gallery_fact(facts, "camera"), "ExampleCam X1");
	ck_assert_str_eq(gallery_fact(facts, "orientation"), "6");
	ck_assert_str_eq(gallery_fact(facts, "software"), "示例修图 3.1");
	ck_assert_uint_eq(taizhang_facts_count(facts, "owner"), 4);
	ck_assert_str_eq(gallery_place(facts, "owner"), "Exif Artist");
	ck_assert_uint_eq(taizhang_facts_count(facts, "description"), 3);
	facts = gallery_look_at(TZ_FORMAT_JPEG, "jpeg/scan.jpg");
	ck_assert_str_eq(gallery_fact(facts, "resolution"), "200");
	ck_assert_str_eq(gallery_place(facts, "resolution"), "JFIF");
	facts = gallery_look_at(TZ_FORMAT_JPEG, "jpeg/grey.jpg");
	ck_assert_str_eq(gallery_fact(facts, "description"), "示例");
	ck_assert_str_eq(gallery_place(facts, "description"), "COM");
}
END_TEST

START_TEST(bytes_behind_the_end_are_no_damage)
{
	read_picture("jpeg/photo.jpg");
	memset(bytes + size, 0xa5, 4000);
	size += 4000;
	look();
	gallery_assert_scene(facts, "RGB 8");
}
END_TEST

START_TEST(a_few_bytes_that_belong_to_nothing_are_no_damage_and_many_are)
{
	static const unsigned char stray[600] = {0};

	read_picture("jpeg/scan.jpg");
	put(size - 2, stray, 60);
	look();
	gallery_assert_scene(facts, "RGB 8");
	put(size - 2, stray, sizeof stray);
	look();
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
}
END_TEST

START_TEST(cut_anywhere_it_breaks_off)
{
	gallery_assert_cuts(TZ_FORMAT_JPEG, "jpeg/photo.jpg", 0);
	gallery_assert_cuts(TZ_FORMAT_JPEG, "jpeg/progressive.jpg", 0);
	gallery_assert_cuts(TZ_FORMAT_JPEG, "jpeg/cmyk.jpg", 0);
}
END_TEST

START_TEST(the_row_where_it_breaks_off_is_told)
{
	read_picture("jpeg/scan.jpg");
	size -= 2;
	look();
	ck_assert_str_eq(gallery_place(facts, "damage"), "48/48");
	ck_assert_str_eq(gallery_fact(facts, "damage"), "Premature end of JPEG file");
	size = find(0, 0xda) + 400;
	look();
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
	ck_assert_str_eq(gallery_place(facts, "damage") + 2, "/48");
	ck_assert_str_eq(gallery_fact(facts, "width"), "64");
	size = find(0, 0xda) + 14;
	look();
	ck_assert_str_eq(gallery_place(facts, "damage"), "0/48");
}
END_TEST

START_TEST(codes_that_do_not_exist_are_damage)
{
	read_picture("jpeg/scan.jpg");
	memset(bytes + find(0, 0xda) + 60, 0xfe, 200);
	look();
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
	ck_assert_str_eq(gallery_fact(facts, "perceptual-hash"), "");
}
END_TEST

START_TEST(kinds_that_nobody_decodes_are_said_to_be_unread)
{
	static const unsigned char kinds[] = {0xc3, 0xc5, 0xcb, 0xf7};

	for (size_t i = 0; i < sizeof kinds; i++) {
		read_picture("jpeg/scan.jpg");
		bytes[find(0, 0xc0) + 1] = kinds[i];
		look();
		gallery_assert_unread(facts, "no-reader");
		ck_assert_str_eq(gallery_fact(facts, "height"), "48");
	}
	read_picture("jpeg/scan.jpg");
	bytes[find(0, 0xc0) + 4] = 12;
	look();
	gallery_assert_unread(facts, "no-reader");
	ck_assert_str_eq(gallery_fact(facts, "colour"), "RGB 12");
}
END_TEST

START_TEST(a_picture_larger_than_the_limit_is_not_decoded)
{
	static const unsigned char side[] = {0xff, 0xdc, 0xff, 0xdc};

	read_picture("jpeg/scan.jpg");
	memcpy(bytes + find(0, 0xc0) + 5, side, sizeof side);
	look();
	gallery_assert_unread(facts, "too-large");
	ck_assert_str_eq(gallery_fact(facts, "width"), "65500");
	/* 36 megapixels are less than that; in several scans they have to be held. */
	read_picture("jpeg/progressive.jpg");
	memcpy(bytes + find(0, 0xc2) + 5, "\x17\x70\x17\x70", 4);
	look();
	gallery_assert_unread(facts, "too-large");
}
END_TEST

/* The first scan again and again: each goes over all of the picture. */
START_TEST(more_scans_than_any_program_writes_are_not_followed)
{
	size_t begin, end, num;
	unsigned char *scan;

	read_picture("jpeg/progressive.jpg");
	begin = find(0, 0xda);
	for (end = begin + 2; bytes[end] != 0xff || bytes[end + 1] == 0; end++)
		;
	num = end - begin;
	scan = malloc(num);
	ck_assert_ptr_nonnull(scan);
	memcpy(scan, bytes + begin, num);
	for (int i = 0; i < 110; i++)
		put(begin, scan, num);
	free(scan);
	look();
	gallery_assert_unread(facts, "too-large");
}
END_TEST

START_TEST(what_has_no_frame_cannot_be_opened)
{
	static const char text[] = "\xff\xd8\xff\xe0 and then nothing that belongs there";

	facts = gallery_look(TZ_FORMAT_JPEG, text, sizeof text);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
	facts = gallery_look(TZ_FORMAT_JPEG, "\xff\xd8\xff\xd9", 4);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
}
END_TEST

START_TEST(a_height_that_is_told_later_is_left_to_others)
{
	read_picture("jpeg/scan.jpg");
	memset(bytes + find(0, 0xc0) + 5, 0, 2);
	look();
	gallery_assert_unread(facts, "no-reader");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("jpeg");

	gallery_need(TZ_FORMAT_JPEG);
	suite_add_behaviour(suite, "whole",
			    TESTS(every_common_kind_decodes, arithmetic_coding_is_never_called_damage,
				  the_header_and_the_exif_block_are_told, bytes_behind_the_end_are_no_damage,
				  a_few_bytes_that_belong_to_nothing_are_no_damage_and_many_are));
	suite_add_behaviour(suite, "damaged",
			    TESTS(cut_anywhere_it_breaks_off, the_row_where_it_breaks_off_is_told, codes_that_do_not_exist_are_damage,
				  what_has_no_frame_cannot_be_opened));
	suite_add_behaviour(suite, "limits",
			    TESTS(kinds_that_nobody_decodes_are_said_to_be_unread, a_picture_larger_than_the_limit_is_not_decoded,
				  more_scans_than_any_program_writes_are_not_followed, a_height_that_is_told_later_is_left_to_others));
	return suite;
}
