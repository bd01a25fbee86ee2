/* SPDX-License-Identifier: MIT */
/* reading.c: the list of what a file says of its record's fields, and the readings that need no more than a fact or two */
#include "inspect/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "inspect/reading_list.h"

#define LEAST_YEAR 1990		/* no digital camera is older */

int tz_readings_add(struct tz_readings *readings, const char *field, const char *value, const char *place, struct taizhang_error *err)
{
	struct tz_reading reading = {.field = field};

	if (!value || !*value)
		return 0;
	if (tz_array_grow(&readings->entries, readings->num, &readings->capacity, sizeof *readings->entries, err) < 0)
		return -1;
	reading.value = tz_strdup(value, err);
	reading.place = tz_strdup(place ? place : "", err);
	if (!reading.value || !reading.place) {
		free(reading.value);
		free(reading.place);
		return -1;
	}
	readings->entries[readings->num++] = reading;
	return 0;
}

int tz_readings_add_date(struct tz_readings *readings, const char *field, const struct taizhang_date *date, const char *place,
			 struct taizhang_error *err)
{
	char text[TAIZHANG_DATE_SIZE];

	return tz_readings_add(readings, field, taizhang_date_format(date, text), place, err);
}

void tz_readings_free(struct tz_readings *readings)
{
	for (size_t i = 0; i < readings->num; i++) {
		free(readings->entries[i].value);
		free(readings->entries[i].place);
		free(readings->entries[i].unit);
	}
	free(readings->entries);
	*readings = (struct tz_readings){NULL, 0, 0};
}

const struct taizhang_fact *tz_readings_fact(const struct taizhang_facts *facts, enum tz_fact_id id)
{
	size_t num;

	return tz_facts_all(facts, id, &num);
}

/* A camera whose clock was never set says the first days of its epoch. */
static bool is_taken(const struct taizhang_date *date)
{
	static const struct taizhang_date resets[] = {
		{2000, 1, 1}, {2001, 1, 1}, {2002, 1, 1}, {2003, 1, 1}, {2004, 1, 1}, {2005, 1, 1}, {2010, 1, 1}, {2012, 1, 1}, {2015, 1, 1},
	};

	for (size_t i = 0; i < sizeof resets / sizeof *resets; i++)
		if (taizhang_date_compare(date, &resets[i]) == 0)
			return false;
	return date->year >= LEAST_YEAR && date->day;
}

static int read_taken(const struct taizhang_facts *facts, struct tz_readings *readings, struct taizhang_error *err)
{
	const struct taizhang_fact *fact = tz_readings_fact(facts, TZ_FACT_TAKEN);
	struct taizhang_date date;
	char day[11] = "";

	if (!fact)
		return 0;
	/* the day of what may have a time behind it; Exif parts it by colons */
	memcpy(day, fact->value, strnlen(fact->value, sizeof day - 1));
	for (char *p = day; *p; p++)
		if (*p == ':')
			*p = '-';
	if (taizhang_date_parse(day, &date, NULL) < 0 || !is_taken(&date))
		return 0;
	return tz_readings_add_date(readings, "taken", &date, *fact->place ? fact->place : "Exif", err);
}

int tz_readings_image(const struct taizhang_facts *facts, struct tz_readings *readings, struct taizhang_error *err)
{
	const struct taizhang_fact *width = tz_readings_fact(facts, TZ_FACT_WIDTH), *height = tz_readings_fact(facts, TZ_FACT_HEIGHT);
	const struct taizhang_fact *gps = tz_readings_fact(facts, TZ_FACT_GPS);

	if (read_taken(facts, readings, err) < 0)
		return -1;
	if (width && height && width->number > 0 && height->number > 0 &&
	    (tz_readings_add(readings, "width", width->value, width->place, err) < 0 ||
	     tz_readings_add(readings, "height", height->value, height->place, err) < 0))
		return -1;
	return gps ? tz_readings_add(readings, "place", gps->value, *gps->place ? gps->place : "Exif GPS", err) : 0;
}
