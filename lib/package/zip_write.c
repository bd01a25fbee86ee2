/* SPDX-License-Identifier: MIT */
/* zip_write.c: writes a zip with minizip: UTF-8 names, sizes and CRC in the local header, no data descriptor, zip64 where needed. */
#include "package/container_write.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <minizip/zip.h>

#include "base/date.h"
#include "base/error.h"
#include "package/deflate.h"

#define METHOD_STORED 0
#define METHOD_DEFLATED 8
#define FLAG_UTF8 (1u << 11)
/* Made by Unix, by version 2.0 of the zip specification: then the mode below is read. */
#define SYSTEM_UNIX 3
#define MADE_BY ((SYSTEM_UNIX << 8) | 20u)
#define MODE (0100644u << 16)
/* With the bit by which DOS knows a folder. */
#define FOLDER_MODE (0040755u << 16 | 0x10)
/* Sizes from here on stand in the zip64 part of a header. */
#define ZIP64_FROM 0xFFFFFFFFu
/* minizip writes a header in pieces of a few bytes, and goes back to complete it. */
#define WINDOW_SIZE (1u << 20)
/* An entry's header before its bytes, and its entry of the central directory, up to the name; what zip64 adds to both. */
#define LOCAL_HEADER_SIZE 30
#define CENTRAL_HEADER_SIZE 46
#define ZIP64_SIZE (20 + 28)

struct zip_writer {
	struct tz_container_writer base;
	zipFile zip;
	struct tz_deflate *deflate;
	zip_fileinfo info;
	/* the entry at work; it is opened in the zip at its first bytes, which tell whether to deflate it */
	char *name;
	uint64_t size;
	bool is_open, is_deflated;
	uint32_t crc;
	/* the bytes from base_at on that are not in the sink yet */
	uint64_t at, window_at;
	size_t window_used;
	/* the central directory as it passes: bytes seen of its present entry, and that entry's size as far as it is known */
	bool in_central;
	size_t central_at, central_size;
	unsigned char central[CENTRAL_HEADER_SIZE];
	bool discard;			/* giving up: what minizip still writes goes nowhere */
	struct taizhang_error *err;	/* of the call that runs */
	unsigned char window[WINDOW_SIZE];
};

static size_t get_16(const unsigned char *bytes)
{
	return bytes[0] | (size_t)bytes[1] << 8;
}

/* minizip names no system on entries of the central directory that need zip64: all that lie behind the first 4 GiB. Readers then
 * ignore the mode and take the name for one of DOS, so the system is put in as the directory passes. */
static void name_system(struct zip_writer *z, unsigned char *data, size_t size)
{
	for (size_t i = 0; z->in_central && i < size; i++) {
		size_t at = z->central_at++;

		if (at == 5)
			data[i] = SYSTEM_UNIX;
		if (at < CENTRAL_HEADER_SIZE)
			z->central[at] = data[i];
		if (at == 3)
			z->in_central = memcmp(z->central, "PK\1\2", 4) == 0;
		else if (at == CENTRAL_HEADER_SIZE - 1)
			z->central_size += get_16(z->central + 28) + get_16(z->central + 30) +
					   get_16(z->central + 32);
		if (z->central_at == z->central_size) {
			z->central_at = 0;
			z->central_size = CENTRAL_HEADER_SIZE;
		}
	}
}

static int flush_window(struct zip_writer *z)
{
	const struct tz_sink *sink = z->base.sink;

	if (!z->discard && sink->write(sink->context, z->window_at, z->window, z->window_used, z->err) != 0)
		return -1;
	z->window_at += z->window_used;
	z->window_used = 0;
	return 0;
}

/* Bytes from z->at on: those before the window go to the sink at once, the others into the window. Returns the bytes taken, or -1. */
static int64_t place(struct zip_writer *z, const unsigned char *data, size_t size)
{
	const struct tz_sink *sink = z->base.sink;
	size_t offset;

	if (z->at < z->window_at) {
		if (size > z->window_at - z->at)
			size = (size_t)(z->window_at - z->at);
		if (!z->discard && sink->write(sink->context, z->at, data, size, z->err) != 0)
			return -1;
		return (int64_t)size;
	}
	offset = (size_t)(z->at - z->window_at);
	if (offset == WINDOW_SIZE) {
		if (flush_window(z) != 0)
			return -1;
		offset = 0;
	}
	if (size > WINDOW_SIZE - offset)
		size = WINDOW_SIZE - offset;
	memcpy(z->window + offset, data, size);
	name_system(z, z->window + offset, size);
	if (offset + size > z->window_used)
		z->window_used = offset + size;
	return (int64_t)size;
}

static voidpf zip_open(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static uLong zip_read(voidpf opaque, voidpf stream, void *buf, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)buf;
	(void)size;
	return 0;
}

static uLong zip_write(voidpf opaque, voidpf stream, const void *buf, uLong size)
{
	struct zip_writer *z = opaque;
	const unsigned char *data = buf;
	uLong left = size;

	(void)stream;
	while (left > 0) {
		int64_t taken = place(z, data, left);

		if (taken < 0)
			return 0;
		data += taken;
		left -= (uLong)taken;
		z->at += (uint64_t)taken;
	}
	return size;
}

static ZPOS64_T zip_tell(voidpf opaque, voidpf stream)
{
	const struct zip_writer *z = opaque;

	(void)stream;
	return z->at;
}

static long zip_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct zip_writer *z = opaque;
	uint64_t end = z->window_at + z->window_used;

	(void)stream;
	if (origin == ZLIB_FILEFUNC_SEEK_CUR)
		offset += z->at;
	else if (origin == ZLIB_FILEFUNC_SEEK_END)
		offset += end;
	if (offset > end)
		return -1;
	z->at = offset;
	return 0;
}

static int zip_ok(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* The packed date of DOS, of UTC; years that it cannot hold become the nearest it can. */
static uLong dos_time(int64_t time)
{
	struct taizhang_date date = tz_date_of_time(time);
	int64_t second = time % 86400;

	if (second < 0)
		second += 86400;
	if (date.year < 1980)
		return (1 << 21) | (1 << 16);
	if (date.year > 2107)
		return (127ul << 25) | (12ul << 21) | (31ul << 16) | (23ul << 11) | (59ul << 5) | 29ul;
	return (uLong)(date.year - 1980) << 25 | (uLong)date.month << 21 | (uLong)date.day << 16 |
	       (uLong)(second / 3600) << 11 | (uLong)(second / 60 % 60) << 5 |
	       (uLong)(second % 60 / 2);
}

/* A call of minizip failed: because the sink did, which has filled err already, or for want of memory. */
static int fail(const struct zip_writer *z, int status, struct taizhang_error *err)
{
	if (status == ZIP_INTERNALERROR)
		return tz_error_nomem(err);
	return tz_error_set(err, TAIZHANG_E_IO, TZ_MSG_CONTAINER_WRITE, z->base.where);
}

/* Deflating what does not shrink after all adds 5 bytes to each 16 KiB at most. */
static uint64_t deflated_bound(uint64_t size)
{
	return size + (size >> 10) + 64;
}

/* What is stored has exactly its size. */
static bool needs_zip64(uint64_t size, bool is_deflated)
{
	return (is_deflated ? deflated_bound(size) : size) >= ZIP64_FROM;
}

uint64_t tz_zip_bound(size_t name_size, uint64_t size)
{
	return LOCAL_HEADER_SIZE + CENTRAL_HEADER_SIZE + ZIP64_SIZE + 2 * name_size + deflated_bound(size);
}

static int open_entry(struct zip_writer *z, const void *data, size_t size,
		      struct taizhang_error *err)
{
	int status;

	z->is_deflated = tz_deflate_pays(z->deflate, data, size);
	z->info.external_fa = z->name[strlen(z->name) - 1] == '/' ? FOLDER_MODE : MODE;
	/* A stored entry is not raw: then minizip, which always takes a CRC, is the only one to take it. */
	status = zipOpenNewFileInZip4_64(z->zip, z->name, &z->info, NULL, 0, NULL, 0, NULL,
					 z->is_deflated ? METHOD_DEFLATED : METHOD_STORED, 0,
					 z->is_deflated, -15, 8, 0, NULL, 0, MADE_BY, FLAG_UTF8,
					 needs_zip64(z->size, z->is_deflated));
	if (status != ZIP_OK)
		return fail(z, status, err);
	z->is_open = true;
	z->crc = 0;
	return 0;
}

static int begin_entry(struct tz_container_writer *w, const char *name, uint64_t size,
		       struct taizhang_error *err)
{
	struct zip_writer *z = (struct zip_writer *)w;

	free(z->name);
	z->name = strdup(name);
	if (!z->name)
		return tz_error_nomem(err);
	z->size = size;
	z->is_open = false;
	return 0;
}

static int put_packed(void *context, const void *data, size_t size, struct taizhang_error *err)
{
	struct zip_writer *z = context;
	int status = zipWriteInFileInZip(z->zip, data, (unsigned int)size);

	return status == ZIP_OK ? 0 : fail(z, status, err);
}

static int write_entry(struct tz_container_writer *w, const void *data, size_t size,
		       struct taizhang_error *err)
{
	struct zip_writer *z = (struct zip_writer *)w;

	z->err = err;
	if (!z->is_open && open_entry(z, data, size, err) != 0)
		return -1;
	if (!z->is_deflated)
		return put_packed(z, data, size, err);
	z->crc = tz_crc32(z->crc, data, size);
	return tz_deflate_run(z->deflate, data, size, false, put_packed, z, err);
}

static int end_entry(struct tz_container_writer *w, struct taizhang_error *err)
{
	struct zip_writer *z = (struct zip_writer *)w;
	int status;

	z->err = err;
	if (!z->is_open && open_entry(z, "", 0, err) != 0)
		return -1;
	if (z->is_deflated) {
		if (tz_deflate_run(z->deflate, NULL, 0, true, put_packed, z, err) != 0)
			return -1;
		status = zipCloseFileInZipRaw64(z->zip, z->size, z->crc);
	} else {
		status = zipCloseFileInZip(z->zip);
	}
	return status == ZIP_OK ? 0 : fail(z, status, err);
}

static int finish(struct tz_container_writer *w, uint64_t *bytes, struct taizhang_error *err)
{
	struct zip_writer *z = (struct zip_writer *)w;
	int status;

	z->err = err;
	z->in_central = true;
	z->central_size = CENTRAL_HEADER_SIZE;
	status = zipClose(z->zip, NULL);
	z->zip = NULL;
	if (status != ZIP_OK)
		return fail(z, status, err);
	if (flush_window(z) != 0)
		return -1;
	*bytes = z->window_at;
	return 0;
}

static void free_writer(struct tz_container_writer *w)
{
	struct zip_writer *z = (struct zip_writer *)w;

	z->discard = true;
	z->err = NULL;
	if (z->zip)
		zipClose(z->zip, NULL);
	tz_deflate_free(z->deflate);
	free(z->name);
	free(z);
}

static const struct tz_container_ops zip_ops = {begin_entry, write_entry, end_entry, finish, free_writer};

struct tz_container_writer *tz_zip_writer_new(const struct tz_sink *sink, const char *where,
					      int64_t time, struct taizhang_error *err)
{
	struct zip_writer *z = calloc(1, sizeof *z);
	zlib_filefunc64_def functions = {zip_open, zip_read, zip_write, zip_tell, zip_seek, zip_ok, zip_ok, z};

	if (!z) {
		tz_error_nomem(err);
		return NULL;
	}
	z->base = (struct tz_container_writer){&zip_ops, sink, where, time};
	z->info.dosDate = dos_time(time);
	z->deflate = tz_deflate_new(err);
	z->zip = z->deflate ? zipOpen2_64(where, APPEND_STATUS_CREATE, NULL, &functions) : NULL;
	if (!z->zip) {
		tz_error_nomem(err);
		free_writer(&z->base);
		return NULL;
	}
	return &z->base;
}
