/* SPDX-License-Identifier: MIT */
/* field_row.h: a row of the table of fields, for the files that hold the rows: field_ledger.c, field_record.c,
 * field_value.c. */
#ifndef TZ_LEDGER_FIELD_ROW_H
#define TZ_LEDGER_FIELD_ROW_H

#include "ledger/field.h"

struct tz_field {
	enum tz_target_type target;
	enum taizhang_kind kind;	/* RECORD: of which kind's records; NONE: of all */
	enum tz_field_type type;
	const char *name;
	const char *labels;		/* Chinese names, '|' between */
	const char *choices;
	const char *(*get)(const struct tz_field *f, const struct tz_target *t, char buf[TZ_FIELD_TEXT]);
	int (*set)(const struct tz_field *f, const struct tz_target *t, const char *value,
		   struct taizhang_error *err);
	union {				/* what get and set work on */
		struct {
			const char *(*get)(const struct taizhang_ledger *);
			int (*set)(struct taizhang_ledger *, const char *, struct taizhang_error *);
		} ledger;
		struct {
			const char *(*get)(const struct taizhang_ledger *, const struct taizhang_node *);
			int (*set)(struct taizhang_ledger *, const struct taizhang_node *, const char *,
				   struct taizhang_error *);
		} item;
		struct {
			const char *(*get)(const struct taizhang_record *);
			int (*set)(struct taizhang_record *, const char *, struct taizhang_error *);
		} text;
		struct {
			struct taizhang_date (*get)(const struct taizhang_record *);
			int (*set)(struct taizhang_record *, const struct taizhang_date *, struct taizhang_error *);
		} date;
		struct {
			enum taizhang_answer (*get)(const struct taizhang_record *);
			int (*set)(struct taizhang_record *, enum taizhang_answer, struct taizhang_error *);
		} answer;
		enum taizhang_caption caption;
		size_t slot;		/* offset of a text in struct tz_threshold_value */
	} u;
};

/* The rows of one target follow each other; a row without a name ends the list. */
extern const struct tz_field tz_ledger_fields[];	/* LEDGER, ITEM */
extern const struct tz_field tz_record_fields[];	/* RECORD, FILE */
extern const struct tz_field tz_value_fields[];		/* VALUE, NEGATIVE */

/* A number as a field's text, in buf. */
const char *tz_field_number(long number, char buf[TZ_FIELD_TEXT]);

#endif
