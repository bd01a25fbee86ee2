/* SPDX-License-Identifier: MIT */
/* extracted.c: the values that were read from files: telling which they are, and confirming them */
#include "ledger/extracted.h"

#include <string.h>

#include "api.h"
#include "base/error.h"
#include "catalog/catalog.h"
#include "ledger/target.h"

struct tz_marks *tz_target_marks(const struct tz_target *target)
{
	if (target->type == TZ_TARGET_VALUE)
		return &target->ledger->values[target->index].marks;
	if (target->type == TZ_TARGET_RECORD && target->record->details)
		return &target->record->details->marks;
	return NULL;
}

int tz_target_mark(const struct tz_target *target, const char *field, const unsigned char *digest, const char *place,
		   struct taizhang_error *err)
{
	const struct tz_field *f = tz_field_find(target, field);

	if (target->type == TZ_TARGET_RECORD && !tz_record_details(target->record, err))
		return -1;
	return f ? tz_marks_put(tz_target_marks(target), tz_field_name(f), digest, place, err) : 0;
}

static const char *path_of(const struct taizhang_record *record, const struct tz_mark *mark)
{
	for (size_t i = 0; record && i < record->num_files; i++) {
		const unsigned char *digest = tz_file_digest(&record->files[i]);

		if (digest && !memcmp(digest, mark->digest, sizeof mark->digest))
			return record->files[i].path;
	}
	return "";
}

static int get(const struct tz_marks *marks, const struct taizhang_record *record, size_t index, struct taizhang_extracted *out)
{
	const struct tz_mark *mark = marks && index < marks->num ? &marks->list[index] : NULL;

	if (!mark || !out)
		return -1;
	*out = (struct taizhang_extracted){mark->field, path_of(record, mark), mark->place ? mark->place : ""};
	return 0;
}

TAIZHANG_API size_t taizhang_record_num_extracted(const struct taizhang_record *record)
{
	return record && record->details ? record->details->marks.num : 0;
}

TAIZHANG_API int taizhang_record_get_extracted(const struct taizhang_record *record, size_t index,
					       struct taizhang_extracted *extracted)
{
	return get(record && record->details ? &record->details->marks : NULL, record, index, extracted);
}

static const struct tz_threshold_value *value_of(const struct taizhang_ledger *ledger, const char *id)
{
	const struct taizhang_threshold *threshold = ledger && id ? taizhang_catalog_find_threshold(ledger->catalog, id) : NULL;

	return threshold ? &ledger->values[tz_threshold_index(threshold)] : NULL;
}

/* The record that proves the value, which has the file that it was read from. */
static const struct taizhang_record *record_of(const struct taizhang_ledger *ledger, const struct tz_threshold_value *value)
{
	struct tz_target target;

	/* A target holds what can also be set; here it is only read. */
	if (!value->record || tz_target_find((struct taizhang_ledger *)ledger, value->record, &target, NULL) < 0)
		return NULL;
	return target.type == TZ_TARGET_RECORD ? target.record : NULL;
}

TAIZHANG_API size_t taizhang_ledger_value_num_extracted(const struct taizhang_ledger *ledger, const char *id)
{
	const struct tz_threshold_value *value = value_of(ledger, id);

	return value ? value->marks.num : 0;
}

TAIZHANG_API int taizhang_ledger_value_get_extracted(const struct taizhang_ledger *ledger, const char *id, size_t index,
						     struct taizhang_extracted *extracted)
{
	const struct tz_threshold_value *value = value_of(ledger, id);

	return value ? get(&value->marks, record_of(ledger, value), index, extracted) : -1;
}

static size_t drop(struct tz_marks *marks, const char *field)
{
	size_t num = marks ? marks->num : 0;

	if (!num)
		return 0;
	if (field)
		return tz_marks_drop(marks, field);
	tz_marks_free(marks);
	return num;
}

/* Every record of the item, and every value of a threshold that hangs on it. */
static size_t confirm_item(struct taizhang_ledger *ledger, const struct taizhang_node *item, const char *field)
{
	size_t num = 0;

	for (size_t i = 0; i < taizhang_ledger_num_records(ledger, item); i++) {
		struct taizhang_record *record = taizhang_ledger_get_record(ledger, item, i);

		num += drop(record->details ? &record->details->marks : NULL, field);
	}
	for (size_t i = 0; i < taizhang_node_num_thresholds(item); i++)
		num += drop(&ledger->values[tz_threshold_index(taizhang_node_get_threshold(item, i))].marks, field);
	return num;
}

static size_t confirm_all(struct taizhang_ledger *ledger, const char *field)
{
	size_t num = 0;

	for (size_t i = 0; i < ledger->num_items; i++)
		num += confirm_item(ledger, taizhang_catalog_get_item(ledger->catalog, i), field);
	for (size_t i = 0; i < ledger->num_values; i++)
		num += drop(&ledger->values[i].marks, field);
	return num;
}

TAIZHANG_API int taizhang_ledger_confirm(struct taizhang_ledger *ledger, const char *target, const char *field, size_t *num,
					 struct taizhang_error *err)
{
	struct tz_target found = {.type = TZ_TARGET_LEDGER, .ledger = ledger};
	size_t confirmed;

	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (target && tz_target_find(ledger, target, &found, err) < 0)
		return -1;
	if (found.type == TZ_TARGET_ITEM) {
		confirmed = confirm_item(ledger, found.item, field);
	} else if (found.type == TZ_TARGET_LEDGER) {
		confirmed = confirm_all(ledger, field);
	} else {
		const struct tz_field *f = field ? tz_target_field(&found, target, field, err) : NULL;

		if (field && !f)
			return -1;
		confirmed = drop(tz_target_marks(&found), f ? tz_field_name(f) : NULL);
	}
	if (num)
		*num = confirmed;
	return 0;
}

bool tz_ledger_has_marks(const struct taizhang_ledger *ledger)
{
	for (size_t i = 0; i < ledger->num_values; i++)
		if (ledger->values[i].marks.num)
			return true;
	for (size_t i = 0; i < ledger->num_items; i++)
		for (size_t k = 0; k < ledger->items[i].num_records; k++)
			if (taizhang_record_num_extracted(ledger->items[i].records[k]))
				return true;
	return false;
}
