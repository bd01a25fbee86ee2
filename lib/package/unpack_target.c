/* SPDX-License-Identifier: MIT */
/* unpack_target.c: the folder into which a package is unpacked. */
#include "package/unpack_target.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/index.h"
#include "base/path.h"
#include "base/tree.h"

#define HIDDEN TZ_FILE_TEMPORARY "XXXXXX"
#define MOST_TRIES 100

struct tz_unpack_target {
	char *directory;
	bool made;		/* directory is ours to remove */
	char *hidden;		/* NULL until it is there */
	int fd;			/* of hidden */
	struct tz_unpack_file *file;	/* of who writes one at a time */
	pthread_mutex_t lock;	/* for what follows */
	struct tz_index folders;	/* those made */
	struct tz_arena names;	/* theirs */
};

struct tz_unpack_file {
	struct tz_unpack_target *target;
	int fd;
	char path[];
};

/* Hidden folders are left out: what they are, clear_entry finds out once nothing else is there. */
static int refuse_entry(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	if (entry->type == TZ_TREE_DIRECTORY &&
	    strncmp(entry->name, TZ_FILE_TEMPORARY, strlen(TZ_FILE_TEMPORARY)) == 0)
		return 1;
	return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_DIRECTORY_NOT_EMPTY, context);
}

/* As mkdtemp made it, for us: where the file system keeps no owners and modes, nobody can tell. */
static bool is_ours(int fd, const char *name)
{
	struct stat st;

	return fstat(fd, &st) == 0 && st.st_uid == geteuid() && (st.st_mode & 07777) == 0700 &&
	       strlen(name) == strlen(HIDDEN);
}

/* The hidden folder of an unpacking that was killed has no lock any more, and goes; that of one at work has. */
static int clear_entry(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	char *path = tz_path_join(context, entry->name, err);
	int fd = path ? tz_file_open(entry->directory_fd, entry->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) : -1;
	int result = -1;

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_LOCKED, context);
	else if (fd >= 0 && is_ours(fd, entry->name) && tz_folder_remove(path) == 0)
		result = 1;
	else if (path)
		tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_UNPACK_LEFT, path);
	if (fd >= 0)
		close(fd);
	free(path);
	return result;
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
	if (tz_tree_walk(t->directory, refuse_entry, t->directory, err) < 0)
		return -1;
	return tz_tree_walk(t->directory, clear_entry, t->directory, err);
}

/* Makes it and locks it. Returns 1 where another program, which took it for one of the dead, was faster. */
static int try_hidden(struct tz_unpack_target *t, struct taizhang_error *err)
{
	struct stat opened, named;

	strcpy(t->hidden + strlen(t->hidden) - strlen(HIDDEN), HIDDEN);
	if (!mkdtemp(t->hidden)) {
		tz_error_sys(err, TZ_MSG_FILE_CREATE, t->directory);
		free(t->hidden);
		t->hidden = NULL;
		return -1;
	}
	t->fd = tz_file_open(AT_FDCWD, t->hidden, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	if (t->fd < 0)
		return errno == ENOENT ? 1 : tz_error_sys(err, TZ_MSG_FILE_CREATE, t->directory);
	/* A file system without locks does without: then nobody takes a lock for a sign of death. */
	if ((flock(t->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) || fstat(t->fd, &opened) != 0 ||
	    lstat(t->hidden, &named) != 0 || opened.st_ino != named.st_ino) {
		close(t->fd);
		t->fd = -1;
		rmdir(t->hidden);
		return 1;
	}
	return 0;
}

static int make_hidden(struct tz_unpack_target *t, struct taizhang_error *err)
{
	int result = 1;

	t->hidden = tz_path_join(t->directory, HIDDEN, err);
	if (!t->hidden)
		return -1;
	for (int i = 0; i < MOST_TRIES && result > 0; i++)
		result = try_hidden(t, err);
	return result > 0 ? tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_LOCKED, t->directory) : result;
}

struct tz_unpack_target *tz_unpack_target_open(const char *directory, struct taizhang_error *err)
{
	struct tz_unpack_target *t = calloc(1, sizeof *t);

	if (!t) {
		tz_error_nomem(err);
		return NULL;
	}
	t->fd = -1;
	pthread_mutex_init(&t->lock, NULL);
	t->directory = tz_strdup(directory, err);
	if (!t->directory || make_directory(t, err) < 0 || make_hidden(t, err) < 0) {
		tz_unpack_target_free(t);
		return NULL;
	}
	return t;
}

/* Names the file as it would stand in the target: below what is its first folder while it is hidden. */
static int fail(const struct tz_unpack_target *t, const char *path, struct taizhang_error *err)
{
	const char *slash = strchr(path, '/');
	int number = errno;
	char *place = slash ? tz_path_join(t->directory, slash + 1, err) : NULL;

	errno = number;
	tz_error_sys(err, TZ_MSG_UNPACK_WRITE, place ? place : t->directory);
	free(place);
	return -1;
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
			fail(t, path, err);
			free(folder);
			return -1;
		}
		if (!slash)
			break;
		*slash = '/';
	}
	free(folder);
	return 0;
}

/* A folder once made is there: nobody removes any. */
static int note_folder(struct tz_unpack_target *t, const char *folder, struct taizhang_error *err)
{
	const char *name;
	int result = -1;

	pthread_mutex_lock(&t->lock);
	name = tz_arena_strdup(&t->names, folder, err);
	if (name)
		result = tz_index_put(&t->folders, name, 1, err);
	pthread_mutex_unlock(&t->lock);
	return result;
}

static bool is_noted(struct tz_unpack_target *t, const char *folder)
{
	bool noted;

	pthread_mutex_lock(&t->lock);
	noted = tz_index_get(&t->folders, folder) != TZ_INDEX_NONE;
	pthread_mutex_unlock(&t->lock);
	return noted;
}

static int make_parent(struct tz_unpack_target *t, const char *path, struct taizhang_error *err)
{
	const char *slash = strrchr(path, '/');
	char *parent;
	int result = 0;

	if (!slash || slash == path)
		return 0;
	parent = tz_strndup(path, (size_t)(slash - path), err);
	if (!parent)
		return -1;
	if (!is_noted(t, parent) &&
	    (tz_unpack_target_make_folder(t, parent, err) < 0 || note_folder(t, parent, err) < 0))
		result = -1;
	free(parent);
	return result;
}

struct tz_unpack_file *tz_unpack_file_begin(struct tz_unpack_target *t, const char *path, struct taizhang_error *err)
{
	struct tz_unpack_file *file;

	if (check_inside(path, err) < 0 || make_parent(t, path, err) < 0)
		return NULL;
	file = malloc(sizeof *file + strlen(path) + 1);
	if (!file) {
		tz_error_nomem(err);
		return NULL;
	}
	file->target = t;
	strcpy(file->path, path);
	file->fd = tz_file_open(t->fd, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
	if (file->fd < 0) {
		fail(t, path, err);
		free(file);
		return NULL;
	}
	return file;
}

int tz_unpack_file_write(struct tz_unpack_file *file, const void *data, size_t size, struct taizhang_error *err)
{
	const char *at = data;

	while (size) {
		ssize_t written = write(file->fd, at, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return fail(file->target, file->path, err);
		at += written;
		size -= (size_t)written;
	}
	return 0;
}

int tz_unpack_file_end(struct tz_unpack_file *file, struct taizhang_error *err)
{
	/* After EINTR it is closed too; syncfs tells of what was not written then. */
	int result = close(file->fd) < 0 && errno != EINTR ? fail(file->target, file->path, err) : 0;

	free(file);
	return result;
}

void tz_unpack_file_drop(struct tz_unpack_file *file)
{
	if (file)
		close(file->fd);
	free(file);
}

int tz_unpack_target_begin(struct tz_unpack_target *t, const char *path, struct taizhang_error *err)
{
	t->file = tz_unpack_file_begin(t, path, err);
	return t->file ? 0 : -1;
}

int tz_unpack_target_write(struct tz_unpack_target *t, const void *data, size_t size, struct taizhang_error *err)
{
	return tz_unpack_file_write(t->file, data, size, err);
}

int tz_unpack_target_end(struct tz_unpack_target *t, struct taizhang_error *err)
{
	struct tz_unpack_file *file = t->file;

	t->file = NULL;
	return tz_unpack_file_end(file, err);
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
		return fail(t, path, err);
	return 0;
}

/* Never over anything: inside the hidden folder nobody else writes, and the target was empty, so looking first is enough. */
static int rename_new(const struct tz_unpack_target *t, const char *from, int to_fd, const char *to,
		      struct taizhang_error *err)
{
	struct stat st;

	if (fstatat(to_fd, to, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_FILE_EXISTS, to);
	if (errno != ENOENT || renameat(t->fd, from, to_fd, to) < 0)
		return fail(t, from, err);
	return 0;
}

int tz_unpack_target_move(struct tz_unpack_target *t, const char *from, const char *to, struct taizhang_error *err)
{
	if (check_inside(to, err) < 0 || make_parent(t, to, err) < 0)
		return -1;
	return rename_new(t, from, t->fd, to, err);
}

/* Puts what was committed back, so that the clean-up finds it. */
static void take_back(struct tz_unpack_target *t, int directory, const char *const *paths, size_t num)
{
	while (num--)
		renameat(directory, tz_path_base(paths[num]), t->fd, paths[num]);
}

/* One sync for all files: fsync for each of 20,000 would take minutes on a disk. */
static int sync_files(const struct tz_unpack_target *t, struct taizhang_error *err)
{
	return tz_file_sync_all(t->fd) < 0 ? fail(t, "", err) : 0;
}

/* The names in the target, and the target's own where it is new. */
static int sync_names(const struct tz_unpack_target *t, struct taizhang_error *err)
{
	char *above;
	int result;

	if (tz_folder_sync(t->directory, err) < 0)
		return -1;
	if (!t->made)
		return 0;
	above = tz_path_folder(t->directory, err);
	result = above ? tz_folder_sync(above, err) : -1;
	free(above);
	return result;
}

int tz_unpack_target_commit(struct tz_unpack_target *t, const char *const *paths, size_t num_paths,
			    struct taizhang_error *err)
{
	int directory = tz_file_open(AT_FDCWD, t->directory, O_RDONLY | O_DIRECTORY);
	int result;
	size_t done = 0;

	if (directory < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, t->directory);
	result = sync_files(t, err);
	while (result == 0 && done < num_paths) {
		result = rename_new(t, paths[done], directory, tz_path_base(paths[done]), err);
		done += result == 0;
	}
	if (result == 0)
		result = sync_names(t, err);
	if (result == 0)
		t->made = false;
	else
		take_back(t, directory, paths, done);
	close(directory);
	return result;
}

void tz_unpack_target_free(struct tz_unpack_target *t)
{
	if (!t)
		return;
	tz_unpack_file_drop(t->file);
	/* The lock goes last: until then nobody else may take the folder for one of the dead. */
	if (t->hidden)
		tz_folder_remove(t->hidden);
	if (t->fd >= 0)
		close(t->fd);
	if (t->made)
		rmdir(t->directory);
	free(t->directory);
	free(t->hidden);
	tz_index_free(&t->folders);
	tz_arena_free(&t->names);
	pthread_mutex_destroy(&t->lock);
	free(t);
}
