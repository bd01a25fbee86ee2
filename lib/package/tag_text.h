/* SPDX-License-Identifier: MIT */
/* tag_text.h: the text of tag files: from the encoding that bagit.txt names to UTF-8, and line by line. */
#ifndef TZ_PACKAGE_TAG_TEXT_H
#define TZ_PACKAGE_TAG_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

enum tz_charset {
	TZ_CHARSET_UTF8 = 0,
	TZ_CHARSET_ASCII,
	TZ_CHARSET_LATIN1,
	TZ_CHARSET_UTF16,
	TZ_CHARSET_GB18030,
	TZ_CHARSET_UNKNOWN
};

/* UTF-8, US-ASCII, ISO-8859-1, UTF-16, GB18030 and its subsets; in any case. */
enum tz_charset tz_charset_value(const char *name);

enum tz_tag_fault { TZ_TAG_OK = 0, TZ_TAG_BOM, TZ_TAG_ENCODING };

/* UTF-8 of the bytes; malloc'd, NULL with err set where memory ran out. *fault tells what was wrong with them: after a BOM the text is
 * there all the same, where the encoding is wrong it is "". */
char *tz_tag_decode(const char *bytes, size_t size, enum tz_charset charset, enum tz_tag_fault *fault,
		    struct taizhang_error *err);

struct tz_tag_lines {
	char *next;
	int64_t number;		/* of the line just given, from 1 */
};

/* The next line without its end (LF, CR or CRLF), cut out of the text in place; NULL at the end. */
char *tz_tag_line(struct tz_tag_lines *lines);

#endif
