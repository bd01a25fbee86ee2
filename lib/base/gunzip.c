/* SPDX-License-Identifier: MIT */
/* gunzip.c: unpacks gzip with every check sum and length verified, which libarchive leaves out. A door to zlib. */
#include <stdbool.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/error.h"
#include "base/unpacker.h"

#define GZIP_WINDOW_BITS (16 + 15)	/* the gzip wrapper and nothing else */
#define OUT_SIZE 65536

struct gunzip {
	struct tz_unpacker base;
	tz_unpacker_source source;
	void *context;
	z_stream stream;
	bool between;			/* a member has ended, and no other has begun */
	unsigned char out[OUT_SIZE];
};

static int refuse(struct taizhang_error *err, const char *why)
{
	return tz_error_detail(err, TAIZHANG_E_FORMAT, TZ_MSG_CONTAINER_FORMAT, NULL, why);
}

/* 1: there are packed bytes; 0: they have come to their end; -1: source failed. */
static int refill(struct gunzip *g)
{
	const void *block;
	int64_t got;

	if (g->stream.avail_in > 0)
		return 1;
	got = g->source(g->context, &block);
	if (got <= 0)
		return (int)got;
	g->stream.next_in = block;
	g->stream.avail_in = (uInt)got;
	return 1;
}

/* Goes on until something was unpacked or the end is reached. zlib may hold unpacked bytes after it was given the last packed ones,
 * so only a call that makes no progress shows a cut. */
static int64_t gunzip_next(struct tz_unpacker *unpacker, const void **block, struct taizhang_error *err)
{
	struct gunzip *g = (struct gunzip *)unpacker;
	z_stream *stream = &g->stream;

	stream->next_out = g->out;
	stream->avail_out = OUT_SIZE;
	while (stream->avail_out == OUT_SIZE) {
		int filled = refill(g), status;

		if (filled < 0 || (filled == 0 && g->between))
			return filled;
		if (g->between) {
			if (stream->next_in[0] != 0x1F)
				return refuse(err, "bytes after the end of the gzip");
			inflateReset(stream);
			g->between = false;
		}
		status = inflate(stream, Z_NO_FLUSH);
		if (status == Z_MEM_ERROR)
			return tz_error_nomem(err);
		if (status == Z_BUF_ERROR)
			return refuse(err, "truncated gzip input");
		if (status != Z_OK && status != Z_STREAM_END)
			return refuse(err, stream->msg);
		g->between = status == Z_STREAM_END;
	}
	*block = g->out;
	return OUT_SIZE - stream->avail_out;
}

static void gunzip_free(struct tz_unpacker *unpacker)
{
	inflateEnd(&((struct gunzip *)unpacker)->stream);
	free(unpacker);
}

struct tz_unpacker *tz_gunzip_new(tz_unpacker_source source, void *context, struct taizhang_error *err)
{
	struct gunzip *g = calloc(1, sizeof *g);

	if (!g || inflateInit2(&g->stream, GZIP_WINDOW_BITS) != Z_OK) {
		free(g);
		tz_error_nomem(err);
		return NULL;
	}
	g->base = (struct tz_unpacker){gunzip_next, gunzip_free};
	g->source = source;
	g->context = context;
	return &g->base;
}
