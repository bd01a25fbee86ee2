/* SPDX-License-Identifier: MIT */
/* flow.c: the paragraphs, tables and text boxes of a document become lines of text. */
#include "inspect/flow.h"

#include <string.h>

#include "base/limits.h"
#include "inspect/words.h"

/* Stands in a row for the end of a line until it is known how many cells the row has; no text of an XML document has it. */
#define BREAK '\x01'

void tz_flow_open(struct tz_flow *flow, struct taizhang_facts *facts)
{
	*flow = (struct tz_flow){.facts = facts, .lanes = {{.line = TZ_BUFFER_INIT}, {.line = TZ_BUFFER_INIT}}};
}

static struct tz_flow_lane *lane_of(struct tz_flow *flow)
{
	return &flow->lanes[flow->boxes > 0];
}

/* Text of the document itself goes straight to the facts, unless it is a row's. */
static int put(struct tz_flow *flow, const char *text, size_t size, struct taizhang_error *err)
{
	struct tz_flow_lane *lane = lane_of(flow);

	if (lane == &flow->lanes[0] && !lane->tables)
		return tz_facts_write(flow->facts, text, size, err);
	if (lane->line.size + size > TZ_LIMIT_INSPECT_TEXT)
		return tz_facts_worsen(flow->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	tz_buffer_add(&lane->line, text, size);
	return tz_buffer_check(&lane->line, err);
}

static int put_break(struct tz_flow *flow, struct taizhang_error *err)
{
	return put(flow, lane_of(flow)->tables ? "\x01" : "\n", 1, err);
}

int tz_flow_text(struct tz_flow *flow, const char *text, size_t size, struct taizhang_error *err)
{
	if (flow->hidden) {
		flow->hidden_words += tz_words_count(text, size);
		return 0;
	}
	while (size) {
		size_t run = 0;

		while (run < size && text[run] != '\n' && text[run] != '\t' && text[run] != '\r')
			run++;
		if (put(flow, text, run, err) != 0 || (run < size && put(flow, " ", 1, err) != 0))
			return -1;
		run += run < size;
		text += run;
		size -= run;
	}
	return 0;
}

int tz_flow_break(struct tz_flow *flow, struct taizhang_error *err)
{
	return flow->hidden ? 0 : put_break(flow, err);
}

int tz_flow_tab(struct tz_flow *flow, struct taizhang_error *err)
{
	return flow->hidden ? 0 : put(flow, lane_of(flow)->tables ? " " : "\t", 1, err);
}

/* The text boxes of a paragraph come after it. */
static int put_boxes(struct tz_flow *flow, struct taizhang_error *err)
{
	struct tz_buffer *aside = &flow->lanes[1].line;
	int result;

	if (!aside->size)
		return 0;
	if (flow->lanes[0].tables)
		for (size_t i = 0; i < aside->size; i++)
			if (aside->data[i] == '\n')
				aside->data[i] = BREAK;
	result = put(flow, aside->data, aside->size, err);
	aside->size = 0;
	return result;
}

int tz_flow_paragraph(struct tz_flow *flow, struct taizhang_error *err)
{
	if (put_break(flow, err) != 0)
		return -1;
	return flow->boxes ? 0 : put_boxes(flow, err);
}

void tz_flow_table_begin(struct tz_flow *flow)
{
	struct tz_flow_lane *lane = lane_of(flow);

	if (lane->tables++ == 0)
		lane->cells = 0;
	lane->cell_follows = false;
}

void tz_flow_table_end(struct tz_flow *flow)
{
	struct tz_flow_lane *lane = lane_of(flow);

	lane->tables -= lane->tables > 0;
}

static void drop_end(struct tz_flow_lane *lane)
{
	struct tz_buffer *line = &lane->line;

	while (line->size && (line->data[line->size - 1] == BREAK || line->data[line->size - 1] == ' '))
		line->size--;
}

int tz_flow_cell_begin(struct tz_flow *flow, struct taizhang_error *err)
{
	struct tz_flow_lane *lane = lane_of(flow);
	bool follows = lane->tables == 1 ? lane->cells++ > 0 : lane->cell_follows;

	lane->cell_follows = true;
	return follows ? put(flow, "\t", 1, err) : 0;
}

void tz_flow_cell_end(struct tz_flow *flow)
{
	struct tz_flow_lane *lane = lane_of(flow);

	if (lane->tables)
		drop_end(lane);
	lane->cell_follows = true;
}

int tz_flow_row_end(struct tz_flow *flow, struct taizhang_error *err)
{
	struct tz_flow_lane *lane = lane_of(flow);
	struct tz_buffer *line = &lane->line;
	char between = lane->cells > 1 ? ' ' : '\n';

	if (lane->tables != 1) {
		lane->cell_follows = false;
		return put_break(flow, err);
	}
	drop_end(lane);
	for (size_t i = 0; i < line->size; i++)
		if (line->data[i] == BREAK)
			line->data[i] = between;
	lane->cells = 0;
	lane->cell_follows = false;
	tz_buffer_add(line, "\n", 1);
	if (tz_buffer_check(line, err) != 0)
		return -1;
	/* A box's rows stay aside with it. */
	if (lane == &flow->lanes[1])
		return 0;
	if (tz_facts_write(flow->facts, line->data, line->size, err) != 0)
		return -1;
	line->size = 0;
	return 0;
}

void tz_flow_box_begin(struct tz_flow *flow)
{
	flow->boxes++;
}

void tz_flow_box_end(struct tz_flow *flow)
{
	if (flow->boxes && --flow->boxes == 0) {
		flow->lanes[1].tables = 0;
		flow->lanes[1].cells = 0;
	}
}

int tz_flow_flush(struct tz_flow *flow, struct taizhang_error *err)
{
	struct tz_flow_lane *lane = &flow->lanes[0];

	flow->boxes = 0;
	flow->hidden = 0;
	if (lane->tables && lane->line.size) {
		lane->tables = 1;
		if (tz_flow_row_end(flow, err) != 0)
			return -1;
	}
	lane->tables = 0;
	return put_boxes(flow, err);
}

int tz_flow_close(struct tz_flow *flow, struct taizhang_error *err)
{
	int result = tz_flow_flush(flow, err);

	if (result == 0 && flow->hidden_words)
		result = tz_facts_add_number(flow->facts, TZ_FACT_HIDDEN_TEXT, (int64_t)flow->hidden_words, NULL, err);
	flow->hidden_words = 0;
	for (size_t i = 0; i < 2; i++)
		tz_buffer_free(&flow->lanes[i].line);
	return result;
}
