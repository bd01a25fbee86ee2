/* SPDX-License-Identifier: MIT */
/* scanning.h: what scan and add tell of what they saw. */
#ifndef TOOLS_SCANNING_H
#define TOOLS_SCANNING_H

#include "session.h"

/* Options by the command line, with progress. */
struct taizhang_scan_options scanning_options(const struct session *session);
/* The summary, the findings and the next step; filled is NULL where nothing was to be filled. Returns 0, or -1. */
int scanning_tell(struct session *session, const char *directory, const struct taizhang_scan_summary *summary,
		  const struct taizhang_fill_summary *filled);

#endif
