/* SPDX-License-Identifier: MIT */
/* xlsx_strings.c: the texts that the cells of a workbook share. */
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "inspect/xlsx.h"

enum { ENTRY = 1, TEXT, PHONETIC };

static const struct tz_tag tags[] = {
	{TZ_NS_SHEET, "si", ENTRY},
	{TZ_NS_SHEET, "t", TEXT},
	{TZ_NS_SHEET, "rPh", PHONETIC},
	{TZ_NS_NONE, NULL, 0},
};

struct reading {
	struct tz_xlsx *x;
	bool in_text;
};

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct reading *r = context;
	struct tz_xlsx_strings *s = &r->x->strings;

	if (tag == TEXT)
		r->in_text = true;
	if (tag == PHONETIC)
		tz_markup_skip(m);
	if (tag != ENTRY)
		return 0;
	/* Room for where they start counts as well. */
	if (s->bytes.size + s->num * sizeof *s->starts > TZ_LIMIT_INSPECT_STRINGS) {
		tz_markup_skip(m);
		return tz_facts_worsen(r->x->ooxml->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	}
	if (tz_array_grow(&s->starts, s->num, &s->capacity, sizeof *s->starts, err) != 0)
		return -1;
	s->starts[s->num++] = (uint32_t)s->bytes.size;
	return 0;
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct reading *r = context;

	(void)m;
	if (tag == TEXT)
		r->in_text = false;
	if (tag != ENTRY)
		return 0;
	tz_buffer_add(&r->x->strings.bytes, "", 1);
	return tz_buffer_check(&r->x->strings.bytes, err);
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct reading *r = context;
	struct tz_buffer *bytes = &r->x->strings.bytes;

	(void)m;
	if (!r->in_text || bytes->size > TZ_LIMIT_INSPECT_STRINGS)
		return 0;
	tz_buffer_text_add(bytes, text);
	return tz_buffer_check(bytes, err);
}

int tz_xlsx_strings_read(struct tz_xlsx *x, const char *part, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};
	struct reading r = {.x = x};
	int walked = tz_ooxml_walk(x->ooxml, part, &reader, &r, err);

	/* The last one may have been cut. */
	tz_buffer_add(&x->strings.bytes, "", 1);
	return walked < 0 ? -1 : tz_buffer_check(&x->strings.bytes, err);
}
