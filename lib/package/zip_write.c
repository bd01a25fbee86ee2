/* SPDX-License-Identifier: MIT */
/* zip_write.c: writes a zip: UTF-8 names, sizes and CRC in the local header, no data descriptor, zip64 where needed. */
#include "package/container_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "package/deflate.h"
#include "package/zip_header.h"
#include "package/zip_list.h"

/* A header of the directory is to stay below 64 KiB with all its fields. */
#define MOST_NAME (65535 - TZ_ZIP_CENTRAL_SIZE - TZ_ZIP_CENTRAL_EXTRA)

/* Headers and small entries are gathered, so that they do not cost a system call each; what is large goes to the sink as it is. */
#define WINDOW_SIZE (256u << 10)
#define LARGE (64u << 10)

struct zip_writer {
	struct tz_container_writer base;
	uint32_t time;			/* DOS time and date */
	struct tz_zip_list list;
	/* the entry at work: its header is complete but for item's numbers */
	struct tz_zip_item *item;
	uint64_t item_at;
	/* the bytes from window_at on that are not in the sink yet */
	uint64_t window_at;
	size_t window_used;
	unsigned char window[WINDOW_SIZE];
};

/* --- bytes --- */

static uint64_t end_of(const struct zip_writer *z)
{
	return z->window_at + z->window_used;
}

static int flush(struct zip_writer *z, struct taizhang_error *err)
{
	const struct tz_sink *sink = z->base.sink;

	if (z->window_used > 0 && sink->write(sink->context, z->window_at, z->window, z->window_used, err) != 0)
		return -1;
	z->window_at += z->window_used;
	z->window_used = 0;
	return 0;
}

static int append(struct zip_writer *z, const void *data, size_t size, struct taizhang_error *err)
{
	const struct tz_sink *sink = z->base.sink;

	if ((size >= LARGE || size > WINDOW_SIZE - z->window_used) && flush(z, err) != 0)
		return -1;
	if (size >= LARGE) {
		if (sink->write(sink->context, z->window_at, data, size, err) != 0)
			return -1;
		z->window_at += size;
	} else if (size > 0) {
		memcpy(z->window + z->window_used, data, size);
		z->window_used += size;
	}
	return 0;
}

/* Writes over bytes that were appended by one call. */
static int patch(struct zip_writer *z, uint64_t at, const void *data, size_t size, struct taizhang_error *err)
{
	const struct tz_sink *sink = z->base.sink;

	if (at < z->window_at)
		return sink->write(sink->context, at, data, size, err);
	memcpy(z->window + (at - z->window_at), data, size);
	return 0;
}

/* --- entries --- */

static size_t size_of_name(const struct tz_zip_item *item)
{
	return (size_t)item->shared + item->rest;
}

static int write_header(struct zip_writer *z, const struct tz_zip_header *header, const char *name, size_t size,
			struct taizhang_error *err)
{
	if (append(z, header->bytes, header->size, err) != 0 || append(z, name, size, err) != 0)
		return -1;
	return append(z, header->extra, header->extra_size, err);
}

/* numbers: what is known of it, but for the name. */
static int open_entry(struct zip_writer *z, const char *name, const struct tz_zip_item *numbers, struct taizhang_error *err)
{
	size_t size = strlen(name);
	struct tz_zip_header header;
	struct tz_zip_item *item;

	if (size == 0 || size > MOST_NAME)
		return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_CONTAINER_NAME, z->base.where, (int64_t)size);
	item = tz_zip_list_add(&z->list, name, size, err);
	if (!item)
		return -1;
	item->size = numbers->size;
	item->coded_size = numbers->coded_size;
	item->crc = numbers->crc;
	item->is_deflated = numbers->is_deflated;
	item->is_large = numbers->is_large;
	z->item = item;
	z->item_at = end_of(z);
	tz_zip_header_local(&header, item, z->time);
	return write_header(z, &header, name, size, err);
}

/* The local header gets the numbers that were not known when it was written. */
static int complete_entry(struct zip_writer *z, struct taizhang_error *err)
{
	const struct tz_zip_item *item = z->item;
	struct tz_zip_header header;

	tz_zip_header_local(&header, item, z->time);
	if (patch(z, z->item_at + TZ_ZIP_NUMBERS_AT, header.bytes + TZ_ZIP_NUMBERS_AT, TZ_ZIP_NUMBERS_SIZE, err) != 0)
		return -1;
	if (!item->is_large)
		return 0;
	return patch(z, z->item_at + TZ_ZIP_LOCAL_SIZE + size_of_name(item) + TZ_ZIP_SIZES_AT,
		     header.extra + TZ_ZIP_SIZES_AT, TZ_ZIP_SIZES_SIZE, err);
}

static int begin_entry(struct tz_container_writer *w, const char *name, uint64_t size, enum tz_coding coding,
		       struct taizhang_error *err)
{
	struct tz_zip_item numbers = {.is_deflated = coding == TZ_CODING_DEFLATED};

	/* Where it might become large, there must be room for its sizes; readers that know no zip64 should read all others. */
	if (size != TZ_SIZE_UNKNOWN)
		numbers.is_large = size >= TZ_ZIP_LARGE ||
				   (numbers.is_deflated && tz_deflate_bound(size) >= TZ_ZIP_LARGE);
	return open_entry((struct zip_writer *)w, name, &numbers, err);
}

static int write_entry(struct tz_container_writer *w, const void *data, size_t size, struct taizhang_error *err)
{
	struct zip_writer *z = (struct zip_writer *)w;

	z->item->coded_size += size;
	return append(z, data, size, err);
}

static int end_entry(struct tz_container_writer *w, uint32_t crc, uint64_t size, struct taizhang_error *err)
{
	struct zip_writer *z = (struct zip_writer *)w;
	struct tz_zip_item *item = z->item;

	if (!item->is_deflated && size != item->coded_size)
		return tz_error_inval(err, "size");
	if (!item->is_large && (size >= TZ_ZIP_LARGE || item->coded_size >= TZ_ZIP_LARGE))
		return tz_error_detail(err, TAIZHANG_E_LIMIT, TZ_MSG_CONTAINER_WRITE, z->base.where, "an entry past 4 GiB");
	item->crc = crc;
	item->size = size;
	return complete_entry(z, err);
}

static int put_coded(struct tz_container_writer *w, const char *name, enum tz_coding coding, uint32_t crc, uint64_t size,
		     const void *data, size_t coded_size, struct taizhang_error *err)
{
	struct zip_writer *z = (struct zip_writer *)w;
	struct tz_zip_item numbers = {
		.size = size, .coded_size = coded_size, .crc = crc, .is_deflated = coding == TZ_CODING_DEFLATED,
		.is_large = size >= TZ_ZIP_LARGE || coded_size >= TZ_ZIP_LARGE,
	};

	if (open_entry(z, name, &numbers, err) != 0)
		return -1;
	return append(z, data, coded_size, err);
}

uint64_t tz_zip_bound(size_t name_size, uint64_t size)
{
	return TZ_ZIP_LOCAL_SIZE + TZ_ZIP_LOCAL_EXTRA + TZ_ZIP_CENTRAL_SIZE + TZ_ZIP_CENTRAL_EXTRA + 2 * name_size +
	       tz_deflate_bound(size);
}

/* --- the whole --- */

static int write_directory(struct zip_writer *z, struct taizhang_error *err)
{
	struct tz_zip_list *list = &z->list;
	struct tz_zip_walk walk = {NULL, 0};
	const struct tz_zip_item *item;
	uint64_t offset = 0;

	while ((item = tz_zip_list_next(list, &walk))) {
		bool is_folder = list->name[list->name_size - 1] == '/';
		struct tz_zip_header header;

		tz_zip_header_central(&header, item, z->time, is_folder, offset);
		if (write_header(z, &header, list->name, list->name_size, err) != 0)
			return -1;
		offset += TZ_ZIP_LOCAL_SIZE + size_of_name(item) + (item->is_large ? TZ_ZIP_LOCAL_EXTRA : 0) + item->coded_size;
	}
	return 0;
}

static int finish(struct tz_container_writer *w, uint64_t *bytes, struct taizhang_error *err)
{
	struct zip_writer *z = (struct zip_writer *)w;
	unsigned char end[TZ_ZIP_END_SIZE];
	uint64_t offset = end_of(z);

	if (write_directory(z, err) != 0 ||
	    append(z, end, tz_zip_header_end(end, z->list.num, offset, end_of(z) - offset), err) != 0 || flush(z, err) != 0)
		return -1;
	*bytes = z->window_at;
	return 0;
}

static void free_writer(struct tz_container_writer *w)
{
	struct zip_writer *z = (struct zip_writer *)w;

	tz_zip_list_free(&z->list);
	free(z);
}

static const struct tz_container_ops zip_ops = {
	begin_entry, write_entry, end_entry, put_coded, finish, free_writer,
};

struct tz_container_writer *tz_zip_writer_new(const struct tz_sink *sink, const char *where, int64_t time,
					      struct taizhang_error *err)
{
	struct zip_writer *z = calloc(1, sizeof *z);

	if (!z) {
		tz_error_nomem(err);
		return NULL;
	}
	z->base = (struct tz_container_writer){&zip_ops, sink, where, time};
	z->time = tz_zip_dos_time(time);
	return &z->base;
}
