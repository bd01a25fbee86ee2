/* SPDX-License-Identifier: MIT */
/* entries.h: containers made of a few entries, for the tests of their writers. */
#ifndef TESTS_PACKAGE_ENTRIES_H
#define TESTS_PACKAGE_ENTRIES_H

#include "package/container_write.h"
#include "package/zip_directory.h"

struct entry {
	const char *name;
	const void *data;
	size_t size;
};

/* 2018-03-05 09:30:01 UTC. */
#define TEST_TIME 1520242201

/* Names and sizes that a writer may get wrong; ends with a row of NULL. */
extern const struct entry awkward_entries[];
/* Bytes that no method makes smaller, the same in every run. */
void fill_random(void *data, size_t size, unsigned int seed);
/* Writes entries, ended by a row of NULL, to a file below temp_dir(); gives its path. */
const char *write_container(const char *name, enum taizhang_format format, int64_t time,
			    const struct entry *entries);
/* The entries are in the container, in order, as libarchive reads them. */
void assert_container_holds(const char *path, const struct entry *entries);

/* The directory of a zip on disk, in which our own reader finds no fault; to be freed by tz_zip_directory_free. */
struct tz_zip_directory read_sound_zip(const char *path);

/* Fails at its n-th write. */
struct failing_sink {
	struct tz_sink sink;
	int writes_left;
};
void failing_sink_init(struct failing_sink *failing, int writes);

#endif
