/* SPDX-License-Identifier: MIT */
/* tiff_page.c: decodes a page of a TIFF row by row, or a row of tiles at a time, and measures the first one. */
#include <stdlib.h>
#include <string.h>

#include <tiffio.h>

#include "base/error.h"
#include "base/limits.h"
#include "inspect/tiff.h"
#include "inspect/tiff_shade.h"

#define MOST_ROW (32u << 20)	/* bytes of a row, of a tile, and of the brightness of a row of tiles */

struct page {
	uint32_t width, height;
	uint16_t bits, samples, photometric, planes, packing, format;
	struct tz_tiff_shade shade;
	uint16_t measured;		/* of several planes the one that is measured */
	struct tz_pixels *pixels;	/* of the first page */
	uint32_t row;			/* the row at work */
};

static const char *name_model(const struct page *page)
{
	switch (page->photometric) {
	case PHOTOMETRIC_MINISWHITE:
	case PHOTOMETRIC_MINISBLACK:
		return page->samples == 2 ? "grey+alpha" : "grey";
	case PHOTOMETRIC_RGB:
		return page->samples == 4 ? "RGBA" : "RGB";
	case PHOTOMETRIC_YCBCR:
		return "RGB";
	case PHOTOMETRIC_PALETTE:
		return "indexed";
	case PHOTOMETRIC_SEPARATED:
		return "CMYK";
	default:
		return "other";
	}
}

static enum tz_tiff_model find_model(const struct page *page)
{
	switch (page->photometric) {
	case PHOTOMETRIC_MINISWHITE:
		return TZ_TIFF_INVERSE;
	case PHOTOMETRIC_MINISBLACK:
		return TZ_TIFF_GREY;
	case PHOTOMETRIC_RGB:
	case PHOTOMETRIC_YCBCR:
		return page->samples >= 3 ? TZ_TIFF_RGB : TZ_TIFF_OTHER;
	case PHOTOMETRIC_PALETTE:
		return TZ_TIFF_PALETTE;
	case PHOTOMETRIC_SEPARATED:
		return page->samples >= 4 ? TZ_TIFF_CMYK : TZ_TIFF_OTHER;
	default:
		return TZ_TIFF_OTHER;
	}
}

/* Some programs write the colours of a palette from 0 to 255 and not to 65535. */
static bool take_palette(TIFF *file, struct page *page)
{
	uint16_t *red, *green, *blue;
	unsigned int num = 1u << page->bits, shift = 0;

	if (page->bits > 8 || !TIFFGetField(file, TIFFTAG_COLORMAP, &red, &green, &blue))
		return false;
	for (unsigned int i = 0; i < num; i++)
		if ((red[i] | green[i] | blue[i]) > 255)
			shift = 8;
	for (unsigned int i = 0; i < num; i++)
		page->shade.palette[i] = tz_pixels_grey(red[i] >> shift & 255u, green[i] >> shift & 255u, blue[i] >> shift & 255u);
	return true;
}

/* False where nobody here can read it. Colours that JPEG has packed as YCbCr are asked for as RGB. */
static bool understand(TIFF *file, struct page *page)
{
	page->shade.model = find_model(page);
	page->shade.bits = page->bits;
	page->shade.samples = page->planes == PLANARCONFIG_CONTIG ? page->samples : 1;
	if (page->shade.model == TZ_TIFF_OTHER || !TIFFIsCODECConfigured(page->packing) || page->packing == COMPRESSION_OJPEG ||
	    (page->bits != 1 && page->bits != 2 && page->bits != 4 && page->bits != 8 && page->bits != 16) ||
	    (page->format != SAMPLEFORMAT_UINT && page->format != SAMPLEFORMAT_VOID))
		return false;
	if (page->photometric == PHOTOMETRIC_YCBCR &&
	    (page->packing != COMPRESSION_JPEG || !TIFFSetField(file, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB)))
		return false;
	if (page->shade.model == TZ_TIFF_PALETTE && !take_palette(file, page))
		return false;
	/* Green is the plane that is nearest to brightness. */
	if (page->planes != PLANARCONFIG_CONTIG && page->shade.model != TZ_TIFF_PALETTE) {
		page->measured = page->shade.model == TZ_TIFF_RGB ? 1 : 0;
		page->shade.model = page->shade.model == TZ_TIFF_RGB ? TZ_TIFF_GREY : TZ_TIFF_INVERSE;
		page->shade.model = page->photometric == PHOTOMETRIC_MINISBLACK ? TZ_TIFF_GREY : page->shade.model;
	}
	return true;
}

static void read_header(TIFF *file, struct page *page)
{
	TIFFGetFieldDefaulted(file, TIFFTAG_IMAGEWIDTH, &page->width);
	TIFFGetFieldDefaulted(file, TIFFTAG_IMAGELENGTH, &page->height);
	TIFFGetFieldDefaulted(file, TIFFTAG_BITSPERSAMPLE, &page->bits);
	TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLESPERPIXEL, &page->samples);
	TIFFGetFieldDefaulted(file, TIFFTAG_PLANARCONFIG, &page->planes);
	TIFFGetFieldDefaulted(file, TIFFTAG_COMPRESSION, &page->packing);
	TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLEFORMAT, &page->format);
	/* What is missing is what fax machines meant. */
	if (!TIFFGetField(file, TIFFTAG_PHOTOMETRIC, &page->photometric))
		page->photometric = PHOTOMETRIC_MINISWHITE;
}

static int tell_header(struct tz_tiff *tiff, const struct page *page)
{
	float across = 0, down = 0;
	uint16_t unit = RESUNIT_INCH;
	double inch;

	if (tz_picture_size(tiff->inspection, page->width, page->height, name_model(page), page->bits, tiff->err) != 0)
		return -1;
	TIFFGetFieldDefaulted(tiff->file, TIFFTAG_RESOLUTIONUNIT, &unit);
	if (unit == RESUNIT_NONE || !TIFFGetField(tiff->file, TIFFTAG_XRESOLUTION, &across) ||
	    !TIFFGetField(tiff->file, TIFFTAG_YRESOLUTION, &down))
		return 0;
	inch = unit == RESUNIT_CENTIMETER ? 2.54 : 1;
	return tz_picture_resolution(tiff->inspection, (double)across * inch, (double)down * inch, "XResolution", tiff->err);
}

static void take_rows(struct page *page, uint16_t plane, const unsigned char *grey, uint32_t rows)
{
	for (uint32_t y = 0; page->pixels && plane == page->measured && y < rows; y++)
		tz_pixels_row(page->pixels, grey + (size_t)y * page->width);
}

/* 1, or 0 where it breaks off; -1. */
static int decode_strips(struct tz_tiff *tiff, struct page *page)
{
	tmsize_t size = TIFFScanlineSize(tiff->file);
	uint16_t planes = page->planes == PLANARCONFIG_CONTIG ? 1 : page->samples;
	unsigned char *row, *grey;
	int result = 0;

	if (size <= 0 || (uint64_t)size > MOST_ROW || (uint64_t)size < ((uint64_t)page->width * page->shade.samples * page->bits + 7) / 8)
		return 0;
	row = malloc((size_t)size);
	grey = malloc(page->width);
	if (!row || !grey) {
		result = tz_error_nomem(tiff->err);
		goto out;
	}
	for (uint16_t plane = 0; plane < planes; plane++)
		for (page->row = 0; page->row < page->height; page->row++) {
			if (TIFFReadScanline(tiff->file, row, page->row, plane) != 1 || tiff->failed)
				goto out;
			tz_tiff_shade(&page->shade, row, page->width, grey);
			take_rows(page, plane, grey, 1);
		}
	result = 1;
out:
	free(row);
	free(grey);
	return result;
}

struct tiles {
	uint32_t width, height;		/* of one */
	tmsize_t size, stride;		/* bytes of one, and of a row of it */
	unsigned char *tile, *grey;	/* grey: a row of tiles */
};

/* False where one is broken. */
static bool decode_tile_row(struct tz_tiff *tiff, const struct page *page, const struct tiles *tiles, uint16_t plane)
{
	for (uint32_t x = 0; x < page->width; x += tiles->width) {
		uint32_t columns = page->width - x < tiles->width ? page->width - x : tiles->width;
		uint32_t rows = page->height - page->row < tiles->height ? page->height - page->row : tiles->height;

		if (TIFFReadTile(tiff->file, tiles->tile, x, page->row, 0, plane) < 0 || tiff->failed)
			return false;
		for (uint32_t y = 0; y < rows; y++)
			tz_tiff_shade(&page->shade, tiles->tile + (size_t)y * (size_t)tiles->stride, columns,
				      tiles->grey + (size_t)y * page->width + x);
	}
	return true;
}

static int decode_tiles(struct tz_tiff *tiff, struct page *page)
{
	struct tiles tiles = {.size = TIFFTileSize(tiff->file), .stride = TIFFTileRowSize(tiff->file)};
	uint16_t planes = page->planes == PLANARCONFIG_CONTIG ? 1 : page->samples;
	int result = 0;

	if (!TIFFGetField(tiff->file, TIFFTAG_TILEWIDTH, &tiles.width) || !TIFFGetField(tiff->file, TIFFTAG_TILELENGTH, &tiles.height) ||
	    !tiles.width || !tiles.height || tiles.size <= 0 || (uint64_t)tiles.size > MOST_ROW ||
	    (uint64_t)tiles.stride < ((uint64_t)tiles.width * page->shade.samples * page->bits + 7) / 8 ||
	    (uint64_t)tiles.size < (uint64_t)tiles.stride * tiles.height || (uint64_t)page->width * tiles.height > MOST_ROW)
		return 0;
	tiles.tile = malloc((size_t)tiles.size);
	tiles.grey = malloc((size_t)page->width * tiles.height);
	if (!tiles.tile || !tiles.grey) {
		result = tz_error_nomem(tiff->err);
		goto out;
	}
	for (uint16_t plane = 0; plane < planes; plane++)
		for (page->row = 0; page->row < page->height; page->row += tiles.height) {
			uint32_t left = page->height - page->row;

			if (!decode_tile_row(tiff, page, &tiles, plane))
				goto out;
			take_rows(page, plane, tiles.grey, left < tiles.height ? left : tiles.height);
		}
	result = 1;
out:
	free(tiles.tile);
	free(tiles.grey);
	return result;
}

static int decode(struct tz_tiff *tiff, struct page *page)
{
	int result;

	if (tiff->page == 1) {
		page->pixels = tz_pixels_new(page->width, page->height, tiff->err);
		if (!page->pixels)
			return -1;
	}
	tiff->decoding = true;
	result = TIFFIsTiled(tiff->file) ? decode_tiles(tiff, page) : decode_strips(tiff, page);
	tiff->decoding = false;
	if (result < 0 || tiff->no_disk)
		return -1;
	if (result == 0 && !tiff->failed)
		return tz_picture_unread(tiff->inspection, TZ_REASON_TOO_LARGE, tiff->err);
	if (tiff->failed)
		return tz_picture_damaged(tiff->inspection, tiff->words, tiff->page > 1 ? tiff->page : 0, page->row, page->height, tiff->err);
	return page->pixels ? tz_picture_measured(tiff->inspection, page->pixels, tiff->err) : 0;
}

int tz_tiff_page(struct tz_tiff *tiff)
{
	struct page page = {0};
	int result;

	read_header(tiff->file, &page);
	if (tiff->page == 1 && tell_header(tiff, &page) != 0)
		return -1;
	if (!understand(tiff->file, &page))
		return tz_picture_unread(tiff->inspection, TZ_REASON_NO_READER, tiff->err);
	tiff->pixels += (uint64_t)page.width * page.height;
	if (!tz_picture_fits(page.width, page.height) || tiff->pixels > TZ_LIMIT_INSPECT_PIXELS)
		return tz_picture_unread(tiff->inspection, TZ_REASON_TOO_LARGE, tiff->err);
	result = decode(tiff, &page);
	tz_pixels_free(page.pixels);
	return result;
}
