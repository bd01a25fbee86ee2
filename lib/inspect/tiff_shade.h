/* SPDX-License-Identifier: MIT */
/* tiff_shade.h: the samples of a TIFF's pixels as brightness, whatever they stand for. */
#ifndef TZ_INSPECT_TIFF_SHADE_H
#define TZ_INSPECT_TIFF_SHADE_H

#include <stdint.h>

enum tz_tiff_model { TZ_TIFF_OTHER, TZ_TIFF_GREY, TZ_TIFF_INVERSE, TZ_TIFF_RGB, TZ_TIFF_PALETTE, TZ_TIFF_CMYK };

struct tz_tiff_shade {
	enum tz_tiff_model model;
	unsigned int bits;		/* 1, 2, 4, 8 or 16 a sample */
	unsigned int samples;		/* of a pixel, beside each other */
	unsigned char palette[256];
};

/* num pixels of a row, 16-bit samples in the machine's own order. */
void tz_tiff_shade(const struct tz_tiff_shade *shade, const unsigned char *in, uint32_t num, unsigned char *grey);

#endif
