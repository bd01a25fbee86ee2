/* SPDX-License-Identifier: MIT */
/* describe_catalog.c: the JSON of a catalogue, its nodes and what hangs on them. */
#include "render/describe.h"

#include "render/label.h"

static void date_if(struct tz_json *j, const char *key, struct taizhang_date date)
{
	char text[TAIZHANG_DATE_SIZE];

	tz_json_text_if(j, key, taizhang_date_format(&date, text));
}

static void integer_if(struct tz_json *j, const char *key, long value)
{
	if (value >= 0)
		tz_json_integer(j, key, value);
}

/* The names of a set's members, in the order of the list. */
static void set_names(struct tz_json *j, const char *key, enum taizhang_list list, unsigned int set)
{
	tz_json_begin_array(j, key);
	for (unsigned int bit = 1; bit && bit <= set; bit <<= 1)
		if (set & bit)
			tz_json_text(j, NULL, taizhang_list_name(list, bit));
	tz_json_end(j);
}

void tz_describe_catalog(struct tz_json *j, const char *key, const struct taizhang_catalog *catalog,
			 enum taizhang_lang lang)
{
	static const char *const status[] = {"", "official", "reconstructed", "local"};

	tz_json_begin_object(j, key);
	tz_json_text(j, "id", taizhang_catalog_id(catalog));
	tz_json_text(j, "title_zh", taizhang_catalog_title(catalog, TAIZHANG_LANG_ZH));
	tz_json_text(j, "title_en", taizhang_catalog_title(catalog, TAIZHANG_LANG_EN));
	tz_json_text(j, "edition", taizhang_catalog_edition(catalog));
	tz_json_text(j, "class", taizhang_catalog_class(catalog));
	tz_json_text(j, "status", status[taizhang_catalog_status(catalog) % 4]);
	tz_json_text(j, "version", taizhang_catalog_version(catalog));
	tz_json_text_if(j, "statistical_scope", taizhang_catalog_statistical_scope(catalog));
	tz_json_text_if(j, "material_share", taizhang_catalog_material_share(catalog));
	tz_json_text_if(j, "field_share", taizhang_catalog_field_share(catalog));
	tz_json_text_if(j, "caveat", taizhang_catalog_caveat(catalog, lang));
	tz_json_integer(j, "items", (int64_t)taizhang_catalog_num_items(catalog));
	tz_json_end(j);
}

void tz_describe_node_members(struct tz_json *j, const struct taizhang_node *node)
{
	static const char *const levels[] = {"", "block", "project", "indicator", "content", "standard"};

	tz_json_text(j, "level", levels[taizhang_node_level(node) % 6]);
	tz_json_text(j, "code", taizhang_node_code(node));
	tz_json_text_if(j, "serial", taizhang_node_serial(node));
	tz_json_text(j, "title_zh", taizhang_node_title(node, TAIZHANG_LANG_ZH));
	tz_json_text(j, "title_en", taizhang_node_title(node, TAIZHANG_LANG_EN));
	if (taizhang_node_level(node) == TAIZHANG_LEVEL_STANDARD)
		set_names(j, "methods", TAIZHANG_LIST_METHOD, taizhang_node_methods(node));
	if (taizhang_node_is_item(node))
		tz_json_text(j, "kind", taizhang_list_name(TAIZHANG_LIST_KIND,
							   taizhang_node_kind(node)));
	tz_json_text_if(j, "unit", taizhang_node_unit(node));
	tz_json_text_if(j, "source", taizhang_node_source(node));
	tz_json_text_if(j, "locator", taizhang_node_locator(node));
	tz_json_text_if(j, "also_refs", taizhang_node_also_refs(node));
	tz_json_text_if(j, "source_edition", taizhang_node_source_edition(node));
}

void tz_describe_node(struct tz_json *j, const char *key, const struct taizhang_node *node)
{
	tz_json_begin_object(j, key);
	tz_describe_node_members(j, node);
	tz_json_end(j);
}

static void describe_requirement(struct tz_json *j, const struct taizhang_requirement *requirement)
{
	size_t num_formats = taizhang_requirement_num_formats(requirement);

	tz_json_begin_object(j, NULL);
	tz_json_text(j, "kind", taizhang_list_name(TAIZHANG_LIST_KIND,
						   taizhang_requirement_kind(requirement)));
	integer_if(j, "least", taizhang_requirement_least(requirement));
	integer_if(j, "most", taizhang_requirement_most(requirement));
	integer_if(j, "word_limit", taizhang_requirement_word_limit(requirement));
	if (taizhang_requirement_captions(requirement))
		set_names(j, "captions", TAIZHANG_LIST_CAPTION,
			  taizhang_requirement_captions(requirement));
	if (taizhang_requirement_roles(requirement)) {
		set_names(j, "roles", TAIZHANG_LIST_ROLE, taizhang_requirement_roles(requirement));
		tz_json_boolean(j, "all_roles", taizhang_requirement_all_roles(requirement));
	}
	if (num_formats) {
		tz_json_begin_array(j, "formats");
		for (size_t i = 0; i < num_formats; i++)
			tz_json_text(j, NULL, taizhang_requirement_get_format(requirement, i));
		tz_json_end(j);
	}
	date_if(j, "from", taizhang_requirement_from(requirement));
	date_if(j, "to", taizhang_requirement_to(requirement));
	tz_json_text_if(j, "basis", taizhang_requirement_basis(requirement));
	tz_json_end(j);
}

void tz_describe_requirements(struct tz_json *j, const char *key, const struct taizhang_node *node)
{
	tz_json_begin_array(j, key);
	for (size_t i = 0; i < taizhang_node_num_requirements(node); i++)
		describe_requirement(j, taizhang_node_get_requirement(node, i));
	tz_json_end(j);
}

void tz_describe_threshold_members(struct tz_json *j, const struct taizhang_threshold *threshold)
{
	tz_json_text(j, "id", taizhang_threshold_id(threshold));
	tz_json_text(j, "metric_zh", taizhang_threshold_metric(threshold, TAIZHANG_LANG_ZH));
	tz_json_text(j, "metric_en", taizhang_threshold_metric(threshold, TAIZHANG_LANG_EN));
	tz_json_text(j, "comparator", taizhang_threshold_comparator(threshold));
	tz_json_text_if(j, "threshold", taizhang_threshold_value(threshold));
	tz_json_text_if(j, "threshold_reference", taizhang_threshold_reference(threshold));
	tz_json_text_if(j, "threshold_unit", taizhang_threshold_unit(threshold));
	date_if(j, "due", taizhang_threshold_due(threshold));
	tz_json_boolean(j, "active", taizhang_threshold_is_active(threshold));
	tz_json_text_if(j, "source", taizhang_threshold_source(threshold));
	tz_json_text_if(j, "locator", taizhang_threshold_locator(threshold));
	tz_json_text_if(j, "source_edition", taizhang_threshold_source_edition(threshold));
	tz_json_text_if(j, "remark", taizhang_threshold_note(threshold));
}

void tz_describe_negative_members(struct tz_json *j, const struct taizhang_negative *negative)
{
	tz_json_text(j, "id", taizhang_negative_id(negative));
	tz_json_text(j, "title_zh", taizhang_negative_title(negative, TAIZHANG_LANG_ZH));
	tz_json_text(j, "title_en", taizhang_negative_title(negative, TAIZHANG_LANG_EN));
	tz_json_text_if(j, "indicator", taizhang_node_code(taizhang_negative_indicator(negative)));
	tz_json_text_if(j, "strength", taizhang_negative_strength(negative));
	tz_json_text_if(j, "source", taizhang_negative_source(negative));
	tz_json_text_if(j, "locator", taizhang_negative_locator(negative));
	tz_json_text_if(j, "source_edition", taizhang_negative_source_edition(negative));
	tz_json_text_if(j, "also_refs", taizhang_negative_also_refs(negative));
}
