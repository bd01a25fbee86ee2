/* SPDX-License-Identifier: MIT */
/* ofd_page.c: the text of a page of OFD: pieces at places, which become lines. */
#include <string.h>

#include "base/text.h"
#include "inspect/ofd.h"

enum { TEMPLATE = 1, TEXT_OBJECT, TEXT_CODE, IMAGE, URI };

static const struct tz_tag tags[] = {
	{TZ_NS_OFD, "TextCode", TEXT_CODE},
	{TZ_NS_OFD, "TextObject", TEXT_OBJECT},
	{TZ_NS_OFD, "ImageObject", IMAGE},
	{TZ_NS_OFD, "Template", TEMPLATE},
	{TZ_NS_OFD, "URI", URI},
	{TZ_NS_NONE, NULL, 0},
};

struct page {
	struct tz_ofd *ofd;
	struct tz_ofd_page *found;
	double left, top;		/* of the object at work */
	double matrix[6];		/* of its own coordinates to those from left and top on */
	double size;			/* of its letters */
	double x, y;			/* of the piece at work, in the object */
	double advance;			/* from its first letter to its last */
	bool in_text;
	bool any;			/* a piece was written before */
	double line, end;		/* where that stands, and where it ends */
};

/* A number as XML has it, in no locale; *at moves behind it. What is none is 0. */
static double read_number(const char **at)
{
	double number = 0, place = 1;
	bool negative;

	*at += strspn(*at, " \t\r\n");
	negative = **at == '-';
	*at += **at == '-' || **at == '+';
	for (; **at >= '0' && **at <= '9'; ++*at)
		number = number < 1e9 ? number * 10 + (**at - '0') : number;
	if (**at == '.')
		for (++*at; **at >= '0' && **at <= '9'; ++*at)
			number += (**at - '0') * (place /= 10);
	/* What follows is no number: the next blank ends it. */
	*at += strcspn(*at, " \t\r\n");
	return negative ? -number : number;
}

static double number_of(struct tz_markup *m, const char *name, double fallback)
{
	const char *text = tz_markup_attribute(m, TZ_NS_NONE, name);

	return text && *text ? read_number(&text) : fallback;
}

/* "2 g 3 1.5": one of 2 and three of 1.5. */
static double sum_of(const char *text)
{
	double sum = 0;

	while (text && *text) {
		text += strspn(text, " \t\r\n");
		if (*text == 'g') {
			double times;

			text++;
			times = read_number(&text);
			sum += times * read_number(&text);
		} else if (*text) {
			sum += read_number(&text);
		}
	}
	return sum;
}

static void begin_object(struct page *p, struct tz_markup *m)
{
	const char *text = tz_markup_attribute(m, TZ_NS_NONE, "Boundary");

	p->left = text ? read_number(&text) : 0;
	p->top = text ? read_number(&text) : 0;
	p->size = number_of(m, "Size", 0);
	p->x = 0;
	p->y = 0;
	memcpy(p->matrix, (const double[]){1, 0, 0, 1, 0, 0}, sizeof p->matrix);
	text = tz_markup_attribute(m, TZ_NS_NONE, "CTM");
	for (size_t i = 0; text && i < 6; i++)
		p->matrix[i] = read_number(&text);
}

static void begin_code(struct page *p, struct tz_markup *m)
{
	p->x = number_of(m, "X", p->x);
	p->y = number_of(m, "Y", p->y);
	p->advance = sum_of(tz_markup_attribute(m, TZ_NS_NONE, "DeltaX"));
	p->in_text = true;
}

static int read_under(struct page *p, struct tz_markup *m, struct taizhang_error *err)
{
	const char *text = tz_markup_attribute(m, TZ_NS_NONE, "TemplateID");
	char id[64];

	if (!text || strlen(text) >= sizeof id || !p->found->under)
		return 0;
	memcpy(id, text, strlen(text) + 1);
	return p->found->under(p->found->context, id, err);
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct page *p = context;

	switch (tag) {
	case TEXT_OBJECT:
		begin_object(p, m);
		return 0;
	case TEXT_CODE:
		begin_code(p, m);
		return 0;
	case IMAGE:
		p->found->has_picture = true;
		p->ofd->pictures++;
		return 0;
	case TEMPLATE:
		return read_under(p, m, err);
	default:
		return tz_ofd_link(p->ofd, m, err);
	}
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct page *p = context;

	(void)m;
	(void)err;
	if (tag == TEXT_CODE)
		p->in_text = false;
	return 0;
}

/* What stands between two pieces: a line break unless the second goes on in the line of the first, a blank where there is a gap. */
static const char *between(const struct page *p, double line, double start, double height)
{
	double rise = line > p->line ? line - p->line : p->line - line;

	if (!p->any)
		return "";
	if (rise > height / 2 || start < p->end - 2 * height)
		return "\n";
	return start > p->end + height / 2 ? " " : "";
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct page *p = context;
	struct taizhang_facts *facts = p->ofd->facts;
	double scale = p->matrix[3] < 0 ? -p->matrix[3] : p->matrix[3], height = p->size * (scale > 0 ? scale : 1);
	double start = p->left + p->matrix[0] * p->x + p->matrix[2] * p->y + p->matrix[4];
	double line = p->top + p->matrix[1] * p->x + p->matrix[3] * p->y + p->matrix[5];
	const char *gap;

	(void)m;
	if (!p->in_text || tz_text_is_blank(text))
		return 0;
	gap = between(p, line, start, height);
	if (tz_facts_write(facts, gap, strlen(gap), err) != 0)
		return -1;
	while (*text) {
		size_t run = strcspn(text, "\r\n\t");

		if (tz_facts_write(facts, text, run, err) != 0)
			return -1;
		text += run + strspn(text + run, "\r\n\t");
	}
	p->found->has_text = true;
	p->any = true;
	p->line = line;
	p->end = start + p->matrix[0] * p->advance + height;
	return 0;
}

int tz_ofd_page_read(struct tz_ofd *o, const struct tz_part *part, struct tz_ofd_page *page, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};
	struct page p = {.ofd = o, .found = page};

	page->has_text = false;
	page->has_picture = false;
	if (tz_markup_walk(&o->parts, part, &reader, &p, o->facts, err) < 0)
		return -1;
	return p.any ? tz_facts_write(o->facts, "\n", 1, err) : 0;
}
