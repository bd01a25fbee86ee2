/* SPDX-License-Identifier: MIT */
/* node.c: what a node of the tree tells. */
#include "api.h"
#include "catalog/catalog.h"

static const char *text(const char *value)
{
	return value ? value : "";
}

TAIZHANG_API enum taizhang_level taizhang_node_level(const struct taizhang_node *node)
{
	return node ? node->level : 0;
}

TAIZHANG_API const char *taizhang_node_code(const struct taizhang_node *node)
{
	return node ? text(node->code) : "";
}

TAIZHANG_API const char *taizhang_node_path_code(const struct taizhang_node *node)
{
	return node ? text(node->path_code) : "";
}

TAIZHANG_API const char *taizhang_node_serial(const struct taizhang_node *node)
{
	return node ? text(node->serial) : "";
}

TAIZHANG_API const char *taizhang_node_unit(const struct taizhang_node *node)
{
	return node ? text(node->unit) : "";
}

TAIZHANG_API const char *taizhang_node_source(const struct taizhang_node *node)
{
	return node ? text(node->from.source) : "";
}

TAIZHANG_API const char *taizhang_node_locator(const struct taizhang_node *node)
{
	return node ? text(node->from.locator) : "";
}

TAIZHANG_API const char *taizhang_node_also_refs(const struct taizhang_node *node)
{
	return node ? text(node->from.also_refs) : "";
}

TAIZHANG_API const char *taizhang_node_source_edition(const struct taizhang_node *node)
{
	return node ? text(node->from.source_edition) : "";
}

TAIZHANG_API const char *taizhang_node_title(const struct taizhang_node *node, enum taizhang_lang lang)
{
	if (!node)
		return "";
	if (lang == TAIZHANG_LANG_EN && node->title_en)
		return node->title_en;
	return text(node->title_zh);
}

TAIZHANG_API const struct taizhang_node *taizhang_node_parent(const struct taizhang_node *node)
{
	return node ? node->parent : NULL;
}

TAIZHANG_API const struct taizhang_node *taizhang_node_ancestor(const struct taizhang_node *node,
								enum taizhang_level level)
{
	while (node && node->level > level)
		node = node->parent;
	return node && node->level == level ? node : NULL;
}

TAIZHANG_API size_t taizhang_node_num_children(const struct taizhang_node *node)
{
	return node ? node->num_children : 0;
}

TAIZHANG_API const struct taizhang_node *taizhang_node_get_child(const struct taizhang_node *node,
								 size_t index)
{
	return node && index < node->num_children ? node->children[index] : NULL;
}

TAIZHANG_API unsigned int taizhang_node_methods(const struct taizhang_node *node)
{
	return node ? node->methods : 0;
}

TAIZHANG_API bool taizhang_node_is_item(const struct taizhang_node *node)
{
	return node && (node->methods & TAIZHANG_METHOD_MATERIAL);
}

TAIZHANG_API enum taizhang_kind taizhang_node_kind(const struct taizhang_node *node)
{
	return node ? node->kind : TAIZHANG_KIND_NONE;
}

TAIZHANG_API size_t taizhang_node_item_index(const struct taizhang_node *node)
{
	return node ? node->item_index : (size_t)-1;
}

TAIZHANG_API size_t taizhang_node_num_requirements(const struct taizhang_node *node)
{
	return node ? node->num_requirements : 0;
}

TAIZHANG_API const struct taizhang_requirement *
taizhang_node_get_requirement(const struct taizhang_node *node, size_t index)
{
	return node && index < node->num_requirements ? &node->requirements[index] : NULL;
}

TAIZHANG_API size_t taizhang_node_num_thresholds(const struct taizhang_node *node)
{
	return node ? node->num_thresholds : 0;
}

TAIZHANG_API const struct taizhang_threshold *
taizhang_node_get_threshold(const struct taizhang_node *node, size_t index)
{
	return node && index < node->num_thresholds ? node->thresholds[index] : NULL;
}
