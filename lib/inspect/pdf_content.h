/* SPDX-License-Identifier: MIT */
/* pdf_content.h: what the drawing commands of a page do: where they put pictures, and whether they write text. */
#ifndef TZ_INSPECT_PDF_CONTENT_H
#define TZ_INSPECT_PDF_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

/* a b c d e f: x' = ax + cy + e, y' = bx + dy + f. */
struct tz_pdf_matrix {
	double a, b, c, d, e, f;
};
#define TZ_PDF_MATRIX_INIT {1, 0, 0, 1, 0, 0}

struct tz_pdf_content {
	/* Something by name is drawn at the unit square of this matrix: a picture, or commands of their own. false ends the reading. */
	bool (*draw)(void *context, const char *name, const struct tz_pdf_matrix *matrix);
	void *context;
	bool writes;		/* set where text is written that can be seen */
	bool paints_inline;	/* set where a picture stands among the commands themselves */
};

void tz_pdf_content_read(struct tz_pdf_content *content, const char *data, size_t size, const struct tz_pdf_matrix *start);
/* First by the inner one, then by the outer one. */
struct tz_pdf_matrix tz_pdf_matrix_join(const struct tz_pdf_matrix *inner, const struct tz_pdf_matrix *outer);

#endif
