/* SPDX-License-Identifier: MIT */
/* relation.c: the relationships of a document of Office Open XML: which part goes with which, and what is outside. */
#include "inspect/relation.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"

enum { RELATION = 1 };

static const struct tz_tag tags[] = {
	{TZ_NS_PACKAGE, "Relationship", RELATION},
	{TZ_NS_NONE, NULL, 0},
};

struct reading {
	struct tz_relations *relations;
	struct tz_parts *parts;
	struct taizhang_facts *facts;
	const char *source;
};

/* A copy of what is worth keeping of an attribute. */
static const char *keep(struct reading *r, const char *text, struct taizhang_error *err)
{
	char cut[TZ_LIMIT_FACT_VALUE];
	size_t size = tz_text_cut(text ? text : "", sizeof cut - 1);

	memcpy(cut, text ? text : "", size);
	cut[size] = '\0';
	r->relations->bytes += size + 1;
	return tz_arena_strdup(r->parts->arena, cut, err);
}

static bool is_one_of(const char *type, const char *const *types)
{
	for (; *types; types++)
		if (strcmp(type, *types) == 0)
			return true;
	return false;
}

static bool is_hyperlink(const struct tz_relation *relation)
{
	return strcmp(relation->type, "hyperlink") == 0;
}

/* What a clerk or an assessor must know of. */
static int tell(const struct reading *r, const struct tz_relation *relation, struct taizhang_error *err)
{
	static const char *const objects[] = {"oleObject", "package", "control", "aFChunk", NULL};

	/* Links that readers follow themselves come last: there may be more of them than are kept. */
	if (relation->external)
		return is_hyperlink(relation) ? 0 : tz_facts_add(r->facts, TZ_FACT_EXTERNAL_LINK, relation->target, relation->type, err);
	if (is_one_of(relation->type, objects))
		return tz_facts_add(r->facts, TZ_FACT_EMBEDDED_OBJECT, relation->target, relation->source, err);
	if (strcmp(relation->type, "vbaProject") == 0)
		return tz_facts_add(r->facts, TZ_FACT_MACROS, "VBA", relation->target, err);
	if (strcmp(relation->type, "xlMacrosheet") == 0 || strcmp(relation->type, "xlIntlMacrosheet") == 0)
		return tz_facts_add(r->facts, TZ_FACT_MACROS, "XLM", relation->target, err);
	/* WPS keeps macros of JavaScript so. */
	if (strstr(relation->target, "JDEData.bin"))
		return tz_facts_add(r->facts, TZ_FACT_MACROS, "JavaScript", relation->target, err);
	return 0;
}

static int take_target(struct reading *r, struct tz_markup *m, struct tz_relation *relation, struct taizhang_error *err)
{
	const char *target = tz_markup_attribute(m, TZ_NS_NONE, "Target");
	char name[TZ_LIMIT_FACT_VALUE];

	if (!target)
		target = "";
	if (!relation->external) {
		tz_part_resolve(r->source, target, name, sizeof name);
		/* A place in the document itself is no part. */
		if (!*name && *target && *target != '#' &&
		    tz_facts_add(r->facts, TZ_FACT_EXTERNAL_LINK, target, relation->type, err) != 0)
			return -1;
		target = name;
	}
	relation->target = keep(r, target, err);
	return relation->target ? 0 : -1;
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct reading *r = context;
	struct tz_relations *all = r->relations;
	struct tz_relation relation = {.source = r->source};
	const char *type = tz_markup_attribute(m, TZ_NS_NONE, "Type"), *mode;
	size_t first = all->num;

	(void)tag;
	if (all->bytes > TZ_LIMIT_INSPECT_STRINGS)
		return tz_facts_worsen(r->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	relation.type = keep(r, type && strrchr(type, '/') ? strrchr(type, '/') + 1 : type, err);
	if (!relation.type)
		return -1;
	mode = tz_markup_attribute(m, TZ_NS_NONE, "TargetMode");
	relation.external = mode && strcmp(mode, "External") == 0;
	relation.id = keep(r, tz_markup_attribute(m, TZ_NS_NONE, "Id"), err);
	if (!relation.id || take_target(r, m, &relation, err) != 0 ||
	    tz_array_grow(&all->list, all->num, &all->capacity, sizeof *all->list, err) != 0)
		return -1;
	all->list[all->num++] = relation;
	if (tz_index_get(&all->sources, r->source) == TZ_INDEX_NONE && tz_index_put(&all->sources, r->source, first, err) != 0)
		return -1;
	if (all->main && strcmp(r->source, all->main) == 0 && !relation.external &&
	    tz_index_put(&all->main_ids, relation.id, first, err) != 0)
		return -1;
	return tell(r, &relation, err);
}

/* The part whose relationships stand in "word/_rels/document.xml.rels": "word/document.xml". NULL where name is none of those. */
static const char *source_of(struct tz_parts *parts, const char *name, struct taizhang_error *err)
{
	const char *folder = strstr(name, "_rels/");
	size_t size = strlen(name), before;
	char source[TZ_LIMIT_FACT_VALUE];

	if (!folder || size < 11 || strcmp(name + size - 5, ".rels") != 0 || strchr(folder + 6, '/'))
		return NULL;
	before = (size_t)(folder - name);
	memcpy(source, name, before);
	memcpy(source + before, folder + 6, size - before - 11);
	source[size - 11] = '\0';
	return tz_arena_strdup(parts->arena, source, err);
}

static int read_part(struct reading *r, const struct tz_part *part, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, NULL, NULL};
	struct taizhang_error kept = TAIZHANG_ERROR_INIT;

	r->source = source_of(r->parts, part->name, &kept);
	if (!r->source) {
		if (err && kept.code)
			*err = kept;
		return kept.code ? -1 : 0;
	}
	/* One that stands twice is read once. */
	if (tz_index_get(&r->relations->sources, r->source) != TZ_INDEX_NONE)
		return 0;
	return tz_markup_walk(r->parts, part, &reader, r, r->facts, err) < 0 ? -1 : 0;
}

int tz_relations_read(struct tz_relations *relations, struct tz_parts *parts, struct taizhang_facts *facts, struct taizhang_error *err)
{
	struct reading r = {relations, parts, facts, ""};
	const struct tz_part *root = tz_parts_find(parts, "_rels/.rels");
	const struct tz_relation *main;

	*relations = (struct tz_relations){.sources = TZ_INDEX_INIT, .main_ids = TZ_INDEX_INIT};
	if (root && read_part(&r, root, err) != 0)
		return -1;
	main = tz_relations_next(relations, "", NULL, "officeDocument", NULL);
	relations->main = main ? main->target : NULL;
	for (size_t i = 0; i < parts->num; i++)
		if (&parts->list[i] != root && read_part(&r, &parts->list[i], err) != 0)
			return -1;
	for (size_t i = 0; i < relations->num; i++)
		if (relations->list[i].external && is_hyperlink(&relations->list[i]) &&
		    tz_facts_add(facts, TZ_FACT_EXTERNAL_LINK, relations->list[i].target, "hyperlink", err) != 0)
			return -1;
	return 0;
}

void tz_relations_free(struct tz_relations *relations)
{
	tz_index_free(&relations->sources);
	tz_index_free(&relations->main_ids);
	free(relations->list);
	relations->list = NULL;
}

const char *tz_relations_of_main(const struct tz_relations *relations, const char *id)
{
	size_t found = id ? tz_index_get(&relations->main_ids, id) : TZ_INDEX_NONE;

	return found == TZ_INDEX_NONE ? NULL : relations->list[found].target;
}

const struct tz_relation *tz_relations_next(const struct tz_relations *relations, const char *source, const struct tz_relation *after,
					    const char *type, const char *strict)
{
	size_t at = after ? (size_t)(after - relations->list) + 1 : tz_index_get(&relations->sources, source);

	for (; at < relations->num && strcmp(relations->list[at].source, source) == 0; at++) {
		const struct tz_relation *relation = &relations->list[at];

		if (!relation->external && (strcmp(relation->type, type) == 0 || (strict && strcmp(relation->type, strict) == 0)))
			return relation;
	}
	return NULL;
}
