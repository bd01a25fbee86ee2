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

/* Records that share something. */
struct twins {
	enum tz_finding_id id;
	const struct taizhang_node *item;	/* of the first */
	unsigned int record;
	const char *file;
	const struct taizhang_record *last;
	size_t count;
	bool same_item;				/* two of them in one item */
	struct tz_check_names others;
};

struct tz_check_twins {
	struct tz_index index;
	char **keys;
	size_t num_keys, keys_capacity;
	struct twins *list;			/* by first record, in the order of the check */
	size_t num, capacity, next;
};

static void join(struct twins *twins, const struct taizhang_record *record)
{
	char name[300];

	if (twins->last == record)
		return;
	twins->same_item = twins->same_item ||
			   taizhang_record_item(twins->last) == taizhang_record_item(record);
	twins->last = record;
	twins->count++;
	snprintf(name, sizeof name, "%s/%u", taizhang_node_code(taizhang_record_item(record)),
		 taizhang_record_ordinal(record));
	tz_check_name(&twins->others, name);
}

/* Takes key over. */
static int add(struct tz_check_twins *t, char *key, const struct twins *first,
	       const struct taizhang_record *record, struct taizhang_error *err)
{
	size_t place;

	if (!key)
		return -1;
	place = tz_index_get(&t->index, key);
	if (place != TZ_INDEX_NONE) {
		join(&t->list[place], record);
		free(key);
		return 0;
	}
	if (tz_array_grow(&t->keys, t->num_keys, &t->keys_capacity, sizeof *t->keys, err) != 0 ||
	    tz_array_grow(&t->list, t->num, &t->capacity, sizeof *t->list, err) != 0) {
		free(key);
		return -1;
	}
	t->keys[t->num_keys++] = key;
	t->list[t->num] = *first;
	t->list[t->num].item = taizhang_record_item(record);
	t->list[t->num].record = taizhang_record_ordinal(record);
	t->list[t->num].last = record;
	t->list[t->num].count = 1;
	return tz_index_put(&t->index, key, t->num++, err);
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
		struct twins first = {.id = TZ_F_FILE_TWICE, .file = taizhang_file_path(file)};
		char hex[TAIZHANG_DIGEST_HEX_SIZE];

		/* Empty files are alike without being the same. */
		if (!*taizhang_file_digest(file, hex) || taizhang_file_size(file) == 0)
			continue;
		if (add(t, make_key('F', hex, err), &first, record, err) != 0)
			return -1;
	}
	return 0;
}

/* Numbers are compared as the standard writes them: brackets and zeros make no other document. */
static int add_number(struct tz_check_twins *t, const struct taizhang_record *record,
		      struct taizhang_error *err)
{
	const char *text = taizhang_normative_number(record);
	struct twins first = {.id = TZ_F_NUMBER_TWICE};
	struct taizhang_error own = TAIZHANG_ERROR_INIT;
	struct taizhang_document_number number;
	char regular[256];

	if (tz_text_is_blank(text))
		return 0;
	if (taizhang_document_number_parse(text, &number, &own) == 0) {
		taizhang_document_number_format(&number, regular, sizeof regular);
		return add(t, make_key('N', regular, err), &first, record, err);
	}
	if (own.code == TAIZHANG_E_NOMEM)
		return tz_error_pass(err, &own);
	return add(t, make_key('N', text, err), &first, record, err);
}

/* Pictures of one item are alike in more than their titles: theirs count in their item only. */
static int add_title(struct tz_check_twins *t, const struct taizhang_record *record,
		     struct taizhang_error *err)
{
	const char *title = taizhang_record_title(record);
	struct twins first = {.id = TZ_F_TITLE_TWICE};
	struct tz_buffer key = TZ_BUFFER_INIT;
	char *folded;

	if (tz_text_is_blank(title))
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
	return add(t, tz_buffer_take(&key, err), &first, record, err);
}

int tz_check_find_twins(struct tz_check *c, struct taizhang_error *err)
{
	c->twins = calloc(1, sizeof *c->twins);
	if (!c->twins)
		return tz_error_nomem(err);
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

int tz_check_duplicates(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	struct tz_check_twins *t = c->twins;
	int result = 0;

	for (; t->next < t->num && t->list[t->next].item == c->item && result == 0; t->next++) {
		const struct twins *twins = &t->list[t->next];
		/* One document may prove two items; what is there twice for one item is one too many. */
		bool is_note = !twins->same_item && twins->id != TZ_F_NUMBER_TWICE;

		const struct tz_place_found place = {.record = twins->record, .file = twins->file,
			.found = twins->others.text,
			.at_most = is_note ? TAIZHANG_NOTE : TAIZHANG_WARNING};

		if (twins->count > 1)
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
	free(t->keys);
	free(t->list);
	tz_index_free(&t->index);
	free(t);
}
