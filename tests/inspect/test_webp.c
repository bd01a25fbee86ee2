/* SPDX-License-Identifier: MIT */
/* test_webp.c: WebP pictures with and without loss, transparent, moving, whole, cut, hostile. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/gallery.h"

static const struct taizhang_facts *facts;

START_TEST(every_kind_decodes)
{
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_WEBP, "webp/lossy.webp"), "RGB 8");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_WEBP, "webp/lossless.webp"), "RGB 8");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_WEBP, "webp/alpha.webp"), "RGBA 8");
	gallery_assert_scene(gallery_look_at(TZ_FORMAT_WEBP, "webp/exif.webp"), "RGB 8");
}
END_TEST

START_TEST(frames_are_counted_and_the_first_is_measured)
{
	facts = gallery_look_at(TZ_FORMAT_WEBP, "webp/animated.webp");
	ck_assert_str_eq(gallery_fact(facts, "frames"), "2");
	ck_assert_str_eq(gallery_fact(facts, "width"), "64");
	ck_assert_str_ne(gallery_fact(facts, "perceptual-hash"), "");
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
}
END_TEST

START_TEST(exif_is_told)
{
	facts = gallery_look_at(TZ_FORMAT_WEBP, "webp/exif.webp");
	ck_assert_str_eq(gallery_fact(facts, "taken"), "2017-05-03T10:11:12");
	ck_assert_str_eq(gallery_fact(facts, "camera"), "X1");
}
END_TEST

START_TEST(cut_anywhere_it_breaks_off)
{
	gallery_assert_cuts(TZ_FORMAT_WEBP, "webp/lossy.webp", 1);
	gallery_assert_cuts(TZ_FORMAT_WEBP, "webp/lossless.webp", 1);
	/* Behind what it says is its size, its program has left something. */
	gallery_assert_cuts(TZ_FORMAT_WEBP, "webp/animated.webp", 520);
}
END_TEST

START_TEST(changed_bytes_harm_nobody)
{
	static const char *const names[] = {"webp/lossy.webp", "webp/lossless.webp", "webp/alpha.webp"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t size;
		unsigned char *bytes = gallery_read(names[i], &size);

		for (size_t at = 12; at < size; at += 3) {
			bytes[at] ^= 0x55;
			gallery_look(TZ_FORMAT_WEBP, bytes, size);
			bytes[at] ^= 0x55;
		}
		free(bytes);
	}
}
END_TEST

/* 16,383 by 16,383 pixels without loss: the library would take a gigabyte. */
START_TEST(what_is_larger_than_the_limits_is_not_decoded)
{
	size_t size;
	unsigned char *bytes = gallery_read("webp/lossless.webp", &size);

	ck_assert(memcmp(bytes + 12, "VP8L", 4) == 0);
	memcpy(bytes + 21, "\xff\xff\xff\x0f", 4);
	facts = gallery_look(TZ_FORMAT_WEBP, bytes, size);
	gallery_assert_unread(facts, "too-large");
	ck_assert_str_eq(gallery_fact(facts, "width"), "16384");
	free(bytes);
}
END_TEST

START_TEST(what_has_no_header_cannot_be_opened)
{
	facts = gallery_look(TZ_FORMAT_WEBP, "RIFF\x20\0\0\0WEBPVP8 and nothing there", 32);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("webp");

	gallery_need(TZ_FORMAT_WEBP);
	suite_add_behaviour(suite, "whole", TESTS(every_kind_decodes, frames_are_counted_and_the_first_is_measured, exif_is_told));
	suite_add_behaviour(suite, "damaged",
			    TESTS(cut_anywhere_it_breaks_off, changed_bytes_harm_nobody, what_has_no_header_cannot_be_opened));
	suite_add_behaviour(suite, "limits", TESTS(what_is_larger_than_the_limits_is_not_decoded));
	return suite;
}
