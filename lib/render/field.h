/* SPDX-License-Identifier: MIT */
/* field.h: the filled and empty fields of a record, one by one, by the names that ledger.xml and `set` use. */
#ifndef TZ_RENDER_FIELD_H
#define TZ_RENDER_FIELD_H

#include <stddef.h>
#include <taizhang/record.h>

#include "render/label.h"

enum tz_field_type { TZ_FIELD_TEXT, TZ_FIELD_NUMBER, TZ_FIELD_ANSWER };

struct tz_field {
	const char *name;		/* "provincial-opinion" */
	enum tz_label label;
	enum tz_field_type type;
	const char *text;		/* TEXT: "" where empty; lives as long as the record, or in date */
	long number;			/* NUMBER: -1 where unknown; ANSWER: enum taizhang_answer */
	char date[TAIZHANG_DATE_SIZE];
};

#define TZ_NUM_FIELDS_MAX 16

/* The fields of the record's kind, common ones last; without title and kind. Returns how many. Do not copy the structs: text may point into date. */
size_t tz_render_record_fields(const struct taizhang_record *record, struct tz_field fields[TZ_NUM_FIELDS_MAX]);
/* What a person reads: "" where empty. buf is used for numbers. */
#define TZ_FIELD_VALUE_SIZE 24
const char *tz_field_value(const struct tz_field *field, enum taizhang_lang lang, char buf[TZ_FIELD_VALUE_SIZE]);

#endif
