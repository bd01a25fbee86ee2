/* SPDX-License-Identifier: MIT */
/* container_write.c: hands each call on to the writer of the format; the sink that is a file. */
#include "package/container_write.h"

#include <errno.h>
#include <unistd.h>

#include "base/error.h"

static int write_file(void *context, uint64_t at, const void *data, size_t size,
		      struct taizhang_error *err)
{
	const struct tz_file_sink *file = context;
	const char *next = data;

	while (size > 0) {
		ssize_t written = pwrite(file->fd, next, size, (off_t)at);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return tz_error_sys(err, TZ_MSG_FILE_WRITE, file->name);
		next += written;
		at += (uint64_t)written;
		size -= (size_t)written;
	}
	return 0;
}

struct tz_sink tz_sink_of_file(struct tz_file_sink *file)
{
	return (struct tz_sink){write_file, file};
}

struct tz_container_writer *tz_container_writer_new(enum taizhang_format format,
						    const struct tz_sink *sink, const char *where,
						    int64_t time, struct taizhang_error *err)
{
	switch (format) {
	case TAIZHANG_FORMAT_ZIP:
		return tz_zip_writer_new(sink, where, time, err);
	case TAIZHANG_FORMAT_TAR:
	case TAIZHANG_FORMAT_TAR_GZ:
	case TAIZHANG_FORMAT_TAR_ZST:
		return tz_tar_writer_new(format, sink, where, time, err);
	case TAIZHANG_FORMAT_NONE:
	case TAIZHANG_FORMAT_DIRECTORY:
		break;
	}
	tz_error_inval(err, "format");
	return NULL;
}

bool tz_container_deflates(const struct tz_container_writer *w)
{
	return w->ops->put_coded != NULL;
}

int tz_container_begin(struct tz_container_writer *w, const char *name, uint64_t size, enum tz_coding coding,
		       struct taizhang_error *err)
{
	if (!tz_container_deflates(w) && coding != TZ_CODING_STORED)
		return tz_error_inval(err, "coding");
	if (!tz_container_deflates(w) && size == TZ_SIZE_UNKNOWN)
		return tz_error_inval(err, "size");
	return w->ops->begin(w, name, size, coding, err);
}

int tz_container_write(struct tz_container_writer *w, const void *data, size_t size,
		       struct taizhang_error *err)
{
	return size ? w->ops->write(w, data, size, err) : 0;
}

int tz_container_end(struct tz_container_writer *w, uint32_t crc, uint64_t size, struct taizhang_error *err)
{
	return w->ops->end(w, crc, size, err);
}

int tz_container_put_coded(struct tz_container_writer *w, const char *name, enum tz_coding coding, uint32_t crc,
			   uint64_t size, const void *data, size_t coded_size, struct taizhang_error *err)
{
	if (tz_container_deflates(w))
		return w->ops->put_coded(w, name, coding, crc, size, data, coded_size, err);
	if (tz_container_begin(w, name, size, coding, err) != 0 ||
	    tz_container_write(w, data, coded_size, err) != 0)
		return -1;
	return tz_container_end(w, crc, size, err);
}

uint64_t tz_container_bound(enum taizhang_format format, size_t name_size, uint64_t size)
{
	return format == TAIZHANG_FORMAT_ZIP ? tz_zip_bound(name_size, size)
					     : tz_tar_bound(format, name_size, size);
}

int tz_container_finish(struct tz_container_writer *w, uint64_t *bytes, struct taizhang_error *err)
{
	return w->ops->finish(w, bytes, err);
}

void tz_container_free(struct tz_container_writer *w)
{
	if (w)
		w->ops->free(w);
}
