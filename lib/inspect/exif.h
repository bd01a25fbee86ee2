/* SPDX-License-Identifier: MIT */
/* exif.h: the Exif block of a picture, wherever its format keeps it. */
#ifndef TZ_INSPECT_EXIF_H
#define TZ_INSPECT_EXIF_H

#include "inspect/door.h"

/* Most bytes of a block that are looked at, those of a JPEG's segment: libexif copies each tag's value, even where all share their bytes. */
#define TZ_EXIF_MOST 65535u

/* The block as PNG and WebP have it, with "II" or "MM" at its beginning, or after "Exif\0\0" as JPEG has it. What is broken in it is left
 * out: that a picture can be seen does not hang on it. */
int tz_exif_read(struct tz_inspection *inspection, const unsigned char *data, size_t size, struct taizhang_error *err);

#endif
