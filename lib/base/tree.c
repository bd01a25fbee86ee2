/* SPDX-License-Identifier: MIT */
/* tree.c: walks a folder in the order of its names' bytes, by descriptors, never through a link. */
#include "base/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"

struct walk {
	tz_tree_visit visit;
	void *context;
	struct tz_buffer path;	/* the root, '/', and the path below it */
	size_t root_size;	/* with its '/' */
};

struct names {
	char **list;
	size_t num, capacity;
};

static void free_names(struct names *names)
{
	for (size_t i = 0; i < names->num; i++)
		free(names->list[i]);
	free(names->list);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int add_name(struct names *names, const char *name, struct taizhang_error *err)
{
	char *copy;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return 0;
	if (tz_array_grow(&names->list, names->num, &names->capacity, sizeof *names->list, err) != 0)
		return -1;
	copy = tz_strdup(name, err);
	if (!copy)
		return -1;
	names->list[names->num++] = copy;
	return 0;
}

/* The names in an open folder, sorted. fd stays open. */
static int read_names(int fd, const char *where, struct names *names, struct taizhang_error *err)
{
	int own = fcntl(fd, F_DUPFD_CLOEXEC, 0), result = 0;
	DIR *directory = own < 0 ? NULL : fdopendir(own);
	struct dirent *entry;

	if (!directory) {
		tz_error_sys(err, TZ_MSG_FILE_READ, where);
		if (own >= 0)
			close(own);
		return -1;
	}
	while (result == 0) {
		errno = 0;
		entry = readdir(directory);
		if (!entry)
			break;
		result = add_name(names, entry->d_name, err);
	}
	if (result == 0 && errno != 0)
		result = tz_error_sys(err, TZ_MSG_FILE_READ, where);
	closedir(directory);
	if (names->num)
		qsort(names->list, names->num, sizeof *names->list, by_bytes);
	return result;
}

static int64_t nanoseconds(const struct timespec *time)
{
	if (time->tv_sec < INT64_MIN / 1000000000 + 1 || time->tv_sec > INT64_MAX / 1000000000 - 1)
		return INT64_MAX;
	return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

static void fill(struct tz_tree_entry *entry, const struct stat *status)
{
	if (S_ISREG(status->st_mode))
		entry->type = TZ_TREE_FILE;
	else if (S_ISDIR(status->st_mode))
		entry->type = TZ_TREE_DIRECTORY;
	else if (S_ISLNK(status->st_mode))
		entry->type = TZ_TREE_LINK;
	else
		entry->type = TZ_TREE_OTHER;
	entry->size = entry->type == TZ_TREE_FILE ? (uint64_t)status->st_size : 0;
	entry->mtime = status->st_mtim.tv_sec;
	entry->mtime_ns = (int32_t)status->st_mtim.tv_nsec;
	entry->stamp = (struct tz_tree_stamp){.inode = status->st_ino, .size = entry->size,
		.mtime = nanoseconds(&status->st_mtim), .ctime = nanoseconds(&status->st_ctim)};
}

static int walk_directory(struct walk *w, int fd, unsigned int depth, struct taizhang_error *err);

static int enter_directory(struct walk *w, int parent, const char *name, unsigned int depth,
			   struct taizhang_error *err)
{
	size_t size = w->path.size;
	int fd, result;

	fd = tz_file_open(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	if (fd < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, tz_buffer_text(&w->path));
	tz_buffer_text_add(&w->path, "/");
	result = walk_directory(w, fd, depth + 1, err);
	w->path.size = size;
	close(fd);
	return result;
}

static int visit_name(struct walk *w, int fd, const char *name, unsigned int depth,
		      struct taizhang_error *err)
{
	struct tz_tree_entry entry = {.directory_fd = fd};
	struct stat status;
	int result;

	tz_buffer_text_add(&w->path, name);
	if (tz_buffer_check(&w->path, err) != 0)
		return -1;
	if (fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
		/* Removed since the folder was read: it is not there, and that is all. */
		if (errno == ENOENT)
			return 0;
		return tz_error_sys(err, TZ_MSG_FILE_READ, tz_buffer_text(&w->path));
	}
	entry.path = tz_buffer_text(&w->path) + w->root_size;
	entry.name = tz_path_base(entry.path);
	fill(&entry, &status);
	result = w->visit(w->context, &entry, err);
	if (result != 0 || entry.type != TZ_TREE_DIRECTORY)
		return result < 0 ? -1 : 0;
	return enter_directory(w, fd, name, depth, err);
}

static int walk_directory(struct walk *w, int fd, unsigned int depth, struct taizhang_error *err)
{
	struct names names = {NULL, 0, 0};
	size_t size = w->path.size;
	int result;

	if (depth > TZ_LIMIT_DEPTH)
		return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_TOO_DEEP,
				       tz_buffer_text(&w->path), TZ_LIMIT_DEPTH);
	result = read_names(fd, tz_buffer_text(&w->path), &names, err);
	for (size_t i = 0; i < names.num && result == 0; i++) {
		result = visit_name(w, fd, names.list[i], depth, err);
		w->path.size = size;
	}
	free_names(&names);
	return result;
}

static int open_root(const char *root, struct taizhang_error *err)
{
	int fd = tz_file_open(AT_FDCWD, root, O_RDONLY | O_DIRECTORY);

	if (fd < 0 && errno == ENOTDIR)
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_A_DIRECTORY, root);
	return fd < 0 ? tz_error_sys(err, TZ_MSG_FILE_OPEN, root) : fd;
}

int tz_tree_walk(const char *root, tz_tree_visit visit, void *context, struct taizhang_error *err)
{
	struct walk w = {visit, context, TZ_BUFFER_INIT, 0};
	int fd = open_root(root, err), result;

	if (fd < 0)
		return -1;
	tz_buffer_text_add(&w.path, root);
	tz_buffer_text_add(&w.path, "/");
	w.root_size = w.path.size;
	result = tz_buffer_check(&w.path, err);
	if (result == 0)
		result = walk_directory(&w, fd, 1, err);
	close(fd);
	tz_buffer_free(&w.path);
	return result;
}

/* Opens one component in a folder; a link is told from what is only missing. */
static int open_component(int parent, const char *name, int flags, const char *path,
			  struct taizhang_error *err)
{
	struct stat status;
	int number, fd;

	if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return tz_path_refuse(path, *name ? TZ_PATH_DOT : TZ_PATH_EMPTY, err);
	fd = tz_file_open(parent, name, flags | O_RDONLY | O_NOFOLLOW);
	if (fd >= 0)
		return fd;
	number = errno;
	if (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode))
		return tz_error_set(err, TAIZHANG_E_UNSAFE, TZ_MSG_PATH_LINK, path);
	errno = number;
	return tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
}

/* The last component is opened with these flags, those above it as the folders they must be. */
static int open_below(int root, char *path, int flags, const char *whole, struct taizhang_error *err)
{
	int parent = root, fd;
	char *slash;

	while ((slash = strchr(path, '/'))) {
		*slash = '\0';
		fd = open_component(parent, path, O_DIRECTORY, whole, err);
		if (parent != root)
			close(parent);
		if (fd < 0)
			return -1;
		parent = fd;
		path = slash + 1;
	}
	fd = open_component(parent, path, flags, whole, err);
	if (parent != root)
		close(parent);
	return fd;
}

/* Opens the folder that holds path, unless that is the one which is open already; the last component in *name. */
static int enter(struct tz_tree_folder *folder, const char *root, const char *path, const char **name,
		 struct taizhang_error *err)
{
	const char *slash = strrchr(path, '/');
	size_t size = slash ? (size_t)(slash - path) : 0;
	char *above, *kept;
	int root_fd, fd = -1;

	*name = slash ? slash + 1 : path;
	if (folder->path && strlen(folder->path) == size && memcmp(folder->path, path, size) == 0)
		return 0;
	tz_tree_leave(folder);
	above = tz_strndup(path, size, err);
	kept = above ? tz_strndup(path, size, err) : NULL;
	root_fd = kept ? open_root(root, err) : -1;
	if (root_fd >= 0 && size) {
		fd = open_below(root_fd, above, O_DIRECTORY, path, err);
		close(root_fd);
	} else {
		fd = root_fd;
	}
	free(above);
	if (fd < 0) {
		free(kept);
		return -1;
	}
	*folder = (struct tz_tree_folder){fd, kept};
	return 0;
}

void tz_tree_leave(struct tz_tree_folder *folder)
{
	if (folder->path)
		close(folder->fd);
	free(folder->path);
	folder->path = NULL;
}

int tz_tree_open_next(struct tz_tree_folder *folder, const char *root, const char *path, struct tz_tree_entry *entry,
		      struct taizhang_error *err)
{
	struct stat status;
	const char *name;
	int fd;

	if (enter(folder, root, path, &name, err) < 0)
		return -1;
	/* Not waiting for what may be a pipe; it is refused below. */
	fd = open_component(folder->fd, name, O_NONBLOCK, path, err);
	if (fd < 0)
		return -1;
	if (fstat(fd, &status) != 0) {
		tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
	} else if (!S_ISREG(status.st_mode)) {
		tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_A_FILE, path);
	} else {
		if (entry)
			fill(entry, &status);
		return fd;
	}
	close(fd);
	return -1;
}

int tz_tree_open(const char *root, const char *path, struct tz_tree_entry *entry,
		 struct taizhang_error *err)
{
	struct tz_tree_folder folder = TZ_TREE_FOLDER_INIT;
	int fd = tz_tree_open_next(&folder, root, path, entry, err);

	tz_tree_leave(&folder);
	return fd;
}
