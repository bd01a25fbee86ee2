/* SPDX-License-Identifier: MIT */
/* column.h: what a catalogue's entries consist of: one table of columns, by which tables and XML are both read
 * and written. */
#ifndef TZ_CATALOG_COLUMN_H
#define TZ_CATALOG_COLUMN_H

#include "base/buffer.h"
#include "catalog/catalog.h"

enum tz_column_type {
	TZ_COLUMN_TEXT,		/* char *, any text */
	TZ_COLUMN_CODE,		/* char *, a code or id */
	TZ_COLUMN_DECIMAL,	/* char *, an exact decimal */
	TZ_COLUMN_CHOICE,	/* char *, one of a list */
	TZ_COLUMN_WEIGHTS,	/* char *, decimals: "15;25;60" in tables, "15 25 60" in XML and memory */
	TZ_COLUMN_FORMATS,	/* char *, extensions, lower case without dots */
	TZ_COLUMN_STATUS, TZ_COLUMN_KIND,
	TZ_COLUMN_METHODS,	/* the whole set */
	TZ_COLUMN_ALSO_METHODS,	/* tables: those beside material; "none" for none, where it may be empty */
	TZ_COLUMN_CAPTIONS,
	TZ_COLUMN_ROLES,		/* of a requirement: "redhead seal" all of them, "redhead|seal" one of them */
	TZ_COLUMN_COUNT,		/* long, -1 where not stated */
	TZ_COLUMN_DATE,
	TZ_COLUMN_ACTIVE,	/* bool, true where not stated */
	TZ_COLUMN_PARENT,	/* tables: the code of the node it hangs on; by the readers */
	TZ_COLUMN_COUNTED,	/* tables: a number of what is below; made on writing, held against the tree on reading */
	TZ_COLUMN_HAS_ITEMS	/* tables: 1 where items are below; likewise */
};

enum {
	TZ_COLUMN_MANDATORY = 1,	/* must be there and not empty, in tables and in XML */
	TZ_COLUMN_RARE = 2	/* a column is written only where a row has a value */
};

struct tz_column {
	const char *column;	/* NULL: not in tables */
	const char *attribute;	/* NULL: not in XML */
	enum tz_column_type type;
	unsigned int flags;
	size_t offset;		/* in the entry's struct */
	const char *expected;	/* CHOICE: the choices, parted by blanks; else for messages, or NULL */
};

struct tz_sheet {
	const char *name;		/* of the table */
	const char *element;		/* of an entry in XML; NULL: the same as another table's */
	bool mandatory;
	const struct tz_column *columns;	/* ends with one that has neither column nor attribute */
};

extern const struct tz_sheet tz_sheets[TZ_NUM_SHEETS];

const char *tz_status_name(enum taizhang_catalog_status status);
bool tz_column_ends(const struct tz_column *field);
/* Sets a field of an entry from text (not empty). 0, 1 where text cannot be a value, -1 without memory. */
int tz_column_set(const struct tz_column *field, void *entry, const char *text,
		 struct taizhang_error *err);
/* Appends a field's value as text; nothing where it has none. for_table: as tables write it, else as XML. */
void tz_column_get(const struct tz_column *field, const void *entry, bool for_table,
		  struct tz_buffer *out);
/* What a field takes, for messages; "" where any text. */
const char *tz_column_expected(const struct tz_column *field);

/* The file that findings on an entry name. */
const char *tz_sheet_file(const struct taizhang_catalog *catalog, enum tz_sheet_number table);
/* The first field's name: that of the id. */
const char *tz_sheet_key(const struct taizhang_catalog *catalog, enum tz_sheet_number table);
/* The name that findings give a field: the column's or the attribute's. */
const char *tz_column_of(const struct taizhang_catalog *catalog, const char *column,
			const char *attribute);
enum tz_sheet_number tz_sheet_of_node(const struct taizhang_node *node);
/* The parts of a text parted by single blanks; NULL gives none. */
int tz_list_split(const char *text, char ***list, size_t *num, struct taizhang_error *err);

#endif
