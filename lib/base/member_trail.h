/* SPDX-License-Identifier: MIT */
/* member_trail.h: what is kept of a zip that passes as a stream: its headers, so that they can be held against its directory in the end. */
#ifndef TZ_BASE_MEMBER_TRAIL_H
#define TZ_BASE_MEMBER_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

#include "base/buffer.h"

struct tz_trail {
	unsigned char *window;		/* the last bytes that passed, in a circle */
	uint64_t passed;
	bool at_end;			/* the directory has begun: all that passes is kept */
	struct tz_buffer kept;
	struct tz_trail_piece {
		uint64_t at;		/* in the stream */
		size_t place, size;	/* in kept */
	} *pieces;			/* in the order of the stream, none touching another's bytes */
	size_t num_pieces, capacity;
};

int tz_trail_open(struct tz_trail *trail, struct taizhang_error *err);
bool tz_trail_is_open(const struct tz_trail *trail);
/* The next bytes of the stream; at most TZ_MEMBER_BLOCK. */
int tz_trail_pass(struct tz_trail *trail, const void *block, size_t size, struct taizhang_error *err);
/* Keeps the local header that ends at end and starts at low or a little after it. *header is valid until more is kept. False where there is
 * none: *size is then 0. -1 only where it cannot be kept: NOMEM, or LIMIT. */
int tz_trail_keep_header(struct tz_trail *trail, uint64_t low, uint64_t end, const unsigned char **header,
			 size_t *size, struct taizhang_error *err);
/* Keeps all from at on: the directory begins there. */
int tz_trail_keep_rest(struct tz_trail *trail, uint64_t at, struct taizhang_error *err);
/* Bytes at an offset: as they were where they were kept, elsewhere zeros. Returns how many, 0 at the end. */
int64_t tz_trail_read_at(const struct tz_trail *trail, uint64_t offset, void *buf, size_t size);
void tz_trail_close(struct tz_trail *trail);

#endif
