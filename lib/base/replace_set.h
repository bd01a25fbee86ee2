/* SPDX-License-Identifier: MIT */
/* replace_set.h: puts several new files in their places together: all of them, or none. */
#ifndef TZ_BASE_REPLACE_SET_H
#define TZ_BASE_REPLACE_SET_H

#include "base/file.h"

/* Commits what was written to each; each has a target of its own. Where one of them cannot be put in its place, those before it are taken
 * back and the old files stand as they did; where even that fails, the error says what stands. All are used up either way. */
int tz_replace_commit_all(struct tz_replace *items, size_t num, struct taizhang_error *err);

#endif
