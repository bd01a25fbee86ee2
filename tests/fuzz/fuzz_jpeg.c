/* SPDX-License-Identifier: MIT */
/* fuzz_jpeg.c: pictures in JPEG, and their Exif. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_JPEG, data, size);
}
