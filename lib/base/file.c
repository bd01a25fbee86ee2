/* SPDX-License-Identifier: MIT */
/* file.c: files on disk: opened, read whole, replaced atomically. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "base/folder.h"
#include "base/path.h"

#define CHUNK 65536

int tz_file_open(int folder, const char *path, int flags)
{
	int fd;

	do
		fd = openat(folder, path, flags | O_CLOEXEC, 0666);
	while (fd < 0 && errno == EINTR);
	return fd;
}

int tz_file_sync(int fd)
{
	int result;

	do
		result = fsync(fd);
	while (result != 0 && errno == EINTR);
	return result;
}

int tz_file_sync_all(int fd)
{
	int result;

	do
		result = syncfs(fd);
	while (result != 0 && errno == EINTR);
	return result;
}

/* Opens a regular file; one that is a pipe or a device is not waited for. */
static int open_regular(const char *path, struct stat *status, struct taizhang_error *err)
{
	int fd = tz_file_open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK);

	if (fd < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
	if (fstat(fd, status) != 0) {
		tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
	} else if (!S_ISREG(status->st_mode)) {
		tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_A_FILE, path);
	} else {
		return fd;
	}
	close(fd);
	return -1;
}

static int read_all(int fd, const char *path, size_t max, struct tz_buffer *out,
		    struct taizhang_error *err)
{
	size_t before = out->size;
	ssize_t got;
	char *room;

	do {
		room = tz_buffer_reserve(out, CHUNK);
		if (!room)
			return tz_buffer_check(out, err);
		do
			got = read(fd, room, CHUNK);
		while (got < 0 && errno == EINTR);
		if (got < 0)
			return tz_error_sys(err, TZ_MSG_FILE_READ, path);
		out->size += (size_t)got;
		/* Asked of what was read, not of fstat: a file may grow meanwhile. */
		if (out->size - before > max)
			return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, path,
					       (int64_t)max);
	} while (got > 0);
	return 0;
}

int tz_file_read(const char *path, size_t max, struct tz_buffer *out, struct taizhang_error *err)
{
	size_t before = out->size;
	struct stat status;
	int fd, result;

	fd = open_regular(path, &status, err);
	if (fd < 0)
		return -1;
	if ((uint64_t)status.st_size > max)
		result = tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, path,
					 (int64_t)max);
	else
		result = read_all(fd, path, max, out, err);
	close(fd);
	if (result != 0)
		out->size = before;
	return result;
}

/* Its length does not depend on the target's. */
char *tz_file_temporary(const char *target, struct taizhang_error *err)
{
	struct tz_buffer name = TZ_BUFFER_INIT;
	uint64_t random[2];

	if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random) {
		tz_error_sys(err, TZ_MSG_FILE_CREATE, target);
		return NULL;
	}
	tz_buffer_add(&name, target, (size_t)(tz_path_base(target) - target));
	tz_buffer_printf(&name, TZ_FILE_TEMPORARY "%016llx%016llx", (unsigned long long)random[0],
			 (unsigned long long)random[1]);
	return tz_buffer_take(&name, err);
}

/* What can be known to fail is said before hours of writing. */
static int check_target(const char *target, bool exclusive, mode_t *mode,
			struct taizhang_error *err)
{
	struct stat status;

	*mode = 0;
	if (lstat(target, &status) != 0)
		return errno == ENOENT ? 0 : tz_error_sys(err, TZ_MSG_FILE_CREATE, target);
	if (exclusive)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_FILE_EXISTS, target);
	if (!S_ISREG(status.st_mode) && !S_ISLNK(status.st_mode))
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_A_FILE, target);
	if (S_ISREG(status.st_mode))
		*mode = status.st_mode & 0777;
	return 0;
}

#define PROC_FD_SIZE 32

/* The name under which linkat() reaches an open file. */
static const char *proc_fd(int fd, char buf[PROC_FD_SIZE])
{
	snprintf(buf, PROC_FD_SIZE, "/proc/self/fd/%d", fd);
	return buf;
}

/* A file without a name in the folder, or -1 where the file system or the machine has none. */
static int open_nameless(const char *folder)
{
	int fd = -1;
#ifdef O_TMPFILE
	char proc[PROC_FD_SIZE];

	fd = tz_file_open(AT_FDCWD, folder, O_TMPFILE | O_RDWR);
	if (fd >= 0 && access(proc_fd(fd, proc), F_OK) != 0) {
		close(fd);
		fd = -1;
	}
#else
	(void)folder;
#endif
	return fd;
}

static int open_temporary(struct tz_replace *r, struct taizhang_error *err)
{
	char *folder = tz_path_folder(r->target, err);

	if (folder) {
		r->fd = open_nameless(folder);
		r->nameless = r->fd >= 0;
		if (!r->nameless)
			r->fd = tz_file_open(AT_FDCWD, r->temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW);
		if (r->fd < 0)
			tz_error_sys(err, TZ_MSG_FILE_CREATE, r->target);
		free(folder);
	}
	if (r->fd >= 0)
		return 0;
	free(r->temporary);
	r->temporary = NULL;
	return -1;
}

int tz_replace_begin(struct tz_replace *r, const char *target, bool exclusive,
		     struct taizhang_error *err)
{
	mode_t mode;

	*r = (struct tz_replace)TZ_REPLACE_INIT;
	if (check_target(target, exclusive, &mode, err) != 0)
		return -1;
	r->exclusive = exclusive;
	r->target = tz_strdup(target, err);
	r->temporary = r->target ? tz_file_temporary(target, err) : NULL;
	if (!r->temporary || open_temporary(r, err) != 0)
		goto failed;
	/* Who could read and write the old file can do so with the new one; some file systems have no modes to set. */
	if (mode && fchmod(r->fd, mode) != 0 && errno != EPERM && errno != ENOTSUP) {
		tz_error_sys(err, TZ_MSG_FILE_CREATE, target);
		goto failed;
	}
	return 0;
failed:
	tz_replace_abort(r);
	return -1;
}

int tz_replace_write(struct tz_replace *r, const void *data, size_t size,
		     struct taizhang_error *err)
{
	const char *p = data;
	ssize_t put;

	while (size) {
		put = write(r->fd, p, size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return tz_error_sys(err, TZ_MSG_FILE_WRITE, r->target);
		p += put;
		size -= (size_t)put;
	}
	return 0;
}

void tz_replace_set_time(struct tz_replace *r, int64_t mtime, int32_t mtime_ns)
{
	const struct timespec times[2] = {
		{.tv_nsec = UTIME_OMIT},
		{.tv_sec = (time_t)mtime, .tv_nsec = mtime_ns},
	};

	/* A time that cannot be kept costs nothing but a look at the bytes. */
	if (futimens(r->fd, times) != 0)
		errno = 0;
}

/* Renames where nothing of the new name may be. Network file systems know link(), memory sticks know renameat2(). */
static int rename_new(const char *from, const char *to)
{
#ifdef RENAME_NOREPLACE
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	return link(from, to) == 0 ? unlink(from) : -1;
}

/* Puts the temporary in the target's place. */
static int put_in_place(struct tz_replace *r)
{
	char proc[PROC_FD_SIZE];
	const char *name = r->exclusive ? r->target : r->temporary;

	if (r->nameless) {
		if (linkat(AT_FDCWD, proc_fd(r->fd, proc), AT_FDCWD, name, AT_SYMLINK_FOLLOW) != 0)
			return -1;
		r->nameless = false;
		if (r->exclusive)
			return 0;
	}
	return r->exclusive ? rename_new(r->temporary, r->target) : rename(r->temporary, r->target);
}

/* A network file system may keep a refusal (a quota, a server gone) for the closing; a nameless file must stay open until it has its
 * name, so a copy of the descriptor is closed. */
static int close_copy(int fd)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);

	if (copy < 0)
		return -1;
	/* The descriptor is gone after EINTR too, and the bytes were synced. */
	return close(copy) != 0 && errno != EINTR ? -1 : 0;
}

int tz_replace_prepare(struct tz_replace *r, struct taizhang_error *err)
{
	if (r->prepared)
		return 0;
	if ((!r->unsynced && tz_file_sync(r->fd) != 0) || close_copy(r->fd) != 0)
		return tz_error_sys(err, TZ_MSG_FILE_WRITE, r->target);
	r->prepared = true;
	return 0;
}

/* The name is on the disk when the folder is synced. Where that fails, a new file is taken away again; what was replaced cannot come back. */
static int sync_name(struct tz_replace *r, const char *folder, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;

	if (tz_folder_sync(folder, &why) == 0)
		return 0;
	if (r->exclusive && unlink(r->target) == 0)
		return tz_error_pass(err, &why);
	errno = why.sys_errno;
	return tz_error_sys(err, TZ_MSG_FILE_UNSURE, r->target);
}

int tz_replace_commit(struct tz_replace *r, struct taizhang_error *err)
{
	/* Known before the new file is in its place: from there on only the disk can fail. */
	char *folder = tz_path_folder(r->target, err);
	int result = folder ? tz_replace_prepare(r, err) : -1;

	if (result == 0 && put_in_place(r) != 0) {
		if (r->exclusive && errno == EEXIST)
			result = tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_FILE_EXISTS, r->target);
		else
			result = tz_error_sys(err, TZ_MSG_FILE_WRITE, r->target);
	} else if (result == 0) {
		free(r->temporary);
		r->temporary = NULL;
		result = r->unsynced ? 0 : sync_name(r, folder, err);
	}
	free(folder);
	tz_replace_abort(r);
	return result;
}

void tz_replace_abort(struct tz_replace *r)
{
	if (r->fd >= 0)
		close(r->fd);
	if (r->temporary && !r->nameless)
		unlink(r->temporary);
	free(r->temporary);
	free(r->target);
	*r = (struct tz_replace)TZ_REPLACE_INIT;
}

int tz_file_replace(const char *path, const void *data, size_t size, struct taizhang_error *err)
{
	struct tz_replace r;

	if (tz_replace_begin(&r, path, false, err) != 0)
		return -1;
	if (tz_replace_write(&r, data, size, err) != 0) {
		tz_replace_abort(&r);
		return -1;
	}
	return tz_replace_commit(&r, err);
}

/* The path without links; NULL where it is not there. */
static int resolve(const char *path, char **resolved, struct taizhang_error *err)
{
	*resolved = realpath(path, NULL);
	if (*resolved || errno == ENOENT || errno == ENOTDIR)
		return 0;
	return tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
}

int tz_file_is_inside(const char *path, const char *folder, bool *inside, struct taizhang_error *err)
{
	char *parent = tz_path_folder(path, err), *above = NULL, *below = NULL;
	int result = -1;
	size_t size;

	if (parent && resolve(folder, &above, err) == 0 && resolve(parent, &below, err) == 0) {
		/* What is not there has nothing inside it, and is inside nothing. */
		size = above ? strlen(above) : 0;
		*inside = above && below && strncmp(above, below, size) == 0 &&
			  (below[size] == '/' || below[size] == '\0');
		result = 0;
	}
	free(above);
	free(below);
	free(parent);
	return result;
}
