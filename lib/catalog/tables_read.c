/* SPDX-License-Identifier: MIT */
/* tables_read.c: reads a catalogue from CSV tables, in a folder or compiled in; all that is wrong is told with
 * file, row and column. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/embedded.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/column.h"
#include "catalog/tables_read.h"
#include "finding/finding.h"

/* Reading a table: 0, 1 where there is none, -1. */
static int load(struct tz_tables *r, enum tz_sheet_number number, struct tz_buffer *out)
{
	const char *file = tz_sheet_file(r->catalog, number);
	struct taizhang_error error = TAIZHANG_ERROR_INIT;

	if (r->embedded) {
		struct tz_buffer name = TZ_BUFFER_INIT;
		const struct tz_embedded *data;

		tz_buffer_printf(&name, "catalog/%s", file);
		data = tz_embedded_find(tz_buffer_text(&name));
		tz_buffer_free(&name);
		if (!data)
			return 1;
		tz_buffer_add(out, data->data, data->size);
		return out->failed ? tz_error_nomem(r->err) : 0;
	}
	if (tz_file_read(file, TZ_LIMIT_CSV_BYTES, out, &error) == 0)
		return 0;
	if (error.code == TAIZHANG_E_IO && error.sys_errno == ENOENT)
		return 1;
	if (r->err && r->err->code == TAIZHANG_OK)
		*r->err = error;
	return -1;
}

static void tell_fault(void *context, size_t row, size_t column, enum tz_csv_fault fault)
{
	static const enum tz_finding_id ids[] = {
		[TZ_CSV_UNCLOSED] = TZ_F_CATALOG_QUOTE_OPEN,
		[TZ_CSV_AFTER_QUOTE] = TZ_F_CATALOG_QUOTE_MISPLACED,
		[TZ_CSV_TOO_MANY] = TZ_F_CATALOG_ROW_LONG,
		[TZ_CSV_TOO_LONG] = TZ_F_CATALOG_FIELD_LONG,
	};
	struct tz_tables_row *t = context;
	const struct tz_place_found place = {
		.file = t->file, .line = (int64_t)row, .count = (int64_t)column,
	};

	t->r->catalog->incomplete = true;
	if (tz_findings_add(t->r->findings, ids[fault], &place, t->r->err) < 0)
		t->r->failed = true;
}

const char *tz_tables_cell(struct tz_tables *r, const struct tz_csv *csv, size_t row, size_t column)
{
	char *text;

	r->cell.size = 0;
	tz_buffer_text_add(&r->cell, column == TZ_NO_COLUMN ? "" : tz_csv_field(csv, row, column));
	if (r->cell.size == 0)
		return "";
	text = tz_text_trim(r->cell.data);
	if (text[0] == '\'' && text[1] && strchr("=+-@", text[1]))
		text++;
	return text;
}

int tz_tables_tell(struct tz_tables_row *t, enum tz_finding_id id, const char *column, const char *found,
		      const char *expected)
{
	const struct tz_place_found place = {
		.file = t->file, .line = t->line, .field = column, .found = found, .expected = expected,
	};

	return tz_findings_add(t->r->findings, id, &place, t->r->err);
}

/* Sets a field from the cell; tells what cannot be. */
static int set_field(struct tz_tables_row *t, const struct tz_column *field, void *entry, const char *text)
{
	int result;

	if (!*text) {
		if (!(field->flags & TZ_COLUMN_MANDATORY))
			return 0;
		return tz_tables_tell(t, TZ_F_CATALOG_VALUE_MISSING, field->column, NULL, NULL);
	}
	result = tz_column_set(field, entry, text, t->r->err);
	if (result <= 0)
		return result;
	return tz_tables_tell(t, TZ_F_CATALOG_VALUE, field->column, text, tz_column_expected(field));
}

/* catalog.csv: a row for each key. */
static int read_keys(struct tz_tables_row *t)
{
	const struct tz_column *columns = tz_sheets[TZ_SHEET_CATALOG].columns;
	size_t key_column = tz_csv_column(t->csv, "key"), value_column = tz_csv_column(t->csv, "value");
	bool seen[TZ_MAX_COLUMNS] = {false};
	size_t i;

	if (key_column == TZ_NO_COLUMN || value_column == TZ_NO_COLUMN)
		return tz_tables_tell(t, TZ_F_CATALOG_COLUMN_MISSING,
				  key_column == TZ_NO_COLUMN ? "key" : "value", NULL, NULL);
	for (size_t row = 0; row < tz_csv_num_rows(t->csv); row++) {
		const char *key = tz_tables_cell(t->r, t->csv, row, key_column);
		int result;

		t->line = (int64_t)tz_csv_row_number(t->csv, row);
		for (i = 0; !tz_column_ends(&columns[i]); i++)
			if (strcmp(columns[i].column, key) == 0)
				break;
		if (tz_column_ends(&columns[i]) || seen[i]) {
			result = tz_tables_tell(t, TZ_F_CATALOG_COLUMN_UNUSED, key, NULL, NULL);
		} else {
			seen[i] = true;
			result = set_field(t, &columns[i], t->r->catalog,
					   tz_tables_cell(t->r, t->csv, row, value_column));
		}
		if (result < 0)
			return -1;
	}
	t->line = 0;
	for (i = 0; !tz_column_ends(&columns[i]); i++)
		if (!seen[i] && set_field(t, &columns[i], t->r->catalog, "") < 0)
			return -1;
	return 0;
}

/* Finds the columns in the file; tells those that are missing, and those that nothing uses. */
static int map_columns(struct tz_tables_row *t)
{
	const struct tz_column *columns = tz_sheets[t->number].columns;
	size_t num = 0;

	for (; !tz_column_ends(&columns[num]); num++) {
		t->place[num] = columns[num].column ? tz_csv_column(t->csv, columns[num].column) : TZ_NO_COLUMN;
		if (t->place[num] != TZ_NO_COLUMN || !columns[num].column ||
		    !(columns[num].flags & TZ_COLUMN_MANDATORY))
			continue;
		t->r->catalog->incomplete = true;
		t->r->missing[t->number] = t->r->missing[t->number] || num == 0;	/* the ids */
		if (tz_tables_tell(t, TZ_F_CATALOG_COLUMN_MISSING, columns[num].column, NULL, NULL) < 0)
			return -1;
	}
	for (size_t column = 0; column < tz_csv_num_columns(t->csv); column++) {
		const char *name = tz_csv_column_name(t->csv, column);
		size_t i = 0;

		while (i < num && t->place[i] != column)
			i++;
		if (i == num && !tz_text_is_blank(name) &&
		    tz_tables_tell(t, TZ_F_CATALOG_COLUMN_UNUSED, name, NULL, NULL) < 0)
			return -1;
	}
	return 0;
}

static int read_row(struct tz_tables_row *t)
{
	const struct tz_column *columns = tz_sheets[t->number].columns;
	int64_t *entry;

	t->line = (int64_t)tz_csv_row_number(t->csv, t->row);
	entry = tz_tables_begin_entry(t);
	if (!entry)
		return -1;
	*entry = t->line;	/* each entry begins with it */
	for (size_t i = 0; !tz_column_ends(&columns[i]); i++)
		if (t->place[i] != TZ_NO_COLUMN &&
		    set_field(t, &columns[i], entry, tz_tables_cell(t->r, t->csv, t->row, t->place[i])) < 0)
			return -1;
	if (t->number >= TZ_SHEET_BLOCKS && t->number <= TZ_SHEET_CONTENTS &&
	    tz_pointers_add(&t->r->entries[t->number], entry, t->r->err) < 0)
		return -1;
	if (t->number >= TZ_SHEET_BLOCKS && t->number <= TZ_SHEET_FIELD_STANDARDS)
		return tz_catalog_index_node(t->r->catalog, (struct taizhang_node *)entry,
					     t->r->findings, t->r->err);
	return 0;
}

static int read_rows(struct tz_tables_row *t)
{
	if (map_columns(t) < 0)
		return -1;
	for (t->row = 0; t->row < tz_csv_num_rows(t->csv); t->row++)
		if (read_row(t) < 0)
			return -1;
	return 0;
}

/* Tells why a table gives no entries. */
static int lose_table(struct tz_tables_row *t, enum tz_finding_id id)
{
	t->r->catalog->incomplete = true;
	t->r->missing[t->number] = true;
	return tz_tables_tell(t, id, NULL, NULL, NULL);
}

/* A table that is not there, or has not even a first row. */
static int tell_missing(struct tz_tables_row *t)
{
	if (!tz_sheets[t->number].mandatory)
		return 0;
	return lose_table(t, TZ_F_CATALOG_TABLE_MISSING);
}

/* Parses the bytes of a table. 0 with r->csv set, 1 where they are no table, which is told, -1. */
static int parse(struct tz_tables_row *t, const struct tz_buffer *data)
{
	struct taizhang_error error = TAIZHANG_ERROR_INIT;
	struct tz_csv *csv = tz_csv_read(data->data, data->size, t->file, tell_fault, t, &error);

	if (t->r->failed) {
		tz_csv_free(csv);
		return -1;
	}
	if (csv) {
		t->r->csv[t->number] = csv;
		t->csv = csv;
		return 0;
	}
	if (error.message == TZ_MSG_CSV_EMPTY)
		return tell_missing(t) < 0 ? -1 : 1;
	if (error.code == TAIZHANG_E_FORMAT)
		return lose_table(t, TZ_F_CATALOG_TABLE_ENCODING) < 0 ? -1 : 1;
	if (t->r->err && t->r->err->code == TAIZHANG_OK)
		*t->r->err = error;
	return -1;
}

static int read_table(struct tz_tables *r, enum tz_sheet_number number)
{
	struct tz_tables_row t = {.r = r, .number = number, .file = tz_sheet_file(r->catalog, number)};
	struct tz_buffer data = TZ_BUFFER_INIT;
	int result = load(r, number, &data);

	if (result == 1) {
		result = tell_missing(&t);
	} else if (result == 0) {
		result = parse(&t, &data);
		if (result == 0)
			result = number == TZ_SHEET_CATALOG ? read_keys(&t) : read_rows(&t);
		else if (result == 1)
			result = 0;
	}
	tz_buffer_free(&data);
	return result;
}

/* One number that a table states of what is below a node. */
static int compare_count(struct tz_tables_row *t, const struct tz_column *field, const void *entry,
			 const char *declared)
{
	struct tz_buffer counted = TZ_BUFFER_INIT;
	int result = 0;

	tz_column_get(field, entry, true, &counted);
	if (strspn(declared, "0123456789") != strlen(declared) || strlen(declared) > 9)
		result = tz_tables_tell(t, TZ_F_CATALOG_VALUE, field->column, declared, tz_column_expected(field));
	else if (strtol(declared, NULL, 10) != strtol(tz_buffer_text(&counted), NULL, 10))
		result = tz_tables_tell(t, TZ_F_CATALOG_COUNT, field->column, tz_buffer_text(&counted), declared);
	tz_buffer_free(&counted);
	return result;
}

/* The numbers that a table states of what is below a node, held against the tree. */
static int compare_counts(struct tz_tables *r, enum tz_sheet_number number)
{
	const struct tz_column *columns = tz_sheets[number].columns;
	struct tz_tables_row t = {.r = r, .number = number, .file = tz_sheet_file(r->catalog, number)};

	for (size_t row = 0; row < r->entries[number].num; row++) {
		const void *entry = r->entries[number].list[row];

		t.line = tz_line_of(entry);
		for (size_t i = 0; !tz_column_ends(&columns[i]); i++) {
			const char *declared;

			if (columns[i].type != TZ_COLUMN_COUNTED && columns[i].type != TZ_COLUMN_HAS_ITEMS)
				continue;
			declared = tz_tables_cell(r, r->csv[number], row,
						  tz_csv_column(r->csv[number], columns[i].column));
			if (*declared && compare_count(&t, &columns[i], entry, declared) < 0)
				return -1;
		}
	}
	return 0;
}

static int read_all(struct tz_tables *r)
{
	for (enum tz_sheet_number number = 0; number < TZ_NUM_SHEETS; number++)
		if (read_table(r, number) < 0)
			return -1;
	if (r->cell.failed)
		return tz_error_nomem(r->err);
	if (tz_catalog_finish(r->catalog, r->findings, r->err) < 0)
		return -1;
	for (enum tz_sheet_number number = TZ_SHEET_BLOCKS; number <= TZ_SHEET_CONTENTS; number++)
		if (!r->catalog->incomplete && compare_counts(r, number) < 0)
			return -1;
	return tz_catalog_check(r->catalog, r->findings, r->err);
}

struct taizhang_catalog *tz_tables_read(const char *folder, bool embedded,
					struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_tables r = {.embedded = embedded, .findings = findings, .err = err};

	r.catalog = tz_catalog_new(folder, true, err);
	if (!r.catalog)
		return NULL;
	if (read_all(&r) < 0) {
		taizhang_catalog_free(r.catalog);
		r.catalog = NULL;
	}
	for (size_t i = 0; i < TZ_NUM_SHEETS; i++) {
		tz_csv_free(r.csv[i]);
		free(r.entries[i].list);
	}
	tz_buffer_free(&r.cell);
	return r.catalog;
}
