/* SPDX-License-Identifier: MIT */
/* docx.c: the inspector of docx: text, what is left of editing, pictures. */
#include <string.h>

#include "inspect/flow.h"
#include "inspect/ooxml.h"
#include "inspect/words.h"

enum {
	PARAGRAPH = 1, TEXT, TAB, BREAK, HYPHEN, RUN, VANISH, RUN_PROPERTIES, TABLE, ROW, CELL, BOX, RUBY, CHANGE, MOVED_AWAY, COMMENT,
	BLIP, IMAGE_DATA, NOTE, DRAWN_PARAGRAPH
};

static const struct tz_tag tags[] = {
	{TZ_NS_WORD, "t", TEXT},
	{TZ_NS_WORD, "r", RUN},
	{TZ_NS_WORD, "rPr", RUN_PROPERTIES},
	{TZ_NS_WORD, "p", PARAGRAPH},
	{TZ_NS_WORD, "tab", TAB},
	{TZ_NS_WORD, "br", BREAK},
	{TZ_NS_WORD, "cr", BREAK},
	{TZ_NS_WORD, "noBreakHyphen", HYPHEN},
	{TZ_NS_WORD, "vanish", VANISH},
	{TZ_NS_WORD, "tbl", TABLE},
	{TZ_NS_WORD, "tr", ROW},
	{TZ_NS_WORD, "tc", CELL},
	{TZ_NS_WORD, "txbxContent", BOX},
	{TZ_NS_WORD, "rt", RUBY},
	{TZ_NS_WORD, "ins", CHANGE},
	{TZ_NS_WORD, "moveTo", CHANGE},
	{TZ_NS_WORD, "del", MOVED_AWAY},
	{TZ_NS_WORD, "moveFrom", MOVED_AWAY},
	{TZ_NS_WORD, "cellIns", CHANGE},
	{TZ_NS_WORD, "cellDel", CHANGE},
	{TZ_NS_WORD, "cellMerge", CHANGE},
	{TZ_NS_WORD, "rPrChange", MOVED_AWAY},
	{TZ_NS_WORD, "pPrChange", MOVED_AWAY},
	{TZ_NS_WORD, "sectPrChange", MOVED_AWAY},
	{TZ_NS_WORD, "tblPrChange", MOVED_AWAY},
	{TZ_NS_WORD, "tblGridChange", MOVED_AWAY},
	{TZ_NS_WORD, "tblPrExChange", MOVED_AWAY},
	{TZ_NS_WORD, "trPrChange", MOVED_AWAY},
	{TZ_NS_WORD, "tcPrChange", MOVED_AWAY},
	{TZ_NS_WORD, "numberingChange", MOVED_AWAY},
	{TZ_NS_WORD, "comment", COMMENT},
	{TZ_NS_WORD, "footnote", NOTE},
	{TZ_NS_WORD, "endnote", NOTE},
	{TZ_NS_DRAWING, "t", TEXT},
	{TZ_NS_DRAWING, "p", DRAWN_PARAGRAPH},
	{TZ_NS_DRAWING, "br", BREAK},
	{TZ_NS_DRAWING, "blip", BLIP},
	{TZ_NS_VML, "imagedata", IMAGE_DATA},
	{TZ_NS_MATH, "t", TEXT},
	{TZ_NS_NONE, NULL, 0},
};

struct docx {
	struct tz_ooxml *ooxml;
	struct tz_flow flow;
	bool in_text;
	bool of_run;			/* the properties at work are a run's */
	bool run_hidden;		/* the run at work is */
	bool strict;
	int64_t changes, comments, pictures;
};

static int begin_run_part(struct docx *d, struct tz_markup *m, int tag)
{
	switch (tag) {
	case RUN_PROPERTIES:
		/* A paragraph's mark may be hidden where its text is not. */
		d->of_run = tz_markup_parent(m) == RUN;
		return 0;
	case VANISH:
		if (d->of_run && !d->run_hidden && tz_markup_switch(m, TZ_NS_WORD, "val", true)) {
			d->run_hidden = true;
			d->flow.hidden++;
		}
		return 0;
	case BLIP:
		d->pictures += tz_markup_attribute(m, TZ_NS_RELATION, "embed") != NULL;
		return 0;
	case IMAGE_DATA:
		d->pictures += tz_markup_attribute(m, TZ_NS_RELATION, "id") != NULL;
		return 0;
	default:
		return 0;
	}
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct docx *d = context;
	const char *type;

	d->strict = tz_markup_is_strict(m);
	switch (tag) {
	case TEXT:
		d->in_text = true;
		return 0;
	case TAB:
		/* Where it stands in a paragraph's properties it only says where tabs lead to. */
		return tz_markup_parent(m) == RUN ? tz_flow_tab(&d->flow, err) : 0;
	case BREAK:
		return tz_flow_break(&d->flow, err);
	case HYPHEN:
		return tz_flow_text(&d->flow, "-", 1, err);
	case TABLE:
		tz_flow_table_begin(&d->flow);
		return 0;
	case CELL:
		return tz_flow_cell_begin(&d->flow, err);
	case BOX:
		tz_flow_box_begin(&d->flow);
		return 0;
	case RUBY:
		tz_markup_skip(m);
		return 0;
	case CHANGE:
		d->changes++;
		return 0;
	case MOVED_AWAY:
		d->changes++;
		tz_markup_skip(m);
		return 0;
	case COMMENT:
		d->comments++;
		tz_markup_skip(m);
		return 0;
	case NOTE:
		/* The lines that part notes from the text are notes, too. */
		type = tz_markup_attribute(m, TZ_NS_WORD, "type");
		if (type && strcmp(type, "normal") != 0)
			tz_markup_skip(m);
		return 0;
	default:
		return begin_run_part(d, m, tag);
	}
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct docx *d = context;

	(void)m;
	switch (tag) {
	case TEXT:
		d->in_text = false;
		return 0;
	case RUN:
		if (d->run_hidden)
			d->flow.hidden--;
		d->run_hidden = false;
		return 0;
	case PARAGRAPH:
	case DRAWN_PARAGRAPH:
		return tz_flow_paragraph(&d->flow, err);
	case TABLE:
		tz_flow_table_end(&d->flow);
		return 0;
	case ROW:
		return tz_flow_row_end(&d->flow, err);
	case CELL:
		tz_flow_cell_end(&d->flow);
		return 0;
	case BOX:
		tz_flow_box_end(&d->flow);
		return 0;
	default:
		return 0;
	}
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct docx *d = context;

	(void)m;
	return d->in_text ? tz_flow_text(&d->flow, text, strlen(text), err) : 0;
}

static int walk(struct docx *d, const struct tz_part *part, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};

	d->in_text = false;
	d->run_hidden = false;
	if (tz_markup_walk(&d->ooxml->parts, part, &reader, d, d->ooxml->facts, err) < 0)
		return -1;
	return tz_flow_flush(&d->flow, err);
}

/* The parts that go with the main one, of one type. */
static int walk_all(struct docx *d, const char *type, struct taizhang_error *err)
{
	const struct tz_relations *relations = &d->ooxml->relations;
	const struct tz_relation *relation = NULL;

	while ((relation = tz_relations_next(relations, d->ooxml->main->name, relation, type, NULL))) {
		const struct tz_part *part = tz_parts_find(&d->ooxml->parts, relation->target);

		if (part && walk(d, part, err) != 0)
			return -1;
	}
	return 0;
}

static int tell(struct docx *d, struct taizhang_error *err)
{
	struct taizhang_facts *facts = d->ooxml->facts;

	if (tz_facts_add(facts, TZ_FACT_FORMAT_VERSION, d->strict ? "strict" : "transitional", NULL, err) != 0)
		return -1;
	if (d->pictures && tz_facts_add_number(facts, TZ_FACT_PICTURES, d->pictures, NULL, err) != 0)
		return -1;
	if (d->changes && tz_facts_add_number(facts, TZ_FACT_TRACKED_CHANGES, d->changes, NULL, err) != 0)
		return -1;
	return d->comments ? tz_facts_add_number(facts, TZ_FACT_COMMENTS, d->comments, NULL, err) : 0;
}

/* Headers and footers stand in the text, for what they may say, and not in the count, since they are on each page. */
static int read_all(struct docx *d, struct taizhang_error *err)
{
	struct taizhang_facts *facts = d->ooxml->facts;

	if (walk(d, d->ooxml->main, err) != 0 || walk_all(d, "footnotes", err) != 0 || walk_all(d, "endnotes", err) != 0 ||
	    walk_all(d, "diagramData", err) != 0)
		return -1;
	if (tz_facts_add_number(facts, TZ_FACT_WORDS, (int64_t)tz_words_count(tz_buffer_text(&facts->text), facts->text.size), NULL, err) != 0)
		return -1;
	if (walk_all(d, "header", err) != 0 || walk_all(d, "footer", err) != 0 || walk_all(d, "comments", err) != 0)
		return -1;
	return tell(d, err);
}

int tz_inspect_docx(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_ooxml ooxml;
	struct docx d = {.ooxml = &ooxml};
	int opened = tz_ooxml_open(&ooxml, inspection, "word/document.xml", err), result = opened < 0 ? -1 : 0;

	tz_flow_open(&d.flow, inspection->facts);
	if (opened == 1)
		result = read_all(&d, err);
	if (tz_flow_close(&d.flow, result == 0 ? err : NULL) != 0)
		result = -1;
	tz_ooxml_close(&ooxml);
	return result;
}
