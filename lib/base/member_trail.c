/* SPDX-License-Identifier: MIT */
/* member_trail.c: what is kept of a zip that passes as a stream: its headers, so that they can be held against its directory in the end. */
#include "base/member_trail.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/member_source.h"

#define LOCAL 30			/* bytes of a local header before its name */
#define MOST_HEADER (LOCAL + 2 * 65535)
/* What stands before a header and belongs to the entry before: a data descriptor (24), and the two bytes of an empty folder that
 * was deflated. */
#define LEAD 32
/* A header has just been read when it is kept: what passed since its start is at most the header and one block. */
#define WINDOW (4 * TZ_MEMBER_BLOCK)

static_assert(MOST_HEADER + LEAD + TZ_MEMBER_BLOCK < WINDOW, "a header must fit the window");

static const unsigned char local_mark[4] = {'P', 'K', 3, 4};

int tz_trail_open(struct tz_trail *trail, struct taizhang_error *err)
{
	*trail = (struct tz_trail){.kept = TZ_BUFFER_INIT};
	trail->kept.limit = TZ_LIMIT_ZIP_TRAIL;
	trail->window = malloc(WINDOW);
	return trail->window ? 0 : tz_error_nomem(err);
}

bool tz_trail_is_open(const struct tz_trail *trail)
{
	return trail->window != NULL;
}

int tz_trail_pass(struct tz_trail *trail, const void *block, size_t size, struct taizhang_error *err)
{
	const unsigned char *next = block;

	if (trail->at_end) {
		tz_buffer_add(&trail->kept, block, size);
		trail->pieces[trail->num_pieces - 1].size += size;
	}
	trail->passed += size;
	for (uint64_t at = trail->passed - size; size;) {
		size_t place = (size_t)(at % WINDOW), room = WINDOW - place < size ? WINDOW - place : size;

		memcpy(trail->window + place, next, room);
		next += room;
		at += room;
		size -= room;
	}
	return tz_buffer_check(&trail->kept, err);
}

static uint64_t oldest(const struct tz_trail *trail)
{
	return trail->passed > WINDOW ? trail->passed - WINDOW : 0;
}

static unsigned char byte_at(const struct tz_trail *trail, uint64_t at)
{
	return trail->window[at % WINDOW];
}

static unsigned int number_at(const struct tz_trail *trail, uint64_t at)
{
	return byte_at(trail, at) | (unsigned int)byte_at(trail, at + 1) << 8;
}

/* Its length, by its own fields, leads exactly to its end: bytes that only look like a header's mark do not. */
static bool is_header(const struct tz_trail *trail, uint64_t at, uint64_t end)
{
	for (size_t i = 0; i < sizeof local_mark; i++)
		if (byte_at(trail, at + i) != local_mark[i])
			return false;
	return at + LOCAL + number_at(trail, at + 26) + number_at(trail, at + 28) == end;
}

/* Keeps [from, to), which is in the window, but for what is kept already. */
static int keep(struct tz_trail *trail, uint64_t from, uint64_t to, struct taizhang_error *err)
{
	const struct tz_trail_piece *last = trail->num_pieces ? &trail->pieces[trail->num_pieces - 1] : NULL;

	if (last && from < last->at + last->size)
		from = last->at + last->size;
	if (from < oldest(trail))
		from = oldest(trail);
	if (tz_array_grow(&trail->pieces, trail->num_pieces, &trail->capacity, sizeof *trail->pieces, err) < 0)
		return -1;
	trail->pieces[trail->num_pieces++] =
		(struct tz_trail_piece){from, trail->kept.size, (size_t)(to - from)};
	while (from < to) {
		size_t place = (size_t)(from % WINDOW);
		size_t room = WINDOW - place < to - from ? WINDOW - place : (size_t)(to - from);

		tz_buffer_add(&trail->kept, trail->window + place, room);
		from += room;
	}
	return tz_buffer_check(&trail->kept, err);
}

int tz_trail_keep_header(struct tz_trail *trail, uint64_t low, uint64_t end, const unsigned char **header,
			 size_t *size, struct taizhang_error *err)
{
	uint64_t at = low > oldest(trail) ? low : oldest(trail);

	*size = 0;
	while (at + LOCAL <= end && !is_header(trail, at, end))
		at++;
	if (at + LOCAL > end)
		return 0;
	if (keep(trail, at > LEAD ? at - LEAD : 0, end, err) < 0)
		return -1;
	*size = (size_t)(end - at);
	*header = (const unsigned char *)trail->kept.data + trail->kept.size - *size;
	return 0;
}

int tz_trail_keep_rest(struct tz_trail *trail, uint64_t at, struct taizhang_error *err)
{
	if (keep(trail, at > LEAD ? at - LEAD : 0, trail->passed, err) < 0)
		return -1;
	trail->at_end = true;
	return 0;
}

/* The first piece that ends after offset. */
static size_t find(const struct tz_trail *trail, uint64_t offset)
{
	size_t low = 0, high = trail->num_pieces;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (trail->pieces[middle].at + trail->pieces[middle].size <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int64_t tz_trail_read_at(const struct tz_trail *trail, uint64_t offset, void *buf, size_t size)
{
	unsigned char *out = buf;

	if (offset >= trail->passed)
		return 0;
	if (size > trail->passed - offset)
		size = (size_t)(trail->passed - offset);
	memset(out, 0, size);
	for (size_t i = find(trail, offset); i < trail->num_pieces && trail->pieces[i].at < offset + size; i++) {
		const struct tz_trail_piece *piece = &trail->pieces[i];
		uint64_t from = piece->at > offset ? piece->at : offset, to = piece->at + piece->size;

		if (to > offset + size)
			to = offset + size;
		memcpy(out + (from - offset), trail->kept.data + piece->place + (from - piece->at), (size_t)(to - from));
	}
	return (int64_t)size;
}

void tz_trail_close(struct tz_trail *trail)
{
	free(trail->window);
	free(trail->pieces);
	tz_buffer_free(&trail->kept);
	*trail = (struct tz_trail){.kept = TZ_BUFFER_INIT};
}
