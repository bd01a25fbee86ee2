/* SPDX-License-Identifier: MIT */
/* genuine.h: files that are what they seem to their last byte: pictures that decode, documents with text, for who looks into them. */
#ifndef BENCH_GENUINE_H
#define BENCH_GENUINE_H

#include <stdbool.h>

#include "content.h"

/**
 * Make one file of about that many bytes. Unlike those of content_fill, bytes are the same only with the same libjpeg and zlib.
 *
 * @param bytes malloc'd, the caller's; NULL where there is no memory
 * @return how many there are
 */
size_t genuine_make(enum content content, size_t size, const struct tm *when, struct random *random, unsigned char **bytes);

/** Whether this was built with libjpeg, without which there are none. */
bool genuine_is_there(void);

#endif
