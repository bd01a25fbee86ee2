/* SPDX-License-Identifier: MIT */
/* check_threshold.c: are the values of an item's thresholds entered, in the right unit, and reached. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "check/check.h"
#include "check/reach.h"

/* An item's thresholds that are told together. */
struct groups {
	struct tz_check_names missing, later;
	char due[TAIZHANG_DATE_SIZE];	/* the first of the later ones */
};

static const char *metric(const struct taizhang_threshold *threshold)
{
	return taizhang_threshold_metric(threshold, TAIZHANG_LANG_ZH);
}

/* The record that "I-1-1-1-1/2" names; the ledger keeps codes as the catalogue writes them. */
static const struct taizhang_record *find_record(const struct tz_check *c, const char *name)
{
	const char *slash = strrchr(name, '/');
	size_t size = slash ? (size_t)(slash - name) : 0;

	for (size_t i = 0; slash && i < taizhang_ledger_num_items(c->ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(c->ledger, i);
		const char *code = taizhang_node_code(item);

		if (strlen(code) == size && memcmp(code, name, size) == 0)
			return taizhang_ledger_find_record(
				c->ledger, item, (unsigned int)strtoul(slash + 1, NULL, 10));
	}
	return NULL;
}

static int check_proof(struct tz_check *c, const struct taizhang_threshold *threshold,
		       struct taizhang_error *err)
{
	const char *id = taizhang_threshold_id(threshold);
	const char *record = taizhang_ledger_value_record(c->ledger, id);

	if (!*record || find_record(c, record))
		return 0;
	return tz_check_find(c, THRESHOLD_RECORD, err, .field = id, .found = record);
}

/* A value that is there: its unit, its reference, and whether it reaches what is asked. */
static int check_value(struct tz_check *c, const struct taizhang_threshold *threshold,
		       bool *reached, struct taizhang_error *err)
{
	const char *id = taizhang_threshold_id(threshold),
		   *wanted_unit = taizhang_threshold_unit(threshold);
	const char *value = taizhang_ledger_value(c->ledger, id),
		   *unit = taizhang_ledger_value_unit(c->ledger, id);
	const char *limit = taizhang_threshold_value(threshold);
	const char *reference = taizhang_ledger_value_reference(c->ledger, id);
	struct tz_decimal against;
	char text[1024];
	bool same_unit;

	*reached = true;
	tz_reach_describe(threshold, reference, text, sizeof text);
	if (tz_reach_same_unit(wanted_unit, unit, &same_unit, err) != 0)
		return -1;
	if (*wanted_unit && !same_unit) {
		/* Numbers of two units say nothing of each other; one without a unit is taken at its word. */
		if (tz_check_find(c, THRESHOLD_UNIT, err, .field = id, .label = metric(threshold),
				  .expected = wanted_unit, .found = unit,
				  .at_most = tz_check_edition(c)) != 0)
			return -1;
		if (*unit)
			return 0;
	}
	if (!*limit && !tz_decimal_parse(reference, &against))
		return tz_check_find(c, THRESHOLD_REFERENCE, err, .field = id,
				     .label = metric(threshold), .expected = text,
				     .at_most = tz_check_edition(c));
	*reached = tz_reach_holds(threshold, value, reference);
	return 0;
}

static int check_threshold(struct tz_check *c, struct groups *groups,
			   const struct taizhang_threshold *threshold, struct taizhang_error *err)
{
	const char *id = taizhang_threshold_id(threshold),
		   *value = taizhang_ledger_value(c->ledger, id);
	struct taizhang_date due = taizhang_threshold_due(threshold);
	bool later = due.year > taizhang_ledger_year(c->ledger), reached = false;
	char text[1024];

	if (*value &&
	    (check_value(c, threshold, &reached, err) != 0 || check_proof(c, threshold, err) != 0))
		return -1;
	if (later && !reached) {
		if (!groups->later.num)
			taizhang_date_format(&due, groups->due);
		tz_check_name(&groups->later, id);
		return 0;
	}
	if (!*value) {
		tz_check_name(&groups->missing, id);
		return 0;
	}
	if (reached)
		return 0;
	tz_reach_describe(threshold, taizhang_ledger_value_reference(c->ledger, id), text, sizeof text);
	return tz_check_find(c, THRESHOLD_UNREACHED, err, .field = id, .label = metric(threshold),
			     .expected = text, .found = value, .at_most = tz_check_edition(c));
}

int tz_check_thresholds(struct tz_check *c, struct taizhang_error *err)
{
	struct groups groups = {{"", 0}, {"", 0}, ""};

	if (!c->num_records)
		return 0;
	for (size_t i = 0; i < taizhang_node_num_thresholds(c->item); i++) {
		const struct taizhang_threshold *threshold =
			taizhang_node_get_threshold(c->item, i);

		if (taizhang_threshold_is_active(threshold) &&
		    check_threshold(c, &groups, threshold, err) != 0)
			return -1;
	}
	if (groups.missing.num &&
	    tz_check_find(c, THRESHOLD_MISSING, err, .count = (int64_t)groups.missing.num,
			  .found = groups.missing.text) != 0)
		return -1;
	if (groups.later.num)
		return tz_check_find(c, THRESHOLD_LATER, err, .count = (int64_t)groups.later.num,
				     .found = groups.later.text, .expected = groups.due);
	return 0;
}
