/* SPDX-License-Identifier: MIT */
/* item_read.c: reads what stands in an item from XML: assignment, events, records; and fields in general. */
#include "ledger/ledger_reader.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/error.h"
#include "ledger/entry.h"
#include "ledger/extracted.h"

int tz_ledger_refuse(struct tz_xml_reader *x, const char *what, const char *value,
		     struct taizhang_error *err)
{
	struct tz_buffer detail = TZ_BUFFER_INIT;

	tz_buffer_printf(&detail, value ? "%s=\"%s\"" : "%s", what, value);
	tz_error_line(err, TAIZHANG_E_FORMAT, TZ_MSG_LEDGER_CONTENT, tz_xml_name(x), tz_xml_line(x),
		      tz_buffer_text(&detail));
	tz_buffer_free(&detail);
	return -1;
}

int tz_ledger_read_fields(struct tz_xml_reader *x, const struct tz_target *target,
		       struct taizhang_error *err)
{
	for (const struct tz_field *f = tz_field_next(target, NULL); f;
	     f = tz_field_next(target, f)) {
		struct taizhang_error local = TAIZHANG_ERROR_INIT;
		const char *value;

		if (tz_field_type(f) == TZ_FIELD_TYPE_WINDOW)
			continue;
		value = tz_xml_attribute(x, tz_field_name(f));
		if (!value || tz_field_set(f, target, value, &local) == 0)
			continue;
		if (local.code == TAIZHANG_E_NOMEM)
			return tz_error_nomem(err);
		return tz_ledger_refuse(x, tz_field_name(f), value, err);
	}
	return 0;
}

int tz_ledger_read_extracted(struct tz_xml_reader *x, const struct tz_target *target, struct taizhang_error *err)
{
	unsigned char digest[TZ_SHA256_BYTES];
	char text[TZ_FIELD_TEXT], name[TZ_FIELD_TEXT];
	const struct tz_field *f = NULL;
	const char *value = tz_xml_attribute(x, "field");

	snprintf(name, sizeof name, "%s", value ? value : "");
	while ((f = tz_field_next(target, f)) && strcmp(tz_field_name(f), name) != 0)
		;
	value = tz_xml_attribute(x, "sha256");
	if (!value || !tz_digest_from_hex(value, digest, sizeof digest))
		return tz_ledger_refuse(x, "extracted sha256", value ? value : "", err);
	value = tz_xml_attribute(x, "place");
	if (!f || !*tz_field_text(f, target, text))
		return 0;
	return tz_target_mark(target, tz_field_name(f), digest, value, err);
}

bool tz_ledger_has_fields(const struct tz_target *target)
{
	char text[TZ_FIELD_TEXT];

	for (const struct tz_field *f = tz_field_next(target, NULL); f;
	     f = tz_field_next(target, f))
		if (*tz_field_text(f, target, text))
			return true;
	return false;
}

int tz_ledger_start_assignment(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	const struct tz_target target = {
		.type = TZ_TARGET_ITEM, .ledger = r->ledger, .item = r->node};

	if (tz_ledger_has_fields(&target))
		return tz_ledger_refuse(x, "assignment", NULL, err);
	return tz_ledger_read_fields(x, &target, err);
}

/* Attributes are valid until the next is asked for, so that each is kept in its own buffer. */
static char *keep_attribute(struct tz_xml_reader *x, const char *name, struct taizhang_error *err)
{
	const char *value = tz_xml_attribute(x, name);

	return tz_strdup(value ? value : "", err);
}

int tz_ledger_start_event(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	struct taizhang_error local = TAIZHANG_ERROR_INIT;
	char *who = keep_attribute(x, "who", &local), *action = keep_attribute(x, "action", &local);
	char *outcome = keep_attribute(x, "outcome", &local),
	     *note = keep_attribute(x, "note", &local);
	const char *value = tz_xml_attribute(x, "time");
	int64_t time = 0;
	int result = -1;

	if (who && action && outcome && note) {
		if (!value || tz_time_parse(value, &time, NULL) < 0)
			result = tz_ledger_refuse(x, "event time", value ? value : "", err);
		else if (tz_ledger_append_event(r->ledger, r->node, time, who, action, outcome,
						   note, &local) == 0)
			result = 0;
		else if (local.code != TAIZHANG_E_NOMEM)
			result = tz_ledger_refuse(x, "event who/action", "", err);
	}
	if (result < 0 && local.code == TAIZHANG_E_NOMEM)
		tz_error_nomem(err);
	free(who);
	free(action);
	free(outcome);
	free(note);
	return result;
}

/* An attribute that only another kind has would be lost on saving. */
static int refuse_foreign_fields(struct tz_xml_reader *x, const struct tz_target *target,
				 struct taizhang_error *err)
{
	struct taizhang_record other = *target->record;
	struct tz_target foreign = *target;

	if (!tz_xml_has_more(x))
		return 0;
	foreign.record = &other;
	for (other.kind = TAIZHANG_KIND_NORMATIVE; other.kind <= TAIZHANG_KIND_TABLE; other.kind++)
		for (const struct tz_field *f = tz_field_next(&foreign, NULL); f;
		     f = tz_field_next(&foreign, f)) {
			const char *value;

			if (tz_field_find(target, tz_field_name(f)))
				continue;
			value = tz_xml_attribute(x, tz_field_name(f));
			if (value)
				return tz_ledger_refuse(x, tz_field_name(f), value, err);
		}
	return 0;
}

/* The records that came so far, by ordinal. */
static int index_ordinals(struct tz_ledger_reader *r, const struct tz_ledger_item *item, struct taizhang_error *err)
{
	for (size_t i = r->ordinals.count; i < item->num_records; i++)
		if (tz_index_put(&r->ordinals, &item->records[i]->ordinal, i, err) < 0)
			return -1;
	return 0;
}

/* A new record; NULL without an error where the ordinal is another one's already. */
static struct taizhang_record *add_record(struct tz_ledger_reader *r, unsigned int ordinal, enum taizhang_kind kind,
					  struct taizhang_error *err)
{
	struct tz_ledger_item *item = tz_ledger_item(r->ledger, r->node);

	if (r->ordinals.count ||
	    (item->num_records && item->records[item->num_records - 1]->ordinal >= ordinal)) {
		if (index_ordinals(r, item, err) < 0 || tz_index_get(&r->ordinals, &ordinal) != TZ_INDEX_NONE)
			return NULL;
	}
	return tz_item_append_record(item, r->node, ordinal, kind, err);
}

int tz_ledger_end_item(void *context, struct tz_xml_reader *x, const char *text, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	struct tz_ledger_item *item = tz_ledger_item(r->ledger, r->node);

	(void)x, (void)text;
	if (r->ordinals.count) {
		tz_item_sort_records(item);
		tz_index_free(&r->ordinals);
	}
	return tz_item_sort_events(item, err);
}

int tz_ledger_start_record(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	struct taizhang_error local = TAIZHANG_ERROR_INIT;
	struct tz_target target = {.type = TZ_TARGET_RECORD, .ledger = r->ledger, .item = r->node};
	const char *value = tz_xml_attribute(x, "kind");
	unsigned int kind = value ? taizhang_list_value(TAIZHANG_LIST_KIND, value) : 0;
	long ordinal = 0;

	if (!kind)
		return tz_ledger_refuse(x, "record kind", value ? value : "", err);
	value = tz_xml_attribute(x, "ordinal");
	if (!value || tz_entry_count(value, NULL, 0, INT_MAX, &ordinal, &local) < 0 || !ordinal)
		return local.code == TAIZHANG_E_NOMEM
			? tz_error_nomem(err) : tz_ledger_refuse(x, "record ordinal", value ? value : "", err);
	r->record = add_record(r, (unsigned int)ordinal, (enum taizhang_kind)kind, &local);
	if (!r->record && local.code == TAIZHANG_E_NOMEM)
		return tz_error_nomem(err);
	if (!r->record)
		return tz_ledger_refuse(x, "record ordinal", value, err);
	target.record = r->record;
	return tz_ledger_read_fields(x, &target, err) < 0 ? -1
							  : refuse_foreign_fields(x, &target, err);
}

int tz_ledger_end_record(void *context, struct tz_xml_reader *x, const char *text,
		      struct taizhang_error *err)
{
	struct taizhang_record *record = ((struct tz_ledger_reader *)context)->record;

	(void)text;
	tz_record_sort_files(record);
	for (size_t i = 1; i < record->num_files; i++)
		if (!strcmp(record->files[i - 1].path, record->files[i].path))
			return tz_ledger_refuse(x, "file path", record->files[i].path, err);
	return 0;
}
