/* SPDX-License-Identifier: MIT */
/* odf_style.c: which styles of a document of OpenDocument hide what is of them. */
#include <stdio.h>
#include <string.h>

#include "inspect/odf.h"

#define MOST_STYLES 10000	/* hidden ones that are known */

bool tz_odf_style_hides(const struct tz_odf *o, const char *family, const char *name)
{
	char key[300];

	return snprintf(key, sizeof key, "%s %s", family, name) < (int)sizeof key &&
	       tz_index_get(&o->hidden_styles, key) != TZ_INDEX_NONE;
}

/* Styles stand before what is of them. */
int tz_odf_style_begin(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err)
{
	const char *text = tz_markup_attribute(m, TZ_NS_STYLE, "family");
	char key[300];
	int size = snprintf(key, sizeof key, "%s ", text ? text : "");

	o->style = NULL;
	text = tz_markup_attribute(m, TZ_NS_STYLE, "name");
	if (size < 0 || size >= 40 || !text || strlen(text) > 256 || o->num_hidden_styles >= MOST_STYLES)
		return 0;
	memcpy(key + size, text, strlen(text) + 1);
	o->style = tz_arena_strdup(&o->arena, key, err);
	return o->style ? 0 : -1;
}

int tz_odf_style_properties(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err)
{
	const char *visibility;
	bool hides;

	if (!o->style)
		return 0;
	hides = !tz_markup_switch(m, TZ_NS_TABLE, "display", true) || !tz_markup_switch(m, TZ_NS_TEXT, "display", true);
	visibility = tz_markup_attribute(m, TZ_NS_PRESENTATION, "visibility");
	hides = hides || (visibility && strcmp(visibility, "hidden") == 0);
	if (!hides)
		return 0;
	if (tz_index_put(&o->hidden_styles, o->style, o->num_hidden_styles++, err) != 0)
		return -1;
	o->style = NULL;
	return 0;
}

/* The name is needed no longer, unless the style hides. */
void tz_odf_style_end(struct tz_odf *o)
{
	if (o->style)
		tz_arena_drop(&o->arena, o->style);
	o->style = NULL;
}
