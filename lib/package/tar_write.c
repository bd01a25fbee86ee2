/* SPDX-License-Identifier: MIT */
/* tar_write.c: writes a tar (pax where a name or size needs it), plain or through gzip or zstd, with libarchive. */
#include "package/container_write.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define MODE 0644
#define FOLDER_MODE 0755
#define RECORD 512
/* What pax says of an entry beside its name, for which there is room in its name too. */
#define PAX_SIZE 256
#define BLOCK_SIZE (1 << 20)

struct tar_writer {
	struct tz_container_writer base;
	struct archive *archive;
	struct archive_entry *entry;
	uint64_t at;
	bool discard;			/* the sink failed, or we give up: what libarchive still writes goes nowhere */
	struct taizhang_error *err;	/* of the call that runs */
	locale_t utf8;
};

/* libarchive turns names from and to the locale's characters, even where they are given as UTF-8, so its calls run in a
 * locale of UTF-8, on this thread only. */
static locale_t enter(const struct tar_writer *t)
{
	return uselocale(t->utf8);
}

static void leave(locale_t before)
{
	uselocale(before);
}

/* Where the sink failed, err is filled already. */
static int fail(const struct tar_writer *t, struct taizhang_error *err)
{
	if (archive_errno(t->archive) == ENOMEM)
		return tz_error_nomem(err);
	return tz_error_detail(err, TAIZHANG_E_IO, TZ_MSG_CONTAINER_WRITE, t->base.where,
			       archive_error_string(t->archive));
}

/* A failure is kept from libarchive, which would never free the state of its filters after one. */
static la_ssize_t put(struct archive *archive, void *context, const void *data, size_t size)
{
	struct tar_writer *t = context;
	const struct tz_sink *sink = t->base.sink;

	(void)archive;
	if (!t->discard && sink->write(sink->context, t->at, data, size, t->err) != 0)
		t->discard = true;
	t->at += size;
	return (la_ssize_t)size;
}

static int begin_entry(struct tz_container_writer *w, const char *name, uint64_t size, enum tz_coding coding,
		       struct taizhang_error *err)
{
	struct tar_writer *t = (struct tar_writer *)w;
	bool is_folder = name[strlen(name) - 1] == '/';
	locale_t before = enter(t);
	int status;

	(void)coding;
	t->err = err;
	archive_entry_clear(t->entry);
	archive_entry_copy_pathname(t->entry, name);
	archive_entry_set_size(t->entry, (la_int64_t)size);
	archive_entry_set_mtime(t->entry, w->time, 0);
	archive_entry_set_filetype(t->entry, is_folder ? AE_IFDIR : AE_IFREG);
	archive_entry_set_perm(t->entry, is_folder ? FOLDER_MODE : MODE);
	status = archive_write_header(t->archive, t->entry);
	leave(before);
	/* A warning would mean that a name was not written as it was given. */
	return status == ARCHIVE_OK && !t->discard ? 0 : fail(t, err);
}

static int write_entry(struct tz_container_writer *w, const void *data, size_t size,
		       struct taizhang_error *err)
{
	struct tar_writer *t = (struct tar_writer *)w;
	const char *next = data;

	t->err = err;
	while (size > 0) {
		la_ssize_t written = archive_write_data(t->archive, next, size);

		if (written <= 0 || t->discard)
			return fail(t, err);
		next += written;
		size -= (size_t)written;
	}
	return 0;
}

static int end_entry(struct tz_container_writer *w, uint32_t crc, uint64_t size, struct taizhang_error *err)
{
	struct tar_writer *t = (struct tar_writer *)w;

	(void)crc;
	(void)size;
	t->err = err;
	if (archive_write_finish_entry(t->archive) != ARCHIVE_OK || t->discard)
		return fail(t, err);
	return 0;
}

static int finish(struct tz_container_writer *w, uint64_t *bytes, struct taizhang_error *err)
{
	struct tar_writer *t = (struct tar_writer *)w;

	t->err = err;
	if (archive_write_close(t->archive) != ARCHIVE_OK || t->discard)
		return fail(t, err);
	*bytes = t->at;
	return 0;
}

static void free_writer(struct tz_container_writer *w)
{
	struct tar_writer *t = (struct tar_writer *)w;

	/* Freeing an unfinished archive writes its end. */
	t->discard = true;
	archive_write_free(t->archive);
	archive_entry_free(t->entry);
	if (t->utf8)
		freelocale(t->utf8);
	free(t);
}

static const struct tz_container_ops tar_ops = {
	.begin = begin_entry, .write = write_entry, .end = end_entry, .finish = finish, .free = free_writer,
};

/* Options are fixed, so that equal entries give equal bytes: gzip without its time stamp. */
static int add_filter(struct archive *archive, enum taizhang_format format)
{
	if (format == TAIZHANG_FORMAT_TAR_GZ)
		return archive_write_add_filter_gzip(archive) != ARCHIVE_OK ||
		       archive_write_set_options(archive, "gzip:compression-level=6,gzip:!timestamp") !=
			       ARCHIVE_OK;
	if (format == TAIZHANG_FORMAT_TAR_ZST)
		return archive_write_add_filter_zstd(archive) != ARCHIVE_OK ||
		       archive_write_set_options(archive, "zstd:compression-level=3") != ARCHIVE_OK;
	return 0;
}

static int open_archive(struct tar_writer *t, enum taizhang_format format,
			struct taizhang_error *err)
{
	t->archive = archive_write_new();
	t->entry = archive_entry_new();
	if (!t->archive || !t->entry)
		return tz_error_nomem(err);
	if (archive_write_set_format_pax_restricted(t->archive) != ARCHIVE_OK ||
	    add_filter(t->archive, format) != 0 ||
	    archive_write_set_bytes_per_block(t->archive, BLOCK_SIZE) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(t->archive, 1) != ARCHIVE_OK ||
	    archive_write_open2(t->archive, t, NULL, put, NULL, NULL) != ARCHIVE_OK)
		return fail(t, err);
	return 0;
}

static uint64_t records(uint64_t size)
{
	return (size + RECORD - 1) / RECORD * RECORD;
}

uint64_t tz_tar_bound(enum taizhang_format format, size_t name_size, uint64_t size)
{
	/* A header for pax and what it says, a header, the bytes. */
	uint64_t bound = 2 * RECORD + records(name_size + PAX_SIZE) + records(size);

	/* What does not shrink grows by its blocks' headers: 5 bytes to each 16 KiB with gzip, fewer with zstd. */
	return format == TAIZHANG_FORMAT_TAR ? bound : bound + (bound >> 10) + 64;
}

struct tz_container_writer *tz_tar_writer_new(enum taizhang_format format,
					      const struct tz_sink *sink, const char *where,
					      int64_t time, struct taizhang_error *err)
{
	struct tar_writer *t = calloc(1, sizeof *t);

	if (!t) {
		tz_error_nomem(err);
		return NULL;
	}
	t->base = (struct tz_container_writer){&tar_ops, sink, where, time};
	t->err = err;
	t->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (!t->utf8) {
		tz_error_detail(err, TAIZHANG_E_UNSUPPORTED, TZ_MSG_CONTAINER_WRITE, where, "no locale C.UTF-8");
		free_writer(&t->base);
		return NULL;
	}
	if (open_archive(t, format, err) != 0) {
		free_writer(&t->base);
		return NULL;
	}
	return &t->base;
}
