/* SPDX-License-Identifier: MIT */
/* container_read.h: one walk over a folder, zip or tar alike: entries with checked names, within limits. */
#ifndef TZ_PACKAGE_CONTAINER_READ_H
#define TZ_PACKAGE_CONTAINER_READ_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/input.h>
#include <taizhang/package.h>

struct tz_entry {
	char *path;		/* relative, checked, UTF-8, '/' between and none at the end; NULL where the entry was refused */
	bool is_directory;
	uint64_t size;		/* unpacked, as its header says */
};

struct tz_container;

struct tz_container_options {
	const struct taizhang_limits *limits;	/* NULL: the defaults */
	enum taizhang_names names;
};

/* What input points to lives longer than the container; options may be NULL. NULL where input cannot be opened or is neither a folder nor one of
 * the four formats. */
struct tz_container *tz_container_open(const struct taizhang_input *input, const struct tz_container_options *options,
				       struct taizhang_error *err);
void tz_container_close(struct tz_container *c);

enum taizhang_format tz_container_format(const struct tz_container *c);
/* For findings: the last part of the input's name. */
const char *tz_container_name(const struct tz_container *c);
/* Where a folder stands; NULL for what is no path. */
const char *tz_container_path(const struct tz_container *c);
/* The limits in force, each of them set. */
const struct taizhang_limits *tz_container_limits(const struct tz_container *c);
/* Headers can be walked without decompressing what is between, and again: a folder, a zip or a plain tar that is no stream. */
bool tz_container_is_seekable(const struct tz_container *c);
/* Its entries can be read by themselves, by tz_entry_reader: a folder, and almost every zip that is no stream. To be asked after the first walk. */
bool tz_container_keeps_apart(const struct tz_container *c);
/* Its bytes come from a callback, which may be called on one thread only. */
bool tz_container_is_called_back(const struct tz_container *c);
/* Bytes of the container itself, 0 for a stream, and how many of them are behind us: for the progress of what is not seekable. */
uint64_t tz_container_packed_size(const struct tz_container *c);
uint64_t tz_container_position(const struct tz_container *c);
/* The SHA-256 of a stream, in hexadecimal, and its bytes, after it was walked to its end; "" for all else. */
const char *tz_container_stream_digest(const struct tz_container *c, uint64_t *bytes);
/* A limit was passed: told as a finding, and no walk goes on from there. */
bool tz_container_is_stopped(const struct tz_container *c);

/* The entries of the first walk, complete after it, the refused ones included. */
size_t tz_container_num_entries(const struct tz_container *c);
const struct tz_entry *tz_container_entry(const struct tz_container *c, size_t index);

/* Called for each entry that was not refused; its path stays good until the container is closed, itself only during the call. Return 0 to go on; -1 to stop, with err set. */
typedef int (*tz_container_visit)(void *context, struct tz_container *c, const struct tz_entry *entry,
				  struct taizhang_error *err);

/* Walks the container from its start. The first walk judges: each unsafe, doubled, linked, special or encrypted entry is told
 * once and refused from then on; damage and limits are told and end the walk. visit may be NULL, to learn the entries only.
 * -1 only where the work itself failed. */
int tz_container_walk(struct tz_container *c, tz_container_visit visit, void *context,
		      struct taizhang_findings *findings, struct taizhang_error *err);

/* Inside visit: bytes of the entry, 0 at its end, -1 with err set; or TZ_CONTAINER_BROKEN where it cannot be read any
 * further (damage, no permission, a limit), which has been told as a finding. What is not read is skipped. */
#define TZ_CONTAINER_BROKEN (-2)
int64_t tz_container_read(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err);

#endif
