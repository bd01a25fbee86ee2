/* SPDX-License-Identifier: MIT */
/* pack_job.c: one job of packing, worked off on any thread: reads its files, digests them, and deflates what gets smaller by it. */
#include "package/pack_job.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"

int tz_flow_prepare_tool(struct tz_flow_tool *tool, const struct tz_flow_plan *plan, struct taizhang_error *err)
{
	if (!tool->digest)
		tool->digest = tz_digest_new(plan->digests, err);
	if (tool->digest && !tool->deflate)
		tool->deflate = tz_deflate_new(err);
	return tool->digest && tool->deflate ? 0 : -1;
}

void tz_flow_clear_tool(void *data)
{
	struct tz_flow_tool *tool = data;

	tz_digest_free(tool->digest);
	tz_deflate_free(tool->deflate);
	tz_tree_leave(&tool->folder);
}

int tz_flow_begin_job(struct tz_flow_job *job, bool is_block, struct taizhang_error *err)
{
	if (!job->in)
		job->in = malloc(TZ_DEFLATE_DICTIONARY + TZ_FLOW_WHOLE + 1);
	if (!job->in)
		return tz_error_nomem(err);
	free(job->name);
	job->name = NULL;
	job->is_block = is_block;
	job->in_size = job->out_size = job->num_files = job->dictionary_size = 0;
	job->failure = (struct taizhang_error)TAIZHANG_ERROR_INIT;
	job->results[0] = (struct tz_flow_result){.number = TZ_FLOW_NO_FILE};
	return 0;
}

void tz_flow_clear_job(void *data)
{
	struct tz_flow_job *job = data;

	free(job->in);
	free(job->out);
	free(job->name);
}

unsigned char *tz_flow_input(const struct tz_flow_job *job)
{
	return job->in + TZ_DEFLATE_DICTIONARY;
}

bool tz_flow_has_room(const struct tz_flow_job *job, uint64_t size)
{
	return job->num_files < TZ_FLOW_MOST_FILES && job->in_size < TZ_FLOW_BLOCK && job->in_size + size <= TZ_FLOW_WHOLE;
}

void tz_flow_add_file(struct tz_flow_job *job, size_t number, uint64_t size)
{
	job->results[job->num_files++] = (struct tz_flow_result){
		.number = number, .size = (size_t)size, .at = job->in_size, .coding = TZ_CODING_STORED,
	};
	job->in_size += (size_t)size;
}

const void *tz_flow_coded(const struct tz_flow_job *job, const struct tz_flow_result *result)
{
	return result->coding == TZ_CODING_DEFLATED ? job->out + result->coded_at : tz_flow_input(job) + result->at;
}

int tz_flow_refuse_change(const char *shown, struct taizhang_error *err)
{
	return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_PACK_CHANGED, shown);
}

/* Reads one byte more than there should be, so that one read tells both that all of it is there and that this is its end. */
static int read_file(int fd, unsigned char *to, size_t size, const char *shown, struct taizhang_error *err)
{
	size_t have = 0;
	ssize_t got = 1;

	while (got > 0 && have < size) {
		do
			got = read(fd, to + have, size + 1 - have);
		while (got < 0 && errno == EINTR);
		if (got < 0)
			return tz_error_sys(err, TZ_MSG_FILE_READ, shown);
		have += (size_t)got;
	}
	return have == size ? 0 : tz_flow_refuse_change(shown, err);
}

static int open_and_read(const struct tz_flow_plan *plan, struct tz_flow_tool *tool, const struct tz_flow_file *file,
			 unsigned char *to, struct taizhang_error *err)
{
	int fd = tz_tree_open_next(&tool->folder, plan->root, file->source, NULL, err);
	int result;

	if (fd < 0)
		return -1;
	result = read_file(fd, to, (size_t)file->size, file->shown, err);
	close(fd);
	return result;
}

static int make_output(struct tz_flow_job *job, struct taizhang_error *err)
{
	if (!job->out)
		job->out = malloc(tz_deflate_block_bound(TZ_FLOW_WHOLE));
	return job->out ? 0 : tz_error_nomem(err);
}

/* What was deflated before is shorter than what it was, so there is room. */
static int code_file(const struct tz_flow_plan *plan, struct tz_flow_tool *tool, struct tz_flow_job *job,
		     struct tz_flow_result *result, const unsigned char *data, struct taizhang_error *err)
{
	size_t size;

	result->coded_size = result->size;
	if (!tz_container_deflates(plan->container))
		return 0;
	if (make_output(job, err) < 0)
		return -1;
	if (!tz_deflate_whole(tool->deflate, data, result->size, job->out + job->out_size, &size))
		return 0;
	result->coding = TZ_CODING_DEFLATED;
	result->coded_at = job->out_size;
	result->coded_size = size;
	job->out_size += size;
	return 0;
}

static int work_file(const struct tz_flow_plan *plan, struct tz_flow_tool *tool, struct tz_flow_job *job,
		     struct tz_flow_result *result, struct taizhang_error *err)
{
	const struct tz_flow_file file = plan->file(plan->context, result->number);
	unsigned char *data = tz_flow_input(job) + result->at;

	if (open_and_read(plan, tool, &file, data, err) < 0 || tz_digest_update(tool->digest, data, result->size, err) < 0 ||
	    tz_digest_final(tool->digest, &result->values, err) < 0)
		return -1;
	result->crc = tz_crc32(0, data, result->size);
	return code_file(plan, tool, job, result, data, err);
}

static int work_block(struct tz_flow_tool *tool, struct tz_flow_job *job, struct taizhang_error *err)
{
	struct tz_flow_result *result = &job->results[0];
	const unsigned char *data = tz_flow_input(job);

	result->crc = tz_crc32(0, data, result->size);
	result->coded_size = result->size;
	if (result->coding == TZ_CODING_STORED)
		return 0;
	if (make_output(job, err) < 0)
		return -1;
	if (tz_deflate_block(tool->deflate, data - job->dictionary_size, job->dictionary_size, data, result->size,
			     job->is_last, job->out, tz_deflate_block_bound(TZ_FLOW_BLOCK), &result->coded_size) < 0)
		return tz_error_nomem(err);
	return 0;
}

int tz_flow_work(void *context, void *tool_data, void *job_data, struct taizhang_error *err)
{
	const struct tz_flow_plan *plan = context;
	struct tz_flow_tool *tool = tool_data;
	struct tz_flow_job *job = job_data;

	if (tz_flow_prepare_tool(tool, plan, err) < 0)
		return -1;
	if (job->is_block)
		return work_block(tool, job, err);
	for (size_t i = 0; i < job->num_files; i++)
		if (work_file(plan, tool, job, &job->results[i], &job->failure) < 0)
			job->num_files = i;
	return 0;
}
