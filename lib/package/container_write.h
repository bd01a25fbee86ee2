/* SPDX-License-Identifier: MIT */
/* container_write.h: writes a zip or tar, one entry after another, so that equal entries give equal bytes. */
#ifndef TZ_PACKAGE_CONTAINER_WRITE_H
#define TZ_PACKAGE_CONTAINER_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/package.h>

/* Where a container's bytes go. A zip completes some headers after their entry's bytes, so a place may be written twice. */
struct tz_sink {
	int (*write)(void *context, uint64_t at, const void *data, size_t size,
		     struct taizhang_error *err);
	void *context;
};

/* A sink that writes into a file. */
struct tz_file_sink {
	int fd;
	const char *name;	/* for messages */
};
struct tz_sink tz_sink_of_file(struct tz_file_sink *file);

/* How the bytes of an entry stand in the container. */
enum tz_coding { TZ_CODING_STORED, TZ_CODING_DEFLATED };

/* Of an entry that is made while it is written, and stays below 4 GiB. */
#define TZ_SIZE_UNKNOWN UINT64_MAX

struct tz_container_writer;

/* time, in seconds since 1970 UTC, stands on every entry. where names the container in messages and must outlive it, as must sink. */
struct tz_container_writer *tz_container_writer_new(enum taizhang_format format,
						    const struct tz_sink *sink, const char *where,
						    int64_t time, struct taizhang_error *err);
/* Does it take deflated bytes? A tar and a folder do not. */
bool tz_container_deflates(const struct tz_container_writer *w);
/* An entry of size unpacked bytes is begun, gets its bytes as coded, and is ended with the CRC-32 and the size of the unpacked ones: what
 * does not deflate needs no CRC, and has to know the size from the start, which else may be TZ_SIZE_UNKNOWN. name is UTF-8 with '/'
 * between; one that ends with '/' is a folder's, of no bytes. */
int tz_container_begin(struct tz_container_writer *w, const char *name, uint64_t size, enum tz_coding coding,
		       struct taizhang_error *err);
int tz_container_write(struct tz_container_writer *w, const void *data, size_t size,
		       struct taizhang_error *err);
int tz_container_end(struct tz_container_writer *w, uint32_t crc, uint64_t size, struct taizhang_error *err);
/* A whole entry whose coded bytes are known. */
int tz_container_put_coded(struct tz_container_writer *w, const char *name, enum tz_coding coding, uint32_t crc,
			   uint64_t size, const void *data, size_t coded_size, struct taizhang_error *err);
/* Writes the container's end; nothing can be added then. bytes gets the size of the container. */
int tz_container_finish(struct tz_container_writer *w, uint64_t *bytes, struct taizhang_error *err);
/* The most bytes by which an entry can make a container larger, everything about it counted. */
uint64_t tz_container_bound(enum taizhang_format format, size_t name_size, uint64_t size);
/* Without tz_container_finish the container is left as it is, broken off. */
void tz_container_free(struct tz_container_writer *w);

/* What one format does; seen by the writers only. */
struct tz_container_ops {
	int (*begin)(struct tz_container_writer *w, const char *name, uint64_t size, enum tz_coding coding,
		     struct taizhang_error *err);
	int (*write)(struct tz_container_writer *w, const void *data, size_t size,
		     struct taizhang_error *err);
	int (*end)(struct tz_container_writer *w, uint32_t crc, uint64_t size, struct taizhang_error *err);
	/* Is there where it deflates. */
	int (*put_coded)(struct tz_container_writer *w, const char *name, enum tz_coding coding, uint32_t crc,
			 uint64_t size, const void *data, size_t coded_size, struct taizhang_error *err);
	int (*finish)(struct tz_container_writer *w, uint64_t *bytes, struct taizhang_error *err);
	void (*free)(struct tz_container_writer *w);
};

/* The head of each format's own struct. */
struct tz_container_writer {
	const struct tz_container_ops *ops;
	const struct tz_sink *sink;
	const char *where;
	int64_t time;
};

struct tz_container_writer *tz_zip_writer_new(const struct tz_sink *sink, const char *where,
					      int64_t time, struct taizhang_error *err);
uint64_t tz_zip_bound(size_t name_size, uint64_t size);
struct tz_container_writer *tz_tar_writer_new(enum taizhang_format format,
					      const struct tz_sink *sink, const char *where,
					      int64_t time, struct taizhang_error *err);
uint64_t tz_tar_bound(enum taizhang_format format, size_t name_size, uint64_t size);

#endif
