/* SPDX-License-Identifier: MIT */
/* deflate.c: raw deflate of a stream of bytes, CRC-32, and the question whether deflating pays. */
#include "package/deflate.h"

#include <limits.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/error.h"

#define RAW_WINDOW_BITS (-15)
#define MEMORY_LEVEL 8
#define LEVEL 6
/* Too small for a trial to tell anything, and nothing to gain. */
#define LEAST_SAMPLE 64
/* The trial must save one part in this many: less is not worth the reader's time to inflate it. */
#define LEAST_GAIN 16
#define OUT_SIZE 65536

struct tz_deflate {
	z_stream stream, trial;
	unsigned char out[OUT_SIZE];
};

struct tz_deflate *tz_deflate_new(struct taizhang_error *err)
{
	struct tz_deflate *d = calloc(1, sizeof *d);

	if (!d)
		goto fail;
	if (deflateInit2(&d->stream, LEVEL, Z_DEFLATED, RAW_WINDOW_BITS, MEMORY_LEVEL,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		goto fail;
	if (deflateInit2(&d->trial, Z_BEST_SPEED, Z_DEFLATED, RAW_WINDOW_BITS, MEMORY_LEVEL,
			 Z_DEFAULT_STRATEGY) != Z_OK) {
		deflateEnd(&d->stream);
		goto fail;
	}
	return d;
fail:
	free(d);
	tz_error_nomem(err);
	return NULL;
}

void tz_deflate_free(struct tz_deflate *d)
{
	if (!d)
		return;
	deflateEnd(&d->stream);
	deflateEnd(&d->trial);
	free(d);
}

/* Bytes of packed data are spread as evenly as chance spreads them: the squares of their counts then sum to n²/256 + n. Within a
 * sixteenth of that, coding bytes by their frequency gains less than half a per cent. */
static bool is_evenly_spread(const unsigned char *data, size_t size)
{
	uint32_t counts[256] = {0};
	uint64_t squares = 0, even;

	for (size_t i = 0; i < size; i++)
		counts[data[i]]++;
	for (size_t i = 0; i < 256; i++)
		squares += (uint64_t)counts[i] * counts[i];
	even = (uint64_t)size * size / 256 + size;
	return squares <= even + even / 16;
}

bool tz_deflate_pays(struct tz_deflate *d, const void *data, size_t size)
{
	z_stream *trial = &d->trial;

	if (size > TZ_DEFLATE_SAMPLE)
		size = TZ_DEFLATE_SAMPLE;
	/* A short text is spread evenly only by accident, so the quick look needs some bytes. */
	if (size < LEAST_SAMPLE || (size >= 4096 && is_evenly_spread(data, size)))
		return false;
	deflateReset(trial);
	trial->next_in = data;
	trial->avail_in = (uInt)size;
	do {
		trial->next_out = d->out;
		trial->avail_out = OUT_SIZE;
	} while (deflate(trial, Z_FINISH) == Z_OK);
	return trial->total_out < size - size / LEAST_GAIN;
}

/* Packs what next_in holds, which is at most UINT_MAX bytes. */
static int run(struct tz_deflate *d, int flush, tz_deflate_out out, void *context,
	       struct taizhang_error *err)
{
	z_stream *stream = &d->stream;
	int status;

	do {
		stream->next_out = d->out;
		stream->avail_out = OUT_SIZE;
		status = deflate(stream, flush);
		if (stream->avail_out < OUT_SIZE &&
		    out(context, d->out, OUT_SIZE - stream->avail_out, err) != 0)
			return -1;
	} while (flush == Z_FINISH ? status == Z_OK : stream->avail_out == 0);
	return 0;
}

int tz_deflate_run(struct tz_deflate *d, const void *data, size_t size, bool last,
		   tz_deflate_out out, void *context, struct taizhang_error *err)
{
	const unsigned char *next = data;
	int result = 0;

	do {
		uInt part = size > UINT_MAX ? UINT_MAX : (uInt)size;

		d->stream.next_in = next;
		d->stream.avail_in = part;
		next = part ? next + part : next;
		size -= part;
		result = run(d, last && size == 0 ? Z_FINISH : Z_NO_FLUSH, out, context, err);
	} while (result == 0 && size > 0);
	if (last || result != 0)
		deflateReset(&d->stream);
	return result;
}

uint32_t tz_crc32(uint32_t crc, const void *data, size_t size)
{
	return (uint32_t)crc32_z(crc, data, size);
}
