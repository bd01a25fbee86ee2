/* SPDX-License-Identifier: MIT */
/* test_pixels.c: sharpness and perceptual hash of pictures that are drawn here, at any scale. */
#include "inspect/pixels.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/gallery.h"

static struct taizhang_error err;

typedef unsigned int (*shade_fn)(unsigned int x, unsigned int y, unsigned int width, unsigned int height);

/* What a shade gives is a picture without a size: places are thousandths of it. */
static unsigned int blocks(unsigned int x, unsigned int y, unsigned int width, unsigned int height)
{
	unsigned int u = x * 1000 / width, v = y * 1000 / height;

	return (u / 90 * 37 + v / 130 * 91 + (u / 90) * (v / 130) * 13) % 256;
}
static unsigned int mirrored(unsigned int x, unsigned int y, unsigned int width, unsigned int height)
{
	return blocks(width - 1 - x, y, width, height);
}
static unsigned int darker(unsigned int x, unsigned int y, unsigned int width, unsigned int height)
{
	return blocks(x, y, width, height) * 3 / 4 + 10;
}
static unsigned int slope(unsigned int x, unsigned int y, unsigned int width, unsigned int height)
{
	(void)y;
	(void)height;
	return x * 255 / width;
}
static unsigned int columns(unsigned int x, unsigned int y, unsigned int width, unsigned int height)
{
	(void)y;
	(void)width;
	(void)height;
	return x % 2 ? 255 : 0;
}
static unsigned int flat(unsigned int x, unsigned int y, unsigned int width, unsigned int height)
{
	(void)x;
	(void)y;
	(void)width;
	(void)height;
	return 200;
}

static struct tz_pixels *draw(unsigned int width, unsigned int height, shade_fn shade)
{
	struct tz_pixels *pixels = tz_pixels_new(width, height, &err);
	unsigned char *row = malloc(width);

	tz_assert_ptr(pixels, &err);
	ck_assert_ptr_nonnull(row);
	for (unsigned int y = 0; y < height; y++) {
		for (unsigned int x = 0; x < width; x++)
			row[x] = (unsigned char)shade(x, y, width, height);
		tz_pixels_row(pixels, row);
	}
	free(row);
	return pixels;
}

static int64_t sharpness(unsigned int width, unsigned int height, shade_fn shade)
{
	struct tz_pixels *pixels = draw(width, height, shade);
	int64_t value = tz_pixels_sharpness(pixels);

	tz_pixels_free(pixels);
	return value;
}

static const char *hash(char buf[TZ_PIXELS_HASH_SIZE], unsigned int width, unsigned int height, shade_fn shade)
{
	struct tz_pixels *pixels = draw(width, height, shade);

	ck_assert(tz_pixels_hash(pixels, buf));
	tz_pixels_free(pixels);
	return buf;
}

/* Each pixel of the Laplacian is 510 or -510. */
START_TEST(sharpness_is_the_variance_of_the_laplacian)
{
	ck_assert_int_eq(sharpness(8, 8, columns), 510 * 510);
	ck_assert_int_eq(sharpness(8, 8, flat), 0);
	ck_assert_int_le(sharpness(900, 500, slope), 1);
}
END_TEST

START_TEST(sharpness_hardly_depends_on_the_size)
{
	static const unsigned int widths[] = {960, 1000, 1500, 2880, 6000};
	int64_t one = sharpness(1920, 1440, blocks);

	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		ck_assert_int_gt(sharpness(widths[i], widths[i] / 4 * 3, blocks), one / 2);
		ck_assert_int_lt(sharpness(widths[i], widths[i] / 4 * 3, blocks), one * 2);
	}
}
END_TEST

START_TEST(lines_too_fine_to_be_seen_add_nothing)
{
	ck_assert_int_eq(sharpness(1920, 1080, columns), 0);
}
END_TEST

START_TEST(too_small_a_picture_has_no_sharpness)
{
	ck_assert_int_eq(sharpness(2, 9, columns), -1);
	ck_assert_int_eq(sharpness(9, 1, columns), -1);
	ck_assert_int_eq(sharpness(30000, 1, columns), -1);
	ck_assert_int_ge(sharpness(3, 3, columns), 0);
}
END_TEST

START_TEST(one_scene_has_one_hash_at_any_scale)
{
	static const unsigned int sizes[][2] = {{960, 720}, {640, 480}, {1000, 751}, {4000, 3000}, {320, 240}};
	char one[TZ_PIXELS_HASH_SIZE], other[TZ_PIXELS_HASH_SIZE];

	hash(one, 1920, 1440, blocks);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		ck_assert_uint_le(gallery_distance(one, hash(other, sizes[i][0], sizes[i][1], blocks)), 2);
	ck_assert_uint_le(gallery_distance(one, hash(other, 960, 720, darker)), 2);
	/* Smaller than what the hash is made of, it is drawn larger. */
	ck_assert_uint_le(gallery_distance(one, hash(other, 31, 24, blocks)), 12);
}
END_TEST

START_TEST(other_scenes_have_other_hashes)
{
	char one[TZ_PIXELS_HASH_SIZE], other[TZ_PIXELS_HASH_SIZE];

	hash(one, 960, 720, blocks);
	ck_assert_uint_gt(gallery_distance(one, hash(other, 960, 720, mirrored)), 16);
	ck_assert_uint_gt(gallery_distance(one, hash(other, 960, 720, slope)), 16);
}
END_TEST

/* Hashes are kept in packages: those of last year must mean the same. */
START_TEST(a_hash_is_the_same_in_every_version)
{
	char one[TZ_PIXELS_HASH_SIZE];

	ck_assert_str_eq(hash(one, 640, 480, blocks), "a31517121bf978c7");
}
END_TEST

START_TEST(a_picture_of_one_colour_has_no_hash)
{
	struct tz_pixels *pixels = draw(100, 100, flat);
	char one[TZ_PIXELS_HASH_SIZE];

	ck_assert(!tz_pixels_hash(pixels, one));
	tz_pixels_free(pixels);
}
END_TEST

START_TEST(what_is_not_all_there_is_not_measured_and_one_row_too_many_is_left)
{
	struct tz_pixels *pixels = tz_pixels_new(4, 5, &err);
	const unsigned char row[] = {0, 255, 0, 255};
	char one[TZ_PIXELS_HASH_SIZE];

	tz_assert_ptr(pixels, &err);
	for (int i = 0; i < 4; i++)
		tz_pixels_row(pixels, row);
	ck_assert_int_eq(tz_pixels_sharpness(pixels), -1);
	ck_assert(!tz_pixels_hash(pixels, one));
	tz_pixels_row(pixels, row);
	ck_assert_int_eq(tz_pixels_sharpness(pixels), 510 * 510);
	tz_pixels_row(pixels, row);
	ck_assert_int_eq(tz_pixels_sharpness(pixels), 510 * 510);
	tz_pixels_free(pixels);
	tz_pixels_free(NULL);
}
END_TEST

START_TEST(a_decoder_may_scale_down_as_long_as_enough_is_left)
{
	ck_assert_uint_eq(tz_pixels_reduction(959, 100, 8), 1);
	ck_assert_uint_eq(tz_pixels_reduction(1919, 1919, 8), 1);
	ck_assert_uint_eq(tz_pixels_reduction(100, 1920, 8), 2);
	ck_assert_uint_eq(tz_pixels_reduction(6000, 4000, 8), 4);
	ck_assert_uint_eq(tz_pixels_reduction(65500, 65500, 8), 8);
	ck_assert_uint_eq(tz_pixels_reduction(65500, 65500, 1), 1);
}
END_TEST

START_TEST(brightness_is_that_of_jpeg)
{
	ck_assert_uint_eq(tz_pixels_grey(0, 0, 0), 0);
	ck_assert_uint_eq(tz_pixels_grey(255, 255, 255), 255);
	ck_assert_uint_eq(tz_pixels_grey(255, 0, 0), 77);
	ck_assert_uint_eq(tz_pixels_on_white(40, 255), 40);
	ck_assert_uint_eq(tz_pixels_on_white(40, 0), 255);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pixels");

	suite_add_behaviour(suite, "sharpness",
			    TESTS(sharpness_is_the_variance_of_the_laplacian, sharpness_hardly_depends_on_the_size,
				  lines_too_fine_to_be_seen_add_nothing, too_small_a_picture_has_no_sharpness));
	suite_add_behaviour(suite, "hash",
			    TESTS(one_scene_has_one_hash_at_any_scale, other_scenes_have_other_hashes,
				  a_hash_is_the_same_in_every_version, a_picture_of_one_colour_has_no_hash));
	suite_add_behaviour(suite, "rows",
			    TESTS(what_is_not_all_there_is_not_measured_and_one_row_too_many_is_left,
				  a_decoder_may_scale_down_as_long_as_enough_is_left, brightness_is_that_of_jpeg));
	return suite;
}
