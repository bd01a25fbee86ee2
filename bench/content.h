/* SPDX-License-Identifier: MIT */
/* content.h: the bytes of made-up files: the shells are real, what stands in them shrinks as in real ones, or does not. */
#ifndef BENCH_CONTENT_H
#define BENCH_CONTENT_H

#include <stddef.h>
#include <time.h>

#include "random.h"

#define CONTENT_LEAST 1000	/* bytes that the largest shell needs */

enum content {
	CONTENT_JPEG,
	CONTENT_PDF,
	CONTENT_DOCX,
	CONTENT_XLSX,
	CONTENT_TEXT,
	CONTENT_CSV,
	CONTENT_BMP,
};

/**
 * Fill the bytes of one file.
 *
 * @param size at least CONTENT_LEAST
 * @param when the day and time that a photograph was taken
 */
void content_fill(enum content content, unsigned char *bytes, size_t size, const struct tm *when,
		  struct random *random);

#endif
