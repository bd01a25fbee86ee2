/* SPDX-License-Identifier: MIT */
/* bmp.c: looks into BMP pictures, of Windows and OS/2, of every depth, packed or not. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "inspect/picture.h"

enum packing { PLAIN = 0, RLE8 = 1, RLE4 = 2, FIELDS = 3, FIELDS_ALPHA = 6 };

struct bmp {
	struct tz_inspection *inspection;
	struct taizhang_error *err;
	uint32_t width, height;
	bool top_first;
	unsigned int bits, packing;
	uint64_t pixels;			/* their offset */
	double across, down;			/* dots per inch */
	unsigned char shades[256];		/* the palette */
	uint32_t masks[3];			/* of red, green, blue in 16 and 32 bits */
	unsigned int shifts[3], most[3];	/* where each begins, and its greatest value */
};

static uint32_t two(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8;
}

static uint32_t four(const unsigned char *bytes)
{
	return two(bytes) | two(bytes + 2) << 16;
}

static void set_masks(struct bmp *bmp, uint32_t red, uint32_t green, uint32_t blue)
{
	const uint32_t masks[] = {red, green, blue};

	for (int i = 0; i < 3; i++) {
		bmp->masks[i] = masks[i];
		bmp->shifts[i] = masks[i] ? (unsigned int)__builtin_ctz(masks[i]) : 0;
		bmp->most[i] = masks[i] >> bmp->shifts[i];
	}
}

/* The palette follows the header: entry bytes a colour. */
static void read_palette(struct bmp *bmp, const unsigned char *head, size_t size, size_t at, size_t entry)
{
	for (size_t i = 0; i < 256; i++, at += entry)
		bmp->shades[i] = at + 3 <= size ? tz_pixels_grey(head[at + 2], head[at + 1], head[at]) : 0;
}

static bool is_known(const struct bmp *bmp)
{
	switch (bmp->packing) {
	case PLAIN:
		return bmp->bits == 1 || bmp->bits == 2 || bmp->bits == 4 || bmp->bits == 8 || bmp->bits == 16 || bmp->bits == 24 ||
		       bmp->bits == 32;
	case RLE8:
		return bmp->bits == 8 && !bmp->top_first;
	case RLE4:
		return bmp->bits == 4 && !bmp->top_first;
	default:
		return (bmp->packing == FIELDS || bmp->packing == FIELDS_ALPHA) && (bmp->bits == 16 || bmp->bits == 32);
	}
}

/* False where it is no header: its own size, that comes first, is none that any program writes. */
static bool read_header(struct bmp *bmp)
{
	const unsigned char *head = bmp->inspection->source->head, *info = head + 14;
	size_t size = bmp->inspection->source->head_size, own = size >= 18 ? four(info) : 0;

	if ((own != 12 && own != 16 && own < 40) || own > 200 || size < 14 + own)
		return false;
	bmp->pixels = four(head + 10);
	if (own == 12) {
		bmp->width = two(info + 4);
		bmp->height = two(info + 6);
		bmp->bits = two(info + 10);
		read_palette(bmp, head, size, 14 + own, 3);
		return true;
	}
	bmp->width = four(info + 4);
	bmp->height = four(info + 8);
	bmp->bits = two(info + 14);
	bmp->top_first = bmp->height > INT32_MAX;
	if (bmp->top_first)
		bmp->height = 0u - bmp->height;
	if (own >= 40) {
		bmp->packing = four(info + 16);
		bmp->across = four(info + 24) * 0.0254;
		bmp->down = four(info + 28) * 0.0254;
	}
	if (bmp->bits == 16)
		set_masks(bmp, 0x7c00, 0x03e0, 0x001f);
	else
		set_masks(bmp, 0xff0000, 0xff00, 0xff);
	if ((bmp->packing == FIELDS || bmp->packing == FIELDS_ALPHA) && size >= 14 + 52)
		set_masks(bmp, four(info + 40), four(info + 44), four(info + 48));
	read_palette(bmp, head, size, 14 + own, 4);
	return bmp->width <= INT32_MAX;
}

static unsigned int part(const struct bmp *bmp, uint32_t pixel, int which)
{
	if (!bmp->most[which])
		return 0;
	return (unsigned int)((uint64_t)((pixel & bmp->masks[which]) >> bmp->shifts[which]) * 255 / bmp->most[which]);
}

static unsigned char grey_at(const struct bmp *bmp, const unsigned char *row, uint32_t x)
{
	uint32_t pixel;

	if (bmp->bits <= 8) {
		uint64_t bit = (uint64_t)x * bmp->bits;

		return bmp->shades[row[bit / 8] >> (8 - bmp->bits - bit % 8) & ((1u << bmp->bits) - 1)];
	}
	if (bmp->bits == 24)
		return tz_pixels_grey(row[3 * (size_t)x + 2], row[3 * (size_t)x + 1], row[3 * (size_t)x]);
	pixel = bmp->bits == 16 ? two(row + 2 * (size_t)x) : four(row + 4 * (size_t)x);
	return tz_pixels_grey(part(bmp, pixel, 0), part(bmp, pixel, 1), part(bmp, pixel, 2));
}

/* Rows stand one after another, the lowest first as a rule: of a file that is cut, the upper ones are gone. */
static int measure_rows(struct bmp *bmp)
{
	uint64_t stride = ((uint64_t)bmp->width * bmp->bits + 31) / 32 * 4;
	struct tz_pixels *pixels = tz_pixels_new(bmp->width, bmp->height, bmp->err);
	unsigned char *row = malloc(stride), *grey = malloc(bmp->width);
	int result = -1;

	if (pixels && (!row || !grey))
		tz_error_nomem(bmp->err);
	if (!pixels || !row || !grey)
		goto out;
	for (uint32_t y = 0; y < bmp->height; y++) {
		uint64_t at = bmp->pixels + stride * (bmp->top_first ? y : bmp->height - 1 - y);
		int64_t got = tz_source_read(bmp->inspection->source, at, row, stride, bmp->err);

		if (got < 0)
			goto out;
		/* The last row's filling is nothing to miss. */
		if ((uint64_t)got < stride)
			memset(row + got, 0, stride - (uint64_t)got);
		for (uint32_t x = 0; x < bmp->width; x++)
			grey[x] = grey_at(bmp, row, x);
		tz_pixels_row(pixels, grey);
	}
	result = tz_picture_measured(bmp->inspection, pixels, bmp->err);
out:
	tz_pixels_free(pixels);
	free(row);
	free(grey);
	return result;
}

static int decode_plain(struct bmp *bmp)
{
	uint64_t size = bmp->inspection->source->size, row = ((uint64_t)bmp->width * bmp->bits + 7) / 8, stride = (row + 3) / 4 * 4;
	uint64_t there = size > bmp->pixels ? size - bmp->pixels : 0;

	if (there < stride * (bmp->height - 1) + row)
		return tz_picture_damaged(bmp->inspection, "premature end of file", 0, (uint32_t)(there / stride), bmp->height, bmp->err);
	return measure_rows(bmp);
}

/* Packed bytes, read as a stream. */
struct stream {
	const struct tz_source *source;
	uint64_t offset;
	size_t at, filled;
	bool ended, no_disk;
	struct taizhang_error *err;
	unsigned char block[16384];
};

static unsigned int next(struct stream *stream)
{
	if (stream->at == stream->filled && !stream->ended) {
		int64_t got = tz_source_read(stream->source, stream->offset, stream->block, sizeof stream->block, stream->err);

		stream->no_disk = got < 0;
		stream->ended = got <= 0;
		stream->at = 0;
		stream->filled = got > 0 ? (size_t)got : 0;
		stream->offset += stream->filled;
	}
	return stream->at < stream->filled ? stream->block[stream->at++] : 0;
}

struct canvas {
	unsigned char *grey;
	uint32_t x, y;			/* y counts from below */
};

static void put(const struct bmp *bmp, struct canvas *canvas, unsigned int index)
{
	if (canvas->x < bmp->width && canvas->y < bmp->height)
		canvas->grey[(size_t)(bmp->height - 1 - canvas->y) * bmp->width + canvas->x++] = bmp->shades[index];
}

static void put_run(const struct bmp *bmp, struct canvas *canvas, unsigned int count, unsigned int value)
{
	for (unsigned int i = 0; i < count; i++)
		put(bmp, canvas, bmp->bits == 8 ? value : i % 2 ? value & 15 : value >> 4);
}

/* So many pixels as they are, filled up to an even number of bytes. */
static void put_literal(const struct bmp *bmp, struct canvas *canvas, struct stream *stream, unsigned int count)
{
	unsigned int per_byte = 8 / bmp->bits, bytes = (count + per_byte - 1) / per_byte;

	for (unsigned int i = 0; i < bytes; i++)
		put_run(bmp, canvas, count - i * per_byte < per_byte ? count - i * per_byte : per_byte, next(stream));
	if (bytes % 2)
		next(stream);
}

/* True at the mark of the end. */
static bool unpack(const struct bmp *bmp, struct canvas *canvas, struct stream *stream)
{
	while (!stream->ended) {
		unsigned int count = next(stream), value = next(stream);

		if (count) {
			put_run(bmp, canvas, count, value);
		} else if (value == 0) {
			canvas->x = 0;
			canvas->y++;
		} else if (value == 1) {
			return !stream->ended;
		} else if (value == 2) {
			canvas->x += next(stream);
			canvas->y += next(stream);
		} else {
			put_literal(bmp, canvas, stream, value);
		}
		/* Whatever is packed past the upper edge can only be nonsense. */
		if (canvas->y > bmp->height)
			return false;
	}
	return false;
}

static int decode_packed(struct bmp *bmp)
{
	size_t size = (size_t)bmp->width * bmp->height;
	struct stream *stream = calloc(1, sizeof *stream);
	struct canvas canvas = {NULL, 0, 0};
	int result = -1;

	if (size > TZ_LIMIT_INSPECT_PLANE) {
		free(stream);
		return tz_picture_unread(bmp->inspection, TZ_REASON_TOO_LARGE, bmp->err);
	}
	canvas.grey = malloc(size);
	if (!canvas.grey || !stream) {
		tz_error_nomem(bmp->err);
		goto out;
	}
	/* What is skipped shows the first colour. */
	memset(canvas.grey, bmp->shades[0], size);
	stream->source = bmp->inspection->source;
	stream->offset = bmp->pixels;
	stream->err = bmp->err;
	if (unpack(bmp, &canvas, stream) || (!stream->no_disk && canvas.y + 1 >= bmp->height && canvas.x >= bmp->width))
		result = tz_picture_measure(bmp->inspection, canvas.grey, bmp->width, bmp->height, bmp->err);
	else if (!stream->no_disk)
		result = tz_picture_damaged(bmp->inspection, "premature end of packed pixels", 0, canvas.y, bmp->height, bmp->err);
out:
	free(canvas.grey);
	free(stream);
	return result;
}

int tz_inspect_bmp(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct bmp bmp = {.inspection = inspection, .err = err};
	unsigned int bits;

	if (!read_header(&bmp))
		return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_UNREADABLE, "no BMP header", NULL, err);
	bits = bmp.bits <= 8 ? bmp.bits : bmp.bits == 16 ? 5 : 8;
	if (tz_picture_size(inspection, bmp.width, bmp.height, bmp.bits <= 8 ? "indexed" : "RGB", bits, err) != 0 ||
	    tz_picture_resolution(inspection, bmp.across, bmp.down, NULL, err) != 0)
		return -1;
	if (!is_known(&bmp))
		return tz_picture_unread(inspection, TZ_REASON_NO_READER, err);
	if (!tz_picture_fits(bmp.width, bmp.height))
		return tz_picture_unread(inspection, TZ_REASON_TOO_LARGE, err);
	return bmp.packing == RLE8 || bmp.packing == RLE4 ? decode_packed(&bmp) : decode_plain(&bmp);
}
