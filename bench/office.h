/* SPDX-License-Identifier: MIT */
/* office.h: puts the shell of an office document around bytes that are there. */
#ifndef BENCH_OFFICE_H
#define BENCH_OFFICE_H

#include "content.h"

/** Write head and tail of a PDF, docx or xlsx over the bytes, so that what is between them is its packed content. */
void office_dress(enum content content, unsigned char *bytes, size_t size);

#endif
