/* SPDX-License-Identifier: MIT */
/* fuzz_tables.c: tables as CSV: the reader alone, a catalogue's tables, and the table that sets a ledger's fields. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "fuzz/fuzz.h"
#include "ledger/ledger.h"

/* Where a catalogue's tables stand; a folder in memory where there is one. */
static char folder[64];

static void remove_folder(void)
{
	rmdir(folder);
}

static const char *path_of(const char *name)
{
	static char path[256];

	if (!*folder) {
		snprintf(folder, sizeof folder, "%s/fuzz-tables-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		fuzz_holds(mkdtemp(folder) != NULL);
		atexit(remove_folder);
	}
	snprintf(path, sizeof path, "%s%s%s", folder, *name ? "/" : "", name);
	return path;
}

/* What such a row said stood past the header, which was told; a reader skips it. */
static bool is_blank_row(const struct tz_csv *csv, size_t row)
{
	for (size_t column = 0; column < tz_csv_num_columns(csv); column++)
		if (!tz_text_is_blank(tz_csv_field(csv, row, column)))
			return false;
	return true;
}

static void write_table(const struct tz_csv *csv, struct tz_buffer *out)
{
	for (size_t column = 0; column < tz_csv_num_columns(csv); column++)
		tz_csv_write_field(out, tz_csv_column_name(csv, column), column == 0, false);
	tz_csv_write_end(out);
	for (size_t row = 0; row < tz_csv_num_rows(csv); row++) {
		if (is_blank_row(csv, row))
			continue;
		for (size_t column = 0; column < tz_csv_num_columns(csv); column++)
			tz_csv_write_field(out, tz_csv_field(csv, row, column), column == 0, false);
		tz_csv_write_end(out);
	}
	fuzz_holds(!out->failed);
}

/* What was read and written is read again as it was. */
static void fuzz_csv(const uint8_t *data, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_csv *csv = tz_csv_read(data, size, "input.csv", NULL, NULL, &err), *again;
	struct tz_buffer one = TZ_BUFFER_INIT, other = TZ_BUFFER_INIT;

	fuzz_outcome(csv != NULL, &err);
	if (!csv)
		return;
	write_table(csv, &one);
	fuzz_holds(tz_text_is_utf8(one.data, one.size));
	again = tz_csv_read(one.data, one.size, "again.csv", NULL, NULL, NULL);
	if (again && tz_csv_num_columns(csv) > 1) {
		fuzz_holds(tz_csv_num_columns(again) == tz_csv_num_columns(csv));
		write_table(again, &other);
		fuzz_holds(one.size == other.size && memcmp(one.data, other.data, one.size) == 0);
	}
	tz_buffer_free(&one);
	tz_buffer_free(&other);
	tz_csv_free(again);
	tz_csv_free(csv);
}

static bool is_sheet(const char *name)
{
	static const char *const sheets[] = {
		"catalog.csv", "blocks.csv", "projects.csv", "indicators.csv", "contents.csv", "items.csv",
		"field_standards.csv", "requirements.csv", "thresholds.csv", "negative.csv", "facts.csv",
		"editions.csv", "sources.csv",
	};

	for (size_t i = 0; i < sizeof sheets / sizeof sheets[0]; i++)
		if (strcmp(name, sheets[i]) == 0)
			return true;
	return false;
}

static void fuzz_catalog_tables(const struct fuzz_part *parts, size_t num)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog;
	struct tz_buffer out = TZ_BUFFER_INIT;

	for (size_t i = 0; i < num; i++) {
		FILE *file = is_sheet(parts[i].name) ? fopen(path_of(parts[i].name), "wb") : NULL;

		if (!file)
			continue;
		fuzz_holds(fwrite(parts[i].data, 1, parts[i].size, file) == parts[i].size);
		fclose(file);
	}
	catalog = taizhang_catalog_load(path_of(""), findings, &err);
	fuzz_outcome(catalog != NULL, &err);
	fuzz_findings(findings);
	if (catalog)
		fuzz_holds(tz_catalog_write(catalog, &out, NULL) == 0);
	tz_buffer_free(&out);
	taizhang_catalog_free(catalog);
	taizhang_findings_free(findings);
	for (size_t i = 0; i < num; i++)
		if (is_sheet(parts[i].name))
			unlink(path_of(parts[i].name));
}

static struct taizhang_ledger *make_ledger(void)
{
	static const struct tz_xml_input input = {.name = "catalog.xml", .data = fuzz_catalog};
	struct tz_xml_input sized = input;
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_ledger *ledger;

	sized.size = strlen(fuzz_catalog);
	options.city = "包头市";
	options.year = 2020;
	ledger = tz_ledger_new(tz_catalog_read(&sized, NULL, NULL), &options, NULL);
	fuzz_holds(ledger != NULL);
	return ledger;
}

/* A table that is refused changes nothing. */
static void fuzz_set_table(const struct fuzz_part *part)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_ledger *ledger = make_ledger();
	struct tz_buffer before = TZ_BUFFER_INIT, after = TZ_BUFFER_INIT;
	int result;

	fuzz_holds(tz_ledger_write(ledger, &before, NULL) == 0);
	result = taizhang_ledger_set_from_table(ledger, fuzz_file(part->data, part->size), findings, NULL, &err);
	fuzz_outcome(result == 0, &err);
	fuzz_findings(findings);
	fuzz_holds(tz_ledger_write(ledger, &after, NULL) == 0);
	fuzz_holds(result == 0 || (before.size == after.size && memcmp(before.data, after.data, after.size) == 0));
	tz_buffer_free(&before);
	tz_buffer_free(&after);
	taizhang_ledger_free(ledger);
	taizhang_findings_free(findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_part parts[FUZZ_MAX_PARTS];
	size_t num = fuzz_parts(data, size, parts);

	if (num == 0)
		fuzz_csv(data, size);
	else if (num == 1 && strcmp(parts[0].name, "set") == 0)
		fuzz_set_table(&parts[0]);
	else
		fuzz_catalog_tables(parts, num);
	return 0;
}
