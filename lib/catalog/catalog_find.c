/* SPDX-License-Identifier: MIT */
/* catalog_find.c: finds entries by what people write, and selects items. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/code.h"

/* What folding would not change: parts of capitals, digits and dots with one dash between. */
static bool is_folded(const char *code)
{
	bool after_part = false;

	for (; *code; code++) {
		bool part = *code != '-';

		if (part ? !((*code >= 'A' && *code <= 'Z') || (*code >= '0' && *code <= '9') || *code == '.')
			 : !after_part)
			return false;
		after_part = part;
	}
	return after_part;
}

/* Codes that programs hand on are folded already: finding them takes no memory, so it cannot fail for want of it. */
static size_t find_folded(const struct tz_index *index, const char *code)
{
	char *folded;
	size_t found;

	if (code && is_folded(code))
		return tz_index_get(index, code);
	folded = code ? tz_code_fold(code, NULL) : NULL;
	found = folded ? tz_index_get(index, folded) : TZ_INDEX_NONE;
	free(folded);
	return found;
}

/* The bytes of code before a circled number that ends it: Ⅲ-1-2-① names an original of Ⅲ-1-2. 0 where none does. */
static size_t before_ordinal(const char *code)
{
	size_t end = strlen(code), start = end;
	int32_t c;

	while (start > 0 && (code[--start] & 0xC0) == 0x80)
		;
	if (tz_text_next(code + start, &c) != end - start || c < 0x2460 || c > 0x2473)
		return 0;
	return start;
}

TAIZHANG_API const struct taizhang_node *
taizhang_catalog_find(const struct taizhang_catalog *catalog, const char *code)
{
	size_t found, size;

	if (!catalog || !code)
		return NULL;
	found = find_folded(&catalog->codes, code);
	if (found == TZ_INDEX_NONE && (size = before_ordinal(code)) > 0) {
		char *item = tz_strndup(code, size, NULL);

		found = find_folded(&catalog->codes, item);
		free(item);
	}
	return found == TZ_INDEX_NONE ? NULL : catalog->all_nodes.list[found];
}

int tz_catalog_find_prefix(const struct taizhang_catalog *catalog, const char *name, size_t *size,
			   const struct taizhang_node **node, struct taizhang_error *err)
{
	size_t found = TZ_INDEX_NONE, length = tz_code_prefix(name);

	*node = NULL;
	while (length > 0) {
		char *head = tz_strndup(name, length, err);
		char *folded = head ? tz_code_fold(head, err) : NULL;

		free(head);
		if (!folded)
			return -1;
		found = tz_index_get(&catalog->codes, folded);
		free(folded);
		if (found != TZ_INDEX_NONE)
			break;
		length = tz_code_shorten(name, length);
	}
	if (size)
		*size = length;
	if (found != TZ_INDEX_NONE)
		*node = catalog->all_nodes.list[found];
	return 0;
}

static bool meets(const struct taizhang_node *item, const struct taizhang_item_filter *filter)
{
	return (!filter->kind || item->kind == filter->kind) &&
	       (item->methods & filter->methods) == filter->methods &&
	       (!filter->unit || (item->unit && strcmp(item->unit, filter->unit) == 0));
}

static void choose_shorter(const struct tz_pointers **chosen, const struct tz_pointers *other)
{
	if (other->num < (*chosen)->num)
		*chosen = other;
}

/* The shortest of the lists that hold all items that can meet the filter. */
static const struct tz_pointers *candidates(const struct taizhang_catalog *catalog,
					    const struct taizhang_item_filter *filter)
{
	static const struct tz_pointers none = {NULL, 0, 0};
	const struct tz_pointers *chosen = &catalog->items;

	if (filter->unit) {
		size_t unit = tz_index_get(&catalog->units, filter->unit);

		if (unit == TZ_INDEX_NONE)
			return &none;
		chosen = &((const struct tz_unit *)catalog->by_unit.list[unit])->items;
	}
	if (filter->kind > TAIZHANG_NUM_KINDS)
		return &none;
	if (filter->kind)
		choose_shorter(&chosen, &catalog->by_kind[filter->kind - 1]);
	for (unsigned int i = 0; i < TAIZHANG_NUM_METHODS; i++)
		if (filter->methods & 1u << i)
			choose_shorter(&chosen, &catalog->by_method[i]);
	return chosen;
}

TAIZHANG_API size_t taizhang_catalog_select(const struct taizhang_catalog *catalog,
					    const struct taizhang_item_filter *filter,
					    const struct taizhang_node **nodes, size_t size)
{
	static const struct taizhang_item_filter all = {TAIZHANG_KIND_NONE, 0, NULL};
	const struct tz_pointers *list;
	size_t count = 0;

	if (!catalog)
		return 0;
	if (!filter)
		filter = &all;
	list = candidates(catalog, filter);
	for (size_t i = 0; i < list->num; i++) {
		if (!meets(list->list[i], filter))
			continue;
		if (nodes && count < size)
			nodes[count] = list->list[i];
		count++;
	}
	return count;
}

TAIZHANG_API const struct taizhang_threshold *
taizhang_catalog_find_threshold(const struct taizhang_catalog *catalog, const char *id)
{
	size_t found = catalog ? find_folded(&catalog->threshold_ids, id) : TZ_INDEX_NONE;

	return found == TZ_INDEX_NONE ? NULL : catalog->thresholds.list[found];
}

TAIZHANG_API const struct taizhang_negative *
taizhang_catalog_find_negative(const struct taizhang_catalog *catalog, const char *id)
{
	size_t found = catalog ? find_folded(&catalog->negative_ids, id) : TZ_INDEX_NONE;

	return found == TZ_INDEX_NONE ? NULL : catalog->negatives.list[found];
}

TAIZHANG_API const struct taizhang_source *
taizhang_catalog_find_source(const struct taizhang_catalog *catalog, const char *key)
{
	size_t found = catalog && key ? tz_index_get(&catalog->source_keys, key) : TZ_INDEX_NONE;

	return found == TZ_INDEX_NONE ? NULL : catalog->sources.list[found];
}
