/* SPDX-License-Identifier: MIT */
/* jpeg_header.c: what stands in a JPEG before its first scan, also of the kinds that nobody here decodes. */
#include "inspect/jpeg_header.h"

#include <string.h>

#define MOST_SEGMENTS 4096	/* phones put megabytes of depth and colour into segments of 64 KiB */

enum { SOI = 0xd8, EOI = 0xd9, SOS = 0xda, APP0 = 0xe0, APP1 = 0xe1, COM = 0xfe, TEM = 0x01 };

static unsigned int two(const unsigned char *bytes)
{
	return (unsigned int)bytes[0] << 8 | bytes[1];
}

/* SOF0 to SOF15 and that of JPEG-LS; DHT, JPG and DAC stand between them. */
static bool is_frame(unsigned int marker)
{
	return (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) || marker == 0xf7;
}

static void take_density(struct tz_jpeg_header *header, const unsigned char *data)
{
	double inch = data[7] == 2 ? 2.54 : 1;

	if (data[7] != 1 && data[7] != 2)
		return;
	header->across = two(data + 8) * inch;
	header->down = two(data + 10) * inch;
}

/* The segment's first bytes, size of them, are at data; it has length bytes from offset on. */
static void take_segment(struct tz_jpeg_header *header, unsigned int marker, const unsigned char *data, size_t size, uint64_t offset,
			 size_t length)
{
	if (is_frame(marker) && size >= 6 && !header->process) {
		header->process = marker;
		header->bits = data[0];
		header->height = two(data + 1);
		header->width = two(data + 3);
		header->components = data[5];
	} else if (marker == APP0 && size >= 12 && memcmp(data, "JFIF", 5) == 0) {
		take_density(header, data);
	} else if (marker == APP1 && size >= 6 && memcmp(data, "Exif\0", 6) == 0 && !header->exif.size) {
		header->exif.offset = offset;
		header->exif.size = length;
	} else if (marker == COM && !header->comment.size) {
		header->comment.offset = offset;
		header->comment.size = length;
	}
}

int tz_jpeg_header_read(const struct tz_source *source, struct tz_jpeg_header *header, struct taizhang_error *err)
{
	unsigned char bytes[4 + 16];
	uint64_t offset = 0;

	*header = (struct tz_jpeg_header){0};
	for (unsigned int i = 0; i < MOST_SEGMENTS; i++) {
		int64_t got = tz_source_read(source, offset, bytes, sizeof bytes, err);
		unsigned int marker = bytes[1], length;

		if (got < 4)
			return got < 0 ? -1 : 0;
		if (bytes[0] != 0xff || marker == EOI || marker == SOS)
			return 0;
		/* A marker may have filling before it. */
		if (marker == 0xff || marker == SOI || marker == TEM || (marker >= 0xd0 && marker <= 0xd7)) {
			offset += marker == 0xff ? 1 : 2;
			continue;
		}
		length = two(bytes + 2);
		if (length < 2)
			return 0;
		length -= 2;
		take_segment(header, marker, bytes + 4, length < got - 4 ? length : (size_t)got - 4, offset + 4, length);
		offset += 4 + length;
	}
	return 0;
}

bool tz_jpeg_header_is_common(const struct tz_jpeg_header *header)
{
	return header->bits == 8 && (header->process <= 0xc2 || header->process == 0xc9 || header->process == 0xca);
}
