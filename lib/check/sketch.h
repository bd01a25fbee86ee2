/* SPDX-License-Identifier: MIT */
/* sketch.h: how much two texts have in common, told from a few hundred hashes of each. */
#ifndef TZ_CHECK_SKETCH_H
#define TZ_CHECK_SKETCH_H

#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

/* Of the runs of five characters of a text (letters, digits and ideographs; blanks, punctuation, width and case are nothing), the
 * TZ_SKETCH_HASHES smallest hashes (Broder's sketch): the share that two texts have in common is that of the smallest of both, right to
 * some two in a hundred, and exact where they have no more runs than that. */
#define TZ_SKETCH_HASHES 256

/* *num is 0 where the text has fewer than least such characters. *sketch is malloc'd or NULL. */
int tz_sketch_make(const char *text, size_t size, size_t least, uint64_t **sketch, size_t *num, uint64_t *whole,
		   struct taizhang_error *err);
/* 0 to 100. */
unsigned int tz_sketch_percent(const uint64_t *a, size_t num_a, const uint64_t *b, size_t num_b);

#endif
