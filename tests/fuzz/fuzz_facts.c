/* SPDX-License-Identifier: MIT */
/* fuzz_facts.c: what is remembered of files, spoilt by whoever may write beside the ledger. First byte 0: the bytes of one file's facts; else a whole
 * cache of so many entries, whose sums are made right, since chance would never meet them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/text.h"
#include "fuzz/fuzz.h"
#include "inspect/facts_cache.h"
#include "inspect/facts_code.h"
#include "inspect/stamp.h"

#define MARK "taizhang facts 1\n"
#define MARK_SIZE (sizeof MARK - 1)
#define HEAD_SIZE (MARK_SIZE + TZ_INSPECT_STAMP_SIZE)
#define ENTRY_SIZE 64
#define KEY_SIZE sizeof(struct tz_facts_key)

static void sum(const void *data, size_t size, unsigned char out[32])
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	tz_digest_bytes(TAIZHANG_DIGEST_SHA256, data, size, hex, NULL);
	tz_digest_from_hex(hex, out, 32);
}

static void put(unsigned char *to, uint64_t number)
{
	for (int i = 0; i < 8; i++)
		to[i] = (unsigned char)(number >> 8 * i);
}

/* Facts that were read are safe, and are the same when they are written and read again. */
static void turn(struct taizhang_facts *facts)
{
	struct tz_buffer once = TZ_BUFFER_INIT, twice = TZ_BUFFER_INIT;
	struct taizhang_facts *again;

	if (!facts)
		return;
	for (size_t i = 0; i < taizhang_facts_num(facts); i++) {
		const char *value = taizhang_fact_value(taizhang_facts_get(facts, i));

		fuzz_holds(tz_text_is_utf8(value, strlen(value)) && !strpbrk(value, "\n\t\x7f"));
	}
	tz_facts_encode(facts, &once);
	again = tz_facts_decode(once.data, once.size, NULL);
	fuzz_holds(again != NULL);
	tz_facts_encode(again, &twice);
	fuzz_holds(once.size == twice.size && memcmp(once.data, twice.data, once.size) == 0);
	tz_buffer_free(&once);
	tz_buffer_free(&twice);
	taizhang_facts_free(again);
	taizhang_facts_free(facts);
}

/* The bytes that an entry names get their sum. */
static void mend(unsigned char *bytes, unsigned char *entry, size_t end)
{
	uint64_t offset = 0, size = 0;
	unsigned char digest[32];

	for (int i = 8; i-- > 0;)
		offset = offset << 8 | entry[KEY_SIZE + (size_t)i];
	for (int i = 4; i-- > 0;)
		size = size << 8 | entry[KEY_SIZE + 8 + (size_t)i];
	if (offset > end || size > end - offset)
		return;
	sum(bytes + offset, (size_t)size, digest);
	memcpy(entry + KEY_SIZE + 12, digest, 12);
}

static char folder[] = "/tmp/fuzz-facts-XXXXXX";

static const char *cache_path(void)
{
	static char path[64];

	snprintf(path, sizeof path, "%s/%s", folder, TZ_FACTS_CACHE_NAME);
	return path;
}

static void remove_folder(void)
{
	unlink(cache_path());
	rmdir(folder);
}

static struct tz_facts_cache *open_cache(const unsigned char *bytes, size_t size)
{
	static bool made;
	FILE *file;

	if (!made)
		fuzz_holds(mkdtemp(folder) && atexit(remove_folder) == 0);
	made = true;
	file = fopen(cache_path(), "wb");
	fuzz_holds(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
	return tz_facts_cache_open(folder, false, true);
}

static void read_cache(const uint8_t *data, size_t size, size_t entries)
{
	const size_t whole = HEAD_SIZE + size + 48 + MARK_SIZE;
	unsigned char *bytes = malloc(whole), *index, *end;
	struct tz_facts_cache *cache;
	struct tz_facts_key key;

	if (entries > size / ENTRY_SIZE)
		entries = size / ENTRY_SIZE;
	memcpy(bytes, MARK, MARK_SIZE);
	tz_inspect_stamp(true, bytes + MARK_SIZE, NULL);
	memcpy(bytes + HEAD_SIZE, data, size);
	end = bytes + HEAD_SIZE + size;
	index = end - entries * ENTRY_SIZE;
	for (size_t i = 0; i < entries; i++)
		mend(bytes, index + i * ENTRY_SIZE, (size_t)(index - bytes));
	put(end, (uint64_t)(index - bytes));
	put(end + 8, entries);
	sum(index, entries * ENTRY_SIZE, end + 16);
	memcpy(end + 48, MARK, MARK_SIZE);
	cache = open_cache(bytes, whole);
	for (size_t i = 0; i < entries; i++) {
		memcpy(&key, index + i * ENTRY_SIZE, sizeof key);
		tz_facts_cache_want(cache, &key);
		turn(tz_facts_cache_find(cache, &key));
	}
	tz_facts_cache_free(cache);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size && data[0])
		read_cache(data + 1, size - 1, data[0]);
	else if (size)
		turn(tz_facts_decode(data + 1, size - 1, NULL));
	return 0;
}
