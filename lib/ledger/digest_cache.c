/* SPDX-License-Identifier: MIT */
/* digest_cache.c: remembers the digests of files that were read, so that only what was touched since is read again. */
#include "ledger/digest_cache.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/array.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/path.h"

/* The file: the mark, entries in the order of their inodes, the SHA-256 of both in hexadecimal. Numbers are little-endian. Another version has another mark. */
#define MARK "taizhang digests 1\n"
#define MARK_SIZE (sizeof MARK - 1)
#define ENTRY_SIZE 64
#define SUM_SIZE (2 * TZ_DIGEST_CACHE_BYTES)
/* Room for 1,000,000 files; a larger file is none of ours. */
#define MOST_BYTES (MARK_SIZE + 1000000u * ENTRY_SIZE + SUM_SIZE)
/* Of a file that cannot be trusted: no file has this time. */
#define NEVER INT64_MIN

struct tz_digest_entry {
	struct tz_tree_stamp stamp;
	unsigned char digest[TZ_DIGEST_CACHE_BYTES];
};

static void put_number(unsigned char *to, uint64_t number)
{
	for (int i = 0; i < 8; i++)
		to[i] = (unsigned char)(number >> 8 * i);
}

static uint64_t get_number(const unsigned char *from)
{
	uint64_t number = 0;

	for (int i = 8; i-- > 0;)
		number = number << 8 | from[i];
	return number;
}

static void encode(const struct tz_digest_entry *entry, unsigned char to[ENTRY_SIZE])
{
	put_number(to, entry->stamp.inode);
	put_number(to + 8, entry->stamp.size);
	put_number(to + 16, (uint64_t)entry->stamp.mtime);
	put_number(to + 24, (uint64_t)entry->stamp.ctime);
	memcpy(to + 32, entry->digest, TZ_DIGEST_CACHE_BYTES);
}

static const unsigned char *old_entry(const struct tz_digest_cache *cache, size_t index)
{
	return (const unsigned char *)cache->old.data + MARK_SIZE + index * ENTRY_SIZE;
}

static bool is_stamp(const unsigned char *entry, const struct tz_tree_stamp *stamp)
{
	return get_number(entry) == stamp->inode && get_number(entry + 8) == stamp->size &&
	       get_number(entry + 16) == (uint64_t)stamp->mtime && get_number(entry + 24) == (uint64_t)stamp->ctime;
}

int64_t tz_digest_cache_clock(void)
{
	struct timespec now = {0, 0};

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Whether what was loaded is whole and in order. What no system would have written is only never found. */
static bool is_sound(struct tz_digest_cache *cache)
{
	const size_t around = MARK_SIZE + SUM_SIZE;
	char sum[TAIZHANG_DIGEST_HEX_SIZE];

	if (cache->old.size < around || (cache->old.size - around) % ENTRY_SIZE ||
	    memcmp(cache->old.data, MARK, MARK_SIZE) != 0 ||
	    tz_digest_bytes(TAIZHANG_DIGEST_SHA256, cache->old.data, cache->old.size - SUM_SIZE, sum, NULL) != 0 ||
	    memcmp(cache->old.data + cache->old.size - SUM_SIZE, sum, SUM_SIZE) != 0)
		return false;
	cache->num_old = (cache->old.size - around) / ENTRY_SIZE;
	for (size_t i = 1; i < cache->num_old; i++)
		if (get_number(old_entry(cache, i - 1)) >= get_number(old_entry(cache, i)))
			return false;
	return true;
}

static void forget_old(struct tz_digest_cache *cache)
{
	tz_buffer_free(&cache->old);
	free(cache->kept);
	cache->kept = NULL;
	cache->num_old = 0;
}

void tz_digest_cache_load(struct tz_digest_cache *cache, const char *directory, int64_t now)
{
	char *path = tz_path_join(directory, TZ_DIGEST_CACHE_NAME, NULL);

	*cache = (struct tz_digest_cache){.now = now, .old = TZ_BUFFER_INIT};
	if (path && tz_file_read(path, MOST_BYTES, &cache->old, NULL) == 0 && is_sound(cache))
		cache->kept = calloc(cache->num_old + 1, 1);
	if (!cache->kept)
		forget_old(cache);
	free(path);
}

/* Whether a change after the reading at that time would show in the times. */
static bool is_settled(const struct tz_digest_cache *cache, const struct tz_tree_stamp *stamp)
{
	const int64_t last = cache->now - TZ_DIGEST_CACHE_SETTLED;

	return stamp->mtime < last && stamp->ctime < last;
}

enum tz_digest_known tz_digest_cache_find(struct tz_digest_cache *cache, const struct tz_tree_stamp *stamp,
					  unsigned char digest[TZ_DIGEST_CACHE_BYTES])
{
	size_t from = 0, to = cache->num_old;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (get_number(old_entry(cache, middle)) < stamp->inode)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == cache->num_old || get_number(old_entry(cache, from)) != stamp->inode)
		return TZ_DIGEST_UNKNOWN;
	if (!is_stamp(old_entry(cache, from), stamp) || !is_settled(cache, stamp))
		return TZ_DIGEST_TOUCHED;
	cache->num_kept += !cache->kept[from];
	cache->kept[from] = 1;
	memcpy(digest, old_entry(cache, from) + 32, TZ_DIGEST_CACHE_BYTES);
	return TZ_DIGEST_KNOWN;
}

void tz_digest_cache_put(struct tz_digest_cache *cache, const struct tz_tree_stamp *stamp,
			 const unsigned char digest[TZ_DIGEST_CACHE_BYTES])
{
	struct tz_digest_entry *entry;

	if (tz_array_grow(&cache->fresh, cache->num_fresh, &cache->capacity, sizeof *cache->fresh, NULL) != 0)
		return;
	entry = &cache->fresh[cache->num_fresh++];
	entry->stamp = *stamp;
	memcpy(entry->digest, digest, sizeof entry->digest);
	if (!is_settled(cache, stamp))
		entry->stamp.ctime = NEVER;
}

/* Writing */

static int by_inode(const void *a, const void *b)
{
	const struct tz_digest_entry *one = a, *other = b;

	return one->stamp.inode < other->stamp.inode ? -1 : one->stamp.inode > other->stamp.inode;
}

struct save {
	struct tz_replace file;
	struct tz_digest *digest;
	uint64_t last;		/* the inode that was written last */
	size_t num;
};

static int write_bytes(void *context, const void *bytes, size_t size, struct taizhang_error *err)
{
	struct save *save = context;

	return tz_replace_write(&save->file, bytes, size, err) == 0 ? tz_digest_update(save->digest, bytes, size, err)
								    : -1;
}

/* The entry goes to the buffer, unless its inode was there: two names of one file, or an old entry of what was read anew. */
static void add_entry(struct save *save, struct tz_buffer *block, const unsigned char entry[ENTRY_SIZE])
{
	if (save->num && get_number(entry) == save->last)
		return;
	save->last = get_number(entry);
	save->num++;
	tz_buffer_add(block, entry, ENTRY_SIZE);
}

/* Old entries that were kept and fresh ones, which go first, in one order. */
static int write_entries(struct save *save, const struct tz_digest_cache *cache)
{
	struct tz_drain to = {.take = write_bytes, .context = save};
	struct tz_buffer block = {.drain = &to};
	size_t old = 0, fresh = 0;
	int result;

	while (old < cache->num_old || fresh < cache->num_fresh) {
		unsigned char entry[ENTRY_SIZE];

		if (old < cache->num_old &&
		    (fresh == cache->num_fresh || get_number(old_entry(cache, old)) < cache->fresh[fresh].stamp.inode)) {
			if (cache->kept[old])
				add_entry(save, &block, old_entry(cache, old));
			old++;
		} else {
			encode(&cache->fresh[fresh++], entry);
			add_entry(save, &block, entry);
		}
	}
	tz_buffer_drain(&block);
	result = tz_buffer_check(&block, NULL);
	tz_buffer_free(&block);
	return result;
}

static int write_file(struct save *save, const struct tz_digest_cache *cache)
{
	struct tz_digest_values values;

	if (write_bytes(save, MARK, MARK_SIZE, NULL) != 0 || write_entries(save, cache) != 0 ||
	    tz_digest_final(save->digest, &values, NULL) != 0)
		return -1;
	return tz_replace_write(&save->file, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], SUM_SIZE, NULL);
}

/* Whether each entry that was put stands so in the file already: files that are never settled are read at each scan, and say nothing new. */
static bool is_news(const struct tz_digest_cache *cache)
{
	size_t same = 0, old = 0;

	for (size_t i = 0; i < cache->num_fresh; i++) {
		unsigned char entry[ENTRY_SIZE];

		encode(&cache->fresh[i], entry);
		while (old < cache->num_old && get_number(old_entry(cache, old)) < cache->fresh[i].stamp.inode)
			old++;
		if (old == cache->num_old || memcmp(old_entry(cache, old), entry, ENTRY_SIZE) != 0)
			return true;
		same += !cache->kept[old];
		cache->kept[old] = 1;
	}
	return cache->num_kept + same != cache->num_old;
}

void tz_digest_cache_save(struct tz_digest_cache *cache, const char *directory)
{
	struct save save = {.file = TZ_REPLACE_INIT};
	char *path;

	if (cache->num_fresh)
		qsort(cache->fresh, cache->num_fresh, sizeof *cache->fresh, by_inode);
	if (!is_news(cache))
		return;
	path = tz_path_join(directory, TZ_DIGEST_CACHE_NAME, NULL);
	save.digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, NULL);
	if (path && save.digest && tz_replace_begin(&save.file, path, false, NULL) == 0) {
		save.file.unsynced = true;
		if (write_file(&save, cache) == 0)
			tz_replace_commit(&save.file, NULL);
	}
	tz_replace_abort(&save.file);
	tz_digest_free(save.digest);
	free(path);
}

void tz_digest_cache_free(struct tz_digest_cache *cache)
{
	forget_old(cache);
	free(cache->fresh);
	cache->fresh = NULL;
	cache->num_fresh = 0;
	cache->capacity = 0;
}
