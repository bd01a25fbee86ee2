/* SPDX-License-Identifier: MIT */
/* test_crew.c: threads that work off jobs. */
#include "base/crew.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "harness/assert.h"
#include "harness/suite.h"

struct job {
	unsigned int number, answer;
	char *own;
};

struct tool {
	unsigned int used;
};

static struct taizhang_error err;
static atomic_uint cleared_jobs, cleared_tools, worked, unblocked;
static unsigned int failing;

static void setup(void)
{
	taizhang_error_clear(&err);
	cleared_jobs = cleared_tools = worked = unblocked = 0;
	failing = UINT32_MAX;
}

/* Jobs take unequal time, so that they end in another order than they were put. */
static int work(void *context, void *tool, void *data, struct taizhang_error *why)
{
	struct tool *own = tool;
	struct job *job = data;
	unsigned int sum = job->number;

	ck_assert_str_eq(context, "context");
	for (unsigned int i = 0; i < job->number % 7 * 1000; i++)
		sum = sum * 1664525u + 1013904223u;
	job->answer = sum;
	if (!job->own)
		job->own = malloc(1);
	own->used++;
	worked++;
	if (job->number == failing)
		return tz_error_set(why, TAIZHANG_E_IO, TZ_MSG_FILE_READ, "job");
	return 0;
}

static void clear_job(void *data)
{
	free(((struct job *)data)->own);
	cleared_jobs++;
}

static void clear_tool(void *data)
{
	(void)data;
	cleared_tools++;
}

static struct tz_crew *make(unsigned int threads, size_t num_jobs)
{
	const struct tz_crew_plan plan = {
		.threads = threads, .num_jobs = num_jobs, .job_size = sizeof(struct job), .tool_size = sizeof(struct tool),
		.context = (void *)"context", .work = work, .clear_job = clear_job, .clear_tool = clear_tool,
	};
	struct tz_crew *crew = tz_crew_new(&plan, &err);

	tz_assert_ptr(crew, &err);
	return crew;
}

/* Puts as many as there is room for, takes one, and so on; gives a sum over the answers in the order they came. */
static unsigned int run(struct tz_crew *crew, unsigned int num)
{
	unsigned int put = 0, taken = 0, sum = 0;
	struct job *job;
	void *done;

	while (taken < num) {
		while (put < num && (job = tz_crew_next(crew))) {
			ck_assert_ptr_eq(job, tz_crew_next(crew));
			job->number = put++;
			tz_crew_put(crew);
		}
		tz_assert_ok(tz_crew_take(crew, &done, &err), &err);
		job = done;
		ck_assert_uint_eq(job->number, taken++);
		sum = sum * 31 + job->answer;
	}
	tz_assert_ok(tz_crew_take(crew, &done, &err), &err);
	ck_assert_ptr_null(done);
	return sum;
}

START_TEST(jobs_come_back_in_their_order_whatever_the_number_of_threads)
{
	static const unsigned int threads[] = {1, 2, 5, 64};
	unsigned int first = 0;

	for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
		struct tz_crew *crew = make(threads[i], 0);
		unsigned int sum = run(crew, 2000);

		tz_crew_free(crew);
		first = i ? first : sum;
		ck_assert_uint_eq(sum, first);
		ck_assert_uint_eq(worked, 2000 * (i + 1));
	}
}
END_TEST

START_TEST(the_least_room_is_enough)
{
	struct tz_crew *crew = make(3, 1);

	ck_assert_ptr_nonnull(tz_crew_next(crew));
	run(crew, 50);
	tz_crew_free(crew);
	ck_assert_uint_eq(worked, 50);
	ck_assert_uint_eq(cleared_jobs, 2);
	ck_assert_uint_eq(cleared_tools, 3);
}
END_TEST

START_TEST(a_job_that_was_taken_stays_until_the_next_is)
{
	struct tz_crew *crew = make(2, 2);
	struct job *job;
	void *first, *second;

	for (unsigned int i = 0; i < 2; i++) {
		job = tz_crew_next(crew);
		job->number = i;
		tz_crew_put(crew);
	}
	ck_assert_ptr_null(tz_crew_next(crew));
	tz_assert_ok(tz_crew_take(crew, &first, &err), &err);
	ck_assert_ptr_null(tz_crew_next(crew));
	ck_assert_uint_eq(((struct job *)first)->number, 0);
	tz_assert_ok(tz_crew_take(crew, &second, &err), &err);
	ck_assert_ptr_eq(tz_crew_next(crew), first);
	ck_assert_uint_eq(((struct job *)second)->number, 1);
	tz_crew_free(crew);
}
END_TEST

START_TEST(the_failure_of_a_job_comes_when_its_turn_does)
{
	struct tz_crew *crew = make(4, 8);
	void *done;

	failing = 5;
	for (unsigned int i = 0; i < 8; i++) {
		((struct job *)tz_crew_next(crew))->number = i;
		tz_crew_put(crew);
	}
	for (unsigned int i = 0; i < 5; i++)
		tz_assert_ok(tz_crew_take(crew, &done, &err), &err);
	ck_assert_int_eq(tz_crew_take(crew, &done, &err), -1);
	ck_assert_int_eq(err.code, TAIZHANG_E_IO);
	ck_assert_str_eq(err.where, "job");
	ck_assert_uint_eq(((struct job *)done)->number, 5);
	tz_assert_ok(tz_crew_take(crew, &done, NULL), &err);
	ck_assert_uint_eq(((struct job *)done)->number, 6);
	tz_crew_free(crew);
}
END_TEST

START_TEST(a_crew_may_be_freed_with_jobs_undone)
{
	for (unsigned int threads = 1; threads < 5; threads++) {
		struct tz_crew *crew = make(threads, 100);

		for (unsigned int i = 0; i < 100; i++) {
			((struct job *)tz_crew_next(crew))->number = i;
			tz_crew_put(crew);
		}
		cleared_jobs = 0;
		tz_crew_free(crew);
		ck_assert_uint_eq(cleared_jobs, 100);
	}
	tz_crew_free(NULL);
}
END_TEST

static int look_at_signals(void *context, void *tool, void *job, struct taizhang_error *why)
{
	sigset_t mask;

	(void)tool;
	(void)job;
	(void)why;
	pthread_sigmask(SIG_SETMASK, NULL, &mask);
	if (!pthread_equal(pthread_self(), *(pthread_t *)context) &&
	    (!sigismember(&mask, SIGINT) || !sigismember(&mask, SIGTERM) || !sigismember(&mask, SIGHUP)))
		unblocked++;
	worked++;
	return 0;
}

START_TEST(signals_are_left_to_the_threads_of_the_host)
{
	pthread_t self = pthread_self();
	const struct tz_crew_plan plan = {
		.threads = 4, .num_jobs = 200, .job_size = 1, .context = &self, .work = look_at_signals,
	};
	struct tz_crew *crew = tz_crew_new(&plan, &err);
	sigset_t mask;
	void *done;

	for (unsigned int i = 0; i < 200; i++)
		if (tz_crew_next(crew))
			tz_crew_put(crew);
	do
		tz_assert_ok(tz_crew_take(crew, &done, &err), &err);
	while (done);
	tz_crew_free(crew);
	ck_assert_uint_eq(worked, 200);
	ck_assert_uint_eq(unblocked, 0);
	pthread_sigmask(SIG_SETMASK, NULL, &mask);
	ck_assert_int_eq(sigismember(&mask, SIGINT), 0);
}
END_TEST

/* A job that another thread works off, and that ends when the owner has looked, or never if it does not. */
static atomic_bool begun, seen, ends;

static int wait_for_owner(void *context, void *tool, void *job, struct taizhang_error *why)
{
	(void)context;
	(void)tool;
	(void)job;
	(void)why;
	begun = true;
	while (!ends)
		sched_yield();
	return 0;
}

static int look(void *context, struct taizhang_error *why)
{
	const bool *fails = context;

	seen = true;
	ends = true;
	return *fails ? tz_error_set(why, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, NULL) : 0;
}

static struct tz_crew *make_waiting(bool *fails)
{
	const struct tz_crew_plan plan = {
		.threads = 2, .job_size = 1, .context = fails, .work = wait_for_owner, .watch = look,
	};
	struct tz_crew *crew = tz_crew_new(&plan, &err);

	tz_assert_ptr(crew, &err);
	begun = seen = ends = false;
	ck_assert(!tz_crew_is_ready(crew));
	ck_assert_ptr_nonnull(tz_crew_next(crew));
	tz_crew_put(crew);
	while (!begun)
		sched_yield();
	return crew;
}

START_TEST(an_owner_that_waits_looks_about)
{
	bool fails = false;
	struct tz_crew *crew = make_waiting(&fails);
	void *job;

	tz_assert_ok(tz_crew_take(crew, &job, &err), &err);
	ck_assert_ptr_nonnull(job);
	ck_assert(seen);
	tz_crew_free(crew);
}
END_TEST

START_TEST(what_it_sees_can_end_the_waiting)
{
	bool fails = true;
	struct tz_crew *crew = make_waiting(&fails);
	void *job;

	ck_assert_int_eq(tz_crew_take(crew, &job, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_CANCELLED);
	ck_assert_ptr_null(job);
	tz_crew_free(crew);
}
END_TEST

START_TEST(an_owner_with_other_work_asks_what_is_done)
{
	bool fails = false;
	struct tz_crew *crew = make_waiting(&fails);
	void *job;

	ck_assert(!tz_crew_is_ready(crew));
	ends = true;
	while (!tz_crew_is_ready(crew))
		sched_yield();
	tz_assert_ok(tz_crew_take(crew, &job, &err), &err);
	ck_assert_ptr_nonnull(job);
	ck_assert(!seen && !tz_crew_is_ready(crew));
	tz_crew_free(crew);
}
END_TEST

START_TEST(a_number_of_threads_is_between_one_and_the_most)
{
	ck_assert_uint_ge(tz_crew_threads(0), 1);
	ck_assert_uint_le(tz_crew_threads(0), TZ_CREW_MOST);
	ck_assert_uint_eq(tz_crew_threads(3), 3);
	ck_assert_uint_eq(tz_crew_threads(UINT32_MAX), TZ_CREW_MOST);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("crew");
	TCase *crew = tcase_create("crew");

	tcase_add_checked_fixture(crew, setup, NULL);
	tcase_add_test(crew, jobs_come_back_in_their_order_whatever_the_number_of_threads);
	tcase_add_test(crew, the_least_room_is_enough);
	tcase_add_test(crew, a_job_that_was_taken_stays_until_the_next_is);
	tcase_add_test(crew, the_failure_of_a_job_comes_when_its_turn_does);
	tcase_add_test(crew, a_crew_may_be_freed_with_jobs_undone);
	tcase_add_test(crew, an_owner_that_waits_looks_about);
	tcase_add_test(crew, what_it_sees_can_end_the_waiting);
	tcase_add_test(crew, an_owner_with_other_work_asks_what_is_done);
	tcase_add_test(crew, signals_are_left_to_the_threads_of_the_host);
	tcase_add_test(crew, a_number_of_threads_is_between_one_and_the_most);
	suite_add_tcase(suite, crew);
	return suite;
}
