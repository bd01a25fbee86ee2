/* SPDX-License-Identifier: MIT */
/* scope.c: 责任范围: which items a ledger answers for, and making a ledger for them. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "ledger/ledger.h"

TAIZHANG_API enum taizhang_scope taizhang_ledger_scope(const struct taizhang_ledger *ledger)
{
	return ledger ? ledger->scope : 0;
}

TAIZHANG_API size_t taizhang_ledger_num_items(const struct taizhang_ledger *ledger)
{
	return ledger ? ledger->num_scope : 0;
}

TAIZHANG_API const struct taizhang_node *
taizhang_ledger_get_item(const struct taizhang_ledger *ledger, size_t index)
{
	return ledger && index < ledger->num_scope ? ledger->scope_items[index] : NULL;
}

TAIZHANG_API bool taizhang_ledger_has_item(const struct taizhang_ledger *ledger,
					   const struct taizhang_node *item)
{
	const struct tz_ledger_item *held = tz_ledger_item(ledger, item);

	return held && held->in_scope;
}

/* How many pairs of neighbouring characters a and b share: 教育局 and 市教育局 share two. */
static size_t likeness(const char *a, const char *b)
{
	size_t shared = 0, first, second;
	int32_t c;

	while ((first = tz_text_next(a, &c)) > 0 && (second = tz_text_next(a + first, &c)) > 0) {
		char pair[9];

		memcpy(pair, a, first + second);
		pair[first + second] = '\0';
		shared += strstr(b, pair) != NULL;
		a += first;
	}
	return shared;
}

/* The catalogue's units most like name; all, as many as an error has room for, where none is like it. */
static void suggest_units(const struct taizhang_catalog *catalog, const char *name,
			  struct tz_buffer *out)
{
	const size_t num = taizhang_catalog_num_units(catalog);
	size_t best = 0, like;

	for (size_t i = 0; i < num; i++) {
		like = likeness(name, taizhang_catalog_get_unit(catalog, i));
		best = like > best ? like : best;
	}
	for (size_t i = 0; i < num; i++) {
		const char *unit = taizhang_catalog_get_unit(catalog, i);

		if (best && likeness(name, unit) != best)
			continue;
		if (out->size + strlen(unit) + sizeof "、…" > TAIZHANG_ERROR_TEXT) {
			tz_buffer_text_add(out, "…");
			return;
		}
		tz_buffer_text_add(out, out->size ? "、" : "");
		tz_buffer_text_add(out, unit);
	}
}

static int unknown_unit(const struct taizhang_catalog *catalog, const char *unit,
			struct taizhang_error *err)
{
	struct tz_buffer names = TZ_BUFFER_INIT;

	suggest_units(catalog, unit, &names);
	tz_error_detail(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_LEDGER_UNIT, unit,
			tz_buffer_text(&names));
	tz_buffer_free(&names);
	return -1;
}

static int mark_unit(struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	const struct taizhang_item_filter filter = {TAIZHANG_KIND_NONE, 0, ledger->scope_unit};
	const struct taizhang_node **nodes = ledger->scope_items;
	size_t num = taizhang_catalog_select(ledger->catalog, &filter, nodes, ledger->num_items);

	if (!num)
		return unknown_unit(ledger->catalog, ledger->scope_unit, err);
	for (size_t i = 0; i < num; i++)
		ledger->items[taizhang_node_item_index(nodes[i])].in_scope = true;
	return 0;
}

int tz_ledger_finish_scope(struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	if (ledger->scope == TAIZHANG_SCOPE_UNIT && mark_unit(ledger, err) < 0)
		return -1;
	ledger->num_scope = 0;
	for (size_t i = 0; i < ledger->num_items; i++) {
		if (ledger->scope == TAIZHANG_SCOPE_ALL)
			ledger->items[i].in_scope = true;
		if (ledger->items[i].in_scope)
			ledger->scope_items[ledger->num_scope++] =
				taizhang_catalog_get_item(ledger->catalog, i);
	}
	return 0;
}

/* Marks the items of a list; a code twice is one item. All that the catalogue lacks are named in one error. */
static int mark_items(struct taizhang_ledger *ledger, const struct taizhang_ledger_options *options,
		      struct taizhang_error *err)
{
	struct tz_buffer missing = TZ_BUFFER_INIT;

	for (size_t i = 0; i < options->num_items; i++) {
		const char *code = options->items[i] ? options->items[i] : "";
		const struct taizhang_node *node = taizhang_catalog_find(ledger->catalog, code);

		if (node && taizhang_node_is_item(node)) {
			ledger->items[taizhang_node_item_index(node)].in_scope = true;
			continue;
		}
		tz_buffer_text_add(&missing, missing.size ? "、" : "");
		tz_buffer_text_add(&missing, *code ? code : "\"\"");
	}
	if (missing.size)
		tz_error_set(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_LEDGER_ITEM,
			     tz_buffer_text(&missing));
	else if (missing.failed)
		tz_error_nomem(err);
	else
		return 0;
	tz_buffer_free(&missing);
	return -1;
}

static int set_scope(struct taizhang_ledger *ledger, const struct taizhang_ledger_options *options,
		     struct taizhang_error *err)
{
	if (options->num_items) {
		ledger->scope = TAIZHANG_SCOPE_ITEMS;
		if (!options->items)
			return tz_error_inval(err, "items");
		if (mark_items(ledger, options, err) < 0)
			return -1;
	} else if (!tz_text_is_blank(options->unit)) {
		ledger->scope = TAIZHANG_SCOPE_UNIT;
		if (tz_ledger_set_text(&ledger->scope_unit, options->unit, "unit", err) < 0)
			return -1;
	}
	return tz_ledger_finish_scope(ledger, err);
}

struct taizhang_ledger *tz_ledger_new(struct taizhang_catalog *catalog,
				      const struct taizhang_ledger_options *options,
				      struct taizhang_error *err)
{
	struct taizhang_ledger *ledger;

	if (!catalog || !options) {
		tz_error_inval(err, catalog ? "options" : "catalog");
		return NULL;
	}
	ledger = tz_ledger_alloc(catalog, err);
	if (!ledger)
		return NULL;
	ledger->catalog = catalog;
	if (taizhang_ledger_set_city(ledger, options->city, err) < 0 ||
	    taizhang_ledger_set_year(ledger, options->year, err) < 0 ||
	    taizhang_ledger_set_unit(ledger, options->unit, err) < 0 ||
	    taizhang_ledger_set_window(ledger, &options->from, &options->to, err) < 0 ||
	    set_scope(ledger, options, err) < 0) {
		ledger->catalog = NULL;
		taizhang_ledger_free(ledger);
		return NULL;
	}
	return ledger;
}
