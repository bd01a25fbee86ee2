/* SPDX-License-Identifier: MIT */
/* markup.h: walks the XML of a part of an office document, and calls for each element that its reader has a tag for.
 *
 * Elements without a tag are looked through: what stands in them is as if it stood in the one around. Of the branches that a document offers
 * to programs of different age (mc:AlternateContent), the first alone is walked. Namespaces of ISO/IEC 29500 strict and transitional are one. */
#ifndef TZ_INSPECT_MARKUP_H
#define TZ_INSPECT_MARKUP_H

#include "inspect/facts.h"
#include "inspect/part.h"

enum tz_ns {
	TZ_NS_NONE,		/* of attributes without a prefix */
	TZ_NS_OTHER,
	/* Office Open XML */
	TZ_NS_WORD, TZ_NS_SHEET, TZ_NS_SLIDE, TZ_NS_DRAWING, TZ_NS_RELATION, TZ_NS_MATH, TZ_NS_VML,
	TZ_NS_COMPATIBILITY, TZ_NS_PACKAGE, TZ_NS_TYPES, TZ_NS_CORE, TZ_NS_EXTENDED, TZ_NS_CUSTOM,
	TZ_NS_DC, TZ_NS_DC_TERMS,
	/* OpenDocument */
	TZ_NS_OFFICE, TZ_NS_TEXT, TZ_NS_TABLE, TZ_NS_DRAW, TZ_NS_META, TZ_NS_STYLE, TZ_NS_PRESENTATION,
	TZ_NS_MANIFEST, TZ_NS_XLINK, TZ_NS_SCRIPT,
	TZ_NS_OFD
};

/* What an element is to its reader. */
struct tz_tag {
	enum tz_ns ns;
	const char *name;		/* without its prefix; NULL ends the table */
	int tag;			/* > 0 */
};

struct tz_markup;

/* -1 stops the walk with err set. Each may be NULL. */
struct tz_markup_reader {
	const struct tz_tag *tags;
	int (*begin)(void *context, struct tz_markup *m, int tag, struct taizhang_error *err);
	/* Also after begin of an element without content; not after one that was skipped. */
	int (*end)(void *context, struct tz_markup *m, int tag, struct taizhang_error *err);
	int (*text)(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err);
};

/* Walks the part. What is wrong with it is told to the facts; what came before was read. 1: to its end; 0: it was cut short; -1: no memory, a
 * failing disk, or what the reader failed with. */
int tz_markup_walk(struct tz_parts *parts, const struct tz_part *part, const struct tz_markup_reader *reader, void *context,
		   struct taizhang_facts *facts, struct taizhang_error *err);

/* Within begin: an attribute, NULL where it is absent; valid until the next call. */
const char *tz_markup_attribute(struct tz_markup *m, enum tz_ns ns, const char *name);
/* The same as a number, or fallback where it is none. */
int64_t tz_markup_number(struct tz_markup *m, enum tz_ns ns, const char *name, int64_t fallback);
/* The same as a switch: absent is fallback, "0", "false", "off" and "none" are false. */
bool tz_markup_switch(struct tz_markup *m, enum tz_ns ns, const char *name, bool fallback);
/* Within begin: neither what stands in the element nor its end is of interest. */
void tz_markup_skip(struct tz_markup *m);
/* The name of the element without its prefix, in begin and end. */
const char *tz_markup_name(struct tz_markup *m);
/* The tag of the element around this one, however far up it stands; 0 where there is none. */
int tz_markup_parent(const struct tz_markup *m);
/* Whether the names of the document are those of the strict form. */
bool tz_markup_is_strict(const struct tz_markup *m);

/* What a part could not be read for is told: damaged, too large, locked, not for us. 0; or -1 with the error where it is the work's. */
int tz_part_tell(struct taizhang_facts *facts, const char *part, const struct taizhang_error *fault, struct taizhang_error *err);

#endif
