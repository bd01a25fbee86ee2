/* SPDX-License-Identifier: MIT */
/* fuzz_pdf.c: any bytes as a PDF. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_PDF, data, size);
}
