/* SPDX-License-Identifier: MIT */
/* page.h: the offline page of a package: one self-contained HTML5 file that lists the items and opens the materials. */
#ifndef TZ_RENDER_PAGE_H
#define TZ_RENDER_PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/ledger.h>

#include "base/buffer.h"

/* One payload file, as the package holds it. */
struct tz_page_file {
	const struct taizhang_record *record;
	const struct taizhang_file *file;
	const char *path;	/* from the page's own folder, '/' between: "data/I-2-1-1-1/01-投入表.xlsx" */
	const char *digest;	/* SHA-256 in hexadecimal */
};

struct tz_page_info {
	int64_t time;		/* the package's own, seconds since 1970 UTC */
	const char *producer;	/* the program and its version */
	const char *root;	/* the root folder's name */
	size_t errors, warnings;	/* what the check found */
	bool incomplete;	/* packed although there were errors: the page says so */
};

/* Appends the page. files may be in any order; a file of the ledger that is not among them is shown as missing, without a link. Equal
 * input gives equal bytes. Returns 0, or -1. */
int tz_page_render(const struct taizhang_ledger *ledger, const struct tz_page_file *files, size_t num_files,
		   const struct tz_page_info *info, struct tz_buffer *out, struct taizhang_error *err);

#endif
