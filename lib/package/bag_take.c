/* SPDX-License-Identifier: MIT */
/* bag_take.c: reads one file of a bag to its end, on any thread: its digests, and its bytes for whoever wants them. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "package/bag_reading.h"

#define BLOCK (256u << 10)

void tz_bag_tool_clear(void *data)
{
	struct tz_bag_tool *tool = data;

	tz_digest_free(tool->digest);
	tz_entry_reader_close(&tool->reader);
	free(tool->block);
	*tool = (struct tz_bag_tool){0};
}

int tz_bag_tool_digest(struct tz_bag_tool *tool, unsigned int set, struct taizhang_error *err)
{
	if (tool->digest && tool->set == set)
		return 0;
	tz_digest_free(tool->digest);
	tool->digest = tz_digest_new(set, err);
	tool->set = set;
	return tool->digest ? 0 : -1;
}

int tz_bag_report(struct tz_bag_reading *r, const char *current, bool end, struct taizhang_error *err)
{
	const struct taizhang_progress *progress = &r->options->progress;
	bool seekable = tz_container_is_seekable(r->container);
	uint64_t total = seekable ? r->total : tz_container_packed_size(r->container);
	uint64_t done = seekable ? r->done : tz_container_position(r->container);

	if (progress->cancel && !end && progress->cancel(progress->data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, NULL);
	if (progress->progress)
		progress->progress(progress->data, end ? total : total && done > total ? total : done, total, current);
	return 0;
}

/* Between two blocks: the owner asks whether to go on, the others whether it does. */
static int check(struct tz_bag_reading *r, const struct tz_bag_file *file, struct taizhang_error *err)
{
	if (pthread_equal(pthread_self(), r->owner))
		return tz_bag_report(r, file->path, false, err);
	return r->halted ? tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, NULL) : 0;
}

static int64_t next_block(struct tz_bag_reading *r, struct tz_bag_tool *tool, const void **block,
			  struct tz_entry_fault *fault, struct taizhang_error *err)
{
	if (tool->apart)
		return tz_entry_reader_next(&tool->reader, block, fault, err);
	if (!tool->block && !(tool->block = malloc(BLOCK)))
		return tz_error_nomem(err);
	*block = tool->block;
	return tz_container_read(r->container, tool->block, BLOCK, err);
}

static int take_digests(struct tz_bag_reading *r, struct tz_bag_tool *tool, struct tz_bag_file *file,
			struct tz_bag_taken *taken, struct taizhang_error *err)
{
	unsigned char computed[sizeof taken->computed];

	if (tz_digest_final_bytes(tool->digest, computed, err) < 0)
		return -1;
	if (!file->digests && !r->bag->slots && !(file->digests = malloc(tz_digest_size(tool->set))))
		return tz_error_nomem(err);
	if (tz_bag_compare(file, tool->set, computed))
		return 0;
	taken->outcome = TZ_TAKEN_DISPUTED;
	memcpy(taken->computed, computed, sizeof computed);
	return 0;
}

int tz_bag_take_begin(struct tz_bag_take *t, struct taizhang_error *err)
{
	const struct tz_bag_sink *sink = t->r->options->sink;

	if (t->tool->apart)
		tz_entry_reader_begin(&t->tool->reader, t->r->container, t->file->entry);
	t->file->size = 0;
	t->sinks = sink ? sink->begin(sink->context, t->file, &t->state, err) : 0;
	return t->sinks < 0 ? -1 : 0;
}

int64_t tz_bag_take_next(struct tz_bag_take *t, const void **block, struct taizhang_error *err)
{
	struct tz_bag_reading *r = t->r;
	int64_t got = next_block(r, t->tool, block, &t->taken.fault, err);

	if (got <= 0)
		return got;
	if (tz_digest_update(t->tool->digest, *block, (size_t)got, err) < 0)
		return -1;
	if (t->sinks > 0 && r->options->sink->write(t->state, *block, (size_t)got, err) < 0)
		return -1;
	t->file->size += (uint64_t)got;
	r->done += (uint64_t)got;
	return check(r, t->file, err) < 0 ? -1 : got;
}

int tz_bag_take_end(struct tz_bag_take *t, int64_t got, struct taizhang_error *err)
{
	const struct tz_bag_sink *sink = t->r->options->sink;
	unsigned char partial[sizeof t->taken.computed];
	int result = -1;

	t->taken.outcome = got == TZ_CONTAINER_BROKEN ? TZ_TAKEN_BROKEN : TZ_TAKEN_WELL;
	if (got == TZ_CONTAINER_BROKEN)
		result = tz_digest_final_bytes(t->tool->digest, partial, err);
	else if (got == 0)
		result = take_digests(t->r, t->tool, t->file, &t->taken, err);
	if (t->sinks <= 0)
		return result;
	if (result == 0)
		return sink->end(t->state, err);
	if (sink->drop)
		sink->drop(t->state);
	return -1;
}

int tz_bag_take(struct tz_bag_take *t, struct tz_buffer *kept, struct taizhang_error *err)
{
	int64_t got = tz_bag_take_begin(t, err) < 0 ? -1 : 1;
	const void *block;

	while (got > 0) {
		got = tz_bag_take_next(t, &block, err);
		if (got > 0 && kept)
			tz_buffer_add(kept, block, (size_t)got);
	}
	return tz_bag_take_end(t, got, err);
}

int tz_bag_settle(struct tz_bag_reading *r, struct tz_bag_file *file, const struct tz_bag_taken *taken,
		  bool apart, struct taizhang_error *err)
{
	if (taken->outcome == TZ_TAKEN_DISPUTED)
		return tz_bag_dispute(r->bag, file, r->bag->digests, taken->computed, err);
	if (taken->outcome != TZ_TAKEN_BROKEN)
		return 0;
	file->broken = true;
	return apart ? tz_container_tell_fault(r->container, file->entry, &taken->fault, r->findings, err) : 0;
}
