/* SPDX-License-Identifier: MIT */
/* check_image_content.c: what pictures are: large and sharp enough, taken when and where they should be. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "check/check.h"
#include "check/differs.h"
#include "inspect/reading.h"

/* Below this a picture tells nothing on a page; what messengers make of photographs is above it. */
#define LEAST_SHORT 480
#define LEAST_LONG 640
#define LEAST_TEXT "640x480"
/* The variance of the Laplacian (lib/inspect/pixels.h). Of 23 photographs by cameras and telephones the smoothest had 32, the middle one 1,226; blurred
 * by a Gaussian of 1.5 pixels at 960 pixels wide they had 4 to 89, of 3 pixels 2 to 13, of 5 pixels 1 to 4. So this names what is plainly
 * blurred, and is a third of what the smoothest sharp one has. */
#define LEAST_SHARPNESS 10

static struct tz_place_found place_of(const struct tz_survey_file *file)
{
	return (struct tz_place_found){.record = taizhang_record_ordinal(file->record), .file = taizhang_file_path(file->file)};
}

static int check_size(struct tz_check_batch *batch, const struct tz_survey_file *file, struct taizhang_error *err)
{
	int64_t width = tz_facts_number(file->facts, TZ_FACT_WIDTH, 0), height = tz_facts_number(file->facts, TZ_FACT_HEIGHT, 0);
	struct tz_place_found place = place_of(file);
	char found[48];

	if (!width || !height || ((width < height ? width : height) >= LEAST_SHORT && (width < height ? height : width) >= LEAST_LONG))
		return 0;
	snprintf(found, sizeof found, "%" PRId64 "x%" PRId64, width, height);
	place.expected = LEAST_TEXT;
	place.found = found;
	return tz_check_add(batch, TZ_F_IMAGE_SMALL, &place, err);
}

static int check_sharpness(struct tz_check_batch *batch, const struct tz_survey_file *file, struct taizhang_error *err)
{
	struct tz_place_found place = place_of(file);

	/* Drawings and screens have large even areas, and are not out of focus. */
	if (taizhang_image_origin(file->record) == TAIZHANG_ORIGIN_SCREENSHOT ||
	    tz_facts_number(file->facts, TZ_FACT_SHARPNESS, LEAST_SHARPNESS) >= LEAST_SHARPNESS)
		return 0;
	return tz_check_add(batch, TZ_F_IMAGE_UNSHARP, &place, err);
}

/* The day that was entered: the date taken, or else the time of the caption. */
static int entered_day(const struct taizhang_record *record, struct taizhang_date *date, const char **field, const char **label,
		       struct taizhang_error *err)
{
	*date = taizhang_image_taken(record);
	*field = "taken";
	*label = "拍摄日期";
	if (date->year)
		return 0;
	*field = "time";
	*label = "时间";
	return tz_check_period_date(taizhang_image_caption(record, TAIZHANG_CAPTION_TIME), date, err);
}

/* The day on which the file says that it was taken; no date where it says none that can be. */
static int read_day(const struct taizhang_facts *facts, struct taizhang_date *date, struct taizhang_error *err)
{
	struct tz_readings readings = {NULL, 0, 0};
	int result = tz_readings_image(facts, &readings, err);

	*date = (struct taizhang_date){0, 0, 0};
	for (size_t i = 0; result == 0 && i < readings.num; i++)
		if (strcmp(readings.entries[i].field, "taken") == 0)
			result = taizhang_date_parse(readings.entries[i].value, date, err);
	tz_readings_free(&readings);
	return result;
}

static int check_taken(struct tz_check *c, struct tz_check_batch *batch, const struct tz_survey_file *file,
		       struct taizhang_error *err)
{
	enum taizhang_origin origin = taizhang_image_origin(file->record);
	struct tz_place_found place = place_of(file);
	struct taizhang_date date, entered;
	char day[TAIZHANG_DATE_SIZE], other[TAIZHANG_DATE_SIZE], window[TZ_CHECK_WINDOW];

	/* Of a press page or a screen the file knows when it was photographed, not when it appeared. */
	if (origin == TAIZHANG_ORIGIN_PRESS || origin == TAIZHANG_ORIGIN_SCREENSHOT)
		return 0;
	if (read_day(file->facts, &date, err) != 0)
		return -1;
	if (!date.year)
		return 0;
	taizhang_date_format(&date, day);
	if (entered_day(file->record, &entered, &place.field, &place.label, err) != 0)
		return -1;
	place.found = day;
	if (entered.year && tz_differs_day(&entered, &date)) {
		place.expected = day;
		place.found = taizhang_date_format(&entered, other);
		return tz_check_find(c, CONTENT_DIFFERS, err, .record = place.record, .file = place.file, .field = place.field,
				     .label = place.label, .expected = place.expected, .found = place.found);
	}
	/* Where a day was entered, check_dates.c judges it. */
	if (taizhang_image_taken(file->record).year || tz_check_is_inside(c, TAIZHANG_KIND_IMAGE, &date, window))
		return 0;
	place.field = "taken";
	place.label = NULL;
	place.expected = window;
	return tz_check_add(batch, TZ_F_IMAGE_TAKEN_OUTSIDE, &place, err);
}

static int check_place(struct tz_check *c, struct tz_check_batch *batch, const struct tz_survey_file *file,
		       struct taizhang_error *err)
{
	const char *text = taizhang_ledger_bounds(c->ledger), *gps = tz_facts_value(file->facts, TZ_FACT_GPS);
	struct tz_place_found place = place_of(file);
	struct taizhang_bounds bounds, point;
	char corner[80];

	if (!*text || !gps || taizhang_bounds_parse(text, &bounds, NULL) != 0)
		return 0;
	/* Read as the corner of a box that ends at the pole. */
	snprintf(corner, sizeof corner, "%s,90,180", gps);
	if (taizhang_bounds_parse(corner, &point, NULL) != 0 ||
	    (point.south >= bounds.south && point.south <= bounds.north && point.west >= bounds.west && point.west <= bounds.east))
		return 0;
	place.expected = text;
	place.found = gps;
	return tz_check_add(batch, TZ_F_IMAGE_PLACE_OUTSIDE, &place, err);
}

static int check_file(struct tz_check *c, struct tz_check_batch *batch, const struct tz_survey_file *file,
		      struct taizhang_error *err)
{
	if (!file->facts || taizhang_record_kind(file->record) != TAIZHANG_KIND_IMAGE ||
	    taizhang_file_role(file->file) != TAIZHANG_ROLE_BODY || taizhang_facts_family(file->facts) != TAIZHANG_FAMILY_IMAGE)
		return 0;
	if (check_size(batch, file, err) != 0 || check_sharpness(batch, file, err) != 0)
		return -1;
	return check_taken(c, batch, file, err) == 0 ? check_place(c, batch, file, err) : -1;
}

int tz_check_image_content(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_files && result == 0; i++)
		result = check_file(c, &batch, &c->files[i], err);
	return tz_check_flush(c, &batch, result, err);
}
