/* SPDX-License-Identifier: MIT */
/* member.c: reads the members of a container as a stream. The door to libarchive's reader. */
#include "base/member.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/member_source.h"
#include "base/member_trail.h"
#include "base/tar_scan.h"
#include "base/text.h"
#include "base/unpacker.h"

#define MOST_PADDING (1u << 20)		/* zeros after a tar's end: common blockings pad to 10 KB */
#define ZIP_END 22			/* the end record, without its comment */
#define ZIP_TAIL (ZIP_END + 65535)	/* where the end record can stand */

/* libarchive is given what it reads as plain tar or zip; a compressed tar is unpacked before. So the stream can be read to its very end,
 * where its own check sum stands and where a cut shows, and each header of a tar is seen by us as well. */
struct tz_member_reader {
	struct tz_packed packed;
	enum tz_container_format format;
	struct tz_unpacker *unpacker;	/* NULL for zip and plain tar */
	struct tz_tar_scan scan;	/* of any tar */
	struct archive *archive;
	struct archive_entry *first;	/* opening has read so far, with first_result; not of a zip that seeks */
	int first_result;
	bool started, ended;
	bool streamed;			/* a zip read from front to end, without its directory */
	bool ranged;			/* part of one, beside another reader, whose locale it has */
	uint64_t start;			/* where it begins */
	locale_t locale;		/* 0 where the system has none */
	struct taizhang_error failure;	/* sticks */
	struct tz_trail trail;		/* of a zip that is streamed */
};

static const unsigned char zip_member[4] = {'P', 'K', 3, 4}, zip_end[4] = {'P', 'K', 5, 6};

static enum tz_container_format guess_format(const unsigned char first[4], int size)
{
	if (size == 4 && (memcmp(first, zip_member, 4) == 0 || memcmp(first, zip_end, 4) == 0))
		return TZ_CONTAINER_ZIP;
	if (size >= 2 && first[0] == 0x1F && first[1] == 0x8B)
		return TZ_CONTAINER_TAR_GZ;
	if (size == 4 && memcmp(first, "\x28\xB5\x2F\xFD", 4) == 0)
		return TZ_CONTAINER_TAR_ZST;
	/* A zstd stream may begin with a frame to be skipped. */
	if (size == 4 && (first[0] & 0xF0) == 0x50 && memcmp(first + 1, "\x2A\x4D\x18", 3) == 0)
		return TZ_CONTAINER_TAR_ZST;
	return TZ_CONTAINER_TAR;
}

/* In UTF-8 libarchive gives a zip's flagged names (in normal form C); in the C locale it gives a tar's names as they
 * stand, since it cannot convert them. Names without a flag come as they stand in both. */
static locale_t locale_for(enum tz_container_format format)
{
	return newlocale(LC_CTYPE_MASK, format == TZ_CONTAINER_ZIP ? "C.UTF-8" : "C", (locale_t)0);
}

static int fail(struct tz_member_reader *r, struct archive *a, struct taizhang_error *err)
{
	if (r->packed.error.code)
		r->failure = r->packed.error;
	else if (a && archive_errno(a) == ENOMEM)
		tz_error_nomem(&r->failure);
	else
		tz_error_detail(&r->failure, TAIZHANG_E_FORMAT, TZ_MSG_CONTAINER_FORMAT,
				r->packed.input.name, a ? archive_error_string(a) : NULL);
	tz_error_at(&r->failure, r->packed.input.name);
	if (err && err->code == TAIZHANG_OK)
		*err = r->failure;
	return -1;
}

static int fail_because(struct tz_member_reader *r, const char *why, struct taizhang_error *err)
{
	tz_error_detail(&r->failure, TAIZHANG_E_FORMAT, TZ_MSG_CONTAINER_FORMAT,
			r->packed.input.name, why);
	return fail(r, NULL, err);
}

/* What a callback failed for stands in failure, where the first failure wins; to libarchive it is a read error. */
static la_ssize_t break_off(struct archive *a)
{
	archive_set_error(a, EIO, "read error");
	return ARCHIVE_FATAL;
}

static int64_t next_packed(void *context, const void **block)
{
	struct tz_member_reader *r = context;

	return tz_packed_next(&r->packed, block);
}

/* The bytes that the members stand in: of the container itself, or of the tar that was compressed. */
static la_ssize_t read_block(struct archive *a, void *context, const void **block)
{
	struct tz_member_reader *r = context;
	int64_t got = r->unpacker ? r->unpacker->next(r->unpacker, block, &r->failure) : next_packed(r, block);

	if (got < 0)
		return break_off(a);
	if (got > 0 && r->streamed && tz_trail_pass(&r->trail, *block, (size_t)got, &r->failure) < 0)
		return break_off(a);
	if (got > 0 && r->format != TZ_CONTAINER_ZIP &&
	    tz_tar_scan_take(&r->scan, *block, (size_t)got, &r->failure) < 0)
		return break_off(a);
	return (la_ssize_t)got;
}

/* Passes over the data of a member, of which no byte is wanted. */
static la_int64_t skip_packed(struct archive *a, void *context, la_int64_t size)
{
	struct tz_member_reader *r = context;
	uint64_t left = r->packed.size > r->packed.at ? r->packed.size - r->packed.at : 0;

	(void)a;
	if (!r->packed.seeks)
		return 0;
	if ((uint64_t)size < left)
		left = (uint64_t)size;
	left = tz_tar_scan_skip(&r->scan, left);
	tz_packed_skip(&r->packed, left);
	return (la_int64_t)left;
}

static la_int64_t seek_packed(struct archive *a, void *context, la_int64_t offset, int whence)
{
	struct tz_member_reader *r = context;
	int64_t place = tz_packed_seek(&r->packed, offset, whence);

	(void)a;
	return place < 0 ? ARCHIVE_FATAL : place;
}

static int open_unpacker(struct tz_member_reader *r, struct taizhang_error *err)
{
	if (r->format == TZ_CONTAINER_TAR_GZ)
		r->unpacker = tz_gunzip_new(next_packed, r, err);
	else if (r->format == TZ_CONTAINER_TAR_ZST)
		r->unpacker = tz_unzstd_new(next_packed, r, err);
	else
		return 0;
	return r->unpacker ? 0 : -1;
}

static int open_archive(struct tz_member_reader *r, struct taizhang_error *err)
{
	int result;

	r->archive = archive_read_new();
	if (!r->archive)
		return tz_error_nomem(err);
	if (r->format != TZ_CONTAINER_ZIP) {
		result = archive_read_support_format_tar(r->archive);
		if (!r->unpacker)
			archive_read_set_skip_callback(r->archive, skip_packed);
	} else if (r->streamed || r->ranged) {
		result = archive_read_support_format_zip_streamable(r->archive);
		if (r->streamed && tz_trail_open(&r->trail, err) < 0)
			return -1;
	} else {
		result = archive_read_support_format_zip_seekable(r->archive);
		archive_read_set_seek_callback(r->archive, seek_packed);
	}
	if (result != ARCHIVE_OK ||
	    archive_read_open(r->archive, r, NULL, read_block, NULL) != ARCHIVE_OK)
		return fail(r, r->archive, err);
	/* Only here does libarchive look whether it is one. */
	r->first_result = archive_read_next_header(r->archive, &r->first);
	/* What begins as a zip is one: whoever judges its directory can say more of what is wrong with it. */
	if (r->first_result < ARCHIVE_WARN && (r->format != TZ_CONTAINER_ZIP || r->streamed || r->failure.code))
		return fail(r, r->archive, err);
	return 0;
}

struct tz_member_reader *tz_member_open(const struct taizhang_input *input, struct taizhang_error *err)
{
	struct tz_member_reader *r = calloc(1, sizeof *r);
	unsigned char first[4];
	locale_t before;
	int size, result = -1;

	if (!r) {
		tz_error_nomem(err);
		return NULL;
	}
	if (tz_packed_open(&r->packed, input, err) < 0 ||
	    (size = tz_packed_peek(&r->packed, first, err)) < 0) {
		tz_member_close(r);
		return NULL;
	}
	r->format = guess_format(first, size);
	/* libarchive does not find the directory of an empty zip; a stream of it does not need one. */
	r->streamed = r->format == TZ_CONTAINER_ZIP &&
		      (!r->packed.seeks || memcmp(first, zip_end, sizeof zip_end) == 0);
	r->locale = locale_for(r->format);
	/* Its directory may be all that is wanted of it. */
	if (r->format == TZ_CONTAINER_ZIP && !r->streamed)
		return r;
	before = uselocale(r->locale);
	if (open_unpacker(r, err) == 0)
		result = open_archive(r, err);
	uselocale(before);
	if (result < 0) {
		tz_member_close(r);
		return NULL;
	}
	return r;
}

struct tz_member_reader *tz_member_open_range(const struct tz_member_reader *r, uint64_t offset, struct taizhang_error *err)
{
	struct tz_member_reader *range = calloc(1, sizeof *range);

	if (!range) {
		tz_error_nomem(err);
		return NULL;
	}
	range->format = TZ_CONTAINER_ZIP;
	range->ranged = true;
	range->start = offset;
	range->locale = r->locale;
	if (tz_packed_share(&range->packed, &r->packed, offset, err) < 0) {
		tz_member_close(range);
		return NULL;
	}
	return range;
}

enum tz_container_format tz_member_format(const struct tz_member_reader *r)
{
	return r->format;
}

bool tz_member_can_seek(const struct tz_member_reader *r)
{
	return r->packed.seeks;
}

/* libarchive takes a tar that just stops for one that ends, so its end is looked at: two blocks of zeros after the last
 * member, nothing but zeros to the end of the stream, and that end reached without failure. */
static int check_tar_end(struct tz_member_reader *r, struct taizhang_error *err)
{
	uint64_t end = (uint64_t)archive_read_header_position(r->archive);
	const void *block;
	la_ssize_t got;

	do {
		got = read_block(r->archive, r, &block);
	} while (got > 0 && r->scan.at - end <= MOST_PADDING);
	if (got < 0)
		return fail(r, r->archive, err);
	if (got > 0)
		return fail_because(r, "bytes after the end of the tar", err);
	if (tz_tar_scan_end(&r->scan, end, &r->failure) < 0)
		return fail(r, NULL, err);
	return 0;
}

/* A zip that is read as a stream is left at its directory: the rest is kept, and whether it is whole, its end record says. */
static int check_zip_end(struct tz_member_reader *r, struct taizhang_error *err)
{
	const unsigned char *end;
	const void *block;
	la_ssize_t got;
	size_t size;

	if (tz_trail_keep_rest(&r->trail, (uint64_t)archive_filter_bytes(r->archive, 0), &r->failure) < 0)
		return fail(r, NULL, err);
	do {
		got = read_block(r->archive, r, &block);
	} while (got > 0);
	if (got < 0)
		return fail(r, r->archive, err);
	size = r->trail.kept.size < ZIP_TAIL ? r->trail.kept.size : ZIP_TAIL;
	end = (const unsigned char *)r->trail.kept.data + r->trail.kept.size;
	for (size_t left = ZIP_END; left <= size; left++)
		if (memcmp(end - left, zip_end, sizeof zip_end) == 0 &&
		    left >= ZIP_END + (size_t)(*(end - left + 20) | *(end - left + 21) << 8))
			return 0;
	return fail_because(r, "the end of the zip is missing", err);
}

static int check_end(struct tz_member_reader *r, struct taizhang_error *err)
{
	if (r->format != TZ_CONTAINER_ZIP)
		return check_tar_end(r, err);
	return r->streamed ? check_zip_end(r, err) : 0;
}

static enum tz_member_type type_of(struct archive_entry *entry)
{
	if (archive_entry_hardlink(entry))
		return TZ_MEMBER_LINK;
	switch (archive_entry_filetype(entry)) {
	case AE_IFREG: return TZ_MEMBER_FILE;
	case AE_IFDIR: return TZ_MEMBER_DIRECTORY;
	case AE_IFLNK: return TZ_MEMBER_LINK;
	default: return TZ_MEMBER_OTHER;
	}
}

static int describe(struct tz_member_reader *r, struct archive_entry *entry, struct tz_member *member,
		    struct taizhang_error *err)
{
	const char *name = r->ranged ? NULL : archive_entry_pathname(entry);
	const unsigned char *local = NULL;
	size_t local_size = 0;
	bool sparse = false;

	/* A zip that says of a name that it is UTF-8, when it is not. */
	if (!name && !r->ranged)
		return fail(r, r->archive, err);
	if (r->format != TZ_CONTAINER_ZIP &&
	    tz_tar_scan_member(&r->scan, (uint64_t)archive_read_header_position(r->archive), &sparse, &r->failure) < 0)
		return fail(r, NULL, err);
	if (r->streamed && tz_trail_keep_header(&r->trail, (uint64_t)archive_read_header_position(r->archive),
						(uint64_t)archive_filter_bytes(r->archive, 0), &local, &local_size,
						&r->failure) < 0)
		return fail(r, NULL, err);
	*member = (struct tz_member){
		.name = name,
		.type = type_of(entry),
		.encrypted = archive_entry_is_encrypted(entry) != 0,
		.sparse = sparse,
		.name_is_utf8 = name && tz_text_is_utf8(name, strlen(name)),
		.size_known = archive_entry_size_is_set(entry) != 0,
		.size = (uint64_t)archive_entry_size(entry),
		.mtime = archive_entry_mtime(entry),
		.offset = r->start + (uint64_t)archive_read_header_position(r->archive),
		.local = local,
		.local_size = local_size,
	};
	return 1;
}

int tz_member_next(struct tz_member_reader *r, struct tz_member *member, struct taizhang_error *err)
{
	struct archive_entry *entry;
	locale_t before;
	int result;

	if (r->failure.code)
		return fail(r, NULL, err);
	if (r->ended)
		return 0;
	before = uselocale(r->locale);
	if (!r->archive && open_archive(r, err) < 0) {
		uselocale(before);
		return -1;
	}
	entry = r->first;
	result = r->started ? archive_read_next_header(r->archive, &entry) : r->first_result;
	r->started = true;
	r->ended = result == ARCHIVE_EOF;
	if (result == ARCHIVE_OK || result == ARCHIVE_WARN)
		result = describe(r, entry, member, err);
	else if (result == ARCHIVE_EOF)
		result = check_end(r, err);
	else
		result = fail(r, r->archive, err);
	uselocale(before);
	return result;
}

static int64_t fail_data(struct tz_member_reader *r, int64_t result, struct taizhang_error *err)
{
	if (result == ARCHIVE_FATAL)
		return fail(r, r->archive, err);
	return tz_error_detail(err, TAIZHANG_E_FORMAT, TZ_MSG_CONTAINER_FORMAT,
			       r->packed.input.name, archive_error_string(r->archive));
}

int64_t tz_member_read(struct tz_member_reader *r, void *buf, size_t size, struct taizhang_error *err)
{
	locale_t before;
	int64_t got;

	if (r->failure.code)
		return fail(r, NULL, err);
	before = uselocale(r->locale);
	got = archive_read_data(r->archive, buf, size);
	uselocale(before);
	return got < 0 ? fail_data(r, got, err) : got;
}

int64_t tz_member_block(struct tz_member_reader *r, const void **block, struct taizhang_error *err)
{
	locale_t before;
	la_int64_t offset;
	size_t size = 0;
	int result;

	if (r->failure.code)
		return fail(r, NULL, err);
	before = uselocale(r->locale);
	do
		result = archive_read_data_block(r->archive, block, &size, &offset);
	while (result == ARCHIVE_OK && size == 0);
	uselocale(before);
	if (result == ARCHIVE_EOF)
		return 0;
	return result < ARCHIVE_OK ? fail_data(r, result, err) : (int64_t)size;
}

int64_t tz_member_read_at(struct tz_member_reader *r, uint64_t offset, void *buf, size_t size,
			  struct taizhang_error *err)
{
	if (!r->packed.seeks)
		return tz_trail_read_at(&r->trail, offset, buf, size);
	return tz_packed_read_at(&r->packed, offset, buf, size, err);
}

uint64_t tz_member_size(const struct tz_member_reader *r)
{
	return r->packed.seeks ? r->packed.size : r->packed.at;
}

const char *tz_member_stream_digest(const struct tz_member_reader *r)
{
	return r->packed.sha256;
}

uint64_t tz_member_position(const struct tz_member_reader *r)
{
	return r->packed.taken;
}

void tz_member_close(struct tz_member_reader *r)
{
	if (!r)
		return;
	archive_read_free(r->archive);
	if (r->unpacker)
		r->unpacker->free(r->unpacker);
	tz_tar_scan_free(&r->scan);
	if (r->locale && !r->ranged)
		freelocale(r->locale);
	tz_packed_close(&r->packed);
	tz_trail_close(&r->trail);
	free(r);
}

const char *tz_member_library_version(void)
{
	return archive_version_string() + strlen("libarchive ");
}

const char *tz_member_zlib_version(void)
{
	const char *version = archive_zlib_version();

	return version ? version : "?";
}
