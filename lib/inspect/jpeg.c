/* SPDX-License-Identifier: MIT */
/* jpeg.c: looks into JPEG pictures; the door to libjpeg. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "base/error.h"
#include "base/limits.h"
#include "inspect/door.h"
#include "inspect/exif.h"
#include "inspect/jpeg_header.h"
#include "inspect/picture.h"

#define BLOCK 65536
#define MOST_SCANS 100		/* of a progressive picture: programs write some ten; each goes over all of it */
#define MOST_STRAY 256		/* bytes before a marker that belong to nothing: some cameras fill up so */

enum outcome { WHOLE, BROKEN, UNKNOWN_KIND, TOO_LARGE, NO_MEMORY, NO_DISK };

/* A picture at work. The library leaves its own functions by a jump back to decode(). */
struct jpeg {
	struct jpeg_decompress_struct info;
	struct jpeg_error_mgr errors;
	struct jpeg_source_mgr reader;
	struct jpeg_progress_mgr progress;
	jmp_buf leave;
	enum outcome outcome;
	char words[JMSG_LENGTH_MAX];	/* what is broken, as the library says it */
	bool opened;			/* its header was understood */
	bool ended;			/* the file has no more bytes, and the decoder wanted them */
	const struct tz_source *source;
	uint64_t offset;
	struct taizhang_error *err;
	struct tz_pixels *pixels;
	unsigned char *grey;
	unsigned char block[BLOCK];
};

_Noreturn static void leave(struct jpeg *jpeg, enum outcome outcome)
{
	jpeg->outcome = outcome;
	longjmp(jpeg->leave, 1);
}

_Noreturn static void fail(j_common_ptr info)
{
	struct jpeg *jpeg = info->client_data;

	info->err->format_message(info, jpeg->words);
	switch (info->err->msg_code) {
	case JERR_OUT_OF_MEMORY:
		leave(jpeg, NO_MEMORY);
	case JERR_ARITH_NOTIMPL:
	case JERR_BAD_PRECISION:
	case JERR_CCIR601_NOTIMPL:
	case JERR_COMPONENT_COUNT:
	case JERR_CONVERSION_NOTIMPL:
	case JERR_FRACT_SAMPLE_NOTIMPL:
	case JERR_IMAGE_TOO_BIG:
	case JERR_NOTIMPL:
	case JERR_SOF_UNSUPPORTED:
	case JERR_WIDTH_OVERFLOW:
		leave(jpeg, UNKNOWN_KIND);
	default:
		leave(jpeg, BROKEN);
	}
}

/* A warning means bytes that are missing or make no sense: what is shown from there on is made up. Others are about taste. */
static void heed(j_common_ptr info, int level)
{
	struct jpeg *jpeg = info->client_data;
	int code = info->err->msg_code;

	if (level >= 0 || code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR || code == JWRN_BOGUS_PROGRESSION ||
	    (code == JWRN_EXTRANEOUS_DATA && info->err->msg_parm.i[0] <= MOST_STRAY))
		return;
	info->err->format_message(info, jpeg->words);
	leave(jpeg, BROKEN);
}

static void say_nothing(j_common_ptr info)
{
	(void)info;
}

static void count_scans(j_common_ptr info)
{
	if (((j_decompress_ptr)info)->input_scan_number > MOST_SCANS)
		leave(info->client_data, TOO_LARGE);
}

static void begin_reading(j_decompress_ptr info)
{
	(void)info;
}

static boolean read_block(j_decompress_ptr info)
{
	static const unsigned char end[] = {0xff, JPEG_EOI};
	struct jpeg *jpeg = info->client_data;
	int64_t got = tz_source_read(jpeg->source, jpeg->offset, jpeg->block, sizeof jpeg->block, jpeg->err);

	if (got < 0)
		leave(jpeg, NO_DISK);
	/* The decoder reads ahead of what it needs: with an end made up, it gets as far as there is something. */
	if (got == 0) {
		memcpy(jpeg->block, end, sizeof end);
		got = sizeof end;
		jpeg->ended = true;
	}
	jpeg->offset += (uint64_t)got;
	jpeg->reader.next_input_byte = jpeg->block;
	jpeg->reader.bytes_in_buffer = (size_t)got;
	return TRUE;
}

/* Past what is skipped nothing has to be read. */
static void skip(j_decompress_ptr info, long size)
{
	struct jpeg *jpeg = info->client_data;
	size_t left = jpeg->reader.bytes_in_buffer;

	if (size <= 0)
		return;
	if ((size_t)size <= left) {
		jpeg->reader.next_input_byte += size;
		jpeg->reader.bytes_in_buffer -= (size_t)size;
		return;
	}
	jpeg->offset += (uint64_t)size - left;
	jpeg->reader.bytes_in_buffer = 0;
}

static void connect(struct jpeg *jpeg)
{
	jpeg->info.err = jpeg_std_error(&jpeg->errors);
	jpeg->errors.error_exit = fail;
	jpeg->errors.emit_message = heed;
	jpeg->errors.output_message = say_nothing;
	jpeg->info.client_data = jpeg;
	jpeg_create_decompress(&jpeg->info);
	jpeg->reader = (struct jpeg_source_mgr){NULL, 0, begin_reading, read_block, skip, jpeg_resync_to_restart, begin_reading};
	jpeg->info.src = &jpeg->reader;
	jpeg->progress.progress_monitor = count_scans;
	jpeg->info.progress = &jpeg->progress;
}

/* What several scans build up is held whole, at two bytes a sample. */
static void weigh(struct jpeg *jpeg)
{
	uint64_t blocks = 0;

	if (!tz_picture_fits(jpeg->info.image_width, jpeg->info.image_height))
		leave(jpeg, TOO_LARGE);
	if (!jpeg_has_multiple_scans(&jpeg->info))
		return;
	for (int i = 0; i < jpeg->info.num_components; i++)
		blocks += (uint64_t)jpeg->info.comp_info[i].width_in_blocks * jpeg->info.comp_info[i].height_in_blocks;
	if (blocks * DCTSIZE2 * sizeof(JCOEF) > TZ_LIMIT_INSPECT_HELD)
		leave(jpeg, TOO_LARGE);
}

/* Brightness alone wherever the library can give it: then colour is unpacked, but never computed. */
static void choose(struct jpeg *jpeg)
{
	struct jpeg_decompress_struct *info = &jpeg->info;

	if (info->jpeg_color_space == JCS_YCbCr || info->jpeg_color_space == JCS_RGB || info->jpeg_color_space == JCS_GRAYSCALE)
		info->out_color_space = JCS_GRAYSCALE;
	info->dct_method = JDCT_ISLOW;
	info->do_fancy_upsampling = FALSE;
	info->do_block_smoothing = FALSE;
	info->scale_num = 1;
	info->scale_denom = tz_pixels_reduction(info->image_width, info->image_height, 8);
}

/* CMYK is brightness too once ink is taken from paper; Adobe's programs write how much ink is missing. */
static void to_grey(const struct jpeg *jpeg, unsigned char *row)
{
	const struct jpeg_decompress_struct *info = &jpeg->info;
	unsigned int step = (unsigned int)info->output_components, flip = info->saw_Adobe_marker ? 0 : 255;

	for (unsigned int x = 0; step > 1 && x < info->output_width; x++) {
		const unsigned char *at = row + (size_t)x * step;

		row[x] = step != 4 ? *at
				   : (unsigned char)(tz_pixels_grey(at[0] ^ flip, at[1] ^ flip, at[2] ^ flip) * (at[3] ^ flip) / 255);
	}
}

static void decode_rows(struct jpeg *jpeg)
{
	struct jpeg_decompress_struct *info = &jpeg->info;

	jpeg_start_decompress(info);
	jpeg->pixels = tz_pixels_new(info->output_width, info->output_height, jpeg->err);
	jpeg->grey = malloc((size_t)info->output_width * (size_t)info->output_components);
	if (!jpeg->pixels || !jpeg->grey)
		leave(jpeg, NO_MEMORY);
	while (info->output_scanline < info->output_height) {
		jpeg_read_scanlines(info, &jpeg->grey, 1);
		to_grey(jpeg, jpeg->grey);
		tz_pixels_row(jpeg->pixels, jpeg->grey);
	}
	jpeg_finish_decompress(info);
	if (jpeg->ended)
		leave(jpeg, BROKEN);
}

static void decode(struct jpeg *jpeg)
{
	if (setjmp(jpeg->leave))
		return;
	connect(jpeg);
	jpeg_read_header(&jpeg->info, TRUE);
	jpeg->opened = true;
	weigh(jpeg);
	choose(jpeg);
	decode_rows(jpeg);
}

/* Where it breaks off; past the last row where only the end is missing. */
static uint32_t last_row(const struct jpeg *jpeg)
{
	const struct jpeg_decompress_struct *info = &jpeg->info;

	if (!jpeg->opened)
		return 0;
	if (info->output_height && info->output_scanline >= info->output_height)
		return info->image_height;
	return info->input_iMCU_row * (uint32_t)info->max_v_samp_factor * DCTSIZE;
}

static int tell_outcome(struct jpeg *jpeg, struct tz_inspection *inspection, const struct tz_jpeg_header *header)
{
	const char *words = jpeg->ended ? "Premature end of JPEG file" : jpeg->words;

	switch (jpeg->outcome) {
	case WHOLE:
		return tz_picture_measured(inspection, jpeg->pixels, jpeg->err);
	case UNKNOWN_KIND:
		return tz_picture_unread(inspection, TZ_REASON_NO_READER, jpeg->err);
	case TOO_LARGE:
		return tz_picture_unread(inspection, TZ_REASON_TOO_LARGE, jpeg->err);
	case NO_MEMORY:
		return tz_error_nomem(jpeg->err);
	case NO_DISK:
		return -1;
	case BROKEN:
		break;
	}
	if (!header->process)
		return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_UNREADABLE, words, NULL, jpeg->err);
	return tz_picture_damaged(inspection, words, 0, last_row(jpeg), header->height, jpeg->err);
}

static int decode_pixels(struct tz_inspection *inspection, const struct tz_jpeg_header *header, struct taizhang_error *err)
{
	struct jpeg *jpeg = calloc(1, sizeof *jpeg);
	int result;

	if (!jpeg)
		return tz_error_nomem(err);
	jpeg->source = inspection->source;
	jpeg->err = err;
	decode(jpeg);
	result = tell_outcome(jpeg, inspection, header);
	jpeg_destroy_decompress(&jpeg->info);
	tz_pixels_free(jpeg->pixels);
	free(jpeg->grey);
	free(jpeg);
	return result;
}

/* Reads the Exif block and the comment. */
static int tell_notes(struct tz_inspection *inspection, const struct tz_jpeg_header *header, struct taizhang_error *err)
{
	unsigned char *block = malloc(TZ_EXIF_MOST);
	int64_t got = 0;
	int result = -1;

	if (!block)
		return tz_error_nomem(err);
	if (header->exif.size) {
		got = tz_source_read(inspection->source, header->exif.offset, block, header->exif.size, err);
		if (got < 0 || tz_exif_read(inspection, block, (size_t)got, err) != 0)
			goto out;
	}
	if (header->comment.size) {
		got = tz_source_read(inspection->source, header->comment.offset, block, header->comment.size, err);
		if (got < 0 || tz_facts_add_bytes(inspection->facts, TZ_FACT_DESCRIPTION, (char *)block, (size_t)got, "COM", err) != 0)
			goto out;
	}
	result = 0;
out:
	free(block);
	return result;
}

static const char *model(const struct tz_jpeg_header *header)
{
	switch (header->components) {
	case 1:
		return "grey";
	case 3:
		return "RGB";
	case 4:
		return "CMYK";
	default:
		return "other";
	}
}

int tz_inspect_jpeg(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_jpeg_header header;

	if (tz_jpeg_header_read(inspection->source, &header, err) != 0)
		return -1;
	if (header.process &&
	    (tz_picture_size(inspection, header.width, header.height, model(&header), header.bits, err) != 0 ||
	     tz_picture_resolution(inspection, header.across, header.down, "JFIF", err) != 0))
		return -1;
	if (tell_notes(inspection, &header, err) != 0)
		return -1;
	if (header.process && (!header.height || !tz_jpeg_header_is_common(&header)))
		return tz_picture_unread(inspection, TZ_REASON_NO_READER, err);
	return decode_pixels(inspection, &header, err);
}
