/* SPDX-License-Identifier: MIT */
/* fuzz_html.c: the inspector of web pages. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_HTML, data, size);
}
