/* SPDX-License-Identifier: MIT */
/* xlsx_style.c: how the numbers of a workbook's cells show, by their styles. */
#include <stdlib.h>

#include "base/array.h"
#include "inspect/xlsx.h"

#define MOST_STYLES 65536	/* office programs stop there */
#define MOST_FORMATS 1000

enum { FORMAT = 1, CELL_STYLES, STYLE };

static const struct tz_tag tags[] = {
	{TZ_NS_SHEET, "numFmt", FORMAT},
	{TZ_NS_SHEET, "cellXfs", CELL_STYLES},
	{TZ_NS_SHEET, "xf", STYLE},
	{TZ_NS_NONE, NULL, 0},
};

struct format {
	int64_t id;
	struct tz_number_style style;
};

struct reading {
	struct tz_xlsx *x;
	struct format *formats;
	size_t num, capacity;
};

static struct tz_number_style style_of(const struct reading *r, int64_t id)
{
	for (size_t i = 0; i < r->num; i++)
		if (r->formats[i].id == id)
			return r->formats[i].style;
	return tz_number_style_of_id((long)id);
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct reading *r = context;
	struct tz_xlsx *x = r->x;
	int64_t id = tz_markup_number(m, TZ_NS_NONE, "numFmtId", 0);
	const char *code;

	if (tag == FORMAT && r->num < MOST_FORMATS) {
		if (tz_array_grow(&r->formats, r->num, &r->capacity, sizeof *r->formats, err) != 0)
			return -1;
		code = tz_markup_attribute(m, TZ_NS_NONE, "formatCode");
		r->formats[r->num++] = (struct format){id, tz_number_style_of_code(code ? code : "")};
	} else if (tag == STYLE && tz_markup_parent(m) == CELL_STYLES && x->num_styles < MOST_STYLES) {
		if (tz_array_grow(&x->styles, x->num_styles, &x->styles_capacity, sizeof *x->styles, err) != 0)
			return -1;
		x->styles[x->num_styles++] = style_of(r, id);
	}
	return 0;
}

int tz_xlsx_styles_read(struct tz_xlsx *x, const char *part, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, NULL, NULL};
	struct reading r = {.x = x};
	int walked = tz_ooxml_walk(x->ooxml, part, &reader, &r, err);

	free(r.formats);
	return walked < 0 ? -1 : 0;
}
