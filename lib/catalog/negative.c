/* SPDX-License-Identifier: MIT */
/* negative.c: what an entry of the negative list tells. */
#include "api.h"
#include "catalog/catalog.h"

static const char *text(const char *value)
{
	return value ? value : "";
}

TAIZHANG_API size_t taizhang_catalog_num_negatives(const struct taizhang_catalog *catalog)
{
	return catalog ? catalog->negatives.num : 0;
}

TAIZHANG_API const struct taizhang_negative *
taizhang_catalog_get_negative(const struct taizhang_catalog *catalog, size_t index)
{
	return catalog && index < catalog->negatives.num ? catalog->negatives.list[index] : NULL;
}

TAIZHANG_API const char *taizhang_negative_id(const struct taizhang_negative *negative)
{
	return negative ? text(negative->id) : "";
}

TAIZHANG_API const char *taizhang_negative_strength(const struct taizhang_negative *negative)
{
	return negative ? text(negative->strength) : "";
}

TAIZHANG_API const char *taizhang_negative_source(const struct taizhang_negative *negative)
{
	return negative ? text(negative->from.source) : "";
}

TAIZHANG_API const char *taizhang_negative_locator(const struct taizhang_negative *negative)
{
	return negative ? text(negative->from.locator) : "";
}

TAIZHANG_API const char *taizhang_negative_source_edition(const struct taizhang_negative *negative)
{
	return negative ? text(negative->from.source_edition) : "";
}

TAIZHANG_API const char *taizhang_negative_also_refs(const struct taizhang_negative *negative)
{
	return negative ? text(negative->from.also_refs) : "";
}

TAIZHANG_API const char *taizhang_negative_title(const struct taizhang_negative *negative, enum taizhang_lang lang)
{
	if (!negative)
		return "";
	if (lang == TAIZHANG_LANG_EN && negative->title_en)
		return negative->title_en;
	return text(negative->title_zh);
}

TAIZHANG_API const struct taizhang_node *
taizhang_negative_indicator(const struct taizhang_negative *negative)
{
	return negative ? negative->indicator : NULL;
}

size_t tz_negative_index(const struct taizhang_negative *negative)
{
	return negative->index;
}
