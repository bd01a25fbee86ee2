/* SPDX-License-Identifier: MIT */
/* magic.c: the type of bytes that no mark of ours tells. The door to libmagic. */
#include "inspect/magic.h"

#include <magic.h>
#include <stdio.h>
#include <string.h>

#include "inspect/ability.h"

/* Opened for each: it is asked seldom, since marks of ours tell what people file, and then a cookie that is kept would have to be kept for
 * each thread. What would unpack, or looks by names, is left out. */
bool tz_magic_find(const void *data, size_t size, char media_type[TZ_MAGIC_SIZE])
{
	magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_CDF);
	const char *found = magic && magic_load(magic, NULL) == 0 ? magic_buffer(magic, data, size) : NULL;
	bool known = found && strchr(found, '/') && strcmp(found, "application/octet-stream") != 0;

	if (known)
		snprintf(media_type, TZ_MAGIC_SIZE, "%s", found);
	if (magic)
		magic_close(magic);
	return known;
}

void tz_libmagic_version(char *buf, size_t size)
{
	snprintf(buf, size, "%d.%02d", magic_version() / 100, magic_version() % 100);
}
