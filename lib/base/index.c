/* SPDX-License-Identifier: MIT */
/* index.c: a map from string (or bytes of one size) to number: open addressing over SipHash-1-3 under a random key. */
#include "base/index.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/error.h"

#define FIRST_CAPACITY 16	/* a power of two, as all capacities */
#define NONE UINT32_MAX		/* TZ_INDEX_NONE as a value */

struct tz_index_slot {
	const void *key;	/* NULL: free */
	uint32_t hash;		/* half of it tells two keys apart well enough */
	uint32_t value;
};

static void choose_seed(struct tz_index *ix)
{
	if (getrandom(ix->seed, sizeof ix->seed, GRND_NONBLOCK) == (ssize_t)sizeof ix->seed)
		return;
	/* Early at boot, or in a strict sandbox: where the loader and the heap put things is the next best secret. */
	ix->seed[0] = (uint64_t)(uintptr_t)ix->slots;
	ix->seed[1] = (uint64_t)(uintptr_t)&choose_seed;
}

static uint64_t rotate(uint64_t x, unsigned int bits)
{
	return x << bits | x >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] = rotate(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] = rotate(v[2], 32);
}

static uint64_t hash_key(const struct tz_index *ix, const char *key, size_t size)
{
	uint64_t v[4] = {
		ix->seed[0] ^ 0x736f6d6570736575u, ix->seed[1] ^ 0x646f72616e646f6du,
		ix->seed[0] ^ 0x6c7967656e657261u, ix->seed[1] ^ 0x7465646279746573u,
	};
	size_t i;
	uint64_t word = 0;

	/* Words in the machine's own byte order: a hash never leaves the process. */
	for (i = 0; i + sizeof word <= size; i += sizeof word) {
		memcpy(&word, key + i, sizeof word);
		v[3] ^= word;
		sip_round(v);
		v[0] ^= word;
	}
	word = 0;
	memcpy(&word, key + i, size - i);
	word ^= (uint64_t)size << 56;
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
	v[2] ^= 0xff;
	sip_round(v);
	sip_round(v);
	sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static uint32_t hash_of(const struct tz_index *ix, const void *key)
{
	return (uint32_t)hash_key(ix, key, ix->key_size ? ix->key_size : strlen(key));
}

static bool is_key(const struct tz_index *ix, const void *a, const void *b)
{
	return ix->key_size ? memcmp(a, b, ix->key_size) == 0 : strcmp(a, b) == 0;
}

/* The slot that holds key, or the free one where it belongs. */
static struct tz_index_slot *find(const struct tz_index *ix, const void *key, uint32_t hash)
{
	size_t mask = ix->capacity - 1;
	size_t at = (size_t)hash & mask;

	while (ix->slots[at].key &&
	       (ix->slots[at].hash != hash || !is_key(ix, ix->slots[at].key, key)))
		at = (at + 1) & mask;
	return &ix->slots[at];
}

static int grow(struct tz_index *ix, struct taizhang_error *err)
{
	struct tz_index old = *ix;

	ix->capacity = old.capacity ? old.capacity * 2 : FIRST_CAPACITY;
	ix->slots = ix->capacity > NONE ? NULL : calloc(ix->capacity, sizeof *ix->slots);
	if (!ix->slots) {
		*ix = old;
		return tz_error_nomem(err);
	}
	if (!old.capacity)
		choose_seed(ix);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slots[i].key)
			*find(ix, old.slots[i].key, old.slots[i].hash) = old.slots[i];
	free(old.slots);
	return 0;
}

int tz_index_put(struct tz_index *ix, const void *key, size_t value, struct taizhang_error *err)
{
	struct tz_index_slot *slot;
	uint32_t hash;

	if (value >= NONE && value != TZ_INDEX_NONE)
		return tz_error_nomem(err);
	if (ix->count >= ix->capacity / 4 * 3 && grow(ix, err) != 0)
		return -1;
	hash = hash_of(ix, key);
	slot = find(ix, key, hash);
	if (!slot->key) {
		slot->key = key;
		slot->hash = hash;
		ix->count++;
	}
	slot->value = (uint32_t)value;
	return 0;
}

size_t tz_index_get(const struct tz_index *ix, const void *key)
{
	const struct tz_index_slot *slot;

	if (!ix->count || !key)
		return TZ_INDEX_NONE;
	slot = find(ix, key, hash_of(ix, key));
	return slot->key && slot->value != NONE ? slot->value : TZ_INDEX_NONE;
}

void tz_index_free(struct tz_index *ix)
{
	free(ix->slots);
	ix->slots = NULL;
	ix->count = 0;
	ix->capacity = 0;
}
