/* SPDX-License-Identifier: MIT */
/* check_table_content.c: what statistical tables say: the item's metrics and whether they reach, errors, period and source. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "check/check.h"
#include "check/reach.h"
#include "inspect/reading.h"

/* What the tables of the item at work say. */
struct said {
	bool read;			/* the cells of at least one table */
	unsigned char *named;		/* by threshold of the item: its metric stands in a table */
	unsigned char *told;		/* by threshold: a value was judged */
};

/* Without blanks and widths; malloc'd. */
static char *fold(const char *text, struct taizhang_error *err)
{
	char *half = tz_text_halfwidth(text, err);
	size_t kept = 0;

	for (size_t i = 0; half && half[i]; i++)
		if (half[i] != ' ' && half[i] != '\n')
			half[kept++] = half[i];
	if (half)
		half[kept] = '\0';
	return half;
}

/* The metric's name, without what stands in brackets behind it, in some cell: then it is there, whatever its value. */
static int find_name(const struct tz_check *c, const struct tz_survey_file *file, struct said *said, struct taizhang_error *err)
{
	for (size_t i = 0; i < taizhang_node_num_thresholds(c->item); i++) {
		char *metric = fold(taizhang_threshold_metric(taizhang_node_get_threshold(c->item, i), TAIZHANG_LANG_ZH), err);
		char *bracket = metric ? strrchr(metric, '(') : NULL;

		if (!metric)
			return -1;
		if (bracket && bracket > metric)
			*bracket = '\0';
		for (size_t k = 0; k < file->facts->num_cells && !said->named[i]; k++) {
			char *cell = fold(file->facts->cells[k].text, err);

			said->named[i] = cell && strstr(cell, metric);
			free(cell);
			if (!cell) {
				free(metric);
				return -1;
			}
		}
		free(metric);
	}
	return 0;
}

static size_t index_of(const struct tz_check *c, const struct taizhang_threshold *threshold)
{
	size_t i = 0;

	while (taizhang_node_get_threshold(c->item, i) != threshold)
		i++;
	return i;
}

static bool is_due(const struct tz_check *c, const struct taizhang_threshold *threshold)
{
	return taizhang_threshold_is_active(threshold) && taizhang_threshold_due(threshold).year <= taizhang_ledger_year(c->ledger);
}

/* A value that was entered is held against the file's; where none was, the file's is judged. */
static int judge_value(struct tz_check *c, const struct tz_place_found *place, const struct tz_reading *reading,
		       struct taizhang_error *err)
{
	const struct taizhang_threshold *threshold = reading->threshold;
	const char *id = taizhang_threshold_id(threshold), *value = taizhang_ledger_value(c->ledger, id);
	const char *reference = taizhang_ledger_value_reference(c->ledger, id);
	struct tz_place_found found = *place;
	struct tz_decimal a, b;
	char text[1024];

	snprintf(text, sizeof text, "%s（%s）", reading->value, reading->place);
	if (*value) {
		if (!tz_decimal_parse(value, &a) || !tz_decimal_parse(reading->value, &b) || tz_decimal_compare(&a, &b) == 0)
			return 0;
		found.found = value;
		found.expected = text;
		return tz_findings_add(c->findings, TZ_F_TABLE_VALUE, &found, err);
	}
	if (tz_reach_holds(threshold, reading->value, reference))
		return 0;
	tz_reach_describe(threshold, reference, text, sizeof text);
	found.found = reading->value;
	found.expected = text;
	found.at_most = tz_check_edition(c);
	return tz_findings_add(c->findings, TZ_F_TABLE_UNREACHED, &found, err);
}

static int check_metric(struct tz_check *c, const struct tz_survey_file *file, const struct tz_reading *reading, struct said *said,
			struct taizhang_error *err)
{
	const struct taizhang_threshold *threshold = reading->threshold;
	size_t index = index_of(c, threshold);
	struct tz_place_found place = {.item = c->code, .unit = c->unit, .record = taizhang_record_ordinal(file->record),
		.file = taizhang_file_path(file->file), .field = taizhang_threshold_id(threshold),
		.label = taizhang_threshold_metric(threshold, TAIZHANG_LANG_ZH)};
	const char *unit = taizhang_threshold_unit(threshold);
	bool same = true;

	said->named[index] = 1;
	if (said->told[index] || !is_due(c, threshold))
		return 0;
	said->told[index] = 1;
	if (*unit && reading->unit && *reading->unit && tz_reach_same_unit(unit, reading->unit, &same, err) != 0)
		return -1;
	if (same)
		return judge_value(c, &place, reading, err);
	place.expected = unit;
	place.found = reading->unit;
	return tz_findings_add(c->findings, TZ_F_TABLE_UNIT, &place, err);
}

/* Where no period was entered, or one inside the window, that of the file counts. */
static int check_period(struct tz_check *c, const struct tz_survey_file *file, const struct tz_reading *reading,
			struct taizhang_error *err)
{
	struct taizhang_date said, entered;
	char window[TZ_CHECK_WINDOW];

	if (tz_check_period_date(reading->value, &said, err) != 0 ||
	    tz_check_period_date(taizhang_table_period(file->record), &entered, err) != 0)
		return -1;
	if ((entered.year && !tz_check_is_inside(c, TAIZHANG_KIND_TABLE, &entered, window)) || !said.year ||
	    tz_check_is_inside(c, TAIZHANG_KIND_TABLE, &said, window))
		return 0;
	return tz_check_find(c, TABLE_PERIOD_OUTSIDE, err, .record = taizhang_record_ordinal(file->record),
			     .file = taizhang_file_path(file->file), .found = reading->value, .expected = window);
}

static int check_errors(struct tz_check_batch *batch, const struct tz_survey_file *file, struct taizhang_error *err)
{
	const struct taizhang_facts *facts = file->facts;
	struct tz_check_names names = {"", 0};
	char place[1100], name[1200];

	for (size_t i = 0; i < facts->num_cells; i++) {
		const struct tz_facts_cell *cell = &facts->cells[i];

		/* What is hidden is told as a leftover. */
		if (!cell->error || cell->hidden)
			continue;
		tz_facts_cell_place(facts, cell, place, sizeof place);
		snprintf(name, sizeof name, "%s %s", place, cell->text);
		tz_check_name(&names, name);
	}
	return names.num ? tz_check_gather(batch, TABLE_ERRORS, err, .record = taizhang_record_ordinal(file->record),
					   .file = taizhang_file_path(file->file), .found = names.text)
			 : 0;
}

/* The readings of one file; *sourced where it names its source. */
static int check_readings(struct tz_check *c, const struct tz_survey_file *file, struct said *said, bool *sourced,
			  struct taizhang_error *err)
{
	struct tz_readings readings = {NULL, 0, 0};
	int result = tz_readings_table(file->facts, c->item, &readings, err);

	for (size_t i = 0; i < readings.num && result == 0; i++) {
		const struct tz_reading *reading = &readings.entries[i];

		if (reading->threshold)
			result = check_metric(c, file, reading, said, err);
		else if (strcmp(reading->field, "period") == 0)
			result = check_period(c, file, reading, err);
		else if (strcmp(reading->field, "data-source") == 0)
			*sourced = true;
	}
	tz_readings_free(&readings);
	return result;
}

static bool is_table(const struct tz_survey_file *file, const struct taizhang_record *record)
{
	return file->record == record && file->facts && file->facts->num_cells > 0 &&
	       taizhang_file_role(file->file) != TAIZHANG_ROLE_ATTACHMENT;
}

static int check_record(struct tz_check *c, struct tz_check_batch *batch, const struct taizhang_record *record, struct said *said,
			struct taizhang_error *err)
{
	bool read = false, sourced = !tz_text_is_blank(taizhang_table_data_source(record));

	for (size_t i = 0; i < c->num_files; i++) {
		if (!is_table(&c->files[i], record))
			continue;
		read = said->read = true;
		if (check_errors(batch, &c->files[i], err) != 0 || find_name(c, &c->files[i], said, err) != 0 ||
		    check_readings(c, &c->files[i], said, &sourced, err) != 0)
			return -1;
	}
	return read && !sourced ? tz_check_gather(batch, TABLE_NO_SOURCE, err, .record = taizhang_record_ordinal(record)) : 0;
}

/* Whether a table of the item should have the value: nobody said that it stands in material of another kind or item. */
static bool is_expected(const struct tz_check *c, const struct taizhang_threshold *threshold)
{
	const char *proof = taizhang_ledger_value_record(c->ledger, taizhang_threshold_id(threshold));
	const char *slash = strrchr(proof, '/');
	const struct taizhang_record *record;

	if (!*proof)
		return true;
	if (!slash || strlen(c->code) != (size_t)(slash - proof) || memcmp(proof, c->code, strlen(c->code)) != 0)
		return false;
	record = taizhang_ledger_find_record(c->ledger, c->item, (unsigned int)strtoul(slash + 1, NULL, 10));
	return record && taizhang_record_kind(record) == TAIZHANG_KIND_TABLE;
}

static int check_named(struct tz_check *c, const struct said *said, struct taizhang_error *err)
{
	struct tz_check_names names = {"", 0};

	for (size_t i = 0; i < taizhang_node_num_thresholds(c->item) && said->read; i++) {
		const struct taizhang_threshold *threshold = taizhang_node_get_threshold(c->item, i);
		char name[300];

		if (said->named[i] || !is_due(c, threshold) || !is_expected(c, threshold))
			continue;
		snprintf(name, sizeof name, "%s %s", taizhang_threshold_id(threshold),
			 taizhang_threshold_metric(threshold, TAIZHANG_LANG_ZH));
		tz_check_name(&names, name);
	}
	return names.num ? tz_check_find(c, TABLE_METRIC_MISSING, err, .count = (int64_t)names.num, .found = names.text) : 0;
}

int tz_check_table_content(struct tz_check *c, struct taizhang_error *err)
{
	size_t num = taizhang_node_num_thresholds(c->item);
	struct said said = {false, calloc(num + 1, 1), calloc(num + 1, 1)};
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = said.named && said.told ? 0 : tz_error_nomem(err);

	for (size_t i = 0; i < c->num_records && result == 0; i++)
		if (taizhang_record_kind(tz_check_record(c, i)) == TAIZHANG_KIND_TABLE)
			result = check_record(c, &batch, tz_check_record(c, i), &said, err);
	if (result == 0 && taizhang_node_kind(c->item) == TAIZHANG_KIND_TABLE)
		result = check_named(c, &said, err);
	free(said.named);
	free(said.told);
	return tz_check_flush(c, &batch, result, err);
}
