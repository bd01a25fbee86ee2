/* SPDX-License-Identifier: MIT */
/* column_table.c: the table of columns: columns and attributes of every kind of entry. */
#include <stddef.h>

#include "catalog/column.h"

#define CATALOG(member) offsetof(struct taizhang_catalog, member)
#define NODE(member) offsetof(struct taizhang_node, member)
#define REQUIREMENT(member) offsetof(struct taizhang_requirement, member)
#define THRESHOLD(member) offsetof(struct taizhang_threshold, member)
#define NEGATIVE(member) offsetof(struct taizhang_negative, member)
#define SOURCE(member) offsetof(struct taizhang_source, member)
#define EDITION(member) offsetof(struct tz_edition, member)
#define FACT(member) offsetof(struct tz_fact, member)
#define COUNTS(number) (offsetof(struct taizhang_node, counts) + (number) * sizeof(size_t))

#define MANDATORY TZ_COLUMN_MANDATORY
#define END {NULL, NULL, TZ_COLUMN_TEXT, 0, 0, NULL}
#define TITLE(of) \
	{"title_zh", "title-zh", TZ_COLUMN_TEXT, MANDATORY, of(title_zh), NULL}, \
	{"title_en", "title-en", TZ_COLUMN_TEXT, 0, of(title_en), NULL}
#define FROM(of) \
	{"source", "source", TZ_COLUMN_TEXT, 0, of(from.source), NULL}, \
	{"locator", "locator", TZ_COLUMN_TEXT, 0, of(from.locator), NULL}
#define ALSO(of, flags) {"also_refs", "also-refs", TZ_COLUMN_TEXT, flags, of(from.also_refs), NULL}
#define FROM_EDITION(of, flags) \
	{"source_edition", "source-edition", TZ_COLUMN_TEXT, flags, of(from.source_edition), NULL}
#define COUNTED(column, number) {column, NULL, TZ_COLUMN_COUNTED, 0, COUNTS(number), NULL}
#define PARENT(column) {column, NULL, TZ_COLUMN_PARENT, MANDATORY, 0, NULL}

/* catalog.csv has them as rows: key, value */
static const struct tz_column catalog_columns[] = {
	{"id", "id", TZ_COLUMN_CODE, MANDATORY, CATALOG(id), NULL},
	TITLE(CATALOG),
	{"edition", "edition", TZ_COLUMN_TEXT, MANDATORY, CATALOG(edition), NULL},
	{"class", "class", TZ_COLUMN_TEXT, MANDATORY, CATALOG(city_class), NULL},
	{"status", "status", TZ_COLUMN_STATUS, 0, CATALOG(status), NULL},
	{"version", "revision", TZ_COLUMN_TEXT, 0, CATALOG(revision), NULL},
	{"material_score_share", "material-score-share", TZ_COLUMN_DECIMAL, 0, CATALOG(material_share), NULL},
	{"field_score_share", "field-score-share", TZ_COLUMN_DECIMAL, 0, CATALOG(field_share), NULL},
	{"year_weights", "year-weights", TZ_COLUMN_WEIGHTS, 0, CATALOG(year_weights), NULL},
	{"statistical_scope", "statistical-scope", TZ_COLUMN_TEXT, 0, CATALOG(statistical_scope), NULL},
	END
};

static const struct tz_column block_columns[] = {
	{"block_id", "code", TZ_COLUMN_CODE, MANDATORY, NODE(code), NULL},
	TITLE(NODE),
	COUNTED("projects", TZ_COUNT_PROJECTS),
	FROM(NODE), ALSO(NODE, TZ_COLUMN_RARE), FROM_EDITION(NODE, TZ_COLUMN_RARE),
	END
};

static const struct tz_column project_columns[] = {
	{"project_id", "code", TZ_COLUMN_CODE, MANDATORY, NODE(code), NULL},
	PARENT("block_id"),
	TITLE(NODE),
	COUNTED("indicators", TZ_COUNT_INDICATORS), COUNTED("contents", TZ_COUNT_CONTENTS),
	COUNTED("items", TZ_COUNT_ITEMS), COUNTED("field_standards", TZ_COUNT_FIELD_STANDARDS),
	FROM(NODE), ALSO(NODE, TZ_COLUMN_RARE), FROM_EDITION(NODE, TZ_COLUMN_RARE),
	END
};

static const struct tz_column indicator_columns[] = {
	{"indicator_id", "code", TZ_COLUMN_CODE, MANDATORY, NODE(code), NULL},
	PARENT("project_id"),
	TITLE(NODE),
	COUNTED("contents", TZ_COUNT_CONTENTS),
	COUNTED("items", TZ_COUNT_ITEMS), COUNTED("field_standards", TZ_COUNT_FIELD_STANDARDS),
	FROM(NODE), ALSO(NODE, TZ_COLUMN_RARE), FROM_EDITION(NODE, TZ_COLUMN_RARE),
	END
};

static const struct tz_column content_columns[] = {
	{"content_id", "code", TZ_COLUMN_CODE, MANDATORY, NODE(code), NULL},
	PARENT("indicator_id"),
	TITLE(NODE),
	{"material", NULL, TZ_COLUMN_HAS_ITEMS, 0, COUNTS(TZ_COUNT_ITEMS), NULL},
	COUNTED("items", TZ_COUNT_ITEMS), COUNTED("field_standards", TZ_COUNT_FIELD_STANDARDS),
	FROM(NODE), ALSO(NODE, TZ_COLUMN_RARE), FROM_EDITION(NODE, TZ_COLUMN_RARE),
	END
};

/* The place among the standards of a content, where field standards stand before items. */
#define POSITION {"position", NULL, TZ_COLUMN_COUNT, TZ_COLUMN_RARE, NODE(position), NULL}

static const struct tz_column item_columns[] = {
	{"item_id", "code", TZ_COLUMN_CODE, MANDATORY, NODE(code), NULL},
	{"serial", "serial", TZ_COLUMN_CODE, 0, NODE(serial), NULL},
	PARENT("content_id"),
	TITLE(NODE),
	{NULL, "methods", TZ_COLUMN_METHODS, MANDATORY, NODE(methods), NULL},
	{"kind", "kind", TZ_COLUMN_KIND, MANDATORY, NODE(kind), NULL},
	{"department", "unit", TZ_COLUMN_TEXT, 0, NODE(unit), NULL},
	{"field_method", NULL, TZ_COLUMN_ALSO_METHODS, 0, NODE(methods), NULL},
	FROM_EDITION(NODE, 0), FROM(NODE), ALSO(NODE, 0),
	POSITION,
	END
};

static const struct tz_column field_standard_columns[] = {
	{"standard_id", "code", TZ_COLUMN_CODE, MANDATORY, NODE(code), NULL},
	{"serial", "serial", TZ_COLUMN_CODE, 0, NODE(serial), NULL},
	PARENT("content_id"),
	TITLE(NODE),
	{"method", NULL, TZ_COLUMN_ALSO_METHODS, MANDATORY, NODE(methods), NULL},
	{"department", "unit", TZ_COLUMN_TEXT, TZ_COLUMN_RARE, NODE(unit), NULL},
	FROM_EDITION(NODE, 0), FROM(NODE), ALSO(NODE, TZ_COLUMN_RARE),
	POSITION,
	END
};

static const struct tz_column requirement_columns[] = {
	PARENT("item_id"),
	{"kind", "kind", TZ_COLUMN_KIND, 0, REQUIREMENT(kind), NULL},
	{"least", "least", TZ_COLUMN_COUNT, 0, REQUIREMENT(least), NULL},
	{"most", "most", TZ_COLUMN_COUNT, 0, REQUIREMENT(most), NULL},
	{"word_limit", "word-limit", TZ_COLUMN_COUNT, 0, REQUIREMENT(word_limit), NULL},
	{"caption_fields", "captions", TZ_COLUMN_CAPTIONS, 0, REQUIREMENT(captions), NULL},
	{"roles", "roles", TZ_COLUMN_ROLES, 0, 0, NULL},
	{"formats", "formats", TZ_COLUMN_FORMATS, 0, REQUIREMENT(formats), NULL},
	{"from", "from", TZ_COLUMN_DATE, 0, REQUIREMENT(from), NULL},
	{"to", "to", TZ_COLUMN_DATE, 0, REQUIREMENT(to), NULL},
	{"basis", "basis", TZ_COLUMN_CHOICE, 0, REQUIREMENT(basis), "source default"},
	END
};

static const struct tz_column threshold_columns[] = {
	{"threshold_id", "id", TZ_COLUMN_CODE, MANDATORY, THRESHOLD(id), NULL},
	PARENT("standard_id"),
	{"metric_zh", "metric-zh", TZ_COLUMN_TEXT, MANDATORY, THRESHOLD(metric_zh), NULL},
	{"metric_en", "metric-en", TZ_COLUMN_TEXT, 0, THRESHOLD(metric_en), NULL},
	{"comparator", "comparator", TZ_COLUMN_CHOICE, MANDATORY, THRESHOLD(comparator), ">= > <= < =="},
	{"value", "value", TZ_COLUMN_DECIMAL, 0, THRESHOLD(value), NULL},
	{"unit", "unit", TZ_COLUMN_TEXT, 0, THRESHOLD(unit), NULL},
	{"reference", "reference", TZ_COLUMN_TEXT, 0, THRESHOLD(reference), NULL},
	{"due", "due", TZ_COLUMN_DATE, 0, THRESHOLD(due), NULL},
	{"active", "active", TZ_COLUMN_ACTIVE, 0, THRESHOLD(active), NULL},
	FROM_EDITION(THRESHOLD, 0), FROM(THRESHOLD), ALSO(THRESHOLD, TZ_COLUMN_RARE),
	{"note", "note", TZ_COLUMN_TEXT, 0, THRESHOLD(note), NULL},
	END
};

static const struct tz_column negative_columns[] = {
	{"negative_id", "id", TZ_COLUMN_CODE, MANDATORY, NEGATIVE(id), NULL},
	{"indicator_id", "indicator", TZ_COLUMN_TEXT, 0, NEGATIVE(indicator_code), NULL},
	TITLE(NEGATIVE),
	{"strength", "strength", TZ_COLUMN_CHOICE, 0, NEGATIVE(strength), "explicit prohibit sanction"},
	FROM_EDITION(NEGATIVE, 0), FROM(NEGATIVE), ALSO(NEGATIVE, 0),
	END
};

static const struct tz_column fact_columns[] = {
	{"key", "key", TZ_COLUMN_TEXT, MANDATORY, FACT(key), NULL},
	{"value", "value", TZ_COLUMN_TEXT, MANDATORY, FACT(value), NULL},
	{"unit", "unit", TZ_COLUMN_TEXT, 0, FACT(unit), NULL},
	{"basis", "basis", TZ_COLUMN_TEXT, 0, FACT(basis), NULL},
	{"source", "source", TZ_COLUMN_TEXT, 0, FACT(source), NULL},
	{"locator", "locator", TZ_COLUMN_TEXT, 0, FACT(locator), NULL},
	{"note", "note", TZ_COLUMN_TEXT, 0, FACT(note), NULL},
	END
};

static const struct tz_column edition_columns[] = {
	{"edition", "key", TZ_COLUMN_TEXT, MANDATORY, EDITION(key), NULL},
	TITLE(EDITION),
	{"source", "source", TZ_COLUMN_TEXT, 0, EDITION(source), NULL},
	{"locator", "locator", TZ_COLUMN_TEXT, 0, EDITION(locator), NULL},
	{"note", "note", TZ_COLUMN_TEXT, 0, EDITION(note), NULL},
	END
};

static const struct tz_column source_columns[] = {
	{"source", "key", TZ_COLUMN_TEXT, MANDATORY, SOURCE(key), NULL},
	TITLE(SOURCE),
	{"edition", "edition", TZ_COLUMN_TEXT, 0, SOURCE(edition), NULL},
	{"completeness", "completeness", TZ_COLUMN_TEXT, 0, SOURCE(completeness), NULL},
	{"locator_style", "locator-style", TZ_COLUMN_TEXT, 0, SOURCE(locator_style), NULL},
	END
};

const struct tz_sheet tz_sheets[TZ_NUM_SHEETS] = {
	[TZ_SHEET_CATALOG] = {"catalog", "catalog", true, catalog_columns},
	[TZ_SHEET_BLOCKS] = {"blocks", "block", true, block_columns},
	[TZ_SHEET_PROJECTS] = {"projects", "project", true, project_columns},
	[TZ_SHEET_INDICATORS] = {"indicators", "indicator", true, indicator_columns},
	[TZ_SHEET_CONTENTS] = {"contents", "content", true, content_columns},
	[TZ_SHEET_ITEMS] = {"items", "standard", true, item_columns},
	[TZ_SHEET_FIELD_STANDARDS] = {"field_standards", "standard", false, field_standard_columns},
	[TZ_SHEET_REQUIREMENTS] = {"requirements", "requirement", false, requirement_columns},
	[TZ_SHEET_THRESHOLDS] = {"thresholds", "threshold", false, threshold_columns},
	[TZ_SHEET_NEGATIVE] = {"negative", "negative", false, negative_columns},
	[TZ_SHEET_FACTS] = {"facts", "fact", false, fact_columns},
	[TZ_SHEET_EDITIONS] = {"editions", "edition", false, edition_columns},
	[TZ_SHEET_SOURCES] = {"sources", "source", false, source_columns},
};

bool tz_column_ends(const struct tz_column *field)
{
	return !field->column && !field->attribute;
}

const char *tz_sheet_file(const struct taizhang_catalog *catalog, enum tz_sheet_number table)
{
	return catalog->from_tables ? catalog->files[table] : catalog->name;
}

const char *tz_column_of(const struct taizhang_catalog *catalog, const char *column,
			const char *attribute)
{
	return catalog->from_tables ? column : attribute;
}

const char *tz_sheet_key(const struct taizhang_catalog *catalog, enum tz_sheet_number table)
{
	const struct tz_column *field = tz_sheets[table].columns;

	return tz_column_of(catalog, field->column, field->attribute);
}

enum tz_sheet_number tz_sheet_of_node(const struct taizhang_node *node)
{
	switch (node->level) {
	case TAIZHANG_LEVEL_BLOCK:
		return TZ_SHEET_BLOCKS;
	case TAIZHANG_LEVEL_PROJECT:
		return TZ_SHEET_PROJECTS;
	case TAIZHANG_LEVEL_INDICATOR:
		return TZ_SHEET_INDICATORS;
	case TAIZHANG_LEVEL_CONTENT:
		return TZ_SHEET_CONTENTS;
	case TAIZHANG_LEVEL_STANDARD:
		break;
	}
	return taizhang_node_is_item(node) ? TZ_SHEET_ITEMS : TZ_SHEET_FIELD_STANDARDS;
}
