/* SPDX-License-Identifier: MIT */
/* door.h: feeds bytes to the inspector of one format. */
#ifndef TESTS_FUZZ_DOOR_H
#define TESTS_FUZZ_DOOR_H

#include "inspect/inspect.h"

/* The bytes as a file of that format, whatever they are: what is told of them is good text within the limits. Returns 0. */
int door_feed(enum tz_format format, const uint8_t *data, size_t size);

#endif
