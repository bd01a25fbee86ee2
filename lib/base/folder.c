/* SPDX-License-Identifier: MIT */
/* folder.c: folders on disk: made with those above them, taken back, locked, synced, removed with all they hold. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "base/path.h"

static int open_directory(const char *directory, struct taizhang_error *err)
{
	int fd = tz_file_open(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY);

	if (fd < 0 && errno == ENOTDIR)
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_A_DIRECTORY, directory);
	return fd < 0 ? tz_error_sys(err, TZ_MSG_FILE_OPEN, directory) : fd;
}

int tz_folder_lock(const char *directory, struct taizhang_error *err)
{
	int fd = open_directory(directory, err), result;

	if (fd < 0)
		return -1;
	do
		result = flock(fd, LOCK_EX | LOCK_NB);
	while (result != 0 && errno == EINTR);
	if (result == 0)
		return fd;
	if (errno == EWOULDBLOCK)
		tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_LOCKED, directory);
	else
		tz_error_sys(err, TZ_MSG_FILE_OPEN, directory);
	close(fd);
	return -1;
}

int tz_folder_sync(const char *directory, struct taizhang_error *err)
{
	int fd = tz_file_open(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY), result = 0;

	/* Into a folder that may not be listed, files can be put all the same; its syncing cannot be asked for. */
	if (fd < 0)
		return errno == EACCES ? 0 : tz_error_sys(err, TZ_MSG_FILE_WRITE, directory);
	/* Some file systems sync no folders, and say so. */
	if (tz_file_sync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
		result = tz_error_sys(err, TZ_MSG_FILE_WRITE, directory);
	close(fd);
	return result;
}

/* What is there already is judged by what it is: a read-only place says EROFS, not EEXIST. */
static int make_one(const char *path, bool *is_new, struct taizhang_error *err)
{
	struct stat status;
	int number;

	*is_new = mkdir(path, 0777) == 0;
	if (*is_new)
		return 0;
	number = errno;
	errno = 0;
	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		return 0;
	/* Why it cannot be looked at says more than that something is there. */
	if (number == EEXIST && errno != 0)
		number = errno;
	if (number == EEXIST || number == ENOTDIR)
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_A_DIRECTORY, path);
	errno = number;
	return tz_error_sys(err, TZ_MSG_FILE_CREATE, path);
}

/* The size of the next longer part of a path that ends with a name, or 0. */
static size_t next_part(const char *path, size_t size)
{
	while (path[size] == '/')
		size++;
	return path[size] ? size + strcspn(path + size, "/") : 0;
}

int tz_folder_make(const char *path, size_t *made, struct taizhang_error *err)
{
	char *part = tz_strdup(path, err);
	size_t first = 0;
	int result = part ? 0 : -1;

	for (size_t size = 0; result == 0 && (size = next_part(path, size)) > 0;) {
		bool is_new;

		part[size] = '\0';
		result = make_one(part, &is_new, err);
		part[size] = path[size];
		if (is_new && !first)
			first = size;
	}
	if (result != 0)
		tz_folder_take_back(path, first);
	else if (made)
		*made = first;
	free(part);
	return result;
}

void tz_folder_take_back(const char *path, size_t made)
{
	char *part = made ? tz_strdup(path, NULL) : NULL;

	for (size_t size = part ? strlen(part) : 0; part && size >= made; size--)
		if (size == made || part[size] == '/' || !part[size]) {
			part[size] = '\0';
			rmdir(part);
		}
	free(part);
}

int tz_folder_sync_made(const char *path, size_t made, struct taizhang_error *err)
{
	int result = 0;

	for (size_t size = made; size > 0 && result == 0; size = next_part(path, size)) {
		char *part = tz_strndup(path, size, err), *above = part ? tz_path_folder(part, err) : NULL;

		result = above ? tz_folder_sync(above, err) : -1;
		free(part);
		free(above);
	}
	return result;
}

/* Empties and removes the folder name in parent, depth first, by descriptors. */
static int remove_directory(int parent, const char *name)
{
	int fd = tz_file_open(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), result = 0;
	DIR *directory = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	if (!directory) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	while ((entry = readdir(directory))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlinkat(fd, entry->d_name, 0) == 0)
			continue;
		/* POSIX says EPERM for a folder, Linux EISDIR; what is no folder fails at its opening. */
		if (remove_directory(fd, entry->d_name) != 0)
			result = -1;
	}
	closedir(directory);
	return unlinkat(parent, name, AT_REMOVEDIR) == 0 ? result : -1;
}

int tz_folder_remove(const char *path)
{
	return unlink(path) == 0 || remove_directory(AT_FDCWD, path) == 0 ? 0 : -1;
}
