/* SPDX-License-Identifier: MIT */
/* test_gif.c: GIF pictures, still, interlaced, moving, whole, cut, hostile. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/gallery.h"

static const struct taizhang_facts *facts;

START_TEST(every_kind_decodes)
{
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_GIF, "gif/interlaced.gif"), "indexed 4");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_GIF, "gif/animated.gif"), "indexed 4");
	facts = gallery_look_at(TZ_FORMAT_GIF, "gif/still.gif");
	gallery_assert_scene(facts, "indexed 4");
	ck_assert_str_eq(gallery_fact(facts, "description"), "示例市广场");
	ck_assert_str_eq(gallery_fact(facts, "format-version"), "89a");
	ck_assert_str_eq(gallery_fact(facts, "frames"), "");
}
END_TEST

START_TEST(interlaced_or_not_it_is_one_picture)
{
	char hash[32];

	strcpy(hash, gallery_fact(gallery_look_at(TZ_FORMAT_GIF, "gif/still.gif"), "perceptual-hash"));
	ck_assert_str_eq(gallery_fact(gallery_look_at(TZ_FORMAT_GIF, "gif/interlaced.gif"), "perceptual-hash"), hash);
}
END_TEST

START_TEST(frames_are_counted)
{
	facts = gallery_look_at(TZ_FORMAT_GIF, "gif/animated.gif");
	ck_assert_str_eq(gallery_fact(facts, "frames"), "3");
}
END_TEST

START_TEST(cut_anywhere_it_breaks_off)
{
	gallery_assert_cuts(TZ_FORMAT_GIF, "gif/still.gif", 0);
	gallery_assert_cuts(TZ_FORMAT_GIF, "gif/interlaced.gif", 0);
	gallery_assert_cuts(TZ_FORMAT_GIF, "gif/animated.gif", 0);
}
END_TEST

START_TEST(the_row_and_the_frame_where_it_breaks_off_are_told)
{
	size_t size;
	unsigned char *bytes = gallery_read("gif/animated.gif", &size);

	facts = gallery_look(TZ_FORMAT_GIF, bytes, size - 200);
	ck_assert_int_eq(memcmp(gallery_place(facts, "damage"), "#3 ", 3), 0);
	facts = gallery_look(TZ_FORMAT_GIF, bytes, 500);
	ck_assert_str_eq(strchr(gallery_place(facts, "damage"), '/'), "/48");
	ck_assert_int_ne(gallery_place(facts, "damage")[0], '0');
	free(bytes);
}
END_TEST

/* Frames of one pixel after the one that is there. */
START_TEST(frames_without_end_are_not_followed)
{
	static const unsigned char frame[] = {',', 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0};
	size_t size, num = 12000;
	unsigned char *bytes = gallery_read("gif/still.gif", &size), *more = malloc(size + num * sizeof frame);

	ck_assert_ptr_nonnull(more);
	memcpy(more, bytes, size - 1);
	for (size_t i = 0; i < num; i++)
		memcpy(more + size - 1 + i * sizeof frame, frame, sizeof frame);
	more[size - 1 + num * sizeof frame] = ';';
	facts = gallery_look(TZ_FORMAT_GIF, more, size + num * sizeof frame);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_LIMITED);
	ck_assert_str_eq(gallery_fact(facts, "frames"), "10000");
	free(bytes);
	free(more);
}
END_TEST

START_TEST(a_frame_larger_than_the_limit_is_passed_over)
{
	size_t size, at = 13 + 3 * 16;
	unsigned char *bytes = gallery_read("gif/still.gif", &size);

	while (at < size && bytes[at] != ',') {
		at += 2;
		while (bytes[at])
			at += 1 + (size_t)bytes[at];
		at++;
	}
	ck_assert_uint_lt(at, size);
	memcpy(bytes + at + 5, "\xff\xff\xff\xff", 4);
	facts = gallery_look(TZ_FORMAT_GIF, bytes, size);
	gallery_assert_unread(facts, "too-large");
	free(bytes);
}
END_TEST

START_TEST(what_has_no_picture_in_it_is_damaged)
{
	facts = gallery_look(TZ_FORMAT_GIF, "GIF89a\x10\0\x10\0\0\0\0;", 14);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
	facts = gallery_look(TZ_FORMAT_GIF, "GIF8 is how this begins", 23);
	ck_assert_int_eq(taizhang_facts_state(facts) == TAIZHANG_FACTS_WHOLE, 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("gif");

	gallery_need(TZ_FORMAT_GIF);
	suite_add_behaviour(suite, "whole", TESTS(every_kind_decodes, interlaced_or_not_it_is_one_picture, frames_are_counted));
	suite_add_behaviour(suite, "damaged",
			    TESTS(cut_anywhere_it_breaks_off, the_row_and_the_frame_where_it_breaks_off_are_told,
				  what_has_no_picture_in_it_is_damaged));
	suite_add_behaviour(suite, "limits", TESTS(frames_without_end_are_not_followed, a_frame_larger_than_the_limit_is_passed_over));
	return suite;
}
