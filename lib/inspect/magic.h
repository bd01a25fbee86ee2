/* SPDX-License-Identifier: MIT */
/* magic.h: the type of bytes that no mark of ours tells. The door to libmagic. */
#ifndef TZ_INSPECT_MAGIC_H
#define TZ_INSPECT_MAGIC_H

#include <stdbool.h>
#include <stddef.h>

#define TZ_MAGIC_SIZE 128

#if HAVE_LIBMAGIC
/* The media type of a file that begins so; false where libmagic knows none. It costs half a millisecond. On any thread. */
bool tz_magic_find(const void *data, size_t size, char media_type[TZ_MAGIC_SIZE]);
#endif

#endif
