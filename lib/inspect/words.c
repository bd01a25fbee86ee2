/* SPDX-License-Identifier: MIT */
/* words.c: 字数: how long a text is, as office programs count it. */
#include "inspect/words.h"

#include <stdbool.h>

#include "base/text.h"

/* Characters that count one each, by first and last. */
static const struct {
	int32_t first, last;
} single[] = {
	{0x1100, 0x11FF},	/* hangul letters */
	{0x2460, 0x249B},	/* numbers in circles and brackets */
	{0x2E80, 0x2FDF},	/* radicals */
	{0x2FF0, 0x2FFF},
	{0x3001, 0x303F},	/* CJK punctuation, without the ideographic space */
	{0x3040, 0x318F},	/* kana, bopomofo, hangul letters */
	{0x3190, 0x4DBF},	/* enclosed and compatibility forms, extension A */
	{0x4E00, 0x9FFF},
	{0xA000, 0xA4CF},	/* Yi */
	{0xA960, 0xA97F},
	{0xAC00, 0xD7FF},
	{0xF900, 0xFAFF},
	{0xFE10, 0xFE1F},	/* vertical forms */
	{0xFE30, 0xFE6F},	/* compatibility and small forms */
	{0xFF01, 0xFFEE},	/* full-width forms */
	{0x16FE0, 0x18DFF},
	{0x1AFF0, 0x1B2FF},
	{0x20000, 0x3FFFD},	/* extensions B and on */
};

static bool is_single(int32_t codepoint)
{
	size_t low = 0, high = sizeof single / sizeof single[0];

	if (codepoint < single[0].first)
		return false;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (codepoint > single[middle].last)
			low = middle + 1;
		else if (codepoint < single[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}

/* Dashes part words as blanks do. */
static bool is_gap(int32_t codepoint)
{
	return codepoint <= 0x20 || codepoint == 0x85 || codepoint == 0xA0 || codepoint == 0x1680 ||
	       (codepoint >= 0x2000 && codepoint <= 0x200A) || codepoint == 0x2013 || codepoint == 0x2014 || codepoint == 0x2028 ||
	       codepoint == 0x2029 || codepoint == 0x202F || codepoint == 0x205F || codepoint == 0x3000;
}

uint64_t tz_words_count(const char *text, size_t size)
{
	uint64_t count = 0;
	bool in_run = false;

	for (size_t at = 0; at < size;) {
		int32_t codepoint = (unsigned char)text[at];
		size_t step = codepoint < 0x80 ? 1 : tz_text_next(text + at, &codepoint);

		if (!tz_text_is_hidden(codepoint)) {
			bool counts = !is_gap(codepoint), alone = counts && is_single(codepoint);

			count += alone || (counts && !in_run);
			in_run = counts && !alone;
		}
		at += step ? step : 1;
	}
	return count;
}
