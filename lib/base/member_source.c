/* SPDX-License-Identifier: MIT */
/* member_source.c: the packed bytes of a container, block by block, from any input. */
#include "base/member_source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"

/* A pipe, or a terminal behind /dev/stdin, is a stream; a disk or a folder is no package. */
static int open_path(struct tz_packed *packed, struct taizhang_error *err)
{
	struct stat st;

	packed->fd = tz_file_open(AT_FDCWD, packed->input.path, O_RDONLY | O_NOCTTY);
	if (packed->fd < 0 || fstat(packed->fd, &st) < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, packed->input.name);
	if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode) && !S_ISCHR(st.st_mode) && !S_ISSOCK(st.st_mode))
		return tz_error_set(err, TAIZHANG_E_IO, TZ_MSG_NOT_A_FILE, packed->input.name);
	packed->seeks = S_ISREG(st.st_mode);
	packed->size = packed->seeks ? (uint64_t)st.st_size : 0;
	return 0;
}

int tz_packed_open(struct tz_packed *packed, const struct taizhang_input *input, struct taizhang_error *err)
{
	*packed = (struct tz_packed){.input = *input, .fd = -1, .error = TAIZHANG_ERROR_INIT};
	if (input->path) {
		if (open_path(packed, err) < 0)
			return -1;
	} else {
		packed->seeks = !input->read;
		packed->size = input->data ? input->data_size : input->bytes;
	}
	if (input->data)
		return 0;
	if (!packed->seeks && !(packed->digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err)))
		return -1;
	packed->block = malloc(TZ_MEMBER_BLOCK);
	return packed->block ? 0 : tz_error_nomem(err);
}

int tz_packed_share(struct tz_packed *packed, const struct tz_packed *other, uint64_t offset, struct taizhang_error *err)
{
	*packed = (struct tz_packed){
		.input = other->input, .fd = other->fd, .shared = true, .seeks = true, .size = other->size, .at = offset,
		.error = TAIZHANG_ERROR_INIT,
	};
	if (!other->block)
		return 0;
	packed->block = malloc(TZ_MEMBER_BLOCK);
	return packed->block ? 0 : tz_error_nomem(err);
}

static int fail_callback(struct tz_packed *packed, struct taizhang_error *err)
{
	return tz_error_set(err, TAIZHANG_E_IO, TZ_MSG_INPUT_READ, packed->input.name);
}

/* One read of a callback or the system, perhaps short. */
static int64_t read_some(struct tz_packed *packed, uint64_t offset, void *buf, size_t size,
			 struct taizhang_error *err)
{
	const struct taizhang_input *in = &packed->input;
	int64_t got;

	if (packed->fd < 0) {
		got = in->read_at ? in->read_at(in->context, offset, buf, size)
				  : in->read(in->context, buf, size);
		return got < 0 || (uint64_t)got > size ? fail_callback(packed, err) : got;
	}
	do
		got = packed->seeks ? pread(packed->fd, buf, size, (off_t)offset) : read(packed->fd, buf, size);
	while (got < 0 && errno == EINTR);
	return got < 0 ? tz_error_sys(err, TZ_MSG_FILE_READ, in->name) : got;
}

static const unsigned char *bytes(const struct tz_packed *packed)
{
	return packed->input.data;
}

int tz_packed_peek(struct tz_packed *packed, unsigned char first[4], struct taizhang_error *err)
{
	const unsigned char *from = packed->block ? packed->block : bytes(packed);
	int64_t got = 1;

	if (!packed->block)
		packed->ahead = packed->size < 4 ? (size_t)packed->size : 4;
	while (packed->block && packed->ahead < 4 && got > 0) {
		got = read_some(packed, packed->ahead, packed->block + packed->ahead, 4 - packed->ahead,
				&packed->error);
		if (got > 0)
			packed->ahead += (size_t)got;
	}
	if (got < 0)
		return tz_error_pass(err, &packed->error);
	if (packed->ahead)
		memcpy(first, from, packed->ahead);
	return (int)packed->ahead;
}

/* At the end of a stream, once, got is 0. */
static int digest_block(struct tz_packed *packed, const void *block, size_t got)
{
	struct tz_digest_values values;

	if (got)
		return tz_digest_update(packed->digest, block, got, &packed->error);
	if (packed->sha256[0])
		return 0;
	if (tz_digest_final(packed->digest, &values, &packed->error) < 0)
		return -1;
	strcpy(packed->sha256, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)]);
	return 0;
}

int64_t tz_packed_next(struct tz_packed *packed, const void **block)
{
	int64_t got;

	if (packed->error.code)
		return -1;
	if (packed->block) {
		*block = packed->block;
		got = read_some(packed, packed->at + packed->ahead, packed->block + packed->ahead,
				TZ_MEMBER_BLOCK - packed->ahead, &packed->error);
		if (got < 0)
			return -1;
		got += (int64_t)packed->ahead;
		if (packed->digest && digest_block(packed, *block, (size_t)got) < 0)
			return -1;
	} else {
		size_t left = (size_t)(packed->size - packed->at);

		*block = left ? bytes(packed) + packed->at : NULL;
		got = left < TZ_MEMBER_BLOCK ? (int64_t)left : TZ_MEMBER_BLOCK;
	}
	packed->ahead = 0;
	packed->at += (uint64_t)got;
	packed->taken += (uint64_t)got;
	return got;
}

int64_t tz_packed_seek(struct tz_packed *packed, int64_t offset, int whence)
{
	uint64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? packed->at : packed->size;

	if (offset < 0 && (uint64_t)-offset > base)
		return -1;
	if (base + (uint64_t)offset > packed->size)
		return -1;
	packed->ahead = 0;
	packed->at = base + (uint64_t)offset;
	return (int64_t)packed->at;
}

void tz_packed_skip(struct tz_packed *packed, uint64_t size)
{
	packed->at += size;
	packed->taken += size;
}

int64_t tz_packed_read_at(struct tz_packed *packed, uint64_t offset, void *buf, size_t size,
			  struct taizhang_error *err)
{
	size_t done = 0;
	int64_t got = 1;

	if (offset >= packed->size)
		return 0;
	if (size > packed->size - offset)
		size = (size_t)(packed->size - offset);
	if (!packed->block) {
		memcpy(buf, bytes(packed) + offset, size);
		return (int64_t)size;
	}
	while (done < size && got > 0) {
		got = read_some(packed, offset + done, (char *)buf + done, size - done, err);
		if (got < 0)
			return -1;
		done += (size_t)got;
	}
	return (int64_t)done;
}

void tz_packed_close(struct tz_packed *packed)
{
	if (packed->fd >= 0 && !packed->shared)
		close(packed->fd);
	free(packed->block);
	tz_digest_free(packed->digest);
	packed->digest = NULL;
	packed->fd = -1;
	packed->block = NULL;
}
