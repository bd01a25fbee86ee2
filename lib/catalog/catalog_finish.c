/* SPDX-License-Identifier: MIT */
/* catalog_finish.c: completes a catalogue that was read: order, counts, lists, indexes, references. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/code.h"
#include "catalog/column.h"
#include "finding/finding.h"

struct finish {
	struct taizhang_catalog *catalog;
	struct taizhang_findings *findings;
	struct taizhang_error *err;
};

/* An id that stands a second time, in table on line; first where it stood before. */
struct twice {
	enum tz_sheet_number table, first_table;
	int64_t line, first_line;
	const char *field, *id;
};

static int tell_twice(const struct taizhang_catalog *catalog, struct taizhang_findings *findings,
		      const struct twice *twice, struct taizhang_error *err)
{
	return tz_find(findings, CATALOG_ID_TWICE, err, .file = tz_sheet_file(catalog, twice->table),
		       .line = twice->line, .field = twice->field, .found = twice->id,
		       .expected = tz_sheet_file(catalog, twice->first_table), .count = twice->first_line);
}

/* Puts one key of a node; a node's own keys may be equal, another's is told. */
static int index_key(struct taizhang_catalog *catalog, struct taizhang_node *node, const char *key,
		     struct taizhang_findings *findings, struct taizhang_error *err)
{
	size_t old = tz_index_get(&catalog->codes, key);
	bool serial = key == node->folded_serial;
	const struct taizhang_node *other;

	if (old == TZ_INDEX_NONE)
		return tz_index_put(&catalog->codes, key, node->number, err);
	other = catalog->all_nodes.list[old];
	if (other == node)
		return 0;
	return tell_twice(catalog, findings,
			  &(struct twice){tz_sheet_of_node(node), tz_sheet_of_node(other),
					  node->line, other->line,
					  serial ? "serial" : tz_sheet_key(catalog, tz_sheet_of_node(node)),
					  serial ? node->serial : node->code}, err);
}

int tz_catalog_index_node(struct taizhang_catalog *catalog, struct taizhang_node *node,
			  struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (node->code) {
		node->folded = tz_code_fold(node->code, err);
		node->path_code = tz_code_path(node->code, err);
		if (!node->folded || !node->path_code)
			return -1;
		if (index_key(catalog, node, node->folded, findings, err) < 0)
			return -1;
		/* Other codes could have the same folder only by imitating the form of ours for odd characters. */
		if (strcmp(node->path_code, node->folded) != 0 &&
		    index_key(catalog, node, node->path_code, findings, err) < 0)
			return -1;
	}
	if (node->serial) {
		node->folded_serial = tz_code_fold(node->serial, err);
		if (!node->folded_serial)
			return -1;
		if (node->folded_serial[0] &&
		    index_key(catalog, node, node->folded_serial, findings, err) < 0)
			return -1;
	}
	return 0;
}

/* Children by the position that a table gives them; those without stay behind, all else in the order read. */
static int by_position(const void *left, const void *right)
{
	const struct taizhang_node *a = *(struct taizhang_node *const *)left;
	const struct taizhang_node *b = *(struct taizhang_node *const *)right;

	if (a->position != b->position)
		return (size_t)a->position < (size_t)b->position ? -1 : 1;
	return a->item_index < b->item_index ? -1 : a->item_index > b->item_index;
}

static void sort_children(struct taizhang_node *node)
{
	for (size_t i = 0; i < node->num_children; i++)	/* makes the sort stable */
		node->children[i]->item_index = i;
	qsort(node->children, node->num_children, sizeof(struct taizhang_node *), by_position);
	for (size_t i = 0; i < node->num_children; i++)
		node->children[i]->item_index = (size_t)-1;
}

/* Puts standards in the order that their tables state; then states it anew where the two tables alone would not
 * keep it, which is where a standard of the field stands before an item. */
static void order_standards(struct taizhang_node *content)
{
	bool stated = false, field = false, mixed = false;

	for (size_t i = 0; i < content->num_children; i++)
		stated = stated || content->children[i]->position >= 0;
	if (stated)
		sort_children(content);
	for (size_t i = 0; i < content->num_children; i++) {
		bool item = taizhang_node_is_item(content->children[i]);

		mixed = mixed || (field && item);
		field = field || !item;
	}
	for (size_t i = 0; i < content->num_children; i++)
		content->children[i]->position = mixed ? (long)i + 1 : -1;
}

static int add_item(struct finish *f, struct taizhang_node *node)
{
	struct taizhang_catalog *c = f->catalog;
	struct tz_unit *unit;
	size_t index;

	node->item_index = c->items.num;
	if (tz_pointers_add(&c->items, node, f->err) < 0)
		return -1;
	if (node->kind != TAIZHANG_KIND_NONE &&
	    tz_pointers_add(&c->by_kind[node->kind - 1], node, f->err) < 0)
		return -1;
	for (unsigned int i = 0; i < TAIZHANG_NUM_METHODS; i++)
		if ((node->methods & 1u << i) &&
		    tz_pointers_add(&c->by_method[i], node, f->err) < 0)
			return -1;
	if (!node->unit)
		return 0;
	index = tz_index_get(&c->units, node->unit);
	if (index == TZ_INDEX_NONE) {
		unit = calloc(1, sizeof *unit);
		if (!unit)
			return tz_error_nomem(f->err);
		unit->name = node->unit;
		if (tz_pointers_add(&c->by_unit, unit, f->err) < 0) {
			free(unit);
			return -1;
		}
		index = c->by_unit.num - 1;
		if (tz_index_put(&c->units, node->unit, index, f->err) < 0)
			return -1;
	}
	unit = c->by_unit.list[index];
	return tz_pointers_add(&unit->items, node, f->err);
}

static void count(struct taizhang_node *node)
{
	enum tz_count what = TZ_COUNT_PROJECTS;

	if (node->level == TAIZHANG_LEVEL_STANDARD)
		what = node->methods & TAIZHANG_METHOD_MATERIAL ? TZ_COUNT_ITEMS : TZ_COUNT_FIELD_STANDARDS;
	else if (node->level == TAIZHANG_LEVEL_CONTENT)
		what = TZ_COUNT_CONTENTS;
	else if (node->level == TAIZHANG_LEVEL_INDICATOR)
		what = TZ_COUNT_INDICATORS;
	for (struct taizhang_node *above = node->parent; above; above = above->parent)
		above->counts[what]++;
}

static int fold_id(const char *id, char **folded, struct taizhang_error *err)
{
	if (!id)
		return 0;
	*folded = tz_code_fold(id, err);
	return *folded ? 0 : -1;
}

/* Makes the i-th object of a list known by its key, NULL where it has none. */
static int index_id(struct finish *f, enum tz_sheet_number table, struct tz_index *index,
		    const struct tz_pointers *list, size_t i, const char *key)
{
	size_t old;

	if (!key)
		return 0;
	old = tz_index_get(index, key);
	if (old == TZ_INDEX_NONE)
		return tz_index_put(index, key, i, f->err);
	return tell_twice(f->catalog, f->findings,
			  &(struct twice){table, table, tz_line_of(list->list[i]),
					  tz_line_of(list->list[old]), tz_sheet_key(f->catalog, table), key},
			  f->err);
}

static int add_threshold(struct finish *f, struct taizhang_threshold *threshold)
{
	struct taizhang_catalog *c = f->catalog;

	threshold->index = c->thresholds.num;
	if (tz_pointers_add(&c->thresholds, threshold, f->err) < 0)
		return -1;
	if (fold_id(threshold->id, &threshold->folded, f->err) < 0)
		return -1;
	return index_id(f, TZ_SHEET_THRESHOLDS, &c->threshold_ids, &c->thresholds, threshold->index,
			threshold->folded);
}

/* A node and all below it, in the order of the tree. No deeper than five levels. */
static int add_node(struct finish *f, struct taizhang_node *node)
{
	if (tz_pointers_add(&f->catalog->levels[node->level - 1], node, f->err) < 0)
		return -1;
	if (node->level == TAIZHANG_LEVEL_CONTENT)
		order_standards(node);
	if (node->level != TAIZHANG_LEVEL_BLOCK)
		count(node);
	if ((node->methods & TAIZHANG_METHOD_MATERIAL) && add_item(f, node) < 0)
		return -1;
	for (size_t i = 0; i < node->num_requirements; i++) {
		struct taizhang_requirement *r = &node->requirements[i];

		if (r->kind == TAIZHANG_KIND_NONE)	/* a requirement without one is of the item's */
			r->kind = node->kind;
		if (tz_list_split(r->formats, &r->format_list, &r->num_formats, f->err) < 0)
			return -1;
	}
	for (size_t i = 0; i < node->num_thresholds; i++)
		if (add_threshold(f, node->thresholds[i]) < 0)
			return -1;
	for (size_t i = 0; i < node->num_children; i++)
		if (add_node(f, node->children[i]) < 0)
			return -1;
	return 0;
}

static int index_lists(struct finish *f)
{
	struct taizhang_catalog *c = f->catalog;

	for (size_t i = 0; i < c->negatives.num; i++) {
		struct taizhang_negative *negative = c->negatives.list[i];

		if (fold_id(negative->id, &negative->folded, f->err) < 0 ||
		    index_id(f, TZ_SHEET_NEGATIVE, &c->negative_ids, &c->negatives, i, negative->folded) < 0)
			return -1;
	}
	for (size_t i = 0; i < c->sources.num; i++)
		if (index_id(f, TZ_SHEET_SOURCES, &c->source_keys, &c->sources, i,
			     ((struct taizhang_source *)c->sources.list[i])->key) < 0)
			return -1;
	for (size_t i = 0; i < c->editions.num; i++)
		if (index_id(f, TZ_SHEET_EDITIONS, &c->edition_keys, &c->editions, i,
			     ((struct tz_edition *)c->editions.list[i])->key) < 0)
			return -1;
	for (size_t i = 0; i < c->facts.num; i++)
		if (index_id(f, TZ_SHEET_FACTS, &c->fact_keys, &c->facts, i,
			     ((struct tz_fact *)c->facts.list[i])->key) < 0)
			return -1;
	return 0;
}

static int resolve_negatives(struct finish *f)
{
	struct taizhang_catalog *c = f->catalog;

	for (size_t i = 0; i < c->negatives.num; i++) {
		struct taizhang_negative *negative = c->negatives.list[i];
		const struct taizhang_node *node;

		if (!negative->indicator_code)
			continue;
		node = taizhang_catalog_find(c, negative->indicator_code);
		if (node && node->level == TAIZHANG_LEVEL_INDICATOR)
			negative->indicator = (struct taizhang_node *)node;
		else if (tz_find(f->findings, CATALOG_REFERENCE_UNKNOWN, f->err,
				 .file = tz_sheet_file(c, TZ_SHEET_NEGATIVE), .line = negative->line,
				 .field = tz_column_of(c, "indicator_id", "indicator"),
				 .found = negative->indicator_code) < 0)
			return -1;
	}
	return 0;
}

int tz_catalog_finish(struct taizhang_catalog *catalog, struct taizhang_findings *findings,
		      struct taizhang_error *err)
{
	struct finish f = {catalog, findings, err};

	for (size_t i = 0; i < catalog->blocks.num; i++)
		if (add_node(&f, catalog->blocks.list[i]) < 0)
			return -1;
	if (tz_list_split(catalog->year_weights, &catalog->weight_list, &catalog->num_weights, err) < 0 ||
	    index_lists(&f) < 0)
		return -1;
	return resolve_negatives(&f);
}
