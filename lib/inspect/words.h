/* SPDX-License-Identifier: MIT */
/* words.h: 字数: how long a text is, as office programs count it.
 *
 * Each ideograph, kana, hangul syllable and full-width or CJK punctuation mark is one; each run of other characters between those and blanks
 * is one: 第3季度完成95.5％ has eight. docs/facts.md holds this against what office programs count. */
#ifndef TZ_INSPECT_WORDS_H
#define TZ_INSPECT_WORDS_H

#include <stddef.h>
#include <stdint.h>

/* text is UTF-8. */
uint64_t tz_words_count(const char *text, size_t size);

#endif
