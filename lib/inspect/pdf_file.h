/* SPDX-License-Identifier: MIT */
/* pdf_file.h: the objects of a PDF: opened, looked up within limits, its streams unpacked. The door to libqpdf. */
#ifndef TZ_INSPECT_PDF_FILE_H
#define TZ_INSPECT_PDF_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

#include "base/buffer.h"

struct tz_pdf;

/* An object is a number of this PDF's; 0 is none, of which every question has the answer of an empty one. */
typedef unsigned int tz_pdf_object;

enum tz_pdf_opening {
	TZ_PDF_OPEN,
	TZ_PDF_LOCKED,		/* a password is wanted, or a certificate */
	TZ_PDF_BROKEN
};

/* Also where it is LOCKED or BROKEN; NULL for lack of memory alone. */
struct tz_pdf *tz_pdf_open(const char *path, enum tz_pdf_opening *opening, struct taizhang_error *err);
void tz_pdf_close(struct tz_pdf *pdf);	/* NULL-safe */
/* What libqpdf complained of since the last question; NULL where there is nothing more. grave: no harmless slip of its producer.
 * Valid until the next call. */
const char *tz_pdf_complaint(struct tz_pdf *pdf, bool *grave);
/* So much was looked up and unpacked that no more is answered. */
bool tz_pdf_is_spent(const struct tz_pdf *pdf);

const char *tz_pdf_version(struct tz_pdf *pdf);	/* of its first line */
int64_t tz_pdf_num_pages(struct tz_pdf *pdf);	/* -1 where they cannot be told */
tz_pdf_object tz_pdf_page(struct tz_pdf *pdf, size_t index);
tz_pdf_object tz_pdf_trailer(struct tz_pdf *pdf);
tz_pdf_object tz_pdf_root(struct tz_pdf *pdf);
/* Of a dictionary, or of the one before a stream. */
tz_pdf_object tz_pdf_get(struct tz_pdf *pdf, tz_pdf_object object, const char *key);
/* The values of a dictionary, at most so many; how many there are. */
size_t tz_pdf_values(struct tz_pdf *pdf, tz_pdf_object object, tz_pdf_object *values, size_t most);
size_t tz_pdf_length(struct tz_pdf *pdf, tz_pdf_object array);	/* 0 of what is none */
tz_pdf_object tz_pdf_item(struct tz_pdf *pdf, tz_pdf_object array, size_t index);
/* Forgets the objects looked up since the mark was set: they take room until then. */
size_t tz_pdf_mark(const struct tz_pdf *pdf);
void tz_pdf_release(struct tz_pdf *pdf, size_t mark);

bool tz_pdf_is_dictionary(struct tz_pdf *pdf, tz_pdf_object object);
bool tz_pdf_is_array(struct tz_pdf *pdf, tz_pdf_object object);
bool tz_pdf_is_stream(struct tz_pdf *pdf, tz_pdf_object object);
bool tz_pdf_is_string(struct tz_pdf *pdf, tz_pdf_object object);
bool tz_pdf_is_name(struct tz_pdf *pdf, tz_pdf_object object, const char *name);	/* with its slash */
/* Where it stands among the indirect objects; 0 where it is none. */
int tz_pdf_id(struct tz_pdf *pdf, tz_pdf_object object);
double tz_pdf_number(struct tz_pdf *pdf, tz_pdf_object object, double fallback);
/* The name without its slash, or ""; valid until the next call. */
const char *tz_pdf_name(struct tz_pdf *pdf, tz_pdf_object object);
/* The bytes of a string; "" where it is none. Valid until the next call. */
const char *tz_pdf_string(struct tz_pdf *pdf, tz_pdf_object object, size_t *size);
/* The same in UTF-8, as PDF means it. */
const char *tz_pdf_utf8(struct tz_pdf *pdf, tz_pdf_object object);
/* Appends the unpacked bytes of a stream; *done is false where it cannot be unpacked, or could have more than some 32 MiB. -1 with NOMEM alone. */
int tz_pdf_unpack(struct tz_pdf *pdf, tz_pdf_object stream, struct tz_buffer *out, bool *done, struct taizhang_error *err);

#endif
