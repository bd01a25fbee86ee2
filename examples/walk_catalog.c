/* SPDX-License-Identifier: MIT */
/* walk_catalog.c: walks the tree of the built-in catalogue and prints what each item wants. Usage: walk_catalog */
#include <stdio.h>

#include <taizhang.h>

static void print_requirements(const struct taizhang_node *item)
{
	for (size_t i = 0; i < taizhang_node_num_requirements(item); i++) {
		const struct taizhang_requirement *want = taizhang_node_get_requirement(item, i);

		printf("%10s≥ %ld %s (%s)\n", "", taizhang_requirement_least(want),
		       taizhang_list_label(TAIZHANG_LIST_KIND, taizhang_requirement_kind(want),
					   TAIZHANG_LANG_ZH),
		       taizhang_requirement_basis(want));
	}
}

static void walk(const struct taizhang_node *node)
{
	printf("%*s%s %s\n", 2 * ((int)taizhang_node_level(node) - 1), "",
	       taizhang_node_code(node), taizhang_node_title(node, TAIZHANG_LANG_ZH));
	print_requirements(node);
	for (size_t i = 0; i < taizhang_node_num_children(node); i++)
		walk(taizhang_node_get_child(node, i));
}

int main(void)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog;
	char text[1024];

	catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	if (!catalog) {
		taizhang_error_text(&err, TAIZHANG_LANG_ZH, text, sizeof text);
		fprintf(stderr, "%s\n", text);
		return 2;
	}
	printf("%s\n%s\n\n", taizhang_catalog_title(catalog, TAIZHANG_LANG_ZH),
	       taizhang_catalog_caveat(catalog, TAIZHANG_LANG_ZH));
	for (size_t i = 0; i < taizhang_catalog_num_nodes(catalog, TAIZHANG_LEVEL_BLOCK); i++)
		walk(taizhang_catalog_get_node(catalog, TAIZHANG_LEVEL_BLOCK, i));
	printf("\n%zu items\n", taizhang_catalog_num_items(catalog));
	taizhang_catalog_free(catalog);
	return 0;
}
