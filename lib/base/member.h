/* SPDX-License-Identifier: MIT */
/* member.h: reads the members of a container (zip, tar, tar.gz, tar.zst) as a stream. The door to libarchive's reader.
 *
 * Calls run in a thread-local locale of their own, because libarchive converts names to the locale's characters. Names are judged by nobody here:
 * the raw bytes are handed on, but for what libarchive does with a zip's: those marked as UTF-8 come in normal form C (and are a failure of
 * tz_member_next where they are not UTF-8); in one with '\' and no '/', each '\' comes as '/'. */
#ifndef TZ_BASE_MEMBER_H
#define TZ_BASE_MEMBER_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/error.h>
#include <taizhang/input.h>

enum tz_container_format { TZ_CONTAINER_ZIP, TZ_CONTAINER_TAR, TZ_CONTAINER_TAR_GZ, TZ_CONTAINER_TAR_ZST };

enum tz_member_type { TZ_MEMBER_FILE, TZ_MEMBER_DIRECTORY, TZ_MEMBER_LINK, TZ_MEMBER_OTHER };

struct tz_member {
	const char *name;		/* as stored, bytes; NUL-terminated; NULL from a range */
	enum tz_member_type type;
	bool encrypted;
	bool sparse;			/* a tar's: its size may be far more than its data */
	bool name_is_utf8;		/* by its bytes */
	bool size_known;
	uint64_t size;			/* unpacked, where known */
	int64_t mtime;
	uint64_t offset;		/* of a range: where its header stands */
	/* A zip in a stream: the local header as it stands, valid until the next call; NULL where it was not found, and for all others. */
	const unsigned char *local;
	size_t local_size;
};

struct tz_member_reader;

/* input was taken (tz_input_take) and lives longer than the reader. A zip in a stream is read in the order of its members, without its
 * directory. -1/NULL with FORMAT where it is no container of the four formats. */
struct tz_member_reader *tz_member_open(const struct taizhang_input *input, struct taizhang_error *err);
/* The members of a zip from the one whose local header stands at offset on, by a reader of its own: beside r, which seeks and lives longer,
 * and beside others like it; on any thread, unless a callback gives the bytes. It does not know where the members end, nor what is in the
 * directory; sizes behind the data are not for it. Names are not given. */
struct tz_member_reader *tz_member_open_range(const struct tz_member_reader *r, uint64_t offset, struct taizhang_error *err);
/* The container can be read more than once. */
bool tz_member_can_seek(const struct tz_member_reader *r);
enum tz_container_format tz_member_format(const struct tz_member_reader *r);
/* 1: *member is the next one, valid until the next call; 0: the end; -1: damaged or cut off (FORMAT), err says where. */
int tz_member_next(struct tz_member_reader *r, struct tz_member *member, struct taizhang_error *err);
/* Bytes of the current member, 0 at its end, -1 on failure (bad CRC, encrypted, cut off); tz_member_next may still find the next member where only
 * this one is damaged. Unread bytes are skipped by the next call to tz_member_next. */
int64_t tz_member_read(struct tz_member_reader *r, void *buf, size_t size, struct taizhang_error *err);
/* The same without a copy: the next bytes are at *block until the next call. */
int64_t tz_member_block(struct tz_member_reader *r, const void **block, struct taizhang_error *err);
/* Bytes of the container itself, wherever reading stands. After the end of a zip in a stream, they are its headers and its directory
 * as they passed, and zeros for what lay between. */
int64_t tz_member_read_at(struct tz_member_reader *r, uint64_t offset, void *buf, size_t size,
			  struct taizhang_error *err);
/* All bytes of the container; of a stream those that have passed. */
uint64_t tz_member_size(const struct tz_member_reader *r);
/* The SHA-256 of a stream that was read to its end, in hexadecimal; else "". */
const char *tz_member_stream_digest(const struct tz_member_reader *r);
/* Packed bytes taken from the source so far, in blocks: for progress and the ratio limit. A zip's directory counts as well, so the end may be
 * a little past the size. */
uint64_t tz_member_position(const struct tz_member_reader *r);
void tz_member_close(struct tz_member_reader *r);
const char *tz_member_library_version(void);
/* Of the zlib that libarchive runs on, which is the one that deflates our packages too; "?" where it has none. */
const char *tz_member_zlib_version(void);

#endif
