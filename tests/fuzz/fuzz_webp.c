/* SPDX-License-Identifier: MIT */
/* fuzz_webp.c: pictures in WEBP. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_WEBP, data, size);
}
