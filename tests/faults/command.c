/* SPDX-License-Identifier: MIT */
/* command.c: one run of the command under the module that lets its calls fail. */
#include "faults/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_ARGUMENTS 24
#define HANGS_AFTER 300	/* seconds, for a run of milliseconds */

struct place place;

static char said[4096];

void stop(const char *what)
{
	perror(what);
	exit(99);
}

char *text(const char *format, ...)
{
	va_list args;
	char *out;

	va_start(args, format);
	if (vasprintf(&out, format, args) < 0)
		stop("memory");
	va_end(args);
	return out;
}

void shell(char *command)
{
	if (system(command) != 0)
		stop(command);
	free(command);
}

static void set_number(const char *name, long number)
{
	char value[24];

	snprintf(value, sizeof value, "%ld", number);
	setenv(name, value, 1);
}

static void become_command(const char *const *arguments, const struct treatment *t)
{
	const char *all[MOST_ARGUMENTS] = {place.command};
	size_t num = 1;

	while (*arguments && num < MOST_ARGUMENTS - 3)
		all[num++] = *arguments++;
	all[num++] = "--lang";
	all[num++] = t->lang;
	setenv("TAIZHANG_FAULT_ROOT", place.root, 1);
	setenv("TAIZHANG_FAULT_TRACE", place.trace, 1);
	setenv("TAIZHANG_FAULT_TIME", "1500000000", 1);
	set_number("TAIZHANG_FAULT_AT", t->at);
	set_number("TAIZHANG_FAULT_HOW", t->how);
	set_number("TAIZHANG_FAULT_ONWARD", t->onward);
	set_number("TAIZHANG_FAULT_NAMED", t->named);
	if (t->budget >= 0)
		set_number("TAIZHANG_FAULT_BUDGET", t->budget);
	setenv("LD_PRELOAD", place.module, 1);
	if (chdir(place.root) != 0 || !freopen("/dev/null", "r", stdin) || !freopen("/dev/null", "w", stdout) ||
	    !freopen(place.err, "w", stderr))
		_exit(99);
	alarm(HANGS_AFTER);
	execv(place.command, (char *const *)all);
	_exit(99);
}

int command_run(const char *const *arguments, const struct treatment *t)
{
	FILE *file;
	pid_t child;
	int status;

	fflush(stdout);
	child = fork();
	if (child < 0)
		stop("fork");
	if (child == 0)
		become_command(arguments, t);
	if (waitpid(child, &status, 0) != child)
		stop("waitpid");
	file = fopen(place.err, "r");
	if (!file)
		stop(place.err);
	said[fread(said, 1, sizeof said - 1, file)] = '\0';
	fclose(file);
	return WIFEXITED(status) ? WEXITSTATUS(status) : HOW_SIGNAL + WTERMSIG(status);
}

const char *command_said(void)
{
	return said;
}

size_t command_calls(struct point *points, size_t most)
{
	FILE *file = fopen(place.trace, "r");
	char line[1024];
	size_t num = 0;

	if (!file)
		stop(place.trace);
	while (num < most && fgets(line, sizeof line, file))
		if (sscanf(line, "%*d %15s %15s %511[^\n]", points[num].class, points[num].function, points[num].path) == 3)
			num++;
	fclose(file);
	return num;
}
