/* SPDX-License-Identifier: MIT */
/* tables_read.h: what the parts of the reader of tables share. */
#ifndef TZ_CATALOG_TABLES_READ_H
#define TZ_CATALOG_TABLES_READ_H

#include "base/csv.h"
#include "catalog/catalog.h"
#include "finding/finding.h"

#define TZ_MAX_COLUMNS 20
#define TZ_NO_COLUMN ((size_t)-1)

struct tz_tables {
	struct taizhang_catalog *catalog;
	bool embedded;
	struct taizhang_findings *findings;
	struct taizhang_error *err;
	bool failed;				/* in a callback; err is set */
	struct taizhang_node *homeless;		/* takes what names a standard that does not exist */
	bool missing[TZ_NUM_SHEETS];		/* told; what hangs on its entries is not told again */
	struct tz_csv *csv[TZ_NUM_SHEETS];
	struct tz_pointers entries[TZ_NUM_SHEETS];	/* of each row */
	struct tz_buffer cell;
};

/* The table being read, and where in it. */
struct tz_tables_row {
	struct tz_tables *r;
	enum tz_sheet_number number;
	const char *file;
	const struct tz_csv *csv;
	size_t place[TZ_MAX_COLUMNS];		/* of each column in the file */
	size_t row;
	int64_t line;
};

/* A field of a row, trimmed, without the apostrophe that guards a formula's sign. Good until the next call. */
const char *tz_tables_cell(struct tz_tables *r, const struct tz_csv *csv, size_t row, size_t column);
/* Tells of the current line. */
int tz_tables_tell(struct tz_tables_row *t, enum tz_finding_id id, const char *column, const char *found,
		   const char *expected);
/* A new entry for the current row; a parent that does not exist is told. NULL without memory. */
void *tz_tables_begin_entry(struct tz_tables_row *t);

#endif
