/* SPDX-License-Identifier: MIT */
/* encoding.h: bytes of other programs to UTF-8: byte order marks, UTF-8, else GB18030. The door to iconv. */
#ifndef TZ_BASE_ENCODING_H
#define TZ_BASE_ENCODING_H

#include <stddef.h>
#include <taizhang/error.h>

#include "base/buffer.h"

enum tz_encoding { TZ_ENCODING_UTF8, TZ_ENCODING_GB18030, TZ_ENCODING_UTF16 };

/* A whole text file's bytes: BOM (UTF-8, UTF-16) if any, valid UTF-8, else GB18030. Appends UTF-8 without BOM.
 * -1 with FORMAT (TZ_MSG_ENCODING) where it is neither. used may be NULL. */
int tz_encoding_decode(const void *data, size_t size, const char *where, struct tz_buffer *out,
		       enum tz_encoding *used, struct taizhang_error *err);
/* A file name's bytes that are not UTF-8: taken as GB18030. -1 where they are not that either. */
int tz_encoding_from_gb18030(const void *data, size_t size, struct tz_buffer *out,
			     struct taizhang_error *err);
/* Bytes of a known encoding, by iconv's name for it. Each byte that is not of it becomes U+FFFD and is counted in faults (may be NULL); the
 * first bytes of a character that ends the data do not. -1 with UNSUPPORTED where iconv has no such encoding. */
int tz_encoding_convert(const char *charset, const void *data, size_t size, struct tz_buffer *out, size_t *faults,
			struct taizhang_error *err);
int tz_encoding_to_gb18030(const char *text, struct tz_buffer *out, struct taizhang_error *err);

#endif
