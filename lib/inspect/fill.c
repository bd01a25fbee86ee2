/* SPDX-License-Identifier: MIT */
/* fill.c: fills the empty fields of a ledger with what its files say: item by item, record by record */
#include "inspect/fill.h"

#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"

int tz_fill_say(struct tz_fill *fill, enum tz_finding_id id, const struct tz_place_found *place, struct taizhang_error *err)
{
	return ++fill->said[id] > TZ_FILL_NAMED ? 0 : tz_findings_add(fill->findings, id, place, err);
}

static int say_more(struct tz_fill *fill, struct taizhang_error *err)
{
	for (size_t i = 0; i < TZ_NUM_FINDING_IDS; i++)
		if (fill->said[i] > TZ_FILL_NAMED &&
		    tz_find(fill->findings, SCAN_MORE, err, .field = taizhang_finding_get_id(i),
			    .count = (int64_t)(fill->said[i] - TZ_FILL_NAMED), .at_most = TAIZHANG_NOTE) != 0)
			return -1;
	return 0;
}

static struct tz_fill_value *find(struct tz_fill_values *values, const struct tz_reading *reading)
{
	for (size_t i = 0; i < values->num; i++)
		if (values->list[i].reading.threshold == reading->threshold && !strcmp(values->list[i].reading.field, reading->field))
			return &values->list[i];
	return NULL;
}

static bool same_unit(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

int tz_fill_values_add(struct tz_fill_values *values, struct tz_readings *readings, const struct tz_survey_file *file,
		       struct taizhang_error *err)
{
	for (size_t i = 0; i < readings->num; i++) {
		struct tz_reading *reading = &readings->entries[i];
		struct tz_fill_value *known = find(values, reading);

		if (known) {
			if (strcmp(known->reading.value, reading->value) != 0 || !same_unit(known->reading.unit, reading->unit))
				known->several = true;
			continue;
		}
		if (tz_array_grow(&values->list, values->num, &values->capacity, sizeof *values->list, err) < 0)
			return -1;
		values->list[values->num++] = (struct tz_fill_value){*reading, file->record, file->file, false};
		reading->value = reading->place = reading->unit = NULL;
	}
	return 0;
}

void tz_fill_values_free(struct tz_fill_values *values)
{
	for (size_t i = 0; i < values->num; i++) {
		free(values->list[i].reading.value);
		free(values->list[i].reading.place);
		free(values->list[i].reading.unit);
	}
	free(values->list);
	*values = (struct tz_fill_values){NULL, 0, 0};
}

/* A file that speaks for its record: a body, read to its end. Of a picture the first bytes say all that is asked. */
static bool speaks(const struct tz_survey_file *file)
{
	enum taizhang_facts_state state;

	if (!file->facts || taizhang_file_role(file->file) != TAIZHANG_ROLE_BODY || !tz_file_digest(file->file))
		return false;
	state = taizhang_facts_state(file->facts);
	return state == TAIZHANG_FACTS_WHOLE ||
	       (state == TAIZHANG_FACTS_LIMITED && taizhang_record_kind(file->record) == TAIZHANG_KIND_IMAGE);
}

static int read_file(const struct tz_survey_file *file, struct tz_readings *readings, struct taizhang_error *err)
{
	switch (taizhang_record_kind(file->record)) {
	case TAIZHANG_KIND_NORMATIVE:
		return tz_readings_normative(file->facts, readings, err);
	case TAIZHANG_KIND_REPORT:
		return tz_readings_report(file->facts, readings, err);
	case TAIZHANG_KIND_IMAGE:
		return tz_readings_image(file->facts, readings, err);
	case TAIZHANG_KIND_TABLE:
		return tz_readings_table(file->facts, taizhang_record_item(file->record), readings, err);
	case TAIZHANG_KIND_NONE:
		break;
	}
	return 0;
}

static int fill_record(struct tz_fill *fill, const struct tz_fill_values *values, struct taizhang_error *err)
{
	/* The record is the ledger's own; the survey only reads it. */
	struct taizhang_record *record = values->num ? (struct taizhang_record *)(uintptr_t)values->list[0].record : NULL;
	const struct tz_target target = {.type = TZ_TARGET_RECORD, .ledger = fill->ledger, .item = taizhang_record_item(record), .record = record};
	struct tz_buffer read = TZ_BUFFER_INIT;
	int result = 0;

	for (size_t i = 0; result == 0 && i < values->num; i++) {
		const struct tz_fill_value *value = &values->list[i];

		if (!value->reading.threshold && !value->several)
			result = tz_fill_field(fill, &target, value->reading.field, value->reading.value, value, &read, err);
	}
	if (result == 0)
		result = tz_buffer_check(&read, err);
	if (result == 0 && read.size)
		result = tz_fill_say(fill, TZ_F_FILL_READ,
				     &(struct tz_place_found){.item = taizhang_node_code(target.item), .record = taizhang_record_ordinal(record),
							      .file = taizhang_file_path(values->list[0].file), .found = read.data}, err);
	tz_buffer_free(&read);
	return result;
}

/* The thresholds' readings of a record, moved to those of the item. */
static int keep_metrics(struct tz_fill_values *of_record, struct tz_fill_values *of_item, struct taizhang_error *err)
{
	for (size_t i = 0; i < of_record->num; i++) {
		struct tz_fill_value *value = &of_record->list[i];
		const struct tz_survey_file file = {value->record, value->file, NULL};
		struct tz_readings one = {&value->reading, 1, 1};

		if (value->reading.threshold && !value->several && tz_fill_values_add(of_item, &one, &file, err) < 0)
			return -1;
	}
	return 0;
}

static int fill_item(struct tz_fill *fill, const struct tz_survey_file *files, size_t num, struct taizhang_error *err)
{
	struct tz_fill_values of_item = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; result == 0 && i < num;) {
		struct tz_fill_values values = {NULL, 0, 0};
		const struct taizhang_record *record = files[i].record;

		for (; result == 0 && i < num && files[i].record == record; i++) {
			struct tz_readings readings = {NULL, 0, 0};

			fill->summary.files += files[i].facts != NULL;
			if (!speaks(&files[i]))
				continue;
			result = read_file(&files[i], &readings, err);
			if (result == 0)
				result = tz_fill_values_add(&values, &readings, &files[i], err);
			tz_readings_free(&readings);
		}
		if (result == 0)
			result = fill_record(fill, &values, err);
		if (result == 0)
			result = keep_metrics(&values, &of_item, err);
		tz_fill_values_free(&values);
	}
	if (result == 0)
		result = tz_fill_thresholds(fill, &of_item, err);
	tz_fill_values_free(&of_item);
	return result;
}

static int run(struct tz_fill *fill, const struct taizhang_fill_options *options, struct taizhang_error *err)
{
	const struct tz_survey_plan plan = {
		.ledger = fill->ledger, .threads = options->threads, .programs = options->programs, .progress = options->progress,
		.cache_directory = fill->ledger->directory, .remember = fill->ledger->lock >= 0,
	};
	struct tz_survey *survey = tz_survey_new(&plan, err);
	int result = survey ? 0 : -1;

	for (size_t i = 0; result == 0 && i < taizhang_ledger_num_items(fill->ledger); i++) {
		const struct tz_survey_file *files = NULL;
		size_t num = 0;

		result = tz_survey_item(survey, taizhang_ledger_get_item(fill->ledger, i), &files, &num, err);
		if (result == 0)
			result = fill_item(fill, files, num, err);
	}
	tz_survey_free(survey);
	return result == 0 ? say_more(fill, err) : -1;
}

TAIZHANG_API int taizhang_ledger_fill(struct taizhang_ledger *ledger, const struct taizhang_fill_options *options,
				      struct taizhang_fill_summary *summary, struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_fill_options how = TAIZHANG_FILL_OPTIONS_INIT;
	struct tz_fill fill = {.ledger = ledger, .findings = findings};

	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (options && !options->size)
		return tz_error_inval(err, "options");
	/* A caller built against another version knows fewer or more members. */
	if (options)
		memcpy(&how, options, options->size < sizeof how ? options->size : sizeof how);
	if (!ledger->directory)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_SCAN_NO_FOLDER, NULL);
	if (run(&fill, &how, err) < 0)
		return -1;
	if (summary)
		*summary = fill.summary;
	return 0;
}
