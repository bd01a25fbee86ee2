/* SPDX-License-Identifier: MIT */
/* zip_scan.h: what the files that judge a zip's structure share: reading at an offset, little-endian numbers, telling faults, extra fields. Below zip_directory.h, for its parts alone. */
#ifndef TZ_PACKAGE_ZIP_SCAN_H
#define TZ_PACKAGE_ZIP_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "finding/finding.h"
#include "package/zip_directory.h"

#define TZ_ZIP_LOCAL 30		/* bytes of a local header before its name */
#define TZ_ZIP_CENTRAL 46	/* bytes of a header in the directory before its name */
#define TZ_ZIP_MOST16 0xFFFFu	/* stands for "see zip64" in a field of two bytes */
#define TZ_ZIP_MOST32 0xFFFFFFFFu

enum tz_zip_flag {
	TZ_ZIP_ENCRYPTED = 1 << 0,
	TZ_ZIP_DESCRIPTOR = 1 << 3,	/* sizes and CRC stand behind the data */
	TZ_ZIP_PATCHED = 1 << 5,
	TZ_ZIP_STRONG = 1 << 6,
	TZ_ZIP_UTF8 = 1 << 11,
	TZ_ZIP_MASKED = 1 << 13		/* the local header is masked, the directory encrypted */
};
enum tz_zip_method { TZ_ZIP_STORED = 0, TZ_ZIP_DEFLATED = 8 };

struct tz_zip_scan {
	const struct tz_zip_file *file;
	struct taizhang_findings *findings;
	struct taizhang_error *err;
	bool faulty;			/* an error of the structure has been told */
};

/* The functions below return 1 to go on, 0 where a fault was told after which nothing more can be judged, -1 with err set. */
typedef int tz_zip_step;

/* Exactly size bytes. A file that has become shorter is told as changed. */
tz_zip_step tz_zip_fetch(struct tz_zip_scan *scan, uint64_t offset, void *buf, size_t size);

uint16_t tz_zip_get16(const unsigned char *at);
uint32_t tz_zip_get32(const unsigned char *at);
uint64_t tz_zip_get64(const unsigned char *at);

/* What of a header or record is at fault. */
enum tz_zip_part {
	TZ_ZIP_PART_SIGNATURE,
	TZ_ZIP_PART_COUNT,
	TZ_ZIP_PART_LENGTH,
	TZ_ZIP_PART_OFFSET,
	TZ_ZIP_PART_DISK,
	TZ_ZIP_PART_NAME,
	TZ_ZIP_PART_FLAGS,
	TZ_ZIP_PART_METHOD,
	TZ_ZIP_PART_CRC,
	TZ_ZIP_PART_SIZE,
	TZ_ZIP_PART_PACKED_SIZE,
	TZ_ZIP_PART_EXTRA,
	TZ_ZIP_PART_ZIP64,
	TZ_ZIP_PART_UNICODE,
	TZ_ZIP_PART_DESCRIPTOR,
	TZ_ZIP_PART_SECTOR
};

/* Tells a fault, with the offset where it stands, and marks the scan as faulty. file is an entry's name, or NULL for the whole zip.
 * Returns 0, or -1 with err set. */
int tz_zip_tell(struct tz_zip_scan *scan, enum tz_finding_id id, const char *file, enum tz_zip_part part, uint64_t at);
/* The same where two numbers differ. */
int tz_zip_tell_differs(struct tz_zip_scan *scan, enum tz_finding_id id, const char *file, enum tz_zip_part part,
			uint64_t at, uint64_t expected, uint64_t found);
/* The same for bytes of the whole zip that belong nowhere: how many, from at on. */
int tz_zip_tell_bytes(struct tz_zip_scan *scan, enum tz_finding_id id, uint64_t at, uint64_t count);

/* --- extra fields --- */

/* The fields of one header that matter here; the rest is only walked over. */
struct tz_zip_extra {
	const unsigned char *zip64, *unicode;	/* NULL where absent */
	size_t zip64_size, unicode_size;
};

/* False where a field is cut off, or one of the two stands twice; part then says which. */
bool tz_zip_extra_read(struct tz_zip_extra *extra, const unsigned char *bytes, size_t size, enum tz_zip_part *part);

/* What an Info-ZIP Unicode Path field says. */
enum tz_zip_unicode {
	TZ_ZIP_UNICODE_NONE,	/* absent, or of a version that is not known, to be ignored */
	TZ_ZIP_UNICODE_STALE,	/* made for another name, to be ignored */
	TZ_ZIP_UNICODE_FITS,	/* *text, of *size bytes, is the name */
	TZ_ZIP_UNICODE_BAD	/* too short, or not UTF-8 */
};
enum tz_zip_unicode tz_zip_extra_unicode(const struct tz_zip_extra *extra, const char *name, size_t name_size,
					 const char **text, size_t *size);

/* --- the parts, in the order in which they are judged --- */

/* What the end records say of the directory. */
struct tz_zip_end {
	uint64_t entries, size, offset;
};

/* zip_end.c: the end record and the zip64 records; the directory they name ends where they begin. */
tz_zip_step tz_zip_end_read(struct tz_zip_scan *scan, struct tz_zip_end *end);
/* zip_central.c: the headers of the directory, into entries. */
tz_zip_step tz_zip_central_read(struct tz_zip_scan *scan, const struct tz_zip_end *end, struct tz_zip_directory *directory);
/* zip_local.c: the local headers of entries in the order of their offsets, and the bytes between. */
tz_zip_step tz_zip_local_check(struct tz_zip_scan *scan, const struct tz_zip_end *end, const struct tz_zip_directory *directory);

#endif
