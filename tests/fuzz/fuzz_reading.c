/* SPDX-License-Identifier: MIT */
/* fuzz_reading.c: what is read of a record's fields in any text, and in any table: lines with '|' between their cells. */
#include <stdlib.h>
#include <string.h>
#include <taizhang/catalog.h>
#include <taizhang/record.h>

#include "base/decimal.h"
#include "base/text.h"
#include "fuzz/fuzz.h"
#include "inspect/reading.h"

#define MOST_CELLS 3000

static const struct taizhang_node *item(void)
{
	static const struct taizhang_node *node;
	static struct taizhang_catalog *catalog;
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	if (!node) {
		catalog = taizhang_catalog_load(fuzz_file(fuzz_catalog, strlen(fuzz_catalog)), NULL, &err);
		fuzz_holds(catalog != NULL);
		node = taizhang_catalog_find(catalog, "M3");
		fuzz_holds(node != NULL);
	}
	return node;
}

static void add_cells(struct taizhang_facts *facts, char *text)
{
	struct tz_facts_cell cell = {.row = 0};
	char *line;

	fuzz_holds(tz_facts_add_sheet(facts, "表", false, NULL) == 0);
	while ((line = strsep(&text, "\n")) && facts->num_cells < MOST_CELLS) {
		cell.row++;
		cell.column = 0;
		for (char *part = strsep(&line, "|"); part; part = strsep(&line, "|")) {
			cell.column++;
			cell.text = part;
			fuzz_holds(tz_facts_add_cell(facts, &cell, NULL) == 0);
		}
	}
}

/* What is read is text, said once a field, and such as the field takes. */
static void judge(struct tz_readings *readings)
{
	struct taizhang_document_number number;
	struct taizhang_date date;
	struct tz_decimal decimal;

	for (size_t i = 0; i < readings->num; i++) {
		const struct tz_reading *r = &readings->entries[i];

		fuzz_holds(*r->value && tz_text_is_utf8(r->value, strlen(r->value)) && tz_text_is_utf8(r->place, strlen(r->place)));
		fuzz_holds(!tz_text_is_blank(r->value) && !strchr(r->value, '\n'));
		fuzz_holds(strcmp(r->field, "number") != 0 || taizhang_document_number_parse(r->value, &number, NULL) == 0);
		fuzz_holds(strcmp(r->field, "date") != 0 || taizhang_date_parse(r->value, &date, NULL) == 0);
		fuzz_holds(!r->threshold || tz_decimal_parse(r->value, &decimal));
		for (size_t k = 0; k < i; k++)
			fuzz_holds(strcmp(readings->entries[k].field, r->field) != 0 || readings->entries[k].threshold != r->threshold);
	}
	tz_readings_free(readings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tz_readings readings = {NULL, 0, 0};
	struct taizhang_facts *facts = tz_facts_new(NULL);
	char *text = fuzz_text(data, size);

	fuzz_holds(facts != NULL && tz_facts_write(facts, (const char *)data, size, NULL) == 0);
	tz_facts_finish(facts);
	fuzz_holds(tz_readings_normative(facts, &readings, NULL) == 0);
	judge(&readings);
	fuzz_holds(tz_readings_report(facts, &readings, NULL) == 0);
	judge(&readings);
	fuzz_holds(tz_readings_table(facts, item(), &readings, NULL) == 0);
	judge(&readings);
	add_cells(facts, text);
	fuzz_holds(tz_readings_table(facts, item(), &readings, NULL) == 0);
	judge(&readings);
	taizhang_facts_free(facts);
	free(text);
	return 0;
}
