/* SPDX-License-Identifier: MIT */
/* interpose.c: a module for LD_PRELOAD that numbers the calls which a program makes on the files of one folder, and lets one of them fail.
 *
 * TAIZHANG_FAULT_ROOT    the folder, without links in its path; the program runs inside it
 * TAIZHANG_FAULT_TRACE   a file that gets a line a call: number, class, function, path
 * TAIZHANG_FAULT_AT      the number of the call to treat
 * TAIZHANG_FAULT_HOW     a number: that errno; -1: half of the bytes only; 1000 + n: signal n comes just before it
 * TAIZHANG_FAULT_ONWARD  all later calls of the same sort are treated too: those that make or write, or else every one
 * TAIZHANG_FAULT_BUDGET  the bytes that may be written before the disk is full
 * TAIZHANG_FAULT_NAMED   the file system has no files without a name
 * TAIZHANG_FAULT_TIME    what time() says
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MOST_FILES 256
#define HALF (-1)
#define SIGNALS 1000
#define NAME_SIZE 512

enum class {
	OPEN_READ, OPEN_FOLDER, READ, ASK, LOCK, CLOSE_READ,	/* what only reads */
	OPEN_WRITE, OPEN_NAMELESS, WRITE, SYNC, CLOSE_WRITE, NAME, MAKE, REMOVE, ATTRIBUTE,
};
static const char *const class_names[] = {
	"open-read", "open-folder", "read", "ask", "lock", "close-read", "open-write", "open-nameless", "write",
	"sync", "close-write", "name", "make", "remove", "attribute",
};

static struct {
	const char *root;
	size_t root_size;
	int trace;
	long at, how;
	bool onward, named, has_budget;
	unsigned long long budget;
	enum class treated;	/* the class of the call numbered at */
	long calls;
} fault = {.trace = -1};

/* The files that the program has open in the folder. */
static struct {
	char name[NAME_SIZE];	/* empty: not one of them */
	bool is_written;
} files[MOST_FILES];

static long number_of(const char *name)
{
	const char *value = getenv(name);

	return value ? strtol(value, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void)
{
	const char *budget = getenv("TAIZHANG_FAULT_BUDGET"), *trace = getenv("TAIZHANG_FAULT_TRACE");

	fault.root = getenv("TAIZHANG_FAULT_ROOT");
	fault.root_size = fault.root ? strlen(fault.root) : 0;
	fault.at = number_of("TAIZHANG_FAULT_AT");
	fault.how = number_of("TAIZHANG_FAULT_HOW");
	fault.onward = number_of("TAIZHANG_FAULT_ONWARD") != 0;
	fault.named = number_of("TAIZHANG_FAULT_NAMED") != 0;
	fault.has_budget = budget != NULL;
	fault.budget = budget ? strtoull(budget, NULL, 10) : 0;
	if (trace)
		fault.trace = (int)syscall(SYS_openat, AT_FDCWD, trace, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

static const char *name_of(int fd)
{
	return fd >= 0 && fd < MOST_FILES && files[fd].name[0] ? files[fd].name : NULL;
}

static bool is_below(int folder, const char *path)
{
	if (!fault.root || !path)
		return false;
	if (path[0] != '/')
		return folder == AT_FDCWD || name_of(folder);
	return strncmp(path, fault.root, fault.root_size) == 0 &&
	       (path[fault.root_size] == '/' || !path[fault.root_size]);
}

static bool makes(enum class class)
{
	return class == OPEN_WRITE || class == OPEN_NAMELESS || class == WRITE || class == MAKE;
}

/* Numbers a call; true where it is to be treated. */
static bool is_treated(enum class class, const char *function, const char *path)
{
	char line[NAME_SIZE + 128];
	long call = __atomic_add_fetch(&fault.calls, 1, __ATOMIC_RELAXED);
	int size;

	if (fault.trace >= 0) {
		size = snprintf(line, sizeof line, "%ld %s %s %s\n", call, class_names[class], function, path);
		syscall(SYS_write, fault.trace, line, size < (int)sizeof line ? (size_t)size : sizeof line - 1);
	}
	if (call == fault.at)
		fault.treated = class;
	return fault.at && (call == fault.at ||
			    (fault.onward && call > fault.at && (fault.how >= SIGNALS || makes(class))));
}

/* The same, for calls that fail or not; true with errno where this one fails. */
static bool fails(enum class class, const char *function, const char *path)
{
	if (!is_treated(class, function, path) || fault.how == HALF)
		return false;
	if (fault.how >= SIGNALS) {
		raise((int)(fault.how - SIGNALS));
		return false;
	}
	errno = (int)fault.how;
	return true;
}

static void remember(int fd, int folder, const char *path, bool is_written)
{
	char name[NAME_SIZE];

	if (fd < 0 || fd >= MOST_FILES || !is_below(folder, path))
		return;
	if (path[0] != '/' && folder != AT_FDCWD)
		snprintf(name, sizeof name, "%.200s/%.300s", files[folder].name, path);
	else
		snprintf(name, sizeof name, "%.500s", path);
	memcpy(files[fd].name, name, sizeof name);
	files[fd].is_written = is_written;
}

/* The next definition of a function, which is the C library's or that of a sanitizer. */
#define REAL(function) __typeof__(&function) real = (__typeof__(&function))dlsym(RTLD_NEXT, #function)

/* Opening */

static enum class open_class(int flags)
{
	if ((flags & O_TMPFILE) == O_TMPFILE)
		return OPEN_NAMELESS;
	if ((flags & O_ACCMODE) != O_RDONLY)
		return OPEN_WRITE;
	return flags & O_DIRECTORY ? OPEN_FOLDER : OPEN_READ;
}

static int open_at(const char *function, int folder, const char *path, int flags, mode_t mode)
{
	__typeof__(&openat) real = (__typeof__(&openat))dlsym(RTLD_NEXT, "openat");
	enum class class = open_class(flags);
	int fd;

	if (is_below(folder, path)) {
		if (class == OPEN_NAMELESS && fault.named) {
			errno = EOPNOTSUPP;
			return -1;
		}
		if (fails(class, function, path))
			return -1;
	}
	fd = real(folder, path, flags, mode);
	remember(fd, folder, path, class == OPEN_WRITE || class == OPEN_NAMELESS);
	return fd;
}

#define MODE(flags, mode)                                                        \
	do {                                                                     \
		va_list args;                                                    \
		va_start(args, flags);                                           \
		if ((flags) & O_CREAT || ((flags) & O_TMPFILE) == O_TMPFILE)     \
			(mode) = va_arg(args, mode_t);                           \
		va_end(args);                                                    \
	} while (0)

int open(const char *path, int flags, ...)
{
	mode_t mode = 0;

	MODE(flags, mode);
	return open_at("open", AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	mode_t mode = 0;

	MODE(flags, mode);
	return open_at("open", AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
	mode_t mode = 0;

	MODE(flags, mode);
	return open_at("openat", folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
	mode_t mode = 0;

	MODE(flags, mode);
	return open_at("openat", folder, path, flags, mode);
}

static FILE *open_stream(__typeof__(&fopen) real, const char *path, const char *mode)
{
	bool is_written = mode[0] != 'r';
	FILE *file;

	if (is_below(AT_FDCWD, path) && fails(is_written ? OPEN_WRITE : OPEN_READ, "fopen", path))
		return NULL;
	file = real(path, mode);
	if (file)
		remember(fileno(file), AT_FDCWD, path, is_written);
	return file;
}

FILE *fopen(const char *path, const char *mode)
{
	REAL(fopen);

	return open_stream(real, path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
	REAL(fopen64);

	return open_stream(real, path, mode);
}

/* Reading and writing */

ssize_t read(int fd, void *data, size_t size)
{
	REAL(read);

	if (name_of(fd) && fails(READ, "read", name_of(fd)))
		return -1;
	if (fault.how == HALF && fault.calls == fault.at && name_of(fd) && size > 1)
		size /= 2;
	return real(fd, data, size);
}

ssize_t pread(int fd, void *data, size_t size, off_t at)
{
	REAL(pread);

	if (name_of(fd) && fails(READ, "pread", name_of(fd)))
		return -1;
	if (fault.how == HALF && fault.calls == fault.at && name_of(fd) && size > 1)
		size /= 2;
	return real(fd, data, size, at);
}

ssize_t pread64(int fd, void *data, size_t size, off64_t at)
{
	return pread(fd, data, size, at);
}

/* The stream reads from a folder for a moment, so that it is the C library that takes note of a failure. */
size_t fread(void *data, size_t size, size_t num, FILE *file)
{
	REAL(fread);
	int fd = fileno(file), kept, folder;
	size_t got;

	if (!name_of(fd) || !fails(READ, "fread", name_of(fd)))
		return real(data, size, num, file);
	kept = (int)syscall(SYS_dup, fd);
	folder = (int)syscall(SYS_openat, AT_FDCWD, "/", O_RDONLY | O_DIRECTORY, 0);
	dup2(folder, fd);
	got = real(data, size, num, file);
	dup2(kept, fd);
	syscall(SYS_close, kept);
	syscall(SYS_close, folder);
	errno = (int)fault.how;
	return got;
}

struct dirent *readdir(DIR *folder)
{
	REAL(readdir);

	if (name_of(dirfd(folder)) && fails(READ, "readdir", name_of(dirfd(folder))))
		return NULL;
	return real(folder);
}

/* How many of the bytes may be written; 0 with errno where none. */
static size_t written_size(const char *function, int fd, size_t size)
{
	if (!name_of(fd))
		return size;
	if (fails(WRITE, function, name_of(fd)))
		return 0;
	if (fault.how == HALF && fault.calls == fault.at && size > 1)
		size /= 2;
	if (!fault.has_budget)
		return size;
	if (size > fault.budget)
		size = (size_t)fault.budget;
	fault.budget -= size;
	if (size == 0)
		errno = ENOSPC;
	return size;
}

ssize_t write(int fd, const void *data, size_t size)
{
	REAL(write);
	size_t allowed = written_size("write", fd, size);

	return size && !allowed ? -1 : real(fd, data, allowed);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
	REAL(pwrite);
	size_t allowed = written_size("pwrite", fd, size);

	return size && !allowed ? -1 : real(fd, data, allowed, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
	return pwrite(fd, data, size, at);
}

/* What takes a descriptor. */
#define ON_FILE(function, class, parameters, arguments)                    \
	int function parameters                                            \
	{                                                                  \
		REAL(function);                                            \
                                                                           \
		if (name_of(fd) && fails(class, #function, name_of(fd)))   \
			return -1;                                         \
		return real arguments;                                     \
	}
ON_FILE(fsync, SYNC, (int fd), (fd))
ON_FILE(fdatasync, SYNC, (int fd), (fd))
ON_FILE(syncfs, SYNC, (int fd), (fd))
ON_FILE(ftruncate, WRITE, (int fd, off_t size), (fd, size))
ON_FILE(fchmod, ATTRIBUTE, (int fd, mode_t mode), (fd, mode))
ON_FILE(futimens, ATTRIBUTE, (int fd, const struct timespec times[2]), (fd, times))
ON_FILE(flock, LOCK, (int fd, int operation), (fd, operation))
ON_FILE(fstat, ASK, (int fd, struct stat *status), (fd, status))

/* The error comes although the descriptor is gone, as on a network file system whose server refuses the last bytes. */
int close(int fd)
{
	REAL(close);
	char name[NAME_SIZE];
	bool fault_comes, is_written = name_of(fd) && files[fd].is_written;
	int reason;

	if (!name_of(fd))
		return real(fd);
	memcpy(name, files[fd].name, sizeof name);
	files[fd].name[0] = '\0';
	fault_comes = fails(is_written ? CLOSE_WRITE : CLOSE_READ, "close", name);
	reason = errno;
	if (real(fd) != 0 || !fault_comes)
		return fault_comes ? -1 : 0;
	errno = reason;
	return -1;
}

int closedir(DIR *folder)
{
	REAL(closedir);
	int fd = dirfd(folder);

	if (fd >= 0 && fd < MOST_FILES)
		files[fd].name[0] = '\0';
	return real(folder);
}

int fclose(FILE *file)
{
	REAL(fclose);
	int fd = fileno(file);

	if (fd >= 0 && fd < MOST_FILES)
		files[fd].name[0] = '\0';
	return real(file);
}

int fcntl(int fd, int command, ...)
{
	REAL(fcntl);
	va_list args;
	void *argument;
	int result;

	va_start(args, command);
	argument = va_arg(args, void *);
	va_end(args);
	result = real(fd, command, argument);
	if (result >= 0 && result < MOST_FILES && name_of(fd) && (command == F_DUPFD_CLOEXEC || command == F_DUPFD))
		files[result] = files[fd];
	return result;
}

/* What takes a path, or one in a folder. */
#define ON_PATH(function, class, folder, path, parameters, arguments)             \
	int function parameters                                                   \
	{                                                                         \
		REAL(function);                                                   \
                                                                                  \
		if (is_below(folder, path) && fails(class, #function, path))      \
			return -1;                                                \
		return real arguments;                                            \
	}
ON_PATH(mkdir, MAKE, AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
ON_PATH(mkdirat, MAKE, folder, path, (int folder, const char *path, mode_t mode), (folder, path, mode))
ON_PATH(rename, NAME, AT_FDCWD, to, (const char *from, const char *to), (from, to))
ON_PATH(renameat, NAME, folder, to, (int from_folder, const char *from, int folder, const char *to),
	(from_folder, from, folder, to))
ON_PATH(renameat2, NAME, folder, to,
	(int from_folder, const char *from, int folder, const char *to, unsigned int flags),
	(from_folder, from, folder, to, flags))
ON_PATH(link, NAME, AT_FDCWD, to, (const char *from, const char *to), (from, to))
ON_PATH(linkat, NAME, folder, to, (int from_folder, const char *from, int folder, const char *to, int flags),
	(from_folder, from, folder, to, flags))
ON_PATH(unlink, REMOVE, AT_FDCWD, path, (const char *path), (path))
ON_PATH(unlinkat, REMOVE, folder, path, (int folder, const char *path, int flags), (folder, path, flags))
ON_PATH(rmdir, REMOVE, AT_FDCWD, path, (const char *path), (path))
ON_PATH(remove, REMOVE, AT_FDCWD, path, (const char *path), (path))
ON_PATH(utimensat, ATTRIBUTE, folder, path,
	(int folder, const char *path, const struct timespec times[2], int flags), (folder, path, times, flags))
ON_PATH(stat, ASK, AT_FDCWD, path, (const char *path, struct stat *status), (path, status))
ON_PATH(lstat, ASK, AT_FDCWD, path, (const char *path, struct stat *status), (path, status))
ON_PATH(fstatat, ASK, folder, path, (int folder, const char *path, struct stat *status, int flags),
	(folder, path, status, flags))

char *mkdtemp(char *path)
{
	REAL(mkdtemp);

	if (is_below(AT_FDCWD, path) && fails(MAKE, "mkdtemp", path))
		return NULL;
	return real(path);
}

char *realpath(const char *path, char *resolved)
{
	REAL(realpath);

	if (is_below(AT_FDCWD, path) && fails(ASK, "realpath", path))
		return NULL;
	return real(path, resolved);
}

time_t time(time_t *out)
{
	const char *value = getenv("TAIZHANG_FAULT_TIME");
	time_t now;

	if (value) {
		now = (time_t)strtoll(value, NULL, 10);
	} else {
		REAL(time);

		now = real(NULL);
	}
	if (out)
		*out = now;
	return now;
}
