/* SPDX-License-Identifier: MIT */
/* scan_group.c: which files make one record, and which of the ledger's records they go on with. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "ledger/extracted.h"
#include "ledger/field.h"
#include "ledger/scan.h"

/* Keys of records -> plan; owns the keys. */
struct keys {
	struct tz_index index;
	char **list;
	size_t num, capacity;
};

/* Where a record's files were found: a record moves to another item when all that is left of it is there. */
struct whereabouts {
	bool stays, scattered;
	const struct taizhang_node *target;
};

static void note_whereabouts(struct whereabouts *where, const struct tz_scan_plan *plan,
			     const struct taizhang_node *item)
{
	if (item == plan->item)
		where->stays = true;
	else if (where->target && where->target != item)
		where->scattered = true;
	else
		where->target = item;
}

/* Records that moved to another item go with all that was entered; single files that did become new there. */
static int follow_records(struct tz_scan *scan, struct taizhang_error *err)
{
	struct whereabouts *where = calloc(scan->num_plans + 1, sizeof *where);

	if (!where)
		return tz_error_nomem(err);
	for (size_t i = 0; i < scan->num_files; i++)
		if (scan->files[i].plan != TZ_SCAN_NONE)
			note_whereabouts(&where[scan->files[i].plan],
					 &scan->plans[scan->files[i].plan], scan->files[i].item);
	for (size_t i = 0; i < scan->num_plans; i++)
		if (where[i].target && !where[i].stays && !where[i].scattered) {
			scan->plans[i].from = scan->plans[i].record;
			scan->plans[i].record = NULL;
			scan->plans[i].item = where[i].target;
		}
	for (size_t i = 0; i < scan->num_files; i++) {
		struct tz_scan_file *file = &scan->files[i];

		if (file->plan == TZ_SCAN_NONE || scan->plans[file->plan].item == file->item)
			continue;
		scan->known[file->known].disk = TZ_SCAN_NONE;
		scan->known[file->known].moved = false;
		file->known = TZ_SCAN_NONE;
		file->plan = TZ_SCAN_NONE;
	}
	free(where);
	return 0;
}

/* Takes key over; the first plan of a key keeps it. */
static int claim_key(struct keys *keys, char *key, size_t plan, struct taizhang_error *err)
{
	if (tz_index_get(&keys->index, key) != TZ_INDEX_NONE) {
		free(key);
		return 0;
	}
	if (tz_array_grow(&keys->list, keys->num, &keys->capacity, sizeof *keys->list, err) != 0) {
		free(key);
		return -1;
	}
	keys->list[keys->num++] = key;
	return tz_index_put(&keys->index, key, plan, err);
}

/* Whether people entered nothing: only then may a record dissolve. Its kind and title come from its file, as may other fields. */
static bool is_untouched(struct taizhang_record *record)
{
	const struct tz_target target = {.type = TZ_TARGET_RECORD, .item = record->item, .record = record};
	char text[TZ_FIELD_TEXT];

	for (const struct tz_field *f = tz_field_next(&target, NULL); f; f = tz_field_next(&target, f))
		if (strcmp(tz_field_name(f), "kind") != 0 && strcmp(tz_field_name(f), "title") != 0 &&
		    *tz_field_text(f, &target, text) && !tz_marks_find(tz_target_marks(&target), tz_field_name(f)))
			return false;
	return !tz_extensions_num(&record->extensions);
}

/* A page that was a record of its own and was renamed to be one of a document (扫描1.jpg, now 通知-盖章页.jpg). */
static bool joins_document(struct tz_scan *scan, struct tz_scan_file *file, const struct keys *keys,
			   const char *key, enum taizhang_role role)
{
	struct tz_scan_plan *plan = &scan->plans[file->plan];
	size_t document = tz_index_get(&keys->index, key);

	if (role == TAIZHANG_ROLE_BODY || document == TZ_INDEX_NONE || document == file->plan ||
	    scan->plans[document].item != file->item || !plan->record ||
	    plan->record->num_files != 1 || !is_untouched(plan->record))
		return false;
	plan->drop = true;
	file->plan = (uint32_t)document;
	return true;
}

/* Files keep the record that they are in. */
static int claim_on_disk(struct tz_scan *scan, struct keys *keys, bool moved,
			 struct taizhang_error *err)
{
	enum taizhang_role role;
	char *key;

	for (size_t i = 0; i < scan->num_files; i++) {
		struct tz_scan_file *file = &scan->files[i];

		if (file->plan == TZ_SCAN_NONE || scan->known[file->known].moved != moved)
			continue;
		key = tz_scan_key(&scan->stems, file->item, tz_scan_path(file), &role, err);
		if (!key)
			return -1;
		/* A role that was entered stays; one that a new name tells is taken. */
		file->role = scan->known[file->known].file->role;
		if (moved && role != TAIZHANG_ROLE_BODY)
			file->role = (uint8_t)role;
		if (moved && joins_document(scan, file, keys, key, role))
			free(key);
		else if (claim_key(keys, key, file->plan, err) != 0)
			return -1;
	}
	return 0;
}

/* Gone files still hold their key: what comes in their place (通知.docx for 通知.doc) goes on with their record. */
static int claim_gone(struct tz_scan *scan, struct keys *keys, struct taizhang_error *err)
{
	enum taizhang_role role;
	char *key;

	for (size_t i = 0; i < scan->num_known; i++) {
		struct tz_scan_known *known = &scan->known[i];

		/* what is there may be scanned in place, without a plan */
		if (known->disk != TZ_SCAN_NONE || scan->plans[known->plan].from)
			continue;
		key = tz_scan_key(&scan->stems, scan->plans[known->plan].item, known->file->path, &role, err);
		if (!key || claim_key(keys, key, known->plan, err) != 0)
			return -1;
	}
	return 0;
}

static int open_plan(struct tz_scan *scan, const struct taizhang_node *item,
		     struct taizhang_error *err)
{
	if (tz_array_grow(&scan->plans, scan->num_plans, &scan->plans_capacity, sizeof *scan->plans,
			  err) != 0)
		return -1;
	scan->plans[scan->num_plans++] = (struct tz_scan_plan){.item = item, .is_new = true};
	return 0;
}

static int place_new(struct tz_scan *scan, struct keys *keys, struct taizhang_error *err)
{
	for (size_t i = 0; i < scan->num_files; i++) {
		struct tz_scan_file *file = &scan->files[i];
		enum taizhang_role role;
		size_t plan;
		char *key;

		if (file->plan != TZ_SCAN_NONE || file->known != TZ_SCAN_NONE)
			continue;
		key = tz_scan_key(&scan->stems, file->item, tz_scan_path(file), &role, err);
		if (!key)
			return -1;
		file->role = (uint8_t)role;
		plan = tz_index_get(&keys->index, key);
		if (plan != TZ_INDEX_NONE) {
			file->plan = (uint32_t)plan;
			free(key);
			continue;
		}
		file->plan = (uint32_t)scan->num_plans;
		if (claim_key(keys, key, file->plan, err) != 0 ||
		    open_plan(scan, file->item, err) != 0)
			return -1;
	}
	return 0;
}

int tz_scan_group(struct tz_scan *scan, struct taizhang_error *err)
{
	struct keys keys = {TZ_INDEX_INIT, NULL, 0, 0};
	int result = follow_records(scan, err);

	for (size_t i = 0; i < scan->num_files && result == 0; i++)
		if (scan->is_planned[taizhang_node_item_index(scan->files[i].item)])
			result = tz_scan_stems_add(&scan->stems, scan->files[i].item,
						   tz_scan_path(&scan->files[i]), err);
	if (result == 0)
		result = claim_on_disk(scan, &keys, false, err);
	if (result == 0)
		result = claim_on_disk(scan, &keys, true, err);
	if (result == 0)
		result = claim_gone(scan, &keys, err);
	if (result == 0)
		result = place_new(scan, &keys, err);
	for (size_t i = 0; i < keys.num; i++)
		free(keys.list[i]);
	free(keys.list);
	tz_index_free(&keys.index);
	return result;
}
