/* SPDX-License-Identifier: MIT */
/* page.h: the offline page of a package: one self-contained HTML5 file that lists the items and opens the materials. */
#ifndef TZ_RENDER_PAGE_H
#define TZ_RENDER_PAGE_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <taizhang/ledger.h>

#include "base/buffer.h"

/* A file whose bytes a package sent before has. */
#define TZ_PAGE_IN_BASE UINT_MAX

/* One file of the payload, in this package or in another one that belongs to it. */
struct tz_page_file {
	const char *path;	/* from the page's own folder, '/' between: "data/I-2-1-1-1/01-投入表.xlsx" */
	unsigned int part;	/* 0: here; else which other part of the set has it, or TZ_PAGE_IN_BASE */
};

struct tz_page_info {
	int64_t time;		/* the package's own, seconds since 1970 UTC */
	const char *producer;	/* the program and its version */
	const char *root;	/* the root folder's name */
	size_t errors, warnings;	/* what the check found */
	bool incomplete;	/* packed although there were errors: the page says so */
	unsigned int part, parts;	/* this is part 1 of 3; 0 of 0 where there is no set */
	const char *base;	/* root of what a supplement stands on, or NULL */
};

/* Gives what the package says of a file, valid until the next call; NULL where it has none: then it is shown as missing, without a link; one that is
 * elsewhere is said to be there. Called once for each file of the items in scope, in the order of the catalogue, the records and their files. */
typedef const struct tz_page_file *(*tz_page_find)(void *context, const struct taizhang_file *file);

/* Appends the page. Equal input gives equal bytes. Returns 0, or -1. */
int tz_page_render(const struct taizhang_ledger *ledger, tz_page_find find, void *context, const struct tz_page_info *info,
		   struct tz_buffer *out, struct taizhang_error *err);

#endif
