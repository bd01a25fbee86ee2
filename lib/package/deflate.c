/* SPDX-License-Identifier: MIT */
/* deflate.c: raw deflate by blocks, CRC-32, and the question whether deflating pays. */
#include "package/deflate.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/error.h"

#define RAW_WINDOW_BITS (-15)
#define MEMORY_LEVEL 8
/* Measured on Chinese texts, tables, bitmaps and XML: 1.7 to 3.6 times as fast as level 6, for 3 to 11 per cent more packed bytes, which are
 * 0.1 per cent of a city's material. Level 3 saves no time on bitmaps, and more memory gains nothing at any level. */
#define LEVEL 4
/* Too small for a trial to tell anything, and nothing to gain. */
#define LEAST_SAMPLE 64
/* Packing must save one part in this many: less is not worth the reader's time to inflate it. */
#define LEAST_GAIN 16
/* In what is packed already, fewer than one sequence of four bytes in this many has come before. */
#define LEAST_REPEATED 20
#define SEQUENCES 8192

struct tz_deflate {
	z_stream stream;
	unsigned char trial[TZ_DEFLATE_SAMPLE];	/* what a trial makes, which nobody wants */
};

struct tz_deflate *tz_deflate_new(struct taizhang_error *err)
{
	struct tz_deflate *d = calloc(1, sizeof *d);

	if (d && deflateInit2(&d->stream, LEVEL, Z_DEFLATED, RAW_WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) == Z_OK)
		return d;
	free(d);
	tz_error_nomem(err);
	return NULL;
}

void tz_deflate_free(struct tz_deflate *d)
{
	if (!d)
		return;
	deflateEnd(&d->stream);
	free(d);
}

/* Bytes of packed data are spread as evenly as chance spreads them: the squares of their counts then sum to n²/256 + n. Up to half more,
 * as where some structure is around, coding bytes by their frequency gains a few per cent at most. */
static bool is_spread(const unsigned char *data, size_t size)
{
	uint32_t counts[256] = {0};
	uint64_t squares = 0, even;

	for (size_t i = 0; i < size; i++)
		counts[data[i]]++;
	for (size_t i = 0; i < 256; i++)
		squares += (uint64_t)counts[i] * counts[i];
	even = (uint64_t)size * size / 256 + size;
	return squares <= even + even / 2;
}

/* Deflate's other gain: sequences that have come before, some thousand bytes back at most. Each is looked for where the last one of its
 * kind stood, at first in the beginning. */
static bool is_repetitive(const unsigned char *data, size_t size)
{
	uint16_t last[SEQUENCES] = {0};
	size_t repeated = 0;

	for (size_t i = 1; i + 4 <= size; i++) {
		const unsigned char *at = data + i;
		uint32_t sequence = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
		uint16_t *place = &last[sequence * 2654435761u >> 19];

		repeated += memcmp(data + *place, at, 4) == 0;
		*place = (uint16_t)i;
	}
	return repeated >= size / LEAST_REPEATED;
}

/* The quick look, on at most as many bytes as a trial takes: it costs a tenth of deflating them. */
static bool may_pay(const void *data, size_t size)
{
	if (size > TZ_DEFLATE_SAMPLE)
		size = TZ_DEFLATE_SAMPLE;
	return size >= LEAST_SAMPLE && (!is_spread(data, size) || is_repetitive(data, size));
}

/* Packs all of data into out; returns the bytes that this takes, 0 where they save too little: it ends when that shows. */
static size_t pack(struct tz_deflate *d, const void *data, size_t size, void *out)
{
	z_stream *stream = &d->stream;

	deflateReset(stream);
	stream->next_in = data;
	stream->avail_in = (uInt)size;
	stream->next_out = out;
	stream->avail_out = (uInt)(size - size / LEAST_GAIN - 1);
	return deflate(stream, Z_FINISH) == Z_STREAM_END ? stream->total_out : 0;
}

bool tz_deflate_pays(struct tz_deflate *d, const void *data, size_t size)
{
	return may_pay(data, size) && pack(d, data, size < TZ_DEFLATE_SAMPLE ? size : TZ_DEFLATE_SAMPLE, d->trial) > 0;
}

bool tz_deflate_whole(struct tz_deflate *d, const void *data, size_t size, void *out, size_t *out_size)
{
	if (size > UINT_MAX || !(size <= TZ_DEFLATE_SAMPLE ? may_pay(data, size) : tz_deflate_pays(d, data, size)))
		return false;
	*out_size = pack(d, data, size, out);
	return *out_size > 0;
}

int tz_deflate_block(struct tz_deflate *d, const void *dictionary, size_t dictionary_size, const void *data, size_t size,
		     bool last, void *out, size_t out_capacity, size_t *out_size)
{
	z_stream *stream = &d->stream;
	int status;

	if (size > INT_MAX || out_capacity < tz_deflate_block_bound(size))
		return -1;
	deflateReset(stream);
	if (dictionary_size > 0)
		deflateSetDictionary(stream, dictionary, (uInt)dictionary_size);
	stream->next_in = data;
	stream->avail_in = (uInt)size;
	stream->next_out = out;
	stream->avail_out = out_capacity < UINT_MAX ? (uInt)out_capacity : UINT_MAX;
	/* A flush ends at a whole byte, with an empty stored block, and the next block's bits go on from there. */
	status = deflate(stream, last ? Z_FINISH : Z_SYNC_FLUSH);
	*out_size = stream->total_out;
	return status == (last ? Z_STREAM_END : Z_OK) ? 0 : -1;
}

/* What does not shrink is stored, by 5 bytes to each 16 KiB or part of them; a flush takes 5 or 6. */
uint64_t tz_deflate_bound(uint64_t size)
{
	return size + (size >> 10) + 64;
}

size_t tz_deflate_block_bound(size_t size)
{
	return (size_t)tz_deflate_bound(size);
}

uint32_t tz_crc32(uint32_t crc, const void *data, size_t size)
{
	return (uint32_t)crc32_z(crc, data, size);
}

uint32_t tz_crc32_combine(uint32_t first, uint32_t second, uint64_t size)
{
	return (uint32_t)crc32_combine(first, second, (z_off_t)size);
}
