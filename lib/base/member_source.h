/* SPDX-License-Identifier: MIT */
/* member_source.h: the packed bytes of a container, block by block: from a file, from memory, from a callback. Below member.h, for it alone. */
#ifndef TZ_BASE_MEMBER_SOURCE_H
#define TZ_BASE_MEMBER_SOURCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <taizhang/error.h>

#include "base/member.h"

#define TZ_MEMBER_BLOCK 65536

struct tz_packed {
	struct tz_member_source source;
	FILE *file;
	uint64_t at;			/* where the next block starts */
	uint64_t taken;			/* bytes given out in all, those read twice counted twice */
	size_t ahead;			/* bytes of block that a peek has read and nobody has taken */
	struct taizhang_error error;	/* why tz_packed_next returned -1 */
	unsigned char *block;
};

/* packed may be passed to close after a failure. */
int tz_packed_open(struct tz_packed *packed, const struct tz_member_source *source, struct taizhang_error *err);
/* The first bytes, not taken: up to 4. Only before the first block. Returns how many there are, or -1. */
int tz_packed_peek(struct tz_packed *packed, unsigned char first[4], struct taizhang_error *err);
/* The next block, valid until the next call: its bytes, 0 at the end, -1 with packed->error. */
int64_t tz_packed_next(struct tz_packed *packed, const void **block);
bool tz_packed_can_seek(const struct tz_packed *packed);
/* whence as for fseek. The new place, or -1. */
int64_t tz_packed_seek(struct tz_packed *packed, int64_t offset, int whence);
void tz_packed_close(struct tz_packed *packed);

#endif
