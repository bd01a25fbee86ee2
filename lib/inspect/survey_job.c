/* SPDX-License-Identifier: MIT */
/* survey_job.c: one file of a survey: opened by the owner, inspected or remembered on any thread. */
#include "inspect/survey_job.h"

#include <stdlib.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/reader.h"
#include "inspect/facts_code.h"
#include "inspect/inspect.h"

void tz_survey_job_begin(struct tz_survey_job *job, bool encodes)
{
	taizhang_facts_free(job->facts);
	tz_buffer_free(&job->encoded);
	*job = (struct tz_survey_job){.source = TZ_SOURCE_INIT, .encodes = encodes, .encoded = TZ_BUFFER_INIT};
}

int tz_survey_job_open(struct tz_survey_job *job, int fd, const char *name, const struct tz_facts_key *key, struct taizhang_error *err)
{
	if (tz_source_of_fd(&job->source, fd, name, err) != 0)
		return -1;
	job->is_open = true;
	job->has_key = key && fstat(fd, &job->opened) == 0;
	if (key)
		job->key = *key;
	return 0;
}

static int digest_source(const struct tz_source *source, unsigned char out[32], struct taizhang_error *err)
{
	struct tz_digest *digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	char *block = malloc(TZ_READER_BLOCK);
	uint64_t offset = 0;
	int64_t got = digest && block ? 1 : -1;

	if (digest && !block)
		tz_error_nomem(err);
	while (got > 0) {
		got = tz_source_read(source, offset, block, TZ_READER_BLOCK, err);
		if (got > 0 && tz_digest_update(digest, block, (size_t)got, err) != 0)
			got = -1;
		offset += got > 0 ? (uint64_t)got : 0;
	}
	if (got == 0)
		got = tz_digest_final_bytes(digest, out, err);
	free(block);
	tz_digest_free(digest);
	return got < 0 ? -1 : 0;
}

/* Where nobody vouches for the bytes, they are digested: what was found in other bytes must not be told of these. */
static int want_key(struct tz_survey_job *job, struct taizhang_error *err)
{
	unsigned char digest[32];

	if (job->has_key)
		return 0;
	if (fstat(job->source.fd, &job->opened) != 0 || digest_source(&job->source, digest, err) != 0)
		return -1;
	job->has_key = tz_facts_key_make(&job->key, digest, job->source.name);
	return 0;
}

/* What was written to while it was read is not remembered. */
static bool is_as_opened(const struct tz_survey_job *job)
{
	struct stat now;

	return fstat(job->source.fd, &now) == 0 && now.st_size == job->opened.st_size &&
	       now.st_mtim.tv_sec == job->opened.st_mtim.tv_sec && now.st_mtim.tv_nsec == job->opened.st_mtim.tv_nsec &&
	       now.st_ctim.tv_sec == job->opened.st_ctim.tv_sec && now.st_ctim.tv_nsec == job->opened.st_ctim.tv_nsec;
}

static int inspect(const struct tz_survey_work *work, struct tz_survey_job *job, struct taizhang_error *err)
{
	if (work->looks) {
		if (want_key(job, err) != 0)
			return -1;
		job->facts = job->has_key ? tz_facts_cache_find(work->cache, &job->key) : NULL;
		if (job->facts)
			return 0;
	}
	job->facts = tz_inspect_source(&job->source, work->programs, err);
	if (!job->facts)
		return -1;
	if (job->encodes && job->has_key && is_as_opened(job))
		tz_facts_encode(job->facts, &job->encoded);
	return 0;
}

int tz_survey_job_work(const struct tz_survey_work *work, struct tz_survey_job *job, struct taizhang_error *err)
{
	int result = job->is_open ? inspect(work, job, err) : 0;

	tz_survey_job_close(job);
	return result;
}

void tz_survey_job_close(struct tz_survey_job *job)
{
	if (job->is_open)
		tz_source_close(&job->source);
	job->is_open = false;
}

void tz_survey_job_clear(void *data)
{
	struct tz_survey_job *job = data;

	tz_survey_job_close(job);
	tz_survey_job_begin(job, false);
}
