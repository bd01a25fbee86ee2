/* SPDX-License-Identifier: MIT */
/* fuzz_docx.c: a zip as docx. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_DOCX, data, size);
}
