/* SPDX-License-Identifier: MIT */
/* picture.c: what the doors of pictures share: how they tell size, colour, damage, limits, and what was measured of the pixels. */
#include "inspect/picture.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/limits.h"

int tz_picture_size(struct tz_inspection *inspection, uint32_t width, uint32_t height, const char *model, unsigned int bits,
		    struct taizhang_error *err)
{
	char colour[40];

	snprintf(colour, sizeof colour, "%s %u", model, bits);
	if (tz_facts_add_number(inspection->facts, TZ_FACT_WIDTH, width, NULL, err) != 0 ||
	    tz_facts_add_number(inspection->facts, TZ_FACT_HEIGHT, height, NULL, err) != 0)
		return -1;
	return tz_facts_add(inspection->facts, TZ_FACT_COLOUR, colour, NULL, err);
}

int tz_picture_resolution(struct tz_inspection *inspection, double across, double down, const char *place, struct taizhang_error *err)
{
	double least = across < down ? across : down;

	/* Programs that do not know it write 0 or 1; no scanner reaches 100,000. */
	if (!(least >= 2 && least < 100000))
		return 0;
	return tz_facts_add_number(inspection->facts, TZ_FACT_RESOLUTION, (int64_t)(least + 0.5), place, err);
}

int tz_picture_damaged(struct tz_inspection *inspection, const char *words, unsigned int page, uint32_t row, uint32_t height,
		       struct taizhang_error *err)
{
	char place[48];
	int at = page ? snprintf(place, sizeof place, "#%u ", page) : 0;

	if (row > height)
		row = height;
	snprintf(place + at, sizeof place - (size_t)at, "%" PRIu32 "/%" PRIu32, row, height);
	return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_DAMAGED, words, place, err);
}

int tz_picture_unread(struct tz_inspection *inspection, const char *reason, struct taizhang_error *err)
{
	if (tz_facts_add_unread(inspection->facts, TZ_UNREAD_PIXELS, reason, err) != 0)
		return -1;
	return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
}

bool tz_picture_fits(uint32_t width, uint32_t height)
{
	return width && height && width <= TZ_LIMIT_INSPECT_SIDE && height <= TZ_LIMIT_INSPECT_SIDE &&
	       (uint64_t)width * height <= TZ_LIMIT_INSPECT_PIXELS;
}

int tz_picture_measured(struct tz_inspection *inspection, const struct tz_pixels *pixels, struct taizhang_error *err)
{
	int64_t sharpness = tz_pixels_sharpness(pixels);
	char hash[TZ_PIXELS_HASH_SIZE];

	if (sharpness >= 0 && tz_facts_add_number(inspection->facts, TZ_FACT_SHARPNESS, sharpness, NULL, err) != 0)
		return -1;
	return tz_pixels_hash(pixels, hash) ? tz_facts_add(inspection->facts, TZ_FACT_PERCEPTUAL_HASH, hash, NULL, err) : 0;
}

int tz_picture_measure(struct tz_inspection *inspection, const unsigned char *grey, uint32_t width, uint32_t height,
		       struct taizhang_error *err)
{
	struct tz_pixels *pixels = tz_pixels_new(width, height, err);
	int result = -1;

	for (uint32_t y = 0; pixels && y < height; y++)
		tz_pixels_row(pixels, grey + (size_t)y * width);
	if (pixels)
		result = tz_picture_measured(inspection, pixels, err);
	tz_pixels_free(pixels);
	return result;
}
