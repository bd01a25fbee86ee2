/* SPDX-License-Identifier: MIT */
/* compound_stream.c: a stream of an OLE compound file, read from its beginning, sector after sector. */
#include <string.h>

#include "inspect/compound.h"

#define SMALL_SHIFT 6

static unsigned int shift_of(const struct tz_compound_stream *stream)
{
	return stream->small ? SMALL_SHIFT : stream->compound->shift;
}

/* The place in the file of what comes next; false where there is none. */
static bool place(const struct tz_compound_stream *stream, uint64_t *offset)
{
	const struct tz_compound *compound = stream->compound;
	uint64_t at;

	if (!stream->small) {
		if (stream->sector >= compound->num_fat)
			return false;
		*offset = (((uint64_t)stream->sector + 1) << compound->shift) + stream->at;
		return true;
	}
	at = (uint64_t)stream->sector << SMALL_SHIFT;
	if (stream->sector >= compound->num_small || at >> compound->shift >= compound->num_home)
		return false;
	*offset = (((uint64_t)compound->small_home[at >> compound->shift] + 1) << compound->shift) +
		  (at & (((uint64_t)1 << compound->shift) - 1)) + stream->at;
	return true;
}

/* The next sector. True where it follows in the file as well, so that both are read at once. */
static bool step(struct tz_compound_stream *stream)
{
	const struct tz_compound *compound = stream->compound;
	uint32_t before = stream->sector;

	stream->at = 0;
	stream->sector = stream->small ? compound->small_fat[before] : compound->fat[before];
	if (!stream->steps) {
		stream->sector = UINT32_MAX;
		return false;
	}
	stream->steps--;
	return !stream->small && stream->sector == before + 1;
}

void tz_compound_begin(const struct tz_compound *compound, uint32_t entry, struct tz_compound_stream *stream)
{
	const struct tz_compound_entry *found = &compound->entries[entry];

	*stream = (struct tz_compound_stream){compound, found->size, found->start, 0, compound->num_fat, false, false};
	if (found->size < compound->cutoff) {
		stream->small = true;
		stream->steps = compound->num_small;
	}
}

/* As many bytes as lie together: 0 where none is there. */
static size_t next_run(struct tz_compound_stream *stream, size_t size, uint64_t *offset)
{
	size_t run = 0, sector = (size_t)1 << shift_of(stream);
	bool together = place(stream, offset);

	while (together && run < size) {
		size_t here = sector - stream->at;

		if (here > size - run)
			here = size - run;
		run += here;
		stream->at += here;
		together = stream->at == sector && step(stream) && stream->sector < stream->compound->num_fat;
	}
	return run;
}

int64_t tz_compound_read(struct tz_compound_stream *stream, void *buf, size_t size, struct taizhang_error *err)
{
	size_t done = 0;

	if (size > stream->left)
		size = (size_t)stream->left;
	while (done < size && !stream->broken) {
		uint64_t offset;
		size_t run = next_run(stream, size - done, &offset);
		int64_t got = (int64_t)run;

		if (buf && run)
			got = tz_source_read(stream->compound->source, offset, (char *)buf + done, run, err);
		if (got < 0)
			return -1;
		done += (size_t)got;
		stream->left -= (uint64_t)got;
		if (!run || (size_t)got < run)
			stream->broken = true;
	}
	return (int64_t)done;
}

int tz_compound_load(const struct tz_compound *compound, uint32_t entry, size_t most, struct tz_buffer *out, struct taizhang_error *err)
{
	struct tz_compound_stream stream;
	uint64_t size = compound->entries[entry].size < most ? compound->entries[entry].size : most;
	int64_t got = 0;

	tz_compound_begin(compound, entry, &stream);
	/* Piece by piece, so that a stream that lies about its size costs no memory. */
	while (size && !stream.broken) {
		size_t piece = size < 65536 ? (size_t)size : 65536;
		char *room = tz_buffer_reserve(out, piece);

		if (!room)
			break;
		got = tz_compound_read(&stream, room, piece, err);
		if (got < 0)
			return -1;
		out->size += (size_t)got;
		size -= (uint64_t)got;
		if (!got)
			break;
	}
	return tz_buffer_check(out, err);
}
