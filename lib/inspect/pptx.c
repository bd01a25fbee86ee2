/* SPDX-License-Identifier: MIT */
/* pptx.c: the inspector of pptx: the slides in their order, each with its notes. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "inspect/flow.h"
#include "inspect/ooxml.h"

enum { LISTED_SLIDE = 1, SLIDE, SHAPE, PLACEHOLDER, PARAGRAPH, TEXT, BREAK, TABLE, ROW, CELL, BLIP, COMMENT };

static const struct tz_tag tags[] = {
	{TZ_NS_DRAWING, "t", TEXT},
	{TZ_NS_DRAWING, "p", PARAGRAPH},
	{TZ_NS_DRAWING, "br", BREAK},
	{TZ_NS_DRAWING, "tbl", TABLE},
	{TZ_NS_DRAWING, "tr", ROW},
	{TZ_NS_DRAWING, "tc", CELL},
	{TZ_NS_DRAWING, "blip", BLIP},
	{TZ_NS_SLIDE, "sp", SHAPE},
	{TZ_NS_SLIDE, "ph", PLACEHOLDER},
	{TZ_NS_SLIDE, "sldId", LISTED_SLIDE},
	{TZ_NS_SLIDE, "sld", SLIDE},
	{TZ_NS_SLIDE, "cm", COMMENT},
	{TZ_NS_OTHER, "cm", COMMENT},	/* of newer programs */
	{TZ_NS_MATH, "t", TEXT},
	{TZ_NS_NONE, NULL, 0},
};

struct pptx {
	struct tz_ooxml *ooxml;
	struct tz_flow flow;
	const char **slides;
	size_t num, capacity;
	bool in_text, strict;
	bool mute;			/* the shape at work holds the page's number, its date, its footer */
	int64_t pictures, comments;
};

static int list_slide(struct pptx *p, struct tz_markup *m, struct taizhang_error *err)
{
	const char *part = tz_relations_of_main(&p->ooxml->relations, tz_markup_attribute(m, TZ_NS_RELATION, "id"));

	if (!part)
		return tz_facts_worsen(p->ooxml->facts, TAIZHANG_FACTS_DAMAGED, "slide missing", NULL, err);
	if (p->num >= TZ_LIMIT_INSPECT_PARTS)
		return tz_facts_worsen(p->ooxml->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	if (tz_array_grow(&p->slides, p->num, &p->capacity, sizeof *p->slides, err) != 0)
		return -1;
	p->slides[p->num++] = part;
	return 0;
}

static bool is_furniture(const char *type)
{
	return type && (strcmp(type, "sldNum") == 0 || strcmp(type, "dt") == 0 || strcmp(type, "ftr") == 0 || strcmp(type, "hdr") == 0);
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct pptx *p = context;

	p->strict = p->strict || tz_markup_is_strict(m);
	switch (tag) {
	case LISTED_SLIDE:
		return list_slide(p, m, err);
	case SLIDE:
		p->flow.hidden += !tz_markup_switch(m, TZ_NS_NONE, "show", true);
		return 0;
	case SHAPE:
		p->mute = false;
		return 0;
	case PLACEHOLDER:
		p->mute = is_furniture(tz_markup_attribute(m, TZ_NS_NONE, "type"));
		return 0;
	case TEXT:
		p->in_text = !p->mute;
		return 0;
	case BREAK:
		return tz_flow_break(&p->flow, err);
	case TABLE:
		tz_flow_table_begin(&p->flow);
		return 0;
	case CELL:
		return tz_flow_cell_begin(&p->flow, err);
	case BLIP:
		p->pictures += tz_markup_attribute(m, TZ_NS_RELATION, "embed") != NULL;
		return 0;
	case COMMENT:
		p->comments++;
		tz_markup_skip(m);
		return 0;
	default:
		return 0;
	}
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct pptx *p = context;

	(void)m;
	switch (tag) {
	case SHAPE:
		p->mute = false;
		return 0;
	case TEXT:
		p->in_text = false;
		return 0;
	case PARAGRAPH:
		return p->mute || p->flow.hidden ? 0 : tz_flow_paragraph(&p->flow, err);
	case TABLE:
		tz_flow_table_end(&p->flow);
		return 0;
	case ROW:
		return tz_flow_row_end(&p->flow, err);
	case CELL:
		tz_flow_cell_end(&p->flow);
		return 0;
	default:
		return 0;
	}
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct pptx *p = context;

	(void)m;
	return p->in_text ? tz_flow_text(&p->flow, text, strlen(text), err) : 0;
}

static int walk(struct pptx *p, const char *part, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};

	p->in_text = false;
	p->mute = false;
	if (tz_ooxml_walk(p->ooxml, part, &reader, p, err) < 0)
		return -1;
	return tz_flow_flush(&p->flow, err);
}

static int walk_slide(struct pptx *p, const char *slide, struct taizhang_error *err)
{
	static const char *const types[] = {"diagramData", "notesSlide", "comments"};
	const struct tz_relation *relation = NULL;

	if (walk(p, slide, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		while ((relation = tz_relations_next(&p->ooxml->relations, slide, relation, types[i], NULL)))
			if (walk(p, relation->target, err) != 0)
				return -1;
	return 0;
}

static int read_all(struct pptx *p, struct taizhang_error *err)
{
	struct taizhang_facts *facts = p->ooxml->facts;

	if (walk(p, p->ooxml->main->name, err) != 0)
		return -1;
	for (size_t i = 0; i < p->num; i++)
		if (walk_slide(p, p->slides[i], err) != 0)
			return -1;
	if (tz_facts_add(facts, TZ_FACT_FORMAT_VERSION, p->strict ? "strict" : "transitional", NULL, err) != 0 ||
	    tz_facts_add_number(facts, TZ_FACT_PAGES, (int64_t)p->num, NULL, err) != 0)
		return -1;
	if (p->pictures && tz_facts_add_number(facts, TZ_FACT_PICTURES, p->pictures, NULL, err) != 0)
		return -1;
	return p->comments ? tz_facts_add_number(facts, TZ_FACT_COMMENTS, p->comments, NULL, err) : 0;
}

int tz_inspect_pptx(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_ooxml ooxml;
	struct pptx p = {.ooxml = &ooxml};
	int opened = tz_ooxml_open(&ooxml, inspection, "ppt/presentation.xml", err), result = opened < 0 ? -1 : 0;

	tz_flow_open(&p.flow, inspection->facts);
	if (opened == 1)
		result = read_all(&p, err);
	if (tz_flow_close(&p.flow, result == 0 ? err : NULL) != 0)
		result = -1;
	free(p.slides);
	tz_ooxml_close(&ooxml);
	return result;
}
