/* SPDX-License-Identifier: MIT */
/* status.c: a ledger summed up: items by state and by group, coverage, the share of the score at risk. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/index.h"
#include "check/check.h"

#define NUM_GROUPS 3

struct rows {
	struct taizhang_status_row *list;	/* in the order of the catalogue */
	size_t num, capacity;
	struct tz_index index;			/* key -> row */
};

struct taizhang_status {
	struct taizhang_status_row total;
	struct rows groups[NUM_GROUPS];
	struct item {
		enum taizhang_item_state state;	/* 0: not in scope */
		size_t errors, warnings, notes;
	} *items;				/* by item index */
	size_t num_items;
	char **keys; /* copies of the units' names: a ledger may be changed later */
	size_t num_keys, keys_capacity;
	size_t covered_items, covered_indicators, indicators, covered_contents, contents;
	char at_risk[32];
};

/* The row of a key, made where it is not there yet; NULL on failure. */
static struct taizhang_status_row *want_row(struct taizhang_status *status,
					    enum taizhang_group group, const char *key,
					    struct taizhang_error *err)
{
	struct rows *rows = &status->groups[group - 1];
	size_t place = tz_index_get(&rows->index, key);
	char *copy;

	if (place != TZ_INDEX_NONE)
		return &rows->list[place];
	if (tz_array_grow(&rows->list, rows->num, &rows->capacity, sizeof *rows->list, err) != 0 ||
	    tz_array_grow(&status->keys, status->num_keys, &status->keys_capacity,
			  sizeof *status->keys, err) != 0)
		return NULL;
	copy = tz_strdup(key, err);
	if (!copy)
		return NULL;
	status->keys[status->num_keys++] = copy;
	if (tz_index_put(&rows->index, copy, rows->num, err) != 0)
		return NULL;
	rows->list[rows->num] = (struct taizhang_status_row){.key = copy};
	return &rows->list[rows->num++];
}

static void count_finding(const struct taizhang_finding *finding, size_t *errors, size_t *warnings,
			  size_t *notes)
{
	switch (taizhang_finding_severity(finding)) {
	case TAIZHANG_ERROR:
		++*errors;
		break;
	case TAIZHANG_WARNING:
		++*warnings;
		break;
	default:
		++*notes;
	}
}

/* Findings carry codes as the catalogue writes them. */
static int take_findings(struct taizhang_status *status, const struct taizhang_ledger *ledger,
			 const struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_index codes = TZ_INDEX_INIT;
	int result = 0;

	for (size_t i = 0; i < taizhang_ledger_num_items(ledger) && result == 0; i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);

		result = tz_index_put(&codes, taizhang_node_code(item),
				      taizhang_node_item_index(item), err);
	}
	for (size_t i = 0; i < taizhang_findings_num(findings) && result == 0; i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(findings, i);
		size_t index = tz_index_get(&codes, taizhang_finding_item(finding));

		if (index != TZ_INDEX_NONE)
			count_finding(finding, &status->items[index].errors,
				      &status->items[index].warnings, &status->items[index].notes);
	}
	tz_index_free(&codes);
	status->total.errors = taizhang_findings_count(findings, TAIZHANG_ERROR);
	status->total.warnings = taizhang_findings_count(findings, TAIZHANG_WARNING);
	status->total.notes = taizhang_findings_count(findings, TAIZHANG_NOTE);
	return result;
}

/* One item as a row of its own. */
static struct taizhang_status_row sum_item(struct taizhang_status *status,
					   const struct taizhang_ledger *ledger,
					   const struct taizhang_node *node,
					   const struct taizhang_date *today)
{
	struct item *item = &status->items[taizhang_node_item_index(node)];
	struct taizhang_date deadline = taizhang_assignment_deadline(ledger, node);
	struct taizhang_status_row row = {.items = 1,
					  .errors = item->errors,
					  .warnings = item->warnings,
					  .notes = item->notes,
					  .records = taizhang_ledger_num_records(ledger, node)};

	item->state = !row.records ? TAIZHANG_ITEM_EMPTY
		    : item->errors ? TAIZHANG_ITEM_INCOMPLETE : TAIZHANG_ITEM_COMPLETE;
	row.empty = item->state == TAIZHANG_ITEM_EMPTY;
	row.incomplete = item->state == TAIZHANG_ITEM_INCOMPLETE;
	row.complete = item->state == TAIZHANG_ITEM_COMPLETE;
	row.overdue = !row.complete && tz_check_is_overdue(&deadline, today);
	for (size_t i = 0; i < row.records; i++) {
		const struct taizhang_record *record = taizhang_ledger_get_record(ledger, node, i);

		for (size_t k = 0; k < taizhang_record_num_files(record); k++) {
			const struct taizhang_file *file = taizhang_record_get_file(record, k);

			if (taizhang_file_is_missing(file))
				continue;
			row.files++;
			row.bytes += taizhang_file_size(file);
		}
	}
	return row;
}

static void add_row(struct taizhang_status_row *to, const struct taizhang_status_row *row)
{
	to->items += row->items;
	to->complete += row->complete;
	to->incomplete += row->incomplete;
	to->empty += row->empty;
	to->overdue += row->overdue;
	to->records += row->records;
	to->files += row->files;
	to->bytes += row->bytes;
	to->errors += row->errors;
	to->warnings += row->warnings;
	to->notes += row->notes;
}

static int add_item(struct taizhang_status *status, const struct taizhang_ledger *ledger,
		    const struct taizhang_node *node, const struct taizhang_date *today,
		    struct taizhang_error *err)
{
	const char *keys[NUM_GROUPS] = {
		taizhang_node_code(taizhang_node_ancestor(node, TAIZHANG_LEVEL_PROJECT)),
		taizhang_list_name(TAIZHANG_LIST_KIND, taizhang_node_kind(node)),
		tz_check_unit(ledger, node),
	};
	struct taizhang_status_row row = sum_item(status, ledger, node, today), whole = row;

	for (int i = 0; i < NUM_GROUPS; i++) {
		struct taizhang_status_row *to = want_row(status, (enum taizhang_group)(i + 1),
							  keys[i] ? keys[i] : "", err);

		if (!to)
			return -1;
		add_row(to, &row);
	}
	/* The findings of the whole are counted already, with those that name no item. */
	whole.errors = whole.warnings = whole.notes = 0;
	add_row(&status->total, &whole);
	status->covered_items += row.records > 0;
	return 0;
}

/* Counts the nodes of a level with items in scope, and those all of whose items in scope have a record. The items of a
 * node stand together in the order of the catalogue. */
static void cover(const struct taizhang_status *status, const struct taizhang_ledger *ledger,
		  enum taizhang_level level, size_t *covered, size_t *all)
{
	const struct taizhang_node *last = NULL;
	bool whole = false;

	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);
		const struct taizhang_node *node = taizhang_node_ancestor(item, level);

		if (node != last) {
			*covered += whole;
			++*all;
			whole = true;
			last = node;
		}
		if (status->items[taizhang_node_item_index(item)].state == TAIZHANG_ITEM_EMPTY)
			whole = false;
	}
	*covered += whole;
}

/* A share such as "73" or "72.5" in millionths; -1 where it is none. */
static int64_t read_share(const char *text)
{
	int64_t value = 0, unit = 1000000;
	bool fraction = false;

	if (!*text)
		return -1;
	for (; *text; text++) {
		if (*text == '.' && !fraction) {
			fraction = true;
			continue;
		}
		if (*text < '0' || *text > '9' || value > 1000 * INT64_C(1000000))
			return -1;
		if (!fraction)
			value = value * 10 + (*text - '0') * INT64_C(1000000);
		else
			value += (*text - '0') * (unit /= 10);
	}
	return value;
}

/* share × items not complete ÷ all items, rounded half up to two places, without trailing zeros. */
static void compute_risk(struct taizhang_status *status, const struct taizhang_catalog *catalog)
{
	int64_t share = read_share(taizhang_catalog_material_share(catalog));
	int64_t items = (int64_t)taizhang_catalog_num_items(catalog);
	int64_t open = (int64_t)(status->total.items - status->total.complete), hundredths;

	if (share < 0 || items == 0)
		return;
	hundredths = (2 * share * open + 10000 * items) / (20000 * items);
	if (hundredths % 100 == 0)
		snprintf(status->at_risk, sizeof status->at_risk, "%" PRId64, hundredths / 100);
	else if (hundredths % 10 == 0)
		snprintf(status->at_risk, sizeof status->at_risk, "%" PRId64 ".%" PRId64,
			 hundredths / 100, hundredths % 100 / 10);
	else
		snprintf(status->at_risk, sizeof status->at_risk, "%" PRId64 ".%02" PRId64,
			 hundredths / 100, hundredths % 100);
}

static int fill(struct taizhang_status *status, const struct taizhang_ledger *ledger,
		const struct taizhang_findings *findings, const struct taizhang_date *today,
		struct taizhang_error *err)
{
	const struct taizhang_catalog *catalog = taizhang_ledger_catalog(ledger);

	status->total.key = "";
	status->num_items = taizhang_catalog_num_items(catalog);
	status->items = calloc(status->num_items + 1, sizeof *status->items);
	if (!status->items)
		return tz_error_nomem(err);
	if (take_findings(status, ledger, findings, err) != 0)
		return -1;
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++)
		if (add_item(status, ledger, taizhang_ledger_get_item(ledger, i), today, err) != 0)
			return -1;
	cover(status, ledger, TAIZHANG_LEVEL_INDICATOR, &status->covered_indicators,
	      &status->indicators);
	cover(status, ledger, TAIZHANG_LEVEL_CONTENT, &status->covered_contents, &status->contents);
	compute_risk(status, catalog);
	return 0;
}

TAIZHANG_API struct taizhang_status *taizhang_status_new(const struct taizhang_ledger *ledger,
							 const struct taizhang_findings *findings,
							 const struct taizhang_date *date,
							 struct taizhang_error *err)
{
	static const struct taizhang_date no_date = {0, 0, 0};
	struct taizhang_status *status;

	if (!ledger || !findings) {
		tz_error_inval(err, ledger ? "findings" : "ledger");
		return NULL;
	}
	if (date && date->year && !taizhang_date_is_valid(date)) {
		tz_error_inval(err, "date");
		return NULL;
	}
	status = calloc(1, sizeof *status);
	if (!status) {
		tz_error_nomem(err);
		return NULL;
	}
	if (fill(status, ledger, findings, date ? date : &no_date, err) != 0) {
		taizhang_status_free(status);
		return NULL;
	}
	return status;
}

TAIZHANG_API void taizhang_status_free(struct taizhang_status *status)
{
	if (!status)
		return;
	for (int i = 0; i < NUM_GROUPS; i++) {
		free(status->groups[i].list);
		tz_index_free(&status->groups[i].index);
	}
	for (size_t i = 0; i < status->num_keys; i++)
		free(status->keys[i]);
	free(status->keys);
	free(status->items);
	free(status);
}

TAIZHANG_API const struct taizhang_status_row *taizhang_status_total(
	const struct taizhang_status *status)
{
	return status ? &status->total : NULL;
}

static const struct rows *rows_of(const struct taizhang_status *status, enum taizhang_group group)
{
	return status && group >= TAIZHANG_GROUP_PROJECT && group <= TAIZHANG_GROUP_UNIT
		? &status->groups[group - 1] : NULL;
}

TAIZHANG_API size_t taizhang_status_num_rows(const struct taizhang_status *status,
					     enum taizhang_group group)
{
	const struct rows *rows = rows_of(status, group);

	return rows ? rows->num : 0;
}

TAIZHANG_API const struct taizhang_status_row *taizhang_status_get_row(
	const struct taizhang_status *status, enum taizhang_group group, size_t index)
{
	const struct rows *rows = rows_of(status, group);

	return rows && index < rows->num ? &rows->list[index] : NULL;
}

TAIZHANG_API enum taizhang_item_state taizhang_status_item(const struct taizhang_status *status,
							   const struct taizhang_node *item)
{
	size_t index = taizhang_node_item_index(item);

	return status && index < status->num_items ? status->items[index].state
						   : (enum taizhang_item_state)0;
}

TAIZHANG_API size_t taizhang_status_covered_items(const struct taizhang_status *status)
{
	return status ? status->covered_items : 0;
}

TAIZHANG_API size_t taizhang_status_covered_indicators(const struct taizhang_status *status,
						       size_t *of)
{
	if (of)
		*of = status ? status->indicators : 0;
	return status ? status->covered_indicators : 0;
}

TAIZHANG_API size_t taizhang_status_covered_contents(const struct taizhang_status *status,
						     size_t *of)
{
	if (of)
		*of = status ? status->contents : 0;
	return status ? status->covered_contents : 0;
}

TAIZHANG_API const char *taizhang_status_share_at_risk(const struct taizhang_status *status)
{
	return status ? status->at_risk : "";
}
