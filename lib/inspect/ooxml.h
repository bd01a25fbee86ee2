/* SPDX-License-Identifier: MIT */
/* ooxml.h: what docx, xlsx and pptx share: the zip opened, its relationships, its properties, its main part found. */
#ifndef TZ_INSPECT_OOXML_H
#define TZ_INSPECT_OOXML_H

#include "inspect/door.h"
#include "inspect/relation.h"

struct tz_ooxml {
	struct taizhang_facts *facts;
	struct tz_arena arena;
	struct tz_parts parts;
	struct tz_relations relations;
	const struct tz_part *main;
};

/* 1: opened, main is there; 0: it cannot be opened, which the facts say; -1. To be closed in every case. fallback is the main part's usual
 * name, for documents that lost their relationships. */
int tz_ooxml_open(struct tz_ooxml *o, struct tz_inspection *inspection, const char *fallback, struct taizhang_error *err);
void tz_ooxml_close(struct tz_ooxml *o);
/* Walks the part of that name; where there is none, nothing. As tz_markup_walk, and 1 where there is none. */
int tz_ooxml_walk(struct tz_ooxml *o, const char *name, const struct tz_markup_reader *reader, void *context, struct taizhang_error *err);
/* Title, author, dates, program and the like. */
int tz_ooxml_properties(struct tz_ooxml *o, struct taizhang_error *err);
/* Told of any zip that is a document: broken off, too many parts, one name twice. */
int tz_parts_tell(const struct tz_parts *parts, struct taizhang_facts *facts, struct taizhang_error *err);

#endif
