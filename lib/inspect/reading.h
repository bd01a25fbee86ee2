/* SPDX-License-Identifier: MIT */
/* reading.h: what a file says of the fields of its record: the values that scan --fill offers, and that the check holds against what was entered. */
#ifndef TZ_INSPECT_READING_H
#define TZ_INSPECT_READING_H

#include <taizhang/catalog.h>

#include "inspect/facts.h"

/* A field's value as `taizhang set` would take it, and where in the file it stands. */
struct tz_reading {
	const char *field;		/* "number", "taken"; of the table of fields; "value" for a threshold's */
	char *value;
	char *place;			/* "第 1 页", "Exif DateTimeOriginal", "Sheet1!C5" */
	const struct taizhang_threshold *threshold;	/* of a metric, else NULL */
	char *unit;			/* of a metric: as the file writes it; else NULL */
};
struct tz_readings {
	struct tz_reading *entries;
	size_t num, capacity;
};

/* Each adds what it is sure of: a wrong value costs a clerk more than a missing one. */
int tz_readings_normative(const struct taizhang_facts *facts, struct tz_readings *readings, struct taizhang_error *err);
int tz_readings_report(const struct taizhang_facts *facts, struct tz_readings *readings, struct taizhang_error *err);
int tz_readings_image(const struct taizhang_facts *facts, struct tz_readings *readings, struct taizhang_error *err);
/* The metrics of the item's thresholds, found by name in header rows or first columns; and the table's own period, data source, scope. */
int tz_readings_table(const struct taizhang_facts *facts, const struct taizhang_node *item, struct tz_readings *readings,
		      struct taizhang_error *err);
void tz_readings_free(struct tz_readings *readings);

#endif
