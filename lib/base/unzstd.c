/* SPDX-License-Identifier: MIT */
/* unzstd.c: unpacks zstd as a stream of its own, so that it is read to its very end. A door to libarchive's reader. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/unpacker.h"

struct unzstd {
	struct tz_unpacker base;
	tz_unpacker_source source;
	void *context;
	struct archive *archive;
	bool opened;
	bool failed;			/* source has */
};

static la_ssize_t read_packed(struct archive *a, void *context, const void **block)
{
	struct unzstd *u = context;
	int64_t got = u->source(u->context, block);

	if (got >= 0)
		return (la_ssize_t)got;
	u->failed = true;
	archive_set_error(a, EIO, "read error");
	return ARCHIVE_FATAL;
}

static int refuse(struct unzstd *u, struct taizhang_error *err)
{
	const char *why = archive_error_string(u->archive);

	if (u->failed)
		return -1;
	if (archive_errno(u->archive) == ENOMEM)
		return tz_error_nomem(err);
	/* A cut before the last check sum has no words of its own. */
	return tz_error_detail(err, TAIZHANG_E_FORMAT, TZ_MSG_CONTAINER_FORMAT, NULL, why ? why : "truncated input");
}

/* Exactly one filter, never a program, and no filter within a filter. */
static int open_archive(struct unzstd *u, struct taizhang_error *err)
{
	struct archive_entry *entry;

	if (archive_read_support_filter_zstd(u->archive) != ARCHIVE_OK ||
	    archive_read_support_format_raw(u->archive) != ARCHIVE_OK ||
	    archive_read_open(u->archive, u, NULL, read_packed, NULL) != ARCHIVE_OK ||
	    archive_read_next_header(u->archive, &entry) != ARCHIVE_OK)
		return refuse(u, err);
	if (archive_filter_count(u->archive) != 2)
		return tz_error_detail(err, TAIZHANG_E_FORMAT, TZ_MSG_CONTAINER_FORMAT, NULL,
				       "compressed more than once");
	u->opened = true;
	return 0;
}

static int64_t unzstd_next(struct tz_unpacker *unpacker, const void **block, struct taizhang_error *err)
{
	struct unzstd *u = (struct unzstd *)unpacker;
	la_int64_t offset;
	size_t size = 0;
	int result;

	if (!u->opened && open_archive(u, err) < 0)
		return -1;
	do {
		result = archive_read_data_block(u->archive, block, &size, &offset);
	} while (result == ARCHIVE_OK && size == 0);
	if (result == ARCHIVE_EOF)
		return 0;
	return result == ARCHIVE_OK ? (int64_t)size : refuse(u, err);
}

static void unzstd_free(struct tz_unpacker *unpacker)
{
	archive_read_free(((struct unzstd *)unpacker)->archive);
	free(unpacker);
}

struct tz_unpacker *tz_unzstd_new(tz_unpacker_source source, void *context, struct taizhang_error *err)
{
	struct unzstd *u = calloc(1, sizeof *u);

	if (!u || !(u->archive = archive_read_new())) {
		free(u);
		tz_error_nomem(err);
		return NULL;
	}
	u->base = (struct tz_unpacker){unzstd_next, unzstd_free};
	u->source = source;
	u->context = context;
	return &u->base;
}
