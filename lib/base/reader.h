/* SPDX-License-Identifier: MIT */
/* reader.h: a file on disk read in blocks, with its size and time. Only POSIX has what is behind it. */
#ifndef TZ_BASE_READER_H
#define TZ_BASE_READER_H

#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

#include "base/tree.h"

struct tz_reader {
	int fd;
	uint64_t size;		/* when it was opened */
	int64_t mtime;
	int32_t mtime_ns;
	struct tz_tree_stamp stamp;	/* of one below a folder */
};
#define TZ_READER_INIT {-1, 0, 0, 0, {0, 0, 0, 0}}

/* A good size for tz_reader_read: large enough that calls do not count, small enough for any cache. */
#define TZ_READER_BLOCK (256u << 10)

/* A path that the user gave: links are followed. A folder or a device is refused with INVAL (TZ_MSG_NOT_A_FILE). */
int tz_reader_open(struct tz_reader *r, const char *path, struct taizhang_error *err);
/* A path below a folder, through no link. */
int tz_reader_open_below(struct tz_reader *r, const char *root, const char *path,
			 struct taizhang_error *err);
/* The same for one file of many, as tz_tree_open_next. */
int tz_reader_open_next(struct tz_reader *r, struct tz_tree_folder *folder, const char *root, const char *path,
			struct taizhang_error *err);
/* *got is less than size at the end of the file only. where names it in errors. */
int tz_reader_read(struct tz_reader *r, void *block, size_t size, size_t *got, const char *where,
		   struct taizhang_error *err);
/* Refuses a file that was written to since it was opened, as far as its size and time tell; with STATE (TZ_MSG_FILE_CHANGED). */
int tz_reader_check(const struct tz_reader *r, const char *where, struct taizhang_error *err);
int tz_reader_refuse_change(const char *where, struct taizhang_error *err);	/* -1, for who saw it himself */
/* whence as for lseek. The new place, or -1. */
int64_t tz_reader_seek(struct tz_reader *r, int64_t offset, int whence);
void tz_reader_close(struct tz_reader *r);	/* safe on an unused or closed one */

#endif
