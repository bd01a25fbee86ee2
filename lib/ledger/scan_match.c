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

/* The digest, and the item where only its own files may be meant. */
static char *digest_key(const char *digest, const struct taizhang_node *item,
			struct taizhang_error *err)
{
	struct tz_buffer key = TZ_BUFFER_INIT;

	tz_buffer_text_add(&key, digest);
	if (item)
		tz_buffer_printf(&key, "/%zu", taizhang_node_item_index(item));
	return tz_buffer_take(&key, err);
}

/* Chains the files that are gone by key, the last one first; keys[i] holds the key of known i. */
static int index_gone(struct tz_scan *scan, bool same_item, struct tz_index *heads, char **keys,
		      struct taizhang_error *err)
{
	for (size_t i = scan->num_known; i-- > 0;) {
		struct tz_scan_known *known = &scan->known[i];
		const struct taizhang_node *item = scan->plans[known->plan].item;

		/* Empty files are all alike: a new one is not an old one that moved. */
		if (known->disk != TZ_SCAN_NONE || !known->file->digest[0] ||
		    known->file->size == 0)
			continue;
		keys[i] = digest_key(known->file->digest, same_item ? item : NULL, err);
		if (!keys[i])
			return -1;
		known->next = tz_index_get(heads, keys[i]);
		if (tz_index_put(heads, keys[i], i, err) != 0)
			return -1;
	}
	return 0;
}

static int match_moved(struct tz_scan *scan, bool same_item, struct taizhang_error *err)
{
	struct tz_index heads = TZ_INDEX_INIT;
	char **keys = calloc(scan->num_known + 1, sizeof *keys);
	int result = keys ? index_gone(scan, same_item, &heads, keys, err) : tz_error_nomem(err);

	for (size_t i = 0; i < scan->num_files && result == 0 && heads.count; i++) {
		struct tz_scan_file *file = &scan->files[i];
		size_t found;
		char *key;

		if (file->known != TZ_SCAN_NONE)
			continue;
		key = digest_key(file->digest, same_item ? file->item : NULL, err);
		found = tz_index_get(&heads, key);
		if (!key)
			result = -1;
		free(key);
		if (found == TZ_INDEX_NONE)
			continue;
		join(scan, found, i, true);
		/* The chain goes on behind the one that is taken. */
		result = tz_index_put(&heads, keys[found], scan->known[found].next, err);
	}
	tz_index_free(&heads);
	for (size_t i = 0; keys && i < scan->num_known; i++)
		free(keys[i]);
	free(keys);
	return result;
}

int tz_scan_match_moved(struct tz_scan *scan, struct taizhang_error *err)
{
	return match_moved(scan, true, err) == 0 && match_moved(scan, false, err) == 0 ? 0 : -1;
}
