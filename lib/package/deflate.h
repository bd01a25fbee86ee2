/* SPDX-License-Identifier: MIT */
/* deflate.h: raw deflate by blocks, CRC-32, and the question whether deflating pays. The door to zlib. */
#ifndef TZ_PACKAGE_DEFLATE_H
#define TZ_PACKAGE_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

/* What the trial looks at: the first bytes of a file, up to this many. */
#define TZ_DEFLATE_SAMPLE 65536
/* How far back deflate can refer: more of the bytes before a block does not help. */
#define TZ_DEFLATE_DICTIONARY 32768

struct tz_deflate;

/* One object serves one thread, for any number of files and blocks in any order: nothing of one shows in the next. Takes some 320 KiB. */
struct tz_deflate *tz_deflate_new(struct taizhang_error *err);
void tz_deflate_free(struct tz_deflate *d);
/* Judges the first bytes of a file: the same bytes always get the same answer. Photographs, office files and other packed things are told in
 * microseconds by how evenly their bytes are spread; what is left is deflated once. */
bool tz_deflate_pays(struct tz_deflate *d, const void *data, size_t size);
/* A whole small file: packs it into out, which has room for as many bytes as the file, and says whether that pays; then *out_size is
 * set, and the one stream ends. Up to TZ_DEFLATE_SAMPLE bytes are deflated only once, and judged by what came of it. */
bool tz_deflate_whole(struct tz_deflate *d, const void *data, size_t size, void *out, size_t *out_size);
/* One block of a file. What the blocks of a file give, put together in their order, is one stream, whichever objects made them, so
 * that threads can share a file; the last block, which may be empty, ends it. dictionary: the bytes before the block, at most
 * TZ_DEFLATE_DICTIONARY and as many as there are. Returns 0 with *out_size set, or -1 where out has no room for
 * tz_deflate_block_bound(size). */
int tz_deflate_block(struct tz_deflate *d, const void *dictionary, size_t dictionary_size, const void *data, size_t size,
		     bool last, void *out, size_t out_capacity, size_t *out_size);
size_t tz_deflate_block_bound(size_t size);
/* The most bytes of the stream of a file of size bytes, in blocks of at least TZ_DEFLATE_SAMPLE but for the last. */
uint64_t tz_deflate_bound(uint64_t size);

/* crc is 0 for the first block. */
uint32_t tz_crc32(uint32_t crc, const void *data, size_t size);
/* Of two pieces, one behind the other, where each was taken alone; size is the second one's. */
uint32_t tz_crc32_combine(uint32_t first, uint32_t second, uint64_t size);

#endif
