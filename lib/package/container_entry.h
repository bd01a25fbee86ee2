/* SPDX-License-Identifier: MIT */
/* container_entry.h: reads single entries of a container that keeps them apart, in any order and on any thread. */
#ifndef TZ_PACKAGE_CONTAINER_ENTRY_H
#define TZ_PACKAGE_CONTAINER_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/member.h"
#include "finding/finding.h"
#include "package/container_read.h"

/* Why an entry cannot be read any further: CONTAINER_DAMAGED or ENTRY_UNREADABLE, which concern it alone; CONTAINER_CHANGED or a limit, past
 * which nothing is read. */
struct tz_entry_fault {
	enum tz_finding_id id;
	char why[TAIZHANG_ERROR_TEXT];	/* of damage */
	uint64_t limit;
};

/* Reads one entry after another. Zero-initialised; one thread has it at a time. */
struct tz_entry_reader {
	struct tz_container *container;	/* lives longer than the reader, and was walked */
	struct tz_member_reader *members;	/* of a zip: stands before entry next */
	size_t next;
	bool opened;			/* the entry at work */
	int fd;				/* of a folder's file */
	char *block;
	size_t number;			/* of the entry at work */
	uint64_t bytes;			/* that came of it */
};

/* Every fault of it shows when it is read. */
void tz_entry_reader_begin(struct tz_entry_reader *reader, struct tz_container *c, size_t number);
/* How many bytes of the entry are at *block until the next call; 0 at its end, -1 with err set, or TZ_CONTAINER_BROKEN with *fault. */
int64_t tz_entry_reader_next(struct tz_entry_reader *reader, const void **block, struct tz_entry_fault *fault,
			     struct taizhang_error *err);
void tz_entry_reader_close(struct tz_entry_reader *reader);
/* Tells it, on the thread that has the container. */
int tz_container_tell_fault(struct tz_container *c, size_t number, const struct tz_entry_fault *fault,
			    struct taizhang_findings *findings, struct taizhang_error *err);

#endif
