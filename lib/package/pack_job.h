/* SPDX-License-Identifier: MIT */
/* pack_job.h: one job of packing: a run of files, or a block of a long entry; below pack_flow.h, for it alone. */
#ifndef TZ_PACKAGE_PACK_JOB_H
#define TZ_PACKAGE_PACK_JOB_H

#include <stdbool.h>

#include "base/tree.h"
#include "package/deflate.h"
#include "package/pack_flow.h"

/* A file up to this size is one job's, from reading to deflating; a longer one, or what comes from memory, goes in blocks that the owner reads and
 * digests: they are smaller, to cost less memory, and each costs 5 bytes when deflated. Of the room, only as much is touched as is needed. */
#define TZ_FLOW_WHOLE ((size_t)1 << 20)
#define TZ_FLOW_BLOCK ((size_t)256 << 10)
/* Small files a job, so that its threads share the work even where all are tiny. */
#define TZ_FLOW_MOST_FILES 64
#define TZ_FLOW_NO_FILE SIZE_MAX

/* What became of a file or a block. */
struct tz_flow_result {
	size_t number;			/* TZ_FLOW_NO_FILE for what comes from memory */
	size_t size, at;		/* of its bytes, and where they stand in the input */
	size_t coded_size, coded_at;	/* where they are deflated: in the output */
	enum tz_coding coding;
	uint32_t crc;
	struct tz_digest_values values;	/* of a file, or on the last block of one */
};

struct tz_flow_job {
	unsigned char *in;		/* a dictionary's room, TZ_FLOW_WHOLE, and a byte more */
	unsigned char *out;		/* made when something is deflated */
	size_t in_size, out_size;
	bool is_block;
	/* a run of files */
	size_t num_files;		/* after the work: those that went well */
	struct taizhang_error failure;	/* of the file behind them */
	struct tz_flow_result results[TZ_FLOW_MOST_FILES];
	/* a block, described by the first result */
	char *name;			/* of the entry, with its first block */
	uint64_t entry_size;
	bool is_last;
	size_t dictionary_size;		/* bytes right before the input */
};

/* What a thread has for itself. */
struct tz_flow_tool {
	struct tz_deflate *deflate;
	struct tz_digest *digest;
	struct tz_tree_folder folder;
};

int tz_flow_prepare_tool(struct tz_flow_tool *tool, const struct tz_flow_plan *plan, struct taizhang_error *err);
void tz_flow_clear_tool(void *tool);

int tz_flow_begin_job(struct tz_flow_job *job, bool is_block, struct taizhang_error *err);
void tz_flow_clear_job(void *job);
/* The bytes of a block. */
unsigned char *tz_flow_input(const struct tz_flow_job *job);
/* For a file of size bytes, TZ_FLOW_WHOLE at most. */
bool tz_flow_has_room(const struct tz_flow_job *job, uint64_t size);
void tz_flow_add_file(struct tz_flow_job *job, size_t number, uint64_t size);
/* The bytes as they go into the container. */
const void *tz_flow_coded(const struct tz_flow_job *job, const struct tz_flow_result *result);

/* The work of the crew: context is the plan. */
int tz_flow_work(void *context, void *tool, void *job, struct taizhang_error *err);
/* The file is not as it was scanned. */
int tz_flow_refuse_change(const char *shown, struct taizhang_error *err);

#endif
