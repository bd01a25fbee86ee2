/* SPDX-License-Identifier: MIT */
/* digest_cache.h: remembers the digests of files that were read, so that only what was touched since is read again. */
#ifndef TZ_LEDGER_DIGEST_CACHE_H
#define TZ_LEDGER_DIGEST_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/tree.h"

/* A file in the ledger's folder. It is a cache: where it is gone, damaged, foreign or cannot be written, files are read, and nobody is
 * told. A digest stands for a file as long as inode, size, time of last change and ctime are those from before it was read, and
 * these times were over for two seconds by then: what is written within one tick of a clock or one unit of a file system's times
 * after the reading would not show. The device is not asked for: it changes with every mounting of some file systems, while these four are never all the
 * same of two files. Where inodes do not last (FAT), files are read once after each mounting. */
#define TZ_DIGEST_CACHE_NAME ".taizhang-digests"
#define TZ_DIGEST_CACHE_SETTLED 2000000000	/* nanoseconds: the coarsest times are those of FAT */
#define TZ_DIGEST_CACHE_BYTES 32			/* of a SHA-256 */

enum tz_digest_known {
	TZ_DIGEST_UNKNOWN,	/* never seen, as far as the cache goes */
	TZ_DIGEST_TOUCHED,	/* seen, but it may have other bytes now */
	TZ_DIGEST_KNOWN
};

struct tz_digest_cache {
	int64_t now;			/* nanoseconds since 1970, from before any file was looked at */
	struct tz_buffer old;		/* the file as it was read; empty where there was none that can be used */
	size_t num_old, num_kept;
	unsigned char *kept;		/* of each old entry: is its file as it was? */
	struct tz_digest_entry *fresh;	/* what was put */
	size_t num_fresh, capacity;
};

/* The time by the system's clock, as now of a cache. */
int64_t tz_digest_cache_clock(void);
/* Never fails: what cannot be had is empty. */
void tz_digest_cache_load(struct tz_digest_cache *cache, const char *directory, int64_t now);
/* Where the file is known, its digest is copied to digest and the entry is kept. */
enum tz_digest_known tz_digest_cache_find(struct tz_digest_cache *cache, const struct tz_tree_stamp *stamp,
					  unsigned char digest[TZ_DIGEST_CACHE_BYTES]);
/* stamp: from before the file was read. What finds no memory is forgotten. */
void tz_digest_cache_put(struct tz_digest_cache *cache, const struct tz_tree_stamp *stamp,
			 const unsigned char digest[TZ_DIGEST_CACHE_BYTES]);
/* Writes what was found and what was put, and nothing else, where that is something new. */
void tz_digest_cache_save(struct tz_digest_cache *cache, const char *directory);
void tz_digest_cache_free(struct tz_digest_cache *cache);

#endif
