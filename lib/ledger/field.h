/* SPDX-License-Identifier: MIT */
/* field.h: the table of fields: what can be set by name, written in a table and stands in the XML, under one name. */
#ifndef TZ_LEDGER_FIELD_H
#define TZ_LEDGER_FIELD_H

#include "ledger/ledger.h"

/* What has fields. */
enum tz_target_type {
	TZ_TARGET_LEDGER,
	TZ_TARGET_ITEM,		/* its assignment */
	TZ_TARGET_RECORD,
	TZ_TARGET_FILE,
	TZ_TARGET_VALUE,	/* of a threshold */
	TZ_TARGET_NEGATIVE
};

struct tz_target {
	enum tz_target_type type;
	struct taizhang_ledger *ledger;
	const struct taizhang_node *item;	/* ITEM, RECORD, FILE */
	struct taizhang_record *record;		/* RECORD, FILE */
	size_t index;				/* FILE: in the record; VALUE, NEGATIVE: in the catalogue */
};

/* What a field takes; decides what is said of a value that it refuses. */
enum tz_field_type {
	TZ_FIELD_TYPE_TEXT,
	TZ_FIELD_TYPE_WANTED,	/* a text that must not be blank */
	TZ_FIELD_TYPE_YEAR,
	TZ_FIELD_TYPE_DATE,
	TZ_FIELD_TYPE_WINDOW,
	TZ_FIELD_TYPE_BOUNDS,
	TZ_FIELD_TYPE_COUNT,
	TZ_FIELD_TYPE_DECIMAL,
	TZ_FIELD_TYPE_RECORD,	/* ITEM/ORDINAL */
	TZ_FIELD_TYPE_CHOICE	/* of the field's choices */
};

/* Bytes that a field's value needs at most where it is not a text of the ledger's own. */
#define TZ_FIELD_TEXT 64

struct tz_field;

/* The fields of a target one after another, in the order of XML and tables; NULL starts, NULL ends. A record has
 * those of its kind. */
const struct tz_field *tz_field_next(const struct tz_target *target, const struct tz_field *after);
/* By its name or Chinese name, as people write it; NULL where the target has none such. */
const struct tz_field *tz_field_find(const struct tz_target *target, const char *name);
/* The first kind of record that has a field of this name; NONE where no kind has. */
enum taizhang_kind tz_field_kind(const char *name);
const char *tz_field_name(const struct tz_field *field);
/* Its first Chinese name, not NUL-terminated: bytes of it from tz_field_label_size. */
const char *tz_field_label(const struct tz_field *field);
size_t tz_field_label_size(const struct tz_field *field);
enum tz_field_type tz_field_type(const struct tz_field *field);
/* What a CHOICE takes: "yes, no". */
const char *tz_field_choices(const struct tz_field *field);
/* The value as it stands in XML and tables, "" where nothing was entered; borrowed from the ledger, or in buf. */
const char *tz_field_text(const struct tz_field *field, const struct tz_target *target, char buf[TZ_FIELD_TEXT]);
/* Sets the value from text, "" clears. -1 with INVAL where the field cannot take it (the caller says where), or
 * what the setter says. */
int tz_field_set(const struct tz_field *field, const struct tz_target *target, const char *value,
		 struct taizhang_error *err);

#endif
