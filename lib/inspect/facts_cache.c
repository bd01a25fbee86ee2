/* SPDX-License-Identifier: MIT */
/* facts_cache.c: remembers the facts of files by the digest of their bytes, so that each is inspected once. */
#include "inspect/facts_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/index.h"
#include "base/limits.h"
#include "base/path.h"
#include "inspect/facts_code.h"
#include "inspect/stamp.h"

/* The file: the mark, the stamp of who inspected; facts one after another; the index, its entries in the order of their keys; the end: where the
 * index begins, how many entries it has, its SHA-256, the mark. Numbers are little-endian. */
#define MARK "taizhang facts 1\n"
#define MARK_SIZE (sizeof MARK - 1)
#define HEAD_SIZE (MARK_SIZE + TZ_INSPECT_STAMP_SIZE)
#define SUM_SIZE 12			/* of an entry: the beginning of the SHA-256 of its bytes */
#define ENTRY_SIZE (sizeof(struct tz_facts_key) + 8 + 4 + SUM_SIZE)
#define END_SIZE (8 + 8 + 32 + MARK_SIZE)
#define MOST_ENTRIES 1000000u
#define MOST_BYTES (32u << 20)		/* of one file's facts: text, cells and a hundred facts of each name are less */

struct place {
	uint64_t offset;
	uint32_t size;
	unsigned char sum[SUM_SIZE];
};

struct fresh {
	struct tz_facts_key key;
	struct place place;
};

struct tz_facts_cache {
	char *path;			/* of the file; NULL: memory alone */
	bool writes;
	unsigned char stamp[TZ_INSPECT_STAMP_SIZE];
	/* what was there */
	int old;			/* -1: nothing that can be used */
	unsigned char *index;
	size_t num_old, num_wanted;
	unsigned char *wanted;
	/* what was put: in the file that will replace it, or in one of memory */
	struct tz_replace next;
	int memory;
	uint64_t end;			/* of what was written */
	struct fresh **fresh;
	size_t num_fresh, capacity;
	struct tz_index keys;
};

static void put_number(unsigned char *to, uint64_t number, size_t size)
{
	for (size_t i = 0; i < size; i++)
		to[i] = (unsigned char)(number >> 8 * i);
}

static uint64_t get_number(const unsigned char *from, size_t size)
{
	uint64_t number = 0;

	while (size-- > 0)
		number = number << 8 | from[size];
	return number;
}

static bool read_at(int fd, uint64_t offset, void *buf, size_t size)
{
	for (size_t got = 0; got < size;) {
		ssize_t n = pread(fd, (char *)buf + got, size - got, (off_t)(offset + got));

		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		got += n > 0 ? (size_t)n : 0;
	}
	return true;
}

static bool write_at(int fd, uint64_t offset, const void *data, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t n = pwrite(fd, (const char *)data + done, size - done, (off_t)(offset + done));

		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	return true;
}

static bool digest(const void *data, size_t size, unsigned char out[32])
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	return tz_digest_bytes(TAIZHANG_DIGEST_SHA256, data, size, hex, NULL) == 0 && tz_digest_from_hex(hex, out, 32);
}

bool tz_facts_key_make(struct tz_facts_key *key, const unsigned char bytes[32], const char *name)
{
	const char *extension = tz_path_extension(name);
	size_t size = strlen(extension);

	if (size > sizeof key->extension)
		return false;
	memcpy(key->digest, bytes, sizeof key->digest);
	memset(key->extension, 0, sizeof key->extension);
	for (size_t i = 0; i < size; i++)
		key->extension[i] = (char)(extension[i] >= 'A' && extension[i] <= 'Z' ? extension[i] - 'A' + 'a' : extension[i]);
	return true;
}

static const unsigned char *old_entry(const struct tz_facts_cache *cache, size_t number)
{
	return cache->index + number * ENTRY_SIZE;
}

static struct place old_place(const struct tz_facts_cache *cache, size_t number)
{
	const unsigned char *entry = old_entry(cache, number) + sizeof(struct tz_facts_key);
	struct place place = {get_number(entry, 8), (uint32_t)get_number(entry + 8, 4), {0}};

	memcpy(place.sum, entry + 12, SUM_SIZE);
	return place;
}

/* In order, and within what stands before the index. */
static bool is_index_sound(const struct tz_facts_cache *cache, uint64_t end)
{
	for (size_t i = 0; i < cache->num_old; i++) {
		struct place place = old_place(cache, i);

		if (place.offset < HEAD_SIZE || place.size > MOST_BYTES || place.offset > end || place.size > end - place.offset)
			return false;
		if (i && memcmp(old_entry(cache, i - 1), old_entry(cache, i), sizeof(struct tz_facts_key)) >= 0)
			return false;
	}
	return true;
}

static bool read_index(struct tz_facts_cache *cache, uint64_t size)
{
	unsigned char head[HEAD_SIZE], end[END_SIZE], sum[32];
	uint64_t offset, count;

	if (size < HEAD_SIZE + END_SIZE || !read_at(cache->old, 0, head, HEAD_SIZE) ||
	    memcmp(head, MARK, MARK_SIZE) != 0 || memcmp(head + MARK_SIZE, cache->stamp, TZ_INSPECT_STAMP_SIZE) != 0 ||
	    !read_at(cache->old, size - END_SIZE, end, END_SIZE) || memcmp(end + END_SIZE - MARK_SIZE, MARK, MARK_SIZE) != 0)
		return false;
	offset = get_number(end, 8);
	count = get_number(end + 8, 8);
	if (count > MOST_ENTRIES || offset > size || offset + count * ENTRY_SIZE + END_SIZE != size)
		return false;
	cache->index = malloc((size_t)count * ENTRY_SIZE + 1);
	cache->wanted = calloc((size_t)count + 1, 1);
	if (!cache->index || !cache->wanted || !read_at(cache->old, offset, cache->index, (size_t)count * ENTRY_SIZE) ||
	    !digest(cache->index, (size_t)count * ENTRY_SIZE, sum) || memcmp(sum, end + 16, sizeof sum) != 0)
		return false;
	cache->num_old = (size_t)count;
	return is_index_sound(cache, offset);
}

static void forget_old(struct tz_facts_cache *cache)
{
	if (cache->old >= 0)
		close(cache->old);
	cache->old = -1;
	free(cache->index);
	free(cache->wanted);
	cache->index = cache->wanted = NULL;
	cache->num_old = 0;
}

static void open_old(struct tz_facts_cache *cache)
{
	struct stat info;

	cache->old = tz_file_open(AT_FDCWD, cache->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	if (cache->old >= 0 && (fstat(cache->old, &info) != 0 || !S_ISREG(info.st_mode) || !read_index(cache, (uint64_t)info.st_size)))
		forget_old(cache);
}

struct tz_facts_cache *tz_facts_cache_open(const char *directory, bool writes, bool programs)
{
	struct tz_facts_cache *cache = calloc(1, sizeof *cache);

	if (!cache)
		return NULL;
	cache->old = cache->memory = -1;
	cache->next = (struct tz_replace)TZ_REPLACE_INIT;
	cache->keys = (struct tz_index)TZ_INDEX_OF(sizeof(struct tz_facts_key));
	cache->path = directory ? tz_path_join(directory, TZ_FACTS_CACHE_NAME, NULL) : NULL;
	cache->writes = writes && cache->path;
	if (tz_inspect_stamp(programs, cache->stamp, NULL) != 0)
		cache->writes = false;
	else if (cache->path)
		open_old(cache);
	return cache;
}

bool tz_facts_cache_lasts(const struct tz_facts_cache *cache)
{
	return cache && cache->writes;
}

bool tz_facts_cache_helps(const struct tz_facts_cache *cache)
{
	return cache && (cache->writes || cache->num_old);
}

static size_t find_old(const struct tz_facts_cache *cache, const struct tz_facts_key *key)
{
	size_t from = 0, to = cache->num_old;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (memcmp(old_entry(cache, middle), key, sizeof *key) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from < cache->num_old && memcmp(old_entry(cache, from), key, sizeof *key) == 0 ? from : TZ_INDEX_NONE;
}

/* The bytes of an entry, malloc'd; NULL where they are not those that were written. */
static void *read_place(int fd, const struct place *place)
{
	unsigned char sum[32];
	void *data = malloc((size_t)place->size + 1);

	if (data && read_at(fd, place->offset, data, place->size) && digest(data, place->size, sum) &&
	    memcmp(sum, place->sum, SUM_SIZE) == 0)
		return data;
	free(data);
	return NULL;
}

static struct taizhang_facts *decode_place(int fd, const struct place *place)
{
	void *data = read_place(fd, place);
	struct taizhang_facts *facts = data ? tz_facts_decode(data, place->size, NULL) : NULL;

	free(data);
	return facts;
}

struct taizhang_facts *tz_facts_cache_find(struct tz_facts_cache *cache, const struct tz_facts_key *key)
{
	size_t number = cache ? find_old(cache, key) : TZ_INDEX_NONE;
	struct place place;

	if (number == TZ_INDEX_NONE)
		return NULL;
	place = old_place(cache, number);
	return decode_place(cache->old, &place);
}

static int fresh_fd(const struct tz_facts_cache *cache)
{
	return cache->writes ? cache->next.fd : cache->memory;
}

struct taizhang_facts *tz_facts_cache_find_new(struct tz_facts_cache *cache, const struct tz_facts_key *key)
{
	size_t number = cache ? tz_index_get(&cache->keys, key) : TZ_INDEX_NONE;

	return number == TZ_INDEX_NONE ? NULL : decode_place(fresh_fd(cache), &cache->fresh[number]->place);
}

/* The file that will take the old one's place, or where none can be made, memory: what is there is still to be shared. */
static bool want_room(struct tz_facts_cache *cache)
{
	unsigned char head[HEAD_SIZE];

	if (cache->end)
		return true;
	memcpy(head, MARK, MARK_SIZE);
	memcpy(head + MARK_SIZE, cache->stamp, TZ_INSPECT_STAMP_SIZE);
	if (cache->writes && tz_replace_begin(&cache->next, cache->path, false, NULL) == 0) {
		cache->next.unsynced = true;
		/* Some file systems have no modes; there the folder decides. */
		if (fchmod(cache->next.fd, 0600) == 0 || errno == EPERM || errno == ENOTSUP)
			cache->end = write_at(cache->next.fd, 0, head, HEAD_SIZE) ? HEAD_SIZE : 0;
		if (cache->end)
			return true;
		tz_replace_abort(&cache->next);
	}
	cache->writes = false;
	cache->memory = memfd_create("taizhang", MFD_CLOEXEC);
	cache->end = cache->memory >= 0 ? HEAD_SIZE : 0;
	return cache->end > 0;
}

/* Past what memory may take, or on a full disk, nothing more is remembered. */
static bool write_fresh(struct tz_facts_cache *cache, struct fresh *entry, const void *data, size_t size)
{
	unsigned char sum[32];

	if (size > MOST_BYTES || !want_room(cache) || (!cache->writes && cache->end + size > TZ_LIMIT_INSPECT_STORE) ||
	    cache->num_fresh >= MOST_ENTRIES || !digest(data, size, sum) || !write_at(fresh_fd(cache), cache->end, data, size))
		return false;
	entry->place.offset = cache->end;
	entry->place.size = (uint32_t)size;
	memcpy(entry->place.sum, sum, SUM_SIZE);
	cache->end += size;
	return true;
}

void tz_facts_cache_put(struct tz_facts_cache *cache, const struct tz_facts_key *key, const void *data, size_t size)
{
	struct fresh *entry;

	if (!cache || tz_index_get(&cache->keys, key) != TZ_INDEX_NONE ||
	    tz_array_grow(&cache->fresh, cache->num_fresh, &cache->capacity, sizeof *cache->fresh, NULL) != 0)
		return;
	entry = calloc(1, sizeof *entry);
	if (!entry)
		return;
	entry->key = *key;
	if (!write_fresh(cache, entry, data, size) || tz_index_put(&cache->keys, &entry->key, cache->num_fresh, NULL) != 0)
		free(entry);
	else
		cache->fresh[cache->num_fresh++] = entry;
}

void tz_facts_cache_want(struct tz_facts_cache *cache, const struct tz_facts_key *key)
{
	size_t number = cache ? find_old(cache, key) : TZ_INDEX_NONE;

	if (number != TZ_INDEX_NONE && !cache->wanted[number]) {
		cache->wanted[number] = 1;
		cache->num_wanted++;
	}
}

/* What stays of the old file becomes entries like those that were put. */
static bool copy_wanted(struct tz_facts_cache *cache)
{
	for (size_t i = 0; i < cache->num_old; i++) {
		struct place place = old_place(cache, i);
		struct tz_facts_key key;
		void *data;

		memcpy(&key, old_entry(cache, i), sizeof key);
		if (!cache->wanted[i] || tz_index_get(&cache->keys, &key) != TZ_INDEX_NONE)
			continue;
		data = read_place(cache->old, &place);
		if (data)
			tz_facts_cache_put(cache, &key, data, place.size);
		free(data);
		if (data && tz_index_get(&cache->keys, &key) == TZ_INDEX_NONE)
			return false;
	}
	return true;
}

static int by_key(const void *a, const void *b)
{
	return memcmp(&(*(struct fresh *const *)a)->key, &(*(struct fresh *const *)b)->key, sizeof(struct tz_facts_key));
}

static bool write_index(struct tz_facts_cache *cache)
{
	const size_t size = cache->num_fresh * ENTRY_SIZE;
	unsigned char *index = malloc(size + END_SIZE), *at = index;
	bool done;

	if (!index)
		return false;
	/* The map counts by place; it is not asked again. */
	qsort(cache->fresh, cache->num_fresh, sizeof *cache->fresh, by_key);
	for (size_t i = 0; i < cache->num_fresh; i++, at += ENTRY_SIZE) {
		const struct fresh *entry = cache->fresh[i];

		memcpy(at, &entry->key, sizeof entry->key);
		put_number(at + sizeof entry->key, entry->place.offset, 8);
		put_number(at + sizeof entry->key + 8, entry->place.size, 4);
		memcpy(at + sizeof entry->key + 12, entry->place.sum, SUM_SIZE);
	}
	put_number(at, cache->end, 8);
	put_number(at + 8, cache->num_fresh, 8);
	memcpy(at + 48, MARK, MARK_SIZE);
	done = digest(index, size, at + 16) && write_at(cache->next.fd, cache->end, index, size + END_SIZE);
	free(index);
	return done;
}

void tz_facts_cache_save(struct tz_facts_cache *cache)
{
	if (!cache || !cache->writes || (!cache->num_fresh && cache->num_wanted == cache->num_old))
		return;
	if (want_room(cache) && cache->writes && copy_wanted(cache) && write_index(cache))
		tz_replace_commit(&cache->next, NULL);
	/* Once is enough: what was put is in the file, or lost. */
	cache->writes = false;
}

void tz_facts_cache_free(struct tz_facts_cache *cache)
{
	if (!cache)
		return;
	forget_old(cache);
	tz_replace_abort(&cache->next);
	if (cache->memory >= 0)
		close(cache->memory);
	tz_index_free(&cache->keys);
	for (size_t i = 0; i < cache->num_fresh; i++)
		free(cache->fresh[i]);
	free(cache->fresh);
	free(cache->path);
	free(cache);
}
