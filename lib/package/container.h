/* SPDX-License-Identifier: MIT */
/* container.h: the container that the files reading it share: its walk, its limits, and what each form adds. Below container_read.h, for its parts alone. */
#ifndef TZ_PACKAGE_CONTAINER_H
#define TZ_PACKAGE_CONTAINER_H

#include <stdatomic.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/member.h"
#include "finding/finding.h"
#include "package/container_entry.h"
#include "package/container_read.h"
#include "package/entry_judge.h"
#include "package/entry_name.h"
#include "package/zip_directory.h"

struct tz_container {
	struct taizhang_input input;
	enum taizhang_format format;
	bool seekable;
	uint64_t packed_size;			/* 0 for a stream */
	struct taizhang_limits limits;

	struct tz_entry *entries;		/* of the first walk */
	size_t num_entries, entries_capacity;
	struct tz_arena paths;			/* theirs */
	struct tz_entry_judge judge;
	uint64_t declared_bytes;		/* by the headers */
	_Atomic uint64_t read_bytes;		/* in fact, over all walks, by whatever thread */
	bool walked, stopped;
	bool damaged;				/* has been told */

	/* the walk that is on */
	tz_container_visit visit;
	void *context;
	struct taizhang_findings *findings;
	size_t next;				/* number of the next entry */
	const struct tz_entry *current;
	uint64_t current_bytes;

	/* archives */
	char stream_digest[TAIZHANG_DIGEST_HEX_SIZE];
	uint64_t stream_bytes;
	struct tz_member_reader *reader;
	struct tz_names names;
	struct tz_zip_directory directory;	/* of a zip that seeks, from its first walk on */
	bool has_directory;
	/* A zip without sizes behind its data is read entry by entry, each found by the directory, which goes after the first walk. */
	bool by_offset;
	uint64_t *offsets;			/* of the local headers */
	struct tz_entry_reader single;		/* for walks */
	const void *rest;			/* of its last block */
	size_t rest_size;
	struct tz_buffer local;			/* of a zip in a stream: the names of the entry at work */

	/* folders: the entry at work, -1 until it is read */
	int fd;
};

/* 0 to go on, 1 where the walk ends here, -1 with err set. */
typedef int tz_step;

/* What is known of an entry that is met. */
struct tz_met {
	const char *path;			/* NULL: it is no entry for anybody, which has been told where it matters */
	enum tz_entry_type type;
	bool encrypted;
	uint64_t size;				/* 0 where it is not known */
};
/* Judges an entry on the first walk, compares it on the others, and has it visited. */
tz_step tz_container_meet(struct tz_container *c, const struct tz_met *met, struct taizhang_error *err);
/* Somebody writes to it; no walk goes on. */
tz_step tz_container_tell_changed(struct tz_container *c, struct taizhang_error *err);

/* container_limits.c */

/* Every limit set: the caller's, else the default. */
void tz_limits_resolve(struct taizhang_limits *out, const struct taizhang_limits *limits);
/* Tells that a limit was passed; no walk goes on. */
tz_step tz_container_stop(struct tz_container *c, enum tz_finding_id id, const char *file, uint64_t limit,
			  struct taizhang_error *err);
/* May these sizes stand? By the headers, before a byte of it was unpacked; and in fact. */
tz_step tz_container_declare(struct tz_container *c, const struct tz_entry *entry, struct taizhang_error *err);
tz_step tz_container_count(struct tz_container *c, uint64_t bytes, struct taizhang_error *err);
/* The same on any thread: false with *fault where they may not. of_entry: all its bytes so far, the latest included. */
bool tz_container_admit(struct tz_container *c, uint64_t of_entry, uint64_t latest, struct tz_entry_fault *fault);

/* container_archive.c */

int tz_container_open_archive(struct tz_container *c, struct taizhang_error *err);
tz_step tz_container_walk_archive(struct tz_container *c, struct taizhang_error *err);
/* As tz_container_read. */
int64_t tz_container_read_archive(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err);
/* Says once where the container is damaged, at an entry or, with NULL, between entries. */
int tz_container_tell_damage(struct tz_container *c, const char *at, const char *why, struct taizhang_error *err);

/* The name of an entry read and the entry met; *met lacks but the path. */
tz_step tz_container_meet_named(struct tz_container *c, const struct tz_raw_name *raw, struct tz_met *met,
				struct taizhang_error *err);

/* container_zip.c */

/* Before the first entry of a zip that seeks is read: its structure and the encoding of its names. */
tz_step tz_container_read_directory(struct tz_container *c, struct taizhang_error *err);
/* What the directory or, in a stream, the entry's own header says of a member: the name, valid until the next member, and all but the path of *met.
 * 1: known; 0: there is nothing that fits, and the container cannot be relied on; -1: err set. */
int tz_container_describe_zip(struct tz_container *c, const struct tz_member *member, struct tz_raw_name *raw,
			      struct tz_met *met, struct taizhang_error *err);
/* After the end of a zip in a stream: all that passed against the directory. */
tz_step tz_container_check_passed(struct tz_container *c, struct taizhang_error *err);

/* container_offset.c */

/* Takes the offsets from a directory that was judged, where they are all that reading needs. */
int tz_container_take_offsets(struct tz_container *c, struct taizhang_error *err);
/* The first walk, by the directory; and the others. */
tz_step tz_container_walk_directory(struct tz_container *c, struct taizhang_error *err);
tz_step tz_container_walk_offsets(struct tz_container *c, struct taizhang_error *err);
/* As tz_container_read; what comes has been counted. */
int64_t tz_container_read_entry(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err);

/* container_folder.c */

tz_step tz_container_walk_folder(struct tz_container *c, struct taizhang_error *err);
int64_t tz_container_read_folder(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err);

#endif
