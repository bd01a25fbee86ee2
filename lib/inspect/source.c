/* SPDX-License-Identifier: MIT */
/* source.c: the bytes of the file that is inspected: always a descriptor that can be read at any place, whatever they came from. */
#include "inspect/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/input.h"
#include "base/limits.h"

int64_t tz_source_read(const struct tz_source *source, uint64_t offset, void *buf, size_t size, struct taizhang_error *err)
{
	size_t got = 0;

	while (got < size) {
		ssize_t n = pread(source->fd, (char *)buf + got, size - got, (off_t)(offset + got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tz_error_sys(err, TZ_MSG_FILE_READ, source->name);
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return (int64_t)got;
}

static int read_head(struct tz_source *source, struct taizhang_error *err)
{
	int64_t got = tz_source_read(source, 0, source->head, sizeof source->head, err);

	if (got < 0) {
		tz_source_close(source);
		return -1;
	}
	source->head_size = (size_t)got;
	return 0;
}

int tz_source_of_fd(struct tz_source *source, int fd, const char *name, struct taizhang_error *err)
{
	struct stat info;

	*source = (struct tz_source)TZ_SOURCE_INIT;
	source->fd = fd;
	source->name = name;
	if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
		tz_source_close(source);
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_A_FILE, name);
	}
	source->size = (uint64_t)info.st_size;
	return read_head(source, err);
}

int tz_source_begin(struct tz_source *source, const char *name, struct taizhang_error *err)
{
	*source = (struct tz_source)TZ_SOURCE_INIT;
	source->name = name;
	source->fd = memfd_create("taizhang", MFD_CLOEXEC);
	if (source->fd < 0)
		return tz_error_sys(err, TZ_MSG_FILE_READ, name);
	return 0;
}

int tz_source_write(struct tz_source *source, const void *data, size_t size, struct taizhang_error *err)
{
	const char *at = data;

	while (size) {
		ssize_t n = write(source->fd, at, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			int result = tz_error_sys(err, TZ_MSG_FILE_READ, source->name);

			tz_source_close(source);
			return result;
		}
		at += n;
		size -= (size_t)n;
		source->size += (uint64_t)n;
	}
	return 0;
}

int tz_source_end(struct tz_source *source, struct taizhang_error *err)
{
	return read_head(source, err);
}

/* The next bytes of what can only be read once or by the caller's own means; 0 at the end. */
static int64_t next_bytes(const struct taizhang_input *input, uint64_t offset, void *block, size_t size)
{
	if (input->read)
		return input->read(input->context, block, size);
	return offset < input->bytes ? input->read_at(input->context, offset, block, size) : 0;
}

static int spool(struct tz_source *source, const struct taizhang_input *input, struct taizhang_error *err)
{
	const size_t size = 64u << 10;
	char *block = malloc(size);
	int64_t got = 1;
	int result = block ? 0 : tz_error_nomem(err);

	while (result == 0 && got > 0) {
		got = next_bytes(input, source->size, block, size);
		if (got < 0 || (size_t)got > size)
			result = tz_error_set(err, TAIZHANG_E_IO, TZ_MSG_INPUT_READ, source->name);
		else if (source->size + (uint64_t)got > TZ_LIMIT_INSPECT_SPOOL)
			result = tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, source->name, TZ_LIMIT_INSPECT_SPOOL);
		else
			result = tz_source_write(source, block, (size_t)got, err);
	}
	free(block);
	if (result == 0)
		return tz_source_end(source, err);
	tz_source_close(source);
	return -1;
}

static int64_t read_pipe(void *context, void *buf, size_t size)
{
	ssize_t got;

	do
		got = read(*(int *)context, buf, size);
	while (got < 0 && errno == EINTR);
	return got;
}

static int open_path(struct tz_source *source, const char *path, const char *name, struct taizhang_error *err)
{
	int fd = tz_file_open(AT_FDCWD, path, O_RDONLY), result;
	struct taizhang_input piped = TAIZHANG_INPUT_INIT;
	struct stat info;

	if (fd < 0)
		return tz_error_sys(err, TZ_MSG_FILE_READ, path);
	if (fstat(fd, &info) != 0 || !S_ISFIFO(info.st_mode))
		return tz_source_of_fd(source, fd, name, err);
	piped.read = read_pipe;
	piped.context = &fd;
	result = tz_source_begin(source, name, err);
	if (result == 0)
		result = spool(source, &piped, err);
	close(fd);
	return result;
}

int tz_source_open(struct tz_source *source, const struct taizhang_input *input, const char *name, struct taizhang_error *err)
{
	if (!name)
		name = input->name;
	if (input->path)
		return open_path(source, input->path, name, err);
	if (tz_source_begin(source, name, err) != 0)
		return -1;
	if (!input->data)
		return spool(source, input, err);
	if (tz_source_write(source, input->data, input->data_size, err) != 0)
		return -1;
	return tz_source_end(source, err);
}

static int64_t read_input(void *context, uint64_t offset, void *buf, size_t size)
{
	return tz_source_read(context, offset, buf, size, NULL);
}

struct taizhang_input tz_source_input(const struct tz_source *source)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.name = source->name;
	input.read_at = read_input;
	input.bytes = source->size;
	/* The callback only reads. */
	input.context = (void *)(uintptr_t)source;
	return input;
}

void tz_source_path(const struct tz_source *source, char *buf, size_t size)
{
	snprintf(buf, size, "/dev/fd/%d", source->fd);
}

void tz_source_close(struct tz_source *source)
{
	if (source->fd >= 0)
		close(source->fd);
	source->fd = -1;
}
