/* SPDX-License-Identifier: MIT */
/* rtf_token.c: RTF in its pieces: braces, control words with their numbers, bytes of text. */
#include "inspect/rtf_token.h"

#define END (-1)		/* of the file; an error is -2 */

/* The next byte, which stays. */
static int peek(struct tz_rtf *rtf, struct taizhang_error *err)
{
	int64_t got;

	if (rtf->at < rtf->size)
		return rtf->block[rtf->at];
	got = tz_source_read(rtf->source, rtf->offset, rtf->block, sizeof rtf->block, err);
	if (got < 0)
		return -2;
	rtf->offset += (uint64_t)got;
	rtf->at = 0;
	rtf->size = (size_t)got;
	return got ? rtf->block[0] : END;
}

static int take(struct tz_rtf *rtf, struct taizhang_error *err)
{
	int c = peek(rtf, err);

	if (c >= 0)
		rtf->at++;
	return c;
}

static int hex_of(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_letter(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A number past what fits is as large as fits. */
static int read_number(struct tz_rtf *rtf, struct taizhang_error *err)
{
	bool negative = false;
	int64_t number = 0;
	int c = peek(rtf, err);

	if (c == '-') {
		negative = true;
		rtf->at++;
		c = peek(rtf, err);
	}
	for (; c >= '0' && c <= '9'; rtf->at++, c = peek(rtf, err)) {
		rtf->has_number = true;
		number = number > INT32_MAX / 10 - 1 ? INT32_MAX : number * 10 + c - '0';
	}
	rtf->number = (int32_t)(negative ? -number : number);
	return c;
}

static int read_word(struct tz_rtf *rtf, struct taizhang_error *err)
{
	size_t size = 0;
	int c;

	while (is_letter(c = peek(rtf, err))) {
		if (size < sizeof rtf->name - 1)
			rtf->name[size++] = (char)c;
		rtf->at++;
	}
	rtf->name[size] = '\0';
	c = read_number(rtf, err);
	if (c == ' ')
		rtf->at++;
	return c == -2 ? -1 : 0;
}

static int read_escape(struct tz_rtf *rtf, enum tz_rtf_kind *kind, struct taizhang_error *err)
{
	int c = peek(rtf, err), high, low;

	*kind = TZ_RTF_WORD;
	rtf->has_number = false;
	if (is_letter(c))
		return read_word(rtf, err);
	c = take(rtf, err);
	if (c == '\'') {
		high = hex_of(take(rtf, err));
		low = hex_of(take(rtf, err));
		*kind = TZ_RTF_BYTE;
		rtf->escaped = true;
		rtf->number = high < 0 || low < 0 ? '?' : high << 4 | low;
		return 0;
	}
	*kind = c < 0 ? TZ_RTF_END : TZ_RTF_SYMBOL;
	rtf->name[0] = (char)c;
	rtf->name[1] = '\0';
	return c == -2 ? -1 : 0;
}

int tz_rtf_next(struct tz_rtf *rtf, enum tz_rtf_kind *kind, struct taizhang_error *err)
{
	for (;;) {
		int c = take(rtf, err);

		switch (c) {
		case -2:
			return -1;
		case END:
			*kind = TZ_RTF_END;
			return 0;
		case '{':
			*kind = TZ_RTF_OPEN;
			return 0;
		case '}':
			*kind = TZ_RTF_CLOSE;
			return 0;
		case '\\':
			return read_escape(rtf, kind, err);
		case '\r':
		case '\n':
		case '\0':
			continue;
		default:
			*kind = TZ_RTF_BYTE;
			rtf->escaped = false;
			rtf->number = c;
			return 0;
		}
	}
}

int tz_rtf_skip(struct tz_rtf *rtf, uint64_t bytes, struct taizhang_error *err)
{
	size_t here = rtf->size - rtf->at;

	if (bytes <= here) {
		rtf->at += (size_t)bytes;
		return 0;
	}
	rtf->at = rtf->size;
	rtf->offset += bytes - here;
	return peek(rtf, err) == -2 ? -1 : 0;
}
