/* SPDX-License-Identifier: MIT */
/* pixels.c: how sharp a picture is and what it looks like, measured while its rows pass: nothing of it is kept but a few rows. */
#include "inspect/pixels.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define ONE 256			/* samples between the stages are in 1/256 of a level of grey */
#define SMALL 32		/* the side that the hash is made of */
#define LOW 8			/* frequencies each way that it keeps */
#define FLAT (2 * ONE)		/* less between the darkest and the brightest of the small picture is no structure */

/* Rows of one size come, rows of another go: each pixel of the one is spread over those of the other that it covers. Lengths are counted in
 * parts so small that both sizes are whole numbers of them. */
struct scale {
	uint32_t in_width, in_height, out_width, out_height;
	uint32_t left;			/* parts of the row at work that have not come yet */
	uint64_t *line, *sums;		/* one row in, scaled across; the row at work */
	uint16_t *row;			/* the row that is done */
};

struct tz_pixels {
	struct scale grid, small;
	uint32_t rows_in, rows_out;
	uint16_t *wide;			/* a row in, in the unit of the stages */
	uint16_t *last[2];		/* the two rows of the grid before this one */
	uint64_t squares;
	int64_t sum;			/* of all values of the Laplacian */
	uint16_t picture[SMALL * SMALL];
	uint32_t small_rows;
};

static bool scale_begin(struct scale *scale, uint32_t in_width, uint32_t in_height, uint32_t out_width, uint32_t out_height)
{
	*scale = (struct scale){in_width, in_height, out_width, out_height, in_height, NULL, NULL, NULL};
	scale->line = malloc(out_width * sizeof *scale->line);
	scale->sums = calloc(out_width, sizeof *scale->sums);
	scale->row = malloc(out_width * sizeof *scale->row);
	return scale->line && scale->sums && scale->row;
}

static void scale_free(struct scale *scale)
{
	free(scale->line);
	free(scale->sums);
	free(scale->row);
}

static void scale_across(struct scale *scale, const uint16_t *in)
{
	uint32_t left = scale->in_width, column = 0;
	uint64_t sum = 0;

	for (uint32_t x = 0; x < scale->in_width; x++) {
		uint32_t rest = scale->out_width;

		while (rest >= left) {
			scale->line[column++] = sum + (uint64_t)in[x] * left;
			rest -= left;
			left = scale->in_width;
			sum = 0;
		}
		sum += (uint64_t)in[x] * rest;
		left -= rest;
	}
}

/* sum / whole, rounded, for what fits: the processor's own division would take as long as all else. A double is near enough that one step mends it. */
static uint16_t average(uint64_t sum, uint64_t whole, double inverse)
{
	uint64_t quotient, product;

	sum += whole / 2;
	quotient = (uint64_t)((double)sum * inverse);
	product = quotient * whole;
	return (uint16_t)(product > sum ? quotient - 1 : sum - product >= whole ? quotient + 1 : quotient);
}

/* Takes the scaled line in, as far as it goes into one row; *rest is what is left of its height. True where a row is done. */
static bool scale_down(struct scale *scale, uint32_t *rest)
{
	uint64_t whole = (uint64_t)scale->in_width * scale->in_height;
	uint32_t part = *rest < scale->left ? *rest : scale->left;
	const double inverse = 1.0 / (double)whole;

	for (uint32_t c = 0; c < scale->out_width; c++)
		scale->sums[c] += scale->line[c] * part;
	*rest -= part;
	scale->left -= part;
	if (scale->left)
		return false;
	scale->left = scale->in_height;
	for (uint32_t c = 0; c < scale->out_width; c++)
		scale->row[c] = average(scale->sums[c], whole, inverse);
	memset(scale->sums, 0, scale->out_width * sizeof *scale->sums);
	return true;
}

static uint32_t longer(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static uint32_t side(uint32_t length, uint32_t longest)
{
	uint32_t scaled;

	if (longest <= TZ_PIXELS_SIDE)
		return length;
	scaled = (uint32_t)(((uint64_t)length * TZ_PIXELS_SIDE + longest / 2) / longest);
	return scaled ? scaled : 1;
}

struct tz_pixels *tz_pixels_new(uint32_t width, uint32_t height, struct taizhang_error *err)
{
	struct tz_pixels *pixels = calloc(1, sizeof *pixels);
	uint32_t longest = longer(width, height), columns = side(width, longest), rows = side(height, longest);

	if (pixels) {
		pixels->wide = malloc((size_t)width * sizeof *pixels->wide);
		pixels->last[0] = malloc(columns * sizeof **pixels->last);
		pixels->last[1] = malloc(columns * sizeof **pixels->last);
	}
	if (!pixels || !scale_begin(&pixels->grid, width, height, columns, rows) ||
	    !scale_begin(&pixels->small, columns, rows, SMALL, SMALL) || !pixels->wide || !pixels->last[0] || !pixels->last[1]) {
		tz_pixels_free(pixels);
		tz_error_nomem(err);
		return NULL;
	}
	return pixels;
}

/* Of the row before this one, whose neighbours are all there now. */
static void add_laplacian(struct tz_pixels *pixels, const uint16_t *above, const uint16_t *row, const uint16_t *below)
{
	int64_t sum = 0;
	uint64_t squares = 0;

	for (uint32_t x = 1; x + 1 < pixels->grid.out_width; x++) {
		int32_t value = above[x] + below[x] + row[x - 1] + row[x + 1] - 4 * row[x];

		sum += value;
		squares += (uint64_t)((int64_t)value * value);
	}
	pixels->sum += sum;
	pixels->squares += squares;
}

static void take_grid_row(struct tz_pixels *pixels, uint16_t *row)
{
	uint16_t *oldest = pixels->last[pixels->rows_out % 2];
	uint32_t rest = SMALL;

	if (pixels->rows_out >= 2)
		add_laplacian(pixels, oldest, pixels->last[(pixels->rows_out + 1) % 2], row);
	memcpy(oldest, row, pixels->grid.out_width * sizeof *row);
	pixels->rows_out++;
	scale_across(&pixels->small, row);
	while (rest)
		if (scale_down(&pixels->small, &rest))
			memcpy(pixels->picture + SMALL * pixels->small_rows++, pixels->small.row, SMALL * sizeof *pixels->picture);
}

void tz_pixels_row(struct tz_pixels *pixels, const unsigned char *grey)
{
	uint32_t rest = pixels->grid.out_height;

	if (pixels->rows_in >= pixels->grid.in_height)
		return;
	pixels->rows_in++;
	for (uint32_t x = 0; x < pixels->grid.in_width; x++)
		pixels->wide[x] = (uint16_t)(grey[x] * ONE);
	scale_across(&pixels->grid, pixels->wide);
	while (rest)
		if (scale_down(&pixels->grid, &rest))
			take_grid_row(pixels, pixels->grid.row);
}

int64_t tz_pixels_sharpness(const struct tz_pixels *pixels)
{
	uint32_t width = pixels->grid.out_width, height = pixels->grid.out_height;
	uint64_t num, unit = (uint64_t)ONE * ONE;
	int64_t sum = pixels->sum;

	if (pixels->rows_in < pixels->grid.in_height || width < 3 || height < 3)
		return -1;
	num = (uint64_t)(width - 2) * (height - 2);
	/* The sum is small, since what one pixel adds its neighbours take away: only what crosses the border is left. */
	return (int64_t)(((pixels->squares - (uint64_t)(sum * sum) / num) / num + unit / 2) / unit);
}

/* cos(angle * pi / 64) * 2^14 */
static int32_t cosine(unsigned int angle)
{
	static const int16_t quadrant[] = {
		16384, 16364, 16305, 16207, 16069, 15893, 15679, 15426, 15137, 14811, 14449, 14053, 13623, 13160, 12665, 12140, 11585,
		11003, 10394, 9760, 9102, 8423, 7723, 7005, 6270, 5520, 4756, 3981, 3196, 2404, 1606, 804, 0,
	};

	angle %= 128;
	if (angle > 64)
		angle = 128 - angle;
	return angle > 32 ? -quadrant[64 - angle] : quadrant[angle];
}

static int compare(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static void transform(const uint16_t picture[SMALL * SMALL], int64_t out[LOW * LOW])
{
	int64_t rows[SMALL][LOW];

	for (unsigned int y = 0; y < SMALL; y++)
		for (unsigned int u = 0; u < LOW; u++) {
			rows[y][u] = 0;
			for (unsigned int x = 0; x < SMALL; x++)
				rows[y][u] += (int64_t)picture[y * SMALL + x] * cosine((2 * x + 1) * (u + 1));
		}
	for (unsigned int v = 0; v < LOW; v++)
		for (unsigned int u = 0; u < LOW; u++) {
			out[v * LOW + u] = 0;
			for (unsigned int y = 0; y < SMALL; y++)
				out[v * LOW + u] += rows[y][u] * cosine((2 * y + 1) * (v + 1));
		}
}

bool tz_pixels_hash(const struct tz_pixels *pixels, char hash[TZ_PIXELS_HASH_SIZE])
{
	int64_t low[LOW * LOW], sorted[LOW * LOW];
	uint16_t least = UINT16_MAX, most = 0;
	uint64_t bits = 0;

	for (size_t i = 0; i < SMALL * SMALL; i++) {
		least = pixels->picture[i] < least ? pixels->picture[i] : least;
		most = pixels->picture[i] > most ? pixels->picture[i] : most;
	}
	if (pixels->rows_in < pixels->grid.in_height || most - least < FLAT)
		return false;
	transform(pixels->picture, low);
	memcpy(sorted, low, sizeof sorted);
	qsort(sorted, LOW * LOW, sizeof *sorted, compare);
	for (size_t i = 0; i < LOW * LOW; i++)
		bits = bits << 1 | (low[i] > (sorted[LOW * LOW / 2 - 1] + sorted[LOW * LOW / 2]) / 2);
	snprintf(hash, TZ_PIXELS_HASH_SIZE, "%016" PRIx64, bits);
	return true;
}

void tz_pixels_free(struct tz_pixels *pixels)
{
	if (!pixels)
		return;
	scale_free(&pixels->grid);
	scale_free(&pixels->small);
	free(pixels->wide);
	free(pixels->last[0]);
	free(pixels->last[1]);
	free(pixels);
}

unsigned int tz_pixels_reduction(uint32_t width, uint32_t height, unsigned int most)
{
	unsigned int by = 1;

	while (by < most && longer(width, height) / (by * 2) >= TZ_PIXELS_SIDE)
		by *= 2;
	return by;
}
