/* SPDX-License-Identifier: MIT */
/* jpeg_header.h: what stands in a JPEG before its first scan, also of the kinds that nobody here decodes. */
#ifndef TZ_INSPECT_JPEG_HEADER_H
#define TZ_INSPECT_JPEG_HEADER_H

#include <stdbool.h>

#include "inspect/source.h"

struct tz_jpeg_header {
	unsigned int process;		/* the frame's marker, 0xc0 and on; 0: there is none */
	unsigned int bits, components;
	uint32_t width, height;		/* height 0: it is told after the first scan */
	double across, down;		/* dots per inch, of JFIF; 0: not told */
	/* Where the first block of Exif and the first comment lie; size 0: there is none. */
	struct {
		uint64_t offset;
		size_t size;
	} exif, comment;
};

/* Takes what is there up to where it breaks off. -1 for a failing disk. */
int tz_jpeg_header_read(const struct tz_source *source, struct tz_jpeg_header *header, struct taizhang_error *err);
/* A frame that baseline and progressive decoders know: no lossless, no hierarchical one, 8 bits a sample. */
bool tz_jpeg_header_is_common(const struct tz_jpeg_header *header);

#endif
