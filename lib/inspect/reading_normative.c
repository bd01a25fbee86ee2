/* SPDX-License-Identifier: MIT */
/* reading_normative.c: what an official document says of itself (GB/T 9704-2012), and what a report does */
#include <stdlib.h>
#include <string.h>

#include <taizhang/record.h>

#include "inspect/reading_head.h"
#include "inspect/reading_list.h"

/* The text of one document. */
struct document {
	struct tz_lines lines;
	struct tz_head head;
	struct tz_sign sign;
};

static int read_document(const struct taizhang_facts *facts, bool relaxed, struct document *d, struct taizhang_error *err)
{
	memset(d, 0, sizeof *d);
	if (tz_lines_read(&d->lines, taizhang_facts_text(facts, NULL), err) < 0 || tz_head_read(&d->lines, relaxed, &d->head, err) < 0)
		return -1;
	return tz_sign_read(&d->lines, d->head.body, relaxed, &d->sign, err);
}

static void free_document(struct document *d)
{
	tz_sign_free(&d->sign);
	tz_head_free(&d->head);
	tz_lines_free(&d->lines);
}

/* 示例市教育局关于…: the unit with which a title begins; bytes of it. */
static size_t unit_of_title(const char *title)
{
	const char *end = strstr(title, "关于");
	char text[TZ_LINE_MOST + 1];
	size_t size = end ? (size_t)(end - title) : 0;

	if (!size || size >= sizeof text)
		return 0;
	memcpy(text, title, size);
	text[size] = '\0';
	return tz_line_is_agency(text) ? size : 0;
}

/* All who signed; where they are others than the head says, the head. */
static int add_units(const struct document *d, const char *field, struct tz_readings *readings, struct taizhang_error *err)
{
	const struct tz_agencies *sign = &d->sign.agencies, *head = &d->head.agencies, *taken = head;
	char place[TZ_LINE_PLACE], name[TZ_LINE_MOST + 1];
	size_t size;

	if (!head->num || (sign->num >= head->num && strstr(tz_buffer_text(&sign->names), tz_buffer_text(&head->names))))
		taken = sign;
	if (!taken->num && head->num)
		taken = head;
	if (!taken->num)
		taken = &d->head.told;
	if (taken->num)
		return tz_readings_add(readings, field, tz_buffer_text(&taken->names), tz_line_place(taken->line, place), err);
	size = d->head.title_line ? unit_of_title(tz_buffer_text(&d->head.title)) : 0;
	if (!size)
		return 0;
	memcpy(name, d->head.title.data, size);
	name[size] = '\0';
	return tz_readings_add(readings, field, name, tz_line_place(d->head.title_line, place), err);
}

/* The year of a document's number is that of its date, or next to it. */
static bool fits_number(const struct document *d, const struct taizhang_date *date)
{
	struct taizhang_document_number number;

	if (!d->head.number_line || taizhang_document_number_parse(tz_buffer_text(&d->head.number), &number, NULL) < 0)
		return true;
	return date->year >= number.year - 1 && date->year <= number.year + 1;
}

static int add_date(const struct document *d, struct tz_readings *readings, struct taizhang_error *err)
{
	const struct tz_line *line = d->sign.date_line;
	struct taizhang_date date = d->sign.date;
	char place[TZ_LINE_PLACE];

	if (!line) {
		line = d->head.date_line ? d->head.date_line : d->head.told_date_line;
		date = d->head.date_line ? d->head.date : d->head.told_date;
	}
	if (!line || !fits_number(d, &date))
		return 0;
	return tz_readings_add_date(readings, "date", &date, tz_line_place(line, place), err);
}

static int add_title(const struct document *d, struct tz_readings *readings, struct taizhang_error *err)
{
	char place[TZ_LINE_PLACE];

	return d->head.title_line ? tz_readings_add(readings, "title", tz_buffer_text(&d->head.title),
						    tz_line_place(d->head.title_line, place), err) : 0;
}

int tz_readings_normative(const struct taizhang_facts *facts, struct tz_readings *readings, struct taizhang_error *err)
{
	struct document d;
	char place[TZ_LINE_PLACE];
	int result = read_document(facts, false, &d, err);

	if (result == 0 && d.head.number_line)
		result = tz_readings_add(readings, "number", tz_buffer_text(&d.head.number), tz_line_place(d.head.number_line, place), err);
	if (result == 0)
		result = add_title(&d, readings, err);
	if (result == 0)
		result = add_units(&d, "issuer", readings, err);
	if (result == 0)
		result = add_date(&d, readings, err);
	free_document(&d);
	return result;
}

int tz_readings_report(const struct taizhang_facts *facts, struct tz_readings *readings, struct taizhang_error *err)
{
	const struct taizhang_fact *words = tz_readings_fact(facts, TZ_FACT_WORDS);
	struct document d;
	int result = read_document(facts, true, &d, err);

	if (result == 0)
		result = add_title(&d, readings, err);
	if (result == 0)
		result = add_units(&d, "author", readings, err);
	if (result == 0)
		result = add_date(&d, readings, err);
	if (result == 0 && words && words->number > 0)
		result = tz_readings_add(readings, "words", words->value, words->place, err);
	free_document(&d);
	return result;
}
