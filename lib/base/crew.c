/* SPDX-License-Identifier: MIT */
/* crew.c: threads that work off jobs, which are put and taken back in one order. */
#include "base/crew.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"

#define JOBS_A_THREAD 3
#define WATCH_NANOSECONDS 100000000

/* Jobs are numbered as they are put; number n stands at n modulo num_jobs. taken <= claimed <= put <= taken + num_jobs, and one that
 * the owner holds still counts as there. */
struct slot {
	bool done;
	int result;
	struct taizhang_error error;
};

struct member {
	struct tz_crew *crew;
	pthread_t thread;
	void *tool;
};

struct tz_crew {
	struct tz_crew_plan plan;
	pthread_mutex_t lock;
	pthread_cond_t work_there, job_done;
	bool stopping;
	size_t put, claimed, taken;
	bool holds;			/* the owner has the job before taken */
	struct slot *slots;
	char *jobs, *tools;
	struct member *members;		/* the threads that were started; the owner is none */
	unsigned int num_members;
};

unsigned int tz_crew_threads(unsigned int asked)
{
	long cores = 0;
#ifdef CPU_COUNT
	cpu_set_t allowed;

	if (!asked && sched_getaffinity(0, sizeof allowed, &allowed) == 0)
		cores = CPU_COUNT(&allowed);
#endif
	if (!asked && cores < 1)
		cores = sysconf(_SC_NPROCESSORS_ONLN);
	if (!asked)
		asked = cores < 1 ? 1 : cores < TZ_CREW_MOST ? (unsigned int)cores : TZ_CREW_MOST;
	return asked < TZ_CREW_MOST ? asked : TZ_CREW_MOST;
}

static void *job_of(const struct tz_crew *crew, size_t number)
{
	return crew->jobs + number % crew->plan.num_jobs * crew->plan.job_size;
}

/* Works off the next job that nobody has claimed. Called and left with the lock held. */
static void work_one(struct tz_crew *crew, void *tool)
{
	const size_t number = crew->claimed++;
	struct slot *slot = &crew->slots[number % crew->plan.num_jobs];

	pthread_mutex_unlock(&crew->lock);
	slot->error = (struct taizhang_error)TAIZHANG_ERROR_INIT;
	slot->result = crew->plan.work(crew->plan.context, tool, job_of(crew, number), &slot->error);
	pthread_mutex_lock(&crew->lock);
	slot->done = true;
	if (number == crew->taken)
		pthread_cond_signal(&crew->job_done);
}

static void *run(void *data)
{
	struct member *member = data;
	struct tz_crew *crew = member->crew;

	pthread_mutex_lock(&crew->lock);
	while (!crew->stopping) {
		if (crew->claimed < crew->put)
			work_one(crew, member->tool);
		else
			pthread_cond_wait(&crew->work_there, &crew->lock);
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

/* The process's signals are for the threads that it has made itself. */
static void start(struct tz_crew *crew, unsigned int threads)
{
	sigset_t all, before;

	sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
		return;
	while (crew->num_members + 1 < threads) {
		struct member *member = &crew->members[crew->num_members];

		member->crew = crew;
		member->tool = crew->tools + (crew->num_members + 1) * crew->plan.tool_size;
		if (pthread_create(&member->thread, NULL, run, member) != 0)
			break;
		crew->num_members++;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void make_conditions(struct tz_crew *crew)
{
	pthread_condattr_t attributes;

	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->work_there, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&crew->job_done, &attributes);
	pthread_condattr_destroy(&attributes);
}

struct tz_crew *tz_crew_new(const struct tz_crew_plan *plan, struct taizhang_error *err)
{
	const unsigned int threads = tz_crew_threads(plan->threads);
	struct tz_crew *crew = calloc(1, sizeof *crew);

	if (!crew) {
		tz_error_nomem(err);
		return NULL;
	}
	crew->plan = *plan;
	crew->plan.threads = threads;
	if (!crew->plan.num_jobs)
		crew->plan.num_jobs = (size_t)threads * JOBS_A_THREAD;
	if (crew->plan.num_jobs < 2)
		crew->plan.num_jobs = 2;
	make_conditions(crew);
	crew->slots = calloc(crew->plan.num_jobs, sizeof *crew->slots);
	crew->jobs = calloc(crew->plan.num_jobs, plan->job_size);
	crew->tools = calloc(threads, plan->tool_size ? plan->tool_size : 1);
	crew->members = calloc(threads, sizeof *crew->members);
	if (!crew->slots || !crew->jobs || !crew->tools || !crew->members) {
		tz_crew_free(crew);
		tz_error_nomem(err);
		return NULL;
	}
	start(crew, threads);
	return crew;
}

/* Only the owner changes put and taken, so it may read them without the lock. */
void *tz_crew_next(struct tz_crew *crew)
{
	size_t there = crew->put - crew->taken + crew->holds;

	return there < crew->plan.num_jobs ? job_of(crew, crew->put) : NULL;
}

void tz_crew_put(struct tz_crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	crew->slots[crew->put % crew->plan.num_jobs].done = false;
	crew->put++;
	pthread_cond_signal(&crew->work_there);
	pthread_mutex_unlock(&crew->lock);
}

/* Waits until some job is done, or it is time to watch. Called and left with the lock held. */
static int wait_done(struct tz_crew *crew, struct taizhang_error *err)
{
	struct timespec until;
	int result;

	if (!crew->plan.watch) {
		pthread_cond_wait(&crew->job_done, &crew->lock);
		return 0;
	}
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += WATCH_NANOSECONDS;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	if (pthread_cond_timedwait(&crew->job_done, &crew->lock, &until) == 0)
		return 0;
	pthread_mutex_unlock(&crew->lock);
	result = crew->plan.watch(crew->plan.context, err);
	pthread_mutex_lock(&crew->lock);
	return result;
}

int tz_crew_take(struct tz_crew *crew, void **job, struct taizhang_error *err)
{
	struct slot *slot = &crew->slots[crew->taken % crew->plan.num_jobs];
	int result = 0;

	*job = NULL;
	crew->holds = false;
	if (crew->taken == crew->put)
		return 0;
	pthread_mutex_lock(&crew->lock);
	while (!slot->done && result == 0) {
		if (crew->claimed < crew->put)
			work_one(crew, crew->tools);
		else
			result = wait_done(crew, err);
	}
	if (result < 0) {
		pthread_mutex_unlock(&crew->lock);
		return -1;
	}
	*job = job_of(crew, crew->taken);
	crew->taken++;
	pthread_mutex_unlock(&crew->lock);
	crew->holds = true;
	return slot->result < 0 ? tz_error_pass(err, &slot->error) : 0;
}

bool tz_crew_is_ready(struct tz_crew *crew)
{
	bool ready;

	pthread_mutex_lock(&crew->lock);
	ready = crew->taken < crew->put && crew->slots[crew->taken % crew->plan.num_jobs].done;
	pthread_mutex_unlock(&crew->lock);
	return ready;
}

void tz_crew_free(struct tz_crew *crew)
{
	if (!crew)
		return;
	pthread_mutex_lock(&crew->lock);
	crew->stopping = true;
	pthread_cond_broadcast(&crew->work_there);
	pthread_mutex_unlock(&crew->lock);
	for (unsigned int i = 0; i < crew->num_members; i++)
		pthread_join(crew->members[i].thread, NULL);
	for (size_t i = 0; crew->jobs && crew->plan.clear_job && i < crew->plan.num_jobs; i++)
		crew->plan.clear_job(job_of(crew, i));
	for (unsigned int i = 0; crew->tools && crew->plan.clear_tool && i < crew->plan.threads; i++)
		crew->plan.clear_tool(crew->tools + i * crew->plan.tool_size);
	pthread_cond_destroy(&crew->job_done);
	pthread_cond_destroy(&crew->work_there);
	pthread_mutex_destroy(&crew->lock);
	free(crew->members);
	free(crew->tools);
	free(crew->jobs);
	free(crew->slots);
	free(crew);
}
