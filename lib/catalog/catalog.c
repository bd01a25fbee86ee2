/* SPDX-License-Identifier: MIT */
/* catalog.c: the catalogue's life: made empty, filled by a reader, freed whole. */
#include "catalog/catalog.h"

#include <stdlib.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "catalog/column.h"

struct taizhang_catalog *tz_catalog_new(const char *name, bool from_tables, struct taizhang_error *err)
{
	struct taizhang_catalog *catalog = calloc(1, sizeof *catalog);

	if (!catalog) {
		tz_error_nomem(err);
		return NULL;
	}
	catalog->status = TAIZHANG_STATUS_LOCAL;
	catalog->from_tables = from_tables;
	catalog->name = tz_strdup(name, err);
	if (!catalog->name)
		goto failed;
	for (enum tz_sheet_number table = 0; from_tables && table < TZ_NUM_SHEETS; table++) {
		struct tz_buffer file = TZ_BUFFER_INIT;

		tz_buffer_printf(&file, "%s/%s.csv", name, tz_sheets[table].name);
		catalog->files[table] = tz_buffer_take(&file, err);
		if (!catalog->files[table])
			goto failed;
	}
	return catalog;
failed:
	taizhang_catalog_free(catalog);
	return NULL;
}

int tz_pointers_add(struct tz_pointers *pointers, void *object, struct taizhang_error *err)
{
	if (tz_array_grow(&pointers->list, pointers->num, &pointers->capacity,
			  sizeof *pointers->list, err) < 0)
		return -1;
	pointers->list[pointers->num++] = object;
	return 0;
}

/* A zeroed object that the list owns. */
static void *add_object(struct tz_pointers *owner, size_t size, struct taizhang_error *err)
{
	void *object = calloc(1, size);

	if (!object) {
		tz_error_nomem(err);
		return NULL;
	}
	if (tz_pointers_add(owner, object, err) < 0) {
		free(object);
		return NULL;
	}
	return object;
}

struct taizhang_node *tz_catalog_add_node(struct taizhang_catalog *catalog, enum taizhang_level level,
					  struct taizhang_node *parent, struct taizhang_error *err)
{
	struct taizhang_node *node = add_object(&catalog->all_nodes, sizeof *node, err);

	if (!node)
		return NULL;
	node->number = catalog->all_nodes.num - 1;
	node->level = level;
	node->parent = parent;
	node->position = -1;
	node->item_index = (size_t)-1;
	if (level == TAIZHANG_LEVEL_BLOCK)
		return tz_pointers_add(&catalog->blocks, node, err) < 0 ? NULL : node;
	if (!parent)
		return node;
	if (tz_array_grow(&parent->children, parent->num_children, &parent->children_capacity,
			  sizeof(struct taizhang_node *), err) < 0)
		return NULL;
	parent->children[parent->num_children++] = node;
	return node;
}

struct taizhang_requirement *tz_node_add_requirement(struct taizhang_node *node,
						     struct taizhang_error *err)
{
	struct taizhang_requirement *requirement;

	if (tz_array_grow(&node->requirements, node->num_requirements,
			  &node->requirements_capacity, sizeof *requirement, err) < 0)
		return NULL;
	requirement = &node->requirements[node->num_requirements++];
	requirement->least = requirement->most = requirement->word_limit = -1;
	return requirement;
}

struct taizhang_threshold *tz_node_add_threshold(struct taizhang_node *node,
						 struct taizhang_error *err)
{
	struct taizhang_threshold *threshold;

	if (tz_array_grow(&node->thresholds, node->num_thresholds, &node->thresholds_capacity,
			  sizeof(struct taizhang_threshold *), err) < 0)
		return NULL;
	threshold = calloc(1, sizeof *threshold);
	if (!threshold) {
		tz_error_nomem(err);
		return NULL;
	}
	threshold->standard = node;
	threshold->active = true;
	node->thresholds[node->num_thresholds++] = threshold;
	return threshold;
}

struct taizhang_negative *tz_catalog_add_negative(struct taizhang_catalog *catalog,
						  struct taizhang_error *err)
{
	struct taizhang_negative *negative = add_object(&catalog->negatives, sizeof *negative, err);

	if (negative)
		negative->index = catalog->negatives.num - 1;
	return negative;
}

struct taizhang_source *tz_catalog_add_source(struct taizhang_catalog *catalog,
					      struct taizhang_error *err)
{
	return add_object(&catalog->sources, sizeof(struct taizhang_source), err);
}

struct tz_edition *tz_catalog_add_edition(struct taizhang_catalog *catalog,
					  struct taizhang_error *err)
{
	return add_object(&catalog->editions, sizeof(struct tz_edition), err);
}

struct tz_fact *tz_catalog_add_fact(struct taizhang_catalog *catalog, struct taizhang_error *err)
{
	return add_object(&catalog->facts, sizeof(struct tz_fact), err);
}

static void free_strings(char **list, size_t num)
{
	for (size_t i = 0; i < num; i++)
		free(list[i]);
	free(list);
}

static void free_provenance(struct tz_provenance *from)
{
	free(from->source);
	free(from->locator);
	free(from->also_refs);
	free(from->source_edition);
}

static void free_threshold(struct taizhang_threshold *threshold)
{
	free(threshold->id);
	free(threshold->folded);
	free(threshold->metric_zh);
	free(threshold->metric_en);
	free(threshold->comparator);
	free(threshold->value);
	free(threshold->unit);
	free(threshold->reference);
	free(threshold->note);
	free_provenance(&threshold->from);
	tz_extensions_free(&threshold->extensions);
	free(threshold);
}

static void free_requirement(struct taizhang_requirement *requirement)
{
	free(requirement->formats);
	free_strings(requirement->format_list, requirement->num_formats);
	free(requirement->basis);
	tz_extensions_free(&requirement->extensions);
}

static void free_node(void *object)
{
	struct taizhang_node *node = object;

	free(node->code);
	free(node->path_code);
	free(node->folded);
	free(node->title_zh);
	free(node->title_en);
	free(node->serial);
	free(node->folded_serial);
	free(node->unit);
	free(node->children);
	free_provenance(&node->from);
	for (size_t i = 0; i < node->num_requirements; i++)
		free_requirement(&node->requirements[i]);
	free(node->requirements);
	for (size_t i = 0; i < node->num_thresholds; i++)
		free_threshold(node->thresholds[i]);
	free(node->thresholds);
	tz_extensions_free(&node->extensions);
	free(node);
}

static void free_negative(void *object)
{
	struct taizhang_negative *negative = object;

	free(negative->id);
	free(negative->folded);
	free(negative->title_zh);
	free(negative->title_en);
	free(negative->strength);
	free(negative->indicator_code);
	free_provenance(&negative->from);
	tz_extensions_free(&negative->extensions);
	free(negative);
}

static void free_source(void *object)
{
	struct taizhang_source *source = object;

	free(source->key);
	free(source->title_zh);
	free(source->title_en);
	free(source->edition);
	free(source->completeness);
	free(source->locator_style);
	tz_extensions_free(&source->extensions);
	free(source);
}

static void free_edition(void *object)
{
	struct tz_edition *edition = object;

	free(edition->key);
	free(edition->title_zh);
	free(edition->title_en);
	free(edition->source);
	free(edition->locator);
	free(edition->note);
	tz_extensions_free(&edition->extensions);
	free(edition);
}

static void free_fact(void *object)
{
	struct tz_fact *fact = object;

	free(fact->key);
	free(fact->value);
	free(fact->unit);
	free(fact->basis);
	free(fact->source);
	free(fact->locator);
	free(fact->note);
	tz_extensions_free(&fact->extensions);
	free(fact);
}

static void free_unit(void *object)
{
	struct tz_unit *unit = object;

	free(unit->items.list);
	free(unit);
}

static void free_all(struct tz_pointers *pointers, void (*free_object)(void *))
{
	for (size_t i = 0; free_object && i < pointers->num; i++)
		free_object(pointers->list[i]);
	free(pointers->list);
}

static void free_lists(struct taizhang_catalog *catalog)
{
	for (size_t i = 0; i < TZ_NUM_LEVELS; i++)
		free_all(&catalog->levels[i], NULL);
	for (size_t i = 0; i < TAIZHANG_NUM_KINDS; i++)
		free_all(&catalog->by_kind[i], NULL);
	for (size_t i = 0; i < TAIZHANG_NUM_METHODS; i++)
		free_all(&catalog->by_method[i], NULL);
	free_all(&catalog->items, NULL);
	free_all(&catalog->thresholds, NULL);
	free_all(&catalog->by_unit, free_unit);
	tz_index_free(&catalog->codes);
	tz_index_free(&catalog->units);
	tz_index_free(&catalog->threshold_ids);
	tz_index_free(&catalog->negative_ids);
	tz_index_free(&catalog->source_keys);
	tz_index_free(&catalog->edition_keys);
	tz_index_free(&catalog->fact_keys);
}

TAIZHANG_API void taizhang_catalog_free(struct taizhang_catalog *catalog)
{
	if (!catalog)
		return;
	free_lists(catalog);
	free_all(&catalog->blocks, NULL);
	free_all(&catalog->all_nodes, free_node);
	free_all(&catalog->negatives, free_negative);
	free_all(&catalog->sources, free_source);
	free_all(&catalog->editions, free_edition);
	free_all(&catalog->facts, free_fact);
	free(catalog->name);
	free(catalog->format_version);
	for (size_t i = 0; i < TZ_NUM_SHEETS; i++)
		free(catalog->files[i]);
	free(catalog->id);
	free(catalog->title_zh);
	free(catalog->title_en);
	free(catalog->edition);
	free(catalog->city_class);
	free(catalog->revision);
	free(catalog->statistical_scope);
	free(catalog->material_share);
	free(catalog->field_share);
	free(catalog->year_weights);
	free_strings(catalog->weight_list, catalog->num_weights);
	tz_extensions_free(&catalog->extensions);
	free(catalog);
}
