/* SPDX-License-Identifier: MIT */
/* fuzz_odf.c: a zip as a text, a workbook, slides, or a packed UOF. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum tz_format formats[] = {TZ_FORMAT_ODT, TZ_FORMAT_ODS, TZ_FORMAT_ODP, TZ_FORMAT_UOF};

	return door_feed(formats[size % 4], data, size);
}
