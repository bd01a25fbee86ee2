/* SPDX-License-Identifier: MIT */
/* gif.c: looks into GIF pictures; the door to giflib. */
#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "inspect/picture.h"

/* The first frame is decoded and measured; of the others is seen that they are all there. */
struct gif {
	GifFileType *file;
	struct tz_inspection *inspection;
	struct taizhang_error *err;
	uint64_t offset;
	size_t at, filled;		/* of the block */
	bool no_disk;
	unsigned int frames;
	uint32_t row, height;		/* of the frame at work */
	unsigned char *grey;		/* the first frame */
	uint32_t grey_width, grey_height;
	struct tz_buffer comment;
	unsigned char block[16384];
};

static bool fill(struct gif *gif)
{
	int64_t got = tz_source_read(gif->inspection->source, gif->offset, gif->block, sizeof gif->block, gif->err);

	gif->no_disk = gif->no_disk || got < 0;
	gif->at = 0;
	gif->filled = got > 0 ? (size_t)got : 0;
	gif->offset += gif->filled;
	return got > 0;
}

static int read_bytes(GifFileType *file, GifByteType *out, int size)
{
	struct gif *gif = file->UserData;
	size_t done = 0, part;

	for (; done < (size_t)size; done += part) {
		part = gif->filled - gif->at < (size_t)size - done ? gif->filled - gif->at : (size_t)size - done;
		if (part) {
			memcpy(out + done, gif->block + gif->at, part);
			gif->at += part;
		} else if (!fill(gif)) {
			break;
		}
	}
	return (int)done;
}

static void fill_shades(const ColorMapObject *map, unsigned char shades[256])
{
	for (int i = 0; i < 256; i++)
		shades[i] = map && i < map->ColorCount
				    ? tz_pixels_grey(map->Colors[i].Red, map->Colors[i].Green, map->Colors[i].Blue)
				    : (unsigned char)i;
}

/* The rows of an interlaced frame come in four turns. 1, or 0 where it breaks off; -1. */
static int decode_frame(struct gif *gif)
{
	static const uint32_t first[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
	const GifImageDesc *image = &gif->file->Image;
	uint32_t width = (uint32_t)image->Width, height = (uint32_t)image->Height;
	unsigned char shades[256];

	if (!tz_picture_fits(width, height) || (uint64_t)width * height > TZ_LIMIT_INSPECT_PLANE)
		return tz_picture_unread(gif->inspection, TZ_REASON_TOO_LARGE, gif->err);
	gif->grey = malloc((size_t)width * height);
	if (!gif->grey)
		return tz_error_nomem(gif->err);
	gif->grey_width = width;
	gif->grey_height = height;
	fill_shades(image->ColorMap ? image->ColorMap : gif->file->SColorMap, shades);
	for (unsigned int turn = 0; turn < (image->Interlace ? 4 : 1); turn++)
		for (gif->row = image->Interlace ? first[turn] : 0; gif->row < height; gif->row += image->Interlace ? step[turn] : 1) {
			unsigned char *line = gif->grey + (size_t)gif->row * width;

			if (DGifGetLine(gif->file, line, (int)width) != GIF_OK)
				return 0;
			for (uint32_t x = 0; x < width; x++)
				line[x] = shades[line[x]];
		}
	return 1;
}

/* 1, or 0 where it breaks off. */
static int skip_frame(struct gif *gif)
{
	GifByteType *block;
	int size;

	if (DGifGetCode(gif->file, &size, &block) != GIF_OK)
		return 0;
	while (block)
		if (DGifGetCodeNext(gif->file, &block) != GIF_OK)
			return 0;
	return 1;
}

static int read_frame(struct gif *gif)
{
	int result;

	gif->row = 0;
	gif->height = (uint32_t)gif->file->SHeight;
	if (DGifGetImageHeader(gif->file) != GIF_OK)
		return 0;
	gif->height = (uint32_t)gif->file->Image.Height;
	gif->frames++;
	if (gif->frames > 1)
		return skip_frame(gif);
	result = decode_frame(gif);
	/* What was not decoded has its blocks ahead. */
	return result == 0 && !gif->grey ? skip_frame(gif) : result;
}

/* Comments are kept; what steers the showing is passed over. */
static int read_extension(struct gif *gif)
{
	GifByteType *block;
	int kind;

	if (DGifGetExtension(gif->file, &kind, &block) != GIF_OK)
		return 0;
	while (block) {
		if (kind == COMMENT_EXT_FUNC_CODE && gif->comment.size < TZ_LIMIT_FACT_VALUE)
			tz_buffer_add(&gif->comment, block + 1, block[0]);
		if (DGifGetExtensionNext(gif->file, &block) != GIF_OK)
			return 0;
	}
	return 1;
}

/* 1 at the end, 0 where it breaks off, -1. */
static int read_records(struct gif *gif)
{
	for (;;) {
		GifRecordType type;
		int result = 1;

		if (DGifGetRecordType(gif->file, &type) != GIF_OK)
			return 0;
		if (type == TERMINATE_RECORD_TYPE)
			return 1;
		if (gif->frames >= TZ_LIMIT_INSPECT_FRAMES)
			return tz_facts_worsen(gif->inspection->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, gif->err) == 0 ? 1 : -1;
		if (type == IMAGE_DESC_RECORD_TYPE)
			result = read_frame(gif);
		else if (type == EXTENSION_RECORD_TYPE)
			result = read_extension(gif);
		if (result != 1)
			return result;
	}
}

static int tell_header(struct gif *gif)
{
	const GifFileType *file = gif->file;
	unsigned int bits = file->SColorMap ? (unsigned int)file->SColorMap->BitsPerPixel : 8;
	char version[4] = "";

	memcpy(version, gif->inspection->source->head + 3, 3);
	if (tz_facts_add(gif->inspection->facts, TZ_FACT_FORMAT_VERSION, version, NULL, gif->err) != 0)
		return -1;
	return tz_picture_size(gif->inspection, (uint32_t)file->SWidth, (uint32_t)file->SHeight, "indexed", bits, gif->err);
}

static const char *words(int code)
{
	const char *text = GifErrorString(code);

	return text ? text : "no image";
}

static int tell_content(struct gif *gif, int result)
{
	struct taizhang_facts *facts = gif->inspection->facts;

	if (gif->frames > 1 && tz_facts_add_number(facts, TZ_FACT_FRAMES, gif->frames, NULL, gif->err) != 0)
		return -1;
	if (tz_facts_add_bytes(facts, TZ_FACT_DESCRIPTION, tz_buffer_text(&gif->comment), gif->comment.size, "comment", gif->err) != 0)
		return -1;
	if (!result || !gif->frames)
		return tz_picture_damaged(gif->inspection, words(gif->file->Error), gif->frames > 1 ? gif->frames : 0, gif->row,
					  gif->height, gif->err);
	return gif->grey ? tz_picture_measure(gif->inspection, gif->grey, gif->grey_width, gif->grey_height, gif->err) : 0;
}

int tz_inspect_gif(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct gif gif = {.inspection = inspection, .err = err, .comment = TZ_BUFFER_INIT};
	int code = 0, result = -1;

	gif.file = DGifOpen(&gif, read_bytes, &code);
	if (!gif.file) {
		if (gif.no_disk)
			return -1;
		if (code == D_GIF_ERR_NOT_ENOUGH_MEM)
			return tz_error_nomem(err);
		return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_UNREADABLE, words(code), NULL, err);
	}
	if (tell_header(&gif) == 0) {
		result = read_records(&gif);
		if (gif.no_disk)
			result = -1;
		if (result >= 0)
			result = tell_content(&gif, result);
	}
	DGifCloseFile(gif.file, &code);
	free(gif.grey);
	tz_buffer_free(&gif.comment);
	return result;
}
