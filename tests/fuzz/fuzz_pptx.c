/* SPDX-License-Identifier: MIT */
/* fuzz_pptx.c: a zip as pptx. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_PPTX, data, size);
}
