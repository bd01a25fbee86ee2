/* SPDX-License-Identifier: MIT */
/* zip_end.c: judges the end of a zip: the end record with its comment, the zip64 records, and that the directory ends where they begin. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "package/zip_scan.h"

#define END 22				/* the end record without its comment */
#define MOST_COMMENT 65535
#define LOCATOR 20
#define RECORD 56			/* the zip64 end record without its sector */

static const unsigned char end_mark[4] = {'P', 'K', 5, 6}, locator_mark[4] = {'P', 'K', 6, 7},
	record_mark[4] = {'P', 'K', 6, 6}, central_mark[4] = {'P', 'K', 1, 2}, local_mark[4] = {'P', 'K', 3, 4};

/* The records as they stand in the file. */
struct records {
	uint64_t at;			/* of the end record */
	unsigned char end[END], locator[LOCATOR], record[RECORD];
	uint64_t record_at;		/* of the zip64 end record */
	bool is_zip64;
	uint64_t begin;			/* of whichever comes first */
};

static bool is_mark(const unsigned char *at, const unsigned char mark[4])
{
	return memcmp(at, mark, 4) == 0;
}

/* No end record reaches to the end of the file exactly: the last one, if any, tells why. */
static int tell_no_end(struct tz_zip_scan *scan, const unsigned char *tail, size_t size, size_t last)
{
	uint64_t at = scan->file->size - size + last;
	uint64_t stop = last < size ? at + END + tz_zip_get16(tail + last + 20) : 0;

	if (last == size || stop > scan->file->size)
		return tz_zip_tell_bytes(scan, TZ_F_ZIP_END, scan->file->size, 0);
	return tz_zip_tell_bytes(scan, TZ_F_ZIP_AFTER, stop, scan->file->size - stop);
}

/* Programs search the end record from the end of the file, some without looking at the comment's length. So there must be
 * one that reaches to the end of the file, and nothing that looks like another within its comment. */
static tz_zip_step choose_end(struct tz_zip_scan *scan, const unsigned char *tail, size_t size, struct records *r)
{
	size_t chosen = size, last = size, after = 0;

	for (size_t at = size - END + 1; at-- > 0;) {
		if (!is_mark(tail + at, end_mark))
			continue;
		if (last == size)
			last = at;
		if (at + END + tz_zip_get16(tail + at + 20) == size)
			chosen = at;
	}
	if (chosen == size)
		return tell_no_end(scan, tail, size, last);
	for (size_t at = chosen + END; at + 4 <= size; at++)
		after += is_mark(tail + at, end_mark);
	if (after > 0)
		return tz_zip_tell_bytes(scan, TZ_F_ZIP_END_TWICE, scan->file->size - size + chosen, after + 1);
	if (size - chosen - END > TZ_LIMIT_ZIP_COMMENT)
		return tz_zip_tell_bytes(scan, TZ_F_ZIP_COMMENT, scan->file->size - size + chosen, size - chosen - END);
	r->at = r->begin = scan->file->size - size + chosen;
	memcpy(r->end, tail + chosen, END);
	return 1;
}

static tz_zip_step find_end(struct tz_zip_scan *scan, struct records *r)
{
	uint64_t all = scan->file->size;
	size_t size = all < END + MOST_COMMENT ? (size_t)all : END + MOST_COMMENT;
	unsigned char *tail;
	tz_zip_step result;

	if (size < END)
		return tz_zip_tell_bytes(scan, TZ_F_ZIP_END, all, 0);
	tail = malloc(size);
	if (!tail)
		return tz_error_nomem(scan->err);
	result = tz_zip_fetch(scan, all - size, tail, size);
	if (result > 0)
		result = choose_end(scan, tail, size, r);
	free(tail);
	return result;
}

static int tell64(struct tz_zip_scan *scan, enum tz_zip_part part, uint64_t at, uint64_t expected, uint64_t found)
{
	return tz_zip_tell_differs(scan, TZ_F_ZIP_ZIP64, NULL, part, at, expected, found);
}

/* No mark where an offset points to. Bytes put before a whole zip move everything, and no offset in it knows: then all is found so many
 * bytes later, its first entry too. */
static tz_zip_step tell_moved(struct tz_zip_scan *scan, enum tz_finding_id id, uint64_t at, uint64_t by)
{
	unsigned char mark[4];
	tz_zip_step result = tz_zip_fetch(scan, by, mark, sizeof mark);

	if (result <= 0)
		return result;
	return by > 0 && is_mark(mark, local_mark) ? tz_zip_tell_bytes(scan, TZ_F_ZIP_BEFORE, 0, by) :
	       tz_zip_tell(scan, id, NULL, TZ_ZIP_PART_SIGNATURE, at);
}

/* The zip64 end record stands right before its locator, which stands right before the end record. */
static tz_zip_step find_zip64(struct tz_zip_scan *scan, struct records *r)
{
	uint64_t locator_at = r->at - LOCATOR, length;
	tz_zip_step result;

	if (r->at < LOCATOR)
		return 1;
	result = tz_zip_fetch(scan, locator_at, r->locator, LOCATOR);
	if (result <= 0 || !is_mark(r->locator, locator_mark))
		return result;
	r->is_zip64 = true;
	r->begin = r->record_at = tz_zip_get64(r->locator + 8);
	if (locator_at < RECORD || r->record_at > locator_at - RECORD)
		return tell64(scan, TZ_ZIP_PART_OFFSET, locator_at, locator_at < RECORD ? 0 : locator_at - RECORD,
			      r->record_at);
	result = tz_zip_fetch(scan, r->record_at, r->record, RECORD);
	if (result <= 0)
		return result;
	length = tz_zip_get64(r->record + 4);
	if (is_mark(r->record, record_mark) && length == locator_at - r->record_at - 12)
		return length == RECORD - 12 ? 1 :
		       tz_zip_tell(scan, TZ_F_ZIP_ZIP64, NULL, TZ_ZIP_PART_SECTOR, r->record_at + RECORD);
	if (is_mark(r->record, record_mark))
		return tell64(scan, TZ_ZIP_PART_LENGTH, r->record_at, locator_at - r->record_at - 12, length);
	return tell_moved(scan, TZ_F_ZIP_ZIP64, r->record_at, locator_at - RECORD - r->record_at);
}

/* Where zip64 records stand, a field of the end record either points to them or says the same. */
static int check_agreement(struct tz_zip_scan *scan, const struct records *r)
{
	static const struct {
		enum tz_zip_part part;
		unsigned char at, width, at64, width64;
	} fields[] = {
		{TZ_ZIP_PART_DISK, 4, 2, 16, 4},
		{TZ_ZIP_PART_DISK, 6, 2, 20, 4},
		{TZ_ZIP_PART_COUNT, 8, 2, 24, 8},
		{TZ_ZIP_PART_COUNT, 10, 2, 32, 8},
		{TZ_ZIP_PART_LENGTH, 12, 4, 40, 8},
		{TZ_ZIP_PART_OFFSET, 16, 4, 48, 8},
	};

	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		const unsigned char *small = r->end + fields[i].at, *large = r->record + fields[i].at64;
		uint64_t most = fields[i].width == 2 ? TZ_ZIP_MOST16 : TZ_ZIP_MOST32;
		uint64_t said = fields[i].width == 2 ? tz_zip_get16(small) : tz_zip_get32(small);
		uint64_t true_one = fields[i].width64 == 4 ? tz_zip_get32(large) : tz_zip_get64(large);

		if (said != most && said != true_one)
			return tell64(scan, fields[i].part, r->at + fields[i].at, true_one, said);
	}
	return 1;
}

static int tell_disk(struct tz_zip_scan *scan, uint64_t at, uint64_t expected, uint64_t found)
{
	return tz_zip_tell_differs(scan, TZ_F_ZIP_DISKS, NULL, TZ_ZIP_PART_DISK, at, expected, found);
}

static tz_zip_step read_zip64(struct tz_zip_scan *scan, const struct records *r, struct tz_zip_end *end)
{
	tz_zip_step result = check_agreement(scan, r);

	if (result <= 0)
		return result;
	if (tz_zip_get32(r->locator + 4) != 0)
		return tell_disk(scan, r->at - LOCATOR + 4, 0, tz_zip_get32(r->locator + 4));
	if (tz_zip_get32(r->locator + 16) != 1)
		return tell_disk(scan, r->at - LOCATOR + 16, 1, tz_zip_get32(r->locator + 16));
	for (unsigned int at = 16; at <= 20; at += 4)
		if (tz_zip_get32(r->record + at) != 0)
			return tell_disk(scan, r->record_at + at, 0, tz_zip_get32(r->record + at));
	end->entries = tz_zip_get64(r->record + 32);
	end->size = tz_zip_get64(r->record + 40);
	end->offset = tz_zip_get64(r->record + 48);
	if (tz_zip_get64(r->record + 24) != end->entries)
		return tell_disk(scan, r->record_at + 24, end->entries, tz_zip_get64(r->record + 24));
	return 1;
}

static tz_zip_step read_plain(struct tz_zip_scan *scan, const struct records *r, struct tz_zip_end *end)
{
	for (unsigned int at = 4; at <= 6; at += 2)
		if (tz_zip_get16(r->end + at) != 0)
			return tell_disk(scan, r->at + at, 0, tz_zip_get16(r->end + at));
	end->entries = tz_zip_get16(r->end + 10);
	end->size = tz_zip_get32(r->end + 12);
	end->offset = tz_zip_get32(r->end + 16);
	if (tz_zip_get16(r->end + 8) != end->entries)
		return tell_disk(scan, r->at + 8, end->entries, tz_zip_get16(r->end + 8));
	return 1;
}

/* The directory fills what is between the offset it is said to have and the records of the end. */
static tz_zip_step check_place(struct tz_zip_scan *scan, const struct records *r, const struct tz_zip_end *end)
{
	unsigned char mark[4];
	tz_zip_step result;
	uint64_t gap;

	if (end->offset > r->begin || end->size > r->begin - end->offset)
		return tz_zip_tell_differs(scan, TZ_F_ZIP_DIRECTORY, NULL, TZ_ZIP_PART_LENGTH, end->offset,
					   end->offset > r->begin ? 0 : r->begin - end->offset, end->size);
	gap = r->begin - end->offset - end->size;
	if (gap == 0)
		return 1;
	if (end->entries == 0)
		return tz_zip_tell_bytes(scan, TZ_F_ZIP_BEFORE, 0, gap);
	result = tz_zip_fetch(scan, end->offset, mark, sizeof mark);
	if (result <= 0)
		return result;
	return is_mark(mark, central_mark) ? tz_zip_tell_bytes(scan, TZ_F_ZIP_GAP, end->offset + end->size, gap) :
	       tell_moved(scan, TZ_F_ZIP_DIRECTORY, end->offset, gap);
}

tz_zip_step tz_zip_end_read(struct tz_zip_scan *scan, struct tz_zip_end *end)
{
	struct records r = {0};
	tz_zip_step result = find_end(scan, &r);

	if (result > 0)
		result = find_zip64(scan, &r);
	if (result > 0)
		result = r.is_zip64 ? read_zip64(scan, &r, end) : read_plain(scan, &r, end);
	if (result > 0)
		result = check_place(scan, &r, end);
	return result;
}
