/* SPDX-License-Identifier: MIT */
/* png.c: looks into PNG pictures; the door to libpng. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "base/error.h"
#include "base/limits.h"
#include "inspect/ability.h"
#include "inspect/exif.h"
#include "inspect/picture.h"

#define BLOCK 65536
#define MOST_CHUNKS 200000	/* programs write pixels in chunks of 8 KiB */
#define MOST_TEXTS 64
#define MOST_TEXT (128u << 10)	/* bytes of a text, a profile and the like, which the library unpacks into memory */

enum outcome { WHOLE, BROKEN, TOO_LARGE, NO_MEMORY, NO_DISK, NOT_ADDED };

/* A picture at work. The library leaves its own functions by a jump back to decode(). */
struct png {
	png_structp reader;
	png_infop info;
	jmp_buf leave;
	enum outcome outcome;
	char words[128];
	struct tz_inspection *inspection;
	struct taizhang_error *err;
	uint64_t offset;
	size_t at, filled;		/* of the block */
	uint32_t width, height, row;	/* the row at work */
	struct tz_pixels *pixels;
	unsigned char *line, *grey;	/* as the library gives it; its brightness, or that of the whole of an interlaced picture */
	unsigned char block[BLOCK];
};

_Noreturn static void leave(struct png *png, enum outcome outcome)
{
	png->outcome = outcome;
	longjmp(png->leave, 1);
}

_Noreturn static void fail(png_structp reader, png_const_charp words)
{
	struct png *png = png_get_error_ptr(reader);

	snprintf(png->words, sizeof png->words, "%s", words);
	leave(png, strcmp(words, "Out of memory") == 0 ? NO_MEMORY : BROKEN);
}

/* Those are about colour profiles and texts; what is wrong with the pixels and the check sums fails. */
static void ignore(png_structp reader, png_const_charp words)
{
	(void)reader;
	(void)words;
}

static void read_bytes(png_structp reader, png_bytep out, size_t size)
{
	struct png *png = png_get_io_ptr(reader);

	while (size) {
		size_t part;

		if (png->at == png->filled) {
			int64_t got = tz_source_read(png->inspection->source, png->offset, png->block, sizeof png->block, png->err);

			if (got < 0)
				leave(png, NO_DISK);
			if (got == 0)
				png_error(reader, "Premature end of PNG file");
			png->offset += (uint64_t)got;
			png->at = 0;
			png->filled = (size_t)got;
		}
		part = png->filled - png->at < size ? png->filled - png->at : size;
		memcpy(out, png->block + png->at, part);
		png->at += part;
		out += part;
		size -= part;
	}
}

static int tell_header(struct png *png)
{
	static const char *const models[] = {
		[PNG_COLOR_TYPE_GRAY] = "grey", [PNG_COLOR_TYPE_RGB] = "RGB", [PNG_COLOR_TYPE_PALETTE] = "indexed",
		[PNG_COLOR_TYPE_GRAY_ALPHA] = "grey+alpha", [PNG_COLOR_TYPE_RGB_ALPHA] = "RGBA",
	};
	png_uint_32 across = 0, down = 0;
	int unit = 0;

	png->width = png_get_image_width(png->reader, png->info);
	png->height = png_get_image_height(png->reader, png->info);
	if (tz_picture_size(png->inspection, png->width, png->height, models[png_get_color_type(png->reader, png->info)],
			    png_get_bit_depth(png->reader, png->info), png->err) != 0)
		return -1;
	if (!png_get_pHYs(png->reader, png->info, &across, &down, &unit) || unit != PNG_RESOLUTION_METER)
		return 0;
	return tz_picture_resolution(png->inspection, across * 0.0254, down * 0.0254, "pHYs", png->err);
}

/* 8 bits a sample, no palette; what is transparent keeps that as one sample more. */
static void choose(struct png *png)
{
	png_set_expand(png->reader);
	png_set_scale_16(png->reader);
	png_read_update_info(png->reader, png->info);
}

/* The row at png->line, width pixels, with step bytes from one to the next where it goes. */
static void to_grey(const struct png *png, unsigned char *out, uint32_t width, uint32_t step)
{
	unsigned int channels = png_get_channels(png->reader, png->info);
	const unsigned char *at = png->line;

	for (uint32_t x = 0; x < width; x++, at += channels, out += step) {
		*out = channels < 3 ? at[0] : tz_pixels_grey(at[0], at[1], at[2]);
		if (channels % 2 == 0)
			*out = tz_pixels_on_white(*out, at[channels - 1]);
	}
}

static void decode_rows(struct png *png)
{
	png->pixels = tz_pixels_new(png->width, png->height, png->err);
	png->grey = malloc(png->width);
	if (!png->pixels || !png->grey)
		leave(png, NO_MEMORY);
	for (png->row = 0; png->row < png->height; png->row++) {
		png_read_row(png->reader, png->line, NULL);
		to_grey(png, png->grey, png->width, 1);
		tz_pixels_row(png->pixels, png->grey);
	}
}

/* Seven passes, each a picture of its own with each second, fourth or eighth pixel; without room for the whole they are only proved. */
static void decode_passes(struct png *png)
{
	size_t size = (size_t)png->width * png->height;

	if (size <= TZ_LIMIT_INSPECT_PLANE) {
		png->grey = malloc(size);
		if (!png->grey)
			leave(png, NO_MEMORY);
	}
	for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++) {
		uint32_t columns = (uint32_t)PNG_PASS_COLS((int)png->width, pass);
		uint32_t rows = (uint32_t)PNG_PASS_ROWS((int)png->height, pass);

		for (uint32_t y = 0; columns && y < rows; y++) {
			png->row = PNG_ROW_FROM_PASS_ROW(y, pass);
			png_read_row(png->reader, png->line, NULL);
			if (png->grey)
				to_grey(png, png->grey + (size_t)png->row * png->width + PNG_PASS_START_COL(pass), columns,
					1u << PNG_PASS_COL_SHIFT(pass));
		}
	}
	png->row = png->height;
}

static void decode(struct png *png)
{
	/* Taken into memory whole, however large they say they are. */
	static const unsigned char unwanted[] = "eXIf\0iCCP\0sPLT";

	if (setjmp(png->leave))
		return;
	png->reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, png, fail, ignore);
	png->info = png->reader ? png_create_info_struct(png->reader) : NULL;
	if (!png->info)
		leave(png, NO_MEMORY);
	png_set_read_fn(png->reader, png, read_bytes);
	png_set_user_limits(png->reader, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	png_set_chunk_cache_max(png->reader, MOST_TEXTS);
	png_set_chunk_malloc_max(png->reader, MOST_TEXT);
	png_set_keep_unknown_chunks(png->reader, PNG_HANDLE_CHUNK_NEVER, unwanted, sizeof unwanted / 5);
	png_set_crc_action(png->reader, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
	png_read_info(png->reader, png->info);
	if (tell_header(png) != 0)
		leave(png, NOT_ADDED);
	if (!tz_picture_fits(png->width, png->height))
		leave(png, TOO_LARGE);
	choose(png);
	png->line = malloc(png_get_rowbytes(png->reader, png->info));
	if (!png->line)
		leave(png, NO_MEMORY);
	if (png_get_interlace_type(png->reader, png->info) == PNG_INTERLACE_NONE)
		decode_rows(png);
	else
		decode_passes(png);
	png_read_end(png->reader, png->info);
}

static int tell_outcome(struct png *png)
{
	switch (png->outcome) {
	case WHOLE:
		if (png->pixels)
			return tz_picture_measured(png->inspection, png->pixels, png->err);
		if (png->grey)
			return tz_picture_measure(png->inspection, png->grey, png->width, png->height, png->err);
		return tz_picture_unread(png->inspection, TZ_REASON_TOO_LARGE, png->err);
	case TOO_LARGE:
		return tz_picture_unread(png->inspection, TZ_REASON_TOO_LARGE, png->err);
	case NO_MEMORY:
		return tz_error_nomem(png->err);
	case NO_DISK:
	case NOT_ADDED:
		return -1;
	case BROKEN:
		break;
	}
	if (!png->width && (!png->info || !png_get_image_width(png->reader, png->info)))
		return tz_facts_worsen(png->inspection->facts, TAIZHANG_FACTS_UNREADABLE, png->words, NULL, png->err);
	/* Between the header and the pixels. */
	if (!png->width && tell_header(png) != 0)
		return -1;
	return tz_picture_damaged(png->inspection, png->words, 0, png->row, png->height, png->err);
}

static int tell_texts(struct png *png)
{
	static const struct {
		const char *key;
		enum tz_fact_id id;
	} keys[] = {
		{"Software", TZ_FACT_SOFTWARE}, {"Author", TZ_FACT_OWNER}, {"Copyright", TZ_FACT_OWNER},
		{"Title", TZ_FACT_DESCRIPTION}, {"Description", TZ_FACT_DESCRIPTION}, {"Comment", TZ_FACT_DESCRIPTION},
	};
	png_textp texts = NULL;
	int num = png->info ? png_get_text(png->reader, png->info, &texts, NULL) : 0;

	for (int i = 0; i < num; i++)
		for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
			if (strcmp(texts[i].key, keys[k].key) == 0 && texts[i].text &&
			    tz_facts_add(png->inspection->facts, keys[k].id, texts[i].text, keys[k].key, png->err) != 0)
				return -1;
	return 0;
}

static uint32_t four(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static int tell_exif(struct tz_inspection *inspection, uint64_t offset, uint32_t size, struct taizhang_error *err)
{
	size_t most = size < TZ_EXIF_MOST ? size : TZ_EXIF_MOST;
	unsigned char *block = malloc(most + 1);
	int64_t got;
	int result = -1;

	if (!block)
		return tz_error_nomem(err);
	got = tz_source_read(inspection->source, offset, block, most, err);
	if (got >= 0)
		result = tz_exif_read(inspection, block, (size_t)got, err);
	free(block);
	return result;
}

/* Exif may stand behind the pixels; how many frames there are is none of libpng's concerns. */
static int tell_chunks(struct tz_inspection *inspection, struct taizhang_error *err)
{
	unsigned char head[12];
	uint64_t offset = 8;

	for (unsigned int i = 0; i < MOST_CHUNKS; i++) {
		int64_t got = tz_source_read(inspection->source, offset, head, sizeof head, err);

		if (got < (int64_t)sizeof head || memcmp(head + 4, "IEND", 4) == 0)
			return got < 0 ? -1 : 0;
		if (memcmp(head + 4, "acTL", 4) == 0 && four(head + 8) > 1 &&
		    tz_facts_add_number(inspection->facts, TZ_FACT_FRAMES, four(head + 8), NULL, err) != 0)
			return -1;
		if (memcmp(head + 4, "eXIf", 4) == 0)
			return tell_exif(inspection, offset + 8, four(head), err);
		offset += 12 + (uint64_t)four(head);
	}
	return 0;
}

int tz_inspect_png(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct png *png = calloc(1, sizeof *png);
	int result = -1;

	if (!png)
		return tz_error_nomem(err);
	png->inspection = inspection;
	png->err = err;
	decode(png);
	if (tell_outcome(png) == 0 && tell_texts(png) == 0)
		result = tell_chunks(inspection, err);
	png_destroy_read_struct(&png->reader, &png->info, NULL);
	tz_pixels_free(png->pixels);
	free(png->line);
	free(png->grey);
	free(png);
	return result;
}

void tz_libpng_version(char *buf, size_t size)
{
	snprintf(buf, size, "%s", png_get_libpng_ver(NULL));
}
