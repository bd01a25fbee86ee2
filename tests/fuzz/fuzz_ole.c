/* SPDX-License-Identifier: MIT */
/* fuzz_ole.c: the inspectors of old documents and slides, of locked ones, and of any other OLE file. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return door_feed(TZ_FORMAT_DOC, data, size) || door_feed(TZ_FORMAT_PPT, data, size) ||
	       door_feed(TZ_FORMAT_LOCKED, data, size) || door_feed(TZ_FORMAT_OLE, data, size);
}
