/* SPDX-License-Identifier: MIT */
/* test_png.c: PNG pictures of every colour, interlaced and not, whole, cut, damaged, hostile. */
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
	facts = gallery_look(TZ_FORMAT_PNG, bytes, size);
}

static size_t find(const char *type)
{
	for (size_t at = 8; at + 8 <= size;) {
		size_t length = (size_t)bytes[at] << 24 | (size_t)bytes[at + 1] << 16 | (size_t)bytes[at + 2] << 8 | bytes[at + 3];

		if (memcmp(bytes + at + 4, type, 4) == 0)
			return at;
		at += 12 + length;
	}
	ck_abort_msg("no chunk %s", type);
}

static void put_four(unsigned char *out, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)(value >> (24 - 8 * i));
}

/* The check sum of type and data, bit by bit. */
static uint32_t check_sum(const unsigned char *data, size_t num)
{
	uint32_t sum = 0xffffffff;

	for (size_t i = 0; i < num; i++) {
		sum ^= data[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
	}
	return ~sum;
}

static void put_chunk(size_t at, const char *type, const void *data, size_t num)
{
	memmove(bytes + at + 12 + num, bytes + at, size - at);
	put_four(bytes + at, (uint32_t)num);
	memcpy(bytes + at + 4, type, 4);
	memcpy(bytes + at + 8, data, num);
	put_four(bytes + at + 8 + num, check_sum(bytes + at + 4, num + 4));
	size += 12 + num;
}

START_TEST(every_colour_decodes)
{
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_PNG, "png/rgb.png"), "RGB 8");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_PNG, "png/interlaced.png"), "RGB 8");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_PNG, "png/rgba.png"), "RGBA 8");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_PNG, "png/indexed.png"), "indexed 8");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_PNG, "png/grey1.png"), "grey 1");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_PNG, "png/grey16.png"), "grey 16");
}
END_TEST

START_TEST(interlaced_or_not_it_is_one_picture)
{
	char sharpness[32], hash[32];

	facts = gallery_look_at(TZ_FORMAT_PNG, "png/rgb.png");
	strcpy(sharpness, gallery_fact(facts, "sharpness"));
	strcpy(hash, gallery_fact(facts, "perceptual-hash"));
	ck_assert_str_eq(gallery_fact(facts, "resolution"), "300");
	facts = gallery_look_at(TZ_FORMAT_PNG, "png/interlaced.png");
	ck_assert_str_eq(gallery_fact(facts, "sharpness"), sharpness);
	ck_assert_str_eq(gallery_fact(facts, "perceptual-hash"), hash);
}
END_TEST

START_TEST(texts_and_exif_are_told)
{
	facts = gallery_look_at(TZ_FORMAT_PNG, "png/text.png");
	ck_assert_str_eq(gallery_fact(facts, "software"), "示例修图");
	ck_assert_str_eq(gallery_fact(facts, "owner"), "示例单位");
	ck_assert_str_eq(gallery_fact(facts, "description"), "示例市广场");
	facts = gallery_look_at(TZ_FORMAT_PNG, "png/exif.png");
	ck_assert_str_eq(gallery_fact(facts, "taken"), "2017-05-03T10:11:12");
	ck_assert_str_eq(gallery_fact(facts, "camera"), "X1");
}
END_TEST

START_TEST(frames_are_counted)
{
	read_picture("png/rgb.png");
	put_chunk(find("IDAT"), "acTL", "\0\0\0\3\0\0\0\0", 8);
	look();
	gallery_assert_scene(facts, "RGB 8");
	ck_assert_str_eq(gallery_fact(facts, "frames"), "3");
}
END_TEST

START_TEST(bytes_behind_the_end_are_no_damage)
{
	read_picture("png/rgb.png");
	memset(bytes + size, 0xa5, 1000);
	size += 1000;
	look();
	gallery_assert_scene(facts, "RGB 8");
}
END_TEST

START_TEST(cut_anywhere_it_breaks_off)
{
	gallery_assert_cuts(TZ_FORMAT_PNG, "png/text.png", 0);
	gallery_assert_cuts(TZ_FORMAT_PNG, "png/interlaced.png", 0);
}
END_TEST

START_TEST(a_check_sum_that_differs_is_damage_wherever_it_stands)
{
	static const char *const chunks[] = {"IDAT", "tEXt", "IEND"};

	for (size_t i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
		read_picture("png/rgb.png");
		if (i == 1)
			put_chunk(find("IDAT"), "tEXt", "Title\0x", 7);
		bytes[find(chunks[i]) + (i == 2 ? 8 : 10)] ^= 1;
		look();
		ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
		ck_assert_str_eq(gallery_fact(facts, "width"), "64");
	}
	ck_assert_str_eq(gallery_place(facts, "damage"), "48/48");
}
END_TEST

START_TEST(a_picture_larger_than_the_limits_is_not_decoded)
{
	size_t head;

	read_picture("png/rgb.png");
	head = find("IHDR");
	put_four(bytes + head + 8, 40000);
	put_four(bytes + head + 12, 40000);
	put_four(bytes + head + 21, check_sum(bytes + head + 4, 17));
	look();
	gallery_assert_unread(facts, "too-large");
	put_four(bytes + head + 8, 2000000000);
	put_four(bytes + head + 12, 1);
	put_four(bytes + head + 21, check_sum(bytes + head + 4, 17));
	look();
	gallery_assert_unread(facts, "too-large");
}
END_TEST

/* The library would unpack them into memory. */
START_TEST(texts_that_unpack_without_end_and_texts_without_number_do_no_harm)
{
	static char large[40000];

	memset(large, 'x', sizeof large);
	memcpy(large, "Title", 6);
	read_picture("png/rgb.png");
	put_chunk(find("IDAT"), "tEXt", large, sizeof large);
	for (int i = 0; i < 900; i++)
		put_chunk(find("IDAT"), "tEXt", "Title\0y", 7);
	look();
	gallery_assert_scene(facts, "RGB 8");
	ck_assert_uint_le(taizhang_facts_count(facts, "description"), 64);
}
END_TEST

START_TEST(what_has_no_header_cannot_be_opened)
{
	facts = gallery_look(TZ_FORMAT_PNG, "\x89PNG\r\n\x1a\n and nothing else", 24);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("png");

	gallery_need(TZ_FORMAT_PNG);
	suite_add_behaviour(suite, "whole",
			    TESTS(every_colour_decodes, interlaced_or_not_it_is_one_picture, texts_and_exif_are_told, frames_are_counted,
				  bytes_behind_the_end_are_no_damage));
	suite_add_behaviour(suite, "damaged",
			    TESTS(cut_anywhere_it_breaks_off, a_check_sum_that_differs_is_damage_wherever_it_stands,
				  what_has_no_header_cannot_be_opened));
	suite_add_behaviour(suite, "limits",
			    TESTS(a_picture_larger_than_the_limits_is_not_decoded,
				  texts_that_unpack_without_end_and_texts_without_number_do_no_harm));
	return suite;
}
