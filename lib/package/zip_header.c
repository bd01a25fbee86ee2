/* SPDX-License-Identifier: MIT */
/* zip_header.c: the bytes of a zip's headers and of its end, as they are written. */
#include "package/zip_header.h"

#include "base/date.h"

#define LOCAL_MARK 0x04034B50u
#define CENTRAL_MARK 0x02014B50u
#define RECORD_MARK 0x06064B50u
#define LOCATOR_MARK 0x07064B50u
#define END_MARK 0x06054B50u
#define RECORD_LEFT 44			/* of the zip64 end record, behind the number that says so */
#define LARGE_COUNT 0xFFFFu
#define ID_ZIP64 1

#define METHOD_STORED 0
#define METHOD_DEFLATED 8
#define FLAG_UTF8 (1u << 11)
/* The versions of the specification that readers must know: for folders and deflate, and for zip64. */
#define VERSION 20
#define VERSION_ZIP64 45
/* Made by Unix: then the mode below is read. */
#define SYSTEM_UNIX (3u << 8)
#define MODE (0100644u << 16)
/* With the bit by which DOS knows a folder. */
#define FOLDER_MODE (0040755u << 16 | 0x10)

uint32_t tz_zip_dos_time(int64_t time)
{
	struct taizhang_date date = tz_date_of_time(time);
	int64_t second = time % 86400;

	if (second < 0)
		second += 86400;
	if (date.year < 1980)
		return (1u << 21) | (1u << 16);
	if (date.year > 2107)
		return (127u << 25) | (12u << 21) | (31u << 16) | (23u << 11) | (59u << 5) | 29u;
	return (uint32_t)(date.year - 1980) << 25 | (uint32_t)date.month << 21 | (uint32_t)date.day << 16 |
	       (uint32_t)(second / 3600) << 11 | (uint32_t)(second / 60 % 60) << 5 | (uint32_t)(second % 60 / 2);
}

/* The next bytes: a number, its low byte first. */
static void put(unsigned char **at, unsigned int width, uint64_t value)
{
	for (unsigned int i = 0; i < width; i++, value >>= 8)
		*(*at)++ = (unsigned char)value;
}

static void put_most(unsigned char **at, unsigned int width, uint64_t value, uint64_t most)
{
	put(at, width, value < most ? value : most);
}

/* What both headers say, from the version to the length of the extra field. */
static void put_common(unsigned char **at, const struct tz_zip_item *item, uint32_t time, bool is_zip64, uint64_t coded_size,
		       uint64_t size, size_t extra_size)
{
	put(at, 2, is_zip64 ? VERSION_ZIP64 : VERSION);
	put(at, 2, FLAG_UTF8);
	put(at, 2, item->is_deflated ? METHOD_DEFLATED : METHOD_STORED);
	put(at, 4, time);
	put(at, 4, item->crc);
	put_most(at, 4, coded_size, TZ_ZIP_LARGE);
	put_most(at, 4, size, TZ_ZIP_LARGE);
	put(at, 2, (uint64_t)item->shared + item->rest);
	put(at, 2, extra_size);
}

void tz_zip_header_local(struct tz_zip_header *header, const struct tz_zip_item *item, uint32_t time)
{
	unsigned char *at = header->bytes, *extra = header->extra;
	bool is_large = item->is_large;

	header->size = TZ_ZIP_LOCAL_SIZE;
	header->extra_size = is_large ? TZ_ZIP_LOCAL_EXTRA : 0;
	put(&at, 4, LOCAL_MARK);
	put_common(&at, item, time, is_large, is_large ? TZ_ZIP_LARGE : item->coded_size,
		   is_large ? TZ_ZIP_LARGE : item->size, header->extra_size);
	put(&extra, 2, ID_ZIP64);
	put(&extra, 2, TZ_ZIP_SIZES_SIZE);
	put(&extra, 8, item->size);
	put(&extra, 8, item->coded_size);
}

/* The directory's zip64 field has the numbers for which the header itself has no room, and no others. */
static size_t make_central_extra(unsigned char *extra, const struct tz_zip_item *item, uint64_t offset)
{
	const uint64_t numbers[] = {item->size, item->coded_size, offset};
	unsigned char *at = extra + 4;
	size_t size;

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (numbers[i] >= TZ_ZIP_LARGE)
			put(&at, 8, numbers[i]);
	size = (size_t)(at - extra);
	at = extra;
	put(&at, 2, ID_ZIP64);
	put(&at, 2, size - 4);
	return size > 4 ? size : 0;
}

void tz_zip_header_central(struct tz_zip_header *header, const struct tz_zip_item *item, uint32_t time, bool is_folder,
			   uint64_t offset)
{
	unsigned char *at = header->bytes;
	bool is_zip64;

	header->size = TZ_ZIP_CENTRAL_SIZE;
	header->extra_size = make_central_extra(header->extra, item, offset);
	is_zip64 = item->is_large || header->extra_size > 0;
	put(&at, 4, CENTRAL_MARK);
	put(&at, 2, SYSTEM_UNIX | (is_zip64 ? VERSION_ZIP64 : VERSION));
	put_common(&at, item, time, is_zip64, item->coded_size, item->size, header->extra_size);
	put(&at, 2, 0);				/* no comment */
	put(&at, 2, 0);				/* the only disk */
	put(&at, 2, 0);				/* nothing is said of its being text */
	put(&at, 4, is_folder ? FOLDER_MODE : MODE);
	put_most(&at, 4, offset, TZ_ZIP_LARGE);
}

static void put_zip64_end(unsigned char **at, uint64_t num, uint64_t offset, uint64_t size)
{
	put(at, 4, RECORD_MARK);
	put(at, 8, RECORD_LEFT);
	put(at, 2, SYSTEM_UNIX | VERSION_ZIP64);
	put(at, 2, VERSION_ZIP64);
	put(at, 4, 0);				/* this disk */
	put(at, 4, 0);				/* and the directory's */
	put(at, 8, num);			/* on this disk */
	put(at, 8, num);
	put(at, 8, size);
	put(at, 8, offset);
	put(at, 4, LOCATOR_MARK);
	put(at, 4, 0);				/* the record's disk */
	put(at, 8, offset + size);
	put(at, 4, 1);				/* disks */
}

size_t tz_zip_header_end(unsigned char out[TZ_ZIP_END_SIZE], uint64_t num, uint64_t offset, uint64_t size)
{
	unsigned char *at = out;

	if (num >= LARGE_COUNT || offset >= TZ_ZIP_LARGE || size >= TZ_ZIP_LARGE)
		put_zip64_end(&at, num, offset, size);
	put(&at, 4, END_MARK);
	put(&at, 2, 0);				/* this disk */
	put(&at, 2, 0);				/* and the directory's */
	put_most(&at, 2, num, LARGE_COUNT);	/* on this disk */
	put_most(&at, 2, num, LARGE_COUNT);
	put_most(&at, 4, size, TZ_ZIP_LARGE);
	put_most(&at, 4, offset, TZ_ZIP_LARGE);
	put(&at, 2, 0);				/* no comment */
	return (size_t)(at - out);
}
