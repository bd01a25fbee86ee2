/* SPDX-License-Identifier: MIT */
/* bag_jobs.c: reads the files of a bag on all cores, where its container keeps them apart. */
#include <stdlib.h>

#include "base/array.h"
#include "base/crew.h"
#include "base/error.h"
#include "package/bag_reading.h"

/* A job is as many files as make up some bytes, so that neither small files nor large ones are mostly waiting. */
#define JOB_BYTES (1u << 20)
#define JOB_FILES 256

/* Files from first to before end; of those that did not come well, in their order, what is to be told. */
struct job {
	size_t first, end;
	struct trouble {
		size_t file;
		struct tz_bag_taken taken;
	} *troubles;
	size_t num_troubles, capacity;
};

struct work {
	struct tz_bag_reading *r;
	bool (*is_asked)(const struct tz_bag_file *file);
	size_t next;			/* the first file of the next job */
	struct tz_crew *crew;
	struct tz_bag_take manifest;	/* what came of manifest.xml: told last, whatever was read beside it */
	const char *current;		/* the last file of the last one that is done */
};

static int work_job(void *context, void *data, void *to_do, struct taizhang_error *err)
{
	struct work *w = context;
	struct tz_bag_tool *tool = data;
	struct job *job = to_do;
	struct tz_bag_take take = {.r = w->r, .tool = tool};

	tool->apart = true;
	if (tz_bag_tool_digest(tool, w->r->bag->digests, err) < 0)
		return -1;
	for (size_t i = job->first; i < job->end && !w->r->halted; i++) {
		struct tz_bag_file *file = &w->r->bag->files[i];

		if (!w->is_asked(file))
			continue;
		take.file = file;
		if (tz_bag_take(&take, NULL, err) < 0)
			return -1;
		if (take.taken.outcome == TZ_TAKEN_WELL)
			continue;
		if (tz_array_grow(&job->troubles, job->num_troubles, &job->capacity, sizeof *job->troubles, err) < 0)
			return -1;
		job->troubles[job->num_troubles++] = (struct trouble){i, take.taken};
	}
	return 0;
}

static bool fill(struct work *w, struct job *job)
{
	const struct tz_bag *bag = w->r->bag;
	uint64_t bytes = 0;
	size_t files = 0;

	job->num_troubles = 0;
	job->first = w->next;
	while (w->next < bag->num_files && bytes < JOB_BYTES && files < JOB_FILES) {
		const struct tz_bag_file *file = &bag->files[w->next++];

		if (w->is_asked(file)) {
			w->current = w->current ? w->current : file->path;
			bytes += file->size;
			files++;
		}
	}
	job->end = w->next;
	return files > 0;
}

/* Tells in the order of the files what the job came upon. */
static int finish(struct work *w, const struct job *job, struct taizhang_error *err)
{
	struct tz_bag_reading *r = w->r;

	for (size_t i = 0; i < job->num_troubles && !tz_container_is_stopped(r->container); i++) {
		const struct trouble *trouble = &job->troubles[i];

		if (tz_bag_settle(r, &r->bag->files[trouble->file], &trouble->taken, true, err) < 0)
			return -1;
	}
	w->current = r->bag->files[job->end - 1].path;
	return tz_bag_report(r, w->current, false, err);
}

static int watch(void *context, struct taizhang_error *err)
{
	const struct work *w = context;

	return w->current ? tz_bag_report(w->r, w->current, false, err) : 0;
}

static void clear_job(void *data)
{
	struct job *job = data;

	free(job->troubles);
}

static void put_jobs(struct work *w)
{
	void *job;

	while ((job = tz_crew_next(w->crew)) && fill(w, job))
		tz_crew_put(w->crew);
}

/* 1 where there was one, 0 at the end. */
static int take_job(struct work *w, struct taizhang_error *err)
{
	void *job;

	if (tz_crew_take(w->crew, &job, err) < 0 || (job && finish(w, job, err) < 0))
		return -1;
	return job && !tz_container_is_stopped(w->r->container);
}

/* While the owner reads manifest.xml, the others are not to wait for it. */
static int feed(void *context, struct taizhang_error *err)
{
	struct work *w = context;
	int result = 1;

	put_jobs(w);
	while (result > 0 && tz_crew_is_ready(w->crew)) {
		result = take_job(w, err);
		put_jobs(w);
	}
	if (tz_container_is_stopped(w->r->container))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, NULL);
	return result < 0 ? -1 : 0;
}

static int stream_manifest(struct work *w, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	int result = tz_bag_tool_digest(w->manifest.tool, w->r->bag->digests, &why);

	if (result == 0)
		result = tz_bag_stream(&w->manifest, feed, w, &why);
	/* past a limit, nothing of it is wanted any more */
	if (result == 0 || tz_container_is_stopped(w->r->container))
		return 0;
	return tz_error_pass(err, &why);
}

static int read_all(struct work *w, struct taizhang_error *err)
{
	const struct tz_bag_take *manifest = &w->manifest;
	int more = 1;

	if (manifest->file && stream_manifest(w, err) < 0)
		return -1;
	while (more > 0 && !tz_container_is_stopped(w->r->container)) {
		put_jobs(w);
		more = take_job(w, err);
	}
	if (more < 0 || !manifest->file || tz_container_is_stopped(w->r->container))
		return more < 0 ? -1 : 0;
	return tz_bag_settle(w->r, manifest->file, &manifest->taken, true, err);
}

int tz_bag_read_apart(struct tz_bag_reading *r, bool (*is_asked)(const struct tz_bag_file *file),
		      struct tz_bag_tool *tool, struct tz_bag_file *manifest, struct taizhang_error *err)
{
	const struct tz_bag_sink *sink = r->options->sink;
	/* what may be called on one thread only */
	bool alone = (sink && !sink->on_any_thread) || tz_container_is_called_back(r->container);
	struct work w = {.r = r, .is_asked = is_asked, .manifest = {.r = r, .tool = tool, .file = manifest}};
	const struct tz_crew_plan plan = {
		.threads = alone ? 1 : r->options->threads, .job_size = sizeof(struct job), .tool_size = sizeof(struct tz_bag_tool),
		.context = &w, .work = work_job, .watch = watch, .clear_job = clear_job, .clear_tool = tz_bag_tool_clear,
	};
	int result;

	w.crew = tz_crew_new(&plan, err);
	if (!w.crew)
		return -1;
	result = read_all(&w, err);
	r->halted = true;
	tz_crew_free(w.crew);
	return result;
}
