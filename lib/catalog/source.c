/* SPDX-License-Identifier: MIT */
/* source.c: what a source tells. */
#include "api.h"
#include "catalog/catalog.h"

static const char *text(const char *value)
{
	return value ? value : "";
}

TAIZHANG_API size_t taizhang_catalog_num_sources(const struct taizhang_catalog *catalog)
{
	return catalog ? catalog->sources.num : 0;
}

TAIZHANG_API const struct taizhang_source *
taizhang_catalog_get_source(const struct taizhang_catalog *catalog, size_t index)
{
	return catalog && index < catalog->sources.num ? catalog->sources.list[index] : NULL;
}

TAIZHANG_API const char *taizhang_source_key(const struct taizhang_source *source)
{
	return source ? text(source->key) : "";
}

TAIZHANG_API const char *taizhang_source_edition(const struct taizhang_source *source)
{
	return source ? text(source->edition) : "";
}

TAIZHANG_API const char *taizhang_source_completeness(const struct taizhang_source *source)
{
	return source ? text(source->completeness) : "";
}

TAIZHANG_API const char *taizhang_source_title(const struct taizhang_source *source, enum taizhang_lang lang)
{
	if (!source)
		return "";
	if (lang == TAIZHANG_LANG_EN && source->title_en)
		return source->title_en;
	return text(source->title_zh);
}
