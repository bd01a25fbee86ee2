/* SPDX-License-Identifier: MIT */
/* part_list.c: finds the parts of a zip by its directory, or where that is missing, one after another. */
#include "inspect/part_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"

#define END_SIZE 22		/* the end record, without its comment */
#define LOCAL_SIZE 30		/* a header before a part, before its name */
#define CENTRAL_SIZE 46		/* a header in the directory, before its name */
#define TAIL_SIZE (END_SIZE + 65535)
#define BLOCK (64u << 10)
#define NO_OFFSET 0xFFFFFFFFu

static uint32_t get16(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t get32(const unsigned char *at)
{
	return get16(at) | get16(at + 2) << 16;
}

/* Where the directory stands by the end record: 1; 0 where there is none that fits into the file. A directory beyond 4 GiB is none: no
 * document has one. */
static int find_directory(const struct tz_source *source, uint64_t *offset, uint64_t *size, struct taizhang_error *err)
{
	uint64_t from = source->size > TAIL_SIZE ? source->size - TAIL_SIZE : 0;
	unsigned char *tail = malloc(TAIL_SIZE);
	int64_t got = tail ? tz_source_read(source, from, tail, TAIL_SIZE, err) : tz_error_nomem(err);
	int found = got < 0 ? -1 : 0;

	for (int64_t at = got - END_SIZE; found == 0 && at >= 0; at--) {
		const unsigned char *end = tail + at;

		if (memcmp(end, "PK\5\6", 4) != 0)
			continue;
		*size = get32(end + 12);
		*offset = get32(end + 16);
		found = *offset != NO_OFFSET && *offset + *size <= from + (uint64_t)at;
		break;
	}
	free(tail);
	return found;
}

/* The bytes of a directory one header after another. */
struct window {
	const struct tz_source *source;
	uint64_t at, end;		/* of the next header; of the directory */
	unsigned char *bytes;
	uint64_t first;			/* offset of bytes */
	size_t size;
};

/* size bytes from w->at on: 1 with *bytes; 0 where the directory has no more. */
static int look(struct window *w, size_t size, const unsigned char **bytes, struct taizhang_error *err)
{
	if (size > w->end - w->at || size > BLOCK)
		return 0;
	if (w->at < w->first || w->at + size > w->first + w->size) {
		uint64_t left = w->end - w->at;
		int64_t got = tz_source_read(w->source, w->at, w->bytes, left < BLOCK ? (size_t)left : BLOCK, err);

		if (got < 0)
			return -1;
		w->first = w->at;
		w->size = (size_t)got;
		if (w->size < size)
			return 0;
	}
	*bytes = w->bytes + (w->at - w->first);
	return 1;
}

/* 1: one header was taken; 0: it is none. */
static int take_header(struct tz_parts *parts, struct window *w, struct taizhang_error *err)
{
	struct tz_part part = {0};
	const unsigned char *header;
	char name[TZ_LIMIT_FACT_VALUE];
	size_t size, rest;
	int found = look(w, CENTRAL_SIZE, &header, err);

	if (found != 1 || memcmp(header, "PK\1\2", 4) != 0)
		return found == 1 ? 0 : found;
	size = get16(header + 28);
	rest = get16(header + 30) + get16(header + 32);
	part.locked = header[8] & 1;
	part.packed = get32(header + 20);
	part.offset = get32(header + 42);
	w->at += CENTRAL_SIZE;
	found = look(w, size, &header, err);
	if (found != 1 || part.offset >= parts->source->size)
		return found == 1 ? 0 : found;
	w->at += size + rest;
	/* A part of a name that no document has is not looked for. */
	if (size >= sizeof name || memchr(header, 0, size))
		return 1;
	memcpy(name, header, size);
	name[size] = '\0';
	part.name = name;
	return tz_part_list_add(parts, part, err) == 0 ? 1 : -1;
}

int tz_part_list_directory(struct tz_parts *parts, struct taizhang_error *err)
{
	struct window w = {.source = parts->source};
	uint64_t size = 0;
	int found = find_directory(parts->source, &w.at, &size, err);

	if (found != 1)
		return found;
	w.end = w.at + size;
	w.bytes = malloc(BLOCK);
	if (!w.bytes)
		return tz_error_nomem(err);
	while (found == 1 && w.at < w.end) {
		if (parts->num >= TZ_LIMIT_INSPECT_PARTS) {
			parts->fault = TZ_PARTS_TOO_MANY;
			break;
		}
		found = take_header(parts, &w, err);
	}
	free(w.bytes);
	if (found == 0) {
		/* What the walk finds comes instead. */
		tz_index_free(&parts->by_name);
		parts->num = 0;
		parts->twice = NULL;
	}
	return found;
}

/* The name as the header at offset has it: 1; 0 where there is none that a document has. */
static int read_name(const struct tz_source *source, uint64_t offset, char name[TZ_LIMIT_FACT_VALUE], struct taizhang_error *err)
{
	unsigned char header[LOCAL_SIZE];
	int64_t got = tz_source_read(source, offset, header, sizeof header, err);
	size_t size = got == LOCAL_SIZE ? get16(header + 26) : 0;

	if (got < 0)
		return -1;
	if (!size || size >= TZ_LIMIT_FACT_VALUE || memcmp(header, "PK\3\4", 4) != 0)
		return 0;
	got = tz_source_read(source, offset + LOCAL_SIZE, name, size, err);
	if (got < 0)
		return -1;
	name[size] = '\0';
	return got == (int64_t)size && !memchr(name, 0, size);
}

/* Its bytes are unpacked where only they tell where it ends: so many in all. */
static int pass_over(struct tz_parts *parts, struct tz_member_reader *reader, struct taizhang_error *err)
{
	const void *block;
	int64_t got;

	do {
		got = tz_member_block(reader, &block, err);
		parts->unpacked += got > 0 ? (uint64_t)got : 0;
	} while (got > 0 && parts->unpacked < TZ_LIMIT_INSPECT_UNPACKED);
	return got == 0 ? 0 : -1;
}

int tz_part_list_walk(struct tz_parts *parts, struct taizhang_error *err)
{
	struct taizhang_error kept = TAIZHANG_ERROR_INIT;
	struct tz_member_reader *reader = tz_member_open_range(parts->reader, 0, err);
	char name[TZ_LIMIT_FACT_VALUE];
	struct tz_member member;
	int result = reader ? 0 : -1;

	parts->fault = TZ_PARTS_CUT;
	while (result == 0 && parts->num < TZ_LIMIT_INSPECT_PARTS && tz_member_next(reader, &member, &kept) == 1) {
		result = read_name(parts->source, member.offset, name, err);
		if (result == 1)
			result = tz_part_list_add(parts, (struct tz_part){.name = name, .offset = member.offset, .locked = member.encrypted}, err);
		if (result == 0 && !member.size_known && pass_over(parts, reader, &kept) != 0)
			break;
	}
	tz_member_close(reader);
	parts->unpacked = 0;
	if (result == 0 && kept.code == TAIZHANG_E_NOMEM)
		return tz_error_pass(err, &kept);
	return result;
}
