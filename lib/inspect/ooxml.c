/* SPDX-License-Identifier: MIT */
/* ooxml.c: what docx, xlsx and pptx share: the zip opened, its relationships, its main part found. */
#include "inspect/ooxml.h"

int tz_parts_tell(const struct tz_parts *parts, struct taizhang_facts *facts, struct taizhang_error *err)
{
	if (parts->fault == TZ_PARTS_CUT &&
	    tz_facts_worsen(facts, TAIZHANG_FACTS_DAMAGED, "zip directory missing or broken", NULL, err) != 0)
		return -1;
	if (parts->fault == TZ_PARTS_TOO_MANY && tz_facts_worsen(facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err) != 0)
		return -1;
	if (parts->twice)
		return tz_facts_worsen(facts, TAIZHANG_FACTS_DAMAGED, "two parts of one name", parts->twice, err);
	return 0;
}

int tz_ooxml_open(struct tz_ooxml *o, struct tz_inspection *inspection, const char *fallback, struct taizhang_error *err)
{
	struct taizhang_facts *facts = inspection->facts;

	*o = (struct tz_ooxml){.facts = facts};
	if (tz_parts_open(&o->parts, inspection->source, &o->arena, err) != 0 || tz_parts_tell(&o->parts, facts, err) != 0 ||
	    tz_relations_read(&o->relations, &o->parts, facts, err) != 0)
		return -1;
	if (o->relations.main)
		o->main = tz_parts_find(&o->parts, o->relations.main);
	if (!o->main)
		o->main = tz_parts_find(&o->parts, fallback);
	if (!o->main) {
		if (facts->state == TAIZHANG_FACTS_ENCRYPTED)
			return 0;
		return tz_facts_worsen(facts, TAIZHANG_FACTS_UNREADABLE, "main part missing", fallback, err);
	}
	return tz_ooxml_properties(o, err) == 0 ? 1 : -1;
}

void tz_ooxml_close(struct tz_ooxml *o)
{
	tz_relations_free(&o->relations);
	tz_parts_close(&o->parts);
	tz_arena_free(&o->arena);
}

int tz_ooxml_walk(struct tz_ooxml *o, const char *name, const struct tz_markup_reader *reader, void *context, struct taizhang_error *err)
{
	const struct tz_part *part = tz_parts_find(&o->parts, name);

	return part ? tz_markup_walk(&o->parts, part, reader, context, o->facts, err) : 1;
}
