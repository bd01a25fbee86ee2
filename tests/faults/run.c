/* SPDX-License-Identifier: MIT */
/* run.c: lets each call of the command on its files fail in turn, and judges what is left: the old or the new, whole, and nothing else.
 *
 * TAIZHANG_FAULTS=all tries every treatment at every call; otherwise those that matter most, all of them, and samples of the others.
 * TAIZHANG_FAULTS_ONLY=TEXT keeps to the operations whose name has that text. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <taizhang/error.h>

#include "faults/command.h"
#include "faults/folder.h"
#include "faults/operations.h"

#define MOST_POINTS 2000
#define SKIPPED 77
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED true
#else
#define IS_SANITIZED false
#endif
#define MOST_WORKERS 8

static struct {
	char *work;		/* the folder of it all; each worker has a root of its own in it */
	bool all;
	unsigned int worker, num_workers;
	/* of the operation at work */
	const struct operation *operation;
	bool named;
	char *old, *new, *new_names;
	struct point points[MOST_POINTS];
	size_t num_points;
} run;

static struct counts {
	unsigned long points, runs, refused, survived, signals, failed;
} counts;

static void restore(void)
{
	shell(text("rm -rf '%s' && mkdir '%s' && cd '%s' && base='%s/base' && %s", place.root, place.root, place.root,
		   run.work, run.operation->setup));
}

/* Judging */

static bool is(const struct point *p, const char *class)
{
	return strcmp(p->class, class) == 0;
}

static void fail(const struct point *p, const struct treatment *t, int status, const char *why, const char *now)
{
	counts.failed++;
	printf("FAILED %s%s: %s\n  call %ld (%s %s), treated with %ld (%s)%s, budget %ld: status %d\n  it said: %s\n",
	       run.operation->name, run.named ? " (named)" : "", why, t->at, p->function, p->path, t->how,
	       t->how > 0 && t->how < HOW_SIGNAL ? strerror((int)t->how) : "", t->onward ? " onward" : "", t->budget,
	       status, command_said());
	if (now)
		folder_show_difference(run.old, now);
}

/* On the hidden folder of an unpacking: it is locked where that can be had, and removed as far as that is allowed. */
static bool is_on_hidden(const struct point *p)
{
	return strstr(p->path, ".taizhang-tmp-") || is(p, "remove") ||
	       (strncmp(run.operation->name, "unpack", 6) == 0 && is(p, "open-folder"));
}

/* On what remembers digests, from the look at the old file to the renaming of the new one: without it all is read. */
static bool is_on_cache(const struct point *p, const struct point *before)
{
	bool begun = false;

	for (; before < p; before++)
		if (strstr(before->path, FOLDER_CACHE))
			begun = strcmp(before->function, "lstat") == 0;
	return begun || strstr(p->path, FOLDER_CACHE);
}

/* What may fail and yet all is done. A folder that is there need not be made; whether what must be there is, the comparison tells. */
static bool is_harmless(const struct point *p, const struct treatment *t, const struct point *before)
{
	if (t->how == HOW_SHORT || t->how == EINTR || is(p, "close-read") || is(p, "open-nameless") ||
	    is(p, "attribute") || is(p, "make"))
		return true;
	if (is_on_cache(p, before))
		return true;
	/* A look before an opening only chooses the way; the comparison tells whether it was the right one. */
	if (is(p, "ask") && strcmp(p->function, "stat") == 0)
		return true;
	/* Whoever looks for what a killed merge left passes over what else is there. */
	if (strncmp(run.operation->name, "merge", 5) == 0 && strcmp(p->path, "d/materials") == 0)
		return is(p, "ask");
	/* Where the old file cannot have a second name, it is moved aside. */
	if (strcmp(p->function, "link") == 0)
		return true;
	/* A folder in which files may be put and not be listed cannot be synced. */
	if (is(p, "open-folder") && t->how == EACCES)
		return true;
	/* What was to be told at the closing, the closing of a copy has told. */
	for (; is(p, "close-write") && before < p; before++)
		if (is(before, "close-write") && strcmp(before->path, p->path) == 0)
			return true;
	return is_on_hidden(p) && !is(p, "write") && !is(p, "close-write") && !is(p, "sync") && !is(p, "name");
}

/* The text without the lines on hidden folders; changes it. */
static char *leave_hidden_out(char *lines)
{
	char *to = lines;

	for (char *line = lines, *next; *line; line = next) {
		size_t size;

		next = strchr(line, '\n') + 1;
		size = (size_t)(next - line);
		if (memmem(line, size, ".taizhang-tmp-", 14))
			continue;
		memmove(to, line, size);
		to += size;
	}
	*to = '\0';
	return lines;
}

/* A message names the file, or what the file is for, and the reason; and does not say of the new that it is the old. */
static const char *judge_message(const struct point *p, const struct treatment *t, bool is_new)
{
	enum taizhang_lang lang = strcmp(t->lang, "en") == 0 ? TAIZHANG_LANG_EN : TAIZHANG_LANG_ZH;
	const char *base = strrchr(p->path, '/'), *said = command_said();

	base = base ? base + 1 : p->path;
	if (!strstr(said, taizhang_error_reason(t->budget >= 0 ? ENOSPC : (int)t->how, lang)))
		return "the reason is not said";
	if (!strstr(said, base) && !strstr(said, run.operation->target))
		return "the file is not named";
	if (is_new && (strstr(said, "未改动") || strstr(said, "untouched")))
		return "the new is called the old";
	return NULL;
}

static const char *judge_survival(const struct point *p, const struct treatment *t, const struct point *before,
				  const char *now)
{
	char *names;
	bool is_new = strcmp(now, run.new) == 0;

	counts.survived++;
	if (t->budget < 0 && !is_harmless(p, t, before))
		return "the failure went unnoticed";
	if (!is_new && is(p, "attribute")) {
		names = folder_describe(place.root, false);
		is_new = strcmp(names, run.new_names) == 0;
		free(names);
	}
	return is_new ? NULL : "it ended well without the new";
}

/* A signal stops the work, or comes too late, or ends what has not begun or is done. A second one may end it midway. */
static const char *judge_signal(const struct treatment *t, int status, char *now)
{
	int number = (int)t->how - HOW_SIGNAL;
	bool is_old, is_new;

	if (t->onward)
		leave_hidden_out(now);
	is_old = strcmp(now, run.old) == 0;
	is_new = strcmp(now, run.new) == 0;
	counts.signals++;
	if (status == 0)
		return is_new ? NULL : "it ended well without the new";
	if (status == 128 + number && (strstr(command_said(), "已按要求停止") || strstr(command_said(), "stopped as asked")))
		return is_old ? NULL : "stopped, and not as it was";
	if (status != (int)t->how)
		return "another status";
	return is_old || is_new || t->onward ? NULL : "ended by the signal with a part done";
}

/* before: all calls up to the treated one. now may be changed. */
static const char *judge(const struct point *p, const struct treatment *t, const struct point *before, int status, char *now)
{
	bool is_new;

	if (t->how >= HOW_SIGNAL)
		return judge_signal(t, status, now);
	if (is_on_hidden(p))
		leave_hidden_out(now);
	if (status == 0)
		return judge_survival(p, t, before, now);
	counts.refused++;
	is_new = strcmp(now, run.new) == 0;
	if (status != 2)
		return "another status";
	if (t->how == HOW_SHORT || t->how == EINTR)
		return "a call that had to be made again ended it";
	if (!is_new && strcmp(now, run.old) != 0)
		return "neither the old nor the new";
	return judge_message(p, t, is_new);
}

/* Runs once with a treatment; the folder is then as it was before. */
static void treat(const struct point *p, const struct treatment *t)
{
	static struct point seen[MOST_POINTS];
	int status = command_run(run.operation->arguments, t);
	char *now = folder_describe(place.root, true);
	bool is_old = strcmp(now, run.old) == 0;
	const char *why = NULL;
	size_t num = command_calls(seen, MOST_POINTS);

	counts.runs++;
	if (t->at && (num < (size_t)t->at || strcmp(seen[t->at - 1].function, p->function) != 0))
		why = "the call was not reached";
	if (!why)
		why = judge(t->at ? &seen[t->at - 1] : p, t, seen, status, now);
	if (why)
		fail(p, t, status, why, now);
	/* With digests remembered by the last run, the next would make other calls. */
	if (!is_old || access(text("%s/d/" FOLDER_CACHE, place.root), F_OK) == 0)
		restore();
	free(now);
}

/* Which treatments for which call */

static bool reads(const struct point *p)
{
	return is(p, "open-read") || is(p, "open-folder") || is(p, "read") || is(p, "ask") || is(p, "lock") ||
	       is(p, "close-read");
}

static bool is_made_again(const struct point *p)
{
	return is(p, "open-read") || is(p, "open-folder") || is(p, "open-write") || is(p, "read") || is(p, "lock") ||
	       is(p, "write") || is(p, "sync");
}

static void try_errors(const struct point *p, long at)
{
	static const int more[] = {EDQUOT, EROFS, EACCES, ESTALE};
	struct treatment t = {.at = at, .budget = -1, .named = run.named};

	t.how = EIO;
	t.lang = "en";
	if (run.all || !reads(p) || !run.operation->samples || at % 3 == 0)
		treat(p, &t);
	t.lang = "zh";
	t.how = ENOSPC;
	t.onward = true;
	if (!reads(p))
		treat(p, &t);
	t.onward = false;
	for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
		t.how = more[i];
		t.lang = at % 2 ? "en" : "zh";
		if (run.all || (size_t)at % 16 == 4 * i)
			treat(p, &t);
	}
}

static void try_signals(const struct point *p, long at)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	struct treatment t = {.at = at, .budget = -1, .lang = at % 2 ? "en" : "zh", .named = run.named};

	t.how = HOW_SIGNAL + numbers[at % 3];
	if (run.all || at % 4 == 0 || !reads(p))
		treat(p, &t);
	t.onward = true;
	if (run.all || at % 16 == 0)
		treat(p, &t);
}

static void try_point(const struct point *p, long at)
{
	struct treatment t = {.at = at, .budget = -1, .lang = "zh", .named = run.named};

	counts.points++;
	try_errors(p, at);
	t.how = HOW_SHORT;
	if ((is(p, "read") && strcmp(p->function, "read") == 0 && (run.all || at % 3 == 0)) ||
	    (is(p, "write") && strcmp(p->function, "ftruncate") != 0))
		treat(p, &t);
	t.how = EINTR;
	if (is_made_again(p) && strcmp(p->function, "readdir") != 0 && (run.all || at % 3 == 0 || !reads(p)))
		treat(p, &t);
	try_signals(p, at);
}

/* A disk that becomes full after so many bytes. */
static void try_budgets(void)
{
	static const long budgets[] = {0, 1, 500, 4096, 65536, 400000, 1048576, 1150000, 1205000};
	static const struct point nowhere = {"write", "write", "?"};

	for (size_t i = 0; i < sizeof budgets / sizeof budgets[0]; i++) {
		struct treatment t = {.budget = budgets[i], .lang = i % 2 ? "en" : "zh",
				      .named = run.named};

		if (i % run.num_workers == run.worker)
			treat(&nowhere, &t);
	}
}

static void try_operation(const struct operation *operation, bool named)
{
	struct treatment none = {.budget = -1, .lang = "zh", .named = named};
	int status;

	run.operation = operation;
	run.named = named;
	restore();
	run.old = folder_describe(place.root, true);
	status = command_run(run.operation->arguments, &none);
	run.new = folder_describe(place.root, true);
	run.new_names = folder_describe(place.root, false);
	run.num_points = command_calls(run.points, MOST_POINTS);
	if (status != 0 || run.num_points == 0 || run.num_points == MOST_POINTS)
		fail(&run.points[0], &none, status, "without a fault", NULL);
	restore();
	for (size_t i = 0; i < run.num_points; i++)
		if (i % run.num_workers == run.worker)
			try_point(&run.points[i], (long)i + 1);
	try_budgets();
	free(run.old);
	free(run.new);
	free(run.new_names);
}

static int work(unsigned int worker, int out)
{
	const char *only = getenv("TAIZHANG_FAULTS_ONLY");

	run.worker = worker;
	place.root = text("%s/%u", run.work, worker);
	place.trace = text("%s/trace%u", run.work, worker);
	place.err = text("%s/err%u", run.work, worker);
	for (size_t i = 0; i < num_operations; i++) {
		if (only && !strstr(operations[i].name, only))
			continue;
		try_operation(&operations[i], false);
		if (operations[i].also_named)
			try_operation(&operations[i], true);
	}
	return write(out, &counts, sizeof counts) == sizeof counts ? 0 : 99;
}

/* Where libtool keeps the program itself, behind a script; in a static build there is no script. */
static void find_command(const char *build)
{
	place.command = text("%s/tools/.libs/taizhang", build);
	if (access(place.command, X_OK) != 0)
		place.command = text("%s/tools/taizhang", build);
	place.module = text("%s/tests/faults/interpose.so", build);
	if (access(place.command, X_OK) != 0 || access(place.module, R_OK) != 0)
		stop(place.module);
}

static void begin(void)
{
	const char *base = getenv("TMPDIR"), *build = getenv("abs_top_builddir"), *source = getenv("abs_srcdir");
	const char *mode = getenv("TAIZHANG_FAULTS");
	/* Thousands of syncs are soon done where nothing is written. */
	char *folder = text("%s/taizhang-faults-XXXXXX", base ? base : access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");

	if (!build || !source) {
		fputs("run by make check\n", stderr);
		exit(99);
	}
	find_command(build);
	run.all = mode && strcmp(mode, "all") == 0;
	if (!mkdtemp(folder) || !(run.work = realpath(folder, NULL)))
		stop(folder);
	setenv("LD_LIBRARY_PATH", text("%s/lib/.libs", build), 1);
	setenv("LC_ALL", "C", 1);
	/* A sanitizer's library need not be the first to be loaded. */
	setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
	unsetenv("SOURCE_DATE_EPOCH");
	shell(text("mkdir '%s/base' && cd '%s/base' && sh '%s/faults/fixture.sh' '%s'", run.work, run.work, source,
		   place.command));
}

static void add(const struct counts *more)
{
	counts.points += more->points;
	counts.runs += more->runs;
	counts.refused += more->refused;
	counts.survived += more->survived;
	counts.signals += more->signals;
	counts.failed += more->failed;
}

int main(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	int results[2];

	/* Its library wants to stand before the module, and takes the calls for itself. */
	if (IS_SANITIZED && !getenv("TAIZHANG_FAULTS")) {
		puts("skipped: a sanitizer's build; TAIZHANG_FAULTS=some runs it all the same");
		return SKIPPED;
	}
	begin();
	if (pipe(results) != 0)
		stop("pipe");
	run.num_workers = processors < 1 ? 1 : processors > MOST_WORKERS ? MOST_WORKERS : (unsigned int)processors;
	for (unsigned int i = 0; i < run.num_workers; i++)
		switch (fork()) {
		case -1:
			stop("fork");
			break;
		case 0:
			exit(work(i, results[1]));
		}
	close(results[1]);
	for (unsigned int i = 0; i < run.num_workers; i++) {
		struct counts more;

		if (read(results[0], &more, sizeof more) != sizeof more)
			stop("a worker");
		add(&more);
	}
	while (wait(NULL) > 0)
		;
	printf("%lu calls, %lu treatments: %lu refused, %lu survived, %lu signals; %lu not as they should\n", counts.points,
	       counts.runs, counts.refused, counts.survived, counts.signals, counts.failed);
	if (counts.failed)
		return EXIT_FAILURE;
	shell(text("rm -rf '%s'", run.work));
	return EXIT_SUCCESS;
}
