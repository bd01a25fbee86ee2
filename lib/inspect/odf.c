/* SPDX-License-Identifier: MIT */
/* odf.c: the inspector of OpenDocument: text, workbook and slides. */
#include "inspect/odf.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "inspect/ooxml.h"
#include "inspect/words.h"

enum { ENTRY = 1, ENCRYPTION, ALGORITHM, STATISTIC, FIRST_FACT };
#define FACT_TAG(fact) ((int)(fact) + FIRST_FACT)

static const struct tz_tag manifest_tags[] = {
	{TZ_NS_MANIFEST, "file-entry", ENTRY},
	{TZ_NS_MANIFEST, "encryption-data", ENCRYPTION},
	{TZ_NS_MANIFEST, "algorithm", ALGORITHM},
	{TZ_NS_NONE, NULL, 0},
};

static const struct tz_tag meta_tags[] = {
	{TZ_NS_DC, "title", FACT_TAG(TZ_FACT_TITLE)},
	{TZ_NS_DC, "subject", FACT_TAG(TZ_FACT_SUBJECT)},
	{TZ_NS_META, "initial-creator", FACT_TAG(TZ_FACT_AUTHOR)},
	{TZ_NS_DC, "creator", FACT_TAG(TZ_FACT_LAST_AUTHOR)},
	{TZ_NS_META, "creation-date", FACT_TAG(TZ_FACT_CREATED)},
	{TZ_NS_DC, "date", FACT_TAG(TZ_FACT_MODIFIED)},
	{TZ_NS_META, "generator", FACT_TAG(TZ_FACT_PRODUCER)},
	{TZ_NS_META, "document-statistic", STATISTIC},
	{TZ_NS_NONE, NULL, 0},
};

static bool is_part_of_document(const char *type)
{
	return type && (strstr(type, "opendocument.chart") || strstr(type, "opendocument.formula"));
}

static int on_manifest(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct tz_odf *o = context;
	const char *text;
	char *name;
	size_t size;

	if (tag == ENCRYPTION)
		return tz_facts_worsen(o->facts, TAIZHANG_FACTS_ENCRYPTED, NULL, NULL, err);
	if (tag == ALGORITHM) {
		text = tz_markup_attribute(m, TZ_NS_MANIFEST, "algorithm-name");
		if (text && strrchr(text, '#'))
			text = strrchr(text, '#') + 1;
		return tz_facts_has(o->facts, TZ_FACT_ENCRYPTION) ? 0 : tz_facts_add(o->facts, TZ_FACT_ENCRYPTION, text, NULL, err);
	}
	if (!is_part_of_document(tz_markup_attribute(m, TZ_NS_MANIFEST, "media-type")) ||
	    o->plain_objects.count >= TZ_LIMIT_INSPECT_PARTS)
		return 0;
	text = tz_markup_attribute(m, TZ_NS_MANIFEST, "full-path");
	size = text ? strlen(text) : 0;
	if (size < 2 || size > TZ_LIMIT_FACT_VALUE || text[size - 1] != '/')
		return 0;
	name = tz_arena_strdup(&o->arena, text, err);
	if (!name)
		return -1;
	name[size - 1] = '\0';
	return tz_index_put(&o->plain_objects, name, 0, err);
}

struct meta {
	struct taizhang_facts *facts;
	bool open;
	struct tz_buffer value;
};

static int begin_meta(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct meta *meta = context;
	int64_t pages;

	meta->value.size = 0;
	meta->open = tag >= FIRST_FACT;
	if (tag != STATISTIC)
		return 0;
	pages = tz_markup_number(m, TZ_NS_META, "page-count", 0);
	return pages && meta->facts->format == TZ_FORMAT_ODT ? tz_facts_add_number(meta->facts, TZ_FACT_PAGES, pages, NULL, err) : 0;
}

static int text_meta(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct meta *meta = context;

	(void)m;
	if (!meta->open || meta->value.size > TZ_LIMIT_FACT_VALUE)
		return 0;
	tz_buffer_text_add(&meta->value, text);
	return tz_buffer_check(&meta->value, err);
}

static int end_meta(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct meta *meta = context;
	enum tz_fact_id id = (enum tz_fact_id)(tag - FIRST_FACT);

	(void)m;
	if (!meta->open || tz_facts_has(meta->facts, id))
		return 0;
	meta->open = false;
	return tz_facts_add_bytes(meta->facts, id, tz_buffer_text(&meta->value), meta->value.size, NULL, err);
}

/* What an old form of the manifest begins with is refused, and no loss: where it tells of encryption, it is of a newer form. */
static int read_manifest(struct tz_odf *o, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {manifest_tags, on_manifest, NULL, NULL};
	const struct tz_part *part = tz_parts_find(&o->parts, "META-INF/manifest.xml");
	struct taizhang_facts *aside = part ? tz_facts_new(err) : NULL;
	int result;

	if (!part || !aside)
		return part ? -1 : 0;
	result = tz_markup_walk(&o->parts, part, &reader, o, aside, err);
	taizhang_facts_free(aside);
	return result < 0 ? -1 : 0;
}

static int read_meta(struct tz_odf *o, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {meta_tags, begin_meta, end_meta, text_meta};
	const struct tz_part *part = tz_parts_find(&o->parts, "meta.xml");
	struct meta meta = {.facts = o->facts, .value = TZ_BUFFER_INIT};
	int result = part ? tz_markup_walk(&o->parts, part, &reader, &meta, o->facts, err) : 0;

	tz_buffer_free(&meta.value);
	return result < 0 ? -1 : 0;
}

static bool begins(const char *name, const char *with)
{
	return strncmp(name, with, strlen(with)) == 0;
}

/* The lists of libraries are there also where these are empty. */
static bool is_list_of_macros(const char *name)
{
	const char *file = strrchr(name, '/');

	return strcmp(file, "/script-lc.xml") == 0 || strcmp(file, "/script-lb.xml") == 0 || strcmp(file, "/dialog-lc.xml") == 0 ||
	       strcmp(file, "/dialog-lb.xml") == 0;
}

static int tell_parts(struct tz_odf *o, struct taizhang_error *err)
{
	for (size_t i = 0; i < o->parts.num; i++) {
		const char *name = o->parts.list[i].name;

		if (begins(name, "Basic/") && !is_list_of_macros(name) && tz_facts_add(o->facts, TZ_FACT_MACROS, "Basic", name, err) != 0)
			return -1;
		if (begins(name, "Scripts/") && tz_facts_add(o->facts, TZ_FACT_MACROS, "script", name, err) != 0)
			return -1;
		if (strcmp(name, "META-INF/documentsignatures.xml") == 0 &&
		    tz_facts_add(o->facts, TZ_FACT_SIGNATURE, "XML-DSig", name, err) != 0)
			return -1;
	}
	return 0;
}

static int tell_counts(struct tz_odf *o, struct taizhang_error *err)
{
	const struct {
		enum tz_fact_id id;
		int64_t number;
		bool always;
	} counts[] = {
		{TZ_FACT_PAGES, o->pages, o->facts->format == TZ_FORMAT_ODP},
		{TZ_FACT_PICTURES, o->pictures, false},
		{TZ_FACT_TRACKED_CHANGES, o->changes, false},
		{TZ_FACT_COMMENTS, o->comments, false},
		{TZ_FACT_CELLS, o->cells, o->is_sheet},
		{TZ_FACT_FORMULAS, o->formulas, false},
	};

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		if ((counts[i].always || (counts[i].number && counts[i].id != TZ_FACT_PAGES)) &&
		    tz_facts_add_number(o->facts, counts[i].id, counts[i].number, NULL, err) != 0)
			return -1;
	return 0;
}

static int read_all(struct tz_odf *o, struct taizhang_error *err)
{
	struct taizhang_facts *facts = o->facts;
	const struct tz_part *content = tz_parts_find(&o->parts, "content.xml"), *styles = tz_parts_find(&o->parts, "styles.xml");

	if (tz_parts_tell(&o->parts, facts, err) != 0 || read_manifest(o, err) != 0)
		return -1;
	if (facts->state == TAIZHANG_FACTS_ENCRYPTED)
		return 0;
	if (!content)
		return tz_facts_worsen(facts, TAIZHANG_FACTS_UNREADABLE, "main part missing", "content.xml", err);
	if (read_meta(o, err) != 0 || tell_parts(o, err) != 0 || tz_odf_content_read(o, content, err) != 0)
		return -1;
	if (facts->format == TZ_FORMAT_ODT) {
		if (tz_facts_add_number(facts, TZ_FACT_WORDS, (int64_t)tz_words_count(tz_buffer_text(&facts->text), facts->text.size),
					NULL, err) != 0)
			return -1;
		if (styles && tz_odf_headers_read(o, styles, err) != 0)
			return -1;
	}
	return tell_counts(o, err);
}

int tz_inspect_odf(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_odf *o = calloc(1, sizeof *o);
	int result;

	if (!o)
		return tz_error_nomem(err);
	o->facts = inspection->facts;
	o->is_sheet = o->facts->format == TZ_FORMAT_ODS;
	tz_flow_open(&o->flow, o->facts);
	result = tz_parts_open(&o->parts, inspection->source, &o->arena, err);
	if (result == 0)
		result = read_all(o, err);
	if (tz_flow_close(&o->flow, result == 0 ? err : NULL) != 0)
		result = -1;
	tz_index_free(&o->hidden_styles);
	tz_index_free(&o->plain_objects);
	free(o->sheet.cells);
	tz_buffer_free(&o->sheet.row_text);
	tz_parts_close(&o->parts);
	tz_arena_free(&o->arena);
	free(o);
	return result;
}
