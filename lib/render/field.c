/* SPDX-License-Identifier: MIT */
/* field.c: the fields of each kind of record, as a list. */
#include "render/field.h"

#include <stdio.h>
#include <taizhang/kind.h>

struct field_list {
	struct tz_field *fields;
	size_t num;
};

static struct tz_field *add(struct field_list *list, const char *name, enum tz_label label,
			    enum tz_field_type type)
{
	struct tz_field *field = &list->fields[list->num++];

	field->name = name;
	field->label = label;
	field->type = type;
	field->text = "";
	field->number = -1;
	field->date[0] = '\0';
	return field;
}

static void add_text(struct field_list *list, const char *name, enum tz_label label,
		     const char *text)
{
	add(list, name, label, TZ_FIELD_TEXT)->text = text ? text : "";
}

static void add_date(struct field_list *list, const char *name, enum tz_label label,
		     struct taizhang_date date)
{
	struct tz_field *field = add(list, name, label, TZ_FIELD_TEXT);

	field->text = taizhang_date_format(&date, field->date);
}

static void add_answer(struct field_list *list, const char *name, enum tz_label label,
		       enum taizhang_answer answer)
{
	add(list, name, label, TZ_FIELD_ANSWER)->number = answer;
}

static void add_number(struct field_list *list, const char *name, enum tz_label label, long number)
{
	add(list, name, label, TZ_FIELD_NUMBER)->number = number;
}

static void add_normative(struct field_list *list, const struct taizhang_record *record)
{
	add_text(list, "number", TZ_L_NUMBER, taizhang_normative_number(record));
	add_text(list, "issuer", TZ_L_ISSUER, taizhang_normative_issuer(record));
	add_date(list, "date", TZ_L_DATE, taizhang_normative_date(record));
	add_answer(list, "sealed", TZ_L_SEALED, taizhang_normative_sealed(record));
	add_answer(list, "provincial-opinion", TZ_L_PROVINCIAL_OPINION,
		   taizhang_normative_provincial_opinion(record));
}

static void add_report(struct field_list *list, const struct taizhang_record *record)
{
	add_text(list, "author", TZ_L_AUTHOR, taizhang_report_author(record));
	add_date(list, "date", TZ_L_REPORT_DATE, taizhang_report_date(record));
	add_number(list, "words", TZ_L_WORDS, taizhang_report_words(record));
	add_text(list, "sources", TZ_L_SOURCES, taizhang_report_sources(record));
}

static void add_image(struct field_list *list, const struct taizhang_record *record)
{
	unsigned int width = taizhang_image_width(record), height = taizhang_image_height(record);
	const char *origin = taizhang_list_name(TAIZHANG_LIST_ORIGIN, taizhang_image_origin(record));

	for (unsigned int i = 0; i < TAIZHANG_NUM_CAPTIONS; i++) {
		enum taizhang_caption element = (enum taizhang_caption)(1u << i);

		add_text(list, taizhang_list_name(TAIZHANG_LIST_CAPTION, element),
			 (enum tz_label)(TZ_L_CAPTION_TIME + i), taizhang_image_caption(record, element));
	}
	add_text(list, "origin", TZ_L_ORIGIN, origin);
	add_date(list, "taken", TZ_L_TAKEN, taizhang_image_taken(record));
	add_number(list, "width", TZ_L_WIDTH, width ? (long)width : -1);
	add_number(list, "height", TZ_L_HEIGHT, height ? (long)height : -1);
}

static void add_table(struct field_list *list, const struct taizhang_record *record)
{
	add_text(list, "period", TZ_L_PERIOD, taizhang_table_period(record));
	add_text(list, "statistical-scope", TZ_L_STATISTICAL_SCOPE,
		 taizhang_table_statistical_scope(record));
	add_text(list, "data-source", TZ_L_DATA_SOURCE, taizhang_table_data_source(record));
	add_answer(list, "sealed", TZ_L_SEALED, taizhang_table_sealed(record));
}

size_t tz_render_record_fields(const struct taizhang_record *record,
			struct tz_field fields[TZ_NUM_FIELDS_MAX])
{
	struct field_list list = {fields, 0};

	switch (taizhang_record_kind(record)) {
	case TAIZHANG_KIND_NORMATIVE:
		add_normative(&list, record);
		break;
	case TAIZHANG_KIND_REPORT:
		add_report(&list, record);
		break;
	case TAIZHANG_KIND_IMAGE:
		add_image(&list, record);
		break;
	case TAIZHANG_KIND_TABLE:
		add_table(&list, record);
		break;
	case TAIZHANG_KIND_NONE:
		break;
	}
	add_text(&list, "unit", TZ_L_RECORD_UNIT, taizhang_record_unit(record));
	add_text(&list, "evidence", TZ_L_EVIDENCE, taizhang_record_evidence(record));
	add_text(&list, "note", TZ_L_NOTE_FIELD, taizhang_record_note(record));
	return list.num;
}

const char *tz_field_value(const struct tz_field *field, enum taizhang_lang lang,
			   char buf[TZ_FIELD_VALUE_SIZE])
{
	switch (field->type) {
	case TZ_FIELD_TEXT:
		/* A closed list shows its label. */
		if (field->label == TZ_L_ORIGIN) {
			const char *label = taizhang_list_label(TAIZHANG_LIST_ORIGIN,
				taizhang_list_value(TAIZHANG_LIST_ORIGIN, field->text), lang);

			return label ? label : "";
		}
		return field->text;
	case TZ_FIELD_NUMBER:
		if (field->number < 0)
			return "";
		snprintf(buf, TZ_FIELD_VALUE_SIZE, "%ld", field->number);
		return buf;
	case TZ_FIELD_ANSWER:
		if (field->number == TAIZHANG_UNKNOWN)
			return "";
		return tz_label(field->number == TAIZHANG_YES ? TZ_L_YES : TZ_L_NO, lang);
	}
	return "";
}
