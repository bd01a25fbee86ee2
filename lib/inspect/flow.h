/* SPDX-License-Identifier: MIT */
/* flow.h: the paragraphs, tables and text boxes of a document become lines of text.
 *
 * A paragraph is a line. A row of a table is a line with tabs between its cells; where a cell has several paragraphs, blanks stand between
 * them, unless the row has that cell alone: then it only frames text, whose lines stay. A table within a cell goes on in its line. A text box
 * follows the paragraph that it is anchored in. */
#ifndef TZ_INSPECT_FLOW_H
#define TZ_INSPECT_FLOW_H

#include "inspect/facts.h"

struct tz_flow_lane {
	struct tz_buffer line;		/* the row at work; of the lane aside all that was not put in yet */
	unsigned int tables;		/* open ones, within one another */
	unsigned int cells;		/* of the outermost row so far */
	bool cell_follows;		/* a cell of an inner row has begun before */
};

struct tz_flow {
	struct taizhang_facts *facts;
	struct tz_flow_lane lanes[2];	/* the document, and aside of it the text boxes of the paragraph at work */
	unsigned int boxes;		/* open ones */
	unsigned int hidden;		/* > 0: text is not seen, and only counted */
	uint64_t hidden_words;
};

void tz_flow_open(struct tz_flow *flow, struct taizhang_facts *facts);
/* A piece of a paragraph's text; line breaks in it are blanks. */
int tz_flow_text(struct tz_flow *flow, const char *text, size_t size, struct taizhang_error *err);
/* A line break within a paragraph, and the paragraph's end. */
int tz_flow_break(struct tz_flow *flow, struct taizhang_error *err);
int tz_flow_paragraph(struct tz_flow *flow, struct taizhang_error *err);
/* A tab within a paragraph: a blank in tables, where it would look like the next cell. */
int tz_flow_tab(struct tz_flow *flow, struct taizhang_error *err);
void tz_flow_table_begin(struct tz_flow *flow);
void tz_flow_table_end(struct tz_flow *flow);
int tz_flow_cell_begin(struct tz_flow *flow, struct taizhang_error *err);
void tz_flow_cell_end(struct tz_flow *flow);
int tz_flow_row_end(struct tz_flow *flow, struct taizhang_error *err);
void tz_flow_box_begin(struct tz_flow *flow);
void tz_flow_box_end(struct tz_flow *flow);
/* Puts in what still stands aside, where a document breaks off. */
int tz_flow_flush(struct tz_flow *flow, struct taizhang_error *err);
/* Flushes, tells of hidden text, frees; safe once more. */
int tz_flow_close(struct tz_flow *flow, struct taizhang_error *err);

#endif
