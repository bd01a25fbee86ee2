/* SPDX-License-Identifier: MIT */
/* file.h: files on disk: opened, read whole, replaced atomically. With folder.h, reader.h and tree.h the only place in lib/base that only POSIX has. */
#ifndef TZ_BASE_FILE_H
#define TZ_BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/error.h>

#include "base/buffer.h"

/* openat() with modes 0666 and O_CLOEXEC, begun again after a signal. A path that is not below a folder goes with AT_FDCWD. */
int tz_file_open(int folder, const char *path, int flags);
/* fsync(), begun again after a signal. */
int tz_file_sync(int fd);
/* syncfs: all that was written to the file system of fd. */
int tz_file_sync_all(int fd);

/* Reads a regular file whole; -1 with LIMIT where it has more than max bytes. */
int tz_file_read(const char *path, size_t max, struct tz_buffer *out, struct taizhang_error *err);

/* Writing beside the target: a temporary in the same folder, then fsync, rename, fsync of the folder. The old file
 * or the whole new one is there at every moment, also after a failure: only where the folder itself could not be synced is it the new one, and
 * the error says so. The new file has the modes of the old one; a target that is a link is
 * replaced itself. The temporary has no name until it is whole, so that a crash leaves nothing; where the file system
 * knows no such files it is hidden, and never taken for anything else: its name begins with TZ_FILE_TEMPORARY, and
 * scanning leaves such files out. */
#define TZ_FILE_TEMPORARY ".taizhang-tmp-"
/* A name beside the target that nothing else has; malloc'd. */
char *tz_file_temporary(const char *target, struct taizhang_error *err);

struct tz_replace {
	int fd;			/* write here; also seekable */
	char *target;
	char *temporary;
	bool exclusive;		/* the target must not exist, neither now nor at the end */
	bool nameless;		/* the temporary has no name yet: whatever kills us leaves nothing */
	bool prepared;
	bool unsynced;		/* set between begin and commit for what may be lost: after a crash there may be the old, the new, or half of it */
};
#define TZ_REPLACE_INIT {-1, NULL, NULL, false, false, false, false}

int tz_replace_begin(struct tz_replace *r, const char *target, bool exclusive,
		     struct taizhang_error *err);
int tz_replace_write(struct tz_replace *r, const void *data, size_t size,
		     struct taizhang_error *err);
/* Gives what was written another file's time of last change, as far as the file system keeps it. */
void tz_replace_set_time(struct tz_replace *r, int64_t mtime, int32_t mtime_ns);
/* All of commit that can want room on the disk: of several files, prepare all before the first is committed. */
int tz_replace_prepare(struct tz_replace *r, struct taizhang_error *err);
int tz_replace_commit(struct tz_replace *r, struct taizhang_error *err);	/* aborts on failure */
void tz_replace_abort(struct tz_replace *r);	/* safe after commit and on an unused struct */
/* begin, write, commit. */
int tz_file_replace(const char *path, const void *data, size_t size, struct taizhang_error *err);

/* Sets *inside where path, which need not exist, lies somewhere below the folder once links are resolved. */
int tz_file_is_inside(const char *path, const char *folder, bool *inside, struct taizhang_error *err);

#endif
