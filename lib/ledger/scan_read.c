/* SPDX-License-Identifier: MIT */
/* scan_read.c: reads what is new or changed, once, for its digest. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/reader.h"
#include "ledger/scan.h"

struct read {
	struct tz_scan *scan;
	struct tz_digest *digest;
	void *block;
	uint64_t done, total;
};

static bool is_unchanged(const struct tz_scan *scan, const struct tz_scan_file *file)
{
	const struct taizhang_file *known;

	if (file->known == TZ_SCAN_NONE || scan->options.rehash)
		return false;
	known = scan->known[file->known].file;
	return known->has_digest && known->size == file->size && known->mtime == file->mtime &&
	       known->mtime_ns == file->mtime_ns;
}

static int tell(const struct read *r, const struct tz_scan_file *file, struct taizhang_error *err)
{
	const struct taizhang_progress *p = &r->scan->options.progress;
	const char *path = file ? tz_scan_path(file) : NULL;

	if (p->progress)
		p->progress(p->data, r->done, r->total, path);
	if (p->cancel && p->cancel(p->data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, path);
	return 0;
}

/* Reads to the end. What is recorded is what was read, also where the file grew or shrank since the walk; but not since it was opened. */
static int digest_blocks(struct read *r, struct tz_reader *reader, struct tz_scan_file *file,
			 struct taizhang_error *err)
{
	uint64_t size = 0, budget = file->size;
	size_t got;

	do {
		uint64_t step;

		if (tell(r, file, err) != 0 ||
		    tz_reader_read(reader, r->block, TZ_READER_BLOCK, &got, file->raw, err) != 0 ||
		    tz_digest_update(r->digest, r->block, got, err) != 0)
			return -1;
		size += got;
		/* A file that grew must not drive the progress beyond its total. */
		step = got < budget ? got : budget;
		budget -= step;
		r->done += step;
	} while (got > 0);
	r->done += budget;
	file->size = size;
	return tz_reader_check(reader, file->raw, err);
}

static int digest_file(struct read *r, struct tz_scan_file *file, struct taizhang_error *err)
{
	struct tz_reader reader = TZ_READER_INIT;
	struct tz_digest_values values;
	int result = -1;

	if (tz_reader_open_below(&reader, r->scan->ledger->directory, file->raw, err) != 0)
		return -1;
	/* The time from before the reading: what is written meanwhile and does not show yet makes the file look changed at the next scan. */
	file->mtime = reader.mtime;
	file->mtime_ns = reader.mtime_ns;
	if (digest_blocks(r, &reader, file, err) == 0 &&
	    tz_digest_final(r->digest, &values, err) == 0) {
		tz_digest_from_hex(values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], file->digest,
				   sizeof file->digest);
		result = 0;
	}
	tz_reader_close(&reader);
	return result;
}

int tz_scan_read(struct tz_scan *scan, struct taizhang_error *err)
{
	struct read r = {.scan = scan};
	int result = -1;

	for (size_t i = 0; i < scan->num_files; i++)
		if (!is_unchanged(scan, &scan->files[i]))
			r.total += scan->files[i].size;
	r.digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	r.block = malloc(TZ_READER_BLOCK);
	if (!r.digest || !r.block) {
		tz_error_nomem(err);
		goto out;
	}
	for (size_t i = 0; i < scan->num_files; i++) {
		struct tz_scan_file *file = &scan->files[i];

		if (is_unchanged(scan, file))
			memcpy(file->digest, scan->known[file->known].file->digest,
			       sizeof file->digest);
		else if (digest_file(&r, file, err) != 0)
			goto out;
	}
	result = tell(&r, NULL, err);
out:
	free(r.block);
	tz_digest_free(r.digest);
	return result;
}
