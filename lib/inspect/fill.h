/* SPDX-License-Identifier: MIT */
/* fill.h: what the files that fill a ledger from its files share: fill.c the run, fill_record.c a record's fields, fill_value.c thresholds. */
#ifndef TZ_INSPECT_FILL_H
#define TZ_INSPECT_FILL_H

#include <taizhang/fill.h>

#include "finding/finding.h"
#include "inspect/reading.h"
#include "inspect/survey.h"
#include "ledger/extracted.h"

/* Findings of one id are named up to here, the rest is counted. */
#define TZ_FILL_NAMED 20

struct tz_fill {
	struct taizhang_ledger *ledger;
	struct taizhang_findings *findings;
	struct taizhang_fill_summary summary;
	size_t said[TZ_NUM_FINDING_IDS];
};

int tz_fill_say(struct tz_fill *fill, enum tz_finding_id id, const struct tz_place_found *place, struct taizhang_error *err);

/* What one file of a record says, and where that is. */
struct tz_fill_value {
	struct tz_reading reading;
	const struct taizhang_record *record;
	const struct taizhang_file *file;
	bool several;			/* files say different things */
};
struct tz_fill_values {
	struct tz_fill_value *list;
	size_t num, capacity;
};
/* The readings are taken over. */
int tz_fill_values_add(struct tz_fill_values *values, struct tz_readings *readings, const struct tz_survey_file *file,
		       struct taizhang_error *err);
void tz_fill_values_free(struct tz_fill_values *values);

/* Sets a field of the target that is empty, or marked and other than value, and marks it. What it says is for findings: a line "label=value"
 * is put behind read. */
int tz_fill_field(struct tz_fill *fill, const struct tz_target *target, const char *field, const char *value,
		  const struct tz_fill_value *from, struct tz_buffer *read, struct taizhang_error *err);
/* Of all files of an item. */
int tz_fill_thresholds(struct tz_fill *fill, const struct tz_fill_values *values, struct taizhang_error *err);

#endif
