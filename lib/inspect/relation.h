/* SPDX-License-Identifier: MIT */
/* relation.h: the relationships of a document of Office Open XML: which part goes with which, and what is outside. */
#ifndef TZ_INSPECT_RELATION_H
#define TZ_INSPECT_RELATION_H

#include "inspect/markup.h"

/* Texts of the parts' arena. */
struct tz_relation {
	const char *source;		/* the part whose it is, "" for the whole document; one pointer for all of one source */
	const char *id;
	const char *type;		/* the last word of its address: "image", "hyperlink" */
	const char *target;		/* a part's name, "" where it leads nowhere; of an external one, what it says */
	bool external;
};

struct tz_relations {
	struct tz_relation *list;	/* those of one source together */
	size_t num, capacity;
	size_t bytes;			/* of their texts */
	struct tz_index sources;	/* the first of each */
	struct tz_index main_ids;	/* those of the main part */
	const char *main;		/* its name; NULL where none is told */
};

/* Reads all of them, and tells links to the outside, embedded objects and macros to the facts. relations is to be freed in every case. */
int tz_relations_read(struct tz_relations *relations, struct tz_parts *parts, struct taizhang_facts *facts, struct taizhang_error *err);
void tz_relations_free(struct tz_relations *relations);
/* The target of one of the main part's, or NULL. */
const char *tz_relations_of_main(const struct tz_relations *relations, const char *id);
/* The next internal one of a source after one (NULL: the first) that is of this type, or of its strict name (may be NULL). */
const struct tz_relation *tz_relations_next(const struct tz_relations *relations, const char *source, const struct tz_relation *after,
					    const char *type, const char *strict);

#endif
