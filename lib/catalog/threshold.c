/* SPDX-License-Identifier: MIT */
/* threshold.c: what a threshold tells. */
#include "api.h"
#include "catalog/catalog.h"

static const char *text(const char *value)
{
	return value ? value : "";
}

TAIZHANG_API size_t taizhang_catalog_num_thresholds(const struct taizhang_catalog *catalog)
{
	return catalog ? catalog->thresholds.num : 0;
}

TAIZHANG_API const struct taizhang_threshold *
taizhang_catalog_get_threshold(const struct taizhang_catalog *catalog, size_t index)
{
	return catalog && index < catalog->thresholds.num ? catalog->thresholds.list[index] : NULL;
}

TAIZHANG_API const char *taizhang_threshold_id(const struct taizhang_threshold *threshold)
{
	return threshold ? text(threshold->id) : "";
}

TAIZHANG_API const char *taizhang_threshold_comparator(const struct taizhang_threshold *threshold)
{
	return threshold ? text(threshold->comparator) : "";
}

TAIZHANG_API const char *taizhang_threshold_value(const struct taizhang_threshold *threshold)
{
	return threshold ? text(threshold->value) : "";
}

TAIZHANG_API const char *taizhang_threshold_reference(const struct taizhang_threshold *threshold)
{
	return threshold ? text(threshold->reference) : "";
}

TAIZHANG_API const char *taizhang_threshold_unit(const struct taizhang_threshold *threshold)
{
	return threshold ? text(threshold->unit) : "";
}

TAIZHANG_API const char *taizhang_threshold_source(const struct taizhang_threshold *threshold)
{
	return threshold ? text(threshold->from.source) : "";
}

TAIZHANG_API const char *taizhang_threshold_locator(const struct taizhang_threshold *threshold)
{
	return threshold ? text(threshold->from.locator) : "";
}

TAIZHANG_API const char *taizhang_threshold_source_edition(const struct taizhang_threshold *threshold)
{
	return threshold ? text(threshold->from.source_edition) : "";
}

TAIZHANG_API const char *taizhang_threshold_note(const struct taizhang_threshold *threshold)
{
	return threshold ? text(threshold->note) : "";
}

TAIZHANG_API const char *taizhang_threshold_metric(const struct taizhang_threshold *threshold, enum taizhang_lang lang)
{
	if (!threshold)
		return "";
	if (lang == TAIZHANG_LANG_EN && threshold->metric_en)
		return threshold->metric_en;
	return text(threshold->metric_zh);
}

TAIZHANG_API struct taizhang_date taizhang_threshold_due(const struct taizhang_threshold *threshold)
{
	static const struct taizhang_date no_date;

	return threshold ? threshold->due : no_date;
}

TAIZHANG_API bool taizhang_threshold_is_active(const struct taizhang_threshold *threshold)
{
	return threshold && threshold->active;
}

TAIZHANG_API const struct taizhang_node *
taizhang_threshold_standard(const struct taizhang_threshold *threshold)
{
	return threshold ? threshold->standard : NULL;
}

size_t tz_threshold_index(const struct taizhang_threshold *threshold)
{
	return threshold->index;
}
