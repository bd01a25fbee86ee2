/* SPDX-License-Identifier: MIT */
/* webp.c: looks into WebP pictures; the door to libwebp. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

#include "base/error.h"
#include "base/limits.h"
#include "inspect/ability.h"
#include "inspect/exif.h"
#include "inspect/picture.h"

#define MOST_BYTES (32u << 20)	/* of a file, which the library wants in memory */

struct webp {
	struct tz_inspection *inspection;
	struct taizhang_error *err;
	unsigned char *bytes;
	size_t size;
	WebPBitstreamFeatures features;
};

/* The library's brightness goes from 16 to 235. */
static unsigned char stretch(unsigned int luma)
{
	if (luma <= 16)
		return 0;
	return luma >= 235 ? 255 : (unsigned char)(((luma - 16) * 255 + 109) / 219);
}

/* Brightness on white, in place. */
static void to_grey(const WebPYUVABuffer *planes, uint32_t width, uint32_t height, unsigned char *grey)
{
	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < width; x++) {
			unsigned char value = stretch(planes->y[(size_t)y * (size_t)planes->y_stride + x]);

			if (planes->a)
				value = tz_pixels_on_white(value, planes->a[(size_t)y * (size_t)planes->a_stride + x]);
			grey[(size_t)y * width + x] = value;
		}
}

static int measure(struct webp *webp, const WebPDecBuffer *output)
{
	uint32_t width = (uint32_t)output->width, height = (uint32_t)output->height;
	unsigned char *grey = malloc((size_t)width * height);
	int result;

	if (!grey)
		return tz_error_nomem(webp->err);
	to_grey(&output->u.YUVA, width, height, grey);
	result = tz_picture_measure(webp->inspection, grey, width, height, webp->err);
	free(grey);
	return result;
}

/* The last row that was decoded, in those of the picture; the decoder may have scaled it. */
static uint32_t last_row(const WebPIDecoder *decoder, uint32_t height)
{
	int row = 0, scaled = 0;

	if (!WebPIDecGetYUVA(decoder, &row, NULL, NULL, NULL, NULL, &scaled, NULL, NULL, NULL) || scaled <= 0 || row <= 0)
		return 0;
	return (uint32_t)((uint64_t)row * height / (uint64_t)scaled);
}

static int decode(struct webp *webp, const unsigned char *bytes, size_t size, uint32_t width, uint32_t height)
{
	unsigned int by = tz_pixels_reduction(width, height, 16);
	WebPDecoderConfig config;
	WebPIDecoder *decoder = NULL;
	VP8StatusCode status = VP8_STATUS_OUT_OF_MEMORY;
	int result;

	if (!WebPInitDecoderConfig(&config))
		return tz_picture_unread(webp->inspection, TZ_REASON_NO_READER, webp->err);
	config.output.colorspace = webp->features.has_alpha ? MODE_YUVA : MODE_YUV;
	config.options.no_fancy_upsampling = 1;
	config.options.use_scaling = by > 1;
	config.options.scaled_width = (int)((width + by - 1) / by);
	config.options.scaled_height = (int)((height + by - 1) / by);
	decoder = WebPIDecode(NULL, 0, &config);
	if (decoder)
		status = WebPIUpdate(decoder, bytes, size);
	if (status == VP8_STATUS_OUT_OF_MEMORY)
		result = tz_error_nomem(webp->err);
	else if (status == VP8_STATUS_OK)
		result = measure(webp, &config.output);
	else
		result = tz_picture_damaged(webp->inspection,
					    status == VP8_STATUS_SUSPENDED ? "premature end of file" : "invalid bitstream", 0,
					    decoder ? last_row(decoder, height) : 0, height, webp->err);
	WebPIDelete(decoder);
	WebPFreeDecBuffer(&config.output);
	return result;
}

/* What is packed without loss is unpacked whole by the library, at 4 bytes a pixel; with transparency, that is at 1. */
static bool can_hold(const struct webp *webp, uint32_t width, uint32_t height)
{
	return tz_picture_fits(width, height) &&
	       (uint64_t)width * height * (webp->features.format == 1 ? 1 : 4) <= TZ_LIMIT_INSPECT_HELD;
}

static int read_frame(struct webp *webp, WebPDemuxer *demuxer)
{
	WebPIterator frame;
	int result;

	if (!WebPDemuxGetFrame(demuxer, 1, &frame))
		return tz_picture_damaged(webp->inspection, "no frame", 0, 0, (uint32_t)webp->features.height, webp->err);
	if (can_hold(webp, (uint32_t)frame.width, (uint32_t)frame.height))
		result = decode(webp, frame.fragment.bytes, frame.fragment.size, (uint32_t)frame.width, (uint32_t)frame.height);
	else
		result = tz_picture_unread(webp->inspection, TZ_REASON_TOO_LARGE, webp->err);
	WebPDemuxReleaseIterator(&frame);
	return result;
}

static int read_exif(struct webp *webp, WebPDemuxer *demuxer)
{
	WebPChunkIterator chunk;
	int result;

	if (!WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk))
		return 0;
	result = tz_exif_read(webp->inspection, chunk.chunk.bytes, chunk.chunk.size, webp->err);
	WebPDemuxReleaseChunkIterator(&chunk);
	return result;
}

static int read_content(struct webp *webp)
{
	WebPData data = {webp->bytes, webp->size};
	WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
	WebPDemuxer *demuxer = WebPDemuxPartial(&data, &state);
	uint32_t frames, height = (uint32_t)webp->features.height;
	int result = -1;

	if (!demuxer || state == WEBP_DEMUX_PARSE_ERROR || state == WEBP_DEMUX_PARSING_HEADER) {
		WebPDemuxDelete(demuxer);
		return tz_picture_damaged(webp->inspection, "invalid container", 0, 0, height, webp->err);
	}
	frames = WebPDemuxGetI(demuxer, WEBP_FF_FRAME_COUNT);
	if ((frames > 1 && tz_facts_add_number(webp->inspection->facts, TZ_FACT_FRAMES, frames, NULL, webp->err) != 0) ||
	    read_exif(webp, demuxer) != 0)
		goto out;
	result = read_frame(webp, demuxer);
	/* The first frame may be whole where others, or what stands behind it, are not. */
	if (result == 0 && state != WEBP_DEMUX_DONE && webp->inspection->facts->state == TAIZHANG_FACTS_WHOLE)
		result = tz_picture_damaged(webp->inspection, "premature end of file", frames, height, height, webp->err);
out:
	WebPDemuxDelete(demuxer);
	return result;
}

static int read_all(struct webp *webp)
{
	WebPBitstreamFeatures whole;
	int64_t got;

	webp->size = (size_t)webp->inspection->source->size;
	webp->bytes = malloc(webp->size);
	if (!webp->bytes)
		return tz_error_nomem(webp->err);
	got = tz_source_read(webp->inspection->source, 0, webp->bytes, webp->size, webp->err);
	if (got < 0)
		return -1;
	webp->size = (size_t)got;
	/* Behind a colour profile the head does not reach to where the packing is told. */
	if (WebPGetFeatures(webp->bytes, webp->size, &whole) == VP8_STATUS_OK)
		webp->features = whole;
	return read_content(webp);
}

int tz_inspect_webp(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct webp webp = {.inspection = inspection, .err = err};
	const struct tz_source *source = inspection->source;
	int result;

	if (WebPGetFeatures(source->head, source->head_size, &webp.features) != VP8_STATUS_OK)
		return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_UNREADABLE, "no WebP header", NULL, err);
	if (tz_picture_size(inspection, (uint32_t)webp.features.width, (uint32_t)webp.features.height,
			    webp.features.has_alpha ? "RGBA" : "RGB", 8, err) != 0)
		return -1;
	if (source->size > MOST_BYTES)
		return tz_picture_unread(inspection, TZ_REASON_TOO_LARGE, err);
	result = read_all(&webp);
	free(webp.bytes);
	return result;
}

void tz_libwebp_version(char *buf, size_t size)
{
	const unsigned int version = (unsigned int)WebPGetDecoderVersion();

	snprintf(buf, size, "%u.%u.%u", version >> 16, version >> 8 & 0xff, version & 0xff);
}
