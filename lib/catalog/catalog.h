/* SPDX-License-Identifier: MIT */
/* catalog.h: the catalogue's structs, seen by lib/catalog only; the layers below use the public functions and
 * the few tz_ at the end. */
#ifndef TZ_CATALOG_CATALOG_H
#define TZ_CATALOG_CATALOG_H

#include <taizhang/catalog.h>

#include "base/buffer.h"
#include "base/extension.h"
#include "base/index.h"
#include "base/xml_read.h"

#define TZ_NUM_LEVELS 5

/* Where an entry comes from; all may be NULL. */
struct tz_provenance {
	char *source, *locator, *also_refs, *source_edition;
};

/* The tables in which a catalogue may stand, each NAME.csv. */
enum tz_sheet_number {
	TZ_SHEET_CATALOG, TZ_SHEET_BLOCKS, TZ_SHEET_PROJECTS, TZ_SHEET_INDICATORS, TZ_SHEET_CONTENTS, TZ_SHEET_ITEMS,
	TZ_SHEET_FIELD_STANDARDS, TZ_SHEET_REQUIREMENTS, TZ_SHEET_THRESHOLDS, TZ_SHEET_NEGATIVE, TZ_SHEET_FACTS,
	TZ_SHEET_EDITIONS, TZ_SHEET_SOURCES,
	TZ_NUM_SHEETS
};

/* What a node holds below itself, counted when the catalogue is complete. */
enum tz_count {
	TZ_COUNT_PROJECTS, TZ_COUNT_INDICATORS, TZ_COUNT_CONTENTS, TZ_COUNT_ITEMS, TZ_COUNT_FIELD_STANDARDS,
	TZ_NUM_COUNTS
};

/* Each of the following begins with the line or row where it was read, for findings. */
#define tz_line_of(object) (*(const int64_t *)(object))

struct taizhang_requirement {
	int64_t line;
	enum taizhang_kind kind;
	long least, most, word_limit;	/* -1: not stated */
	unsigned int captions, roles;
	bool all_roles;
	char *formats;			/* parted by blanks; split into format_list */
	char **format_list;
	size_t num_formats;
	struct taizhang_date from, to;
	char *basis;
	struct tz_extensions extensions;
};

struct taizhang_node {
	int64_t line;
	size_t number;				/* in all_nodes */
	enum taizhang_level level;
	char *code, *path_code, *folded;	/* folded: the key of the index */
	char *title_zh, *title_en;
	struct taizhang_node *parent;
	struct taizhang_node **children;
	size_t num_children, children_capacity;
	struct tz_provenance from;
	size_t counts[TZ_NUM_COUNTS];
	struct tz_extensions extensions;
	/* standards */
	char *serial, *folded_serial, *unit;
	unsigned int methods;
	enum taizhang_kind kind;
	long position;				/* among its siblings as a table gives it, or -1 */
	size_t item_index;
	struct taizhang_requirement *requirements;
	size_t num_requirements, requirements_capacity;
	struct taizhang_threshold **thresholds;
	size_t num_thresholds, thresholds_capacity;
};

struct taizhang_threshold {
	int64_t line;
	char *id, *folded, *metric_zh, *metric_en, *comparator, *value, *unit, *reference, *note;
	struct taizhang_node *standard;
	struct taizhang_date due;
	bool active;
	struct tz_provenance from;
	size_t index;
	struct tz_extensions extensions;
};

struct taizhang_negative {
	int64_t line;
	char *id, *folded, *title_zh, *title_en, *strength, *indicator_code;
	struct taizhang_node *indicator;
	struct tz_provenance from;
	size_t index;
	struct tz_extensions extensions;
};

struct taizhang_source {
	int64_t line;
	char *key, *title_zh, *title_en, *edition, *completeness, *locator_style;
	struct tz_extensions extensions;
};

/* An edition of the system on which sources rest. */
struct tz_edition {
	int64_t line;
	char *key, *title_zh, *title_en, *source, *locator, *note;
	struct tz_extensions extensions;
};

/* A figure that the edition states; counts among them are held against the tree. */
struct tz_fact {
	int64_t line;
	char *key, *value, *unit, *basis, *source, *locator, *note;
	struct tz_extensions extensions;
};

/* A growing list of objects that the catalogue owns or borrows. */
struct tz_pointers {
	void **list;
	size_t num, capacity;
};

struct taizhang_catalog {
	int64_t line;
	char *name;			/* the XML document or the folder of tables it came from, for findings */
	bool from_tables;
	bool incomplete;		/* entries could not be read, as findings say: counts mean nothing */
	char *format_version;		/* of a newer XML, whose unknown parts are kept; else NULL */
	char *files[TZ_NUM_SHEETS];	/* where from_tables: the tables' names below name */
	char *id, *title_zh, *title_en, *edition, *city_class, *revision, *statistical_scope;
	char *material_share, *field_share;
	char *year_weights;		/* parted by blanks; split into weight_list */
	char **weight_list;
	size_t num_weights;
	enum taizhang_catalog_status status;
	struct tz_extensions extensions;

	struct tz_pointers all_nodes;	/* owned */
	struct tz_pointers blocks;	/* borrowed; what is below hangs on them */
	struct tz_pointers negatives, sources, editions, facts;		/* owned */

	/* made by tz_catalog_finish */
	struct tz_pointers levels[TZ_NUM_LEVELS];	/* nodes in the order of the tree; borrowed */
	struct tz_pointers items, thresholds;		/* borrowed */
	struct tz_pointers by_kind[TAIZHANG_NUM_KINDS], by_method[TAIZHANG_NUM_METHODS];
	struct tz_pointers by_unit;			/* of struct tz_unit, owned */
	struct tz_index codes;				/* folded codes, serials, path codes: into all_nodes */
	struct tz_index units, threshold_ids, negative_ids, source_keys, edition_keys, fact_keys;
};

/* A department and its items. */
struct tz_unit {
	const char *name;
	struct tz_pointers items;
};

struct taizhang_catalog *tz_catalog_new(const char *name, bool from_tables, struct taizhang_error *err);
int tz_pointers_add(struct tz_pointers *pointers, void *object, struct taizhang_error *err);
/* New and empty, hung on its parent or its list. Borrowed. A node that is no block and has no parent stands
 * apart from the tree: its parent is unknown, which its reader has told; it takes what hangs on it, so that this
 * is not told again. */
struct taizhang_node *tz_catalog_add_node(struct taizhang_catalog *catalog, enum taizhang_level level,
					  struct taizhang_node *parent, struct taizhang_error *err);
struct taizhang_requirement *tz_node_add_requirement(struct taizhang_node *node,
						     struct taizhang_error *err);
struct taizhang_threshold *tz_node_add_threshold(struct taizhang_node *node,
						 struct taizhang_error *err);
struct taizhang_negative *tz_catalog_add_negative(struct taizhang_catalog *catalog,
						  struct taizhang_error *err);
struct taizhang_source *tz_catalog_add_source(struct taizhang_catalog *catalog,
					      struct taizhang_error *err);
struct tz_edition *tz_catalog_add_edition(struct taizhang_catalog *catalog,
					  struct taizhang_error *err);
struct tz_fact *tz_catalog_add_fact(struct taizhang_catalog *catalog, struct taizhang_error *err);

/* Makes a node known by its code, path code and serial, once it has them. What another node has already is told
 * as a finding. */
int tz_catalog_index_node(struct taizhang_catalog *catalog, struct taizhang_node *node,
			  struct taizhang_findings *findings, struct taizhang_error *err);
/* Reads the tables of a folder, or those compiled in under that name; finished and judged for meaning too. NULL
 * only where memory or the disk fails. */
struct taizhang_catalog *tz_tables_read(const char *folder, bool embedded,
					struct taizhang_findings *findings, struct taizhang_error *err);
/* Completes a catalogue that was read: order, counts, lists, references, split lists. An id that stands twice is
 * told as a finding. Called once. */
int tz_catalog_finish(struct taizhang_catalog *catalog, struct taizhang_findings *findings,
		      struct taizhang_error *err);
/* Judges the meaning of a finished catalogue: references, counts, weights, ranges. */
int tz_catalog_check(const struct taizhang_catalog *catalog, struct taizhang_findings *findings,
		     struct taizhang_error *err);

/* A fact's value where it is a whole number, else -1. */
long tz_fact_count(const struct tz_fact *fact);

/* For the layers below. */

/* Reads urn:taizhang:catalog:1 from anywhere (a package's entry, a ledger's folder). Findings get file and line; the
 * result is checked for meaning too. NULL only where it cannot be read at all. */
struct taizhang_catalog *tz_catalog_read(const struct tz_xml_input *input,
					 struct taizhang_findings *findings, struct taizhang_error *err);
int tz_catalog_write(const struct taizhang_catalog *catalog, struct tz_buffer *out,
		     struct taizhang_error *err);
/* Places in the lists of the catalogue, from 0. */
size_t tz_threshold_index(const struct taizhang_threshold *threshold);
size_t tz_negative_index(const struct taizhang_negative *negative);
/* Finds the node whose code stands at the head of a folder's name ("I-1-1-1-1 方案"), the longest one that exists.
 * *node is NULL where none does; size (may be NULL) gets the bytes of the code. -1 with NOMEM. */
int tz_catalog_find_prefix(const struct taizhang_catalog *catalog, const char *name, size_t *size,
			   const struct taizhang_node **node, struct taizhang_error *err);

#endif
