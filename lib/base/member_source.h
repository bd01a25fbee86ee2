/* SPDX-License-Identifier: MIT */
/* member_source.h: the packed bytes of a container, block by block, from any input. Below member.h, for it alone. */
#ifndef TZ_BASE_MEMBER_SOURCE_H
#define TZ_BASE_MEMBER_SOURCE_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/digest.h>
#include <taizhang/error.h>
#include <taizhang/input.h>

#include "base/digest.h"

#define TZ_MEMBER_BLOCK 65536

struct tz_packed {
	struct taizhang_input input;
	int fd;				/* of a path, otherwise -1 */
	bool shared;			/* fd is another's to close */
	bool seeks;
	uint64_t size;			/* in all, where it seeks */
	uint64_t at;			/* where the next block starts */
	uint64_t taken;			/* bytes given out in all, those read twice counted twice */
	size_t ahead;			/* bytes of block that a peek has read and nobody has taken */
	struct taizhang_error error;	/* why tz_packed_next returned -1 */
	unsigned char *block;		/* NULL for memory */
	struct tz_digest *digest;	/* SHA-256 of what passes of a stream, which cannot be read again for it */
	char sha256[TAIZHANG_DIGEST_HEX_SIZE];	/* of a stream that was read to its end; else "" */
};

/* input was taken (tz_input_take) and lives longer than packed. packed may be passed to close after a failure. */
int tz_packed_open(struct tz_packed *packed, const struct taizhang_input *input, struct taizhang_error *err);
/* The same bytes from an offset on, beside packed, which lives longer and seeks; on any thread, unless a callback gives them. */
int tz_packed_share(struct tz_packed *packed, const struct tz_packed *other, uint64_t offset, struct taizhang_error *err);
/* The first bytes, not taken: up to 4. Only before the first block. Returns how many there are, or -1. */
int tz_packed_peek(struct tz_packed *packed, unsigned char first[4], struct taizhang_error *err);
/* The next block, valid until the next call: its bytes, 0 at the end, -1 with packed->error. */
int64_t tz_packed_next(struct tz_packed *packed, const void **block);
/* whence as for fseek; only where it seeks. The new place, or -1. */
int64_t tz_packed_seek(struct tz_packed *packed, int64_t offset, int whence);
/* Takes size bytes, which there are, without giving them; only where it seeks. */
void tz_packed_skip(struct tz_packed *packed, uint64_t size);
/* The bytes at an offset, whole or an error: with what they are fewer than size only at the end. Leaves the place of the next block. */
int64_t tz_packed_read_at(struct tz_packed *packed, uint64_t offset, void *buf, size_t size, struct taizhang_error *err);
void tz_packed_close(struct tz_packed *packed);

#endif
