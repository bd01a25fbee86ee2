/* SPDX-License-Identifier: MIT */
/* odf.h: what the files of the inspector of OpenDocument share: odf.c the document, odf_content.c its text, odf_style.c what is hidden, odf_sheet.c its cells. */
#ifndef TZ_INSPECT_ODF_H
#define TZ_INSPECT_ODF_H

#include "base/limits.h"
#include "inspect/door.h"
#include "inspect/flow.h"
#include "inspect/markup.h"

/* A cell of the row at work; rows are written more than once where a document repeats them. */
struct tz_odf_cell {
	size_t text;			/* where it begins in row_text */
	uint32_t column, repeated;
	bool formula, error, hidden;
};

/* The sheet at work. */
struct tz_odf_sheet {
	uint32_t row, column;		/* of the next */
	uint32_t row_repeated;
	bool hidden, row_hidden;
	struct {
		uint32_t first, last;
	} hidden_columns[256];
	size_t num_hidden_columns;
	uint32_t columns_told;		/* whose visibility is known so far */
	struct tz_odf_cell *cells;
	size_t num_cells, cells_capacity;
	struct tz_buffer row_text;	/* each cell's ends with a NUL */
	struct tz_odf_cell cell;	/* at work */
	bool in_cell;
	char value[64];			/* what the cell says to hold, in case it does not say how that is shown */
};

struct tz_odf {
	struct taizhang_facts *facts;
	struct tz_arena arena;
	struct tz_parts parts;
	struct tz_flow flow;
	bool is_sheet;			/* the document is a workbook */
	struct tz_index hidden_styles;	/* "table ta1": what is of it is not shown */
	size_t num_hidden_styles;
	struct tz_index plain_objects;	/* charts and formulas, which are part of the document */
	const char *style;		/* the one at work: "table ta1"; NULL where there is none to be known */
	unsigned int paragraphs;	/* open ones, within one another */
	unsigned int mute;		/* > 0: what stands here is no part of the text */
	unsigned int shapes;		/* open ones of a sheet */
	bool blank;			/* the paragraph's text so far ends with a blank, or there is none */
	bool span_hides[TZ_LIMIT_XML_DEPTH_MOST];
	size_t spans;
	bool page_hidden;
	struct tz_odf_sheet sheet;
	int64_t pictures, comments, changes, pages, cells, formulas;
};

/* content.xml, or the headers and footers in styles.xml. */
int tz_odf_content_read(struct tz_odf *o, const struct tz_part *part, struct taizhang_error *err);
int tz_odf_headers_read(struct tz_odf *o, const struct tz_part *part, struct taizhang_error *err);

int tz_odf_style_begin(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err);
int tz_odf_style_properties(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err);
void tz_odf_style_end(struct tz_odf *o);
bool tz_odf_style_hides(const struct tz_odf *o, const char *family, const char *name);

int tz_odf_sheet_begin(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err);
void tz_odf_column(struct tz_odf *o, struct tz_markup *m);
void tz_odf_row_begin(struct tz_odf *o, struct tz_markup *m);
int tz_odf_row_end(struct tz_odf *o, struct taizhang_error *err);
int tz_odf_cell_begin(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err);
int tz_odf_cell_text(struct tz_odf *o, const char *text, size_t size, struct taizhang_error *err);
int tz_odf_cell_end(struct tz_odf *o, struct taizhang_error *err);

#endif
