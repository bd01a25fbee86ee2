/* SPDX-License-Identifier: MIT */
/* scan_match.c: which file on disk is which file of the ledger: by path, and where it moved, by its bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "ledger/scan.h"

static const char *raw_path(const struct taizhang_file *file)
{
	return file->raw_path ? file->raw_path : file->path;
}

static int add_record(struct tz_scan *scan, struct taizhang_record *record,
		      struct taizhang_error *err)
{
	struct tz_scan_plan *plan;

	if (tz_array_grow(&scan->plans, scan->num_plans, &scan->plans_capacity, sizeof *scan->plans,
			  err) != 0)
		return -1;
	plan = &scan->plans[scan->num_plans++];
	*plan = (struct tz_scan_plan){.item = record->item, .record = record};
	for (size_t i = 0; i < record->num_files; i++) {
		if (tz_array_grow(&scan->known, scan->num_known, &scan->known_capacity,
				  sizeof *scan->known, err) != 0)
			return -1;
		scan->known[scan->num_known++] = (struct tz_scan_known){
			.file = &record->files[i], .disk = TZ_SCAN_NONE,
			.plan = scan->num_plans - 1, .next = TZ_SCAN_NONE};
	}
	return 0;
}

static int add_known(struct tz_scan *scan, struct taizhang_error *err)
{
	for (size_t i = 0; i < scan->ledger->num_scope; i++) {
		struct tz_ledger_item *item =
			tz_ledger_item(scan->ledger, scan->ledger->scope_items[i]);

		for (size_t k = 0; k < item->num_records; k++)
			if (add_record(scan, item->records[k], err) != 0)
				return -1;
	}
	return 0;
}

static void join(struct tz_scan *scan, size_t known, size_t disk, bool moved)
{
	scan->known[known].disk = disk;
	scan->known[known].moved = moved;
	scan->files[disk].known = known;
	scan->files[disk].plan = scan->known[known].plan;
}

int tz_scan_match(struct tz_scan *scan, struct taizhang_error *err)
{
	struct tz_index paths = TZ_INDEX_INIT;
	int result = add_known(scan, err);

	for (size_t i = 0; i < scan->num_known && result == 0; i++)
		result = tz_index_put(&paths, raw_path(scan->known[i].file), i, err);
	for (size_t i = 0; i < scan->num_files && result == 0; i++) {
		size_t known = tz_index_get(&paths, scan->files[i].raw);

		if (known != TZ_INDEX_NONE)
			join(scan, known, i, false);
	}
	tz_index_free(&paths);
	return result;
}

/* The digest, and the item where only its own files may be meant. Compared as bytes: it has no padding. */
struct moved_key {
	unsigned char digest[TZ_SHA256_BYTES];
	uint64_t item;
};

static struct moved_key key_of(const unsigned char *digest, const struct taizhang_node *item)
{
	struct moved_key key = {.item = item ? taizhang_node_item_index(item) + 1 : 0};

	memcpy(key.digest, digest, sizeof key.digest);
	return key;
}

/* Chains the files that are gone by key, the last one first; keys[i] is the key of known i. */
static int index_gone(struct tz_scan *scan, bool same_item, struct tz_index *heads, struct moved_key *keys,
		      struct taizhang_error *err)
{
	for (size_t i = scan->num_known; i-- > 0;) {
		struct tz_scan_known *known = &scan->known[i];
		const struct taizhang_node *item = scan->plans[known->plan].item;

		/* Empty files are all alike: a new one is not an old one that moved. */
		if (known->disk != TZ_SCAN_NONE || !known->file->has_digest || known->file->size == 0)
			continue;
		keys[i] = key_of(known->file->digest, same_item ? item : NULL);
		known->next = tz_index_get(heads, &keys[i]);
		if (tz_index_put(heads, &keys[i], i, err) != 0)
			return -1;
	}
	return 0;
}

static int match_moved(struct tz_scan *scan, bool same_item, struct taizhang_error *err)
{
	struct tz_index heads = TZ_INDEX_OF(sizeof(struct moved_key));
	struct moved_key *keys = calloc(scan->num_known + 1, sizeof *keys);
	int result = keys ? index_gone(scan, same_item, &heads, keys, err) : tz_error_nomem(err);

	for (size_t i = 0; i < scan->num_files && result == 0 && heads.count; i++) {
		struct tz_scan_file *file = &scan->files[i];
		const struct moved_key key = key_of(file->digest, same_item ? file->item : NULL);
		size_t found = file->known == TZ_SCAN_NONE ? tz_index_get(&heads, &key) : TZ_INDEX_NONE;

		if (found == TZ_INDEX_NONE)
			continue;
		join(scan, found, i, true);
		/* The chain goes on behind the one that is taken. */
		result = tz_index_put(&heads, &keys[found], scan->known[found].next, err);
	}
	tz_index_free(&heads);
	free(keys);
	return result;
}

int tz_scan_match_moved(struct tz_scan *scan, struct taizhang_error *err)
{
	return match_moved(scan, true, err) == 0 && match_moved(scan, false, err) == 0 ? 0 : -1;
}
