/* SPDX-License-Identifier: MIT */
/* scan_read.c: reads what is new or changed, once, for its digest, on several threads. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/crew.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/reader.h"
#include "ledger/scan.h"

/* What a job does before its owner hears of it: so many small files, or so many bytes of a large one. */
#define JOB_FILES 64
#define JOB_BYTES (4u << 20)

/* Of the files from at to end, those that must be read. One that is too large for a job goes on in the next. */
struct job {
	size_t at, end;
	uint64_t bytes;			/* of what the walk saw: how far the progress is */
	struct tz_reader reader;	/* of files[at], where has_begun */
	struct tz_digest *digest;
	uint64_t size, seen;		/* read of it; what the walk saw of it */
	bool has_begun;
};

/* What each thread has. */
struct tool {
	struct tz_tree_folder folder;
	void *block;
};

struct read {
	struct tz_scan *scan;
	struct tz_crew *crew;
	uint64_t done, total;
	size_t next;			/* the first file that no job has */
	struct job *begun;		/* jobs that go on when there is room */
	size_t num_begun, capacity;
};

static bool must_read(const struct tz_scan_file *file)
{
	return !file->has_digest;
}

static int tell(const struct read *r, const char *path, struct taizhang_error *err)
{
	const struct taizhang_progress *p = &r->scan->options.progress;

	if (p->progress)
		p->progress(p->data, r->done, r->total, path);
	if (p->cancel && p->cancel(p->data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, path);
	return 0;
}

/* On any thread from here: */

static int begin_file(struct read *r, struct tool *tool, struct job *job, struct taizhang_error *err)
{
	struct tz_scan_file *file = &r->scan->files[job->at];

	if (tz_reader_open_next(&job->reader, &tool->folder, r->scan->ledger->directory, file->raw, err) != 0)
		return -1;
	job->has_begun = true;
	job->size = 0;
	job->seen = file->stamp.size;
	/* The times from before the reading: what is written meanwhile and does not show yet makes the file look changed at the next scan. */
	file->mtime = job->reader.mtime;
	file->mtime_ns = job->reader.mtime_ns;
	file->stamp = job->reader.stamp;
	return 0;
}

/* What is recorded is what was read, also where the file grew or shrank since the walk; but not since it was opened. */
static int end_file(struct read *r, struct job *job, struct taizhang_error *err)
{
	struct tz_scan_file *file = &r->scan->files[job->at];
	struct tz_digest_values values;

	if (tz_reader_check(&job->reader, file->raw, err) != 0 || tz_digest_final(job->digest, &values, err) != 0)
		return -1;
	tz_reader_close(&job->reader);
	job->has_begun = false;
	tz_digest_from_hex(values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], file->digest, sizeof file->digest);
	file->stamp.size = job->size;
	file->has_digest = true;
	file->was_read = true;
	job->at++;
	return 0;
}

static int read_block(struct read *r, struct tool *tool, struct job *job, struct taizhang_error *err)
{
	const struct tz_scan_file *file = &r->scan->files[job->at];
	uint64_t left;
	size_t got;

	if (!job->has_begun && begin_file(r, tool, job, err) != 0)
		return -1;
	if (tz_reader_read(&job->reader, tool->block, TZ_READER_BLOCK, &got, file->raw, err) != 0 ||
	    tz_digest_update(job->digest, tool->block, got, err) != 0)
		return -1;
	/* A file that grew must not drive the progress beyond its total. */
	left = job->seen > job->size ? job->seen - job->size : 0;
	job->size += got;
	if (got == TZ_READER_BLOCK) {
		job->bytes += got < left ? got : left;
		return 0;
	}
	job->bytes += left;
	return end_file(r, job, err);
}

static int want_tools(struct tool *tool, struct job *job, struct taizhang_error *err)
{
	if (!job->digest)
		job->digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	if (!job->digest)
		return -1;
	if (!tool->block)
		tool->block = malloc(TZ_READER_BLOCK);
	return tool->block ? 0 : tz_error_nomem(err);
}

static int work(void *context, void *tool, void *data, struct taizhang_error *err)
{
	struct read *r = context;
	struct job *job = data;

	if (want_tools(tool, job, err) != 0)
		return -1;
	while (job->at < job->end && job->bytes < JOB_BYTES) {
		if (!must_read(&r->scan->files[job->at]))
			job->at++;
		else if (read_block(r, tool, job, err) != 0)
			return -1;
	}
	return 0;
}

static void clear_job(void *data)
{
	struct job *job = data;

	if (job->has_begun)
		tz_reader_close(&job->reader);
	tz_digest_free(job->digest);
}

static void clear_tool(void *data)
{
	struct tool *tool = data;

	tz_tree_leave(&tool->folder);
	free(tool->block);
}

/* On the caller's thread from here: */

/* Fills a job with the next files; false where none is left. */
static bool fill_job(struct read *r, struct job *job)
{
	const struct tz_scan *scan = r->scan;
	uint64_t bytes = 0;
	size_t num = 0;

	while (r->next < scan->num_files && !must_read(&scan->files[r->next]))
		r->next++;
	job->at = r->next;
	for (; r->next < scan->num_files && num < JOB_FILES && bytes < JOB_BYTES; r->next++) {
		if (!must_read(&scan->files[r->next]))
			continue;
		bytes += scan->files[r->next].stamp.size;
		num++;
	}
	job->end = r->next;
	return num > 0;
}

static void give_jobs(struct read *r)
{
	struct job *job;

	while ((job = tz_crew_next(r->crew))) {
		if (r->num_begun) {
			tz_digest_free(job->digest);
			*job = r->begun[--r->num_begun];
		} else if (!fill_job(r, job)) {
			return;
		}
		job->bytes = 0;
		tz_crew_put(r->crew);
	}
}

static int take_job(struct read *r, struct job *job, struct taizhang_error *err)
{
	const struct tz_scan_file *file = &r->scan->files[job->at < job->end ? job->at : job->end - 1];

	r->done += job->bytes;
	if (job->at < job->end) {
		if (tz_array_grow(&r->begun, r->num_begun, &r->capacity, sizeof *r->begun, err) != 0)
			return -1;
		r->begun[r->num_begun++] = *job;
		*job = (struct job){.reader = TZ_READER_INIT};
	}
	return tell(r, tz_scan_path(file), err);
}

static int run_jobs(struct read *r, struct taizhang_error *err)
{
	struct job *job;

	do {
		void *taken;

		give_jobs(r);
		if (tz_crew_take(r->crew, &taken, err) != 0)
			return -1;
		job = taken;
		if (job && take_job(r, job, err) != 0)
			return -1;
	} while (job || r->num_begun);
	return 0;
}

static int read_files(struct read *r, size_t num, struct taizhang_error *err)
{
	struct tz_crew_plan plan = {.threads = tz_crew_threads(r->scan->options.threads), .job_size = sizeof(struct job),
		.tool_size = sizeof(struct tool), .context = r, .work = work, .clear_job = clear_job,
		.clear_tool = clear_tool};
	int result;

	/* No thread for a handful of files. */
	if (num <= JOB_FILES && r->total <= JOB_BYTES)
		plan.threads = 1;
	r->crew = tz_crew_new(&plan, err);
	result = r->crew ? run_jobs(r, err) : -1;
	tz_crew_free(r->crew);
	for (size_t i = 0; i < r->num_begun; i++)
		clear_job(&r->begun[i]);
	free(r->begun);
	return result;
}

/* What was read is remembered also where the scan goes no further: the next one goes on from there. */
static void remember(struct tz_scan *scan)
{
	for (size_t i = 0; i < scan->num_files; i++)
		if (scan->files[i].was_read)
			tz_digest_cache_put(&scan->cache, &scan->files[i].stamp, scan->files[i].digest);
	/* A ledger that was opened for reading leaves its folder alone. */
	if (scan->ledger->lock >= 0)
		tz_digest_cache_save(&scan->cache, scan->ledger->directory);
}

int tz_scan_read(struct tz_scan *scan, struct taizhang_error *err)
{
	struct read r = {.scan = scan};
	size_t num = 0;
	int result;

	if (!scan->options.rehash)
		tz_digest_cache_load(&scan->cache, scan->ledger->directory, scan->cache.now);
	for (size_t i = 0; i < scan->num_files; i++) {
		struct tz_scan_file *file = &scan->files[i];

		file->has_digest = tz_digest_cache_find(&scan->cache, &file->stamp, file->digest) == TZ_DIGEST_KNOWN;
		if (file->has_digest)
			continue;
		r.total += file->stamp.size;
		num++;
	}
	result = tell(&r, NULL, err);
	if (result == 0 && num)
		result = read_files(&r, num, err);
	remember(scan);
	if (result == 0 && num)
		result = tell(&r, NULL, err);
	tz_digest_cache_free(&scan->cache);
	return result;
}
