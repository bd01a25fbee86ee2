/* SPDX-License-Identifier: MIT */
/* zip_header.h: the bytes of a zip's headers and of its end, as they are written. */
#ifndef TZ_PACKAGE_ZIP_HEADER_H
#define TZ_PACKAGE_ZIP_HEADER_H

#include "package/zip_list.h"

#define TZ_ZIP_LOCAL_SIZE 30		/* of a local header before its name */
#define TZ_ZIP_CENTRAL_SIZE 46		/* of a header of the directory before its name */
#define TZ_ZIP_LOCAL_EXTRA 20		/* of the zip64 field of a local header: both sizes */
#define TZ_ZIP_CENTRAL_EXTRA 28		/* of one of the directory at most: both, and an offset */
#define TZ_ZIP_END_SIZE 98		/* of the records of the end at most */
/* CRC and sizes in a local header, and sizes in its zip64 field: what may be known only later. */
#define TZ_ZIP_NUMBERS_AT 14
#define TZ_ZIP_NUMBERS_SIZE 12
#define TZ_ZIP_SIZES_AT 4
#define TZ_ZIP_SIZES_SIZE 16
/* Numbers from here on stand in a zip64 field, and this in their own. */
#define TZ_ZIP_LARGE 0xFFFFFFFFu

/* What stands before an entry's name, and what behind it. */
struct tz_zip_header {
	unsigned char bytes[TZ_ZIP_CENTRAL_SIZE], extra[TZ_ZIP_CENTRAL_EXTRA];
	size_t size, extra_size;
};

/* The packed time and date of DOS, of UTC; years that it cannot hold become the nearest it can. */
uint32_t tz_zip_dos_time(int64_t time);
/* time is DOS's. */
void tz_zip_header_local(struct tz_zip_header *header, const struct tz_zip_item *item, uint32_t time);
/* offset: of the local header. */
void tz_zip_header_central(struct tz_zip_header *header, const struct tz_zip_item *item, uint32_t time, bool is_folder,
			   uint64_t offset);
/* The records behind a directory of num entries that is at offset; returns their bytes. */
size_t tz_zip_header_end(unsigned char out[TZ_ZIP_END_SIZE], uint64_t num, uint64_t offset, uint64_t size);

#endif
