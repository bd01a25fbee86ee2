/* SPDX-License-Identifier: MIT */
/* unpack_target.c: the folder into which a package is unpacked. */
#include "package/unpack_target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "base/path.h"
#include "base/tree.h"

struct tz_unpack_target {
	char *directory;
	bool made;		/* directory is ours to remove */
	char *hidden;		/* NULL until it is there */
	int fd;			/* of hidden */
	int file;		/* the file at work, or -1 */
	char *path;		/* its path */
	char *parent;		/* the folder that was made last: files come folder by folder */
};

static int refuse_entry(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	(void)entry;
	return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_DIRECTORY_NOT_EMPTY, context);
}

static int make_directory(struct tz_unpack_target *t, struct taizhang_error *err)
{
	struct stat st;

	if (mkdir(t->directory, 0777) == 0) {
		t->made = true;
		return 0;
	}
	if (errno != EEXIST)
		return tz_error_sys(err, TZ_MSG_FILE_CREATE, t->directory);
	if (stat(t->directory, &st) < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, t->directory);
	if (!S_ISDIR(st.st_mode))
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_NOT_A_DIRECTORY, t->directory);
	return tz_tree_walk(t->directory, refuse_entry, t->directory, err);
}

static int make_hidden(struct tz_unpack_target *t, struct taizhang_error *err)
{
	char *hidden = tz_path_join(t->directory, TZ_FILE_TEMPORARY "XXXXXX", err);

	if (!hidden)
		return -1;
	if (!mkdtemp(hidden)) {
		free(hidden);
		return tz_error_sys(err, TZ_MSG_FILE_CREATE, t->directory);
	}
	t->hidden = hidden;
	t->fd = open(hidden, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return t->fd < 0 ? tz_error_sys(err, TZ_MSG_FILE_OPEN, hidden) : 0;
}

struct tz_unpack_target *tz_unpack_target_open(const char *directory, struct taizhang_error *err)
{
	struct tz_unpack_target *t = calloc(1, sizeof *t);

	if (!t) {
		tz_error_nomem(err);
		return NULL;
	}
	t->fd = t->file = -1;
	t->directory = tz_strdup(directory, err);
	if (!t->directory || make_directory(t, err) < 0 || make_hidden(t, err) < 0) {
		tz_unpack_target_free(t);
		return NULL;
	}
	return t;
}

/* Whoever calls has judged its paths by rules of its own; here is the last gate before the disk: below the hidden folder, name by name. */
static int check_inside(const char *path, struct taizhang_error *err)
{
	for (const char *name = path; name; name = strchr(name, '/') ? strchr(name, '/') + 1 : NULL) {
		size_t size = strcspn(name, "/");

		if (size == 0 || (size == 1 && name[0] == '.') || (size == 2 && name[0] == '.' && name[1] == '.'))
			return tz_path_refuse(path, size ? TZ_PATH_DOT : TZ_PATH_EMPTY, err);
	}
	return 0;
}

int tz_unpack_target_make_folder(struct tz_unpack_target *t, const char *path, struct taizhang_error *err)
{
	char *folder;

	if (check_inside(path, err) < 0)
		return -1;
	folder = tz_strdup(path, err);
	if (!folder)
		return -1;
	for (char *slash = strchr(folder, '/'); ; slash = strchr(slash + 1, '/')) {
		if (slash)
			*slash = '\0';
		if (mkdirat(t->fd, folder, 0777) < 0 && errno != EEXIST) {
			free(folder);
			return tz_error_sys(err, TZ_MSG_FILE_CREATE, path);
		}
		if (!slash)
			break;
		*slash = '/';
	}
	free(folder);
	return 0;
}

static int make_parent(struct tz_unpack_target *t, const char *path, struct taizhang_error *err)
{
	const char *slash = strrchr(path, '/');
	size_t size = slash ? (size_t)(slash - path) : 0;
	char *parent;

	if (size == 0 || (t->parent && strlen(t->parent) == size && memcmp(t->parent, path, size) == 0))
		return 0;
	parent = tz_strndup(path, size, err);
	if (!parent)
		return -1;
	if (tz_unpack_target_make_folder(t, parent, err) < 0) {
		free(parent);
		return -1;
	}
	free(t->parent);
	t->parent = parent;
	return 0;
}

int tz_unpack_target_begin(struct tz_unpack_target *t, const char *path, struct taizhang_error *err)
{
	if (check_inside(path, err) < 0 || make_parent(t, path, err) < 0 || tz_set_string(&t->path, path, err) < 0)
		return -1;
	t->file = openat(t->fd, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	return t->file < 0 ? tz_error_sys(err, TZ_MSG_FILE_CREATE, path) : 0;
}

int tz_unpack_target_write(struct tz_unpack_target *t, const void *data, size_t size, struct taizhang_error *err)
{
	const char *at = data;

	while (size) {
		ssize_t written = write(t->file, at, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return tz_error_sys(err, TZ_MSG_FILE_WRITE, t->path);
		at += written;
		size -= (size_t)written;
	}
	return 0;
}

int tz_unpack_target_end(struct tz_unpack_target *t, struct taizhang_error *err)
{
	int file = t->file;

	t->file = -1;
	return close(file) < 0 ? tz_error_sys(err, TZ_MSG_FILE_WRITE, t->path) : 0;
}

static int copy_blocks(struct tz_unpack_target *t, int fd, const char *from, struct taizhang_error *err)
{
	char block[1 << 16];
	ssize_t got;

	while ((got = read(fd, block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return tz_error_sys(err, TZ_MSG_FILE_READ, from);
		if (tz_unpack_target_write(t, block, (size_t)got, err) < 0)
			return -1;
	}
	return 0;
}

int tz_unpack_target_copy(struct tz_unpack_target *t, const char *from, const char *to, struct taizhang_error *err)
{
	int fd, result = -1;

	if (check_inside(from, err) < 0)
		return -1;
	fd = openat(t->fd, from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, from);
	if (tz_unpack_target_begin(t, to, err) == 0 && copy_blocks(t, fd, from, err) == 0)
		result = tz_unpack_target_end(t, err);
	close(fd);
	return result;
}

int tz_unpack_target_set_time(struct tz_unpack_target *t, const char *path, int64_t mtime, int32_t mtime_ns,
			      struct taizhang_error *err)
{
	struct timespec times[2] = {
		{.tv_nsec = UTIME_OMIT}, {.tv_sec = (time_t)mtime, .tv_nsec = mtime_ns},
	};

	if (utimensat(t->fd, path, times, AT_SYMLINK_NOFOLLOW) < 0)
		return tz_error_sys(err, TZ_MSG_FILE_WRITE, path);
	return 0;
}

/* Never over anything: inside the hidden folder nobody else writes, and the target was empty, so looking first is enough. */
static int rename_new(int from_fd, const char *from, int to_fd, const char *to, struct taizhang_error *err)
{
	struct stat st;

	if (fstatat(to_fd, to, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_FILE_EXISTS, to);
	return renameat(from_fd, from, to_fd, to) < 0 ? tz_error_sys(err, TZ_MSG_FILE_CREATE, to) : 0;
}

int tz_unpack_target_move(struct tz_unpack_target *t, const char *from, const char *to, struct taizhang_error *err)
{
	if (check_inside(to, err) < 0 || make_parent(t, to, err) < 0)
		return -1;
	return rename_new(t->fd, from, t->fd, to, err);
}

/* Puts what was committed back, so that the clean-up finds it. */
static void take_back(struct tz_unpack_target *t, int directory, const char *const *paths, size_t num)
{
	while (num--)
		renameat(directory, tz_path_base(paths[num]), t->fd, paths[num]);
}

int tz_unpack_target_commit(struct tz_unpack_target *t, const char *const *paths, size_t num_paths,
			    struct taizhang_error *err)
{
	int directory = open(t->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = -1;
	size_t done = 0;

	if (directory < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, t->directory);
	/* one sync for all files: fsync for each of 20,000 would take minutes on a disk */
	if (syncfs(t->fd) < 0) {
		tz_error_sys(err, TZ_MSG_FILE_WRITE, t->directory);
		goto out;
	}
	for (; done < num_paths; done++)
		if (rename_new(t->fd, paths[done], directory, tz_path_base(paths[done]), err) < 0)
			goto out;
	if (fsync(directory) < 0) {
		tz_error_sys(err, TZ_MSG_FILE_WRITE, t->directory);
		goto out;
	}
	t->made = false;
	result = 0;
out:
	if (result < 0)
		take_back(t, directory, paths, done);
	close(directory);
	return result;
}

void tz_unpack_target_free(struct tz_unpack_target *t)
{
	if (!t)
		return;
	if (t->file >= 0)
		close(t->file);
	if (t->fd >= 0)
		close(t->fd);
	if (t->hidden)
		tz_file_remove_tree(t->hidden);
	if (t->made)
		rmdir(t->directory);
	free(t->directory);
	free(t->hidden);
	free(t->path);
	free(t->parent);
	free(t);
}
