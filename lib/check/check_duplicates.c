/* SPDX-License-Identifier: MIT */
/* check_duplicates.c: the same bytes, number or title in two records; told once, at the first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/index.h"
#include "base/text.h"
#include "check/check.h"
#include "ledger/ledger.h"

/* Records that share something. Most are alone: the names of the others are made for the few that are not. */
struct twins {
	const struct taizhang_record *first, *last;
	const char *file;
	struct tz_check_names *others;		/* NULL while there is but one */
	uint32_t count;
	uint8_t id;				/* enum tz_finding_id */
	bool same_item;				/* two of them in one item */
};

/* What is compared, as a hash, and the how-manieth it is. */
struct look {
	uint64_t hash;
	uint32_t number;
};

struct tz_check_twins {
	/* Two walks: the first looks at all by their hashes alone, which leaves few that may be alike; the second compares those. */
	struct look *looks;
	size_t num_looks, looks_capacity;
	unsigned char *may_be_alike;		/* NULL on the first walk */
	size_t next_look;
	struct tz_index digests, index;		/* of files, by bytes; of numbers and titles, by keys */
	char **keys;
	size_t num_keys, keys_capacity;
	struct twins *list;			/* by first record, in the order of the check */
	size_t num, capacity, next;
};

static int join(struct twins *twins, const struct taizhang_record *record, struct taizhang_error *err)
{
	char name[300];

	if (twins->last == record)
		return 0;
	if (!twins->others)
		twins->others = calloc(1, sizeof *twins->others);
	if (!twins->others)
		return tz_error_nomem(err);
	twins->same_item = twins->same_item ||
			   taizhang_record_item(twins->last) == taizhang_record_item(record);
	twins->last = record;
	twins->count++;
	snprintf(name, sizeof name, "%s/%u", taizhang_node_code(taizhang_record_item(record)),
		 taizhang_record_ordinal(record));
	tz_check_name(twins->others, name);
	return 0;
}

/* Joins those that have the key, which stays the caller's, or begins new ones and sets *is_new. */
static int meet(struct tz_check_twins *t, struct tz_index *index, const void *key, enum tz_finding_id id,
		const char *file, const struct taizhang_record *record, bool *is_new, struct taizhang_error *err)
{
	size_t place = tz_index_get(index, key);

	*is_new = place == TZ_INDEX_NONE;
	if (!*is_new)
		return join(&t->list[place], record, err);
	if (tz_array_grow(&t->list, t->num, &t->capacity, sizeof *t->list, err) != 0 ||
	    tz_index_put(index, key, t->num, err) != 0)
		return -1;
	t->list[t->num++] = (struct twins){.first = record, .last = record, .file = file, .count = 1, .id = (uint8_t)id};
	return 0;
}

/* On the second walk: is this one alone for sure? */
static bool is_alone(struct tz_check_twins *t)
{
	return t->may_be_alike && !t->may_be_alike[t->next_look++];
}

/* On the first walk. FNV-1a: who makes hashes collide makes more be compared, and nothing else. */
static int look_at(struct tz_check_twins *t, const void *key, size_t size, struct taizhang_error *err)
{
	const unsigned char *bytes = key;
	uint64_t hash = 0xcbf29ce484222325;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3;
	if (tz_array_grow(&t->looks, t->num_looks, &t->looks_capacity, sizeof *t->looks, err) != 0)
		return -1;
	t->looks[t->num_looks] = (struct look){hash, (uint32_t)t->num_looks};
	t->num_looks++;
	return 0;
}

static int compare_looks(const void *a, const void *b)
{
	const struct look *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* Between the walks. */
static int mark_alike(struct tz_check_twins *t, struct taizhang_error *err)
{
	t->may_be_alike = calloc(t->num_looks + 1, 1);
	if (!t->may_be_alike)
		return tz_error_nomem(err);
	if (t->num_looks > 0)
		qsort(t->looks, t->num_looks, sizeof *t->looks, compare_looks);
	for (size_t i = 1; i < t->num_looks; i++)
		if (t->looks[i].hash == t->looks[i - 1].hash)
			t->may_be_alike[t->looks[i].number] = t->may_be_alike[t->looks[i - 1].number] = 1;
	free(t->looks);
	t->looks = NULL;
	return 0;
}

/* Takes key over. */
static int add(struct tz_check_twins *t, char *key, enum tz_finding_id id, const struct taizhang_record *record,
	       struct taizhang_error *err)
{
	bool is_new;
	int result;

	if (!key)
		return -1;
	if (!t->may_be_alike) {
		result = look_at(t, key, strlen(key), err);
		free(key);
		return result;
	}
	if (tz_array_grow(&t->keys, t->num_keys, &t->keys_capacity, sizeof *t->keys, err) != 0) {
		free(key);
		return -1;
	}
	t->keys[t->num_keys++] = key;
	if (meet(t, &t->index, key, id, NULL, record, &is_new, err) != 0)
		return -1;
	if (!is_new)
		free(t->keys[--t->num_keys]);
	return 0;
}

static char *make_key(char kind, const char *text, struct taizhang_error *err)
{
	struct tz_buffer key = TZ_BUFFER_INIT;

	tz_buffer_add(&key, &kind, 1);
	tz_buffer_text_add(&key, text);
	return tz_buffer_take(&key, err);
}

static int add_files(struct tz_check_twins *t, const struct taizhang_record *record,
		     struct taizhang_error *err)
{
	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);
		bool is_new;

		/* Empty files are alike without being the same. */
		if (!tz_file_digest(file) || taizhang_file_size(file) == 0 || is_alone(t))
			continue;
		if (!t->may_be_alike ? look_at(t, tz_file_digest(file), TZ_SHA256_BYTES, err) != 0 :
		    meet(t, &t->digests, tz_file_digest(file), TZ_F_FILE_TWICE, taizhang_file_path(file), record, &is_new,
			 err) != 0)
			return -1;
	}
	return 0;
}

/* Numbers are compared as the standard writes them: brackets and zeros make no other document. */
static int add_number(struct tz_check_twins *t, const struct taizhang_record *record,
		      struct taizhang_error *err)
{
	const char *text = taizhang_normative_number(record);
	struct taizhang_error own = TAIZHANG_ERROR_INIT;
	struct taizhang_document_number number;
	char regular[256];

	if (tz_text_is_blank(text) || is_alone(t))
		return 0;
	if (taizhang_document_number_parse(text, &number, &own) == 0) {
		taizhang_document_number_format(&number, regular, sizeof regular);
		return add(t, make_key('N', regular, err), TZ_F_NUMBER_TWICE, record, err);
	}
	if (own.code == TAIZHANG_E_NOMEM)
		return tz_error_pass(err, &own);
	return add(t, make_key('N', text, err), TZ_F_NUMBER_TWICE, record, err);
}

/* Pictures of one item are alike in more than their titles: theirs count in their item only. */
static int add_title(struct tz_check_twins *t, const struct taizhang_record *record,
		     struct taizhang_error *err)
{
	const char *title = taizhang_record_title(record);
	struct tz_buffer key = TZ_BUFFER_INIT;
	char *folded;

	if (tz_text_is_blank(title) || is_alone(t))
		return 0;
	folded = tz_text_key(title, err);
	if (!folded)
		return -1;
	tz_buffer_printf(&key, "T%d/", (int)taizhang_record_kind(record));
	if (taizhang_record_kind(record) == TAIZHANG_KIND_IMAGE)
		tz_buffer_printf(&key, "%zu/",
				 taizhang_node_item_index(taizhang_record_item(record)));
	tz_buffer_text_add(&key, tz_text_trim(folded));
	free(folded);
	return add(t, tz_buffer_take(&key, err), TZ_F_TITLE_TWICE, record, err);
}

static int walk(struct tz_check *c, struct taizhang_error *err)
{
	for (size_t i = 0; i < taizhang_ledger_num_items(c->ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(c->ledger, i);

		for (size_t k = 0; k < taizhang_ledger_num_records(c->ledger, item); k++) {
			const struct taizhang_record *record =
				taizhang_ledger_get_record(c->ledger, item, k);

			if (add_files(c->twins, record, err) != 0 ||
			    add_number(c->twins, record, err) != 0 ||
			    add_title(c->twins, record, err) != 0)
				return -1;
		}
	}
	return 0;
}

int tz_check_find_twins(struct tz_check *c, struct taizhang_error *err)
{
	c->twins = calloc(1, sizeof *c->twins);
	if (!c->twins)
		return tz_error_nomem(err);
	c->twins->digests.key_size = TZ_SHA256_BYTES;
	if (walk(c, err) != 0 || mark_alike(c->twins, err) != 0)
		return -1;
	return walk(c, err);
}

int tz_check_duplicates(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	struct tz_check_twins *t = c->twins;
	int result = 0;

	for (; t->next < t->num && taizhang_record_item(t->list[t->next].first) == c->item && result == 0; t->next++) {
		const struct twins *twins = &t->list[t->next];
		/* One document may prove two items; what is there twice for one item is one too many. */
		bool is_note = !twins->same_item && twins->id != TZ_F_NUMBER_TWICE;
		const struct tz_place_found place = {.record = taizhang_record_ordinal(twins->first), .file = twins->file,
			.found = twins->others ? twins->others->text : NULL,
			.at_most = is_note ? TAIZHANG_NOTE : TAIZHANG_WARNING};

		if (twins->others)
			result = tz_check_add(&batch, twins->id, &place, err);
	}
	return tz_check_flush(c, &batch, result, err);
}

void tz_check_twins_free(struct tz_check_twins *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->num_keys; i++)
		free(t->keys[i]);
	for (size_t i = 0; i < t->num; i++)
		free(t->list[i].others);
	free(t->looks);
	free(t->may_be_alike);
	free(t->keys);
	free(t->list);
	tz_index_free(&t->digests);
	tz_index_free(&t->index);
	free(t);
}
