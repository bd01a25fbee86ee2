/* SPDX-License-Identifier: MIT */
/* pdf_text.h: the strings and dates of a PDF's properties, as their producers really write them. */
#ifndef TZ_INSPECT_PDF_TEXT_H
#define TZ_INSPECT_PDF_TEXT_H

#include "base/buffer.h"
#include "inspect/pdf_file.h"

/* Appends a string in UTF-8; nothing where it is none. */
int tz_pdf_text(struct tz_pdf *pdf, tz_pdf_object object, struct tz_buffer *out, struct taizhang_error *err);
#define TZ_PDF_DATE_SIZE 32
/* D:20170805093000+08'00' as 2017-08-05T09:30:00+08:00, as exact as it is; false where it is no date. */
bool tz_pdf_date(const char *text, char buf[TZ_PDF_DATE_SIZE]);
/* Appends what the metadata claim to conform to: PDF/A-1b, PDF/UA-1; one after another with a line break. */
void tz_pdf_claims(const char *metadata, struct tz_buffer *out);

#endif
