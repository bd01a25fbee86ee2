/* SPDX-License-Identifier: MIT */
/* crew.h: threads that work off jobs, which are put and taken back in one order; the outcome does not depend on how many there are.
 *
 * Who owns the crew puts jobs while there is room, and takes each back when it is done, the oldest first; where the oldest is still to be
 * done, the owner works as well. So a crew of one starts no thread, and memory is bounded by the jobs there is room for. */
#ifndef TZ_BASE_CREW_H
#define TZ_BASE_CREW_H

#include <stdbool.h>
#include <stddef.h>
#include <taizhang/error.h>

/* More are never started: what a crew feeds is one writer or one disk. */
#define TZ_CREW_MOST 64

struct tz_crew;

struct tz_crew_plan {
	unsigned int threads;	/* the owner's counted; 0: as many as cores are allowed to this process */
	size_t num_jobs;	/* room for so many, at least 2, since one is the owner's; 0: three a thread */
	size_t job_size;	/* bytes of a job, zeroed once, reused as its last user left it */
	size_t tool_size;	/* bytes of what each thread has for itself, zeroed; may be 0 */
	void *context;
	/* Works off one job, on any thread. -1 with err set. */
	int (*work)(void *context, void *tool, void *job, struct taizhang_error *err);
	/* Called on the owner's thread some times a second while it waits: -1 with err set ends the waiting. May be NULL. */
	int (*watch)(void *context, struct taizhang_error *err);
	/* Release what jobs and tools hold, when the crew is freed; may be NULL. */
	void (*clear_job)(void *job);
	void (*clear_tool)(void *tool);
};

/* How many threads a plan's number means: from 1 to TZ_CREW_MOST. */
unsigned int tz_crew_threads(unsigned int asked);

/* NULL with NOMEM. Where the system refuses a thread, there are fewer. */
struct tz_crew *tz_crew_new(const struct tz_crew_plan *plan, struct taizhang_error *err);
/* The job to fill next, or NULL where there is no room: take one first. The same until it is put. */
void *tz_crew_next(struct tz_crew *crew);
void tz_crew_put(struct tz_crew *crew);
/* The oldest job that was put, done, in *job, which stays the owner's until the next take; NULL there where none is left. -1 with
 * what it failed with; the jobs behind it may be taken or left. Where watch has ended the waiting, nothing is taken any more. */
int tz_crew_take(struct tz_crew *crew, void **job, struct taizhang_error *err);
/* Whether the oldest job is done, so that taking it takes no time: for an owner that has other work to do. */
bool tz_crew_is_ready(struct tz_crew *crew);
/* Jobs that are not done are left undone. */
void tz_crew_free(struct tz_crew *crew);

#endif
