/* SPDX-License-Identifier: MIT */
/* catalog_get.c: what an edition tells of itself, and its lists. */
#include <stdlib.h>

#include "api.h"
#include "catalog/catalog.h"

static const char *text(const char *value)
{
	return value ? value : "";
}

TAIZHANG_API const char *taizhang_catalog_id(const struct taizhang_catalog *catalog)
{
	return catalog ? text(catalog->id) : "";
}

TAIZHANG_API const char *taizhang_catalog_edition(const struct taizhang_catalog *catalog)
{
	return catalog ? text(catalog->edition) : "";
}

TAIZHANG_API const char *taizhang_catalog_class(const struct taizhang_catalog *catalog)
{
	return catalog ? text(catalog->city_class) : "";
}

TAIZHANG_API const char *taizhang_catalog_version(const struct taizhang_catalog *catalog)
{
	return catalog ? text(catalog->revision) : "";
}

TAIZHANG_API const char *taizhang_catalog_statistical_scope(const struct taizhang_catalog *catalog)
{
	return catalog ? text(catalog->statistical_scope) : "";
}

TAIZHANG_API const char *taizhang_catalog_material_share(const struct taizhang_catalog *catalog)
{
	return catalog ? text(catalog->material_share) : "";
}

TAIZHANG_API const char *taizhang_catalog_field_share(const struct taizhang_catalog *catalog)
{
	return catalog ? text(catalog->field_share) : "";
}

TAIZHANG_API const char *taizhang_catalog_title(const struct taizhang_catalog *catalog, enum taizhang_lang lang)
{
	if (!catalog)
		return "";
	if (lang == TAIZHANG_LANG_EN && catalog->title_en)
		return catalog->title_en;
	return text(catalog->title_zh);
}

TAIZHANG_API enum taizhang_catalog_status
taizhang_catalog_status(const struct taizhang_catalog *catalog)
{
	return catalog ? catalog->status : 0;
}

TAIZHANG_API size_t taizhang_catalog_num_years(const struct taizhang_catalog *catalog)
{
	return catalog ? catalog->num_weights : 0;
}

TAIZHANG_API const char *taizhang_catalog_year_weight(const struct taizhang_catalog *catalog,
						      size_t index)
{
	return catalog && index < catalog->num_weights ? catalog->weight_list[index] : "";
}

TAIZHANG_API const char *taizhang_catalog_caveat(const struct taizhang_catalog *catalog,
						 enum taizhang_lang lang)
{
	static const char *const caveats[][2] = {
		[TAIZHANG_STATUS_OFFICIAL] = {"", ""},
		[TAIZHANG_STATUS_RECONSTRUCTED] = {
			"本目录系根据公开资料重构，并非官方文本：编号、条目和要求仅供参考，以主管部门下发的文本为准。",
			"This catalogue is rebuilt from public documents and is not official: its codes, entries and "
			"requirements are for reference only. The text issued by the competent authority prevails.",
		},
		[TAIZHANG_STATUS_LOCAL] = {
			"本目录由本地自行编制，并非官方文本；使用前请与主管部门下发的文本核对。",
			"This catalogue was made locally and is not official; compare it with the text issued "
			"by the competent authority before use.",
		},
	};

	return catalog ? caveats[catalog->status][lang == TAIZHANG_LANG_EN] : "";
}

long tz_fact_count(const struct tz_fact *fact)
{
	char *end;
	long value;

	if (!fact->value || fact->value[0] < '0' || fact->value[0] > '9')
		return -1;
	value = strtol(fact->value, &end, 10);
	return *end ? -1 : value;
}

TAIZHANG_API long taizhang_catalog_declared(const struct taizhang_catalog *catalog, const char *key)
{
	size_t found = catalog && key ? tz_index_get(&catalog->fact_keys, key) : TZ_INDEX_NONE;

	return found == TZ_INDEX_NONE ? -1 : tz_fact_count(catalog->facts.list[found]);
}

TAIZHANG_API size_t taizhang_catalog_num_nodes(const struct taizhang_catalog *catalog,
					       enum taizhang_level level)
{
	if (!catalog || level < TAIZHANG_LEVEL_BLOCK || level > TAIZHANG_LEVEL_STANDARD)
		return 0;
	return catalog->levels[level - 1].num;
}

TAIZHANG_API const struct taizhang_node *
taizhang_catalog_get_node(const struct taizhang_catalog *catalog, enum taizhang_level level, size_t index)
{
	return index < taizhang_catalog_num_nodes(catalog, level) ?
		catalog->levels[level - 1].list[index] : NULL;
}

TAIZHANG_API size_t taizhang_catalog_num_items(const struct taizhang_catalog *catalog)
{
	return catalog ? catalog->items.num : 0;
}

TAIZHANG_API const struct taizhang_node *
taizhang_catalog_get_item(const struct taizhang_catalog *catalog, size_t index)
{
	return catalog && index < catalog->items.num ? catalog->items.list[index] : NULL;
}

TAIZHANG_API size_t taizhang_catalog_num_units(const struct taizhang_catalog *catalog)
{
	return catalog ? catalog->by_unit.num : 0;
}

TAIZHANG_API const char *taizhang_catalog_get_unit(const struct taizhang_catalog *catalog,
						   size_t index)
{
	if (!catalog || index >= catalog->by_unit.num)
		return NULL;
	return ((const struct tz_unit *)catalog->by_unit.list[index])->name;
}
