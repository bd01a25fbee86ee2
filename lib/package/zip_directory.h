/* SPDX-License-Identifier: MIT */
/* zip_directory.h: the structure of a seekable zip, judged before anybody reads an entry: every byte belongs to exactly one part.
 *
 * What is judged: the end record with its comment, the zip64 records, one disk, the directory, each local header against it, data
 * descriptors, and that nothing overlaps, and nothing lies before, between or after. What is inside an entry, and whether its name is a
 * safe one, others judge. */
#ifndef TZ_PACKAGE_ZIP_DIRECTORY_H
#define TZ_PACKAGE_ZIP_DIRECTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/finding.h>

#include "package/entry_judge.h"

/* Reads bytes from offset on; may give fewer than asked for. Returns how many, 0 at the end, -1 with err set. */
typedef int64_t (*tz_zip_read_at)(void *context, uint64_t offset, void *buf, size_t size, struct taizhang_error *err);

/* Where the zip is. */
struct tz_zip_file {
	tz_zip_read_at read_at;
	void *context;
	uint64_t size;
	const char *name;		/* for findings */
};

struct tz_zip_entry {
	const char *name;		/* bytes as stored, NUL-terminated; a NUL inside has become U+0001, so that it is refused as a control character */
	const char *unicode_name;	/* of the Info-ZIP Unicode Path field where there is one that fits the name: UTF-8; else NULL */
	bool name_is_utf8;		/* by its flag */
	bool encrypted;
	uint16_t flags, method;
	enum tz_entry_type type;	/* REFUSED where its method is not known, which has been told */
	uint32_t crc;
	uint64_t size, packed_size;
	uint64_t offset;		/* of the local header */
};

struct tz_zip_directory {
	struct tz_zip_entry *entries;	/* in the order of their offsets, which is the order of a walk by libarchive */
	size_t num_entries;
	unsigned char *bytes;		/* of the directory; the names are in it */
};

/* Judges the whole structure and fills directory, in time n log n and memory of some 100 bytes and the directory's own an entry.
 * 1: sound, though single entries may have been told; 0: told as an error, and no entry may be read; -1: err set. directory is to be
 * freed in every case. More than most_entries are not even read. */
int tz_zip_directory_read(struct tz_zip_directory *directory, const struct tz_zip_file *file, uint64_t most_entries,
			  struct taizhang_findings *findings, struct taizhang_error *err);
void tz_zip_directory_free(struct tz_zip_directory *directory);

#endif
