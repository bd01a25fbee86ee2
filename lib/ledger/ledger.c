/* SPDX-License-Identifier: MIT */
/* ledger.c: the ledger in memory: its life, and what it says of itself. */
#include "ledger/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "ledger/copies.h"

#define LEAST_YEAR 1949		/* no assessment is older than the republic */
#define MOST_YEAR 9999

static const struct taizhang_date no_date = {0, 0, 0};

struct taizhang_ledger *tz_ledger_alloc(const struct taizhang_catalog *catalog,
					struct taizhang_error *err)
{
	struct taizhang_ledger *ledger = calloc(1, sizeof *ledger);

	if (!ledger)
		goto failed;
	ledger->lock = -1;
	ledger->revision = 1;
	ledger->scope = TAIZHANG_SCOPE_ALL;
	/* One more than needed: a catalogue without thresholds is none without memory. */
	ledger->items = calloc(taizhang_catalog_num_items(catalog) + 1, sizeof *ledger->items);
	ledger->scope_items =
		calloc(taizhang_catalog_num_items(catalog) + 1, sizeof *ledger->scope_items);
	ledger->values =
		calloc(taizhang_catalog_num_thresholds(catalog) + 1, sizeof *ledger->values);
	ledger->negatives =
		calloc(taizhang_catalog_num_negatives(catalog) + 1, sizeof *ledger->negatives);
	if (!ledger->items || !ledger->scope_items || !ledger->values || !ledger->negatives)
		goto failed;
	ledger->num_items = taizhang_catalog_num_items(catalog);
	ledger->num_values = taizhang_catalog_num_thresholds(catalog);
	ledger->num_negatives = taizhang_catalog_num_negatives(catalog);
	return ledger;

failed:
	tz_error_nomem(err);
	taizhang_ledger_free(ledger);
	return NULL;
}

static void free_item(struct tz_ledger_item *item)
{
	for (size_t i = 0; i < item->num_records; i++)
		tz_record_free(item->records[i]);
	free(item->records);
	tz_assignment_clear(&item->assignment);
	for (size_t i = 0; i < item->num_events; i++)
		tz_event_clear(&item->events[i]);
	free(item->events);
	tz_extensions_free(&item->extensions);
	tz_extensions_free(&item->scope_extensions);
}

static void free_values(struct taizhang_ledger *ledger)
{
	for (size_t i = 0; i < ledger->num_values; i++)
		tz_value_clear(&ledger->values[i]);
	free(ledger->values);
	for (size_t i = 0; i < ledger->num_negatives; i++)
		tz_negative_clear(&ledger->negatives[i]);
	free(ledger->negatives);
}

TAIZHANG_API void taizhang_ledger_free(struct taizhang_ledger *ledger)
{
	if (!ledger)
		return;
	tz_copies_take_back(ledger, 0);
	free(ledger->copies);
	for (size_t i = 0; i < ledger->num_items; i++)
		free_item(&ledger->items[i]);
	free(ledger->items);
	free_values(ledger);
	free(ledger->scope_items);
	free(ledger->directory);
	free(ledger->city);
	free(ledger->unit);
	free(ledger->contact);
	free(ledger->bounds);
	free(ledger->supersedes);
	free(ledger->scope_unit);
	tz_extensions_free(&ledger->extensions);
	tz_extensions_free(&ledger->scope_extensions);
	taizhang_catalog_free(ledger->catalog);
	if (ledger->lock >= 0)
		close(ledger->lock);
	free(ledger);
}

TAIZHANG_API void taizhang_text_free(char *text)
{
	free(text);
}

int tz_ledger_check_text(const char *text, const char *name, struct taizhang_error *err)
{
	int32_t c;

	if (!text)
		return 0;
	if (!tz_text_is_utf8(text, strlen(text)))
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_UTF8, name);
	for (const char *p = text; *p; p += tz_text_next(p, &c)) {
		tz_text_next(p, &c);
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF)
			return tz_error_detail(err, TAIZHANG_E_INVAL, TZ_MSG_VALUE, name, text);
	}
	return 0;
}

int tz_ledger_set_text(char **slot, const char *text, const char *name, struct taizhang_error *err)
{
	if (tz_ledger_check_text(text, name, err) < 0)
		return -1;
	return tz_set_string(slot, text, err);
}

int tz_ledger_set_date(struct taizhang_date *slot, const struct taizhang_date *date,
		       const char *name, struct taizhang_error *err)
{
	char text[64];

	if (!date || (!date->year && !date->month && !date->day)) {
		*slot = no_date;
		return 0;
	}
	if (!taizhang_date_is_valid(date)) {
		snprintf(text, sizeof text, "%d-%d-%d", date->year, date->month, date->day);
		return tz_error_detail(err, TAIZHANG_E_INVAL, TZ_MSG_DATE, name, text);
	}
	*slot = *date;
	return 0;
}

int tz_ledger_set_answer(enum taizhang_answer *slot, enum taizhang_answer answer, const char *name,
			 struct taizhang_error *err)
{
	if (answer != TAIZHANG_UNKNOWN && answer != TAIZHANG_NO && answer != TAIZHANG_YES)
		return tz_error_inval(err, name);
	*slot = answer;
	return 0;
}

struct tz_ledger_item *tz_ledger_item(const struct taizhang_ledger *ledger,
				      const struct taizhang_node *item)
{
	size_t index = item ? taizhang_node_item_index(item) : (size_t)-1;

	/* A node of another catalogue may have an index too, so it is asked for its own place. */
	if (!ledger || index >= ledger->num_items ||
	    taizhang_catalog_get_item(ledger->catalog, index) != item)
		return NULL;
	return &ledger->items[index];
}

TAIZHANG_API const char *taizhang_ledger_directory(const struct taizhang_ledger *ledger)
{
	return ledger ? ledger->directory : NULL;
}

TAIZHANG_API const struct taizhang_catalog *
taizhang_ledger_catalog(const struct taizhang_ledger *ledger)
{
	return ledger ? ledger->catalog : NULL;
}

TAIZHANG_API const char *taizhang_ledger_city(const struct taizhang_ledger *ledger)
{
	return ledger && ledger->city ? ledger->city : "";
}

TAIZHANG_API int taizhang_ledger_set_city(struct taizhang_ledger *ledger, const char *city,
					  struct taizhang_error *err)
{
	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (tz_text_is_blank(city))
		return tz_error_inval(err, "city");
	return tz_ledger_set_text(&ledger->city, city, "city", err);
}

TAIZHANG_API int taizhang_ledger_year(const struct taizhang_ledger *ledger)
{
	return ledger ? ledger->year : 0;
}

TAIZHANG_API int taizhang_ledger_set_year(struct taizhang_ledger *ledger, int year,
					  struct taizhang_error *err)
{
	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (year < LEAST_YEAR || year > MOST_YEAR)
		return tz_error_inval(err, "year");
	ledger->year = year;
	return 0;
}

TAIZHANG_API const char *taizhang_ledger_unit(const struct taizhang_ledger *ledger)
{
	return ledger && ledger->unit ? ledger->unit : "";
}

TAIZHANG_API int taizhang_ledger_set_unit(struct taizhang_ledger *ledger, const char *unit,
					  struct taizhang_error *err)
{
	if (!ledger)
		return tz_error_inval(err, "ledger");
	return tz_ledger_set_text(&ledger->unit, unit, "unit", err);
}

TAIZHANG_API const char *taizhang_ledger_contact(const struct taizhang_ledger *ledger)
{
	return ledger && ledger->contact ? ledger->contact : "";
}

TAIZHANG_API int taizhang_ledger_set_contact(struct taizhang_ledger *ledger, const char *contact,
					     struct taizhang_error *err)
{
	if (!ledger)
		return tz_error_inval(err, "ledger");
	return tz_ledger_set_text(&ledger->contact, contact, "contact", err);
}

TAIZHANG_API struct taizhang_date taizhang_ledger_from(const struct taizhang_ledger *ledger)
{
	return ledger ? ledger->from : no_date;
}

TAIZHANG_API struct taizhang_date taizhang_ledger_to(const struct taizhang_ledger *ledger)
{
	return ledger ? ledger->to : no_date;
}

TAIZHANG_API int taizhang_ledger_set_window(struct taizhang_ledger *ledger,
					    const struct taizhang_date *from,
					    const struct taizhang_date *to,
					    struct taizhang_error *err)
{
	struct taizhang_date first, last;
	char where[2 * TAIZHANG_DATE_SIZE + 4], a[TAIZHANG_DATE_SIZE], b[TAIZHANG_DATE_SIZE];

	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (tz_ledger_set_date(&first, from, "from", err) < 0 ||
	    tz_ledger_set_date(&last, to, "to", err) < 0)
		return -1;
	/* At its own precision: 2017-08..2017 is a window, because the year ends later. */
	if (first.year && last.year && taizhang_date_compare(&first, &last) > 0 &&
	    !taizhang_date_in_window(&first, NULL, &last)) {
		snprintf(where, sizeof where, "%s..%s", taizhang_date_format(&first, a),
			 taizhang_date_format(&last, b));
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_LEDGER_WINDOW, where);
	}
	ledger->from = first;
	ledger->to = last;
	return 0;
}

TAIZHANG_API unsigned int taizhang_ledger_revision(const struct taizhang_ledger *ledger)
{
	return ledger ? ledger->revision : 0;
}

TAIZHANG_API int taizhang_ledger_set_revision(struct taizhang_ledger *ledger, unsigned int revision,
					      const char *supersedes, struct taizhang_error *err)
{
	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (!revision)
		return tz_error_inval(err, "revision");
	if (tz_ledger_set_text(&ledger->supersedes, supersedes, "supersedes", err) < 0)
		return -1;
	ledger->revision = revision;
	return 0;
}

TAIZHANG_API const char *taizhang_ledger_supersedes(const struct taizhang_ledger *ledger)
{
	return ledger && ledger->supersedes ? ledger->supersedes : "";
}

TAIZHANG_API int64_t taizhang_ledger_changed(const struct taizhang_ledger *ledger)
{
	return ledger ? ledger->changed : 0;
}
