/* SPDX-License-Identifier: MIT */
/* unpacker.h: a compressed stream unpacked block by block, to its very end: gunzip.c by zlib, unzstd.c by libarchive. */
#ifndef TZ_BASE_UNPACKER_H
#define TZ_BASE_UNPACKER_H

#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

/* Gives the next packed block, of at most UINT_MAX bytes and valid until the next call. Returns its bytes, 0 at the end, -1 on a
 * failure that the caller knows of. */
typedef int64_t (*tz_unpacker_source)(void *context, const void **block);

struct tz_unpacker {
	/* The next unpacked block, valid until the next call: its bytes; 0 where the packed bytes end and the stream with them; -1 where
	 * source failed (err is left alone), or the stream is damaged, cut off or followed by something else (FORMAT). Not to be called
	 * again after 0 or -1. */
	int64_t (*next)(struct tz_unpacker *unpacker, const void **block, struct taizhang_error *err);
	void (*free)(struct tz_unpacker *unpacker);
};

/* gzip (RFC 1952): members one after another are lawful; each CRC-32, length and header CRC is verified. */
struct tz_unpacker *tz_gunzip_new(tz_unpacker_source source, void *context, struct taizhang_error *err);
/* zstd (RFC 8878): frames one after another are lawful, those to be skipped too; check sums are verified where they stand. */
struct tz_unpacker *tz_unzstd_new(tz_unpacker_source source, void *context, struct taizhang_error *err);

#endif
