/* SPDX-License-Identifier: MIT */
/* entry_judge.h: may an entry of a container be taken? Its name, its type, and its neighbours' names. */
#ifndef TZ_PACKAGE_ENTRY_JUDGE_H
#define TZ_PACKAGE_ENTRY_JUDGE_H

#include <stdbool.h>
#include <taizhang/finding.h>

#include "base/arena.h"
#include "base/index.h"

/* REFUSED: cannot be taken for a reason that has been told. */
enum tz_entry_type {
	TZ_ENTRY_FILE, TZ_ENTRY_DIRECTORY, TZ_ENTRY_LINK, TZ_ENTRY_SPECIAL, TZ_ENTRY_SPARSE, TZ_ENTRY_REFUSED
};

/* The names met so far, folders above an entry included. Zero-initialised is empty. */
struct tz_entry_judge {
	struct tz_index paths, keys;
	struct tz_entry_name {
		const char *path;
		bool is_directory;
	} *names;
	size_t num_names, names_capacity;
	struct tz_arena texts;	/* folders that only other entries name, and keys */
};
void tz_entry_judge_free(struct tz_entry_judge *judge);

/* Judges the next entry; path has no leading "./" and no trailing '/', and lives as long as the judge.
 * 1: take it; 0: refuse it, which has been told; -1: err set. */
int tz_entry_judge(struct tz_entry_judge *judge, const char *path, enum tz_entry_type type, bool encrypted,
		   struct taizhang_findings *findings, struct taizhang_error *err);

#endif
