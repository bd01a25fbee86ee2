/* SPDX-License-Identifier: MIT */
/* program.c: another program of this machine reads a file and writes its text: started with limits, ended when it takes too long. */
#include "inspect/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"

/* One program at work. */
struct run {
	pid_t pid;
	int out;		/* what it writes */
	int64_t deadline;	/* milliseconds of the monotonic clock */
	uint64_t taken;
};

/* The system's own folders alone: what PATH names may be anybody's. */
static bool find_program(const char *name, char *path, size_t size)
{
	static const char *const folders[] = {"/usr/bin", "/bin", "/usr/local/bin"};
	struct stat info;

	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		int length = snprintf(path, size, "%s/%s", folders[i], name);

		if (length > 0 && (size_t)length < size && stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
		    access(path, X_OK) == 0)
			return true;
	}
	return false;
}

bool tz_program_is_there(const char *name)
{
	char path[256];

	return find_program(name, path, sizeof path);
}

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* A host may have closed its standard descriptors, whose numbers then come back: they would be in each other's way in the child. */
static int lift(int fd)
{
	int lifted;

	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	lifted = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return lifted;
}

/* What is limited lower already stays so. One that has ended and that the system has reaped needs no limit any more. */
static bool limit(pid_t pid, int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit present, wanted;

	if (prlimit(pid, (__rlimit_resource_t)resource, NULL, &present) != 0)
		return errno == ESRCH;
	wanted.rlim_max = present.rlim_max < hard ? present.rlim_max : hard;
	wanted.rlim_cur = wanted.rlim_max < soft ? wanted.rlim_max : soft;
	return prlimit(pid, (__rlimit_resource_t)resource, &wanted, NULL) == 0 || errno == ESRCH;
}

/* posix_spawn() sets none: it has begun by then, and has loaded a library or two, but hardly read a byte of the file. */
static bool limit_all(pid_t pid)
{
	return limit(pid, RLIMIT_CPU, TZ_LIMIT_INSPECT_SECONDS, TZ_LIMIT_INSPECT_SECONDS + 1) &&
	       limit(pid, RLIMIT_AS, TZ_LIMIT_PROGRAM_MEMORY, TZ_LIMIT_PROGRAM_MEMORY) && limit(pid, RLIMIT_FSIZE, 0, 0) &&
	       limit(pid, RLIMIT_CORE, 0, 0) && limit(pid, RLIMIT_NPROC, 0, 0);
}

/* 0 or an errno. */
static int prepare_actions(posix_spawn_file_actions_t *actions, int in, int out)
{
	int failed = posix_spawn_file_actions_adddup2(actions, in, STDIN_FILENO);

	if (!failed)
		failed = posix_spawn_file_actions_adddup2(actions, out, STDOUT_FILENO);
	if (!failed)
		failed = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (!failed)
		failed = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
	if (!failed)
		failed = posix_spawn_file_actions_addchdir_np(actions, "/");
	return failed;
}

/* Nothing of the host's handling of signals, in a group of its own that a terminal's signals do not reach. */
static int prepare_attributes(posix_spawnattr_t *attributes)
{
	sigset_t none, all;
	int failed;

	sigemptyset(&none);
	sigfillset(&all);
	failed = posix_spawnattr_setsigmask(attributes, &none);
	if (!failed)
		failed = posix_spawnattr_setsigdefault(attributes, &all);
	if (!failed)
		failed = posix_spawnattr_setpgroup(attributes, 0);
	if (!failed)
		failed = posix_spawnattr_setflags(attributes,
						  POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	return failed;
}

/* 0 or an errno. */
static int spawn(const char *path, const char *const *argv, int in, int out, pid_t *pid)
{
	static char locale[] = "LC_ALL=C.UTF-8";
	char *environment[] = {locale, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failed = posix_spawn_file_actions_init(&actions);

	if (failed)
		return failed;
	failed = posix_spawnattr_init(&attributes);
	if (!failed) {
		failed = prepare_actions(&actions, in, out);
		if (!failed)
			failed = prepare_attributes(&attributes);
		/* exec() takes no const and changes nothing. */
		if (!failed)
			failed = posix_spawn(pid, path, &actions, &attributes, (char *const *)(uintptr_t)argv, environment);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

/* The descriptors of the child, then the child. 0 or an errno. */
static int start(struct run *run, const char *path, const char *const *argv, const struct tz_source *source)
{
	char bytes[64];
	int in, ends[2], failed;

	/* Opened anew: a duplicate would share its offset with others. */
	tz_source_path(source, bytes, sizeof bytes);
	in = lift(tz_file_open(AT_FDCWD, bytes, O_RDONLY));
	if (in < 0)
		return errno;
	if (pipe2(ends, O_CLOEXEC) != 0) {
		failed = errno;
		close(in);
		return failed;
	}
	run->out = lift(ends[0]);
	ends[1] = lift(ends[1]);
	failed = run->out < 0 || ends[1] < 0 ? EMFILE : spawn(path, argv, in, ends[1], &run->pid);
	close(in);
	if (ends[1] >= 0)
		close(ends[1]);
	if (failed && run->out >= 0)
		close(run->out);
	return failed;
}

/* Waits for what it writes. False where its time is over. */
static bool wait_output(const struct run *run)
{
	struct pollfd ready = {run->out, POLLIN, 0};
	int64_t left;

	while ((left = run->deadline - now()) > 0)
		if (poll(&ready, 1, (int)left) > 0)
			return true;
	return false;
}

/* Until it has closed its output or said enough: DONE; until its time is over. */
static int drain(struct run *run, int (*take)(void *context, const char *data, size_t size, struct taizhang_error *err),
		 void *context, enum tz_program_end *end, struct taizhang_error *err)
{
	char block[16384];

	*end = TZ_PROGRAM_DONE;
	while (run->taken <= TZ_LIMIT_INSPECT_TEXT) {
		ssize_t got;

		if (!wait_output(run)) {
			*end = TZ_PROGRAM_TIMEOUT;
			return 0;
		}
		got = read(run->out, block, sizeof block);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			*end = TZ_PROGRAM_FAILED;
		if (got <= 0)
			return 0;
		run->taken += (uint64_t)got;
		if (take(context, block, (size_t)got, err) != 0)
			return -1;
	}
	return 0;
}

/* How it ended by itself, which it has done or is about to do now that its output is closed. It stays a zombie, so that its number is nobody
 * else's until it is reaped; but where the host has children reaped at once, nobody knows how it ended, and it is taken at its word.
 * Sets *gone then. */
static enum tz_program_end judge(const struct run *run, bool *gone)
{
	siginfo_t info;
	int result;

	do {
		memset(&info, 0, sizeof info);
		result = waitid(P_PID, (id_t)run->pid, &info, WEXITED | WNOWAIT | WNOHANG);
		if (result == 0 && info.si_pid == 0)
			poll(NULL, 0, 1);
	} while ((result == 0 ? info.si_pid == 0 : errno == EINTR) && now() < run->deadline);
	*gone = result != 0 && errno == ECHILD;
	if (result != 0)
		return TZ_PROGRAM_DONE;
	if (info.si_pid == 0 || (info.si_code != CLD_EXITED && info.si_status == SIGXCPU))
		return TZ_PROGRAM_TIMEOUT;
	return info.si_code == CLD_EXITED && info.si_status == 0 ? TZ_PROGRAM_DONE : TZ_PROGRAM_FAILED;
}

static void end_group(const struct run *run)
{
	kill(-run->pid, SIGKILL);
	while (waitpid(run->pid, NULL, 0) < 0 && errno == EINTR)
		;
}

int tz_program_run_within(int milliseconds, const char *const *argv, const struct tz_source *source,
			  int (*take)(void *context, const char *data, size_t size, struct taizhang_error *err), void *context,
			  enum tz_program_end *end, struct taizhang_error *err)
{
	struct run run = {0, -1, now() + milliseconds, 0};
	char path[256];
	bool gone = false;
	int result = 0;

	*end = TZ_PROGRAM_ABSENT;
	if (!find_program(argv[0], path, sizeof path))
		return 0;
	*end = TZ_PROGRAM_FAILED;
	switch (start(&run, path, argv, source)) {
	case 0:
		break;
	case ENOMEM:
		return tz_error_nomem(err);
	default:
		return 0;
	}
	if (limit_all(run.pid)) {
		result = drain(&run, take, context, end, err);
		if (result == 0 && *end == TZ_PROGRAM_DONE && run.taken <= TZ_LIMIT_INSPECT_TEXT)
			*end = judge(&run, &gone);
	}
	if (!gone)
		end_group(&run);
	close(run.out);
	return result;
}

int tz_program_run(const char *const *argv, const struct tz_source *source,
		   int (*take)(void *context, const char *data, size_t size, struct taizhang_error *err), void *context,
		   enum tz_program_end *end, struct taizhang_error *err)
{
	return tz_program_run_within(TZ_LIMIT_INSPECT_SECONDS * 1000, argv, source, take, context, end, err);
}

/* What a block of output breaks off within, until the next one comes. */
struct writing {
	struct taizhang_facts *facts;
	char left[4];
	size_t num_left;
};

/* The bytes at the end that begin a character and do not finish it. */
static size_t unfinished(const char *data, size_t size)
{
	for (size_t back = 1; back <= 3 && back <= size; back++) {
		unsigned char c = (unsigned char)data[size - back];
		size_t wanted = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;

		if (c < 0x80 || c >= 0xc0)
			return wanted > back ? back : 0;
	}
	return 0;
}

static int write_text(void *context, const char *data, size_t size, struct taizhang_error *err)
{
	struct writing *writing = context;
	char block[16384 + sizeof writing->left];

	while (size) {
		size_t room = sizeof block - writing->num_left, part = size < room ? size : room, whole;

		memcpy(block, writing->left, writing->num_left);
		memcpy(block + writing->num_left, data, part);
		whole = writing->num_left + part;
		writing->num_left = unfinished(block, whole);
		whole -= writing->num_left;
		memcpy(writing->left, block + whole, writing->num_left);
		/* Pages end with a form feed, which is a line break here. */
		for (char *feed = block; (feed = memchr(feed, '\f', whole - (size_t)(feed - block))); feed++)
			*feed = '\n';
		if (tz_facts_write(writing->facts, block, whole, err) != 0)
			return -1;
		data += part;
		size -= part;
	}
	return 0;
}

int tz_program_text(const char *const *argv, struct tz_inspection *inspection, struct taizhang_error *err)
{
	static const char *const reasons[] = {
		[TZ_PROGRAM_ABSENT] = TZ_REASON_NO_PROGRAM,
		[TZ_PROGRAM_FAILED] = TZ_REASON_PROGRAM_FAILED,
		[TZ_PROGRAM_TIMEOUT] = TZ_REASON_TIMEOUT,
	};
	struct writing writing = {inspection->facts, "", 0};
	enum tz_program_end end = TZ_PROGRAM_ABSENT;

	if (inspection->programs && tz_program_run(argv, inspection->source, write_text, &writing, &end, err) != 0)
		return -1;
	if (end != TZ_PROGRAM_DONE)
		return tz_facts_add_unread(inspection->facts, TZ_UNREAD_TEXT, reasons[end], err);
	return 0;
}
