/* SPDX-License-Identifier: MIT */
/* fuzz_ofd.c: a zip as ofd. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_OFD, data, size);
}
