/* SPDX-License-Identifier: MIT */
/* embedded.c: finds the data files compiled into the library. */
#include "base/embedded.h"

#include <string.h>

const struct tz_embedded *tz_embedded_find(const char *name)
{
	for (const struct tz_embedded *file = tz_embedded_files; file->name; file++)
		if (strcmp(file->name, name) == 0)
			return file;
	return NULL;
}
