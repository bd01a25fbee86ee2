/* SPDX-License-Identifier: MIT */
/* xlsx.c: the inspector of xlsx: the workbook, its sheets, comments and pictures. */
#include "inspect/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"

enum { WORKBOOK_PROPERTIES = 1, SHEET, COMMENT, BLIP, TEXT, PARAGRAPH, CONNECTION };

static const struct tz_tag tags[] = {
	{TZ_NS_SHEET, "workbookPr", WORKBOOK_PROPERTIES},
	{TZ_NS_SHEET, "sheet", SHEET},
	{TZ_NS_SHEET, "comment", COMMENT},
	{TZ_NS_SHEET, "connection", CONNECTION},
	{TZ_NS_DRAWING, "blip", BLIP},
	{TZ_NS_DRAWING, "t", TEXT},
	{TZ_NS_DRAWING, "p", PARAGRAPH},
	{TZ_NS_NONE, NULL, 0},
};

/* A sheet as the workbook has it. */
struct listed {
	const char *name, *part;
	bool hidden;
};

struct workbook {
	struct tz_xlsx *x;
	struct listed *sheets;
	size_t num, capacity;
	bool in_text, strict;
};

static int list_sheet(struct workbook *w, struct tz_markup *m, struct taizhang_error *err)
{
	struct tz_ooxml *o = w->x->ooxml;
	struct listed sheet = {.part = tz_relations_of_main(&o->relations, tz_markup_attribute(m, TZ_NS_RELATION, "id"))};
	const char *text = tz_markup_attribute(m, TZ_NS_NONE, "state");
	char name[TZ_LIMIT_FACT_VALUE];
	size_t size;

	sheet.hidden = text && strcmp(text, "visible") != 0;
	text = tz_markup_attribute(m, TZ_NS_NONE, "name");
	size = tz_text_cut(text ? text : "", sizeof name - 1);
	memcpy(name, text ? text : "", size);
	name[size] = '\0';
	sheet.name = tz_arena_strdup(&o->arena, name, err);
	if (w->num >= TZ_LIMIT_INSPECT_PARTS)
		return tz_facts_worsen(o->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	if (!sheet.name || tz_array_grow(&w->sheets, w->num, &w->capacity, sizeof *w->sheets, err) != 0)
		return -1;
	w->sheets[w->num++] = sheet;
	return 0;
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct workbook *w = context;

	w->strict = w->strict || tz_markup_is_strict(m);
	switch (tag) {
	case WORKBOOK_PROPERTIES:
		w->x->from_1904 = tz_markup_switch(m, TZ_NS_NONE, "date1904", false);
		return 0;
	case SHEET:
		return list_sheet(w, m, err);
	case COMMENT:
		w->x->comments++;
		tz_markup_skip(m);
		return 0;
	case CONNECTION:
		return tz_facts_add(w->x->ooxml->facts, TZ_FACT_EXTERNAL_LINK, tz_markup_attribute(m, TZ_NS_NONE, "name"), "connection", err);
	case BLIP:
		w->x->pictures += tz_markup_attribute(m, TZ_NS_RELATION, "embed") != NULL;
		return 0;
	case TEXT:
		w->in_text = true;
		return 0;
	default:
		return 0;
	}
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct workbook *w = context;

	(void)m;
	if (tag == TEXT)
		w->in_text = false;
	return tag == PARAGRAPH ? tz_facts_write(w->x->ooxml->facts, "\n", 1, err) : 0;
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct workbook *w = context;

	(void)m;
	return w->in_text ? tz_facts_write(w->x->ooxml->facts, text, strlen(text), err) : 0;
}

static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};

static const char *beside_main(const struct tz_ooxml *o, const char *type)
{
	const struct tz_relation *relation = tz_relations_next(&o->relations, o->main->name, NULL, type, NULL);

	return relation ? relation->target : "";
}

static int read_sheets(struct workbook *w, struct taizhang_error *err)
{
	struct tz_xlsx *x = w->x;
	struct taizhang_facts *facts = x->ooxml->facts;

	for (size_t i = 0; i < w->num; i++) {
		const struct listed *sheet = &w->sheets[i];

		if (tz_facts_add_sheet(facts, sheet->name, sheet->hidden, err) != 0)
			return -1;
		if (!sheet->part || !tz_parts_find(&x->ooxml->parts, sheet->part)) {
			if (tz_facts_worsen(facts, TAIZHANG_FACTS_DAMAGED, "sheet missing", sheet->name, err) != 0)
				return -1;
		} else if (tz_xlsx_sheet_read(x, sheet->part, sheet->hidden, err) != 0) {
			return -1;
		}
	}
	return 0;
}

/* What hangs on sheets: comments, and drawings with their pictures and texts. */
static int read_rest(struct workbook *w, struct taizhang_error *err)
{
	static const char *const types[] = {"comments", "drawing", "connections", "cellImage", "cellimage", "cellimages"};
	struct tz_ooxml *o = w->x->ooxml;

	for (size_t i = 0; i < o->relations.num; i++) {
		const struct tz_relation *relation = &o->relations.list[i];

		for (size_t k = 0; k < sizeof types / sizeof types[0]; k++)
			if (!relation->external && strcmp(relation->type, types[k]) == 0 &&
			    tz_ooxml_walk(o, relation->target, &reader, w, err) < 0)
				return -1;
	}
	return 0;
}

static int tell(const struct workbook *w, struct taizhang_error *err)
{
	const struct tz_xlsx *x = w->x;
	struct taizhang_facts *facts = x->ooxml->facts;

	if (tz_facts_add(facts, TZ_FACT_FORMAT_VERSION, w->strict ? "strict" : "transitional", NULL, err) != 0 ||
	    tz_facts_add_number(facts, TZ_FACT_CELLS, x->cells, NULL, err) != 0)
		return -1;
	if (x->formulas && tz_facts_add_number(facts, TZ_FACT_FORMULAS, x->formulas, NULL, err) != 0)
		return -1;
	if (x->comments && tz_facts_add_number(facts, TZ_FACT_COMMENTS, x->comments, NULL, err) != 0)
		return -1;
	return x->pictures ? tz_facts_add_number(facts, TZ_FACT_PICTURES, x->pictures, NULL, err) : 0;
}

static int read_all(struct workbook *w, struct taizhang_error *err)
{
	struct tz_xlsx *x = w->x;
	struct tz_ooxml *o = x->ooxml;
	size_t size = strlen(o->main->name);

	/* The binary form has the same parts and another language. */
	if (size > 4 && strcmp(o->main->name + size - 4, ".bin") == 0) {
		if (tz_facts_add_unread(o->facts, TZ_UNREAD_CELLS, TZ_REASON_NO_READER, err) != 0)
			return -1;
		return tz_facts_worsen(o->facts, TAIZHANG_FACTS_UNINSPECTED, NULL, NULL, err);
	}
	if (tz_ooxml_walk(o, o->main->name, &reader, w, err) < 0 ||
	    tz_xlsx_strings_read(x, beside_main(o, "sharedStrings"), err) != 0 ||
	    tz_xlsx_styles_read(x, beside_main(o, "styles"), err) != 0 || read_sheets(w, err) != 0 || read_rest(w, err) != 0)
		return -1;
	return tell(w, err);
}

int tz_inspect_xlsx(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_ooxml ooxml;
	struct tz_xlsx x = {.ooxml = &ooxml, .strings = {.bytes = TZ_BUFFER_INIT}};
	struct workbook w = {.x = &x};
	int opened = tz_ooxml_open(&ooxml, inspection, "xl/workbook.xml", err), result = opened < 0 ? -1 : 0;

	if (opened == 1)
		result = read_all(&w, err);
	free(w.sheets);
	free(x.styles);
	free(x.strings.starts);
	tz_buffer_free(&x.strings.bytes);
	tz_ooxml_close(&ooxml);
	return result;
}
