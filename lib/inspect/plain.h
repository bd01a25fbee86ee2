/* SPDX-License-Identifier: MIT */
/* plain.h: files that are text: which encoding they are in, and their text in ours. */
#ifndef TZ_INSPECT_PLAIN_H
#define TZ_INSPECT_PLAIN_H

#include "base/buffer.h"
#include "inspect/door.h"

struct tz_plain {
	struct tz_buffer text;		/* UTF-8 without mark; may hold controls */
	const char *encoding;		/* as facts tell it; NULL: bytes that are no text */
	size_t faults;			/* bytes that are not of the encoding */
	bool cut;			/* the file goes on */
};

/* Decodes the first bytes of a text; more says that the file goes on, so that a character may be cut. charset (may be NULL) is what the file
 * itself claims, by iconv's name; it is believed where the bytes agree. */
int tz_plain_decode(const void *data, size_t size, bool more, const char *charset, struct tz_plain *plain, struct taizhang_error *err);
/* Decodes at most so many bytes of the file, adds its encoding to the facts and worsens their state where it is damaged or too large. */
int tz_plain_read(struct tz_inspection *inspection, size_t most, const char *charset, struct tz_plain *plain, struct taizhang_error *err);
/* Adds text of any length piece by piece, so that as much of it as has room is kept. */
int tz_plain_write(struct taizhang_facts *facts, const char *text, size_t size, struct taizhang_error *err);
/* An address of another computer or another file. */
bool tz_plain_is_outside(const char *address);
void tz_plain_free(struct tz_plain *plain);

#endif
