/* SPDX-License-Identifier: MIT */
/* csv_file.c: a table as CSV: its cells, and its rows as text. base/csv.h knows a header that all rows have to fit; here no row counts more than another. */
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "inspect/plain.h"

struct table {
	struct taizhang_facts *facts;
	const char *at, *end;
	char separator;
	uint32_t row, column;
	struct tz_buffer field;
	uint64_t filled;
};

/* What stands most often outside quotes in the first line that has any of them. */
static char find_separator(const char *text, size_t size)
{
	static const char candidates[] = ",;\t";
	size_t counts[3] = {0}, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < size && (quoted || text[i] != '\n' || !(counts[0] + counts[1] + counts[2])); i++) {
		const char *found = text[i] ? strchr(candidates, text[i]) : NULL;

		if (text[i] == '"')
			quoted = !quoted;
		else if (found && !quoted)
			counts[found - candidates]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

/* The next field; moves behind it, to what separates or ends it. A quote that nothing closes takes the rest of the file. */
static void read_field(struct table *table)
{
	table->field.size = 0;
	if (table->at < table->end && *table->at == '"') {
		for (table->at++; table->at < table->end; table->at++) {
			if (*table->at == '"' && (table->at + 1 == table->end || table->at[1] != '"'))
				break;
			table->at += *table->at == '"';
			tz_buffer_add(&table->field, table->at, 1);
		}
		table->at += table->at < table->end;
	}
	while (table->at < table->end && *table->at != table->separator && *table->at != '\n' && *table->at != '\r')
		tz_buffer_add(&table->field, table->at++, 1);
}

static int add_field(struct table *table, struct taizhang_error *err)
{
	struct tz_facts_cell cell = {NULL, table->row, table->column, 0, false, false, false};

	if (tz_buffer_check(&table->field, err) != 0)
		return -1;
	cell.text = table->field.size ? tz_buffer_text(&table->field) : "";
	if (table->field.size)
		table->field.data[table->field.size] = '\0';
	if (tz_text_is_blank(cell.text))
		return 0;
	table->filled++;
	if (tz_facts_add_cell(table->facts, &cell, err) != 0)
		return -1;
	return tz_plain_write(table->facts, cell.text, strlen(cell.text), err);
}

static int read_rows(struct table *table, struct taizhang_error *err)
{
	while (table->at < table->end) {
		bool ended;

		read_field(table);
		if (add_field(table, err) != 0)
			return -1;
		ended = table->at == table->end || *table->at != table->separator;
		if (tz_facts_write(table->facts, ended ? "\n" : "\t", 1, err) != 0)
			return -1;
		table->column++;
		if (ended) {
			table->row++;
			table->column = 1;
		}
		if (table->at + 1 < table->end && table->at[0] == '\r' && table->at[1] == '\n')
			table->at++;
		table->at += table->at < table->end;
	}
	return 0;
}

int tz_inspect_csv(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct taizhang_facts *facts = inspection->facts;
	struct tz_plain plain;
	struct table table = {.facts = facts, .row = 1, .column = 1};
	int result = tz_plain_read(inspection, TZ_LIMIT_INSPECT_TEXT, NULL, &plain, err);

	if (result == 0 && plain.encoding)
		result = tz_facts_add_sheet(facts, "", false, err);
	if (result == 0 && plain.encoding) {
		table.at = tz_buffer_text(&plain.text);
		table.end = table.at + plain.text.size;
		table.separator = find_separator(table.at, plain.text.size);
		result = read_rows(&table, err);
	}
	if (result == 0 && table.filled)
		result = tz_facts_add_number(facts, TZ_FACT_CELLS, (int64_t)table.filled, NULL, err);
	tz_buffer_free(&table.field);
	tz_plain_free(&plain);
	return result;
}
