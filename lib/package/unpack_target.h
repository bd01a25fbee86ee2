/* SPDX-License-Identifier: MIT */
/* unpack_target.h: the folder into which a package is unpacked: all of it arrives in one rename, or nothing is left. */
#ifndef TZ_PACKAGE_UNPACK_TARGET_H
#define TZ_PACKAGE_UNPACK_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

struct tz_unpack_target;

/* directory must be missing (its parent not) or empty. What is written goes to a hidden folder of our own in it. */
struct tz_unpack_target *tz_unpack_target_open(const char *directory, struct taizhang_error *err);
/* A file that is being written. Paths are relative to the hidden folder; one that leaves it is refused. Missing folders are made. Several
 * threads may write files at once, and do nothing else with the target meanwhile. */
struct tz_unpack_file;
struct tz_unpack_file *tz_unpack_file_begin(struct tz_unpack_target *t, const char *path, struct taizhang_error *err);
int tz_unpack_file_write(struct tz_unpack_file *file, const void *data, size_t size, struct taizhang_error *err);
/* Both free it. */
int tz_unpack_file_end(struct tz_unpack_file *file, struct taizhang_error *err);
void tz_unpack_file_drop(struct tz_unpack_file *file);	/* NULL-safe */
/* The same for one file at a time. */
int tz_unpack_target_begin(struct tz_unpack_target *t, const char *path, struct taizhang_error *err);
int tz_unpack_target_write(struct tz_unpack_target *t, const void *data, size_t size, struct taizhang_error *err);
int tz_unpack_target_end(struct tz_unpack_target *t, struct taizhang_error *err);
/* A file that was written, once more under another path. Not while a file is begun. */
int tz_unpack_target_copy(struct tz_unpack_target *t, const char *from, const char *to, struct taizhang_error *err);
int tz_unpack_target_make_folder(struct tz_unpack_target *t, const char *path, struct taizhang_error *err);
int tz_unpack_target_set_time(struct tz_unpack_target *t, const char *path, int64_t mtime, int32_t mtime_ns,
			      struct taizhang_error *err);
/* Moves a file inside the hidden folder; never over another. */
int tz_unpack_target_move(struct tz_unpack_target *t, const char *from, const char *to, struct taizhang_error *err);
/* Syncs all, then puts the named entries of the hidden folder into the directory, in this order and never over anything. What is left is
 * removed by tz_unpack_target_free. */
int tz_unpack_target_commit(struct tz_unpack_target *t, const char *const *paths, size_t num_paths,
			    struct taizhang_error *err);
/* Without a commit before, leaves nothing behind. NULL-safe. */
void tz_unpack_target_free(struct tz_unpack_target *t);

#endif
