/* SPDX-License-Identifier: MIT */
/* csv.c: tables as CSV (RFC 4180): reading with rows and columns for messages, and writing. */
#include "base/csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/decimal.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

/* Rows are as long as they were written, not as wide as the header: a wide header over many short rows must cost no
 * memory. Offsets of 32 bits do, because TZ_LIMIT_CSV_BYTES bounds the text. */
struct row {
	uint32_t first;		/* index of its first field */
	uint32_t num_fields;
	uint32_t number;
};

struct tz_csv {
	char *text;		/* the decoded file; fields are unquoted in place and end with NUL */
	uint32_t *fields;	/* offsets in text */
	size_t num_fields, fields_capacity;
	struct row *rows;	/* the header is the first */
	size_t num_rows, rows_capacity;
};

struct parser {
	struct tz_csv *csv;
	char *at, *end;
	char separator;
	uint32_t row;
	size_t column;
	tz_csv_problem problem;
	void *context;
};

const char *tz_csv_fault_text(enum tz_csv_fault fault, enum taizhang_lang lang)
{
	static const char *const texts[][2] = {
		[TZ_CSV_UNCLOSED] = {"引号没有配对", "a quote is not closed"},
		[TZ_CSV_AFTER_QUOTE] = {"后引号之后还有文字", "text follows a closing quote"},
		[TZ_CSV_TOO_MANY] = {"列数多于标题行", "more fields than the header has"},
		[TZ_CSV_TOO_LONG] = {"单元格过长，已截断", "the field is too long and was cut"},
	};

	return texts[fault][lang == TAIZHANG_LANG_ZH ? 0 : 1];
}

static void tell(const struct parser *p, enum tz_csv_fault fault)
{
	if (p->problem)
		p->problem(p->context, p->row, p->column, fault);
}

/* A comma wherever the header has one outside quotes; else the first ';' or tab; else a comma (a single column). */
static char find_separator(const char *text)
{
	char other = '\0';
	bool quoted = false;

	text += strspn(text, "\r\n");
	for (; *text && (quoted || (*text != '\r' && *text != '\n')); text++) {
		if (*text == '"')
			quoted = !quoted;
		else if (!quoted && *text == ',')
			return ',';
		else if (!quoted && !other && (*text == ';' || *text == '\t'))
			other = *text;
	}
	return other ? other : ',';
}

static bool ends_field(const struct parser *p, const char *at)
{
	return at == p->end || *at == p->separator || *at == '\r' || *at == '\n';
}

/* The quote that closes a field opened before at, or NULL where none does within the limit. */
static char *closing_quote(const struct parser *p, char *at)
{
	const char *stop = p->end - at > TZ_LIMIT_CSV_FIELD ? at + TZ_LIMIT_CSV_FIELD : p->end;

	while ((at = memchr(at, '"', (size_t)(stop - at))) != NULL) {
		if (at[1] != '"')
			return at;
		at += 2;
		if (at >= stop)
			return NULL;
	}
	return NULL;
}

/* Moves what stands up to the field's end to out; returns the new end of the field. */
static char *take_plain(struct parser *p, char *out)
{
	char *start = p->at;
	size_t size;

	while (!ends_field(p, p->at))
		p->at++;
	size = (size_t)(p->at - start);
	memmove(out, start, size);
	return out + size;
}

/* A field that opens with a quote: doubled quotes become one. */
static char *take_quoted(struct parser *p)
{
	char *out = p->at, *close = closing_quote(p, p->at + 1);

	p->at++;
	if (!close) {
		tell(p, TZ_CSV_UNCLOSED);
		return take_plain(p, out);
	}
	while (p->at < close) {
		p->at += *p->at == '"';
		*out++ = *p->at++;
	}
	p->at++;
	while (*p->at == ' ')
		p->at++;
	if (ends_field(p, p->at))
		return out;
	tell(p, TZ_CSV_AFTER_QUOTE);
	return take_plain(p, out);
}

/* Adds the field that starts here; returns its end, which lies at or before the separator that p->at then stands on. */
static char *take_field(struct parser *p, struct taizhang_error *err)
{
	struct tz_csv *csv = p->csv;
	char *start = p->at, *end;

	if (tz_array_grow(&csv->fields, csv->num_fields, &csv->fields_capacity,
			  sizeof *csv->fields, err) < 0)
		return NULL;
	csv->fields[csv->num_fields++] = (uint32_t)(start - csv->text);
	end = *start == '"' ? take_quoted(p) : take_plain(p, start);
	if (end - start > TZ_LIMIT_CSV_FIELD) {
		tell(p, TZ_CSV_TOO_LONG);
		end = start + tz_text_cut(start, TZ_LIMIT_CSV_FIELD);
	}
	return end;
}

/* Reads the fields of one record; *blank is false where one of them says something. */
static int take_fields(struct parser *p, size_t width, bool *blank, struct taizhang_error *err)
{
	struct tz_csv *csv = p->csv;
	bool told = false;
	char after;

	p->column = 1;
	*blank = true;
	do {
		char *end = take_field(p, err), *start;

		if (!end)
			return -1;
		after = *p->at;
		*end = '\0';
		start = csv->text + csv->fields[csv->num_fields - 1];
		*blank = *blank && tz_text_is_blank(start);
		if (p->column > width) {
			csv->num_fields--;
			if (!told && !tz_text_is_blank(start)) {
				tell(p, TZ_CSV_TOO_MANY);
				told = true;
			}
		}
		p->column++;
		if (p->at < p->end)
			p->at++;
	} while (after == p->separator);
	if (after == '\r' && *p->at == '\n')
		p->at++;
	return 0;
}

/* Reads one record and keeps it as a row unless it is blank. */
static int take_row(struct parser *p, struct taizhang_error *err)
{
	struct tz_csv *csv = p->csv;
	struct row row = {(uint32_t)csv->num_fields, 0, ++p->row};
	size_t width = csv->num_rows ? csv->rows[0].num_fields : SIZE_MAX;
	bool blank;

	if (tz_array_grow(&csv->rows, csv->num_rows, &csv->rows_capacity, sizeof *csv->rows,
			  err) < 0 ||
	    take_fields(p, width, &blank, err) < 0)
		return -1;
	row.num_fields = (uint32_t)csv->num_fields - row.first;
	if (blank)
		csv->num_fields = row.first;
	else
		csv->rows[csv->num_rows++] = row;
	return 0;
}

static int parse(struct tz_csv *csv, size_t size, const char *where, tz_csv_problem problem,
		 void *context, struct taizhang_error *err)
{
	struct parser p = {
		.csv = csv, .at = csv->text, .end = csv->text + size,
		.problem = problem, .context = context,
	};

	if (memchr(csv->text, '\0', size))
		return tz_error_set(err, TAIZHANG_E_FORMAT, TZ_MSG_ENCODING, where);
	p.separator = find_separator(csv->text);
	while (p.at < p.end)
		if (take_row(&p, err) < 0)
			return -1;
	if (csv->num_rows == 0)
		return tz_error_set(err, TAIZHANG_E_FORMAT, TZ_MSG_CSV_EMPTY, where);
	for (size_t i = 0; i < csv->rows[0].num_fields; i++)
		csv->fields[i] = (uint32_t)(tz_text_trim(csv->text + csv->fields[i]) - csv->text);
	return 0;
}

struct tz_csv *tz_csv_read(const void *data, size_t size, const char *where,
			   tz_csv_problem problem, void *context, struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	struct tz_csv *csv = NULL, *result = NULL;

	if (size > TZ_LIMIT_CSV_BYTES) {
		tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, where,
				TZ_LIMIT_CSV_BYTES);
		return NULL;
	}
	if (tz_encoding_decode(data, size, where, &text, NULL, err) < 0)
		goto out;
	csv = calloc(1, sizeof *csv);
	if (!csv) {
		tz_error_nomem(err);
		goto out;
	}
	size = text.size;
	csv->text = tz_buffer_take(&text, err);
	if (!csv->text || parse(csv, size, where, problem, context, err) < 0)
		goto out;
	result = csv;
	csv = NULL;
out:
	tz_buffer_free(&text);
	tz_csv_free(csv);
	return result;
}

void tz_csv_free(struct tz_csv *csv)
{
	if (!csv)
		return;
	free(csv->rows);
	free(csv->fields);
	free(csv->text);
	free(csv);
}

size_t tz_csv_num_rows(const struct tz_csv *csv)
{
	return csv->num_rows - 1;
}

size_t tz_csv_num_columns(const struct tz_csv *csv)
{
	return csv->rows[0].num_fields;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_name(const char *a, const char *b, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (lower(a[i]) != lower(b[i]) || a[i] == '\0')
			return false;
	return a[size] == '\0';
}

size_t tz_csv_column(const struct tz_csv *csv, const char *name)
{
	size_t size = strlen(name);

	for (size_t i = 0; i < tz_csv_num_columns(csv); i++)
		if (same_name(tz_csv_column_name(csv, i), name, size))
			return i;
	return (size_t)-1;
}

static const char *field(const struct tz_csv *csv, const struct row *row, size_t column)
{
	return column < row->num_fields ? csv->text + csv->fields[row->first + column] : "";
}

const char *tz_csv_column_name(const struct tz_csv *csv, size_t column)
{
	return field(csv, &csv->rows[0], column);
}

const char *tz_csv_field(const struct tz_csv *csv, size_t row, size_t column)
{
	return row < tz_csv_num_rows(csv) ? field(csv, &csv->rows[row + 1], column) : "";
}

size_t tz_csv_row_number(const struct tz_csv *csv, size_t row)
{
	return row < tz_csv_num_rows(csv) ? csv->rows[row + 1].number : 0;
}

void tz_csv_write_field(struct tz_buffer *out, const char *text, bool first, bool guard)
{
	struct tz_decimal number;
	bool apostrophe;
	size_t size;

	if (!first)
		tz_buffer_add(out, ",", 1);
	if (!text || !*text)
		return;
	apostrophe = guard && strchr("=+-@", text[0]) && !tz_decimal_parse(text, &number);
	size = strlen(text);
	if (!apostrophe && !strpbrk(text, ",\"\r\n") && text[0] != ' ' && text[size - 1] != ' ') {
		tz_buffer_add(out, text, size);
		return;
	}
	tz_buffer_add(out, "\"'", apostrophe ? 2 : 1);
	for (; *text; text++) {
		if (*text == '"')
			tz_buffer_add(out, text, 1);
		tz_buffer_add(out, text, 1);
	}
	tz_buffer_add(out, "\"", 1);
}

void tz_csv_write_end(struct tz_buffer *out)
{
	tz_buffer_add(out, "\r\n", 2);
}
