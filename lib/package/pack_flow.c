/* SPDX-License-Identifier: MIT */
/* pack_flow.c: the way of entries into a container: what the owner does, putting jobs and writing what they give. */
#include "package/pack_flow.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/crew.h"
#include "base/error.h"
#include "base/reader.h"
#include "package/pack_job.h"

/* A file that is deflated takes twenty times as long as one that is stored: so many others keep the other threads busy until its turn. */
#define JOBS_A_THREAD 8

struct tz_flow {
	struct tz_flow_plan plan;
	struct tz_crew *crew;
	struct tz_flow_job *job;	/* being filled, or NULL */

	/* the entry from memory, or file in blocks, that is being put */
	struct tz_flow_tool own;	/* the digests are the owner's to compute, since they go from block to block */
	char *name;			/* until its first block is put */
	uint64_t size;
	enum tz_coding coding;
	bool has_coding;		/* known from the first block on */
	unsigned char tail[TZ_DEFLATE_DICTIONARY];	/* what the last block ended with */
	size_t tail_size;
	size_t number;			/* of a file, or TZ_FLOW_NO_FILE */

	/* the long entry that is being written */
	uint64_t written;
	uint32_t crc;
	struct taizhang_error failure;	/* of writing: nothing is written after it */
};

struct tz_flow *tz_flow_new(const struct tz_flow_plan *plan, struct taizhang_error *err)
{
	struct tz_flow *flow = calloc(1, sizeof *flow);
	struct tz_crew_plan crew;

	if (!flow) {
		tz_error_nomem(err);
		return NULL;
	}
	flow->plan = *plan;
	flow->number = TZ_FLOW_NO_FILE;
	crew = (struct tz_crew_plan){
		.threads = plan->threads, .num_jobs = (size_t)tz_crew_threads(plan->threads) * JOBS_A_THREAD, .job_size = sizeof(struct tz_flow_job), .tool_size = sizeof(struct tz_flow_tool),
		.context = &flow->plan, .work = tz_flow_work, .clear_job = tz_flow_clear_job, .clear_tool = tz_flow_clear_tool,
	};
	flow->crew = tz_crew_new(&crew, err);
	if (flow->crew && tz_flow_prepare_tool(&flow->own, &flow->plan, err) == 0)
		return flow;
	tz_flow_free(flow);
	return NULL;
}

void tz_flow_free(struct tz_flow *flow)
{
	if (!flow)
		return;
	tz_crew_free(flow->crew);
	tz_flow_clear_tool(&flow->own);
	free(flow->name);
	free(flow);
}

/* Writing */

static int tell_step(struct tz_flow *flow, size_t number, uint64_t bytes, struct taizhang_error *err)
{
	const struct tz_flow_plan *plan = &flow->plan;

	return number == TZ_FLOW_NO_FILE ? 0 : plan->step(plan->context, bytes, plan->file(plan->context, number).shown, err);
}

static int write_file(struct tz_flow *flow, const struct tz_flow_job *job, const struct tz_flow_result *result,
		      struct taizhang_error *err)
{
	const struct tz_flow_plan *plan = &flow->plan;
	const char *name = plan->name(plan->context, result->number, err);

	if (!name || tz_container_put_coded(plan->container, name, result->coding, result->crc, result->size,
					    tz_flow_coded(job, result), result->coded_size, err) < 0 ||
	    plan->read(plan->context, result->number, &result->values, err) < 0)
		return -1;
	return tell_step(flow, result->number, result->size, err);
}

/* A block as a part of its entry, which may be the whole. */
static int write_part(struct tz_flow *flow, const struct tz_flow_job *job, const struct tz_flow_result *result,
		      struct taizhang_error *err)
{
	struct tz_container_writer *container = flow->plan.container;
	const void *coded = tz_flow_coded(job, result);

	if (job->name && job->is_last)
		return tz_container_put_coded(container, job->name, result->coding, result->crc, result->size, coded,
					      result->coded_size, err);
	if (job->name) {
		if (tz_container_begin(container, job->name, job->entry_size, result->coding, err) < 0)
			return -1;
		flow->written = 0;
		flow->crc = 0;
	}
	if (tz_container_write(container, coded, result->coded_size, err) < 0)
		return -1;
	flow->crc = tz_crc32_combine(flow->crc, result->crc, result->size);
	flow->written += result->size;
	return job->is_last ? tz_container_end(container, flow->crc, flow->written, err) : 0;
}

static int write_block(struct tz_flow *flow, const struct tz_flow_job *job, struct taizhang_error *err)
{
	const struct tz_flow_plan *plan = &flow->plan;
	const struct tz_flow_result *result = &job->results[0];

	if (write_part(flow, job, result, err) < 0)
		return -1;
	if (job->is_last && result->number != TZ_FLOW_NO_FILE &&
	    plan->read(plan->context, result->number, &result->values, err) < 0)
		return -1;
	return tell_step(flow, result->number, result->size, err);
}

static int write_job(struct tz_flow *flow, const struct tz_flow_job *job, struct taizhang_error *err)
{
	if (job->is_block)
		return write_block(flow, job, err);
	for (size_t i = 0; i < job->num_files; i++)
		if (write_file(flow, job, &job->results[i], err) < 0)
			return -1;
	/* those before it are in the container: it fails in its turn */
	return job->failure.code ? tz_error_pass(err, &job->failure) : 0;
}

/* Writes what the oldest job gave. *left is false where there was none. */
static int write_oldest(struct tz_flow *flow, bool *left, struct taizhang_error *err)
{
	void *job = NULL;

	if (!flow->failure.code && tz_crew_take(flow->crew, &job, &flow->failure) == 0 && job)
		write_job(flow, job, &flow->failure);
	*left = job != NULL;
	return flow->failure.code ? tz_error_pass(err, &flow->failure) : 0;
}

static int write_all(struct tz_flow *flow, struct taizhang_error *err)
{
	bool left = true;

	while (left)
		if (write_oldest(flow, &left, err) < 0)
			return -1;
	return 0;
}

/* The owner failed; but what was put before comes first. */
static int fail(struct tz_flow *flow, const struct taizhang_error *why, struct taizhang_error *err)
{
	if (write_all(flow, err) < 0)
		return -1;
	return tz_error_pass(err, why);
}

/* Putting */

static void put_job(struct tz_flow *flow)
{
	flow->job = NULL;
	tz_crew_put(flow->crew);
}

/* An empty job to fill. */
static int next_job(struct tz_flow *flow, bool is_block, struct taizhang_error *err)
{
	struct tz_flow_job *job;
	bool left = true;

	while (!(job = tz_crew_next(flow->crew)))
		if (write_oldest(flow, &left, err) < 0)
			return -1;
	if (tz_flow_begin_job(job, is_block, err) < 0)
		return -1;
	flow->job = job;
	return 0;
}

/* Puts what the job at work holds as the next block of the entry. */
static int put_block(struct tz_flow *flow, bool is_last, struct taizhang_error *err)
{
	struct tz_flow_job *job = flow->job;
	struct tz_flow_result *result = &job->results[0];
	const unsigned char *data = tz_flow_input(job);

	if (!flow->has_coding) {
		flow->coding = tz_container_deflates(flow->plan.container) && tz_deflate_pays(flow->own.deflate, data, result->size)
			       ? TZ_CODING_DEFLATED : TZ_CODING_STORED;
		flow->has_coding = true;
		job->name = flow->name;
		flow->name = NULL;
	}
	job->entry_size = flow->size;
	job->is_last = is_last;
	result->coding = flow->coding;
	result->number = flow->number;
	if (is_last && tz_digest_final(flow->own.digest, &result->values, err) < 0)
		return -1;
	if (flow->coding == TZ_CODING_DEFLATED) {
		job->dictionary_size = flow->tail_size;
		memcpy(tz_flow_input(job) - flow->tail_size, flow->tail, flow->tail_size);
		flow->tail_size = result->size < sizeof flow->tail ? result->size : sizeof flow->tail;
		memcpy(flow->tail, data + result->size - flow->tail_size, flow->tail_size);
	}
	put_job(flow);
	return 0;
}

int tz_flow_begin(struct tz_flow *flow, const char *name, uint64_t size, struct taizhang_error *err)
{
	if (flow->job)
		put_job(flow);
	free(flow->name);
	flow->name = tz_strdup(name, err);
	flow->size = size;
	flow->has_coding = false;
	flow->tail_size = 0;
	return flow->name ? next_job(flow, true, err) : -1;
}

/* Room for the next bytes of the entry. */
static unsigned char *make_room(struct tz_flow *flow, size_t *room, struct taizhang_error *err)
{
	if (flow->job && flow->job->results[0].size == TZ_FLOW_BLOCK && put_block(flow, false, err) < 0)
		return NULL;
	if (!flow->job && next_job(flow, true, err) < 0)
		return NULL;
	*room = TZ_FLOW_BLOCK - flow->job->results[0].size;
	return tz_flow_input(flow->job) + flow->job->results[0].size;
}

/* The room has been filled with so many bytes. */
static int take_room(struct tz_flow *flow, size_t size, struct taizhang_error *err)
{
	struct tz_flow_result *result = &flow->job->results[0];

	if (tz_digest_update(flow->own.digest, tz_flow_input(flow->job) + result->size, size, err) < 0)
		return -1;
	result->size += size;
	return 0;
}

int tz_flow_write(struct tz_flow *flow, const void *data, size_t size, struct taizhang_error *err)
{
	const char *next = data;

	while (size > 0) {
		size_t room;
		unsigned char *to = make_room(flow, &room, err);

		if (!to)
			return -1;
		if (room > size)
			room = size;
		memcpy(to, next, room);
		if (take_room(flow, room, err) < 0)
			return -1;
		next += room;
		size -= room;
	}
	return 0;
}

int tz_flow_end(struct tz_flow *flow, struct tz_digest_values *values, struct taizhang_error *err)
{
	struct tz_flow_job *job = flow->job;

	if (put_block(flow, true, err) < 0)
		return -1;
	if (values)
		*values = job->results[0].values;
	return 0;
}

/* Reads a long file into blocks, to its end, which must come after as many bytes as are known of. */
static int read_blocks(struct tz_flow *flow, int fd, const struct tz_flow_file *file, struct taizhang_error *err)
{
	struct tz_reader reader = {.fd = fd};
	uint64_t left = file->size;
	size_t got = 1;

	while (got > 0) {
		size_t room;
		unsigned char *to = make_room(flow, &room, err);

		if (!to || tz_reader_read(&reader, to, room, &got, file->shown, err) < 0)
			return -1;
		if (got > left)
			return tz_flow_refuse_change(file->shown, err);
		if (take_room(flow, got, err) < 0)
			return -1;
		left -= got;
	}
	return left == 0 ? 0 : tz_flow_refuse_change(file->shown, err);
}

static int put_long_file(struct tz_flow *flow, size_t number, const struct tz_flow_file *file, struct taizhang_error *err)
{
	const char *name = flow->plan.name(flow->plan.context, number, err);
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	int fd, result;

	if (!name || tz_flow_begin(flow, name, file->size, err) < 0)
		return -1;
	fd = tz_tree_open_next(&flow->own.folder, flow->plan.root, file->source, NULL, &why);
	if (fd < 0)
		return fail(flow, &why, err);
	flow->number = number;
	result = read_blocks(flow, fd, file, &why);
	close(fd);
	if (result == 0)
		result = tz_flow_end(flow, NULL, &why);
	flow->number = TZ_FLOW_NO_FILE;
	return result < 0 ? fail(flow, &why, err) : 0;
}

int tz_flow_put_file(struct tz_flow *flow, size_t number, struct taizhang_error *err)
{
	const struct tz_flow_file file = flow->plan.file(flow->plan.context, number);

	if (file.size > TZ_FLOW_WHOLE)
		return put_long_file(flow, number, &file, err);
	if (flow->job && !tz_flow_has_room(flow->job, file.size))
		put_job(flow);
	if (!flow->job && next_job(flow, false, err) < 0)
		return -1;
	tz_flow_add_file(flow->job, number, file.size);
	return 0;
}

int tz_flow_finish(struct tz_flow *flow, struct taizhang_error *err)
{
	if (flow->job)
		put_job(flow);
	return write_all(flow, err);
}
