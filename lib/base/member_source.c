/* SPDX-License-Identifier: MIT */
/* member_source.c: the packed bytes of a container, block by block: from a file, from memory, from a callback. */
#include "base/member_source.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"

int tz_packed_open(struct tz_packed *packed, const struct tz_member_source *source, struct taizhang_error *err)
{
	struct stat status;

	*packed = (struct tz_packed){.source = *source, .error = TAIZHANG_ERROR_INIT};
	if (source->path) {
		/* A pipe or a device would wait, perhaps for ever. */
		if (stat(source->path, &status) == 0 && !S_ISREG(status.st_mode))
			return tz_error_set(err, TAIZHANG_E_IO, TZ_MSG_NOT_A_FILE, source->name);
		packed->file = fopen(source->path, "rb");
		if (!packed->file)
			return tz_error_sys(err, TZ_MSG_FILE_OPEN, source->name);
		/* Blocks are large enough; a second buffer would only copy. */
		setvbuf(packed->file, NULL, _IONBF, 0);
	}
	if (source->path || source->read) {
		packed->block = malloc(TZ_MEMBER_BLOCK);
		if (!packed->block)
			return tz_error_nomem(err);
	}
	return 0;
}

/* Fills the block behind what is ahead; the bytes got, 0 at the end, -1 on failure. */
static int64_t fill(struct tz_packed *packed, size_t size)
{
	unsigned char *room = packed->block + packed->ahead;
	size_t got;

	if (!packed->file)
		return packed->source.read(packed->source.context, room, size, &packed->error);
	got = fread(room, 1, size, packed->file);
	if (got == 0 && ferror(packed->file))
		return tz_error_sys(&packed->error, TZ_MSG_FILE_READ, packed->source.name);
	return (int64_t)got;
}

static const unsigned char *bytes(const struct tz_packed *packed)
{
	return packed->source.data;
}

int tz_packed_peek(struct tz_packed *packed, unsigned char first[4], struct taizhang_error *err)
{
	const unsigned char *from = packed->block ? packed->block : bytes(packed);
	int64_t got = 1;

	if (!packed->block)
		packed->ahead = packed->source.size < 4 ? packed->source.size : 4;
	while (packed->block && packed->ahead < 4 && got > 0) {
		got = fill(packed, 4 - packed->ahead);
		if (got > 0)
			packed->ahead += (size_t)got;
	}
	if (got < 0) {
		if (err)
			*err = packed->error;
		return -1;
	}
	if (packed->ahead)
		memcpy(first, from, packed->ahead);
	return (int)packed->ahead;
}

int64_t tz_packed_next(struct tz_packed *packed, const void **block)
{
	int64_t got;

	if (packed->error.code)
		return -1;
	if (packed->block) {
		*block = packed->block;
		got = fill(packed, TZ_MEMBER_BLOCK - packed->ahead);
		if (got < 0) {
			/* A callback may have failed without saying why. */
			tz_error_set(&packed->error, TAIZHANG_E_IO, TZ_MSG_FILE_READ, packed->source.name);
			return -1;
		}
		got += (int64_t)packed->ahead;
	} else {
		size_t left = packed->source.size - (size_t)packed->at;

		*block = left ? bytes(packed) + packed->at : NULL;
		got = left < TZ_MEMBER_BLOCK ? (int64_t)left : TZ_MEMBER_BLOCK;
	}
	packed->ahead = 0;
	packed->at += (uint64_t)got;
	packed->taken += (uint64_t)got;
	return got;
}

bool tz_packed_can_seek(const struct tz_packed *packed)
{
	return !packed->source.read;
}

int64_t tz_packed_seek(struct tz_packed *packed, int64_t offset, int whence)
{
	int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (int64_t)packed->at :
		       (int64_t)packed->source.size;

	packed->ahead = 0;
	if (packed->file) {
		if (fseeko(packed->file, (off_t)(whence == SEEK_CUR ? base + offset : offset),
			   whence == SEEK_CUR ? SEEK_SET : whence) < 0)
			return -1;
		packed->at = (uint64_t)ftello(packed->file);
		return (int64_t)packed->at;
	}
	if (base + offset < 0 || base + offset > (int64_t)packed->source.size)
		return -1;
	packed->at = (uint64_t)(base + offset);
	return (int64_t)packed->at;
}

void tz_packed_close(struct tz_packed *packed)
{
	if (packed->file)
		fclose(packed->file);
	free(packed->block);
	packed->file = NULL;
	packed->block = NULL;
}
