/* SPDX-License-Identifier: MIT */
/* zip_case.h: zips put together byte by byte: one sound zip of four entries, and one change a case. */
#ifndef TESTS_PACKAGE_ZIP_CASE_H
#define TESTS_PACKAGE_ZIP_CASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "package/zip_directory.h"

/* The entries of the sound zip: a folder; a stored file; a deflated file with a descriptor; a stored file with a UTF-8 name. */
enum { ZIP_FOLDER, ZIP_STORED, ZIP_DEFLATED, ZIP_NAMED, ZIP_ENTRIES };
#define ZIP_HELLO "hello"

struct zip_bytes {
	const char *data;
	size_t size;
};
/* A string literal with NULs inside. */
#define ZIP_BYTES(text) {text, sizeof(text) - 1}

/* A record of the zip, to be changed at an offset in it. */
enum zip_record { ZIP_NOTHING, ZIP_LOCAL, ZIP_DATA, ZIP_DESCRIPTOR, ZIP_CENTRAL, ZIP_RECORD64, ZIP_LOCATOR, ZIP_END };

struct zip_change {
	enum zip_record record;
	int entry;
	unsigned int at, width;
	uint64_t value;
};

struct zip_case {
	const char *name;
	const char *ids;		/* of all findings, each once, in their order, a blank between */
	const char *text;		/* what the first finding's English sentence contains, or NULL */
	struct zip_change changes[3];
	/* how it is put together otherwise than the sound one */
	struct zip_bytes comment;
	bool is_zip64;			/* with zip64 records, to which the end record points */
	bool is_large;			/* the stored file's numbers stand in zip64 fields */
	bool is_reversed;		/* the directory is in the reverse order of the entries */
	bool is_empty;
	size_t before;			/* bytes before the first entry, which offsets know of */
	size_t moved;			/* and which they do not */
	size_t gap, gap_directory, gap_end, after, sector;
	struct zip_bytes local_extra, central_extra, stored_name, folder_data;	/* of the stored file; of the folder */
	size_t descriptor;		/* bytes of the descriptor: 12, 16 (the same as 0), 20, 24; 1 for none */
};

struct zip_made {
	struct tz_buffer bytes;
	size_t local[ZIP_ENTRIES], data[ZIP_ENTRIES], descriptor[ZIP_ENTRIES], central[ZIP_ENTRIES];
	size_t directory, record64, locator, end;
};

struct zip_made zip_make(const struct zip_case *c);
void zip_free(struct zip_made *made);

/* A zip in memory behind the callback of tz_zip_file. */
struct zip_memory {
	const char *data;
	size_t size;
	size_t step;			/* most bytes of one read; 0 for no limit */
	int fail_at, stop_at;		/* the read that fails, or finds the end; from 1 */
};
int64_t zip_read_memory(void *context, uint64_t offset, void *buf, size_t size, struct taizhang_error *err);
/* Reads the directory of a zip in memory. */
int zip_judge(const void *data, size_t size, struct tz_zip_directory *directory, struct taizhang_findings *findings);
/* The ids of findings, each once, in their order, a blank between; static. */
const char *zip_ids(const struct taizhang_findings *findings);
/* Makes the zip of a case, judges it, and asserts what the case says. */
void zip_assert_case(const struct zip_case *c);

#endif
