/* SPDX-License-Identifier: MIT */
/* catalog.h: the catalogue's structs, seen by its readers and writers only; every other layer uses the public functions. */
#ifndef TZ_CATALOG_CATALOG_H
#define TZ_CATALOG_CATALOG_H

#include <taizhang/catalog.h>

#include "base/buffer.h"
#include "base/index.h"
#include "base/xml_read.h"

struct tz_provenance {
	char *source, *locator, *also_refs, *source_edition;
};

struct taizhang_requirement {
	enum taizhang_kind kind;
	long least, most, word_limit;	/* -1: not stated */
	unsigned int captions, roles;
	bool all_roles;
	char **formats;
	size_t num_formats;
	struct taizhang_date from, to;
	char *basis;
};

struct taizhang_node {
	enum taizhang_level level;
	char *code, *path_code, *folded;	/* folded: the key of the index */
	char *title_zh, *title_en;
	struct taizhang_node *parent;
	struct taizhang_node **children;
	size_t num_children, children_capacity;
	struct tz_provenance from;
	int64_t line;				/* where it was read, for findings */
	/* standards */
	char *serial, *unit;
	unsigned int methods;
	enum taizhang_kind kind;
	size_t item_index;
	struct taizhang_requirement *requirements;
	size_t num_requirements, requirements_capacity;
	struct taizhang_threshold **thresholds;
	size_t num_thresholds, thresholds_capacity;
};

struct taizhang_threshold {
	char *id, *metric_zh, *metric_en, *comparator, *value, *unit, *reference, *note;
	struct taizhang_node *standard;
	struct taizhang_date due;
	bool active;
	struct tz_provenance from;
};

struct taizhang_negative {
	char *id, *title_zh, *title_en, *strength;
	struct taizhang_node *indicator;
	struct tz_provenance from;
};

struct taizhang_source {
	char *key, *title_zh, *title_en, *edition, *completeness, *locator_style;
};

/* Reads urn:taizhang:catalog:1 from anywhere (a package's entry, a ledger's folder). Findings get file and line; the
 * result is checked for meaning too (tz_catalog_check). NULL only where it cannot be read at all. */
struct taizhang_catalog *tz_catalog_read(const struct tz_xml_input *input,
					 struct taizhang_findings *findings, struct taizhang_error *err);
int tz_catalog_write(const struct taizhang_catalog *catalog, struct tz_buffer *out,
		     struct taizhang_error *err);

#endif
