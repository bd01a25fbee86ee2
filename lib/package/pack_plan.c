/* SPDX-License-Identifier: MIT */
/* pack_plan.c: which part of a set carries which files. */
#include "package/pack_plan.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "ledger/ledger.h"
#include "package/part_name.h"

/* How much more the documents of a part may take than those measured, which say the same of each file: a sixteenth, and some. */
#define SPARE(measured) ((measured) / 16 + 4096)
/* What index.html says of a file that is here and not of one elsewhere: links, digest, frame; a path three times over, each byte as %XX. */
#define PAGE_FRAME 512
#define PAGE_PATHS 9
/* <digest>, two blanks, LF; sm3="<digest>" and a blank. */
#define LINE_FRAME 67
#define SM3_ATTRIBUTE 71

/* Files are placed by groups: those of an item together, or else those of a record, or else each. */
enum level { LEVEL_ITEM, LEVEL_RECORD, LEVEL_FILE };

struct plan {
	struct tz_pack *pack;
	uint64_t *costs;		/* the most that each file adds to its part; 0 for those that a base has */
	uint64_t fixed;			/* the most that a part has beside its files */
	uint64_t used;			/* of the part that is being filled */
	unsigned int part;
};

static int discard(void *context, uint64_t at, const void *data, size_t size, struct taizhang_error *err)
{
	(void)context;
	(void)at;
	(void)data;
	(void)size;
	(void)err;
	return 0;
}

/* Writes a part to nowhere that carries nothing and says of all files that they are in another, in the longest numbers there are. */
static int measure(struct tz_pack *pack, uint64_t *bytes, struct taizhang_error *err)
{
	const struct tz_sink sink = {discard, NULL};

	for (size_t i = 0; i < pack->payload.num_files; i++)
		if (pack->payload.files[i].part != TZ_CARRIED_BASE)
			pack->payload.files[i].part = TZ_MAX_PARTS - 1;
	if (tz_pack_begin_part(pack, TZ_MAX_PARTS, TZ_MAX_PARTS, err) != 0)
		return -1;
	return tz_pack_write(pack, &sink, pack->target, bytes, err);
}

/* An upper bound: the bytes as they are, and all that is said of the file where it stands. */
static uint64_t cost_of(const struct tz_pack *pack, const struct tz_payload_file *file)
{
	size_t path = strlen(file->path), root = strlen(pack->payload.root) + TZ_PART_SUFFIX_SIZE;
	bool has_sm3 = pack->manifest.digests & TAIZHANG_DIGEST_SM3;
	uint64_t said = (1 + has_sm3) * (LINE_FRAME + path) + has_sm3 * SM3_ATTRIBUTE + PAGE_FRAME + PAGE_PATHS * path;

	return tz_container_bound(pack->format, root + 1 + path, taizhang_file_size(file->file)) + said;
}

static uint64_t cost_of_group(const struct plan *plan, size_t first, size_t end)
{
	uint64_t sum = 0;

	while (first < end)
		sum += plan->costs[first++];
	return sum;
}

static void put_group(struct plan *plan, size_t first, size_t end, uint64_t cost)
{
	for (; first < end; first++)
		if (plan->costs[first] > 0)
			plan->pack->payload.files[first].part = plan->part;
	plan->used += cost;
}

static size_t end_of_group(const struct plan *plan, enum level level, size_t first, size_t end)
{
	const struct tz_payload_file *files = plan->pack->payload.files;
	size_t next = first + 1;

	while (next < end && level != LEVEL_FILE &&
	       (level == LEVEL_RECORD ? files[next].record == files[first].record
				      : taizhang_record_item(files[next].record) ==
						taizhang_record_item(files[first].record)))
		next++;
	return next;
}

/* A file that not even a part of its own can hold. */
static int refuse_file(const struct plan *plan, size_t index, struct taizhang_error *err)
{
	const struct taizhang_file *file = plan->pack->payload.files[index].file;
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	char wanted[24];

	snprintf(wanted, sizeof wanted, "%" PRIu64, plan->fixed + plan->costs[index]);
	tz_error_detail(&why, TAIZHANG_E_LIMIT, TZ_MSG_PACK_FILE_LARGE, taizhang_file_path(file), wanted);
	why.number = (int64_t)taizhang_file_size(file);
	return tz_error_pass(err, &why);
}

static int next_part(struct plan *plan, struct taizhang_error *err)
{
	if (plan->part == TZ_MAX_PARTS)
		return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_PACK_PARTS, plan->pack->target, TZ_MAX_PARTS);
	plan->part++;
	plan->used = plan->fixed;
	return 0;
}

/* Into this part where it fits; into the next where it fits an empty one; else by smaller groups, beginning in this one. */
static int place_group(struct plan *plan, enum level level, size_t first, size_t end, struct taizhang_error *err)
{
	uint64_t cost = cost_of_group(plan, first, end), most = plan->pack->options.max_bytes;
	size_t next;

	if (plan->fixed + cost <= most) {
		if (plan->used + cost > most && next_part(plan, err) != 0)
			return -1;
		put_group(plan, first, end, cost);
		return 0;
	}
	if (level == LEVEL_FILE)
		return refuse_file(plan, first, err);
	for (; first < end; first = next) {
		next = end_of_group(plan, level + 1, first, end);
		if (place_group(plan, level + 1, first, next, err) != 0)
			return -1;
	}
	return 0;
}

static int place_all(struct plan *plan, struct taizhang_error *err)
{
	size_t num = plan->pack->payload.num_files, next;

	for (size_t i = 0; i < num; i++)
		if (plan->pack->payload.files[i].part != TZ_CARRIED_BASE)
			plan->costs[i] = cost_of(plan->pack, &plan->pack->payload.files[i]);
	for (size_t first = 0; first < num; first = next) {
		next = end_of_group(plan, LEVEL_ITEM, first, num);
		if (place_group(plan, LEVEL_ITEM, first, next, err) != 0)
			return -1;
	}
	return 0;
}

static int make_plan(struct plan *plan, struct taizhang_error *err)
{
	const struct tz_pack *pack = plan->pack;
	uint64_t measured;

	if (measure(plan->pack, &measured, err) != 0)
		return -1;
	plan->fixed = plan->used = measured + SPARE(measured);
	plan->part = 1;
	if (plan->fixed > pack->options.max_bytes)
		return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_PACK_MAX_SMALL, pack->target, (int64_t)plan->fixed);
	return place_all(plan, err);
}

int tz_pack_plan(struct tz_pack *pack, unsigned int *parts, struct taizhang_error *err)
{
	struct plan plan = {.pack = pack};
	int result;

	*parts = 0;
	if (pack->options.max_bytes == 0)
		return 0;
	plan.costs = calloc(pack->payload.num_files + 1, sizeof *plan.costs);
	if (!plan.costs)
		return tz_error_nomem(err);
	result = make_plan(&plan, err);
	free(plan.costs);
	if (result != 0)
		return -1;
	if (plan.part > 1)
		*parts = plan.part;
	for (size_t i = 0; plan.part == 1 && i < pack->payload.num_files; i++)
		if (pack->payload.files[i].part == 1)
			pack->payload.files[i].part = 0;
	return 0;
}
