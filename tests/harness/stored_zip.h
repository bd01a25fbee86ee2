/* SPDX-License-Identifier: MIT */
/* stored_zip.h: a zip made in memory of members that are stored as they are, sound or not. */
#ifndef TESTS_STORED_ZIP_H
#define TESTS_STORED_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* Zero-initialised is empty. */
struct stored_zip {
	struct tz_buffer bytes;		/* the whole zip after stored_zip_end */
	struct tz_buffer directory;
	unsigned int count;
	bool locked;			/* the next members say that they are encrypted */
};

void stored_zip_add(struct stored_zip *zip, const char *name, const void *data, size_t size);
void stored_zip_text(struct stored_zip *zip, const char *name, const char *text);
void stored_zip_end(struct stored_zip *zip);
void stored_zip_free(struct stored_zip *zip);

#endif
