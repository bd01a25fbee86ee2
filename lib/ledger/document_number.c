/* SPDX-License-Identifier: MIT */
/* document_number.c: 发文字号 in its parts, read as people write it (GB/T 9704-2012 7.2.5). */
#include <stdio.h>
#include <string.h>

#include "api.h"
#include "base/error.h"
#include "base/text.h"
#include <taizhang/record.h>

#define MOST_CHARACTERS 160	/* agency codes have some ten; what is longer is a sentence */
#define MOST_SERIAL 99999999
#define LEAST_YEAR 1900
#define MOST_YEAR 2099
#define CENTURY_FROM 49		/* 〔98〕 is 1998, 〔12〕 is 2012: the republic began in 1949 */

/* Brackets that people type around the year, opening and closing; full-width ASCII is folded before. */
static const struct {
	int32_t open, close;
} brackets[] = {
	{0x3014, 0x3015},	/* 〔〕, the right ones */
	{0xFE5D, 0xFE5E},	/* small tortoise shell */
	{'[', ']'},
	{'(', ')'},
	{0x3016, 0x3017},	/* 〖〗 */
	{0x3010, 0x3011},	/* 【】 */
	{0x300C, 0x300D},	/* 「」 */
};

#define NUM_BRACKETS (sizeof brackets / sizeof *brackets)

/* The characters of the text without blanks; what is read is taken off the end. */
struct characters {
	int32_t list[MOST_CHARACTERS];
	size_t num;
};

static bool is_blank(int32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000 ||
	       c == 0xFEFF;
}

static int32_t fold(int32_t c)
{
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

static bool split(const char *text, struct characters *out)
{
	int32_t c;
	size_t size;

	out->num = 0;
	for (; *text; text += size) {
		size = tz_text_next(text, &c);
		if (!size || (c < 0x20 && !is_blank(c)) || out->num == MOST_CHARACTERS)
			return false;
		if (!is_blank(c))
			out->list[out->num++] = c;
	}
	return true;
}

static int32_t last(const struct characters *in)
{
	return in->num ? fold(in->list[in->num - 1]) : 0;
}

static bool take(struct characters *in, int32_t c)
{
	if (last(in) != c)
		return false;
	in->num--;
	return true;
}

/* The digits at the end; how many there were, 0 also where the number is over most. */
static int take_number(struct characters *in, long most, long *number)
{
	long power = 1;
	int digits = 0;

	*number = 0;
	for (; last(in) >= '0' && last(in) <= '9'; in->num--, digits++) {
		if (last(in) != '0' && power > most)
			return 0;
		if (last(in) != '0')
			*number += (last(in) - '0') * power;
		power = power > most ? power : power * 10;
	}
	return *number <= most ? digits : 0;
}

static bool take_close(struct characters *in)
{
	for (size_t i = 0; i < NUM_BRACKETS; i++)
		if (take(in, brackets[i].close))
			return true;
	return false;
}

static bool take_open(struct characters *in)
{
	for (size_t i = 0; i < NUM_BRACKETS; i++)
		if (take(in, brackets[i].open))
			return true;
	return false;
}

/* 〔2012〕, 〔12〕, 〔2012年〕, or without brackets 2012年, where only the 年 tells the year from the serial. */
static bool take_year(struct characters *in, int *year)
{
	bool closed = take_close(in), marked = take(in, 0x5E74);
	long number;
	int digits;

	if (!closed && !marked)
		return false;
	digits = take_number(in, MOST_YEAR, &number);
	if (closed && digits == 2)
		number += number >= CENTURY_FROM ? 1900 : 2000;
	else if (digits != 4)
		return false;
	*year = (int)number;
	return number >= LEAST_YEAR && number <= MOST_YEAR && take_open(in) == closed;
}

static bool put_agency(const struct characters *in, char *agency, size_t room)
{
	size_t size = 0;
	char bytes[4];

	for (size_t i = 0; i < in->num; i++) {
		size_t more = tz_text_append(bytes, in->list[i]);

		if (size + more >= room)
			return false;
		memcpy(agency + size, bytes, more);
		size += more;
	}
	agency[size] = '\0';
	return size > 0;
}

/* Read from the end: 号, the serial, 第, the year in its brackets; what is left is the agency code, whatever
 * stands in it. */
static bool parse(const char *text, struct taizhang_document_number *number)
{
	struct characters in;

	if (!split(text, &in))
		return false;
	if (take(&in, 0x4EF6) && !take(&in, 0x6587))	/* 号文件, 号文: how people speak of it */
		return false;
	take(&in, 0x6587);
	take(&in, 0x53F7);
	if (!take_number(&in, MOST_SERIAL, &number->serial) || number->serial == 0)
		return false;
	take(&in, 0x7B2C);
	return take_year(&in, &number->year) &&
	       put_agency(&in, number->agency, sizeof number->agency);
}

TAIZHANG_API int taizhang_document_number_parse(const char *text,
						struct taizhang_document_number *number,
						struct taizhang_error *err)
{
	struct taizhang_document_number parsed = {"", 0, 0, false};
	char regular[sizeof parsed.agency + 64];

	if (!text || !number)
		return tz_error_inval(err, text ? "number" : "text");
	if (!tz_text_is_utf8(text, strlen(text)) || !parse(text, &parsed))
		return tz_error_detail(err, TAIZHANG_E_INVAL, TZ_MSG_DOCUMENT_NUMBER, "", text);
	taizhang_document_number_format(&parsed, regular, sizeof regular);
	parsed.regular = !strcmp(text, regular);
	*number = parsed;
	return 0;
}

TAIZHANG_API size_t taizhang_document_number_format(const struct taizhang_document_number *number,
						    char *buf, size_t size)
{
	char whole[sizeof number->agency + 64] = "";
	size_t need, cut;

	if (number)
		snprintf(whole, sizeof whole, "%.*s〔%d〕%ld号",
			 (int)strnlen(number->agency, sizeof number->agency), number->agency,
			 number->year, number->serial);
	need = strlen(whole);
	if (buf && size) {
		cut = need < size ? need : tz_text_cut(whole, size - 1);
		memcpy(buf, whole, cut);
		buf[cut] = '\0';
	}
	return need;
}
