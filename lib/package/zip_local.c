/* SPDX-License-Identifier: MIT */
/* zip_local.c: judges a zip's local headers against its directory, and that entries follow each other without overlap or gap. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "package/zip_scan.h"

#define MOST_HEADER (TZ_ZIP_LOCAL + 2 * 65535)
#define GUESS 256			/* extra fields seldom take more, so that one read does */
#define MOST_DESCRIPTOR 24

/* Flags in which both headers must agree; the others only say how hard a packer tried. */
#define COMMON_FLAGS (TZ_ZIP_ENCRYPTED | TZ_ZIP_DESCRIPTOR | TZ_ZIP_PATCHED | TZ_ZIP_STRONG | TZ_ZIP_UTF8 | TZ_ZIP_MASKED)

/* One entry's place: from its header to where the next one or the directory begins. */
struct place {
	const struct tz_zip_entry *entry, *next;	/* next is NULL for the last */
	uint64_t limit;
	unsigned char *header;				/* room for the largest */
	size_t header_size;
	uint64_t data_end;
};

static const unsigned char local_mark[4] = {'P', 'K', 3, 4}, descriptor_mark[4] = {'P', 'K', 7, 8};

static int tell(struct tz_zip_scan *scan, const struct place *p, enum tz_zip_part part)
{
	return tz_zip_tell(scan, TZ_F_ZIP_LOCAL, p->entry->name, part, p->entry->offset);
}

static int tell_differs(struct tz_zip_scan *scan, const struct place *p, enum tz_zip_part part, uint64_t expected,
			uint64_t found)
{
	return tz_zip_tell_differs(scan, TZ_F_ZIP_LOCAL, p->entry->name, part, p->entry->offset, expected, found);
}

static int tell_overlap(struct tz_zip_scan *scan, const struct place *p)
{
	scan->faulty = true;
	return tz_find(scan->findings, ZIP_OVERLAP, scan->err, .file = p->entry->name,
		       .label = p->next ? p->next->name : "zip 目录",
		       .field = p->next ? p->next->name : "the zip directory");
}

/* Reads the header, and by a guess its name and extra fields. */
static tz_zip_step fetch_start(struct tz_zip_scan *scan, struct place *p)
{
	uint64_t room = p->limit - p->entry->offset;
	size_t guess = TZ_ZIP_LOCAL + strlen(p->entry->name) + GUESS;

	if (room < TZ_ZIP_LOCAL)
		return tell_overlap(scan, p);
	if (guess > MOST_HEADER)
		guess = MOST_HEADER;
	p->header_size = guess < room ? guess : (size_t)room;
	return tz_zip_fetch(scan, p->entry->offset, p->header, p->header_size);
}

/* Reads what the guess left out, and knows where the data ends. */
static tz_zip_step fetch_rest(struct tz_zip_scan *scan, struct place *p)
{
	uint64_t room = p->limit - p->entry->offset;
	size_t read = p->header_size;

	p->header_size = TZ_ZIP_LOCAL + (size_t)tz_zip_get16(p->header + 26) + tz_zip_get16(p->header + 28);
	if (p->header_size > room || p->entry->packed_size > room - p->header_size)
		return tell_overlap(scan, p);
	p->data_end = p->entry->offset + p->header_size + p->entry->packed_size;
	if (p->header_size <= read)
		return 1;
	return tz_zip_fetch(scan, p->entry->offset + read, p->header + read, p->header_size - read);
}

static tz_zip_step check_name(struct tz_zip_scan *scan, const struct place *p)
{
	size_t size = tz_zip_get16(p->header + 26);
	char *name = (char *)p->header + TZ_ZIP_LOCAL;

	/* As in the directory. */
	for (size_t i = 0; i < size; i++)
		if (!name[i])
			name[i] = 1;
	if (size == strlen(p->entry->name) && memcmp(name, p->entry->name, size) == 0)
		return 1;
	return tell(scan, p, TZ_ZIP_PART_NAME);
}

/* Where the numbers stand behind the data, the header may have zeros for them. */
static bool is_number(const struct place *p, uint64_t expected, uint64_t found)
{
	return found == expected || (found == 0 && p->entry->flags & TZ_ZIP_DESCRIPTOR);
}

/* One of the two sizes: in its four bytes, or where all their bits are set, in the zip64 field. A field of both sizes gives both,
 * whoever points to it. */
static tz_zip_step check_size(struct tz_zip_scan *scan, const struct place *p, const struct tz_zip_extra *extra,
			      enum tz_zip_part part, uint64_t expected)
{
	bool is_packed = part == TZ_ZIP_PART_PACKED_SIZE;
	uint64_t small = tz_zip_get32(p->header + (is_packed ? 18 : 22));
	const unsigned char *large = extra->zip64;

	if (large && extra->zip64_size == 16)
		large += is_packed ? 8 : 0;
	else if (small != TZ_ZIP_MOST32)
		large = NULL;
	if (large && !is_number(p, expected, tz_zip_get64(large)))
		return tell_differs(scan, p, part, expected, tz_zip_get64(large));
	if (!(large && small == TZ_ZIP_MOST32) && !is_number(p, expected, small))
		return tell_differs(scan, p, part, expected, small);
	return 1;
}

/* The field is for both sizes, or for the one that points to it. */
static bool is_zip64_whole(const struct place *p, const struct tz_zip_extra *extra)
{
	bool has_packed = tz_zip_get32(p->header + 18) == TZ_ZIP_MOST32;
	bool has_size = tz_zip_get32(p->header + 22) == TZ_ZIP_MOST32;

	return !extra->zip64 || extra->zip64_size == 16 || (extra->zip64_size == 8 && has_packed != has_size);
}

static tz_zip_step check_numbers(struct tz_zip_scan *scan, const struct place *p, const struct tz_zip_extra *extra)
{
	const struct tz_zip_entry *entry = p->entry;
	uint32_t crc = tz_zip_get32(p->header + 14);
	uint16_t flags = tz_zip_get16(p->header + 6), method = tz_zip_get16(p->header + 8);
	tz_zip_step result;

	if ((flags ^ entry->flags) & COMMON_FLAGS)
		return tell_differs(scan, p, TZ_ZIP_PART_FLAGS, entry->flags, flags);
	/* The numbers of a masked header say nothing; its entry is refused as encrypted. */
	if (flags & TZ_ZIP_MASKED)
		return 1;
	if (method != entry->method)
		return tell_differs(scan, p, TZ_ZIP_PART_METHOD, entry->method, method);
	if (!is_number(p, entry->crc, crc))
		return tell_differs(scan, p, TZ_ZIP_PART_CRC, entry->crc, crc);
	if (!is_zip64_whole(p, extra))
		return tell(scan, p, TZ_ZIP_PART_ZIP64);
	result = check_size(scan, p, extra, TZ_ZIP_PART_SIZE, entry->size);
	return result > 0 ? check_size(scan, p, extra, TZ_ZIP_PART_PACKED_SIZE, entry->packed_size) : result;
}

/* A Unicode name that holds here holds in the directory. */
static bool is_unicode_same(const struct place *p, const struct tz_zip_extra *extra)
{
	const char *text;
	size_t size;

	switch (tz_zip_extra_unicode(extra, (const char *)p->header + TZ_ZIP_LOCAL, tz_zip_get16(p->header + 26),
				     &text, &size)) {
	case TZ_ZIP_UNICODE_NONE:
	case TZ_ZIP_UNICODE_STALE:
		return true;
	case TZ_ZIP_UNICODE_BAD:
		return false;
	case TZ_ZIP_UNICODE_FITS:
		break;
	}
	return p->entry->unicode_name && size == strlen(p->entry->unicode_name) &&
	       memcmp(text, p->entry->unicode_name, size) == 0;
}

static tz_zip_step check_header(struct tz_zip_scan *scan, const struct place *p)
{
	size_t name_size = tz_zip_get16(p->header + 26), extra_size = tz_zip_get16(p->header + 28);
	struct tz_zip_extra extra;
	enum tz_zip_part part;
	tz_zip_step result;

	if (!tz_zip_extra_read(&extra, p->header + TZ_ZIP_LOCAL + name_size, extra_size, &part))
		return tell(scan, p, part);
	if (!is_unicode_same(p, &extra))
		return tell(scan, p, TZ_ZIP_PART_UNICODE);
	result = check_name(scan, p);
	return result > 0 ? check_numbers(scan, p, &extra) : result;
}

/* Which of the four forms of a descriptor begins here: with its mark or without, sizes of four bytes or of eight. The form that
 * fills the room is the likeliest. Returns its bytes, 0 where there is none. */
static size_t measure_descriptor(const struct place *p, const unsigned char *bytes, uint64_t room)
{
	static const size_t forms[] = {16, 24, 12, 20};
	const struct tz_zip_entry *entry = p->entry;
	size_t found = 0;

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		bool is_marked = forms[i] == 16 || forms[i] == 24, is_large = forms[i] >= 20;
		const unsigned char *at = is_marked ? bytes + 4 : bytes;
		uint64_t packed, size;

		if (forms[i] > room || (is_marked && memcmp(bytes, descriptor_mark, sizeof descriptor_mark) != 0))
			continue;
		packed = is_large ? tz_zip_get64(at + 4) : tz_zip_get32(at + 4);
		size = is_large ? tz_zip_get64(at + 12) : tz_zip_get32(at + 8);
		if (tz_zip_get32(at) == entry->crc && packed == entry->packed_size && size == entry->size &&
		    (found == 0 || forms[i] == room))
			found = forms[i];
	}
	return found;
}

/* What is between the data and the limit: a descriptor where the flags say so, and nothing else. */
static tz_zip_step check_rest(struct tz_zip_scan *scan, const struct place *p)
{
	unsigned char bytes[MOST_DESCRIPTOR];
	uint64_t room = p->limit - p->data_end;
	size_t descriptor = 0;

	if (p->entry->flags & TZ_ZIP_DESCRIPTOR) {
		size_t size = room < sizeof bytes ? (size_t)room : sizeof bytes;
		tz_zip_step result = tz_zip_fetch(scan, p->data_end, bytes, size);

		if (result <= 0)
			return result;
		descriptor = measure_descriptor(p, bytes, room);
		if (descriptor == 0)
			return tz_zip_tell(scan, TZ_F_ZIP_LOCAL, p->entry->name, TZ_ZIP_PART_DESCRIPTOR, p->data_end);
	}
	if (room > descriptor)
		return tz_zip_tell_bytes(scan, TZ_F_ZIP_GAP, p->data_end + descriptor, room - descriptor);
	return 1;
}

/* A folder has no data; some writers deflate even that, to two bytes. */
static tz_zip_step check_folder(struct tz_zip_scan *scan, const struct place *p)
{
	static const unsigned char nothing[2] = {3, 0};
	const struct tz_zip_entry *entry = p->entry;
	unsigned char data[2];
	tz_zip_step result;

	if (entry->type != TZ_ENTRY_DIRECTORY || entry->packed_size == 0 || entry->encrypted || entry->size > 0)
		return 1;
	if (entry->method == TZ_ZIP_DEFLATED && entry->packed_size == sizeof data) {
		result = tz_zip_fetch(scan, p->data_end - sizeof data, data, sizeof data);
		if (result <= 0 || memcmp(data, nothing, sizeof data) == 0)
			return result;
	}
	scan->faulty = true;
	return tz_find(scan->findings, ZIP_FOLDER, scan->err, .file = entry->name, .count = (int64_t)entry->packed_size);
}

/* An overlap ends it: in a bomb each further entry would be told as well. Else a fault of one entry leaves the others to be judged. */
static tz_zip_step check_entry(struct tz_zip_scan *scan, struct place *p)
{
	tz_zip_step result = fetch_start(scan, p);

	if (result > 0 && memcmp(p->header, local_mark, sizeof local_mark) != 0)
		return tell(scan, p, TZ_ZIP_PART_SIGNATURE) < 0 ? -1 : 1;
	if (result > 0)
		result = fetch_rest(scan, p);
	if (result <= 0)
		return result;
	if (check_header(scan, p) < 0 || check_rest(scan, p) < 0 || check_folder(scan, p) < 0)
		return -1;
	return 1;
}

tz_zip_step tz_zip_local_check(struct tz_zip_scan *scan, const struct tz_zip_end *end, const struct tz_zip_directory *directory)
{
	const struct tz_zip_entry *entries = directory->entries;
	struct place p = {0};
	tz_zip_step result = 1;

	if (directory->num_entries > 0 && entries[0].offset > 0 &&
	    tz_zip_tell_bytes(scan, TZ_F_ZIP_BEFORE, 0, entries[0].offset) < 0)
		return -1;
	if (directory->num_entries == 0 && end->offset > 0)
		return tz_zip_tell_bytes(scan, TZ_F_ZIP_BEFORE, 0, end->offset);
	p.header = malloc(MOST_HEADER);
	if (!p.header)
		return tz_error_nomem(scan->err);
	for (size_t i = 0; result > 0 && i < directory->num_entries; i++) {
		p.entry = &entries[i];
		p.next = i + 1 < directory->num_entries ? &entries[i + 1] : NULL;
		p.limit = p.next ? p.next->offset : end->offset;
		result = check_entry(scan, &p);
	}
	free(p.header);
	return result;
}
