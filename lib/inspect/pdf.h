/* SPDX-License-Identifier: MIT */
/* pdf.h: the parts of inspecting a PDF, each of which adds to its facts. All return -1 with NOMEM alone. */
#ifndef TZ_INSPECT_PDF_H
#define TZ_INSPECT_PDF_H

#include "inspect/facts.h"
#include "inspect/pdf_file.h"

struct tz_pdf_work {
	struct tz_pdf *pdf;
	struct taizhang_facts *facts;
	int64_t comments;
	unsigned int nodes;	/* of trees of names and fields that were looked at */
};

/* What happens by itself or at a click: scripts, programs that are started, other files that are opened. where is their place. */
int tz_pdf_look_action(struct tz_pdf_work *work, tz_pdf_object action, const char *where, struct taizhang_error *err);
/* A dictionary of actions by their occasions (/AA). */
int tz_pdf_look_actions(struct tz_pdf_work *work, tz_pdf_object actions, const char *where, struct taizhang_error *err);
/* What the document as a whole has: actions, scripts by name, files that travel inside, signed fields. */
int tz_pdf_look_document(struct tz_pdf_work *work, struct taizhang_error *err);
/* A file that travels inside, or that is named. Appends its name. */
int tz_pdf_file_name(struct tz_pdf *pdf, tz_pdf_object specification, struct tz_buffer *name, struct taizhang_error *err);
/* All pages: their pictures, which of them are scans, what is attached to them. */
int tz_pdf_look_pages(struct tz_pdf_work *work, struct taizhang_error *err);

#endif
