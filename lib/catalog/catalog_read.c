/* SPDX-License-Identifier: MIT */
/* catalog_read.c: reads a catalogue from XML (urn:taizhang:catalog:1). */
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/column.h"
#include "catalog/xml_format.h"
#include "finding/finding.h"

enum state {
	CATALOG = 1, EDITION, SOURCE, FACT, BLOCK, PROJECT, INDICATOR, CONTENT, STANDARD, REQUIREMENT,
	THRESHOLD, NEGATIVE,
	NUM_STATES
};

struct reader {
	struct taizhang_catalog *catalog;
	struct taizhang_findings *findings;
	struct taizhang_error *err;
	bool newer;				/* not validated: unknown elements are kept and told */
	bool failed;				/* in a callback; err is set */
	int64_t last_violation;			/* the line of the last one */
	struct taizhang_node *nodes[TZ_NUM_LEVELS + 1];	/* open ones, by level */
	struct tz_extensions *extensions[NUM_STATES];	/* of the open elements */
	struct tz_buffer value;
};

/* An attribute trimmed; NULL where it is absent or empty. Good until the next call. */
static const char *attribute(struct reader *r, struct tz_xml_reader *x, const char *name)
{
	const char *text = tz_xml_attribute(x, name);

	r->value.size = 0;
	tz_buffer_text_add(&r->value, text);
	if (r->value.size == 0)
		return NULL;
	text = tz_text_trim(r->value.data);
	return *text ? text : NULL;
}

/* Tells of a value, unless the schema has told of its element already. */
static int tell_value(struct reader *r, struct tz_xml_reader *x, enum tz_finding_id id,
		      const struct tz_column *column, const char *found)
{
	const struct tz_place_found place = {
		.file = r->catalog->name, .line = tz_xml_line(x), .field = column->attribute,
		.found = found, .expected = found ? tz_column_expected(column) : NULL,
	};

	if (r->last_violation == place.line)
		return 0;
	return tz_findings_add(r->findings, id, &place, r->err);
}

/* A kind is only asked of a standard that is an item; its methods stand before its kind in the table of columns. */
static bool is_wanted(const struct tz_column *column, const void *entry)
{
	return (column->flags & TZ_COLUMN_MANDATORY) &&
	       (column->type != TZ_COLUMN_KIND || taizhang_node_is_item(entry));
}

static int read_entry(struct reader *r, struct tz_xml_reader *x, enum tz_sheet_number sheet, void *entry)
{
	*(int64_t *)entry = tz_xml_line(x);	/* each entry begins with it */
	for (const struct tz_column *column = tz_sheets[sheet].columns; !tz_column_ends(column); column++) {
		const char *text;
		int result = 0;

		if (!column->attribute)
			continue;
		text = attribute(r, x, column->attribute);
		if (text)
			result = tz_column_set(column, entry, text, r->err);
		else if (is_wanted(column, entry))
			result = tell_value(r, x, TZ_F_CATALOG_VALUE_MISSING, column, NULL);
		if (result > 0)
			result = tell_value(r, x, TZ_F_CATALOG_VALUE, column, text);
		if (result < 0)
			return -1;
	}
	return r->value.failed ? tz_error_nomem(r->err) : 0;
}

static int start_catalog(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct reader *r = context;

	(void)err;
	r->extensions[CATALOG] = &r->catalog->extensions;
	return read_entry(r, x, TZ_SHEET_CATALOG, r->catalog);
}

static int start_node(struct reader *r, struct tz_xml_reader *x, enum taizhang_level level,
		      enum state state, enum tz_sheet_number sheet)
{
	struct taizhang_node *node = tz_catalog_add_node(r->catalog, level, r->nodes[level - 1], r->err);

	if (!node)
		return -1;
	r->nodes[level] = node;
	r->extensions[state] = &node->extensions;
	if (read_entry(r, x, sheet, node) < 0)
		return -1;
	return tz_catalog_index_node(r->catalog, node, r->findings, r->err);
}

static int start_block(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	(void)err;
	return start_node(context, x, TAIZHANG_LEVEL_BLOCK, BLOCK, TZ_SHEET_BLOCKS);
}

static int start_project(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	(void)err;
	return start_node(context, x, TAIZHANG_LEVEL_PROJECT, PROJECT, TZ_SHEET_PROJECTS);
}

static int start_indicator(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	(void)err;
	return start_node(context, x, TAIZHANG_LEVEL_INDICATOR, INDICATOR, TZ_SHEET_INDICATORS);
}

static int start_content(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	(void)err;
	return start_node(context, x, TAIZHANG_LEVEL_CONTENT, CONTENT, TZ_SHEET_CONTENTS);
}

static int start_standard(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	(void)err;
	return start_node(context, x, TAIZHANG_LEVEL_STANDARD, STANDARD, TZ_SHEET_ITEMS);
}

static int start_requirement(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct reader *r = context;
	struct taizhang_requirement *requirement =
		tz_node_add_requirement(r->nodes[TAIZHANG_LEVEL_STANDARD], err);

	if (!requirement)
		return -1;
	r->extensions[REQUIREMENT] = &requirement->extensions;
	return read_entry(r, x, TZ_SHEET_REQUIREMENTS, requirement);
}

static int start_threshold(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct reader *r = context;
	struct taizhang_threshold *threshold =
		tz_node_add_threshold(r->nodes[TAIZHANG_LEVEL_STANDARD], err);

	if (!threshold)
		return -1;
	r->extensions[THRESHOLD] = &threshold->extensions;
	return read_entry(r, x, TZ_SHEET_THRESHOLDS, threshold);
}

static int start_negative(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct reader *r = context;
	struct taizhang_negative *negative = tz_catalog_add_negative(r->catalog, err);

	if (!negative)
		return -1;
	r->extensions[NEGATIVE] = &negative->extensions;
	return read_entry(r, x, TZ_SHEET_NEGATIVE, negative);
}

static int start_source(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct reader *r = context;
	struct taizhang_source *source = tz_catalog_add_source(r->catalog, err);

	if (!source)
		return -1;
	r->extensions[SOURCE] = &source->extensions;
	return read_entry(r, x, TZ_SHEET_SOURCES, source);
}

static int start_edition(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct reader *r = context;
	struct tz_edition *edition = tz_catalog_add_edition(r->catalog, err);

	if (!edition)
		return -1;
	r->extensions[EDITION] = &edition->extensions;
	return read_entry(r, x, TZ_SHEET_EDITIONS, edition);
}

static int start_fact(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct reader *r = context;
	struct tz_fact *fact = tz_catalog_add_fact(r->catalog, err);

	if (!fact)
		return -1;
	r->extensions[FACT] = &fact->extensions;
	return read_entry(r, x, TZ_SHEET_FACTS, fact);
}

static const struct tz_xml_element elements[] = {
	{TZ_XML_DOCUMENT, "catalog", CATALOG, false, start_catalog, NULL},
	{CATALOG, "edition", EDITION, false, start_edition, NULL},
	{CATALOG, "source", SOURCE, false, start_source, NULL},
	{CATALOG, "fact", FACT, false, start_fact, NULL},
	{CATALOG, "block", BLOCK, false, start_block, NULL},
	{BLOCK, "project", PROJECT, false, start_project, NULL},
	{PROJECT, "indicator", INDICATOR, false, start_indicator, NULL},
	{INDICATOR, "content", CONTENT, false, start_content, NULL},
	{CONTENT, "standard", STANDARD, false, start_standard, NULL},
	{STANDARD, "requirement", REQUIREMENT, false, start_requirement, NULL},
	{STANDARD, "threshold", THRESHOLD, false, start_threshold, NULL},
	{CATALOG, "negative", NEGATIVE, false, start_negative, NULL},
	{0, NULL, 0, false, NULL, NULL},
};

static void tell_problem(void *context, enum tz_xml_problem what, int64_t line, const char *detail)
{
	struct reader *r = context;
	const struct tz_place_found place = {.file = r->catalog->name, .line = line, .found = detail};
	enum tz_finding_id id = TZ_F_XML_SCHEMA;

	switch (what) {
	case TZ_XML_PROBLEM_SCHEMA:
		r->last_violation = line;
		break;
	case TZ_XML_PROBLEM_UNKNOWN:
		if (!r->newer)	/* the schema has told it */
			return;
		id = TZ_F_XML_UNKNOWN;
		break;
	case TZ_XML_PROBLEM_NEWER:
		r->newer = true;
		id = TZ_F_XML_NEWER;
		r->failed = r->failed || tz_set_string(&r->catalog->format_version, detail, r->err) < 0;
		break;
	}
	if (tz_findings_add(r->findings, id, &place, r->err) < 0)
		r->failed = true;
}

static int keep_extension(void *context, int state, bool is_attribute, const char *name,
			  const char *text, struct taizhang_error *err)
{
	struct reader *r = context;

	return tz_extensions_add(r->extensions[state], is_attribute, name, text, err);
}

struct taizhang_catalog *tz_catalog_read(const struct tz_xml_input *input,
					 struct taizhang_findings *findings, struct taizhang_error *err)
{
	static const struct tz_xml_document document = {
		.ns = TZ_CATALOG_NS, .root = "catalog", .major = TZ_CATALOG_MAJOR, .minor = TZ_CATALOG_MINOR,
		.elements = elements, .schema = "schema/catalog.xsd",
		.problem = tell_problem, .extension = keep_extension,
	};
	struct reader r = {.findings = findings, .err = err};

	r.catalog = tz_catalog_new(input->name, false, err);
	if (!r.catalog)
		return NULL;
	if (tz_xml_read(&document, input, &r, err) < 0 || r.failed ||
	    tz_catalog_finish(r.catalog, findings, err) < 0 ||
	    tz_catalog_check(r.catalog, findings, err) < 0) {
		taizhang_catalog_free(r.catalog);
		r.catalog = NULL;
	}
	tz_buffer_free(&r.value);
	return r.catalog;
}
