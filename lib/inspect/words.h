/* SPDX-License-Identifier: MIT */
/* words.h: 字数: how long a text is, as office programs count it.
 *
 * Each ideograph, kana, hangul syllable, full-width or CJK punctuation mark and number in a circle is one; each run of other characters
 * between those, blanks and dashes is one: 第3季度完成95.5％ has eight. So LibreOffice counts; docs/facts.md says where Word differs. */
#ifndef TZ_INSPECT_WORDS_H
#define TZ_INSPECT_WORDS_H

#include <stddef.h>
#include <stdint.h>

/* text is UTF-8. */
uint64_t tz_words_count(const char *text, size_t size);

#endif
