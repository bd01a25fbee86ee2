/* SPDX-License-Identifier: MIT */
/* check_differs.c: holds what people entered of a record against what its files say. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "check/check.h"
#include "check/differs.h"
#include "inspect/reading.h"

/* A field of a kind that the files tell too. */
static const struct field {
	enum taizhang_kind kind;
	const char *name, *label;
	enum { NUMBER, NAME, DAY } type;
	const char *(*text)(const struct taizhang_record *record);
	struct taizhang_date (*date)(const struct taizhang_record *record);
} fields[] = {
	{TAIZHANG_KIND_NORMATIVE, "number", "发文字号", NUMBER, taizhang_normative_number, NULL},
	{TAIZHANG_KIND_NORMATIVE, "issuer", "发文机关", NAME, taizhang_normative_issuer, NULL},
	{TAIZHANG_KIND_NORMATIVE, "date", "成文日期", DAY, NULL, taizhang_normative_date},
	{TAIZHANG_KIND_REPORT, "author", "撰写单位", NAME, taizhang_report_author, NULL},
	{TAIZHANG_KIND_REPORT, "date", "日期", DAY, NULL, taizhang_report_date},
	{TAIZHANG_KIND_TABLE, "period", "统计时段", DAY, taizhang_table_period, NULL},
};

static int read_file(const struct tz_check *c, const struct tz_survey_file *file, struct tz_readings *readings,
		     struct taizhang_error *err)
{
	switch (taizhang_record_kind(file->record)) {
	case TAIZHANG_KIND_NORMATIVE:
		return tz_readings_normative(file->facts, readings, err);
	case TAIZHANG_KIND_REPORT:
		return tz_readings_report(file->facts, readings, err);
	case TAIZHANG_KIND_TABLE:
		return tz_readings_table(file->facts, c->item, readings, err);
	default:
		return 0;
	}
}

/* What was entered, as text in buf or of the ledger; "" for nothing. */
static const char *entered(const struct field *field, const struct taizhang_record *record, char buf[TAIZHANG_DATE_SIZE])
{
	struct taizhang_date date;

	if (field->text)
		return field->text(record);
	date = field->date(record);
	return taizhang_date_format(&date, buf);
}

static int differ(const struct field *field, const char *one, const char *said, bool *differs, struct taizhang_error *err)
{
	struct taizhang_date a, b;

	*differs = false;
	if (field->type == NUMBER)
		return tz_differs_number(one, said, differs, err);
	if (field->type == NAME)
		return tz_differs_name(one, said, differs, err);
	if (tz_check_period_date(one, &a, err) != 0 || tz_check_period_date(said, &b, err) != 0)
		return -1;
	*differs = a.year && b.year && tz_differs_day(&a, &b);
	return 0;
}

static int tell(struct tz_check *c, const struct tz_survey_file *file, const struct field *field, const char *found,
		const struct tz_reading *reading, struct taizhang_error *err)
{
	char expected[512];

	snprintf(expected, sizeof expected, "%s%s%s%s", reading->value, *reading->place ? "（" : "", reading->place,
		 *reading->place ? "）" : "");
	return tz_check_find(c, CONTENT_DIFFERS, err, .record = taizhang_record_ordinal(file->record),
			     .file = taizhang_file_path(file->file), .field = field->name, .label = field->label,
			     .expected = expected, .found = found);
}

/* Of several files the first that says something of a field is heard; heard has a bit a field. */
static int check_file(struct tz_check *c, const struct tz_survey_file *file, const struct tz_readings *readings,
		      unsigned int *heard, struct taizhang_error *err)
{
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		const struct field *field = &fields[i];
		char buf[TAIZHANG_DATE_SIZE];
		const char *one;

		if (field->kind != taizhang_record_kind(file->record) || *heard & 1u << i)
			continue;
		one = entered(field, file->record, buf);
		for (size_t k = 0; k < readings->num && !tz_text_is_blank(one); k++) {
			const struct tz_reading *reading = &readings->entries[k];
			bool differs;

			if (strcmp(reading->field, field->name) != 0)
				continue;
			*heard |= 1u << i;
			if (differ(field, one, reading->value, &differs, err) != 0 ||
			    (differs && tell(c, file, field, one, reading, err) != 0))
				return -1;
			break;
		}
	}
	return 0;
}

int tz_check_differs(struct tz_check *c, struct taizhang_error *err)
{
	const struct taizhang_record *record = NULL;
	unsigned int heard = 0;
	int result = 0;

	for (size_t i = 0; i < c->num_files && result == 0; i++) {
		const struct tz_survey_file *file = &c->files[i];
		struct tz_readings readings = {NULL, 0, 0};

		if (file->record != record)
			heard = 0;
		record = file->record;
		if (!file->facts || taizhang_file_role(file->file) == TAIZHANG_ROLE_ATTACHMENT)
			continue;
		result = read_file(c, file, &readings, err);
		if (result == 0)
			result = check_file(c, file, &readings, &heard, err);
		tz_readings_free(&readings);
	}
	return result;
}
