/* SPDX-License-Identifier: MIT */
/* tar_scan.h: follows the headers of a tar as its bytes pass on their way to libarchive, and stops what libarchive is lenient about.
 *
 * Extended headers are bounded and checked here, whatever the version of libarchive does; sparse files are recognised; and where each
 * member begins is known, so that a disagreement with libarchive shows. */
#ifndef TZ_BASE_TAR_SCAN_H
#define TZ_BASE_TAR_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

#include "base/buffer.h"

#define TZ_TAR_BLOCK 512

/* Zero-initialised is at the start. */
struct tz_tar_scan {
	enum { TZ_TAR_HEADER, TZ_TAR_EXTENSION, TZ_TAR_SPARSE_MAP, TZ_TAR_BODY, TZ_TAR_END } state;
	uint64_t at;			/* bytes seen */
	uint64_t last_mark;		/* the end of the last byte that is not zero */
	unsigned char block[TZ_TAR_BLOCK];
	size_t filled;			/* bytes of block */
	uint64_t left;			/* of the body or extension, its padding included */

	struct tz_tar_member {
		uint64_t start;		/* of its first header, the extended ones included */
		bool sparse;
	} *members;			/* those seen and not yet asked for */
	size_t num_members, capacity, next_member;

	struct tz_tar_member current;	/* while its headers are read */
	unsigned int num_extensions;
	uint64_t extension_bytes, extension_size;
	char extension_type;
	struct tz_buffer extension;
	bool has_size;			/* by an extended header */
	uint64_t size;
};

/* Takes the next bytes. -1 with FORMAT where they cannot be a tar that everybody reads alike, or with NOMEM. */
int tz_tar_scan_take(struct tz_tar_scan *scan, const void *data, size_t size, struct taizhang_error *err);
/* Passes over bytes that nobody takes: of a member's body, at most size of them. Returns how many. */
uint64_t tz_tar_scan_skip(struct tz_tar_scan *scan, uint64_t size);
/* The next member, whose headers libarchive found to begin at start. -1 with FORMAT where they do not. */
int tz_tar_scan_member(struct tz_tar_scan *scan, uint64_t start, bool *sparse, struct taizhang_error *err);
/* Judges the end, after the last bytes were taken: all zeros from end on, which libarchive found, and enough of them. */
int tz_tar_scan_end(const struct tz_tar_scan *scan, uint64_t end, struct taizhang_error *err);
void tz_tar_scan_free(struct tz_tar_scan *scan);

#endif
