/* SPDX-License-Identifier: MIT */
/* code_page.c: the encodings that office programs name by a number, and web pages by a word. */
#include "inspect/code_page.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/encoding.h"
#include "base/error.h"

static const struct {
	unsigned int page;
	const char *charset;
} pages[] = {
	{TZ_CODE_PAGE_GBK, "GB18030"}, {TZ_CODE_PAGE_UTF16, "UTF-16LE"}, {TZ_CODE_PAGE_UTF8, "UTF-8"},
	{54936, "GB18030"}, {20936, "GB18030"}, {10008, "GB18030"}, {1201, "UTF-16BE"},
	{950, "BIG5-HKSCS"}, {10000, "MACINTOSH"}, {20127, "GB18030"}, {28591, "CP1252"},
};

int tz_code_page_decode(unsigned int page, const void *data, size_t size, struct tz_buffer *out, struct taizhang_error *err)
{
	struct taizhang_error own = TAIZHANG_ERROR_INIT;
	char name[24];
	const char *charset = name;

	snprintf(name, sizeof name, "CP%u", page);
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		if (pages[i].page == page)
			charset = pages[i].charset;
	if (tz_encoding_convert(charset, data, size, out, NULL, &own) == 0)
		return 0;
	if (own.code == TAIZHANG_E_UNSUPPORTED && strcmp(charset, "GB18030") != 0)
		return tz_encoding_convert("GB18030", data, size, out, NULL, err);
	return tz_error_pass(err, &own);
}

const char *tz_charset_name(const char *name, size_t size, char buf[40])
{
	static const char *const forerunners[] = {"gb2312", "gbk", "gb18030", "gb_2312-80", "csgb2312", "x-gbk", "cp936", "hz-gb-2312"};

	while (size && strchr(" \t\r\n\"'", *name)) {
		name++;
		size--;
	}
	snprintf(buf, 40, "%.*s", (int)(size < 39 ? size : 39), name);
	buf[strspn(buf, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")] = '\0';
	for (size_t i = 0; i < sizeof forerunners / sizeof forerunners[0]; i++)
		if (strcasecmp(buf, forerunners[i]) == 0)
			return "GB18030";
	return *buf ? buf : NULL;
}

unsigned int tz_code_page_of_charset(int charset)
{
	static const struct {
		int charset;
		unsigned int page;
	} charsets[] = {{128, 932}, {129, 949}, {134, 936}, {136, 950}, {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256}, {186, 1257},
		     {204, 1251}, {222, 874}, {238, 1250}};

	for (size_t i = 0; i < sizeof charsets / sizeof charsets[0]; i++)
		if (charsets[i].charset == charset)
			return charsets[i].page;
	return 0;
}
