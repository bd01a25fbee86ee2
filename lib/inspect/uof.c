/* SPDX-License-Identifier: MIT */
/* uof.c: the inspector of UOF (GB/T 20916) in its packed form: the text of its content. */
#include <string.h>

#include "inspect/door.h"
#include "inspect/flow.h"
#include "inspect/ooxml.h"

enum { PARAGRAPH = 1, TEXT };

/* Names of both editions; the later one adds numbers. */
static const struct tz_tag tags[] = {
	{TZ_NS_OTHER, "文本串_415B", TEXT},
	{TZ_NS_OTHER, "文本串", TEXT},
	{TZ_NS_OTHER, "段落_416B", PARAGRAPH},
	{TZ_NS_OTHER, "段落", PARAGRAPH},
	{TZ_NS_NONE, NULL, 0},
};

struct uof {
	struct tz_flow flow;
	bool in_text;
};

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct uof *u = context;

	(void)m;
	(void)err;
	u->in_text = tag == TEXT;
	return 0;
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct uof *u = context;

	(void)m;
	u->in_text = false;
	return tag == PARAGRAPH ? tz_flow_paragraph(&u->flow, err) : 0;
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct uof *u = context;

	(void)m;
	return u->in_text ? tz_flow_text(&u->flow, text, strlen(text), err) : 0;
}

int tz_inspect_uof(struct tz_inspection *inspection, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};
	struct taizhang_facts *facts = inspection->facts;
	struct tz_arena arena = {0};
	const struct tz_part *content;
	struct tz_parts parts;
	struct uof u = {.in_text = false};
	int result = tz_parts_open(&parts, inspection->source, &arena, err);

	tz_flow_open(&u.flow, facts);
	if (result == 0)
		result = tz_parts_tell(&parts, facts, err);
	content = result == 0 ? tz_parts_find(&parts, "content.xml") : NULL;
	if (content)
		result = tz_markup_walk(&parts, content, &reader, &u, facts, err) < 0 ? -1 : 0;
	else if (result == 0)
		result = tz_facts_worsen(facts, TAIZHANG_FACTS_UNREADABLE, "main part missing", "content.xml", err);
	if (tz_flow_close(&u.flow, result == 0 ? err : NULL) != 0)
		result = -1;
	tz_parts_close(&parts);
	tz_arena_free(&arena);
	return result;
}
