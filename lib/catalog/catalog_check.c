/* SPDX-License-Identifier: MIT */
/* catalog_check.c: judges what a catalogue means: references, counts, weights, ranges. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "catalog/catalog.h"
#include "catalog/column.h"
#include "finding/finding.h"

struct check {
	const struct taizhang_catalog *catalog;
	struct taizhang_findings *findings;
	struct taizhang_error *err;
};

/* Field names are told as the reader's document has them. */
#define FIELD(k, column, attribute) tz_column_of((k)->catalog, column, attribute)

static int unknown_reference(struct check *k, enum tz_sheet_number table, int64_t line, const char *field,
			     const char *found)
{
	return tz_find(k->findings, CATALOG_REFERENCE_UNKNOWN, k->err,
		       .file = tz_sheet_file(k->catalog, table), .line = line, .field = field, .found = found);
}

/* A key of the sources or editions, where the catalogue has a list of them at all. */
static int check_key(struct check *k, const struct tz_index *keys, const char *key,
		     enum tz_sheet_number table, int64_t line, const char *field)
{
	if (!key || keys->count == 0 || tz_index_get(keys, key) != TZ_INDEX_NONE)
		return 0;
	return unknown_reference(k, table, line, field, key);
}

/* "SOURCE LOCATOR;SOURCE LOCATOR": the sources. */
static int check_also_refs(struct check *k, const char *refs, enum tz_sheet_number table, int64_t line)
{
	char source[256];

	while (refs && *refs) {
		size_t size;

		refs += strspn(refs, " ;\n");
		size = strcspn(refs, " ;\n");
		if (size == 0)
			break;
		snprintf(source, sizeof source, "%.*s", size < 255 ? (int)size : 255, refs);
		if (check_key(k, &k->catalog->source_keys, source, table, line,
			      FIELD(k, "also_refs", "also-refs")) < 0)
			return -1;
		refs += strcspn(refs, ";");
	}
	return 0;
}

static int check_provenance(struct check *k, const struct tz_provenance *from, enum tz_sheet_number table,
			    int64_t line)
{
	const struct taizhang_catalog *c = k->catalog;

	if (check_key(k, &c->source_keys, from->source, table, line, "source") < 0 ||
	    check_key(k, &c->edition_keys, from->source_edition, table, line,
		      FIELD(k, "source_edition", "source-edition")) < 0)
		return -1;
	return check_also_refs(k, from->also_refs, table, line);
}

static int reversed(struct check *k, const struct taizhang_requirement *r, const char *field,
		    const char *found, const char *expected)
{
	return tz_find(k->findings, CATALOG_RANGE, k->err,
		       .file = tz_sheet_file(k->catalog, TZ_SHEET_REQUIREMENTS), .line = r->line,
		       .field = field, .found = found, .expected = expected);
}

static int check_requirement(struct check *k, const struct taizhang_node *node,
			     const struct taizhang_requirement *r)
{
	char from[TAIZHANG_DATE_SIZE], to[TAIZHANG_DATE_SIZE], least[24], most[24];

	if (!taizhang_node_is_item(node) &&
	    tz_find(k->findings, CATALOG_NOT_AN_ITEM, k->err,
		    .file = tz_sheet_file(k->catalog, TZ_SHEET_REQUIREMENTS), .line = r->line,
		    .item = node->code) < 0)
		return -1;
	snprintf(least, sizeof least, "%ld", r->least);
	snprintf(most, sizeof most, "%ld", r->most);
	if (r->most >= 0 && r->least > r->most && reversed(k, r, "most", most, least) < 0)
		return -1;
	/* 2017 to 2017-08 is no window that ends before it begins: the end counts with its whole length. */
	if (r->from.year && r->to.year && taizhang_date_compare(&r->from, &r->to) > 0 &&
	    !taizhang_date_in_window(&r->from, NULL, &r->to))
		return reversed(k, r, "to", taizhang_date_format(&r->to, to),
				taizhang_date_format(&r->from, from));
	return 0;
}

static int check_main_kind(struct check *k, const struct taizhang_node *node)
{
	if (node->num_requirements == 0 || node->kind == TAIZHANG_KIND_NONE || !taizhang_node_is_item(node))
		return 0;
	for (size_t i = 0; i < node->num_requirements; i++)
		if (node->requirements[i].kind == node->kind)
			return 0;
	return tz_find(k->findings, CATALOG_MAIN_KIND, k->err,
		       .file = tz_sheet_file(k->catalog, TZ_SHEET_ITEMS), .line = node->line,
		       .item = node->code, .found = taizhang_list_name(TAIZHANG_LIST_KIND, node->kind));
}

static int check_node(struct check *k, const struct taizhang_node *node)
{
	enum tz_sheet_number table = tz_sheet_of_node(node);

	if (check_provenance(k, &node->from, table, node->line) < 0 || check_main_kind(k, node) < 0)
		return -1;
	for (size_t i = 0; i < node->num_requirements; i++)
		if (check_requirement(k, node, &node->requirements[i]) < 0)
			return -1;
	if (node->level == TAIZHANG_LEVEL_STANDARD || node->num_children > 0 || k->catalog->incomplete)
		return 0;
	return tz_find(k->findings, CATALOG_BRANCH_EMPTY, k->err, .file = tz_sheet_file(k->catalog, table),
		       .line = node->line, .item = node->code);
}

static int check_threshold(struct check *k, const struct taizhang_threshold *t)
{
	if (check_provenance(k, &t->from, TZ_SHEET_THRESHOLDS, t->line) < 0)
		return -1;
	if (!t->value != !t->reference)
		return 0;
	return tz_find(k->findings, CATALOG_THRESHOLD_VALUE, k->err,
		       .file = tz_sheet_file(k->catalog, TZ_SHEET_THRESHOLDS), .line = t->line, .found = t->id);
}

static int check_lists(struct check *k)
{
	const struct taizhang_catalog *c = k->catalog;

	for (size_t i = 0; i < c->negatives.num; i++) {
		const struct taizhang_negative *negative = c->negatives.list[i];

		if (check_provenance(k, &negative->from, TZ_SHEET_NEGATIVE, negative->line) < 0)
			return -1;
	}
	for (size_t i = 0; i < c->sources.num; i++) {
		const struct taizhang_source *source = c->sources.list[i];

		if (check_key(k, &c->edition_keys, source->edition, TZ_SHEET_SOURCES, source->line, "edition") < 0)
			return -1;
	}
	for (size_t i = 0; i < c->editions.num; i++) {
		const struct tz_edition *edition = c->editions.list[i];

		if (check_key(k, &c->source_keys, edition->source, TZ_SHEET_EDITIONS, edition->line, "source") < 0)
			return -1;
	}
	for (size_t i = 0; i < c->facts.num; i++) {
		const struct tz_fact *fact = c->facts.list[i];

		if (check_key(k, &c->source_keys, fact->source, TZ_SHEET_FACTS, fact->line, "source") < 0)
			return -1;
	}
	return 0;
}

/* The counts that an edition may declare among its facts. */
struct counted {
	const char *key;
	size_t count;
};

static size_t count_with_items(const struct taizhang_catalog *c, enum taizhang_level level)
{
	size_t count = 0;

	for (size_t i = 0; i < c->levels[level - 1].num; i++)
		count += ((const struct taizhang_node *)c->levels[level - 1].list[i])->counts[TZ_COUNT_ITEMS] > 0;
	return count;
}

static int check_counts(struct check *k)
{
	const struct taizhang_catalog *c = k->catalog;
	const struct tz_pointers *standards = &c->levels[TAIZHANG_LEVEL_STANDARD - 1];
	size_t contents = c->levels[TAIZHANG_LEVEL_CONTENT - 1].num;
	size_t material_contents = count_with_items(c, TAIZHANG_LEVEL_CONTENT);
	size_t kinds = 0, both = 0, items = c->items.num;

	for (size_t i = 0; i < TAIZHANG_NUM_KINDS; i++)
		kinds += c->by_kind[i].num > 0;
	for (size_t i = 0; i < items; i++)
		both += ((const struct taizhang_node *)c->items.list[i])->methods != TAIZHANG_METHOD_MATERIAL;

	const struct counted counts[] = {
		{"blocks", c->blocks.num},
		{"projects", c->levels[TAIZHANG_LEVEL_PROJECT - 1].num},
		{"indicators", c->levels[TAIZHANG_LEVEL_INDICATOR - 1].num},
		{"contents", contents},
		{"standards", standards->num},
		{"material_items", items},
		{"material_indicators", count_with_items(c, TAIZHANG_LEVEL_INDICATOR)},
		{"material_contents", material_contents},
		{"material_kinds", kinds},
		{"both_standards", both},
		{"field_only_standards", standards->num - items},
		{"field_assessed_standards", standards->num - items + both},
		{"field_only_contents", contents - material_contents},
		{"negative_entries", c->negatives.num},
		{"thresholds", c->thresholds.num},
	};

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		long declared = taizhang_catalog_declared(c, counts[i].key);
		const struct tz_fact *fact;
		char found[24];

		if (declared < 0 || (size_t)declared == counts[i].count)
			continue;
		fact = c->facts.list[tz_index_get(&c->fact_keys, counts[i].key)];
		snprintf(found, sizeof found, "%zu", counts[i].count);
		if (tz_find(k->findings, CATALOG_COUNT, k->err, .file = tz_sheet_file(c, TZ_SHEET_FACTS),
			    .line = fact->line, .field = fact->key, .expected = fact->value, .found = found) < 0)
			return -1;
	}
	return 0;
}

#define UNIT INT64_C(1000000000)	/* weights are added in billionths */

/* A decimal in billionths; false where it is below 0, over a million or finer than that. */
static bool scale(const char *text, int64_t *out)
{
	int64_t value = 0, unit = UNIT;

	text += *text == '+';
	for (; *text >= '0' && *text <= '9'; text++) {
		value = value * 10 + (*text - '0') * UNIT;
		if (value > 1000000 * UNIT)
			return false;
	}
	if (*text == '.')
		for (text++; *text >= '0' && *text <= '9' && unit > 1; text++) {
			unit /= 10;
			value += (*text - '0') * unit;
		}
	*out = value;
	return *text == '\0';
}

/* Weights in per cent must add up to 100. list: decimals as XML Schema writes them. */
static int check_weights(struct check *k, const char *field, const char *const *list, size_t num)
{
	char found[64] = "", *end;
	struct tz_decimal decimal;
	int64_t sum = 0, value;
	size_t i;

	for (i = 0; i < num && scale(list[i], &value); i++)
		sum += value;
	if (num == 0 || (i == num && sum == 100 * UNIT) || (i < num && !tz_decimal_parse(list[i], &decimal)))
		return 0;	/* one that is no number has been told */
	if (i == num) {
		snprintf(found, sizeof found, "%" PRId64 ".%09" PRId64, sum / UNIT, sum % UNIT);
		for (end = found + strlen(found); end[-1] == '0'; end--)
			end[-1] = '\0';
		if (end[-1] == '.')
			end[-1] = '\0';
	} else {
		snprintf(found, sizeof found, "%.60s", list[i]);
	}
	return tz_find(k->findings, CATALOG_WEIGHTS, k->err,
		       .file = tz_sheet_file(k->catalog, TZ_SHEET_CATALOG), .line = k->catalog->line,
		       .field = field, .expected = "100", .found = found);
}

static int check_edition(struct check *k)
{
	const struct taizhang_catalog *c = k->catalog;
	const char *const shares[] = {c->material_share, c->field_share};

	if (c->material_share && c->field_share &&
	    check_weights(k, FIELD(k, "material_score_share + field_score_share",
				   "material-score-share + field-score-share"), shares, 2) < 0)
		return -1;
	if (check_weights(k, FIELD(k, "year_weights", "year-weights"),
			  (const char *const *)c->weight_list, c->num_weights) < 0)
		return -1;
	if (c->items.num > 0 || c->incomplete)
		return 0;
	return tz_find(k->findings, CATALOG_EMPTY, k->err, .file = c->name);
}

int tz_catalog_check(const struct taizhang_catalog *catalog, struct taizhang_findings *findings,
		     struct taizhang_error *err)
{
	struct check k = {catalog, findings, err};

	for (size_t level = 0; level < TZ_NUM_LEVELS; level++)
		for (size_t i = 0; i < catalog->levels[level].num; i++)
			if (check_node(&k, catalog->levels[level].list[i]) < 0)
				return -1;
	for (size_t i = 0; i < catalog->thresholds.num; i++)
		if (check_threshold(&k, catalog->thresholds.list[i]) < 0)
			return -1;
	if (check_lists(&k) < 0)
		return -1;
	if (!catalog->incomplete && check_counts(&k) < 0)
		return -1;
	return check_edition(&k);
}
