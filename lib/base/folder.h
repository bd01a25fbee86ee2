/* SPDX-License-Identifier: MIT */
/* folder.h: folders on disk: made with those above them, taken back, locked, synced, removed with all they hold. */
#ifndef TZ_BASE_FOLDER_H
#define TZ_BASE_FOLDER_H

#include <stddef.h>
#include <taizhang/error.h>

/* Makes the folder and what is missing above it: all or nothing. *made, which may be NULL, tells the two functions below what was new. */
int tz_folder_make(const char *path, size_t *made, struct taizhang_error *err);
/* Removes the folders that were made, as far as they are empty. */
void tz_folder_take_back(const char *path, size_t made);
/* The names of the folders that were made are on the disk then. */
int tz_folder_sync_made(const char *path, size_t made, struct taizhang_error *err);

/* An exclusive lock on a folder, by flock on the folder itself: dies with its process and leaves no file.
 * Returns a descriptor to close, or -1 with STATE (TZ_MSG_LOCKED) where another holds it. */
int tz_folder_lock(const char *path, struct taizhang_error *err);
/* The names in the folder are on the disk then, where the file system can be asked for that. */
int tz_folder_sync(const char *path, struct taizhang_error *err);
/* Removes a tree that we made ourselves; never follows a link. Best effort; returns 0 or -1. */
int tz_folder_remove(const char *path);

#endif
