/* SPDX-License-Identifier: MIT */
/* deflate.h: raw deflate of a stream of bytes, CRC-32, and the question whether deflating pays. The door to zlib. */
#ifndef TZ_PACKAGE_DEFLATE_H
#define TZ_PACKAGE_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

/* What the trial looks at: the first bytes of a file, up to this many. */
#define TZ_DEFLATE_SAMPLE 65536

/* Takes packed bytes. Returns 0, or -1 with err set. */
typedef int (*tz_deflate_out)(void *context, const void *data, size_t size,
			      struct taizhang_error *err);

struct tz_deflate;

/* One object serves one file after another. */
struct tz_deflate *tz_deflate_new(struct taizhang_error *err);
void tz_deflate_free(struct tz_deflate *d);
/* Judges the first bytes of a file: the same bytes always get the same answer. Photographs, office files and other packed things are told in
 * microseconds by how evenly their bytes are spread; what is left is deflated once at the fastest level. */
bool tz_deflate_pays(struct tz_deflate *d, const void *data, size_t size);
/* Packs a further block; with last set the stream ends and the object is ready for the next file. */
int tz_deflate_run(struct tz_deflate *d, const void *data, size_t size, bool last,
		   tz_deflate_out out, void *context, struct taizhang_error *err);
/* crc is 0 for the first block. */
uint32_t tz_crc32(uint32_t crc, const void *data, size_t size);

#endif
