/* SPDX-License-Identifier: MIT */
/* scan_match.c: which file on disk is which file of the ledger: by path, and where it moved, by its bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "ledger/scan.h"

const char *tz_scan_raw_path(const struct taizhang_file *file)
{
	return file->raw_path ? file->raw_path : file->path;
}

static size_t count_known(const struct tz_scan *scan)
{
	size_t num = 0;

	for (size_t i = 0; i < scan->ledger->num_scope; i++) {
		const struct tz_ledger_item *item = tz_ledger_item(scan->ledger, scan->ledger->scope_items[i]);

		for (size_t k = 0; k < item->num_records; k++)
			num += item->records[k]->num_files;
	}
	return num;
}

static void add_record(struct tz_scan *scan, struct taizhang_record *record)
{
	for (size_t i = 0; i < record->num_files; i++)
		scan->known[scan->num_known++] = (struct tz_scan_known){.file = &record->files[i], .record = record,
			.disk = TZ_SCAN_NONE, .plan = TZ_SCAN_NONE, .place = TZ_SCAN_NONE};
}

int tz_scan_know(struct tz_scan *scan, struct taizhang_error *err)
{
	size_t num = count_known(scan);

	/* More than numbers of 32 bits, and what they stand for, fit into no memory. */
	scan->known = num < TZ_SCAN_NONE ? calloc(num + 1, sizeof *scan->known) : NULL;
	if (!scan->known)
		return tz_error_nomem(err);
	for (size_t i = 0; i < scan->ledger->num_scope; i++) {
		const struct tz_ledger_item *item = tz_ledger_item(scan->ledger, scan->ledger->scope_items[i]);

		for (size_t k = 0; k < item->num_records; k++)
			add_record(scan, item->records[k]);
	}
	for (size_t i = 0; i < scan->num_known; i++)
		if (tz_index_put(&scan->paths, tz_scan_raw_path(scan->known[i].file), i, err) != 0)
			return -1;
	return 0;
}

static void join(struct tz_scan *scan, size_t known, size_t disk, bool moved)
{
	scan->known[known].disk = (uint32_t)disk;
	scan->known[known].moved = moved;
	scan->files[disk].known = (uint32_t)known;
}

void tz_scan_match(struct tz_scan *scan)
{
	for (size_t i = 0; i < scan->num_files; i++)
		if (scan->files[i].known != TZ_SCAN_NONE)
			join(scan, scan->files[i].known, i, false);
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

/* A file that is gone, and the next of the same key. */
struct gone {
	struct moved_key key;
	size_t known, next;
};

/* Empty files are all alike: a new one is not an old one that moved. */
static bool may_have_moved(const struct tz_scan_known *known)
{
	return known->disk == TZ_SCAN_NONE && known->file->has_digest && known->file->size > 0;
}

/* Chains the files that are gone by key, the last one first. Returns how many, or TZ_INDEX_NONE on failure. */
static size_t index_gone(struct tz_scan *scan, bool same_item, struct tz_index *heads, struct gone *gone,
			 struct taizhang_error *err)
{
	size_t num = 0;

	for (size_t i = scan->num_known; i-- > 0;) {
		const struct tz_scan_known *known = &scan->known[i];

		if (!may_have_moved(known))
			continue;
		gone[num].key = key_of(known->file->digest, same_item ? known->record->item : NULL);
		gone[num].known = i;
		gone[num].next = tz_index_get(heads, &gone[num].key);
		if (tz_index_put(heads, &gone[num].key, num, err) != 0)
			return TZ_INDEX_NONE;
		num++;
	}
	return num;
}

static int match_moved(struct tz_scan *scan, bool same_item, struct gone *gone, struct taizhang_error *err)
{
	struct tz_index heads = TZ_INDEX_OF(sizeof(struct moved_key));
	int result = index_gone(scan, same_item, &heads, gone, err) == TZ_INDEX_NONE ? -1 : 0;

	for (size_t i = 0; i < scan->num_files && result == 0 && heads.count; i++) {
		struct tz_scan_file *file = &scan->files[i];
		const struct moved_key key = key_of(file->digest, same_item ? file->item : NULL);
		size_t found = file->known == TZ_SCAN_NONE ? tz_index_get(&heads, &key) : TZ_INDEX_NONE;

		if (found == TZ_INDEX_NONE)
			continue;
		join(scan, gone[found].known, i, true);
		/* The chain goes on behind the one that is taken. */
		result = tz_index_put(&heads, &gone[found].key, gone[found].next, err);
	}
	tz_index_free(&heads);
	return result;
}

int tz_scan_match_moved(struct tz_scan *scan, struct taizhang_error *err)
{
	struct gone *gone;
	size_t num = 0;
	int result;

	for (size_t i = 0; i < scan->num_known; i++)
		num += may_have_moved(&scan->known[i]);
	if (!num)
		return 0;
	gone = calloc(num, sizeof *gone);
	if (!gone)
		return tz_error_nomem(err);
	result = match_moved(scan, true, gone, err) == 0 && match_moved(scan, false, gone, err) == 0 ? 0 : -1;
	free(gone);
	return result;
}

/* The items, by index in the catalogue, of whose files some are new, gone or elsewhere. */
static void mark_items(const struct tz_scan *scan, bool *marked)
{
	for (size_t i = 0; i < scan->num_files; i++) {
		const struct tz_scan_file *file = &scan->files[i];
		const struct tz_scan_known *known = file->known == TZ_SCAN_NONE ? NULL : &scan->known[file->known];

		if (!known || known->moved || known->record->item != file->item || file->proposed)
			marked[taizhang_node_item_index(file->item)] = true;
	}
	for (size_t i = 0; i < scan->num_known; i++) {
		const struct tz_scan_known *known = &scan->known[i];
		const struct tz_scan_file *file = known->disk == TZ_SCAN_NONE ? NULL : &scan->files[known->disk];

		if (!file || known->moved || known->record->item != file->item)
			marked[taizhang_node_item_index(known->record->item)] = true;
	}
}

/* Records without files: to be dropped. */
static void mark_empty(const struct tz_scan *scan, bool *marked)
{
	for (size_t i = 0; i < scan->ledger->num_items; i++)
		for (size_t k = 0; k < scan->ledger->items[i].num_records; k++)
			if (!scan->ledger->items[i].records[k]->num_files)
				marked[i] = true;
}

static int add_plan(struct tz_scan *scan, struct taizhang_record *record, struct taizhang_error *err)
{
	if (tz_array_grow(&scan->plans, scan->num_plans, &scan->plans_capacity, sizeof *scan->plans, err) != 0)
		return -1;
	scan->plans[scan->num_plans++] = (struct tz_scan_plan){.item = record->item, .record = record};
	return 0;
}

static int make_plans(struct tz_scan *scan, struct taizhang_error *err)
{
	for (size_t i = 0, next = 0; i < scan->ledger->num_scope; i++) {
		const struct tz_ledger_item *item = tz_ledger_item(scan->ledger, scan->ledger->scope_items[i]);

		for (size_t k = 0; k < item->num_records; k++) {
			const struct taizhang_record *record = item->records[k];
			const bool is_planned = scan->is_planned[taizhang_node_item_index(record->item)];

			if (is_planned && add_plan(scan, item->records[k], err) != 0)
				return -1;
			/* Known files stand in the order of the records. */
			for (; next < scan->num_known && scan->known[next].record == record; next++)
				if (is_planned)
					scan->known[next].plan = (uint32_t)(scan->num_plans - 1);
		}
	}
	for (size_t i = 0; i < scan->num_files; i++)
		if (scan->files[i].known != TZ_SCAN_NONE)
			scan->files[i].plan = scan->known[scan->files[i].known].plan;
	return 0;
}

int tz_scan_plan(struct tz_scan *scan, struct taizhang_error *err)
{
	scan->is_planned = calloc(scan->ledger->num_items + 1, sizeof *scan->is_planned);
	if (!scan->is_planned)
		return tz_error_nomem(err);
	mark_items(scan, scan->is_planned);
	if (scan->options.prune)
		mark_empty(scan, scan->is_planned);
	return make_plans(scan, err);
}
