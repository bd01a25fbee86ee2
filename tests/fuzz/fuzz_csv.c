/* SPDX-License-Identifier: MIT */
/* fuzz_csv.c: the inspector of CSV. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_CSV, data, size);
}
