/* SPDX-License-Identifier: MIT */
/* zip_central.c: judges the headers in a zip's directory, and takes from them what is known of the entries. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "package/zip_scan.h"

#define MOST_RATIO 1032			/* deflate's best: 258 bytes for two bits */
#define MADE_BY_UNIX 3
#define MADE_BY_DARWIN 19
#define DOS_DIRECTORY 0x10

/* One header: where it is, and what entry does not keep of it. */
struct header {
	unsigned char *bytes;
	uint64_t at;			/* in the file */
	size_t name_size, extra_size, size;
	uint32_t disk, attributes;
	unsigned int made_by;
	struct tz_zip_extra extra;
	uint64_t limit;			/* where the directory begins, before which each entry does */
};

static const unsigned char central_mark[4] = {'P', 'K', 1, 2};

static int tell(struct tz_zip_scan *scan, const struct header *h, const char *name, enum tz_zip_part part)
{
	return tz_zip_tell(scan, TZ_F_ZIP_DIRECTORY, name, part, h->at);
}

/* left: the bytes of the directory from this header on. */
static tz_zip_step measure(struct tz_zip_scan *scan, struct header *h, size_t left)
{
	if (left < TZ_ZIP_CENTRAL)
		return tell(scan, h, NULL, TZ_ZIP_PART_LENGTH);
	if (memcmp(h->bytes, central_mark, sizeof central_mark) != 0)
		return tell(scan, h, NULL, TZ_ZIP_PART_SIGNATURE);
	h->name_size = tz_zip_get16(h->bytes + 28);
	h->extra_size = tz_zip_get16(h->bytes + 30);
	h->size = TZ_ZIP_CENTRAL + h->name_size + h->extra_size + tz_zip_get16(h->bytes + 32);
	return h->size <= left ? 1 : tell(scan, h, NULL, TZ_ZIP_PART_LENGTH);
}

static void take_numbers(struct header *h, struct tz_zip_entry *entry)
{
	const unsigned char *bytes = h->bytes;

	h->made_by = bytes[5];
	entry->flags = tz_zip_get16(bytes + 8);
	entry->method = tz_zip_get16(bytes + 10);
	entry->crc = tz_zip_get32(bytes + 16);
	entry->packed_size = tz_zip_get32(bytes + 20);
	entry->size = tz_zip_get32(bytes + 24);
	h->disk = tz_zip_get16(bytes + 34);
	h->attributes = tz_zip_get32(bytes + 38);
	entry->offset = tz_zip_get32(bytes + 42);
	entry->name_is_utf8 = entry->flags & TZ_ZIP_UTF8;
	entry->encrypted = entry->flags & (TZ_ZIP_ENCRYPTED | TZ_ZIP_STRONG | TZ_ZIP_MASKED);
}

/* The next eight bytes of the zip64 field, where the header leaves a number to it. False where it ends too soon. */
static bool take_large(uint64_t *number, const unsigned char **zip64, size_t *left)
{
	if (*number != TZ_ZIP_MOST32)
		return true;
	if (*left < 8)
		return false;
	*number = tz_zip_get64(*zip64);
	*zip64 += 8;
	*left -= 8;
	return true;
}

/* The zip64 field holds exactly what the header leaves to it, so that nobody can read other numbers. */
static tz_zip_step take_large_numbers(struct tz_zip_scan *scan, struct header *h, struct tz_zip_entry *entry)
{
	const unsigned char *zip64 = h->extra.zip64;
	size_t left = h->extra.zip64_size;

	if (!take_large(&entry->size, &zip64, &left) || !take_large(&entry->packed_size, &zip64, &left) ||
	    !take_large(&entry->offset, &zip64, &left))
		return tell(scan, h, entry->name, TZ_ZIP_PART_ZIP64);
	if (h->disk == TZ_ZIP_MOST16 && left == 4) {
		h->disk = tz_zip_get32(zip64);
		left = 0;
	}
	if (left != 0)
		return tell(scan, h, entry->name, TZ_ZIP_PART_ZIP64);
	if (h->disk != 0)
		return tz_zip_tell_differs(scan, TZ_F_ZIP_DISKS, entry->name, TZ_ZIP_PART_DISK, h->at + 34, 0, h->disk);
	return entry->offset < h->limit ? 1 : tell(scan, h, entry->name, TZ_ZIP_PART_OFFSET);
}

/* The Unicode name, whose field starts with nine bytes, moves down behind the name. */
static tz_zip_step take_unicode(struct tz_zip_scan *scan, const struct header *h, struct tz_zip_entry *entry)
{
	char *place = (char *)h->bytes + h->name_size + 1;
	const char *text;
	size_t size;

	switch (tz_zip_extra_unicode(&h->extra, entry->name, h->name_size, &text, &size)) {
	case TZ_ZIP_UNICODE_NONE:
		return 1;
	case TZ_ZIP_UNICODE_STALE:
		return tz_find(scan->findings, ENTRY_UNICODE_STALE, scan->err, .file = entry->name) < 0 ? -1 : 1;
	case TZ_ZIP_UNICODE_BAD:
		return tell(scan, h, entry->name, TZ_ZIP_PART_UNICODE);
	case TZ_ZIP_UNICODE_FITS:
		break;
	}
	/* A name that says of itself that it is UTF-8 can have no other. */
	if (entry->name_is_utf8 && (size != h->name_size || memcmp(text, entry->name, size) != 0))
		return tell(scan, h, entry->name, TZ_ZIP_PART_UNICODE);
	memmove(place, text, size);
	place[size] = '\0';
	entry->unicode_name = place;
	return 1;
}

/* The name moves to the front of its header, whose numbers have been taken: there is room for its NUL. */
static tz_zip_step take_names(struct tz_zip_scan *scan, struct header *h, struct tz_zip_entry *entry)
{
	char *name = (char *)h->bytes;
	enum tz_zip_part part;
	tz_zip_step result;

	memmove(name, h->bytes + TZ_ZIP_CENTRAL, h->name_size);
	name[h->name_size] = '\0';
	entry->name = name;
	if (!tz_zip_extra_read(&h->extra, h->bytes + TZ_ZIP_CENTRAL + h->name_size, h->extra_size, &part))
		return tell(scan, h, name, part);
	result = take_large_numbers(scan, h, entry);
	if (result > 0)
		result = take_unicode(scan, h, entry);
	for (size_t i = 0; i < h->name_size; i++)
		if (!name[i])
			name[i] = 1;
	return result;
}

static enum tz_entry_type type_of(const struct header *h, const struct tz_zip_entry *entry)
{
	bool is_unix = h->made_by == MADE_BY_UNIX || h->made_by == MADE_BY_DARWIN;
	bool has_slash = h->name_size > 0 && entry->name[h->name_size - 1] == '/';
	enum { MASK = 0170000, FIFO = 0010000, DIRECTORY = 0040000, REGULAR = 0100000, LINK = 0120000 };

	switch (is_unix ? h->attributes >> 16 & MASK : 0) {
	case 0:
		return has_slash || (!is_unix && h->attributes & DOS_DIRECTORY) ? TZ_ENTRY_DIRECTORY : TZ_ENTRY_FILE;
	case REGULAR:
		return has_slash ? TZ_ENTRY_DIRECTORY : TZ_ENTRY_FILE;
	case DIRECTORY:
		return TZ_ENTRY_DIRECTORY;
	case LINK:
		return TZ_ENTRY_LINK;
	default:
		return TZ_ENTRY_SPECIAL;
	}
}

static const char *name_of_method(unsigned int method)
{
	static const struct {
		unsigned int method;
		const char *name;
	} names[] = {
		{1, " (Shrink)"}, {6, " (Implode)"}, {9, " (Deflate64)"}, {12, " (bzip2)"}, {14, " (LZMA)"},
		{93, " (Zstandard)"}, {95, " (XZ)"}, {96, " (JPEG)"}, {97, " (WavPack)"}, {98, " (PPMd)"},
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (names[i].method == method)
			return names[i].name;
	return "";
}

/* An encrypted entry is refused as such; the methods of AES and the like need no words. */
static tz_zip_step judge_method(struct tz_zip_scan *scan, struct tz_zip_entry *entry)
{
	char method[32];

	if (entry->encrypted || ((entry->method == TZ_ZIP_STORED || entry->method == TZ_ZIP_DEFLATED) &&
				 !(entry->flags & TZ_ZIP_PATCHED)))
		return 1;
	entry->type = TZ_ENTRY_REFUSED;
	snprintf(method, sizeof method, "%u%s", entry->method, name_of_method(entry->method));
	return tz_find(scan->findings, ENTRY_METHOD, scan->err, .file = entry->name, .found = method) < 0 ? -1 : 1;
}

static int tell_size(struct tz_zip_scan *scan, const struct tz_zip_entry *entry)
{
	char size[24], packed[24];

	snprintf(size, sizeof size, "%" PRIu64, entry->size);
	snprintf(packed, sizeof packed, "%" PRIu64, entry->packed_size);
	scan->faulty = true;
	return tz_find(scan->findings, ZIP_SIZE, scan->err, .file = entry->name, .found = size, .expected = packed);
}

/* Sizes that no data can have. What is encrypted, or packed in another way, is not read at all. */
static tz_zip_step judge_sizes(struct tz_zip_scan *scan, const struct tz_zip_entry *entry)
{
	int told = 0;

	if (entry->encrypted || entry->type == TZ_ENTRY_REFUSED)
		return 1;
	if (entry->method == TZ_ZIP_STORED ? entry->size != entry->packed_size :
	    entry->size / MOST_RATIO > entry->packed_size)
		told = tell_size(scan, entry);
	else if (entry->type == TZ_ENTRY_DIRECTORY && entry->size > 0) {
		scan->faulty = true;
		told = tz_find(scan->findings, ZIP_FOLDER, scan->err, .file = entry->name, .count = (int64_t)entry->size);
	}
	return told < 0 ? -1 : 1;
}

static tz_zip_step read_header(struct tz_zip_scan *scan, struct header *h, struct tz_zip_entry *entry)
{
	tz_zip_step result;

	take_numbers(h, entry);
	result = take_names(scan, h, entry);
	if (result <= 0)
		return result;
	entry->type = type_of(h, entry);
	result = judge_method(scan, entry);
	return result > 0 ? judge_sizes(scan, entry) : result;
}

/* The directory is exactly as many headers as the end says. */
static tz_zip_step read_headers(struct tz_zip_scan *scan, const struct tz_zip_end *end, struct tz_zip_directory *directory)
{
	size_t at = 0;

	while (at < end->size && directory->num_entries < end->entries) {
		struct header h = {.bytes = directory->bytes + at, .at = end->offset + at, .limit = end->offset};
		tz_zip_step result = measure(scan, &h, (size_t)end->size - at);

		if (result > 0)
			result = read_header(scan, &h, &directory->entries[directory->num_entries]);
		if (result <= 0)
			return result;
		directory->num_entries++;
		at += h.size;
	}
	if (directory->num_entries < end->entries)
		return tz_zip_tell_differs(scan, TZ_F_ZIP_DIRECTORY, NULL, TZ_ZIP_PART_COUNT, end->offset,
					   directory->num_entries, end->entries);
	if (at < end->size)
		return tz_zip_tell_differs(scan, TZ_F_ZIP_DIRECTORY, NULL, TZ_ZIP_PART_LENGTH, end->offset, at, end->size);
	return 1;
}

tz_zip_step tz_zip_central_read(struct tz_zip_scan *scan, const struct tz_zip_end *end, struct tz_zip_directory *directory)
{
	tz_zip_step result;

	if (end->size > TZ_LIMIT_ZIP_DIRECTORY)
		return tz_zip_tell_differs(scan, TZ_F_ZIP_DIRECTORY, NULL, TZ_ZIP_PART_LENGTH, end->offset,
					   TZ_LIMIT_ZIP_DIRECTORY, end->size);
	/* Before room is made for as many: each takes some bytes. */
	if (end->entries > end->size / TZ_ZIP_CENTRAL)
		return tz_zip_tell_differs(scan, TZ_F_ZIP_DIRECTORY, NULL, TZ_ZIP_PART_COUNT, end->offset,
					   end->size / TZ_ZIP_CENTRAL, end->entries);
	/* Never of no bytes, which might give NULL. */
	directory->bytes = malloc((size_t)end->size + 1);
	directory->entries = calloc((size_t)end->entries + 1, sizeof *directory->entries);
	if (!directory->bytes || !directory->entries)
		return tz_error_nomem(scan->err);
	result = tz_zip_fetch(scan, end->offset, directory->bytes, (size_t)end->size);
	return result > 0 ? read_headers(scan, end, directory) : result;
}
