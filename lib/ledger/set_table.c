/* SPDX-License-Identifier: MIT */
/* set_table.c: sets many fields from a table, whole or not at all. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "finding/finding.h"
#include "ledger/table_guard.h"
#include "ledger/target.h"
#include "ledger/target_state.h"

struct table {
	struct taizhang_ledger *ledger;
	const char *path;
	struct taizhang_findings *findings;
	struct tz_csv *csv;
	size_t target, field, value;		/* columns */
	struct tz_target_state
		*states; /* what was there before, to be given back from the last to the first */
	size_t num_states, states_capacity;
	size_t bad;
	bool failed;				/* memory ran out while telling */
};

static void tell_fault(void *context, size_t row, size_t column, enum tz_csv_fault fault)
{
	struct table *t = context;

	(void)fault;
	t->bad++;
	if (tz_find(t->findings, SET_ROW, NULL, .file = t->path, .line = (int64_t)row,
		    .count = (int64_t)column) < 0)
		t->failed = true;
}

/* What may stand in a field that refused its value. */
static const char *expected_of(const struct tz_field *field)
{
	static const char *const examples[] = {
		[TZ_FIELD_TYPE_TEXT] = "UTF-8", [TZ_FIELD_TYPE_WANTED] = "UTF-8", [TZ_FIELD_TYPE_YEAR] = "2017",
		[TZ_FIELD_TYPE_DATE] = "2017-08-05, 2017-08, 2017", [TZ_FIELD_TYPE_WINDOW] = "2016-08..2017-07",
		[TZ_FIELD_TYPE_COUNT] = "0, 1, 2, …", [TZ_FIELD_TYPE_DECIMAL] = "95, 95.5, 95%",
		[TZ_FIELD_TYPE_RECORD] = "I-1-1-1-1/2"};

	return tz_field_type(field) == TZ_FIELD_TYPE_CHOICE ? tz_field_choices(field)
							    : examples[tz_field_type(field)];
}

static const char *field_at(const struct table *t, size_t row, size_t column)
{
	return tz_csv_field(t->csv, row, column);
}

/* Which finding tells an error of a row. */
static enum tz_finding_id finding_of(const struct taizhang_error *why, const struct tz_field *field)
{
	if (why->message == TZ_MSG_FIELD)
		return TZ_F_SET_FIELD;
	if (why->message == TZ_MSG_FIELD_OTHER_KIND)
		return TZ_F_SET_OTHER_KIND;
	if (why->message == TZ_MSG_RECORD_KIND_LOSES)
		return TZ_F_SET_KIND;
	return field ? TZ_F_SET_VALUE : TZ_F_SET_TARGET;
}

/* Tells why a row was refused. target: as far as it was found. */
static int tell_refusal(struct table *t, size_t row, const struct tz_target *target,
			const struct tz_field *field, const struct taizhang_error *why,
			struct taizhang_error *err)
{
	const enum tz_finding_id id = finding_of(why, field);
	struct tz_buffer found = TZ_BUFFER_INIT;
	struct tz_place_found place = {.file = t->path,
				       .line = (int64_t)tz_csv_row_number(t->csv, row),
				       .field = field_at(t, row, t->field),
				       .expected = why->detail};
	int result;

	t->bad++;
	tz_buffer_text_add(&found, field_at(t, row, t->target));
	if (id != TZ_F_SET_TARGET)
		tz_buffer_printf(&found, " %s", place.field);
	if (id == TZ_F_SET_VALUE || id == TZ_F_SET_KIND)
		tz_buffer_printf(&found, "=%s", field_at(t, row, t->value));
	if (id == TZ_F_SET_VALUE)
		place.expected = expected_of(field);
	place.found = tz_buffer_text(&found);
	place.item = target->item ? taizhang_node_code(target->item) : NULL;
	place.record = target->record ? taizhang_record_ordinal(target->record) : 0;
	result = found.failed ? tz_error_nomem(err) : tz_findings_add(t->findings, id, &place, err);
	tz_buffer_free(&found);
	return result;
}

/* A table of all fields still has the empty rows of the kind that a record had before: there is nothing to clear. */
static bool clears_nothing(const struct tz_target *target, const char *field, const char *value)
{
	return target->type == TZ_TARGET_RECORD && tz_text_is_blank(value) &&
	       !tz_field_find(target, field) && tz_field_kind(field);
}

/* Keeps what the target holds, but once where rows on one target follow each other. */
static int keep_state(struct table *t, const struct tz_target *target, struct taizhang_error *err)
{
	const struct tz_target *last = t->num_states ? &t->states[t->num_states - 1].target : NULL;

	if (last && last->type == target->type && last->item == target->item &&
	    last->record == target->record && last->index == target->index)
		return 0;
	if (tz_array_grow(&t->states, t->num_states, &t->states_capacity, sizeof *t->states, err) <
		    0 ||
	    tz_target_state_take(target, &t->states[t->num_states], err) < 0)
		return -1;
	t->num_states++;
	return 0;
}

/* Sets one row, keeping what was there. A row that cannot be set is told, and is no failure. */
static int take_row(struct table *t, size_t row, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	const char *text = field_at(t, row, t->target), *name = field_at(t, row, t->field);
	const char *value = tz_table_unguard(field_at(t, row, t->value));
	const struct tz_field *field = NULL;
	struct tz_target target;

	if (tz_target_find(t->ledger, text, &target, &why) < 0)
		goto refused;
	if (clears_nothing(&target, name, value))
		return 0;
	field = tz_target_field(&target, text, name, &why);
	if (!field)
		goto refused;
	if (keep_state(t, &target, err) < 0)
		return -1;
	if (tz_target_set(&target, text, field, value, &why) == 0)
		return 0;
refused:
	if (why.code == TAIZHANG_E_NOMEM)
		return tz_error_nomem(err);
	return tell_refusal(t, row, &target, field, &why, err);
}

static size_t column_of(const struct tz_csv *csv, const char *name, const char *label)
{
	size_t column = tz_csv_column(csv, name);

	return column != (size_t)-1 ? column : tz_csv_column(csv, label);
}

static int open_table(struct table *t, struct taizhang_error *err)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	if (tz_file_read(t->path, TZ_LIMIT_CSV_BYTES, &bytes, err) == 0)
		t->csv = tz_csv_read(tz_buffer_text(&bytes), bytes.size, t->path, tell_fault, t,
				     err);
	tz_buffer_free(&bytes);
	if (!t->csv)
		return -1;
	t->target = column_of(t->csv, "target", "目标");
	t->field = column_of(t->csv, "field", "字段");
	t->value = column_of(t->csv, "value", "值");
	if (t->target == (size_t)-1 || t->field == (size_t)-1 || t->value == (size_t)-1)
		return tz_error_detail(err, TAIZHANG_E_FORMAT, TZ_MSG_TABLE_COLUMNS, t->path,
				       "target, field, value");
	return 0;
}

static int take_rows(struct table *t, struct taizhang_error *err)
{
	const size_t num = tz_csv_num_rows(t->csv);

	for (size_t i = 0; i < num; i++)
		if (take_row(t, i, err) < 0)
			return -1;
	if (t->failed)
		return tz_error_nomem(err);
	if (t->bad)
		return tz_error_number(err, TAIZHANG_E_REFUSED, TZ_MSG_TABLE_REFUSED, t->path,
				       (int64_t)t->bad);
	return 0;
}

TAIZHANG_API int taizhang_ledger_set_from_table(struct taizhang_ledger *ledger, const char *path,
						struct taizhang_findings *findings, size_t *num_set,
						struct taizhang_error *err)
{
	struct table t = {.ledger = ledger, .path = path, .findings = findings};
	int result;

	if (!ledger || !path)
		return tz_error_inval(err, ledger ? "path" : "ledger");
	result = open_table(&t, err) < 0 ? -1 : take_rows(&t, err);
	while (t.num_states > 0) {
		t.num_states--;
		if (result < 0)
			tz_target_state_restore(&t.states[t.num_states]);
		tz_target_state_free(&t.states[t.num_states]);
	}
	if (num_set)
		*num_set = result < 0 ? 0 : tz_csv_num_rows(t.csv);
	free(t.states);
	tz_csv_free(t.csv);
	return result;
}
