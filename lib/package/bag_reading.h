/* SPDX-License-Identifier: MIT */
/* bag_reading.h: what the files that read a bag out of its container share: bag_read.c the order, bag_take.c one file, bag_jobs.c many at once. */
#ifndef TZ_PACKAGE_BAG_READING_H
#define TZ_PACKAGE_BAG_READING_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/buffer.h"
#include "package/bag.h"
#include "package/container_entry.h"

#define TZ_ALL_DIGESTS ((1u << TAIZHANG_NUM_DIGESTS) - 1)

struct tz_bag_reading {
	struct tz_bag *bag;
	struct tz_container *container;
	const struct tz_bag_options *options;
	struct taizhang_findings *findings;
	enum tz_bag_pass { TZ_PASS_TAGS, TZ_PASS_PAYLOAD, TZ_PASS_ALL } pass;
	pthread_t owner;		/* who calls progress and cancel */
	_Atomic bool halted;		/* the work has failed, or a limit was passed: nobody reads on */
	_Atomic uint64_t done;		/* unpacked bytes, where they are known beforehand */
	uint64_t total;
};

/* What each thread has for itself. */
struct tz_bag_tool {
	struct tz_digest *digest;
	unsigned int set;		/* of digest */
	bool apart;			/* reads entries by themselves, else what the walk has come to */
	struct tz_entry_reader reader;
	char *block;			/* for the walk */
};
void tz_bag_tool_clear(void *tool);

/* What came of one file. */
struct tz_bag_taken {
	enum { TZ_TAKEN_WELL, TZ_TAKEN_BROKEN, TZ_TAKEN_DISPUTED } outcome;
	struct tz_entry_fault fault;	/* of one that is broken and was read apart: it is to be told */
	unsigned char computed[TAIZHANG_NUM_DIGESTS * 64];	/* of one whose digests are not as expected: tz_bag_dispute is to be called */
};

/* bag_take.c */

/* The thread's digests, of this set. */
int tz_bag_tool_digest(struct tz_bag_tool *tool, unsigned int set, struct taizhang_error *err);
/* A file that is being read: its digests and its size are taken, its bytes go to the sink. Nothing but the file is touched. */
struct tz_bag_take {
	struct tz_bag_reading *r;
	struct tz_bag_tool *tool;
	struct tz_bag_file *file;
	struct tz_bag_taken taken;	/* after the end */
	int sinks;
	void *state;			/* the sink's */
};
/* Reads all of it, to kept as well unless that is NULL. */
int tz_bag_take(struct tz_bag_take *t, struct tz_buffer *kept, struct taizhang_error *err);
/* The same piece by piece, for who looks at the bytes while they pass; next gives what is 0 at the end, TZ_CONTAINER_BROKEN, or -1: that goes to end,
 * which is called in every case. */
int tz_bag_take_begin(struct tz_bag_take *t, struct taizhang_error *err);
int64_t tz_bag_take_next(struct tz_bag_take *t, const void **block, struct taizhang_error *err);
int tz_bag_take_end(struct tz_bag_take *t, int64_t got, struct taizhang_error *err);
/* Takes in what came of it, and tells what was not told; on the owner's thread. */
int tz_bag_settle(struct tz_bag_reading *r, struct tz_bag_file *file, const struct tz_bag_taken *taken,
		  bool apart, struct taizhang_error *err);
/* Tells how far it is, and asks whether to go on; on the owner's thread. */
int tz_bag_report(struct tz_bag_reading *r, const char *current, bool end, struct taizhang_error *err);

/* bag_stream.c */

/* Reads manifest.xml for the listener as it passes; between its blocks, feed is called: -1 ends it. */
int tz_bag_stream(struct tz_bag_take *t, int (*feed)(void *context, struct taizhang_error *err), void *context,
		  struct taizhang_error *err);

/* bag_jobs.c */

/* Reads all files for which is_asked says so, on as many threads as may be, while manifest.xml (perhaps NULL) is streamed with the owner's tool.
 * The findings do not depend on how many threads there are. */
int tz_bag_read_apart(struct tz_bag_reading *r, bool (*is_asked)(const struct tz_bag_file *file),
		      struct tz_bag_tool *tool, struct tz_bag_file *manifest, struct taizhang_error *err);

#endif
