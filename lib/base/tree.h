/* SPDX-License-Identifier: MIT */
/* tree.h: walks a folder in the order of its names' bytes, by descriptors, never through a link. */
#ifndef TZ_BASE_TREE_H
#define TZ_BASE_TREE_H

#include <stdint.h>
#include <taizhang/error.h>

/* What the system says of a file's bytes without reading them: where one of these differs, they may be others. Times are nanoseconds
 * since 1970; one that does not fit is the farthest future, which nobody trusts. */
struct tz_tree_stamp {
	uint64_t inode, size;
	int64_t mtime;
	int64_t ctime;		/* of the last change of bytes, times, modes or names, by the system's own clock: nobody can set it back */
};

enum tz_tree_type { TZ_TREE_FILE, TZ_TREE_DIRECTORY, TZ_TREE_LINK, TZ_TREE_OTHER };

struct tz_tree_entry {
	const char *path;	/* relative to the root, bytes as on disk (perhaps not UTF-8), '/' between */
	const char *name;	/* the last component, inside path */
	enum tz_tree_type type;
	uint64_t size;		/* files: bytes */
	int64_t mtime;		/* seconds since 1970 */
	int32_t mtime_ns;
	struct tz_tree_stamp stamp;	/* files only */
	int directory_fd;	/* open folder that holds name, for openat(…, O_NOFOLLOW) during the call */
};

/* Called for each entry, a folder before what is in it. Return 0 to go on, 1 to skip a folder's content, -1 to stop (err set). */
typedef int (*tz_tree_visit)(void *context, const struct tz_tree_entry *entry,
			     struct taizhang_error *err);

int tz_tree_walk(const char *root, tz_tree_visit visit, void *context, struct taizhang_error *err);

/* Opens a regular file below root for reading, refusing links in every component; a descriptor, or -1. Size and times
 * of what was opened go to *entry where it is not NULL (path and name are left alone). */
int tz_tree_open(const char *root, const char *path, struct tz_tree_entry *entry,
		 struct taizhang_error *err);

/* The folder of the file that was opened last: many files of one folder cost one open each. Zeroed, none is open. */
struct tz_tree_folder {
	int fd;
	char *path;	/* below the root; NULL while none is open */
};
#define TZ_TREE_FOLDER_INIT {0, NULL}

/* The same, keeping the folder open; root is the same at each call. */
int tz_tree_open_next(struct tz_tree_folder *folder, const char *root, const char *path, struct tz_tree_entry *entry,
		      struct taizhang_error *err);
void tz_tree_leave(struct tz_tree_folder *folder);

#endif
