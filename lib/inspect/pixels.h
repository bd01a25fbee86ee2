/* SPDX-License-Identifier: MIT */
/* pixels.h: how sharp a picture is and what it looks like, measured while its rows pass: nothing of it is kept but a few rows. */
#ifndef TZ_INSPECT_PIXELS_H
#define TZ_INSPECT_PIXELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

/* Both measures are taken of the picture's brightness, averaged down so that its longer side is TZ_PIXELS_SIDE; a smaller picture is taken
 * as it is. An Exif orientation is not applied: it turns what is shown, not what is stored, and a picture that a program has turned is
 * another file. All arithmetic is in integers, so that every machine gives the same.
 *
 * Sharpness: the variance of the Laplacian (0 1 0 / 1 -4 1 / 0 1 0) over brightness from 0 to 255, rounded. J. L. Pech-Pacheco,
 * G. Cristóbal, J. Chamorro-Martínez, J. Fernández-Valdivia, "Diatom autofocusing in brightfield microscopy: a comparative study",
 * ICPR 2000; LAP4 in S. Pertuz, D. Puig, M. A. García, "Analysis of focus measure operators for shape-from-focus", Pattern Recognition 46
 * (2013). At one size, pictures of one scene compare whatever the camera; of two scenes, the one with finer things in it has more.
 *
 * Perceptual hash: pHash as C. Zauner describes it in "Implementation and Benchmarking of Perceptual Image Hash Functions", Hagenberg 2010,
 * 3.2.1: 32 by 32 averages, their discrete cosine transform, of it the 8 by 8 lowest frequencies without those that are constant in a
 * direction; a bit each, row by row from the highest bit, that says whether it is above their median. Stable under encoding anew and
 * scaling, not under turning, mirroring and cropping. A picture of one colour has none. */
#define TZ_PIXELS_SIDE 960
#define TZ_PIXELS_HASH_SIZE 17

struct tz_pixels;

/* width and height of what is coming: of rows that a decoder has scaled down already, their own. */
struct tz_pixels *tz_pixels_new(uint32_t width, uint32_t height, struct taizhang_error *err);
/* The next row from the top, width bytes of brightness; one too many is left. */
void tz_pixels_row(struct tz_pixels *pixels, const unsigned char *grey);
/* After the last row. -1 where rows are missing or the picture has less than 3 by 3 pixels. */
int64_t tz_pixels_sharpness(const struct tz_pixels *pixels);
/* 16 hexadecimal digits. False where rows are missing, or all is of one colour. */
bool tz_pixels_hash(const struct tz_pixels *pixels, char hash[TZ_PIXELS_HASH_SIZE]);
void tz_pixels_free(struct tz_pixels *pixels);	/* NULL is fine */

/* By how much a decoder may scale down in one step (a power of 2, at most most) and leave enough for both measures. */
unsigned int tz_pixels_reduction(uint32_t width, uint32_t height, unsigned int most);
/* Brightness of colours as JPEG counts it (ITU-R BT.601). */
static inline unsigned char tz_pixels_grey(unsigned int red, unsigned int green, unsigned int blue)
{
	return (unsigned char)((77 * red + 150 * green + 29 * blue + 128) >> 8);
}
/* As it looks on white paper. */
static inline unsigned char tz_pixels_on_white(unsigned int grey, unsigned int alpha)
{
	return (unsigned char)(255 - (255 - grey) * alpha / 255);
}

#endif
