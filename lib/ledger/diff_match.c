/* SPDX-License-Identifier: MIT */
/* diff_match.c: which record of one ledger is which of the other: by place and bytes, by bytes, by place. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ledger/diff.h"

int tz_diff_items_make(struct tz_diff_items *items, const struct taizhang_ledger *before,
		       const struct taizhang_ledger *after, struct taizhang_error *err)
{
	const struct taizhang_catalog *a = before->catalog, *b = after->catalog;
	size_t of_a = taizhang_catalog_num_items(a), of_b = taizhang_catalog_num_items(b);

	items->list = calloc(of_a + of_b + 1, sizeof *items->list);
	if (!items->list)
		return tz_error_nomem(err);
	for (size_t i = 0; i < of_a; i++) {
		const struct taizhang_node *node = taizhang_catalog_get_item(a, i);
		const struct taizhang_node *other = taizhang_catalog_find(b, taizhang_node_code(node));

		items->list[items->num++] = (struct tz_diff_item){
			node, taizhang_node_is_item(other) ? other : NULL};
	}
	for (size_t i = 0; i < of_b; i++) {
		const struct taizhang_node *node = taizhang_catalog_get_item(b, i);

		if (!taizhang_node_is_item(taizhang_catalog_find(a, taizhang_node_code(node))))
			items->list[items->num++] = (struct tz_diff_item){NULL, node};
	}
	return 0;
}

void tz_diff_items_free(struct tz_diff_items *items)
{
	free(items->list);
	*items = (struct tz_diff_items){NULL, 0};
}

/* A file that was never read is known by its path. */
static int compare_files(const void *a, const void *b)
{
	const struct taizhang_file *one = *(const struct taizhang_file *const *)a,
				   *other = *(const struct taizhang_file *const *)b;

	if (one->has_digest != other->has_digest)
		return one->has_digest ? -1 : 1;
	return one->has_digest ? memcmp(one->digest, other->digest, sizeof one->digest)
			       : strcmp(one->path, other->path);
}

static char *bytes_of(const struct taizhang_record *record, struct taizhang_error *err)
{
	const struct taizhang_file **files = calloc(record->num_files + 1, sizeof *files);
	char hex[TAIZHANG_DIGEST_HEX_SIZE];
	struct tz_buffer text = TZ_BUFFER_INIT;

	if (!files) {
		tz_error_nomem(err);
		return NULL;
	}
	for (size_t i = 0; i < record->num_files; i++)
		files[i] = &record->files[i];
	qsort(files, record->num_files, sizeof *files, compare_files);
	for (size_t i = 0; i < record->num_files; i++)
		tz_buffer_printf(&text, "%s\n", files[i]->has_digest ? taizhang_file_digest(files[i], hex)
								      : files[i]->path);
	free(files);
	return tz_buffer_take(&text, err);
}

static char *place_of(const struct tz_diff_item *item, const struct taizhang_record *record,
		      struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;

	tz_buffer_printf(&text, "%s/%u", taizhang_node_code(item->before ? item->before : item->after),
			 record->ordinal);
	return tz_buffer_take(&text, err);
}

static int add_record(struct tz_diff_side *side, const struct tz_diff_items *items, size_t item,
		      struct taizhang_record *record, struct taizhang_error *err)
{
	struct tz_diff_record *added;

	if (tz_array_grow(&side->records, side->num, &side->capacity, sizeof *side->records, err) < 0)
		return -1;
	added = &side->records[side->num++];
	*added = (struct tz_diff_record){record, item, place_of(&items->list[item], record, err),
					 bytes_of(record, err), TZ_INDEX_NONE, TZ_INDEX_NONE};
	return added->place && added->bytes ? 0 : -1;
}

static int list_records(struct tz_diff_side *side, const struct tz_diff_items *items, bool after,
			struct taizhang_error *err)
{
	for (size_t i = 0; i < items->num; i++) {
		const struct taizhang_node *node = after ? items->list[i].after : items->list[i].before;
		const struct tz_ledger_item *held = node ? tz_ledger_item(side->ledger, node) : NULL;

		for (size_t j = 0; held && j < held->num_records; j++)
			if (add_record(side, items, i, held->records[j], err) < 0)
				return -1;
	}
	return 0;
}

static void mate(struct tz_diff_side *before, size_t a, struct tz_diff_side *after, size_t b)
{
	before->records[a].mate = b;
	after->records[b].mate = a;
}

/* Records at the same place; with equal_bytes only those that also have the same bytes. */
static void match_places(struct tz_diff_side *before, struct tz_diff_side *after,
			 const struct tz_index *places, bool equal_bytes)
{
	for (size_t a = 0; a < before->num; a++) {
		const struct tz_diff_record *record = &before->records[a];
		size_t b = tz_index_get(places, record->place);

		if (b == TZ_INDEX_NONE || record->mate != TZ_INDEX_NONE ||
		    after->records[b].mate != TZ_INDEX_NONE)
			continue;
		if (!equal_bytes || strcmp(record->bytes, after->records[b].bytes) == 0)
			mate(before, a, after, b);
	}
}

/* Records that have the same bytes anywhere, in order: each list of equals is walked once. */
static int match_bytes(struct tz_diff_side *before, struct tz_diff_side *after, struct taizhang_error *err)
{
	struct tz_index first = TZ_INDEX_INIT;
	int result = 0;

	for (size_t b = after->num; result == 0 && b-- > 0;) {
		struct tz_diff_record *record = &after->records[b];

		if (record->mate != TZ_INDEX_NONE || !*record->bytes)
			continue;
		record->next = tz_index_get(&first, record->bytes);
		result = tz_index_put(&first, record->bytes, b, err);
	}
	for (size_t a = 0; result == 0 && a < before->num; a++) {
		const struct tz_diff_record *record = &before->records[a];
		size_t b = record->mate == TZ_INDEX_NONE ? tz_index_get(&first, record->bytes) : TZ_INDEX_NONE;

		if (b == TZ_INDEX_NONE)
			continue;
		result = tz_index_put(&first, after->records[b].bytes, after->records[b].next, err);
		mate(before, a, after, b);
	}
	tz_index_free(&first);
	return result;
}

int tz_diff_match(const struct tz_diff_items *items, struct tz_diff_side *before, struct tz_diff_side *after,
		  struct taizhang_error *err)
{
	struct tz_index places = TZ_INDEX_INIT;
	int result = -1;

	if (list_records(before, items, false, err) < 0 || list_records(after, items, true, err) < 0)
		return -1;
	for (size_t b = 0; b < after->num; b++)
		if (tz_index_put(&places, after->records[b].place, b, err) < 0)
			goto out;
	match_places(before, after, &places, true);
	result = match_bytes(before, after, err);
	match_places(before, after, &places, false);
out:
	tz_index_free(&places);
	return result;
}

void tz_diff_side_free(struct tz_diff_side *side)
{
	for (size_t i = 0; i < side->num; i++) {
		free(side->records[i].place);
		free(side->records[i].bytes);
	}
	free(side->records);
	side->records = NULL;
	side->num = side->capacity = 0;
}
