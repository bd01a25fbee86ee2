/* SPDX-License-Identifier: MIT */
/* record_kind.c: a record's kind: beginning one, correcting it, and the texts that hang on it. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ledger/field.h"
#include "ledger/ledger.h"

#define MOST_SLOTS (4 + TAIZHANG_NUM_CAPTIONS)

void tz_record_begin_kind(struct taizhang_record *record, enum taizhang_kind kind)
{
	memset(&record->u, 0, sizeof record->u);
	record->kind = kind;
	switch (kind) {
	case TAIZHANG_KIND_NORMATIVE:
		record->u.normative.sealed = TAIZHANG_UNKNOWN;
		record->u.normative.provincial_opinion = TAIZHANG_UNKNOWN;
		break;
	case TAIZHANG_KIND_REPORT:
		record->u.report.words = -1;
		break;
	case TAIZHANG_KIND_TABLE:
		record->u.table.sealed = TAIZHANG_UNKNOWN;
		break;
	case TAIZHANG_KIND_IMAGE:
	case TAIZHANG_KIND_NONE:
		break;
	}
}

/* The places of all texts that the record holds by its kind. */
static size_t text_slots(struct taizhang_record *r, char **slots[MOST_SLOTS])
{
	size_t num = 0;

	slots[num++] = &r->title;
	slots[num++] = &r->unit;
	slots[num++] = &r->evidence;
	slots[num++] = &r->note;
	switch (r->kind) {
	case TAIZHANG_KIND_NORMATIVE:
		slots[num++] = &r->u.normative.number;
		slots[num++] = &r->u.normative.issuer;
		break;
	case TAIZHANG_KIND_REPORT:
		slots[num++] = &r->u.report.author;
		slots[num++] = &r->u.report.sources;
		break;
	case TAIZHANG_KIND_IMAGE:
		for (size_t i = 0; i < TAIZHANG_NUM_CAPTIONS; i++)
			slots[num++] = &r->u.image.caption[i];
		break;
	case TAIZHANG_KIND_TABLE:
		slots[num++] = &r->u.table.period;
		slots[num++] = &r->u.table.statistical_scope;
		slots[num++] = &r->u.table.data_source;
		break;
	case TAIZHANG_KIND_NONE:
		break;
	}
	return num;
}

void tz_record_clear_fields(struct taizhang_record *record)
{
	char **slots[MOST_SLOTS];
	size_t num = text_slots(record, slots);

	for (size_t i = 0; i < num; i++) {
		free(*slots[i]);
		*slots[i] = NULL;
	}
}

int tz_record_copy_fields(const struct taizhang_record *record, struct taizhang_record *out,
			  struct taizhang_error *err)
{
	char **slots[MOST_SLOTS];
	bool failed = false;
	size_t num;

	*out = *record;
	out->files = NULL;
	out->num_files = out->files_capacity = 0;
	out->extensions = (struct tz_extensions){NULL, 0, 0};
	num = text_slots(out, slots);
	for (size_t i = 0; i < num; i++) {
		const char *text = *slots[i];

		*slots[i] = failed ? NULL : tz_strdup(text, err);
		failed = failed || (text && !*slots[i]);
	}
	if (failed)
		tz_record_clear_fields(out);
	return failed ? -1 : 0;
}

void tz_record_move_fields(struct taizhang_record *from, struct taizhang_record *record)
{
	struct taizhang_record kept = *record;

	tz_record_clear_fields(&kept);
	*record = *from;
	record->files = kept.files;
	record->num_files = kept.num_files;
	record->files_capacity = kept.files_capacity;
	record->extensions = kept.extensions;
	tz_record_begin_kind(from, TAIZHANG_KIND_NONE);
	from->title = from->unit = from->evidence = from->note = NULL;
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

/* The filled fields of the record that a record of the other kind has not, ", " between. */
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
		if (!*tz_field_text(f, &now, text) || tz_field_find(&then, tz_field_name(f)))
			continue;
		tz_buffer_text_add(names, names->size ? ", " : "");
		tz_buffer_text_add(names, tz_field_name(f));
	}
}

/* What both kinds have: a date (normative, report), whether it is sealed (normative, table). */
static void carry_over(const struct taizhang_record *from, struct taizhang_record *to)
{
	struct taizhang_date date = {0, 0, 0};
	enum taizhang_answer sealed = TAIZHANG_UNKNOWN;

	if (from->kind == TAIZHANG_KIND_NORMATIVE) {
		date = from->u.normative.date;
		sealed = from->u.normative.sealed;
	} else if (from->kind == TAIZHANG_KIND_REPORT) {
		date = from->u.report.date;
	} else if (from->kind == TAIZHANG_KIND_TABLE) {
		sealed = from->u.table.sealed;
	}
	if (to->kind == TAIZHANG_KIND_NORMATIVE) {
		to->u.normative.date = date;
		to->u.normative.sealed = sealed;
	} else if (to->kind == TAIZHANG_KIND_REPORT) {
		to->u.report.date = date;
	} else if (to->kind == TAIZHANG_KIND_TABLE) {
		to->u.table.sealed = sealed;
	}
}

TAIZHANG_API int taizhang_record_set_kind(struct taizhang_record *record, enum taizhang_kind kind,
					  struct taizhang_error *err)
{
	struct tz_buffer lost = TZ_BUFFER_INIT, where = TZ_BUFFER_INIT;
	struct taizhang_record old;
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
		/* Nothing is lost, so the old kind holds no text to free. */
		old = *record;
		tz_record_begin_kind(record, kind);
		carry_over(&old, record);
	}
	tz_buffer_free(&lost);
	tz_buffer_free(&where);
	return result;
}
