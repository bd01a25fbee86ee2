/* SPDX-License-Identifier: MIT */
/* source.h: the bytes of the file that is inspected: always a descriptor that can be read at any place, whatever they came from. */
#ifndef TZ_INSPECT_SOURCE_H
#define TZ_INSPECT_SOURCE_H

#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>
#include <taizhang/input.h>

/* Bytes from memory, a stream or a package lie in a file of memory that has no name, so that every library and every program can read them
 * as it likes: by offset, as a stream, by path, as its standard input. */
struct tz_source {
	int fd;			/* pread() at will; its own offset is nobody's */
	uint64_t size;
	const char *name;	/* for the extension; borrowed */
	unsigned char head[4096];	/* the first bytes, head_size of them */
	size_t head_size;
};
#define TZ_SOURCE_INIT {-1, 0, NULL, {0}, 0}

/* input was taken. A folder is refused with INVAL; a stream of more than TZ_LIMIT_INSPECT_SPOOL with LIMIT. */
int tz_source_open(struct tz_source *source, const struct taizhang_input *input, const char *name, struct taizhang_error *err);
/* Takes over a descriptor of a regular file that is open for reading. */
int tz_source_of_fd(struct tz_source *source, int fd, const char *name, struct taizhang_error *err);
/* For bytes that come one after another: begin, write at will, end. On failure the source is closed. */
int tz_source_begin(struct tz_source *source, const char *name, struct taizhang_error *err);
int tz_source_write(struct tz_source *source, const void *data, size_t size, struct taizhang_error *err);
int tz_source_end(struct tz_source *source, struct taizhang_error *err);
/* Bytes read, fewer than size at the end of the file alone; -1 with IO. */
int64_t tz_source_read(const struct tz_source *source, uint64_t offset, void *buf, size_t size, struct taizhang_error *err);
/* The same as an input, for libarchive's reader and for readers of ours: callbacks on this source, which must live longer. */
struct taizhang_input tz_source_input(const struct tz_source *source);
/* A path that opens these bytes anew, for libraries that know only paths; at least 32 bytes of room. */
void tz_source_path(const struct tz_source *source, char *buf, size_t size);
void tz_source_close(struct tz_source *source);	/* safe on an unused or closed one */

#endif
