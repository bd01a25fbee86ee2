/* SPDX-License-Identifier: MIT */
/* tiff.h: a TIFF opened by libtiff, for the files that are its door: tiff.c opens it, tiff_page.c decodes, tiff_notes.c takes its tags. */
#ifndef TZ_INSPECT_TIFF_H
#define TZ_INSPECT_TIFF_H

#include "inspect/picture.h"

struct tiff;			/* libtiff's own */

struct tz_tiff {
	struct tiff *file;
	struct tz_inspection *inspection;
	struct taizhang_error *err;
	uint64_t offset;		/* where the library reads next */
	bool no_disk;
	unsigned int page;		/* from 1 */
	uint64_t pixels;		/* of all pages so far */
	bool decoding;			/* pixels are being read: even a warning means that they are damaged */
	bool failed;
	char words[256];		/* the first failure, in the library's words */
};

/* Tells the present page's size, colour, resolution, where it is the first; decodes it, and measures the first. */
int tz_tiff_page(struct tz_tiff *tiff);
/* What the first page's tags tell of camera, owner, time. The library stands at another directory afterwards. */
int tz_tiff_notes(struct tz_tiff *tiff);

#endif
