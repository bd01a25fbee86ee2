/* SPDX-License-Identifier: MIT */
/* tag_text.c: the text of tag files: from the encoding that bagit.txt names to UTF-8, and line by line. */
#include "package/tag_text.h"

#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"

/* U+FEFF */
#define MARK "\xEF\xBB\xBF"

static const struct {
	const char *name;
	enum tz_charset charset;
} charsets[] = {
	{"UTF-8", TZ_CHARSET_UTF8},	{"UTF8", TZ_CHARSET_UTF8},	  {"US-ASCII", TZ_CHARSET_ASCII},
	{"ASCII", TZ_CHARSET_ASCII},	{"ISO-8859-1", TZ_CHARSET_LATIN1}, {"LATIN1", TZ_CHARSET_LATIN1},
	{"UTF-16", TZ_CHARSET_UTF16},	{"GB18030", TZ_CHARSET_GB18030},  {"GBK", TZ_CHARSET_GB18030},
	{"GB2312", TZ_CHARSET_GB18030},
};

enum tz_charset tz_charset_value(const char *name)
{
	for (size_t i = 0; i < sizeof charsets / sizeof charsets[0]; i++)
		if (strcasecmp(name, charsets[i].name) == 0)
			return charsets[i].charset;
	return TZ_CHARSET_UNKNOWN;
}

static bool is_ascii(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)bytes[i] >= 0x80)
			return false;
	return true;
}

static void add_latin1(struct tz_buffer *out, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		char utf8[4];

		tz_buffer_add(out, utf8, tz_text_append(utf8, (unsigned char)bytes[i]));
	}
}

char *tz_tag_decode(const char *bytes, size_t size, enum tz_charset charset, enum tz_tag_fault *fault,
		    struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	struct tz_buffer out = TZ_BUFFER_INIT;
	bool fits = true;

	*fault = TZ_TAG_OK;
	switch (charset) {
	case TZ_CHARSET_ASCII:
		fits = is_ascii(bytes, size);
		if (fits)
			tz_buffer_add(&out, bytes, size);
		break;
	case TZ_CHARSET_UTF8:
		fits = tz_text_is_utf8(bytes, size);
		if (fits)
			tz_buffer_add(&out, bytes, size);
		break;
	case TZ_CHARSET_LATIN1:
		add_latin1(&out, bytes, size);
		break;
	case TZ_CHARSET_UTF16:
		/* nothing needs no mark */
		fits = size == 0 ||
		       (size >= 2 && (memcmp(bytes, "\xFE\xFF", 2) == 0 || memcmp(bytes, "\xFF\xFE", 2) == 0) &&
			tz_encoding_decode(bytes, size, NULL, &out, NULL, &why) == 0);
		break;
	case TZ_CHARSET_GB18030:
		fits = tz_encoding_from_gb18030(bytes, size, &out, &why) == 0;
		break;
	case TZ_CHARSET_UNKNOWN:
		fits = false;
		break;
	}
	if (why.code == TAIZHANG_E_NOMEM) {
		tz_buffer_free(&out);
		tz_error_pass(err, &why);
		return NULL;
	}
	/* A NUL would hide what follows it. */
	if (!out.failed && (!fits || memchr(tz_buffer_text(&out), '\0', out.size))) {
		tz_buffer_free(&out);
		*fault = TZ_TAG_ENCODING;
		return tz_strdup("", err);
	}
	/* UTF-16 needs its mark, which is gone by now; no other encoding here does */
	if (!out.failed && strncmp(tz_buffer_text(&out), MARK, sizeof MARK - 1) == 0) {
		*fault = TZ_TAG_BOM;
		memmove(out.data, out.data + sizeof MARK - 1, out.size + 1 - (sizeof MARK - 1));
		out.size -= sizeof MARK - 1;
	}
	return tz_buffer_take(&out, err);
}

char *tz_tag_line(struct tz_tag_lines *lines)
{
	char *line = lines->next, *end;

	if (!line || !*line)
		return NULL;
	end = line + strcspn(line, "\r\n");
	lines->next = end;
	if (*end == '\r' && end[1] == '\n')
		lines->next = end + 2;
	else if (*end)
		lines->next = end + 1;
	*end = '\0';
	lines->number++;
	return line;
}
