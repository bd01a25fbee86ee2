/* SPDX-License-Identifier: MIT */
/* ole.h: what the old office formats share: their container, properties, macros, embedded objects, encryption. */
#ifndef TZ_INSPECT_OLE_H
#define TZ_INSPECT_OLE_H

#include "inspect/compound.h"
#include "inspect/door.h"

/* Of a file that begins as a compound file: which it is, by its streams. */
int tz_ole_look(struct tz_inspection *inspection, struct taizhang_error *err);

/* Opens the container and adds what all have in common. Returns 1, with the container to be freed; 0 where nothing can be read; -1. */
int tz_ole_open(struct tz_inspection *inspection, struct tz_compound *compound, struct taizhang_error *err);
/* What a program writes that gets the file as its input is its text. */
int tz_ole_add_text(struct tz_inspection *inspection, const char *const *argv, struct taizhang_error *err);
/* The pictures of a drawing's store, whose container begins at data. */
size_t tz_ole_count_blips(const unsigned char *data, size_t size);

#endif
