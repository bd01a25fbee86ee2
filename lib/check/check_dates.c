/* SPDX-License-Identifier: MIT */
/* check_dates.c: dates inside the window of the item and of the ledger, and not in the future. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "check/check.h"

int tz_check_period_date(const char *period, struct taizhang_date *date, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	char *half, *text;

	*date = (struct taizhang_date){0, 0, 0};
	if (taizhang_date_parse(period, date, &why) == 0)
		return 0;
	if (why.code == TAIZHANG_E_NOMEM)
		return tz_error_nomem(err);
	half = tz_text_halfwidth(period, err);
	if (!half)
		return -1;
	text = tz_text_trim(half);
	if (strspn(text, "0123456789") == 4)
		*date = (struct taizhang_date){.year = atoi(text)};
	free(half);
	return 0;
}

/* The date of a record, or no date, and the field that holds it. */
static int find_date(const struct taizhang_record *record, struct taizhang_date *date,
		     const char **field, struct taizhang_error *err)
{
	*date = (struct taizhang_date){0, 0, 0};
	*field = "date";
	switch (taizhang_record_kind(record)) {
	case TAIZHANG_KIND_NORMATIVE:
		*date = taizhang_normative_date(record);
		return 0;
	case TAIZHANG_KIND_REPORT:
		*date = taizhang_report_date(record);
		return 0;
	case TAIZHANG_KIND_IMAGE:
		*field = "taken";
		*date = taizhang_image_taken(record);
		return 0;
	case TAIZHANG_KIND_TABLE:
		*field = "period";
		return tz_check_period_date(taizhang_table_period(record), date, err);
	default:
		return 0;
	}
}

bool tz_check_is_inside(const struct tz_check *c, enum taizhang_kind kind, const struct taizhang_date *date,
			char window[TZ_CHECK_WINDOW])
{
	const struct taizhang_requirement *requirement = tz_check_requirement(c, kind);
	struct taizhang_date from = taizhang_requirement_from(requirement), to = taizhang_requirement_to(requirement);
	char first[TAIZHANG_DATE_SIZE], last[TAIZHANG_DATE_SIZE];

	/* The item's own window goes before the ledger's. */
	if (!from.year && !to.year) {
		from = taizhang_ledger_from(c->ledger);
		to = taizhang_ledger_to(c->ledger);
	}
	snprintf(window, TZ_CHECK_WINDOW, "%s..%s", taizhang_date_format(&from, first), taizhang_date_format(&to, last));
	return taizhang_date_in_window(date, &from, &to);
}

static int check_record(struct tz_check *c, struct tz_check_batch *batch,
			const struct taizhang_record *record, struct taizhang_error *err)
{
	struct tz_place_found place = {.record = taizhang_record_ordinal(record)};
	struct taizhang_date date;
	char found[TAIZHANG_DATE_SIZE], window[TZ_CHECK_WINDOW];

	if (find_date(record, &date, &place.field, err) != 0)
		return -1;
	if (!date.year)
		return 0;
	place.found = taizhang_date_format(&date, found);
	if (c->options.date.year && taizhang_date_compare(&date, &c->options.date) > 0 &&
	    tz_check_add(batch, TZ_F_DATE_FUTURE, &place, err) != 0)
		return -1;
	if (tz_check_is_inside(c, taizhang_record_kind(record), &date, window))
		return 0;
	place.expected = window;
	return tz_check_add(batch, TZ_F_DATE_OUTSIDE, &place, err);
}

int tz_check_dates(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_records && result == 0; i++)
		result = check_record(c, &batch, tz_check_record(c, i), err);
	return tz_check_flush(c, &batch, result, err);
}
