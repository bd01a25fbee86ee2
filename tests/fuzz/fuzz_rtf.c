/* SPDX-License-Identifier: MIT */
/* fuzz_rtf.c: the inspector of RTF. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_RTF, data, size);
}
