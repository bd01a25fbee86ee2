/* SPDX-License-Identifier: MIT */
/* compound.h: OLE compound files: the directory of their streams, and streams read from their beginning. */
#ifndef TZ_INSPECT_COMPOUND_H
#define TZ_INSPECT_COMPOUND_H

#include <stdbool.h>

#include "base/buffer.h"
#include "inspect/source.h"

struct tz_compound_entry {
	char name[97];		/* UTF-8 of at most 32 UTF-16 units */
	bool storage;
	uint32_t parent;	/* the storage it lies in; that of the root (0) is itself */
	uint32_t start;
	uint64_t size;
};

struct tz_compound {
	const struct tz_source *source;
	struct tz_compound_entry *entries;	/* 0 is the root */
	size_t num;
	uint32_t *fat, *small_fat;		/* the sector that follows each, and the small sector that follows each */
	size_t num_fat, num_small;
	uint32_t *small_home;			/* the sectors that hold the small ones, in order */
	size_t num_home;
	unsigned int shift;			/* a sector has 1 << shift bytes */
	uint64_t cutoff;			/* streams of fewer bytes lie in small sectors */
	const char *fault;			/* what is wrong with it, or NULL; what could be read is there */
	bool cut;				/* larger than the limits */
};
#define TZ_COMPOUND_INIT {NULL, NULL, 0, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL, false}

/* A file that is none has no entries and a fault. -1 for no memory or a failing disk alone. */
int tz_compound_open(struct tz_compound *compound, const struct tz_source *source, struct taizhang_error *err);
void tz_compound_free(struct tz_compound *compound);
/* The stream or storage of that name in a storage, ASCII case folded; 0 where there is none. */
uint32_t tz_compound_find(const struct tz_compound *compound, uint32_t storage, const char *name);

/* A stream, read once from its beginning. */
struct tz_compound_stream {
	const struct tz_compound *compound;
	uint64_t left;
	uint32_t sector;
	size_t at;		/* bytes of the sector that were read */
	size_t steps;		/* sectors that may still follow: one of them twice would never end */
	bool small;
	bool broken;		/* its sectors end before its bytes, or the file before its sectors */
};
void tz_compound_begin(const struct tz_compound *compound, uint32_t entry, struct tz_compound_stream *stream);
/* Bytes read, fewer than size at the end alone; buf NULL skips. -1 with IO. */
int64_t tz_compound_read(struct tz_compound_stream *stream, void *buf, size_t size, struct taizhang_error *err);
/* The first bytes of a stream, at most so many; fewer where it has no more. */
int tz_compound_load(const struct tz_compound *compound, uint32_t entry, size_t most, struct tz_buffer *out, struct taizhang_error *err);

#endif
