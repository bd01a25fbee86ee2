/* SPDX-License-Identifier: MIT */
/* record_kind.c: a record's kind: beginning one, correcting it, and the fields that hang on it. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ledger/field.h"
#include "ledger/ledger.h"

#define MOST_SLOTS (3 + TAIZHANG_NUM_CAPTIONS)

/* Unknown is not "no". */
static void begin_details(struct tz_record_details *details, enum taizhang_kind kind)
{
	memset(&details->u, 0, sizeof details->u);
	switch (kind) {
	case TAIZHANG_KIND_NORMATIVE:
		details->u.normative.sealed = TAIZHANG_UNKNOWN;
		details->u.normative.provincial_opinion = TAIZHANG_UNKNOWN;
		break;
	case TAIZHANG_KIND_REPORT:
		details->u.report.words = -1;
		break;
	case TAIZHANG_KIND_TABLE:
		details->u.table.sealed = TAIZHANG_UNKNOWN;
		break;
	case TAIZHANG_KIND_IMAGE:
	case TAIZHANG_KIND_NONE:
		break;
	}
}

struct tz_record_details *tz_record_details(struct taizhang_record *record, struct taizhang_error *err)
{
	if (record->details)
		return record->details;
	record->details = calloc(1, sizeof *record->details);
	if (record->details)
		begin_details(record->details, record->kind);
	else
		tz_error_nomem(err);
	return record->details;
}

int tz_record_set_text(struct taizhang_record *record, size_t offset, const char *text, const char *name,
		       struct taizhang_error *err)
{
	struct tz_record_details *details;

	if (tz_ledger_check_text(text, name, err) < 0)
		return -1;
	if (!record->details && (!text || !*text))
		return 0;
	details = tz_record_details(record, err);
	if (!details || tz_set_string((char **)(void *)((char *)details + offset), text, err) < 0)
		return -1;
	tz_marks_drop(&details->marks, name);
	return 0;
}

int tz_record_set_date(struct taizhang_record *record, size_t offset, const struct taizhang_date *date,
		       const char *name, struct taizhang_error *err)
{
	struct tz_record_details *details;
	struct taizhang_date kept;

	if (tz_ledger_set_date(&kept, date, name, err) < 0)
		return -1;
	if (!record->details && !kept.year)
		return 0;
	details = tz_record_details(record, err);
	if (!details)
		return -1;
	memcpy((char *)details + offset, &kept, sizeof kept);
	tz_marks_drop(&details->marks, name);
	return 0;
}

int tz_record_set_answer(struct taizhang_record *record, size_t offset, enum taizhang_answer answer,
			 const char *name, struct taizhang_error *err)
{
	struct tz_record_details *details;
	enum taizhang_answer kept;

	if (tz_ledger_set_answer(&kept, answer, name, err) < 0)
		return -1;
	if (!record->details && kept == TAIZHANG_UNKNOWN)
		return 0;
	details = tz_record_details(record, err);
	if (!details)
		return -1;
	memcpy((char *)details + offset, &kept, sizeof kept);
	tz_marks_drop(&details->marks, name);
	return 0;
}

/* The places of all texts that fields of a kind hold. */
static size_t text_slots(struct tz_record_details *f, enum taizhang_kind kind, char **slots[MOST_SLOTS])
{
	size_t num = 0;

	slots[num++] = &f->unit;
	slots[num++] = &f->evidence;
	slots[num++] = &f->note;
	switch (kind) {
	case TAIZHANG_KIND_NORMATIVE:
		slots[num++] = &f->u.normative.number;
		slots[num++] = &f->u.normative.issuer;
		break;
	case TAIZHANG_KIND_REPORT:
		slots[num++] = &f->u.report.author;
		slots[num++] = &f->u.report.sources;
		break;
	case TAIZHANG_KIND_IMAGE:
		for (size_t i = 0; i < TAIZHANG_NUM_CAPTIONS; i++)
			slots[num++] = &f->u.image.caption[i];
		break;
	case TAIZHANG_KIND_TABLE:
		slots[num++] = &f->u.table.period;
		slots[num++] = &f->u.table.statistical_scope;
		slots[num++] = &f->u.table.data_source;
		break;
	case TAIZHANG_KIND_NONE:
		break;
	}
	return num;
}

void tz_record_clear_fields(struct taizhang_record *record)
{
	char **slots[MOST_SLOTS];
	size_t num = record->details ? text_slots(record->details, record->kind, slots) : 0;

	for (size_t i = 0; i < num; i++)
		free(*slots[i]);
	if (record->details)
		tz_marks_free(&record->details->marks);
	free(record->details);
	free(record->title);
	record->details = NULL;
	record->title = NULL;
}

/* Also where it fails, what was copied is its own. */
static int copy_details(const struct tz_record_details *from, struct taizhang_record *out, struct taizhang_error *err)
{
	char **slots[MOST_SLOTS];
	int result = 0;
	size_t num;

	if (!tz_record_details(out, err))
		return -1;
	*out->details = *from;
	result = tz_marks_copy(&from->marks, &out->details->marks, err);
	num = text_slots(out->details, out->kind, slots);
	for (size_t i = 0; i < num; i++) {
		const char *text = *slots[i];

		*slots[i] = result < 0 ? NULL : tz_strdup(text, err);
		if (text && !*slots[i])
			result = -1;
	}
	return result;
}

int tz_record_copy_fields(const struct taizhang_record *record, struct taizhang_record *out,
			  struct taizhang_error *err)
{
	*out = (struct taizhang_record){.item = record->item, .ordinal = record->ordinal, .kind = record->kind};
	if (tz_set_string(&out->title, record->title, err) == 0 &&
	    (!record->details || copy_details(record->details, out, err) == 0))
		return 0;
	tz_record_clear_fields(out);
	return -1;
}

void tz_record_move_fields(struct taizhang_record *from, struct taizhang_record *record)
{
	tz_record_clear_fields(record);
	record->item = from->item;
	record->ordinal = from->ordinal;
	record->kind = from->kind;
	record->title = from->title;
	record->details = from->details;
	from->title = NULL;
	from->details = NULL;
}

int tz_record_expect(const struct taizhang_record *record, enum taizhang_kind kind,
		     const char *field, struct taizhang_error *err)
{
	if (!record)
		return tz_error_inval(err, "record");
	if (record->kind == kind)
		return 0;
	return tz_error_detail(err, TAIZHANG_E_STATE, TZ_MSG_RECORD_OTHER_KIND, field,
			       taizhang_list_name(TAIZHANG_LIST_KIND, record->kind));
}

/* The filled fields of the record that a record of the other kind has not, ", " between. What was read from a file, and nobody confirmed,
 * is no loss. */
static void name_lost_fields(struct taizhang_record *record, enum taizhang_kind kind,
			     struct tz_buffer *names)
{
	const struct tz_target now = {
		.type = TZ_TARGET_RECORD, .item = record->item, .record = record};
	struct taizhang_record other = {.item = record->item, .kind = kind};
	const struct tz_target then = {
		.type = TZ_TARGET_RECORD, .item = record->item, .record = &other};
	char text[TZ_FIELD_TEXT];

	for (const struct tz_field *f = tz_field_next(&now, NULL); f; f = tz_field_next(&now, f)) {
		if (!*tz_field_text(f, &now, text) || tz_field_find(&then, tz_field_name(f)) ||
		    (record->details && tz_marks_find(&record->details->marks, tz_field_name(f))))
			continue;
		tz_buffer_text_add(names, names->size ? ", " : "");
		tz_buffer_text_add(names, tz_field_name(f));
	}
}

/* Clears what was read from files of the fields that a record of the other kind has not. */
static void clear_extracted(struct taizhang_record *record, enum taizhang_kind kind)
{
	const struct tz_target now = {.type = TZ_TARGET_RECORD, .item = record->item, .record = record};
	struct taizhang_record other = {.item = record->item, .kind = kind};
	const struct tz_target then = {.type = TZ_TARGET_RECORD, .item = record->item, .record = &other};

	for (const struct tz_field *f = tz_field_next(&now, NULL); f && record->details; f = tz_field_next(&now, f))
		if (tz_marks_find(&record->details->marks, tz_field_name(f)) && !tz_field_find(&then, tz_field_name(f)))
			tz_field_set(f, &now, "", NULL);
}

/* What both kinds have: a date (normative, report), whether it is sealed (normative, table). Nothing else of the old
 * kind is filled, so that it holds no text to free. */
static void change_kind(struct taizhang_record *record, enum taizhang_kind kind)
{
	struct tz_record_details *details = record->details;
	const struct taizhang_date date = record->kind == TAIZHANG_KIND_REPORT ? taizhang_report_date(record)
									      : taizhang_normative_date(record);
	const enum taizhang_answer sealed = record->kind == TAIZHANG_KIND_TABLE ? taizhang_table_sealed(record)
										: taizhang_normative_sealed(record);

	record->kind = kind;
	if (!details)
		return;
	begin_details(details, kind);
	if (kind == TAIZHANG_KIND_NORMATIVE) {
		details->u.normative.date = date;
		details->u.normative.sealed = sealed;
	} else if (kind == TAIZHANG_KIND_REPORT) {
		details->u.report.date = date;
	} else if (kind == TAIZHANG_KIND_TABLE) {
		details->u.table.sealed = sealed;
	}
}

TAIZHANG_API int taizhang_record_set_kind(struct taizhang_record *record, enum taizhang_kind kind,
					  struct taizhang_error *err)
{
	struct tz_buffer lost = TZ_BUFFER_INIT, where = TZ_BUFFER_INIT;
	int result = 0;

	if (!record || !taizhang_list_name(TAIZHANG_LIST_KIND, kind))
		return tz_error_inval(err, record ? "kind" : "record");
	if (record->kind == kind)
		return 0;
	name_lost_fields(record, kind, &lost);
	if (lost.failed)
		result = tz_error_nomem(err);
	if (!result && lost.size) {
		tz_buffer_printf(&where, "%s/%u", taizhang_node_code(record->item),
				 record->ordinal);
		result = tz_error_detail(err, TAIZHANG_E_STATE, TZ_MSG_RECORD_KIND_LOSES,
					 tz_buffer_text(&where), lost.data);
	}
	if (!result) {
		clear_extracted(record, kind);
		change_kind(record, kind);
	}
	tz_buffer_free(&lost);
	tz_buffer_free(&where);
	return result;
}
