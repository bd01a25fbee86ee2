/* SPDX-License-Identifier: MIT */
/* ooxml_properties.c: the properties of docx, xlsx and pptx: title, author, dates, program. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "inspect/ooxml.h"

/* A property that is a fact as it stands has the fact's number and one. */
enum { PROPERTY_PAGES = TZ_NUM_FACTS + 1, PROPERTY_APPLICATION, PROPERTY_VERSION, PROPERTY_OWN };
#define FACT_TAG(fact) ((int)(fact) + 1)

static const struct tz_tag tags[] = {
	{TZ_NS_DC, "title", FACT_TAG(TZ_FACT_TITLE)},
	{TZ_NS_DC, "subject", FACT_TAG(TZ_FACT_SUBJECT)},
	{TZ_NS_DC, "creator", FACT_TAG(TZ_FACT_AUTHOR)},
	{TZ_NS_CORE, "lastModifiedBy", FACT_TAG(TZ_FACT_LAST_AUTHOR)},
	{TZ_NS_DC_TERMS, "created", FACT_TAG(TZ_FACT_CREATED)},
	{TZ_NS_DC_TERMS, "modified", FACT_TAG(TZ_FACT_MODIFIED)},
	{TZ_NS_EXTENDED, "Company", FACT_TAG(TZ_FACT_COMPANY)},
	{TZ_NS_EXTENDED, "Pages", PROPERTY_PAGES},
	{TZ_NS_EXTENDED, "Application", PROPERTY_APPLICATION},
	{TZ_NS_EXTENDED, "AppVersion", PROPERTY_VERSION},
	{TZ_NS_CUSTOM, "property", PROPERTY_OWN},
	{TZ_NS_NONE, NULL, 0},
};

struct properties {
	struct taizhang_facts *facts;
	int open;			/* the property at work, or 0 */
	struct tz_buffer value;
	char application[TZ_LIMIT_FACT_VALUE], version[64], wps[64];
};

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct properties *p = context;
	const char *name;

	(void)err;
	p->open = tag;
	p->value.size = 0;
	/* WPS passes for Word elsewhere; here it says what it is. */
	if (tag == PROPERTY_OWN) {
		name = tz_markup_attribute(m, TZ_NS_NONE, "name");
		if (!name || strcmp(name, "KSOProductBuildVer") != 0)
			tz_markup_skip(m);
	}
	return 0;
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct properties *p = context;
	size_t size = strlen(text);

	(void)m;
	if (!p->open || p->value.size >= TZ_LIMIT_FACT_VALUE)
		return 0;
	tz_buffer_add(&p->value, text, size < 4u * TZ_LIMIT_FACT_VALUE ? size : 4u * TZ_LIMIT_FACT_VALUE);
	return tz_buffer_check(&p->value, err);
}

static void copy(char *out, size_t room, const struct tz_buffer *value)
{
	size_t size = value->size < room ? value->size : room - 1;

	memcpy(out, tz_buffer_text(value), size);
	out[size] = '\0';
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct properties *p = context;
	const char *value = tz_buffer_text(&p->value);

	(void)m;
	p->open = 0;
	switch (tag) {
	case PROPERTY_APPLICATION:
		copy(p->application, sizeof p->application, &p->value);
		return 0;
	case PROPERTY_VERSION:
		copy(p->version, sizeof p->version, &p->value);
		return 0;
	case PROPERTY_OWN:
		copy(p->wps, sizeof p->wps, &p->value);
		return 0;
	case PROPERTY_PAGES:
		if (atol(value) <= 0 || tz_facts_has(p->facts, TZ_FACT_PAGES))
			return 0;
		return tz_facts_add_number(p->facts, TZ_FACT_PAGES, atol(value), NULL, err);
	default:
		/* A part of properties that is there twice counts once. */
		if (tz_facts_has(p->facts, (enum tz_fact_id)(tag - 1)))
			return 0;
		return tz_facts_add_bytes(p->facts, (enum tz_fact_id)(tag - 1), value, p->value.size, NULL, err);
	}
}

static int tell_producer(const struct properties *p, struct taizhang_error *err)
{
	struct tz_buffer name = TZ_BUFFER_INIT;
	int result;

	tz_buffer_text_add(&name, p->application);
	if (*p->version)
		tz_buffer_printf(&name, "%s%s", name.size ? " " : "", p->version);
	if (*p->wps)
		tz_buffer_printf(&name, "%sWPS %s%s", name.size ? " (" : "", p->wps, name.size ? ")" : "");
	result = tz_buffer_check(&name, err);
	if (result == 0)
		result = tz_facts_add(p->facts, TZ_FACT_PRODUCER, tz_buffer_text(&name), NULL, err);
	tz_buffer_free(&name);
	return result;
}

int tz_ooxml_properties(struct tz_ooxml *o, struct taizhang_error *err)
{
	static const char *const types[][2] = {
		{"core-properties", NULL},
		{"extended-properties", "extendedProperties"},
		{"custom-properties", "customProperties"},
	};
	static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};
	struct properties p = {.facts = o->facts, .value = TZ_BUFFER_INIT};
	int result = 0;

	for (size_t i = 0; i < sizeof types / sizeof types[0] && result == 0; i++) {
		const struct tz_relation *relation = tz_relations_next(&o->relations, "", NULL, types[i][0], types[i][1]);

		if (relation && tz_ooxml_walk(o, relation->target, &reader, &p, err) < 0)
			result = -1;
		p.open = 0;
	}
	tz_buffer_free(&p.value);
	return result == 0 ? tell_producer(&p, err) : -1;
}
