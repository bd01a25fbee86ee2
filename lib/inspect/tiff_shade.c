/* SPDX-License-Identifier: MIT */
/* tiff_shade.c: the samples of a TIFF's pixels as brightness, whatever they stand for. */
#include "inspect/tiff_shade.h"

#include <stddef.h>
#include <string.h>

#include "inspect/pixels.h"

/* As it is written. */
static unsigned int raw(const struct tz_tiff_shade *shade, const unsigned char *in, size_t index)
{
	size_t bit = index * shade->bits;
	uint16_t wide;

	if (shade->bits == 8)
		return in[index];
	if (shade->bits < 8)
		return in[bit / 8] >> (8 - shade->bits - bit % 8) & ((1u << shade->bits) - 1);
	memcpy(&wide, in + 2 * index, 2);
	return wide;
}

/* From 0 to 255. */
static unsigned int level(const struct tz_tiff_shade *shade, const unsigned char *in, size_t index)
{
	unsigned int value = raw(shade, in, index);

	if (shade->bits == 8)
		return value;
	return shade->bits == 16 ? value >> 8 : value * 255 / ((1u << shade->bits) - 1);
}

void tz_tiff_shade(const struct tz_tiff_shade *shade, const unsigned char *in, uint32_t num, unsigned char *grey)
{
	for (uint32_t x = 0; x < num; x++) {
		size_t at = (size_t)x * shade->samples;

		switch (shade->model) {
		case TZ_TIFF_PALETTE:
			grey[x] = shade->palette[raw(shade, in, at) & 255];
			break;
		case TZ_TIFF_RGB:
			grey[x] = tz_pixels_grey(level(shade, in, at), level(shade, in, at + 1), level(shade, in, at + 2));
			break;
		case TZ_TIFF_CMYK:
			grey[x] = (unsigned char)(tz_pixels_grey(255 - level(shade, in, at), 255 - level(shade, in, at + 1),
								255 - level(shade, in, at + 2)) *
						  (255 - level(shade, in, at + 3)) / 255);
			break;
		case TZ_TIFF_INVERSE:
			grey[x] = (unsigned char)(255 - level(shade, in, at));
			break;
		case TZ_TIFF_GREY:
		case TZ_TIFF_OTHER:
			grey[x] = (unsigned char)level(shade, in, at);
			break;
		}
	}
}
