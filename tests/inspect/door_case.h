/* SPDX-License-Identifier: MIT */
/* door_case.h: files for tests of doors: those that real programs made, bytes, and OLE files of given streams. */
#ifndef TESTS_INSPECT_DOOR_CASE_H
#define TESTS_INSPECT_DOOR_CASE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "inspect/facts.h"

/* The bytes of a file of tests/inspect/data/ole. */
void door_case_load(const char *name, struct tz_buffer *bytes);
/* The facts of bytes under a name; to be freed by taizhang_facts_free. */
struct taizhang_facts *door_case_facts(const char *name, const void *data, size_t size, bool programs);
struct taizhang_facts *door_case_facts_of(const char *name, bool programs);
/* All values of a name: "value;" or "value@place;". Good until the next call. */
const char *door_case_values(const struct taizhang_facts *facts, const char *name);

/* A stream of an OLE file; data NULL: a storage. inside: which of those before it lies in, or -1. */
struct door_case_stream {
	const char *name;
	int inside;
	const void *data;
	size_t size;
};
/* An OLE file with sectors of 512 bytes. */
void door_case_ole(const struct door_case_stream *streams, size_t num, struct tz_buffer *out);

#endif
