/* SPDX-License-Identifier: MIT */
/* fuzz_png.c: pictures in PNG. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_PNG, data, size);
}
