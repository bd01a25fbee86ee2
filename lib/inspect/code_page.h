/* SPDX-License-Identifier: MIT */
/* code_page.h: the encodings that office programs name by a number, and web pages by a word. */
#ifndef TZ_INSPECT_CODE_PAGE_H
#define TZ_INSPECT_CODE_PAGE_H

#include <stddef.h>

#include "base/buffer.h"

#define TZ_CODE_PAGE_UTF16 1200
#define TZ_CODE_PAGE_GBK 936
#define TZ_CODE_PAGE_UTF8 65001

/* Appends UTF-8. A page that nobody knows is read as GB18030, which most files here are in; what cannot be read is U+FFFD. */
int tz_code_page_decode(unsigned int page, const void *data, size_t size, struct tz_buffer *out, struct taizhang_error *err);
/* The page that a font of Windows means by the number of its charset; 0 where it has none of its own. */
unsigned int tz_code_page_of_charset(int charset);
/* The name by which iconv knows what a web page or a program calls its charset, or NULL: GB18030 for its forerunners as well. */
const char *tz_charset_name(const char *name, size_t size, char buf[40]);

#endif
