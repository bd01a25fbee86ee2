/* SPDX-License-Identifier: MIT */
/* test_bmp.c: BMP pictures of every depth, packed and not, either way up, whole, cut, hostile. */
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
	facts = gallery_look(TZ_FORMAT_BMP, bytes, size);
}

static void put_four(size_t at, uint32_t value)
{
	for (size_t i = 0; i < 4; i++)
		bytes[at + i] = (unsigned char)(value >> (8 * i));
}

START_TEST(every_depth_decodes)
{
	static const struct {
		const char *name, *colour;
	} files[] = {
		{"rgb24", "RGB 8"}, {"rgb32", "RGB 8"}, {"os2", "RGB 8"}, {"rgb555", "RGB 5"}, {"rgb565", "RGB 5"},
		{"indexed8", "indexed 8"}, {"indexed4", "indexed 4"}, {"indexed1", "indexed 1"}, {"rle8", "indexed 8"},
	};

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		char name[40];

		snprintf(name, sizeof name, "bmp/%s.bmp", files[i].name);
		gallery_assert_scene(gallery_look_at(TZ_FORMAT_BMP, name), files[i].colour);
	}
	ck_assert_str_eq(gallery_fact(gallery_look_at(TZ_FORMAT_BMP, "bmp/rgb24.bmp"), "resolution"), "300");
}
END_TEST

/* The rows turned round, and the height below 0: the same picture. */
START_TEST(rows_may_stand_from_the_top)
{
	size_t stride = 64 * 3, first;

	read_picture("bmp/rgb24.bmp");
	first = bytes[10];
	for (size_t y = 0; y < 24; y++)
		for (size_t x = 0; x < stride; x++) {
			unsigned char *a = bytes + first + y * stride + x, *b = bytes + first + (47 - y) * stride + x, kept = *a;

			*a = *b;
			*b = kept;
		}
	put_four(22, (uint32_t)-48);
	look();
	gallery_assert_scene(facts, "RGB 8");
}
END_TEST

/* Runs, pixels as they are, ends of lines, a jump: 8 by 4 pixels of two colours. */
START_TEST(packed_in_four_bits_it_decodes)
{
	static const unsigned char packed[] = {8, 0x01, 0, 0, 0, 5, 0x01, 0x10, 0x10, 0, 3, 0x11, 0, 0, 0, 2, 2, 1, 4, 0x10, 0, 1};

	read_picture("bmp/indexed4.bmp");
	put_four(18, 8);
	put_four(22, 4);
	put_four(30, 2);
	memcpy(bytes + bytes[10], packed, sizeof packed);
	size = bytes[10] + sizeof packed;
	look();
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	ck_assert_str_ne(gallery_fact(facts, "perceptual-hash"), "");
	size -= 6;
	look();
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
}
END_TEST

START_TEST(packed_pixels_past_the_edges_are_nowhere)
{
	static const unsigned char wide[] = {255, 1, 255, 1, 0, 2, 200, 0, 9, 1, 0, 1}, high[] = {0, 2, 0, 255, 9, 1, 0, 1};

	read_picture("bmp/rle8.bmp");
	memcpy(bytes + (bytes[10] | bytes[11] << 8), wide, sizeof wide);
	look();
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	memcpy(bytes + (bytes[10] | bytes[11] << 8), high, sizeof high);
	look();
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
}
END_TEST

START_TEST(cut_anywhere_it_breaks_off)
{
	gallery_assert_cuts(TZ_FORMAT_BMP, "bmp/rgb24.bmp", 2);
	gallery_assert_cuts(TZ_FORMAT_BMP, "bmp/indexed8.bmp", 0);
	gallery_assert_cuts(TZ_FORMAT_BMP, "bmp/rle8.bmp", 8);
}
END_TEST

START_TEST(how_many_rows_are_there_is_told)
{
	read_picture("bmp/rgb24.bmp");
	size = bytes[10] + 64 * 3 * 20 + 5;
	look();
	ck_assert_str_eq(gallery_place(facts, "damage"), "20/48");
	ck_assert_str_eq(gallery_fact(facts, "height"), "48");
}
END_TEST

START_TEST(what_is_larger_than_the_limits_is_not_decoded)
{
	read_picture("bmp/rgb24.bmp");
	put_four(18, 30000);
	put_four(22, 30000);
	look();
	gallery_assert_unread(facts, "too-large");
	put_four(22, 0x80000000);
	look();
	gallery_assert_unread(facts, "too-large");
	read_picture("bmp/rle8.bmp");
	put_four(18, 10000);
	put_four(22, 10000);
	look();
	gallery_assert_unread(facts, "too-large");
}
END_TEST

START_TEST(what_nobody_reads_is_said)
{
	read_picture("bmp/rgb24.bmp");
	put_four(30, 4);
	look();
	gallery_assert_unread(facts, "no-reader");
	put_four(30, 0);
	bytes[28] = 7;
	look();
	gallery_assert_unread(facts, "no-reader");
}
END_TEST

START_TEST(what_has_no_header_cannot_be_opened)
{
	static const char text[] = "BM is how this text begins, and there is nothing in it that is a picture";

	facts = gallery_look(TZ_FORMAT_BMP, text, sizeof text);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bmp");

	suite_add_behaviour(suite, "whole", TESTS(every_depth_decodes, rows_may_stand_from_the_top, packed_in_four_bits_it_decodes));
	suite_add_behaviour(suite, "damaged",
			    TESTS(cut_anywhere_it_breaks_off, how_many_rows_are_there_is_told, packed_pixels_past_the_edges_are_nowhere,
				  what_has_no_header_cannot_be_opened));
	suite_add_behaviour(suite, "limits", TESTS(what_is_larger_than_the_limits_is_not_decoded, what_nobody_reads_is_said));
	return suite;
}
