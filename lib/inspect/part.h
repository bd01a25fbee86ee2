/* SPDX-License-Identifier: MIT */
/* part.h: the parts of a document that is a zip: which there are, and each read as a stream within limits. */
#ifndef TZ_INSPECT_PART_H
#define TZ_INSPECT_PART_H

#include "base/arena.h"
#include "base/index.h"
#include "base/member.h"
#include "inspect/source.h"

struct tz_part {
	const char *name;		/* as stored, '\' as '/'; of the arena */
	uint64_t offset;		/* of its local header */
	uint64_t packed;		/* bytes; 0 where only its end tells */
	bool locked;			/* by a password */
};

/* Why not all of the zip could be read. */
enum tz_parts_fault {
	TZ_PARTS_WHOLE,
	TZ_PARTS_CUT,		/* no directory: the parts are those that were found on a walk from the front */
	TZ_PARTS_TOO_MANY	/* more than TZ_LIMIT_INSPECT_PARTS */
};

struct tz_parts {
	const struct tz_source *source;
	struct taizhang_input input;
	struct tz_member_reader *reader;	/* whose ranges the parts are */
	struct tz_part *list;			/* in the order of the directory */
	size_t num, capacity;
	struct tz_index by_name;		/* ASCII letters small, since office programs do not tell them apart */
	struct tz_arena *arena;
	enum tz_parts_fault fault;
	const char *twice;			/* a name that stands twice: programs differ in which they read; else NULL */
	uint64_t unpacked;			/* in all, so far */
};

/* Finds the parts; texts live in the arena, the source lives longer. A file that is no zip at all has none. -1 for no memory or a failing
 * disk alone. parts is to be closed in every case. */
int tz_parts_open(struct tz_parts *parts, const struct tz_source *source, struct tz_arena *arena, struct taizhang_error *err);
void tz_parts_close(struct tz_parts *parts);
/* By its name without a slash in front, ASCII letters of either case; NULL where there is none. */
const struct tz_part *tz_parts_find(const struct tz_parts *parts, const char *name);
/* The folder that a reference is relative to is that of base (a part's name, or ""); one that begins with a slash is from the root. Writes
 * the name, "" where it leads out of the zip or is too long for it. */
void tz_part_resolve(const char *base, const char *reference, char *name, size_t size);

/* One part as a stream. */
struct tz_part_stream {
	struct tz_parts *parts;
	const struct tz_part *part;
	struct tz_member_reader *reader;
	uint64_t unpacked;
};

/* -1 with FORMAT where the part is damaged, STATE where it is locked. */
int tz_part_open(struct tz_part_stream *stream, struct tz_parts *parts, const struct tz_part *part, struct taizhang_error *err);
/* Some bytes, 0 at the end; -1 also with LIMIT past TZ_LIMIT_INSPECT_PART, TZ_LIMIT_INSPECT_UNPACKED in all, or TZ_LIMIT_RATIO. The context is a
 * stream, so that an XML input can read it. */
int64_t tz_part_read(void *stream, void *buf, size_t size, struct taizhang_error *err);
int tz_part_rewind(void *stream, struct taizhang_error *err);
void tz_part_close(struct tz_part_stream *stream);
/* The first bytes of a part as a string, at most size - 1 of them; "" for NULL and where it cannot be read. */
int tz_part_head(struct tz_parts *parts, const struct tz_part *part, char *buf, size_t size, struct taizhang_error *err);

#endif
