/* SPDX-License-Identifier: MIT */
/* record.c: the records of an item: adding, finding, removing, and the fields that all kinds have. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/path.h"
#include "ledger/ledger.h"

/* UTF-16 units of an item's title in its folder's name: paths stay short enough for Windows */
#define MOST_TITLE_UNITS 60
#define MOST_CODE 55		/* bytes that the code and a blank before the title may take */

TAIZHANG_API size_t taizhang_ledger_num_records(const struct taizhang_ledger *ledger,
						const struct taizhang_node *item)
{
	const struct tz_ledger_item *held = tz_ledger_item(ledger, item);

	return held ? held->num_records : 0;
}

TAIZHANG_API struct taizhang_record *
taizhang_ledger_get_record(const struct taizhang_ledger *ledger, const struct taizhang_node *item,
			   size_t index)
{
	const struct tz_ledger_item *held = tz_ledger_item(ledger, item);

	return held && index < held->num_records ? held->records[index] : NULL;
}

/* The place of the first record whose ordinal is not below the given one. */
static size_t place_of(const struct tz_ledger_item *item, unsigned int ordinal)
{
	size_t low = 0, high = item->num_records;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (item->records[middle]->ordinal < ordinal)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

TAIZHANG_API struct taizhang_record *
taizhang_ledger_find_record(const struct taizhang_ledger *ledger, const struct taizhang_node *item,
			    unsigned int ordinal)
{
	const struct tz_ledger_item *held = tz_ledger_item(ledger, item);
	size_t place;

	if (!held)
		return NULL;
	place = place_of(held, ordinal);
	return place < held->num_records && held->records[place]->ordinal == ordinal
		       ? held->records[place]
		       : NULL;
}

struct taizhang_record *tz_item_append_record(struct tz_ledger_item *held, const struct taizhang_node *item,
					      unsigned int ordinal, enum taizhang_kind kind,
					      struct taizhang_error *err)
{
	struct taizhang_record *record;

	if (tz_array_grow(&held->records, held->num_records, &held->records_capacity,
			  sizeof *held->records, err) < 0)
		return NULL;
	record = calloc(1, sizeof *record);
	if (!record) {
		tz_error_nomem(err);
		return NULL;
	}
	record->item = item;
	record->ordinal = ordinal;
	record->kind = kind;
	held->records[held->num_records++] = record;
	return record;
}

static int compare_ordinals(const void *a, const void *b)
{
	const struct taizhang_record *one = *(struct taizhang_record *const *)a, *other = *(struct taizhang_record *const *)b;

	return one->ordinal < other->ordinal ? -1 : one->ordinal > other->ordinal;
}

void tz_item_sort_records(struct tz_ledger_item *held)
{
	qsort(held->records, held->num_records, sizeof *held->records, compare_ordinals);
}

struct taizhang_record *tz_ledger_add_record(struct taizhang_ledger *ledger,
					     const struct taizhang_node *item, unsigned int ordinal,
					     enum taizhang_kind kind, struct taizhang_error *err)
{
	struct tz_ledger_item *held = tz_ledger_item(ledger, item);
	struct taizhang_record *record;
	size_t place;

	if (!held || !taizhang_list_name(TAIZHANG_LIST_KIND, kind)) {
		tz_error_inval(err, held ? "kind" : "item");
		return NULL;
	}
	if (!ordinal)
		ordinal = held->num_records ? held->records[held->num_records - 1]->ordinal + 1 : 1;
	place = place_of(held, ordinal);
	if (!ordinal || (place < held->num_records && held->records[place]->ordinal == ordinal)) {
		tz_error_number(err, TAIZHANG_E_STATE, TZ_MSG_LEDGER_ORDINAL,
				taizhang_node_code(item), ordinal);
		return NULL;
	}
	record = tz_item_append_record(held, item, ordinal, kind, err);
	if (!record)
		return NULL;
	memmove(held->records + place + 1, held->records + place,
		(held->num_records - 1 - place) * sizeof *held->records);
	held->records[place] = record;
	return record;
}

void tz_ledger_remove_record(struct taizhang_ledger *ledger, struct taizhang_record *record)
{
	struct tz_ledger_item *held = record ? tz_ledger_item(ledger, record->item) : NULL;
	size_t place = held ? place_of(held, record->ordinal) : 0;

	if (!held || place >= held->num_records || held->records[place] != record)
		return;
	held->num_records--;
	memmove(held->records + place, held->records + place + 1,
		(held->num_records - place) * sizeof *held->records);
	tz_record_free(record);
}

void tz_record_free(struct taizhang_record *record)
{
	if (!record)
		return;
	tz_record_clear_fields(record);
	for (size_t i = 0; i < record->num_files; i++)
		tz_file_clear(&record->files[i]);
	free(record->files);
	tz_extensions_free(&record->extensions);
	free(record);
}

char *tz_ledger_item_folder(const struct taizhang_node *item, struct taizhang_error *err)
{
	char *title = tz_path_safe_name(taizhang_node_title(item, TAIZHANG_LANG_ZH),
					MOST_TITLE_UNITS, TZ_LIMIT_COMPONENT - MOST_CODE, err);
	struct tz_buffer folder = TZ_BUFFER_INIT;

	if (!title)
		return NULL;
	tz_buffer_text_add(&folder, TZ_LEDGER_MATERIALS "/");
	tz_buffer_text_add(&folder, taizhang_node_path_code(item));
	tz_buffer_text_add(&folder, " ");
	tz_buffer_text_add(&folder, title);
	free(title);
	return tz_buffer_take(&folder, err);
}

TAIZHANG_API const struct taizhang_node *taizhang_record_item(const struct taizhang_record *record)
{
	return record ? record->item : NULL;
}

TAIZHANG_API unsigned int taizhang_record_ordinal(const struct taizhang_record *record)
{
	return record ? record->ordinal : 0;
}

TAIZHANG_API enum taizhang_kind taizhang_record_kind(const struct taizhang_record *record)
{
	return record ? record->kind : TAIZHANG_KIND_NONE;
}

TAIZHANG_API const char *taizhang_record_title(const struct taizhang_record *record)
{
	return record && record->title ? record->title : "";
}

TAIZHANG_API int taizhang_record_set_title(struct taizhang_record *record, const char *title,
					   struct taizhang_error *err)
{
	if (!record)
		return tz_error_inval(err, "record");
	if (tz_ledger_set_text(&record->title, title, "title", err) < 0)
		return -1;
	if (record->details)
		tz_marks_drop(&record->details->marks, "title");
	return 0;
}

TAIZHANG_API const char *taizhang_record_unit(const struct taizhang_record *record)
{
	return record && record->details && record->details->unit ? record->details->unit : "";
}

TAIZHANG_API int taizhang_record_set_unit(struct taizhang_record *record, const char *unit,
					 struct taizhang_error *err)
{
	if (!record)
		return tz_error_inval(err, "record");
	return tz_record_set_text(record, offsetof(struct tz_record_details, unit), unit, "unit", err);
}

TAIZHANG_API const char *taizhang_record_evidence(const struct taizhang_record *record)
{
	return record && record->details && record->details->evidence ? record->details->evidence : "";
}

TAIZHANG_API int taizhang_record_set_evidence(struct taizhang_record *record, const char *evidence,
					 struct taizhang_error *err)
{
	if (!record)
		return tz_error_inval(err, "record");
	return tz_record_set_text(record, offsetof(struct tz_record_details, evidence), evidence, "evidence", err);
}

TAIZHANG_API const char *taizhang_record_note(const struct taizhang_record *record)
{
	return record && record->details && record->details->note ? record->details->note : "";
}

TAIZHANG_API int taizhang_record_set_note(struct taizhang_record *record, const char *note,
					 struct taizhang_error *err)
{
	if (!record)
		return tz_error_inval(err, "record");
	return tz_record_set_text(record, offsetof(struct tz_record_details, note), note, "note", err);
}
