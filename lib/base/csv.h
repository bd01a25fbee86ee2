/* SPDX-License-Identifier: MIT */
/* csv.h: tables as CSV (RFC 4180): reading with rows and columns for messages, and writing. */
#ifndef TZ_BASE_CSV_H
#define TZ_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <taizhang/error.h>

#include "base/buffer.h"

/* A whole table in memory; the first row is the header. Fields are UTF-8, trimmed of nothing. */
struct tz_csv;

/* What can be wrong with a row; reading goes on in each case. */
enum tz_csv_fault {
	TZ_CSV_UNCLOSED,	/* a quote that nothing closes: the field ends with its line */
	TZ_CSV_AFTER_QUOTE,	/* text between a closing quote and the separator: kept as part of the field */
	TZ_CSV_TOO_MANY,	/* more fields than the header: those past it are dropped */
	TZ_CSV_TOO_LONG		/* over TZ_LIMIT_CSV_FIELD bytes: cut */
};
const char *tz_csv_fault_text(enum tz_csv_fault fault, enum taizhang_lang lang);

/* data may be UTF-8 (with or without BOM), UTF-16 with BOM or GB18030; ',' separates, or ';' or tab where the header has no comma; quoted fields may hold
 * separators, line breaks and doubled quotes; CRLF, LF, CR end a row; rows of nothing but blanks are skipped; short rows are padded with "".
 * problem (may be NULL) is told each row that cannot be right: row from 1 as a spreadsheet numbers records, column from 1.
 * NULL only where nothing can be read. */
typedef void (*tz_csv_problem)(void *context, size_t row, size_t column, enum tz_csv_fault fault);
struct tz_csv *tz_csv_read(const void *data, size_t size, const char *where,
			   tz_csv_problem problem, void *context, struct taizhang_error *err);
void tz_csv_free(struct tz_csv *csv);
size_t tz_csv_num_rows(const struct tz_csv *csv);			/* without the header */
size_t tz_csv_num_columns(const struct tz_csv *csv);
/* The column of that name (trimmed, ASCII case folded), or (size_t)-1. */
size_t tz_csv_column(const struct tz_csv *csv, const char *name);
const char *tz_csv_column_name(const struct tz_csv *csv, size_t column);
/* "" where the column is (size_t)-1 or out of range. row from 0. */
const char *tz_csv_field(const struct tz_csv *csv, size_t row, size_t column);
/* The row's number as a spreadsheet shows it (header = 1, line breaks in fields do not count). */
size_t tz_csv_row_number(const struct tz_csv *csv, size_t row);

/* Writing: fields of a row one by one, quoted where needed; rows end with CRLF. A text that a spreadsheet would run as a
 * formula (= + - @ at its start, and it is no number) gets a leading apostrophe when guard is set. */
void tz_csv_write_field(struct tz_buffer *out, const char *text, bool first, bool guard);
void tz_csv_write_end(struct tz_buffer *out);

#endif
