/* SPDX-License-Identifier: MIT */
/* index.h: a map from string (or bytes of one size) to number, so that no look-up is a linear scan. Keys are borrowed. */
#ifndef TZ_BASE_INDEX_H
#define TZ_BASE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

struct tz_index {
	struct tz_index_slot *slots;
	size_t count;
	size_t capacity;
	uint64_t seed[2];	/* chosen when the first key is put */
	size_t key_size;	/* of every key; 0: they are strings */
};

#define TZ_INDEX_INIT {NULL, 0, 0, {0, 0}, 0}
/* Of keys that are bytes of one size, such as digests. */
#define TZ_INDEX_OF(size) {NULL, 0, 0, {0, 0}, (size)}
#define TZ_INDEX_NONE ((size_t)-1)

/* Adds key, or sets its value anew; values are numbers of things in memory, below UINT32_MAX, or TZ_INDEX_NONE. The key must live as long as the index. The hash of each index
 * is seeded anew, so that outsiders cannot choose colliding names. */
int tz_index_put(struct tz_index *ix, const void *key, size_t value, struct taizhang_error *err);
/* The value, or TZ_INDEX_NONE (also for NULL). */
size_t tz_index_get(const struct tz_index *ix, const void *key);
void tz_index_free(struct tz_index *ix);

#endif
