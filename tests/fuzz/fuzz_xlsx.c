/* SPDX-License-Identifier: MIT */
/* fuzz_xlsx.c: a zip as xlsx. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_XLSX, data, size);
}
