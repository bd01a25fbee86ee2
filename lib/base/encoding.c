/* SPDX-License-Identifier: MIT */
/* encoding.c: bytes of other programs to UTF-8, by byte order mark, validity, and iconv. */
#include "base/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define CHUNK 4096

static int not_text(const char *where, struct taizhang_error *err)
{
	return tz_error_set(err, TAIZHANG_E_FORMAT, TZ_MSG_ENCODING, where);
}

/* Appends data in another encoding; what was appended before a failure is taken back. */
static int convert(const char *to, const char *from, const void *data, size_t size,
		   const char *where, struct tz_buffer *out, struct taizhang_error *err)
{
	iconv_t conversion = iconv_open(to, from);
	char chunk[CHUNK], *in = (char *)data, *next;
	size_t before = out->size, left;
	int result = 0;

	if (conversion == (iconv_t)-1) {
		if (errno == ENOMEM)
			return tz_error_nomem(err);
		return tz_error_detail(err, TAIZHANG_E_UNSUPPORTED, TZ_MSG_ENCODING_MISSING, where,
				       strcmp(to, "UTF-8") == 0 ? from : to);
	}
	while (size && result == 0) {
		next = chunk;
		left = sizeof chunk;
		if (iconv(conversion, &in, &size, &next, &left) == (size_t)-1 && errno != E2BIG) {
			result = not_text(where, err);
		} else {
			tz_buffer_add(out, chunk, (size_t)(next - chunk));
			result = tz_buffer_check(out, err);
		}
	}
	iconv_close(conversion);
	if (result != 0)
		out->size = before;
	return result;
}

/* Text that people read has no NUL; a binary file that happens to convert has. */
static int decode(const char *from, const void *data, size_t size, const char *where,
		  struct tz_buffer *out, struct taizhang_error *err)
{
	size_t before = out->size;

	if (convert("UTF-8", from, data, size, where, out, err) != 0)
		return -1;
	if (out->size > before && memchr(out->data + before, '\0', out->size - before)) {
		out->size = before;
		return not_text(where, err);
	}
	return 0;
}

static bool starts_with(const char *data, size_t size, const char *mark, size_t mark_size)
{
	return size >= mark_size && memcmp(data, mark, mark_size) == 0;
}

int tz_encoding_decode(const void *data, size_t size, const char *where, struct tz_buffer *out,
		       enum tz_encoding *used, struct taizhang_error *err)
{
	enum tz_encoding encoding = TZ_ENCODING_UTF8;
	const char *text = data;
	int result;

	if (starts_with(text, size, "\xFF\xFE", 2)) {
		encoding = TZ_ENCODING_UTF16;
		result = decode("UTF-16LE", text + 2, size - 2, where, out, err);
	} else if (starts_with(text, size, "\xFE\xFF", 2)) {
		encoding = TZ_ENCODING_UTF16;
		result = decode("UTF-16BE", text + 2, size - 2, where, out, err);
	} else if (starts_with(text, size, "\xEF\xBB\xBF", 3)) {
		if (!tz_text_is_utf8(text + 3, size - 3))
			return not_text(where, err);
		tz_buffer_add(out, text + 3, size - 3);
		result = tz_buffer_check(out, err);
	} else if (tz_text_is_utf8(text, size)) {
		tz_buffer_add(out, text, size);
		result = tz_buffer_check(out, err);
	} else {
		encoding = TZ_ENCODING_GB18030;
		result = decode("GB18030", text, size, where, out, err);
	}
	if (result == 0 && used)
		*used = encoding;
	return result;
}

int tz_encoding_from_gb18030(const void *data, size_t size, struct tz_buffer *out,
			     struct taizhang_error *err)
{
	return decode("GB18030", data, size, NULL, out, err);
}

int tz_encoding_convert(const char *charset, const void *data, size_t size, struct tz_buffer *out, size_t *faults,
			struct taizhang_error *err)
{
	iconv_t conversion = iconv_open("UTF-8", charset);
	char chunk[CHUNK], *in = (char *)data, *next;
	size_t left, wrong = 0, step = strncmp(charset, "UTF-16", 6) == 0 ? 2 : 1;

	if (conversion == (iconv_t)-1) {
		if (errno == ENOMEM)
			return tz_error_nomem(err);
		return tz_error_detail(err, TAIZHANG_E_UNSUPPORTED, TZ_MSG_ENCODING_MISSING, charset, charset);
	}
	while (size) {
		size_t result;

		next = chunk;
		left = sizeof chunk;
		result = iconv(conversion, &in, &size, &next, &left);
		tz_buffer_add(out, chunk, (size_t)(next - chunk));
		if (result != (size_t)-1 || errno == E2BIG)
			continue;
		if (errno == EINVAL)
			break;
		tz_buffer_text_add(out, "\xef\xbf\xbd");
		wrong++;
		if (size < step)
			break;
		in += step;
		size -= step;
	}
	iconv_close(conversion);
	if (faults)
		*faults = wrong;
	return tz_buffer_check(out, err);
}

int tz_encoding_to_gb18030(const char *text, struct tz_buffer *out, struct taizhang_error *err)
{
	return convert("GB18030", "UTF-8", text, strlen(text), text, out, err);
}
