/* SPDX-License-Identifier: MIT */
/* test_tiff_shade.c: samples of every width and meaning as brightness. */
#include "inspect/tiff_shade.h"

#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static unsigned char grey[8];

static void shade(enum tz_tiff_model model, unsigned int bits, unsigned int samples, const void *in, uint32_t num)
{
	struct tz_tiff_shade how = {model, bits, samples, {10, 20, 30, 40}};

	memset(grey, 0xee, sizeof grey);
	tz_tiff_shade(&how, in, num, grey);
}

START_TEST(samples_of_every_width_reach_from_black_to_white)
{
	const uint16_t wide[] = {0, 0x8000, 0xffff};

	shade(TZ_TIFF_GREY, 1, 1, "\x5f", 8);
	ck_assert(memcmp(grey, "\0\xff\0\xff\xff\xff\xff\xff", 8) == 0);
	shade(TZ_TIFF_GREY, 2, 1, "\x1b", 4);
	ck_assert(memcmp(grey, "\0\x55\xaa\xff\xee", 5) == 0);
	shade(TZ_TIFF_GREY, 4, 1, "\x0f\x80", 3);
	ck_assert(memcmp(grey, "\0\xff\x88\xee", 4) == 0);
	shade(TZ_TIFF_GREY, 16, 1, wide, 3);
	ck_assert(memcmp(grey, "\0\x80\xff\xee", 4) == 0);
}
END_TEST

START_TEST(what_samples_mean_is_heeded)
{
	shade(TZ_TIFF_INVERSE, 8, 1, "\x00\xf0", 2);
	ck_assert(memcmp(grey, "\xff\x0f\xee", 3) == 0);
	shade(TZ_TIFF_PALETTE, 4, 1, "\x30\x12", 4);
	ck_assert(memcmp(grey, "\x28\x0a\x14\x1e\xee", 5) == 0);
	shade(TZ_TIFF_RGB, 8, 3, "\xff\xff\xff\xff\0\0", 2);
	ck_assert(memcmp(grey, "\xff\x4d\xee", 3) == 0);
	shade(TZ_TIFF_CMYK, 8, 4, "\0\0\0\0\0\0\0\xff\0\xff\xff\0", 3);
	ck_assert(memcmp(grey, "\xff\0\x4d\xee", 4) == 0);
}
END_TEST

START_TEST(samples_beside_those_that_count_are_passed_over)
{
	shade(TZ_TIFF_GREY, 8, 2, "\x11\xff\x22\xff", 2);
	ck_assert(memcmp(grey, "\x11\x22\xee", 3) == 0);
	shade(TZ_TIFF_RGB, 8, 4, "\x10\x10\x10\xff\x20\x20\x20\0", 2);
	ck_assert(memcmp(grey, "\x10\x20\xee", 3) == 0);
	shade(TZ_TIFF_OTHER, 8, 1, "\x10", 1);
	ck_assert_uint_eq(grey[0], 0x10);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("tiff_shade");

	suite_add_behaviour(suite, "brightness",
			    TESTS(samples_of_every_width_reach_from_black_to_white, what_samples_mean_is_heeded,
				  samples_beside_those_that_count_are_passed_over));
	return suite;
}
