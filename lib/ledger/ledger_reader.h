/* SPDX-License-Identifier: MIT */
/* ledger_reader.h: what the files that read a ledger from XML share: ledger_read.c the document, item_read.c
 * what stands in an item, file_read.c its files. */
#ifndef TZ_LEDGER_LEDGER_READER_H
#define TZ_LEDGER_LEDGER_READER_H

#include "ledger/field.h"
#include "ledger/ledger.h"

/* The context of the handlers. */
struct tz_ledger_reader {
	struct taizhang_ledger *ledger;
	const struct taizhang_node *node;	/* of the open item, also of the scope's */
	struct taizhang_record *record;
	/* Of the open item's records, once one came out of order: a hostile document must not have each put in its place. */
	struct tz_index ordinals;
	size_t index;				/* of the open value or negative entry */
	bool has_scope;
	void *more_context;
	const char *name;			/* the document's, for findings */
	struct taizhang_findings *findings;
	bool findings_failed;
};

/* -1 with FORMAT: the document cannot be used because of this attribute (or element, where value is NULL), with
 * file and line. */
int tz_ledger_refuse(struct tz_xml_reader *x, const char *what, const char *value,
		     struct taizhang_error *err);
/* Sets the target's fields from the attributes of their names; what a field cannot take makes the document unusable. */
int tz_ledger_read_fields(struct tz_xml_reader *x, const struct tz_target *target,
			  struct taizhang_error *err);
/* A mark of one of the target's fields; one of a field that is empty marks nothing. */
int tz_ledger_read_extracted(struct tz_xml_reader *x, const struct tz_target *target, struct taizhang_error *err);
/* Whether an element of the target came before: one of the two would be lost. */
bool tz_ledger_has_fields(const struct tz_target *target);

/* Handlers of the elements in an item. */
int tz_ledger_start_assignment(void *context, struct tz_xml_reader *x, struct taizhang_error *err);
int tz_ledger_end_item(void *context, struct tz_xml_reader *x, const char *text, struct taizhang_error *err);
int tz_ledger_start_event(void *context, struct tz_xml_reader *x, struct taizhang_error *err);
int tz_ledger_start_record(void *context, struct tz_xml_reader *x, struct taizhang_error *err);
int tz_ledger_end_record(void *context, struct tz_xml_reader *x, const char *text,
			 struct taizhang_error *err);
/* Paths that could leave their folder make the document unusable. */
int tz_ledger_start_file(void *context, struct tz_xml_reader *x, struct taizhang_error *err);

#endif
