/* SPDX-License-Identifier: MIT */
/* field.c: finds a field by its name in either language, and walks the fields of a target. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "ledger/field_row.h"

#define MOST_NAME 64

static const struct tz_field *rows_of(enum tz_target_type type)
{
	switch (type) {
	case TZ_TARGET_LEDGER:
	case TZ_TARGET_ITEM:
		return tz_ledger_fields;
	case TZ_TARGET_RECORD:
	case TZ_TARGET_FILE:
		return tz_record_fields;
	case TZ_TARGET_VALUE:
	case TZ_TARGET_NEGATIVE:
		break;
	}
	return tz_value_fields;
}

static bool belongs(const struct tz_field *f, const struct tz_target *t)
{
	return f->target == t->type &&
	       (f->target != TZ_TARGET_RECORD || !f->kind || f->kind == t->record->kind);
}

const struct tz_field *tz_field_next(const struct tz_target *target, const struct tz_field *after)
{
	const struct tz_field *f = after ? after + 1 : rows_of(target->type);

	while (f->name && !belongs(f, target))
		f++;
	return f->name ? f : NULL;
}

/* The form in which names are compared: lower case, '-' for '_', without blanks around. "" for what is no name. */
static void plain_name(const char *name, char plain[MOST_NAME])
{
	size_t size = 0;

	while (*name == ' ' || *name == '\t')
		name++;
	for (; *name && size < MOST_NAME - 1; name++) {
		if (*name >= 'A' && *name <= 'Z')
			plain[size++] = (char)(*name - 'A' + 'a');
		else
			plain[size++] = *name == '_' ? '-' : *name;
	}
	while (size && (plain[size - 1] == ' ' || plain[size - 1] == '\t'))
		size--;
	plain[*name ? 0 : size] = '\0';
}

static bool is_label(const char *labels, const char *name)
{
	const size_t size = strlen(name);

	for (const char *p = labels; p; p = strchr(p, '|')) {
		p += *p == '|';
		if (!strncmp(p, name, size) && (p[size] == '|' || !p[size]))
			return size > 0;
	}
	return false;
}

static bool is_called(const struct tz_field *f, const char *plain)
{
	return !strcmp(f->name, plain) || is_label(f->labels, plain);
}

const struct tz_field *tz_field_find(const struct tz_target *target, const char *name)
{
	const struct tz_field *f;
	char plain[MOST_NAME];

	plain_name(name, plain);
	for (f = tz_field_next(target, NULL); f && !is_called(f, plain);
	     f = tz_field_next(target, f))
		;
	return f;
}

enum taizhang_kind tz_field_kind(const char *name)
{
	char plain[MOST_NAME];

	plain_name(name, plain);
	for (const struct tz_field *f = tz_record_fields; f->name; f++)
		if (f->kind && is_called(f, plain))
			return f->kind;
	return TAIZHANG_KIND_NONE;
}

const char *tz_field_name(const struct tz_field *field)
{
	return field->name;
}

const char *tz_field_label(const struct tz_field *field)
{
	return field->labels;
}

size_t tz_field_label_size(const struct tz_field *field)
{
	return strcspn(field->labels, "|");
}

enum tz_field_type tz_field_type(const struct tz_field *field)
{
	return field->type;
}

const char *tz_field_choices(const struct tz_field *field)
{
	return field->choices ? field->choices : "";
}

const char *tz_field_number(long number, char buf[TZ_FIELD_TEXT])
{
	snprintf(buf, TZ_FIELD_TEXT, "%ld", number);
	return buf;
}

const char *tz_field_text(const struct tz_field *field, const struct tz_target *target,
			  char buf[TZ_FIELD_TEXT])
{
	return field->get(field, target, buf);
}

int tz_field_set(const struct tz_field *field, const struct tz_target *target, const char *value,
		 struct taizhang_error *err)
{
	return field->set(field, target, value ? value : "", err);
}
