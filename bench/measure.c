/* SPDX-License-Identifier: MIT */
/* measure.c: runs one command and tells what it took: wall time, CPU time, peak memory. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct request {
	const char *touch, *output, *errors;
	uint64_t bytes;
	char **command;
};

static int complain(const char *what)
{
	fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
	return 125;
}

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static uint64_t nanoseconds(const struct timeval *time)
{
	return (uint64_t)time->tv_sec * 1000000000u + (uint64_t)time->tv_usec * 1000u;
}

/* Write as much as the command will, and remove it: the first to use a page pays for it, and shall not be the one
 * that is measured. */
static bool touch(const char *path, uint64_t bytes)
{
	static const char block[1 << 20];
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool done = file >= 0;

	while (done && bytes > 0) {
		const size_t size = bytes < sizeof block ? (size_t)bytes : sizeof block;
		const ssize_t written = write(file, block, size);

		done = written > 0;
		bytes -= done ? (uint64_t)written : 0;
	}
	if (file >= 0) {
		close(file);
		unlink(path);
	}
	return done;
}

static bool redirect(const char *path, int flags, int to)
{
	const int file = open(path, flags, 0600);

	return file >= 0 && dup2(file, to) >= 0 && close(file) == 0;
}

/* In the child: the command in our place, or 127 and no more. */
static void become(const struct request *request)
{
	const int written = O_WRONLY | O_CREAT | O_APPEND;

	if (redirect("/dev/null", O_RDONLY, STDIN_FILENO) &&
	    redirect(request->output, written, STDOUT_FILENO) &&
	    redirect(request->errors, written, STDERR_FILENO))
		execvp(request->command[0], request->command);
	complain(request->command[0]);
	_exit(127);
}

/* A line of fields between tabs: wall time and CPU time in ns, peak memory in KiB of the largest process of all
 * that the command waited for, exit status (of a signal: 128 and its number). */
static int measure(const struct request *request)
{
	const uint64_t begun = now();
	const pid_t child = fork();
	struct rusage usage;
	uint64_t wall;
	int status;

	if (child < 0)
		return complain("fork");
	if (child == 0)
		become(request);
	while (wait4(child, &status, 0, &usage) < 0)
		if (errno != EINTR)
			return complain("wait");
	wall = now() - begun;
	status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	printf("%llu\t%llu\t%ld\t%d\n", (unsigned long long)wall,
	       (unsigned long long)(nanoseconds(&usage.ru_utime) + nanoseconds(&usage.ru_stime)),
	       usage.ru_maxrss, status);
	return 0;
}

/* Options may come in any order before the command; each takes what follows it. */
static bool read_request(int argc, char **argv, struct request *request)
{
	int at = 1;

	for (; at + 1 < argc && argv[at][0] == '-'; at += 2) {
		if (strcmp(argv[at], "-o") == 0) {
			request->output = argv[at + 1];
		} else if (strcmp(argv[at], "-e") == 0) {
			request->errors = argv[at + 1];
		} else if (strcmp(argv[at], "--touch") == 0 && at + 2 < argc) {
			request->touch = argv[at + 1];
			request->bytes = strtoull(argv[++at + 1], NULL, 10);
		} else {
			return false;
		}
	}
	request->command = argv + at;
	return at < argc && argv[at][0] != '-';
}

int main(int argc, char **argv)
{
	struct request request = {.output = "/dev/null", .errors = "/dev/null"};

	if (!read_request(argc, argv, &request)) {
		fputs("usage: measure [-o FILE] [-e FILE] [--touch FILE BYTES] COMMAND [ARGUMENT...]\n", stderr);
		return 125;
	}
	if (request.touch && !touch(request.touch, request.bytes))
		return complain(request.touch);
	return measure(&request);
}
