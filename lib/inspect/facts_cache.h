/* SPDX-License-Identifier: MIT */
/* facts_cache.h: remembers the facts of files by the digest of their bytes, so that each is inspected once. */
#ifndef TZ_INSPECT_FACTS_CACHE_H
#define TZ_INSPECT_FACTS_CACHE_H

#include "inspect/facts.h"

/* A hidden file in the ledger's folder, or memory. It is a cache: where it is gone, damaged, foreign or cannot be written, files are inspected,
 * and nobody is told. It is replaced as a whole, so that two programs at once lose no more than what one of them learned. What another version of
 * the library wrote, or one with other libraries and programs at hand, counts as gone. It holds texts of the material, and so only its owner may
 * read it. */
#define TZ_FACTS_CACHE_NAME ".taizhang-facts"

#define TZ_FACTS_KEY_EXTENSION 8
/* Whose facts: bytes, under an extension, since that may decide how they are read. */
struct tz_facts_key {
	unsigned char digest[32];			/* SHA-256 */
	char extension[TZ_FACTS_KEY_EXTENSION];		/* in lower case, zeros after it */
};
/* False for an extension that no format has. */
bool tz_facts_key_make(struct tz_facts_key *key, const unsigned char digest[32], const char *name);

struct tz_facts_cache;

/* directory NULL: memory alone. writes: what is put may be saved there. programs: they may be started to inspect. NULL where memory ran out, which
 * every function here takes for an empty one. */
struct tz_facts_cache *tz_facts_cache_open(const char *directory, bool writes, bool programs);
/* Whether what is put will outlast the process. */
bool tz_facts_cache_lasts(const struct tz_facts_cache *cache);
/* Whether it can be of use at all: something is there, or what is put lasts. */
bool tz_facts_cache_helps(const struct tz_facts_cache *cache);
/* Of what the file had when it was opened; on any thread. NULL where there is none, or none that can be used. */
struct taizhang_facts *tz_facts_cache_find(struct tz_facts_cache *cache, const struct tz_facts_key *key);
/* Of what was put since. This and the rest on one thread. */
struct taizhang_facts *tz_facts_cache_find_new(struct tz_facts_cache *cache, const struct tz_facts_key *key);
/* data: of tz_facts_encode. */
void tz_facts_cache_put(struct tz_facts_cache *cache, const struct tz_facts_key *key, const void *data, size_t size);
/* The ledger still has such a file. What it has no more is left out when the cache is saved. */
void tz_facts_cache_want(struct tz_facts_cache *cache, const struct tz_facts_key *key);
/* Writes what is wanted or was put, where that is something new. */
void tz_facts_cache_save(struct tz_facts_cache *cache);
void tz_facts_cache_free(struct tz_facts_cache *cache);

#endif
