/* SPDX-License-Identifier: MIT */
/* field_value.c: the fields of a threshold's value and of a negative entry's answer. */
#include "ledger/field_row.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "ledger/entry.h"

#define FULL_WIDTH_PERCENT "\xEF\xBC\x85"

static struct tz_threshold_value *value_of(const struct tz_target *t)
{
	return &t->ledger->values[t->index];
}

static char **slot_of(const struct tz_field *f, const struct tz_target *t)
{
	return (char **)((char *)value_of(t) + f->u.slot);
}

static const char *get_slot(const struct tz_field *f, const struct tz_target *t,
			    char buf[TZ_FIELD_TEXT])
{
	const char *text = *slot_of(f, t);

	(void)buf;
	return text ? text : "";
}

static int set_slot(const struct tz_field *f, const struct tz_target *t, const char *value,
		    struct taizhang_error *err)
{
	if (tz_ledger_set_text(slot_of(f, t), value, f->name, err) < 0)
		return -1;
	tz_marks_drop(&value_of(t)->marks, f->name);
	return 0;
}

/* 95% is the number 95 in the unit %: a unit that says otherwise is not overruled. */
static int set_value(const struct tz_field *f, const struct tz_target *t, const char *value,
		     struct taizhang_error *err)
{
	struct tz_threshold_value *v = value_of(t);
	char *number;
	bool percent;

	if (tz_entry_decimal(value, &number, &percent, err) < 0)
		return -1;
	if (percent && f->u.slot == offsetof(struct tz_threshold_value, value)) {
		if (v->unit && strcmp(v->unit, "%") != 0 &&
		    strcmp(v->unit, FULL_WIDTH_PERCENT) != 0) {
			free(number);
			return tz_error_inval(err, "value");
		}
		if (!v->unit && tz_set_string(&v->unit, "%", err) < 0) {
			free(number);
			return -1;
		}
	}
	free(*slot_of(f, t));
	*slot_of(f, t) = number;
	tz_marks_drop(&v->marks, f->name);
	return 0;
}

static int set_record(const struct tz_field *f, const struct tz_target *t, const char *value,
		      struct taizhang_error *err)
{
	char *record;

	if (tz_entry_record(t->ledger->catalog, value, &record, err) < 0)
		return -1;
	free(*slot_of(f, t));
	*slot_of(f, t) = record;
	tz_marks_drop(&value_of(t)->marks, f->name);
	return 0;
}

static const char *get_state(const struct tz_field *f, const struct tz_target *t,
			     char buf[TZ_FIELD_TEXT])
{
	(void)f;
	(void)buf;
	switch (t->ledger->negatives[t->index].state) {
	case TAIZHANG_NEGATIVE_NONE:
		return "none";
	case TAIZHANG_NEGATIVE_OCCURRED:
		return "occurred";
	case TAIZHANG_NEGATIVE_UNDECLARED:
		break;
	}
	return "";
}

static int set_state(const struct tz_field *f, const struct tz_target *t, const char *value,
		     struct taizhang_error *err)
{
	(void)f;
	return tz_entry_state(value, &t->ledger->negatives[t->index].state, err);
}

static const char *get_note(const struct tz_field *f, const struct tz_target *t,
			    char buf[TZ_FIELD_TEXT])
{
	const char *note = t->ledger->negatives[t->index].note;

	(void)f;
	(void)buf;
	return note ? note : "";
}

static int set_note(const struct tz_field *f, const struct tz_target *t, const char *value,
		    struct taizhang_error *err)
{
	return tz_ledger_set_text(&t->ledger->negatives[t->index].note, value, f->name, err);
}

#define VALUE(type_, name_, labels_, slot_, setter) \
	{.target = TZ_TARGET_VALUE, .type = TZ_FIELD_TYPE_##type_, .name = name_, .labels = labels_, \
	 .get = get_slot, .set = setter, .u.slot = offsetof(struct tz_threshold_value, slot_)}

const struct tz_field tz_value_fields[] = {
	VALUE(DECIMAL, "value", "数值|实际值", value, set_value),
	VALUE(TEXT, "unit", "计量单位|单位", unit, set_slot),
	VALUE(DECIMAL, "reference", "参照值|对比值", reference, set_value),
	VALUE(RECORD, "record", "印证材料|材料", record, set_record),
	VALUE(TEXT, "cell", "单元格|位置", cell, set_slot),
	{.target = TZ_TARGET_NEGATIVE, .type = TZ_FIELD_TYPE_CHOICE, .name = "state", .labels = "状态|是否发生",
	 .choices = "none, occurred", .get = get_state, .set = set_state},
	{.target = TZ_TARGET_NEGATIVE, .type = TZ_FIELD_TYPE_TEXT, .name = "note", .labels = "备注|说明",
	 .get = get_note, .set = set_note},
	{.name = NULL}
};
