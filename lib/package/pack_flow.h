/* SPDX-License-Identifier: MIT */
/* pack_flow.h: the way of entries into a container, worked off by a crew: files are read, digested and deflated as jobs, long entries in
 * blocks; one owner writes them in the order in which they were put.
 *
 * The bytes of the container do not depend on the number of threads, and memory not on the sizes of entries. Whichever failure comes first
 * in the order of entries is the one that is told. */
#ifndef TZ_PACKAGE_PACK_FLOW_H
#define TZ_PACKAGE_PACK_FLOW_H

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "package/container_write.h"

struct tz_flow;

/* A file to pack, as it must be found. */
struct tz_flow_file {
	const char *source;	/* below the plan's root: the bytes on disk */
	const char *shown;	/* the same for messages */
	uint64_t size;
};

struct tz_flow_plan {
	struct tz_container_writer *container;
	unsigned int digests;	/* set of enum taizhang_digest */
	unsigned int threads;	/* as for a crew */
	const char *root;	/* below which files stand; NULL where there are none */
	void *context;
	/* What the file of a number is; called on any thread, must not change anything. */
	struct tz_flow_file (*file)(const void *context, size_t number);
	/* The name of its entry, valid until the next call. NULL with err set. */
	const char *(*name)(void *context, size_t number, struct taizhang_error *err);
	/* Its digests, when its turn comes. -1 to stop, with err set. */
	int (*read)(void *context, size_t number, const struct tz_digest_values *values, struct taizhang_error *err);
	/* So many bytes of files went into the container. -1 to stop, with err set. */
	int (*step)(void *context, uint64_t bytes, const char *shown, struct taizhang_error *err);
};

/* plan is copied; what it points to must outlive the flow. */
struct tz_flow *tz_flow_new(const struct tz_flow_plan *plan, struct taizhang_error *err);

/* Puts the file of a number. */
int tz_flow_put_file(struct tz_flow *flow, size_t number, struct taizhang_error *err);

/* An entry from memory, of size bytes or, where the container deflates, TZ_SIZE_UNKNOWN: begun, written, and ended with its digests in values. */
int tz_flow_begin(struct tz_flow *flow, const char *name, uint64_t size, struct taizhang_error *err);
int tz_flow_write(struct tz_flow *flow, const void *data, size_t size, struct taizhang_error *err);
int tz_flow_end(struct tz_flow *flow, struct tz_digest_values *values, struct taizhang_error *err);

/* All that was put is in the container. */
int tz_flow_finish(struct tz_flow *flow, struct taizhang_error *err);
void tz_flow_free(struct tz_flow *flow);

#endif
