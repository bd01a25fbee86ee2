/* SPDX-License-Identifier: MIT */
/* odf_content.c: the text of a document of OpenDocument, and what hangs in it. */
#include <string.h>

#include "inspect/odf.h"

enum {
	PARAGRAPH = 1, SPACES, TAB, LINE_BREAK, SPAN, MUTE, MUTE_CHANGES, CHANGE, LINK, LINKED, ANNOTATION, PAGE, FRAME, IMAGE, OBJECT, TABLE,
	COLUMN, ROW, CELL, COVERED_CELL, STYLE, STYLE_PROPERTIES, HEADER, LISTENER, ROOT, SHAPE
};

static const struct tz_tag tags[] = {
	{TZ_NS_TEXT, "p", PARAGRAPH},
	{TZ_NS_TEXT, "h", PARAGRAPH},
	{TZ_NS_TEXT, "span", SPAN},
	{TZ_NS_TEXT, "s", SPACES},
	{TZ_NS_TEXT, "tab", TAB},
	{TZ_NS_TEXT, "line-break", LINE_BREAK},
	{TZ_NS_TEXT, "a", LINK},
	{TZ_NS_TEXT, "note-citation", MUTE},
	{TZ_NS_TEXT, "ruby-text", MUTE},
	{TZ_NS_TEXT, "tracked-changes", MUTE_CHANGES},
	{TZ_NS_TEXT, "changed-region", CHANGE},
	{TZ_NS_TEXT, "section-source", LINKED},
	{TZ_NS_TABLE, "table-cell", CELL},
	{TZ_NS_TABLE, "covered-table-cell", COVERED_CELL},
	{TZ_NS_TABLE, "table-row", ROW},
	{TZ_NS_TABLE, "table-column", COLUMN},
	{TZ_NS_TABLE, "table", TABLE},
	{TZ_NS_TABLE, "tracked-changes", MUTE_CHANGES},
	{TZ_NS_TABLE, "cell-content-change", CHANGE},
	{TZ_NS_TABLE, "insertion", CHANGE},
	{TZ_NS_TABLE, "deletion", CHANGE},
	{TZ_NS_TABLE, "movement", CHANGE},
	{TZ_NS_TABLE, "table-source", LINKED},
	{TZ_NS_TABLE, "cell-range-source", LINKED},
	{TZ_NS_TABLE, "dde-link", LINKED},
	{TZ_NS_TABLE, "named-expressions", MUTE},
	{TZ_NS_OFFICE, "dde-source", LINKED},
	{TZ_NS_OFFICE, "annotation", ANNOTATION},
	{TZ_NS_OFFICE, "forms", MUTE},
	{TZ_NS_OFFICE, "document-content", ROOT},
	{TZ_NS_DRAW, "page", PAGE},
	{TZ_NS_DRAW, "frame", FRAME},
	{TZ_NS_DRAW, "image", IMAGE},
	{TZ_NS_DRAW, "object", OBJECT},
	{TZ_NS_DRAW, "object-ole", OBJECT},
	{TZ_NS_DRAW, "floating-frame", LINKED},
	{TZ_NS_DRAW, "plugin", LINKED},
	{TZ_NS_DRAW, "applet", LINKED},
	{TZ_NS_DRAW, "custom-shape", SHAPE},
	{TZ_NS_DRAW, "rect", SHAPE},
	{TZ_NS_STYLE, "style", STYLE},
	{TZ_NS_STYLE, "table-properties", STYLE_PROPERTIES},
	{TZ_NS_STYLE, "text-properties", STYLE_PROPERTIES},
	{TZ_NS_STYLE, "drawing-page-properties", STYLE_PROPERTIES},
	{TZ_NS_STYLE, "header", HEADER},
	{TZ_NS_STYLE, "header-left", HEADER},
	{TZ_NS_STYLE, "header-first", HEADER},
	{TZ_NS_STYLE, "footer", HEADER},
	{TZ_NS_STYLE, "footer-left", HEADER},
	{TZ_NS_STYLE, "footer-first", HEADER},
	{TZ_NS_SCRIPT, "event-listener", LISTENER},
	{TZ_NS_PRESENTATION, "event-listener", LISTENER},
	{TZ_NS_NONE, NULL, 0},
};

static bool is_furniture(const char *kind)
{
	return kind && (strcmp(kind, "page-number") == 0 || strcmp(kind, "date-time") == 0 || strcmp(kind, "footer") == 0 ||
			strcmp(kind, "header") == 0);
}

static int tell_link(struct tz_odf *o, struct tz_markup *m, const char *place, struct taizhang_error *err)
{
	const char *target = tz_markup_attribute(m, TZ_NS_XLINK, "href");

	/* There may be more links that readers follow themselves than are kept: some leave room for the others. */
	if (strcmp(place, "hyperlink") == 0 && o->facts->counts[TZ_FACT_EXTERNAL_LINK] >= TZ_LIMIT_FACTS_OF_NAME / 2)
		return 0;
	/* A place in the document itself is none. */
	return target && *target && *target != '#' ? tz_facts_add(o->facts, TZ_FACT_EXTERNAL_LINK, target, place, err) : 0;
}

static int begin_image(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err)
{
	const char *target = tz_markup_attribute(m, TZ_NS_XLINK, "href");

	if (target && strstr(target, "ObjectReplacements"))
		return 0;
	o->pictures++;
	return target && (strstr(target, "://") || strncmp(target, "../", 3) == 0)
		? tz_facts_add(o->facts, TZ_FACT_EXTERNAL_LINK, target, "image", err) : 0;
}

static int begin_object(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err)
{
	const char *target = tz_markup_attribute(m, TZ_NS_XLINK, "href");
	char name[TZ_LIMIT_FACT_VALUE];

	if (!target)
		return 0;
	if (strstr(target, "://"))
		return tz_facts_add(o->facts, TZ_FACT_EXTERNAL_LINK, target, "object", err);
	tz_part_resolve("", target, name, sizeof name);
	if (tz_index_get(&o->plain_objects, name) != TZ_INDEX_NONE)
		return 0;
	return tz_facts_add(o->facts, TZ_FACT_EMBEDDED_OBJECT, name, "content.xml", err);
}

static void begin_span(struct tz_odf *o, struct tz_markup *m)
{
	const char *style = tz_markup_attribute(m, TZ_NS_TEXT, "style-name");
	bool hides = style && tz_odf_style_hides(o, "text", style);

	o->span_hides[o->spans++] = hides;
	o->flow.hidden += hides;
}

/* Whether text belongs to the cell at work: that of a shape in it does not. */
static bool is_in_cell(const struct tz_odf *o)
{
	return o->is_sheet && o->sheet.in_cell && !o->shapes;
}

static int put(struct tz_odf *o, const char *text, size_t size, struct taizhang_error *err)
{
	if (o->mute || !o->paragraphs || !size)
		return 0;
	return is_in_cell(o) ? tz_odf_cell_text(o, text, size, err) : tz_flow_text(&o->flow, text, size, err);
}

static int put_spaces(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err)
{
	static const char blanks[] = "                                ";
	int64_t count = tz_markup_number(m, TZ_NS_TEXT, "c", 1);

	return put(o, blanks, count < (int64_t)sizeof blanks ? (size_t)count : sizeof blanks - 1, err);
}

/* A paragraph within another is a text box's, a note's. */
static void begin_paragraph(struct tz_odf *o)
{
	if (o->mute)
		return;
	if (o->paragraphs++ > 0)
		tz_flow_box_begin(&o->flow);
	o->blank = true;
}

static int end_paragraph(struct tz_odf *o, struct taizhang_error *err)
{
	int result;

	if (o->mute)
		return 0;
	result = is_in_cell(o) ? tz_odf_cell_text(o, " ", 1, err)
			       : o->flow.hidden ? 0 : tz_flow_paragraph(&o->flow, err);
	if (o->paragraphs && --o->paragraphs > 0)
		tz_flow_box_end(&o->flow);
	return result;
}

static void begin_page(struct tz_odf *o, struct tz_markup *m)
{
	const char *style = tz_markup_attribute(m, TZ_NS_DRAW, "style-name");

	o->pages++;
	o->page_hidden = style && tz_odf_style_hides(o, "drawing-page", style);
	o->flow.hidden = o->page_hidden;
}

static int begin_table(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err)
{
	if (o->is_sheet)
		return o->shapes || o->sheet.in_cell ? 0 : tz_odf_sheet_begin(o, m, err);
	if (o->paragraphs)
		tz_flow_box_begin(&o->flow);
	tz_flow_table_begin(&o->flow);
	return 0;
}

static void end_table(struct tz_odf *o)
{
	if (o->is_sheet)
		return;
	tz_flow_table_end(&o->flow);
	if (o->paragraphs)
		tz_flow_box_end(&o->flow);
}

/* What is of tables; in a workbook those within shapes are left to the flow of text. */
static int begin_of_table(struct tz_odf *o, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	if (o->mute)
		return 0;
	if (tag == TABLE)
		return begin_table(o, m, err);
	if (!o->is_sheet)
		return tag == CELL || tag == COVERED_CELL ? tz_flow_cell_begin(&o->flow, err) : 0;
	if (o->shapes || !o->facts->num_sheets)
		return 0;
	if (tag == COLUMN)
		tz_odf_column(o, m);
	else if (tag == ROW)
		tz_odf_row_begin(o, m);
	else
		return tz_odf_cell_begin(o, m, err);
	return 0;
}

static int end_of_table(struct tz_odf *o, int tag, struct taizhang_error *err)
{
	if (o->mute)
		return 0;
	if (tag == TABLE)
		end_table(o);
	if (!o->is_sheet && (tag == CELL || tag == COVERED_CELL))
		tz_flow_cell_end(&o->flow);
	if (!o->is_sheet)
		return tag == ROW ? tz_flow_row_end(&o->flow, err) : 0;
	if (o->shapes || !o->facts->num_sheets)
		return 0;
	if (tag == ROW)
		return tz_odf_row_end(o, err);
	return tag == CELL || tag == COVERED_CELL ? tz_odf_cell_end(o, err) : 0;
}

static int begin_rest(struct tz_odf *o, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	const char *text;

	switch (tag) {
	case STYLE:
		return tz_odf_style_begin(o, m, err);
	case STYLE_PROPERTIES:
		return tz_odf_style_properties(o, m, err);
	case ROOT:
		return tz_facts_add(o->facts, TZ_FACT_FORMAT_VERSION, tz_markup_attribute(m, TZ_NS_OFFICE, "version"), NULL, err);
	case LINK:
		return tell_link(o, m, "hyperlink", err);
	case LINKED:
		return tell_link(o, m, tz_markup_name(m), err);
	case LISTENER:
		text = tz_markup_attribute(m, TZ_NS_XLINK, "href");
		return text && strncmp(text, "vnd.sun.star.script:", 20) == 0 ? tz_facts_add(o->facts, TZ_FACT_MACROS, text, "content.xml", err) : 0;
	case IMAGE:
		return begin_image(o, m, err);
	case OBJECT:
		return begin_object(o, m, err);
	case ANNOTATION:
		o->comments++;
		tz_markup_skip(m);
		return 0;
	case FRAME:
		if (is_furniture(tz_markup_attribute(m, TZ_NS_PRESENTATION, "class"))) {
			tz_markup_skip(m);
			return 0;
		}
		o->shapes++;
		return 0;
	default:
		return begin_of_table(o, m, tag, err);
	}
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct tz_odf *o = context;

	switch (tag) {
	case PARAGRAPH:
		begin_paragraph(o);
		return 0;
	case SPAN:
		begin_span(o, m);
		return 0;
	case SPACES:
		return put_spaces(o, m, err);
	case TAB:
		return is_in_cell(o) ? put(o, " ", 1, err) : o->mute || !o->paragraphs ? 0 : tz_flow_tab(&o->flow, err);
	case LINE_BREAK:
		return is_in_cell(o) ? put(o, " ", 1, err) : o->mute || !o->paragraphs ? 0 : tz_flow_break(&o->flow, err);
	case MUTE:
		tz_markup_skip(m);
		return 0;
	case MUTE_CHANGES:
		o->mute++;
		return 0;
	case CHANGE:
		o->changes += o->mute > 0;
		return 0;
	case PAGE:
		begin_page(o, m);
		return 0;
	case SHAPE:
		o->shapes++;
		return 0;
	case HEADER:
		/* One that is told and not shown. */
		if (!tz_markup_switch(m, TZ_NS_STYLE, "display", true))
			tz_markup_skip(m);
		else
			o->mute -= o->mute > 0;
		return 0;
	default:
		return begin_rest(o, m, tag, err);
	}
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct tz_odf *o = context;

	(void)m;
	switch (tag) {
	case PARAGRAPH:
		return end_paragraph(o, err);
	case SPAN:
		o->flow.hidden -= o->span_hides[--o->spans] && o->flow.hidden;
		return 0;
	case MUTE_CHANGES:
		o->mute--;
		return 0;
	case PAGE:
		o->flow.hidden = 0;
		return 0;
	case FRAME:
	case SHAPE:
		o->shapes--;
		return 0;
	case STYLE:
		tz_odf_style_end(o);
		return 0;
	case HEADER:
		o->mute++;
		return 0;
	default:
		return end_of_table(o, tag, err);
	}
}

/* Blanks are one blank, and none where a paragraph begins: more of them have elements of their own. */
static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct tz_odf *o = context;

	(void)m;
	while (*text && o->paragraphs && !o->mute) {
		size_t run = strcspn(text, " \t\r\n"), blanks = strspn(text + run, " \t\r\n");

		if (put(o, text, run, err) != 0)
			return -1;
		if (run)
			o->blank = false;
		if (blanks && !o->blank && put(o, " ", 1, err) != 0)
			return -1;
		o->blank = o->blank || blanks;
		text += run + blanks;
	}
	return 0;
}

static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};

static int walk(struct tz_odf *o, const struct tz_part *part, unsigned int mute, struct taizhang_error *err)
{
	o->mute = mute;
	o->paragraphs = 0;
	o->spans = 0;
	o->shapes = 0;
	o->style = NULL;
	if (tz_markup_walk(&o->parts, part, &reader, o, o->facts, err) < 0)
		return -1;
	return tz_flow_flush(&o->flow, err);
}

int tz_odf_content_read(struct tz_odf *o, const struct tz_part *part, struct taizhang_error *err)
{
	return walk(o, part, 0, err);
}

int tz_odf_headers_read(struct tz_odf *o, const struct tz_part *part, struct taizhang_error *err)
{
	return walk(o, part, 1, err);
}
