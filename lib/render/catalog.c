/* SPDX-License-Identifier: MIT */
/* catalog.c: a whole catalogue as a tree for people, or as JSON. */
#include "api.h"
#include "base/error.h"
#include "base/json.h"
#include "render/describe.h"
#include "render/heading.h"
#include "render/label.h"
#include "render/layout.h"

static void write_summary(struct tz_buffer *out, const struct taizhang_catalog *catalog,
			  enum taizhang_lang lang)
{
	size_t num[TAIZHANG_LEVEL_STANDARD + 1] = {0};

	for (int level = TAIZHANG_LEVEL_BLOCK; level <= TAIZHANG_LEVEL_STANDARD; level++)
		num[level] = taizhang_catalog_num_nodes(catalog, (enum taizhang_level)level);
	tz_label_fill(out, CATALOG_LINE, lang, {"id", taizhang_catalog_id(catalog)},
		      {"edition", taizhang_catalog_edition(catalog)},
		      {"blocks", TZ_COUNT(num[TAIZHANG_LEVEL_BLOCK])},
		      {"projects", TZ_COUNT(num[TAIZHANG_LEVEL_PROJECT])},
		      {"indicators", TZ_COUNT(num[TAIZHANG_LEVEL_INDICATOR])},
		      {"contents", TZ_COUNT(num[TAIZHANG_LEVEL_CONTENT])},
		      {"standards", TZ_COUNT(num[TAIZHANG_LEVEL_STANDARD])},
		      {"items", TZ_COUNT(taizhang_catalog_num_items(catalog))},
		      {"thresholds", TZ_COUNT(taizhang_catalog_num_thresholds(catalog))},
		      {"negatives", TZ_COUNT(taizhang_catalog_num_negatives(catalog))});
	tz_buffer_text_add(out, "\n");
}

static void write_node(struct tz_buffer *out, const struct taizhang_node *node, size_t depth,
		       const struct taizhang_render_options *options)
{
	struct tz_buffer line = TZ_BUFFER_INIT;
	const char *label = taizhang_list_label(TAIZHANG_LIST_KIND, taizhang_node_kind(node),
						options->lang);

	tz_buffer_text_add(&line, taizhang_node_code(node));
	tz_buffer_text_add(&line, "  ");
	tz_buffer_text_add(&line, taizhang_node_title(node, options->lang));
	if (taizhang_node_is_item(node) && label)
		tz_buffer_printf(&line, "  [%s]", label);
	tz_layout_blanks(out, 2 * depth);
	tz_layout_cut(out, tz_buffer_text(&line),
		      options->width > 2 * depth ? options->width - 2 * depth : 0);
	tz_buffer_text_add(out, "\n");
	out->failed = out->failed ? out->failed : line.failed;
	tz_buffer_free(&line);
	for (size_t i = 0; i < taizhang_node_num_children(node); i++)
		write_node(out, taizhang_node_get_child(node, i), depth + 1, options);
}

static char *catalog_text(const struct taizhang_catalog *catalog,
			  const struct taizhang_render_options *options, struct taizhang_error *err)
{
	struct tz_grid negatives = {.columns = 2, .indent = 2};
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_heading_catalog(&out, catalog, options->lang);
	write_summary(&out, catalog, options->lang);
	tz_buffer_text_add(&out, "\n");
	for (size_t i = 0; i < taizhang_catalog_num_nodes(catalog, TAIZHANG_LEVEL_BLOCK); i++)
		write_node(&out, taizhang_catalog_get_node(catalog, TAIZHANG_LEVEL_BLOCK, i), 0, options);
	if (taizhang_catalog_num_negatives(catalog))
		tz_buffer_printf(&out, "\n%s\n", tz_label(TZ_L_NEGATIVES, options->lang));
	for (size_t i = 0; i < taizhang_catalog_num_negatives(catalog); i++) {
		const struct taizhang_negative *negative = taizhang_catalog_get_negative(catalog, i);

		tz_grid_add(&negatives, taizhang_negative_id(negative));
		tz_grid_add(&negatives, taizhang_negative_title(negative, options->lang));
	}
	tz_grid_write(&negatives, &out, options->width);
	return tz_buffer_take(&out, err);
}

static void describe_tree(struct tz_json *j, const struct taizhang_node *node)
{
	tz_json_begin_object(j, NULL);
	tz_describe_node_members(j, node);
	if (taizhang_node_num_requirements(node))
		tz_describe_requirements(j, "requirements", node);
	if (taizhang_node_num_children(node)) {
		tz_json_begin_array(j, "children");
		for (size_t i = 0; i < taizhang_node_num_children(node); i++)
			describe_tree(j, taizhang_node_get_child(node, i));
		tz_json_end(j);
	}
	tz_json_end(j);
}

static void describe_sources(struct tz_json *j, const struct taizhang_catalog *catalog)
{
	tz_json_begin_array(j, "sources");
	for (size_t i = 0; i < taizhang_catalog_num_sources(catalog); i++) {
		const struct taizhang_source *source = taizhang_catalog_get_source(catalog, i);

		tz_json_begin_object(j, NULL);
		tz_json_text(j, "key", taizhang_source_key(source));
		tz_json_text(j, "title_zh", taizhang_source_title(source, TAIZHANG_LANG_ZH));
		tz_json_text(j, "title_en", taizhang_source_title(source, TAIZHANG_LANG_EN));
		tz_json_text_if(j, "edition", taizhang_source_edition(source));
		tz_json_text_if(j, "completeness", taizhang_source_completeness(source));
		tz_json_end(j);
	}
	tz_json_end(j);
}

static char *catalog_json(const struct taizhang_catalog *catalog, enum taizhang_lang lang,
			  struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_describe_catalog(j, "catalog", catalog, lang);
	tz_json_begin_array(j, "blocks");
	for (size_t i = 0; i < taizhang_catalog_num_nodes(catalog, TAIZHANG_LEVEL_BLOCK); i++)
		describe_tree(j, taizhang_catalog_get_node(catalog, TAIZHANG_LEVEL_BLOCK, i));
	tz_json_end(j);
	tz_json_begin_array(j, "thresholds");
	for (size_t i = 0; i < taizhang_catalog_num_thresholds(catalog); i++) {
		const struct taizhang_threshold *threshold = taizhang_catalog_get_threshold(catalog, i);

		tz_json_begin_object(j, NULL);
		tz_describe_threshold_members(j, threshold);
		tz_json_text_if(j, "standard",
				taizhang_node_code(taizhang_threshold_standard(threshold)));
		tz_json_end(j);
	}
	tz_json_end(j);
	tz_json_begin_array(j, "negatives");
	for (size_t i = 0; i < taizhang_catalog_num_negatives(catalog); i++) {
		tz_json_begin_object(j, NULL);
		tz_describe_negative_members(j, taizhang_catalog_get_negative(catalog, i));
		tz_json_end(j);
	}
	tz_json_end(j);
	describe_sources(j, catalog);
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_render_catalog(const struct taizhang_catalog *catalog,
					   const struct taizhang_render_options *options,
					   struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!catalog) {
		tz_error_inval(err, "catalog");
		return NULL;
	}
	return o.json ? catalog_json(catalog, o.lang, err) : catalog_text(catalog, &o, err);
}
