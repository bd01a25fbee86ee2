/* SPDX-License-Identifier: MIT */
/* test_tiff.c: TIFF pictures in strips, tiles and planes, of every packing and colour, of several pages, whole, cut, hostile. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
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
	facts = gallery_look(TZ_FORMAT_TIFF, bytes, size);
}

static uint32_t four(size_t at)
{
	return bytes[at] | (uint32_t)bytes[at + 1] << 8 | (uint32_t)bytes[at + 2] << 16 | (uint32_t)bytes[at + 3] << 24;
}

/* Where the entry of a tag stands in the first directory of a little-endian file. */
static size_t find(unsigned int tag)
{
	size_t at = four(4), num = bytes[at] | (size_t)bytes[at + 1] << 8;

	for (at += 2; num; num--, at += 12)
		if ((bytes[at] | (unsigned int)bytes[at + 1] << 8) == tag)
			return at;
	ck_abort_msg("no tag %u", tag);
}

static void set_value(unsigned int tag, uint32_t value)
{
	size_t at = find(tag) + 8;

	for (int i = 0; i < 4; i++)
		bytes[at + (size_t)i] = (unsigned char)(value >> (8 * i));
	look();
}

START_TEST(every_layout_packing_and_colour_decodes)
{
	static const struct {
		const char *name, *colour;
	} files[] = {
		{"lzw", "RGB 8"}, {"big", "RGB 8"}, {"tiles", "RGB 8"}, {"jpeg", "RGB 8"}, {"planes", "RGB 8"},
		{"palette", "indexed 4"}, {"cmyk", "CMYK 8"}, {"rgb16", "RGB 16"}, {"fax", "grey 1"}, {"pages", "RGB 8"},
	};

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		char name[40];

		snprintf(name, sizeof name, "tiff/%s.tif", files[i].name);
		gallery_assert_scene(gallery_look_at(TZ_FORMAT_TIFF, name), files[i].colour);
	}
}
END_TEST

START_TEST(pages_and_resolution_are_told)
{
	facts = gallery_look_at(TZ_FORMAT_TIFF, "tiff/pages.tif");
	ck_assert_str_eq(gallery_fact(facts, "pages"), "3");
	ck_assert_uint_eq(taizhang_facts_count(facts, "width"), 1);
	facts = gallery_look_at(TZ_FORMAT_TIFF, "tiff/fax.tif");
	ck_assert_str_eq(gallery_fact(facts, "pages"), "1");
	ck_assert_str_eq(gallery_fact(facts, "resolution"), "204");
}
END_TEST

START_TEST(what_a_camera_notes_is_told)
{
	facts = gallery_look_at(TZ_FORMAT_TIFF, "tiff/exif.tif");
	ck_assert_str_eq(gallery_fact(facts, "taken"), "2017-05-03T10:11:12+08:00");
	ck_assert_str_eq(gallery_fact(facts, "gps"), "40.657400,109.840300");
	ck_assert_str_eq(gallery_fact(facts, "owner"), "示例单位");
	ck_assert_str_eq(gallery_fact(facts, "orientation"), "1");
}
END_TEST

START_TEST(the_row_and_the_page_where_it_breaks_off_are_told)
{
	read_picture("tiff/lzw.tif");
	memset(bytes + 8 + 500, 0xff, 400);
	look();
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
	ck_assert_str_eq(gallery_place(facts, "damage") + strlen(gallery_place(facts, "damage")) - 3, "/48");
	ck_assert_str_eq(gallery_fact(facts, "pages"), "1");
	ck_assert_str_eq(gallery_fact(facts, "perceptual-hash"), "");
	read_picture("tiff/pages.tif");
	memset(bytes + size - 2500, 0xff, 700);
	look();
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
	ck_assert_str_eq(gallery_fact(facts, "pages"), "3");
	ck_assert_int_eq(memcmp(gallery_place(facts, "damage"), "#3 ", 3), 0);
	ck_assert_str_ne(gallery_fact(facts, "perceptual-hash"), "");
}
END_TEST

START_TEST(cut_anywhere_it_is_not_whole)
{
	static const char *const names[] = {"tiff/lzw.tif", "tiff/tiles.tif", "tiff/jpeg.tif", "tiff/fax.tif"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		read_picture(names[i]);
		for (size_t all = size, cut = 4; cut + 100 < all; cut += 61) {
			size = cut;
			look();
			ck_assert_msg(taizhang_facts_state(facts) != TAIZHANG_FACTS_WHOLE, "%s cut after %zu of %zu bytes is whole",
				      names[i], cut, all);
		}
	}
}
END_TEST

START_TEST(what_is_larger_than_the_limits_is_not_decoded)
{
	read_picture("tiff/lzw.tif");
	set_value(256, 60000);
	set_value(257, 60000);
	gallery_assert_unread(facts, "too-large");
	ck_assert_str_eq(gallery_fact(facts, "width"), "60000");
}
END_TEST

START_TEST(what_nobody_reads_is_said)
{
	read_picture("tiff/lzw.tif");
	set_value(259, 34712);
	gallery_assert_unread(facts, "no-reader");
	set_value(259, 5);
	set_value(262, 8);
	gallery_assert_unread(facts, "no-reader");
	ck_assert_str_eq(gallery_fact(facts, "colour"), "other 8");
}
END_TEST

/* Each directory names the next one. */
START_TEST(directories_in_a_circle_have_an_end)
{
	size_t at, num;

	read_picture("tiff/lzw.tif");
	at = four(4);
	num = bytes[at] | (size_t)bytes[at + 1] << 8;
	memcpy(bytes + at + 2 + 12 * num, bytes + 4, 4);
	look();
	ck_assert_str_eq(gallery_fact(facts, "pages"), "1");
}
END_TEST

START_TEST(what_has_no_directory_cannot_be_opened)
{
	facts = gallery_look(TZ_FORMAT_TIFF, "II*\0\xff\xff\xff\x7f and nothing there", 24);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
	ck_assert_str_ne(gallery_fact(facts, "damage"), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("tiff");

	gallery_need(TZ_FORMAT_TIFF);
	suite_add_behaviour(suite, "whole",
			    TESTS(every_layout_packing_and_colour_decodes, pages_and_resolution_are_told, what_a_camera_notes_is_told));
	suite_add_behaviour(suite, "damaged",
			    TESTS(the_row_and_the_page_where_it_breaks_off_are_told, cut_anywhere_it_is_not_whole,
				  what_has_no_directory_cannot_be_opened));
	suite_add_behaviour(suite, "limits",
			    TESTS(what_is_larger_than_the_limits_is_not_decoded, what_nobody_reads_is_said,
				  directories_in_a_circle_have_an_end));
	return suite;
}
