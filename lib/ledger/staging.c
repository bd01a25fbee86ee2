/* SPDX-License-Identifier: MIT */
/* staging.c: files that come into a ledger's folder together with a new ledger.xml: all of them, or none. */
#include "ledger/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/path.h"
#include "base/reader.h"
#include "ledger/ledger.h"

struct tz_staging {
	char *directory;
	char *hidden;			/* NULL until it is there */
	int root, fd;			/* of both */
	int file;			/* the file at work, or -1 */
	size_t num_staged;
	struct tz_staging_ops ops;	/* PLACE and DROP as asked; the commit adds the folders */
	bool begun, committed;
};

/* path is below the ledger's folder, ledger.xml where it is about the whole; errno says why. */
static int fail(const struct tz_staging *s, enum tz_message message, const char *path, struct taizhang_error *err)
{
	const int why = errno;
	char *whole = tz_path_join(s->directory, path, err);

	errno = why;
	if (whole)
		tz_error_sys(err, message, whole);
	free(whole);
	return -1;
}

struct tz_staging *tz_staging_new(const char *directory, struct taizhang_error *err)
{
	struct tz_staging *s = calloc(1, sizeof *s);
	char *hidden = tz_path_join(directory, TZ_STAGING_PREFIX "XXXXXX", err);

	if (!s || !hidden) {
		free(hidden);
		free(s);
		tz_error_nomem(err);
		return NULL;
	}
	s->root = s->fd = s->file = -1;
	s->directory = tz_strdup(directory, err);
	if (!s->directory || !mkdtemp(hidden)) {
		if (s->directory)
			fail(s, TZ_MSG_FILE_WRITE, TZ_LEDGER_XML, err);
		free(hidden);
		tz_staging_free(s);
		return NULL;
	}
	s->hidden = hidden;
	s->root = tz_file_open(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY);
	s->fd = tz_file_open(AT_FDCWD, hidden, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	if (s->root < 0 || s->fd < 0) {
		tz_error_sys(err, TZ_MSG_FILE_OPEN, s->root < 0 ? directory : hidden);
		tz_staging_free(s);
		return NULL;
	}
	return s;
}

void tz_staging_free(struct tz_staging *s)
{
	if (!s)
		return;
	if (s->file >= 0)
		close(s->file);
	if (s->begun && !s->committed)
		tz_staging_undo(s->root, &s->ops);
	if (s->root >= 0)
		close(s->root);
	if (s->fd >= 0)
		close(s->fd);
	if (s->hidden)
		tz_folder_remove(s->hidden);
	tz_staging_ops_free(&s->ops);
	free(s->directory);
	free(s->hidden);
	free(s);
}

/* The op that puts the next staged file at target. */
static struct tz_staging_op *add_place(struct tz_staging *s, const char *target, struct taizhang_error *err)
{
	struct tz_staging_op *op;
	char name[32];

	if (tz_staging_add(&s->ops, TZ_STAGING_PLACE, target, err) < 0)
		return NULL;
	op = &s->ops.list[s->ops.num - 1];
	snprintf(name, sizeof name, "%zu", s->num_staged++);
	op->staged = tz_strdup(name, err);
	return op->staged ? op : NULL;
}

int tz_staging_begin(struct tz_staging *s, const char *target, struct taizhang_error *err)
{
	struct tz_staging_op *op = add_place(s, target, err);

	if (!op)
		return -1;
	s->file = tz_file_open(s->fd, op->staged, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
	return s->file < 0 ? fail(s, TZ_MSG_FILE_CREATE, target, err) : 0;
}

static const char *at_work(const struct tz_staging *s)
{
	return s->ops.list[s->ops.num - 1].path;
}

int tz_staging_write(struct tz_staging *s, const void *data, size_t size, struct taizhang_error *err)
{
	const char *at = data;

	while (size) {
		ssize_t written = write(s->file, at, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return fail(s, TZ_MSG_FILE_WRITE, at_work(s), err);
		at += written;
		size -= (size_t)written;
	}
	return 0;
}

int tz_staging_end(struct tz_staging *s, int64_t mtime, int32_t mtime_ns, struct taizhang_error *err)
{
	const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = (time_t)mtime, .tv_nsec = mtime_ns}};
	int file = s->file;

	/* A file system that keeps no such time costs nothing but a look at the bytes. */
	if (mtime_ns >= 0)
		(void)!futimens(file, times);
	s->file = -1;
	/* After EINTR it is closed too; the sync tells of what was not written then. */
	return close(file) < 0 && errno != EINTR ? fail(s, TZ_MSG_FILE_WRITE, at_work(s), err) : 0;
}

/* Where the file system knows no second name for a file. */
static int copy_file(struct tz_staging *s, const char *path, const char *staged, struct taizhang_error *err)
{
	struct tz_reader reader = TZ_READER_INIT;
	char *block = malloc(TZ_READER_BLOCK);
	size_t got = 1;
	int result = block ? tz_reader_open_below(&reader, s->directory, path, err) : tz_error_nomem(err);

	if (result == 0) {
		s->file = tz_file_open(s->fd, staged, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
		result = s->file < 0 ? fail(s, TZ_MSG_FILE_CREATE, path, err) : 0;
	}
	while (result == 0 && got > 0) {
		result = tz_reader_read(&reader, block, TZ_READER_BLOCK, &got, path, err);
		if (result == 0)
			result = tz_staging_write(s, block, got, err);
	}
	if (result == 0)
		result = tz_staging_end(s, reader.mtime, reader.mtime_ns, err);
	tz_reader_close(&reader);
	free(block);
	return result;
}

/* The file gets a second name in the hidden folder; the first goes when the commit is done, so that the old ledger is whole until then. */
static int stage_existing(struct tz_staging *s, int parent, const char *base, const char *path, const char *target,
			  struct taizhang_error *err)
{
	struct tz_staging_op *op;
	struct stat status;

	if (fstatat(parent, base, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT ? 0 : fail(s, TZ_MSG_FILE_READ, path, err);
	if (!S_ISREG(status.st_mode))
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_A_FILE, path);
	if (tz_staging_add(&s->ops, TZ_STAGING_DROP, path, err) < 0)
		return -1;
	s->ops.list[s->ops.num - 1].inode = (uint64_t)status.st_ino;
	op = add_place(s, target, err);
	if (!op)
		return -1;
	if (linkat(parent, base, s->fd, op->staged, 0) == 0)
		return 0;
	return copy_file(s, path, op->staged, err);
}

int tz_staging_move(struct tz_staging *s, const char *path, const char *target, struct taizhang_error *err)
{
	const char *base;
	int parent = tz_staging_parent(s->root, path, &base), result;

	if (parent < 0)
		return errno == ENOENT ? 0 : fail(s, TZ_MSG_FILE_READ, path, err);
	result = stage_existing(s, parent, base, path, target, err);
	close(parent);
	return result;
}

/* The commit */

/* Notes the folders above a target that are not there yet, and makes them. What was made before the journal was written is empty,
 * and nobody's loss. */
static int make_folders(struct tz_staging *s, const char *target, struct taizhang_error *err)
{
	char *path = tz_strdup(target, err);
	int result = path ? 0 : -1;

	for (char *slash = path ? strchr(path, '/') : NULL; slash && result == 0; slash = strchr(slash + 1, '/')) {
		const char *base;
		int parent;

		*slash = '\0';
		parent = tz_staging_parent(s->root, path, &base);
		if (parent >= 0 && mkdirat(parent, base, 0777) == 0) {
			result = tz_staging_add(&s->ops, TZ_STAGING_FOLDER, path, err);
			if (result < 0)
				unlinkat(parent, base, AT_REMOVEDIR);
		} else if (parent < 0 || errno != EEXIST) {
			result = fail(s, TZ_MSG_FILE_CREATE, path, err);
		}
		if (parent >= 0)
			close(parent);
		*slash = '/';
	}
	free(path);
	return result;
}

static int prepare(struct tz_staging *s, struct taizhang_error *err)
{
	const size_t num = s->ops.num;
	struct stat status;

	s->begun = true;
	for (size_t i = 0; i < num; i++) {
		if (s->ops.list[i].type != TZ_STAGING_PLACE)
			continue;
		if (make_folders(s, s->ops.list[i].path, err) < 0)
			return -1;
		if (fstatat(s->fd, s->ops.list[i].staged, &status, AT_SYMLINK_NOFOLLOW) < 0)
			return fail(s, TZ_MSG_FILE_READ, s->ops.list[i].path, err);
		s->ops.list[i].inode = (uint64_t)status.st_ino;
	}
	return 0;
}

/* Never over anything, also where the file system cannot say so itself. */
static int rename_new(int from_fd, const char *from, int to_fd, const char *to)
{
	struct stat status;

#ifdef RENAME_NOREPLACE
	if (renameat2(from_fd, from, to_fd, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	if (fstatat(to_fd, to, &status, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return -1;
	}
	return renameat(from_fd, from, to_fd, to);
}

static int place_all(struct tz_staging *s, struct taizhang_error *err)
{
	for (size_t i = 0; i < s->ops.num; i++) {
		const struct tz_staging_op *op = &s->ops.list[i];
		const char *base;
		int parent, result;

		if (op->type != TZ_STAGING_PLACE)
			continue;
		parent = tz_staging_parent(s->root, op->path, &base);
		result = parent < 0 ? -1 : rename_new(s->fd, op->staged, parent, base);
		if (result < 0)
			fail(s, TZ_MSG_FILE_CREATE, op->path, err);
		if (parent >= 0)
			close(parent);
		if (result < 0)
			return -1;
	}
	return 0;
}

/* The new ledger.xml is the commit: also where it stands and only the disk is in doubt. */
static int save(struct tz_staging *s, struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	int result = taizhang_ledger_save(ledger, &why);

	s->committed = result == 0 || why.message == TZ_MSG_FILE_UNSURE;
	return result == 0 ? 0 : tz_error_pass(err, &why);
}

int tz_staging_commit(struct tz_staging *s, struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	char before[TAIZHANG_DIGEST_HEX_SIZE];
	int result;

	/* one sync for all files: fsync for each of 20,000 would take minutes on a disk */
	if (prepare(s, err) < 0 || tz_staging_ledger_digest(s->directory, before, err) < 0)
		return -1;
	if (tz_file_sync_all(s->fd) < 0)
		return fail(s, TZ_MSG_FILE_WRITE, TZ_LEDGER_XML, err);
	if (tz_staging_note(s->hidden, before, &s->ops, err) < 0 || place_all(s, err) < 0)
		return -1;
	if (tz_file_sync_all(s->root) < 0)
		return fail(s, TZ_MSG_FILE_WRITE, TZ_LEDGER_XML, err);
	result = save(s, ledger, err);
	if (s->committed)
		tz_staging_finish(s->root, &s->ops);
	return result;
}
