/* SPDX-License-Identifier: MIT */
/* tables_entry.c: makes the entry that a row of a table stands for, and hangs it where the row says. */
#include "catalog/column.h"
#include "catalog/tables_read.h"
#include "finding/finding.h"

/* The node that the row names as the one it hangs on. NULL where there is none, which is then told (in *result
 * -1 where even that failed). */
static struct taizhang_node *find_parent(struct tz_tables_row *t, enum taizhang_level level, int *result)
{
	const struct tz_column *columns = tz_sheets[t->number].columns;
	const struct taizhang_node *node;
	const char *code;
	size_t i = 0;

	*result = 0;
	while (columns[i].type != TZ_COLUMN_PARENT)
		i++;
	code = tz_tables_cell(t->r, t->csv, t->row, t->place[i]);
	node = *code ? taizhang_catalog_find(t->r->catalog, code) : NULL;
	if (node && node->level == level)
		return (struct taizhang_node *)node;
	t->r->catalog->incomplete = true;
	/* An empty one is told as a value that is missing. */
	if (*code && !t->r->missing[TZ_SHEET_BLOCKS + (enum tz_sheet_number)(level - TAIZHANG_LEVEL_BLOCK)])
		*result = tz_tables_tell(t, TZ_F_CATALOG_PARENT_UNKNOWN, columns[i].column, code, NULL);
	return NULL;
}

static struct taizhang_node *homeless(struct tz_tables *r)
{
	if (!r->homeless)
		r->homeless = tz_catalog_add_node(r->catalog, TAIZHANG_LEVEL_STANDARD, NULL, r->err);
	return r->homeless;
}

static struct taizhang_node *begin_node(struct tz_tables_row *t, enum taizhang_level level)
{
	struct taizhang_node *parent = NULL, *node;
	int result = 0;

	if (level > TAIZHANG_LEVEL_BLOCK)
		parent = find_parent(t, level - 1, &result);
	if (result < 0)
		return NULL;
	node = tz_catalog_add_node(t->r->catalog, level, parent, t->r->err);
	if (node && t->number == TZ_SHEET_ITEMS)
		node->methods = TAIZHANG_METHOD_MATERIAL;
	return node;
}

/* The standard on which a requirement or threshold hangs. */
static struct taizhang_node *begin_on_standard(struct tz_tables_row *t)
{
	int result;
	struct taizhang_node *node = find_parent(t, TAIZHANG_LEVEL_STANDARD, &result);

	if (result < 0)
		return NULL;
	return node ? node : homeless(t->r);
}

/* A new entry for the row. */
void *tz_tables_begin_entry(struct tz_tables_row *t)
{
	struct taizhang_catalog *catalog = t->r->catalog;
	struct taizhang_error *err = t->r->err;
	struct taizhang_node *node;

	switch (t->number) {
	case TZ_SHEET_BLOCKS:
		return begin_node(t, TAIZHANG_LEVEL_BLOCK);
	case TZ_SHEET_PROJECTS:
		return begin_node(t, TAIZHANG_LEVEL_PROJECT);
	case TZ_SHEET_INDICATORS:
		return begin_node(t, TAIZHANG_LEVEL_INDICATOR);
	case TZ_SHEET_CONTENTS:
		return begin_node(t, TAIZHANG_LEVEL_CONTENT);
	case TZ_SHEET_ITEMS:
	case TZ_SHEET_FIELD_STANDARDS:
		return begin_node(t, TAIZHANG_LEVEL_STANDARD);
	case TZ_SHEET_REQUIREMENTS:
		node = begin_on_standard(t);
		return node ? tz_node_add_requirement(node, err) : NULL;
	case TZ_SHEET_THRESHOLDS:
		node = begin_on_standard(t);
		return node ? tz_node_add_threshold(node, err) : NULL;
	case TZ_SHEET_NEGATIVE:
		return tz_catalog_add_negative(catalog, err);
	case TZ_SHEET_FACTS:
		return tz_catalog_add_fact(catalog, err);
	case TZ_SHEET_EDITIONS:
		return tz_catalog_add_edition(catalog, err);
	case TZ_SHEET_SOURCES:
		return tz_catalog_add_source(catalog, err);
	case TZ_SHEET_CATALOG:
	case TZ_NUM_SHEETS:
		break;
	}
	return NULL;
}
