/* SPDX-License-Identifier: MIT */
/* put_entry.c: an entry of a container from its unpacked bytes. */
#include "harness/put_entry.h"

#include <stdlib.h>

#include "base/error.h"
#include "package/deflate.h"

int put_entry(struct tz_container_writer *w, const char *name, const void *data, size_t size, struct taizhang_error *err)
{
	struct tz_deflate *deflate = tz_deflate_new(err);
	void *out = malloc(size + 1);
	uint32_t crc = tz_crc32(0, data, size);
	size_t packed;
	int result;

	if (!deflate || !out)
		result = tz_error_nomem(err);
	else if (tz_container_deflates(w) && tz_deflate_whole(deflate, data, size, out, &packed))
		result = tz_container_put_coded(w, name, TZ_CODING_DEFLATED, crc, size, out, packed, err);
	else
		result = tz_container_put_coded(w, name, TZ_CODING_STORED, crc, size, data, size, err);
	tz_deflate_free(deflate);
	free(out);
	return result;
}
