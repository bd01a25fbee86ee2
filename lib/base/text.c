/* SPDX-License-Identifier: MIT */
/* text.c: UTF-8 text: validity, normal form, case folding, widths, trimming. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/array.h"
#include "base/error.h"

#define IDEOGRAPHIC_SPACE 0x3000
#define BYTE_ORDER_MARK 0xFEFF
#define FULLWIDTH_FIRST 0xFF01
#define FULLWIDTH_LAST 0xFF5E
#define FULLWIDTH_OFFSET 0xFEE0

size_t tz_text_next(const char *text, int32_t *codepoint)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t size;

	*codepoint = 0;
	if ((unsigned char)*text < 0x80) {
		*codepoint = *text;
		return *text ? 1 : 0;
	}
	/* Length -1: it stops at the NUL, which is no continuation byte. */
	size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);
	if (size <= 0)
		return 0;
	*codepoint = c;
	return (size_t)size;
}

size_t tz_text_append(char out[4], int32_t codepoint)
{
	return (size_t)utf8proc_encode_char(codepoint, (utf8proc_uint8_t *)out);
}

bool tz_text_is_hidden(int32_t codepoint)
{
	return codepoint == 0x061C || codepoint == 0x200B || codepoint == 0x200E || codepoint == 0x200F ||
	       (codepoint >= 0x202A && codepoint <= 0x202E) || (codepoint >= 0x2066 && codepoint <= 0x2069) ||
	       codepoint == BYTE_ORDER_MARK;
}

bool tz_text_is_unsafe(int32_t codepoint)
{
	return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0) || codepoint == 0x2028 || codepoint == 0x2029 ||
	       tz_text_is_hidden(codepoint);
}

bool tz_text_is_utf8(const char *text, size_t size)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
	utf8proc_int32_t codepoint;

	while (size) {
		utf8proc_ssize_t n = 1;
		uint64_t word;

		/* Eight bytes of ASCII without a NUL at once: a byte of 0 borrows from its highest bit. */
		while (size >= sizeof word) {
			memcpy(&word, p, sizeof word);
			if ((word | (word - 0x0101010101010101u)) & 0x8080808080808080u)
				break;
			p += sizeof word;
			size -= sizeof word;
		}
		if (!size)
			break;
		if (*p == 0)
			return false;
		if (*p >= 0x80)
			n = utf8proc_iterate(p, (utf8proc_ssize_t)size, &codepoint);
		if (n <= 0)
			return false;
		p += n;
		size -= (size_t)n;
	}
	return true;
}

/* Bytes of a character that is in normal form beside any other of these, and without case but for ASCII: ASCII, the ideographs and the
 * punctuation that nearly all names consist of. 0 for any other. */
static size_t plain_size(const unsigned char *p)
{
	if (*p < 0x80)
		return 1;
	if (*p < 0xE3 || p[1] < 0x80 || p[1] > 0xBF || p[2] < 0x80 || p[2] > 0xBF)
		return 0;
	if (*p >= 0xE5 && *p <= 0xE9)					/* U+5000 to U+9FFF */
		return 3;
	if (*p == 0xE4 && p[1] >= 0xB8)					/* U+4E00 to U+4FFF */
		return 3;
	if (*p == 0xE3 && p[1] == 0x80 && p[2] >= 0x81 && p[2] <= 0xA9)	/* 、 to U+3029: brackets */
		return 3;
	if (*p == 0xEF && p[1] == 0xBC && p[2] >= 0x81 && p[2] <= 0xA0)			/* ！ to ＠ */
		return 3;
	return 0;
}

static bool is_plain(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t size;

	for (; *p; p += size) {
		size = plain_size(p);
		if (!size)
			return false;
	}
	return true;
}

/* A text of such characters alone. */
static char *map_plain(const char *text, bool folds, struct taizhang_error *err)
{
	char *out = tz_strdup(text, err);

	for (char *c = out; folds && c && *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return out;
}

static char *map(const char *text, utf8proc_option_t options, struct taizhang_error *err)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t size;

	if (is_plain(text))
		return map_plain(text, options & UTF8PROC_CASEFOLD, err);
	size = utf8proc_map((const utf8proc_uint8_t *)text, 0, &out,
			    UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE | options);

	if (size >= 0)
		return (char *)out;
	if (size == UTF8PROC_ERROR_NOMEM)
		tz_error_nomem(err);
	else
		tz_error_set(err, TAIZHANG_E_FORMAT, TZ_MSG_NOT_UTF8, text);
	return NULL;
}

char *tz_text_nfc(const char *text, struct taizhang_error *err)
{
	return map(text, 0, err);
}

char *tz_text_key(const char *text, struct taizhang_error *err)
{
	return map(text, UTF8PROC_CASEFOLD, err);
}

size_t tz_text_width(const char *text)
{
	size_t width = 0, size;
	int32_t codepoint;

	for (; *text; text += size) {
		size = tz_text_next(text, &codepoint);
		/* A byte that is no character shows as one replacement character. */
		width += size ? (size_t)utf8proc_charwidth(codepoint) : 1;
		size = size ? size : 1;
	}
	return width;
}

size_t tz_text_utf16_length(const char *text)
{
	size_t length = 0, size;
	int32_t codepoint;

	for (; *text; text += size) {
		size = tz_text_next(text, &codepoint);
		length += codepoint > 0xFFFF ? 2 : 1;
		size = size ? size : 1;
	}
	return length;
}

char *tz_text_halfwidth(const char *text, struct taizhang_error *err)
{
	char *out = tz_strdup(text, err), *to = out;
	int32_t codepoint;
	size_t size;

	if (!out)
		return NULL;
	/* Each form gets shorter, so that it can be done in place. */
	for (const char *p = text; *p; p += size) {
		size = tz_text_next(p, &codepoint);
		if (codepoint >= FULLWIDTH_FIRST && codepoint <= FULLWIDTH_LAST) {
			*to++ = (char)(codepoint - FULLWIDTH_OFFSET);
		} else if (codepoint == IDEOGRAPHIC_SPACE) {
			*to++ = ' ';
		} else {
			size = size ? size : 1;
			memcpy(to, p, size);
			to += size;
		}
	}
	*to = '\0';
	return out;
}

/* Bytes of the blank at the start of text, or 0. */
static size_t blank_size(const char *text)
{
	int32_t codepoint;
	size_t size = tz_text_next(text, &codepoint);

	switch (codepoint) {
	case ' ': case '\t': case '\n': case '\v': case '\f': case '\r':
	case IDEOGRAPHIC_SPACE: case BYTE_ORDER_MARK:
		return size;
	default:
		return 0;
	}
}

char *tz_text_trim(char *text)
{
	char *end;
	size_t size;

	while ((size = blank_size(text)))
		text += size;
	end = text;
	for (char *p = text; *p; ) {
		size = blank_size(p);
		p += size ? size : 1;
		if (!size)
			end = p;
	}
	*end = '\0';
	return text;
}

bool tz_text_is_blank(const char *text)
{
	size_t size;

	if (!text)
		return true;
	while ((size = blank_size(text)))
		text += size;
	return *text == '\0';
}

size_t tz_text_cut(const char *text, size_t size)
{
	size_t length = strnlen(text, size + 1);

	if (length <= size)
		return length;
	while (size && ((unsigned char)text[size] & 0xC0) == 0x80)
		size--;
	return size;
}

const char *tz_text_library_version(void)
{
	return utf8proc_version();
}
