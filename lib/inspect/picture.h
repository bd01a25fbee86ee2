/* SPDX-License-Identifier: MIT */
/* picture.h: what the doors of pictures share: how they tell size, colour, damage, limits, and what was measured of the pixels. */
#ifndef TZ_INSPECT_PICTURE_H
#define TZ_INSPECT_PICTURE_H

#include "inspect/door.h"
#include "inspect/pixels.h"

/* Width, height and colour as "RGB 8": the model, and the bits of each sample. */
int tz_picture_size(struct tz_inspection *inspection, uint32_t width, uint32_t height, const char *model, unsigned int bits,
		    struct taizhang_error *err);
/* Dots per inch across and down: the lesser of the two is told; what cannot be true is not. */
int tz_picture_resolution(struct tz_inspection *inspection, double across, double down, const char *place, struct taizhang_error *err);
/* Breaks off or has errors, in the decoder's words, at "row/height"; page counts from 1, and is 0 where there can be but one. */
int tz_picture_damaged(struct tz_inspection *inspection, const char *words, unsigned int page, uint32_t row, uint32_t height,
		       struct taizhang_error *err);
/* The pixels were not looked at: TZ_REASON_… */
int tz_picture_unread(struct tz_inspection *inspection, const char *reason, struct taizhang_error *err);
/* False where the picture has no pixels, or more of them, all in all or in a row or a column, than are decoded. */
bool tz_picture_fits(uint32_t width, uint32_t height);
/* Sharpness and perceptual hash, once all rows were there. */
int tz_picture_measured(struct tz_inspection *inspection, const struct tz_pixels *pixels, struct taizhang_error *err);
/* The same of a picture that is held whole: width times height bytes of brightness. */
int tz_picture_measure(struct tz_inspection *inspection, const unsigned char *grey, uint32_t width, uint32_t height,
		       struct taizhang_error *err);

#endif
