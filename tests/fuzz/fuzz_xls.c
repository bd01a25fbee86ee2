/* SPDX-License-Identifier: MIT */
/* fuzz_xls.c: the inspector of old workbooks. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_XLS, data, size);
}
