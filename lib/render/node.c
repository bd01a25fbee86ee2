/* SPDX-License-Identifier: MIT */
/* node.c: one node of a catalogue with all that hangs on it. */
#include "render/node.h"

#include <string.h>
#include <taizhang/render.h>

#include "api.h"
#include "base/error.h"
#include "base/json.h"
#include "render/describe.h"
#include "render/heading.h"
#include "render/label.h"
#include "render/layout.h"

static const char *separator(enum taizhang_lang lang)
{
	return lang == TAIZHANG_LANG_EN ? ", " : "、";
}

void tz_node_write_line(struct tz_buffer *out, size_t indent, enum tz_label label,
			const char *value, enum taizhang_lang lang)
{
	if (!value || !*value)
		return;
	tz_layout_blanks(out, indent);
	tz_buffer_printf(out, "%s%s", tz_label(label, lang), lang == TAIZHANG_LANG_EN ? ": " : "：");
	tz_layout_text(out, value);
	tz_buffer_text_add(out, "\n");
}

/* The labels of a set's members, in the order of the list. */
static void add_labels(struct tz_buffer *out, enum taizhang_list list, unsigned int set,
		       enum taizhang_lang lang)
{
	bool first = true;

	for (unsigned int bit = 1; bit && bit <= set; bit <<= 1)
		if (set & bit) {
			tz_buffer_text_add(out, first ? "" : separator(lang));
			tz_buffer_text_add(out, taizhang_list_label(list, bit, lang));
			first = false;
		}
}

static void begin_part(struct tz_buffer *out, bool *first, enum taizhang_lang lang)
{
	if (lang == TAIZHANG_LANG_EN)
		tz_buffer_text_add(out, *first ? ": " : "; ");
	else
		tz_buffer_text_add(out, *first ? "：" : "；");
	*first = false;
}

static void add_counts(struct tz_buffer *out, const struct taizhang_requirement *requirement,
		       bool *first, enum taizhang_lang lang)
{
	long least = taizhang_requirement_least(requirement);
	long most = taizhang_requirement_most(requirement);
	long words = taizhang_requirement_word_limit(requirement);

	if (least >= 0) {
		begin_part(out, first, lang);
		tz_label_fill(out, AT_LEAST, lang, {"least", TZ_COUNT(least)});
	}
	if (most >= 0) {
		begin_part(out, first, lang);
		tz_label_fill(out, AT_MOST, lang, {"most", TZ_COUNT(most)});
	}
	if (words >= 0) {
		begin_part(out, first, lang);
		tz_label_fill(out, WORD_LIMIT, lang, {"words", TZ_COUNT(words)});
	}
}

/* A list that lacks a part for want of memory must not pass for a whole one. */
static void end_list(struct tz_buffer *out, struct tz_buffer *list)
{
	out->failed = out->failed ? out->failed : list->failed;
	tz_buffer_free(list);
}

static void add_lists(struct tz_buffer *out, const struct taizhang_requirement *requirement,
		      bool *first, enum taizhang_lang lang)
{
	unsigned int roles = taizhang_requirement_roles(requirement);
	unsigned int captions = taizhang_requirement_captions(requirement);
	size_t num_formats = taizhang_requirement_num_formats(requirement);
	struct tz_buffer list = TZ_BUFFER_INIT;

	if (captions) {
		add_labels(&list, TAIZHANG_LIST_CAPTION, captions, lang);
		begin_part(out, first, lang);
		tz_label_fill(out, CAPTIONS, lang, {"list", tz_buffer_text(&list)});
		end_list(out, &list);
	}
	if (roles) {
		add_labels(&list, TAIZHANG_LIST_ROLE, roles, lang);
		begin_part(out, first, lang);
		/* One role alone is no choice. */
		if (taizhang_requirement_all_roles(requirement) || !(roles & (roles - 1)))
			tz_label_fill(out, ROLES_ALL, lang, {"list", tz_buffer_text(&list)});
		else
			tz_label_fill(out, ROLES_ONE, lang, {"list", tz_buffer_text(&list)});
		end_list(out, &list);
	}
	if (num_formats) {
		for (size_t i = 0; i < num_formats; i++) {
			tz_buffer_text_add(&list, i ? separator(lang) : "");
			tz_buffer_text_add(&list, taizhang_requirement_get_format(requirement, i));
		}
		begin_part(out, first, lang);
		tz_label_fill(out, FORMATS, lang, {"list", tz_buffer_text(&list)});
		end_list(out, &list);
	}
}

void tz_requirement_write(struct tz_buffer *out, const struct taizhang_requirement *requirement,
			  enum taizhang_lang lang)
{
	struct taizhang_date from_date = taizhang_requirement_from(requirement);
	struct taizhang_date to_date = taizhang_requirement_to(requirement);
	char from[TAIZHANG_DATE_SIZE], to[TAIZHANG_DATE_SIZE];
	bool first = true;

	tz_buffer_text_add(out, taizhang_list_label(TAIZHANG_LIST_KIND,
						    taizhang_requirement_kind(requirement), lang));
	add_counts(out, requirement, &first, lang);
	add_lists(out, requirement, &first, lang);
	taizhang_date_format(&from_date, from);
	taizhang_date_format(&to_date, to);
	if (*from || *to) {
		begin_part(out, &first, lang);
		tz_label_fill(out, WINDOW, lang, {"from", from}, {"to", to});
	}
	if (strcmp(taizhang_requirement_basis(requirement), "default") == 0)
		tz_buffer_text_add(out, tz_label(TZ_L_BASIS_DEFAULT, lang));
}

void tz_threshold_write(struct tz_buffer *out, const struct taizhang_threshold *threshold,
			enum taizhang_lang lang)
{
	const char *value = taizhang_threshold_value(threshold);
	const char *reference = taizhang_threshold_reference(threshold);

	tz_layout_text(out, taizhang_threshold_id(threshold));
	tz_buffer_text_add(out, " ");
	tz_layout_text(out, taizhang_threshold_metric(threshold, lang));
	tz_buffer_printf(out, " %s ", taizhang_threshold_comparator(threshold));
	tz_layout_text(out, *value ? value : reference);
	if (*value && *taizhang_threshold_unit(threshold)) {
		tz_buffer_text_add(out, " ");
		tz_layout_text(out, taizhang_threshold_unit(threshold));
	}
	if (!taizhang_threshold_is_active(threshold))
		tz_buffer_text_add(out, tz_label(TZ_L_THRESHOLD_INACTIVE, lang));
}

/* Block › project › indicator › content. */
static void write_place(struct tz_buffer *out, const struct taizhang_node *node,
			enum taizhang_lang lang)
{
	struct tz_buffer place = TZ_BUFFER_INIT;

	for (int level = TAIZHANG_LEVEL_BLOCK; level < (int)taizhang_node_level(node); level++) {
		const struct taizhang_node *above =
			taizhang_node_ancestor(node, (enum taizhang_level)level);

		tz_buffer_text_add(&place, place.size ? " › " : "");
		tz_buffer_text_add(&place, taizhang_node_title(above, lang));
	}
	tz_node_write_line(out, 2, TZ_L_PLACE, tz_buffer_text(&place), lang);
	tz_buffer_free(&place);
}

static void write_source(struct tz_buffer *out, const struct taizhang_node *node,
			 enum taizhang_lang lang)
{
	const char *const parts[] = {taizhang_node_source(node), taizhang_node_locator(node),
				     taizhang_node_also_refs(node), taizhang_node_source_edition(node)};
	struct tz_buffer source = TZ_BUFFER_INIT;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (!*parts[i])
			continue;
		tz_buffer_text_add(&source, i > 1 ? "; " : i ? " " : "");
		tz_buffer_text_add(&source, parts[i]);
	}
	tz_node_write_line(out, 2, TZ_L_SOURCE, tz_buffer_text(&source), lang);
	tz_buffer_free(&source);
}

void tz_node_write(struct tz_buffer *out, const struct taizhang_node *node, enum taizhang_lang lang)
{
	struct tz_buffer methods = TZ_BUFFER_INIT;

	tz_layout_text(out, taizhang_node_code(node));
	tz_buffer_text_add(out, "  ");
	tz_layout_text(out, taizhang_node_title(node, lang));
	if (*taizhang_node_serial(node)) {
		tz_buffer_text_add(out, "  ");
		tz_layout_text(out, taizhang_node_serial(node));
	}
	tz_buffer_text_add(out, "\n");
	write_place(out, node, lang);
	add_labels(&methods, TAIZHANG_LIST_METHOD, taizhang_node_methods(node), lang);
	tz_node_write_line(out, 2, TZ_L_METHODS, tz_buffer_text(&methods), lang);
	tz_buffer_free(&methods);
	if (taizhang_node_is_item(node))
		tz_node_write_line(out, 2, TZ_L_MAIN_KIND,
				   taizhang_list_label(TAIZHANG_LIST_KIND, taizhang_node_kind(node), lang), lang);
	tz_node_write_line(out, 2, TZ_L_DEPARTMENT, taizhang_node_unit(node), lang);
	write_source(out, node, lang);
	if (taizhang_node_num_requirements(node))
		tz_buffer_printf(out, "\n%s\n", tz_label(TZ_L_REQUIREMENTS, lang));
	for (size_t i = 0; i < taizhang_node_num_requirements(node); i++) {
		tz_buffer_text_add(out, "  ");
		tz_requirement_write(out, taizhang_node_get_requirement(node, i), lang);
		tz_buffer_text_add(out, "\n");
	}
}

static char *node_json(const struct taizhang_catalog *catalog, const struct taizhang_node *node,
		       enum taizhang_lang lang, struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_describe_catalog(j, "catalog", catalog, lang);
	tz_json_begin_object(j, "node");
	tz_describe_node_members(j, node);
	tz_describe_requirements(j, "requirements", node);
	tz_json_begin_array(j, "thresholds");
	for (size_t i = 0; i < taizhang_node_num_thresholds(node); i++) {
		tz_json_begin_object(j, NULL);
		tz_describe_threshold_members(j, taizhang_node_get_threshold(node, i));
		tz_json_end(j);
	}
	tz_json_end(j);
	tz_json_begin_array(j, "children");
	for (size_t i = 0; i < taizhang_node_num_children(node); i++)
		tz_describe_node(j, NULL, taizhang_node_get_child(node, i));
	tz_json_end(j);
	tz_json_end(j);
	return tz_json_finish(j, err);
}

static char *node_text(const struct taizhang_catalog *catalog, const struct taizhang_node *node,
		       const struct taizhang_render_options *options, struct taizhang_error *err)
{
	struct tz_grid children = {.columns = 2, .indent = 2};
	enum taizhang_lang lang = options->lang;
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_node_write(&out, node, lang);
	if (taizhang_node_num_thresholds(node))
		tz_buffer_printf(&out, "\n%s\n", tz_label(TZ_L_THRESHOLDS, lang));
	for (size_t i = 0; i < taizhang_node_num_thresholds(node); i++) {
		tz_buffer_text_add(&out, "  ");
		tz_threshold_write(&out, taizhang_node_get_threshold(node, i), lang);
		tz_buffer_text_add(&out, "\n");
	}
	if (taizhang_node_num_children(node))
		tz_buffer_printf(&out, "\n%s\n", tz_label(TZ_L_BELOW, lang));
	for (size_t i = 0; i < taizhang_node_num_children(node); i++) {
		const struct taizhang_node *child = taizhang_node_get_child(node, i);

		tz_grid_add(&children, taizhang_node_code(child));
		tz_grid_add(&children, taizhang_node_title(child, lang));
	}
	tz_grid_write(&children, &out, options->width);
	tz_buffer_text_add(&out, "\n");
	tz_heading_catalog(&out, catalog, lang);
	return tz_buffer_take(&out, err);
}

TAIZHANG_API char *taizhang_render_node(const struct taizhang_catalog *catalog,
					const struct taizhang_node *node,
					const struct taizhang_render_options *options,
					struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!catalog || !node) {
		tz_error_inval(err, !catalog ? "catalog" : "node");
		return NULL;
	}
	return o.json ? node_json(catalog, node, o.lang, err) : node_text(catalog, node, &o, err);
}
