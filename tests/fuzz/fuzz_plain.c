/* SPDX-License-Identifier: MIT */
/* fuzz_plain.c: the inspector of plain text. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_TEXT, data, size);
}
