/* SPDX-License-Identifier: MIT */
/* code.c: folds codes as people write them to one key, and finds codes and ordinals in names. */
#include "catalog/code.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/path.h"
#include "base/text.h"

/* What a character of a code is. */
enum class {
	OTHER,		/* kept as it is */
	PLAIN,		/* an ASCII letter, digit or dot, after folding */
	PART,		/* parts what is before from what is after: dashes, brackets */
	BLANK,		/* dropped */
	NUMBER		/* a circled or bracketed number: a part of its own */
};

struct character {
	enum class class;
	char text[8];	/* PLAIN, NUMBER: what it folds to */
};

struct range {
	int32_t first, last;
	unsigned int from;	/* the number of the first */
};

/* ①..⑳, ⑴..⒇, ⒈..⒛, ⓪, ❶..❿, ⓫..⓴, ⓵..⓾, ➀..➉, ➊..➓, ㉑..㉟, ㊱..㊿ */
static const struct range numbers[] = {
	{0x2460, 0x2473, 1}, {0x2474, 0x2487, 1}, {0x2488, 0x249B, 1}, {0x24EA, 0x24EA, 0},
	{0x24EB, 0x24F4, 11}, {0x24F5, 0x24FE, 1}, {0x2776, 0x277F, 1}, {0x2780, 0x2789, 1},
	{0x278A, 0x2793, 1}, {0x3251, 0x325F, 21}, {0x32B1, 0x32BF, 36},
};

static bool circled_number(int32_t c, unsigned int *number)
{
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (c >= numbers[i].first && c <= numbers[i].last) {
			*number = numbers[i].from + (unsigned int)(c - numbers[i].first);
			return true;
		}
	return false;
}

/* Dashes as keyboards and word processors make them, minus signs, the box drawing line; ASCII and full-width
 * ones come here as '-'. */
static bool is_dash(int32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 ||
	       c == 0x2500 || c == 0x2501 || c == 0xFE31 || c == 0xFE58 || c == 0xFE63;
}

static bool is_bracket(int32_t c)
{
	return c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}' ||
	       (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301B);
}

static bool is_blank(int32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000 ||
	       c == 0xFEFF || (c >= 0x2000 && c <= 0x200B);
}

static bool is_dot(int32_t c)
{
	return c == '.' || c == 0xFF0E;
}

static struct character classify(int32_t c)
{
	static const char roman[12][5] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
	struct character result = {OTHER, ""};
	unsigned int number;

	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFF01 - '!';
	if (c >= 'a' && c <= 'z')
		c -= 'a' - 'A';
	if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.') {
		result.class = PLAIN;
		result.text[0] = (char)c;
	} else if (c >= 0x2160 && c <= 0x217F && (c & 0xF) < 12) {
		result.class = PLAIN;
		memcpy(result.text, roman[c & 0xF], sizeof roman[0]);
	} else if (is_dash(c) || is_bracket(c)) {
		result.class = PART;
	} else if (is_blank(c)) {
		result.class = BLANK;
	} else if (circled_number(c, &number)) {
		result.class = NUMBER;
		if (number >= 10)
			result.text[0] = (char)('0' + number / 10);
		result.text[number >= 10] = (char)('0' + number % 10);
	}
	return result;
}

char *tz_code_fold(const char *code, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	bool part = false;
	int32_t c;
	size_t size;

	for (; (size = tz_text_next(code, &c)) > 0; code += size) {
		struct character ch = classify(c);

		if (ch.class == BLANK)
			continue;
		if (ch.class == PART || ch.class == NUMBER)
			part = true;
		if (ch.class == PART)
			continue;
		if (part && out.size > 0)
			tz_buffer_add(&out, "-", 1);
		part = ch.class == NUMBER;
		if (ch.class == OTHER)
			tz_buffer_add(&out, code, size);
		else
			tz_buffer_text_add(&out, ch.text);
	}
	if (!out.failed && (out.size == 0 || *code != '\0')) {	/* nothing, or not UTF-8: names no code */
		tz_buffer_free(&out);
		return tz_strdup("", err);
	}
	return tz_buffer_take(&out, err);
}

char *tz_code_path(const char *code, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	char *folded = tz_code_fold(code, err);
	const char *text = folded;
	size_t size;
	int32_t c;

	if (!folded)
		return NULL;
	for (; (size = tz_text_next(text, &c)) > 0; text += size) {
		bool first = text == folded, last = text[size] == '\0';
		bool dot = c == '.' && (first || last);
		bool device = first && tz_path_is_device(folded);

		if (!dot && !device && classify(c).class == PLAIN && c < 0x80)
			tz_buffer_add(&out, text, 1);
		else if (c == '-')
			tz_buffer_add(&out, "-", 1);
		else
			tz_buffer_printf(&out, "U%04X", (unsigned int)c);
	}
	free(folded);
	if (!out.failed && out.size == 0)
		return tz_strdup("", err);
	return tz_buffer_take(&out, err);
}

size_t tz_code_prefix(const char *name)
{
	size_t end = 0, position = 0, size;
	int32_t c;

	while ((size = tz_text_next(name + position, &c)) > 0) {
		enum class class = classify(c).class;

		if (class == OTHER || class == BLANK)
			break;
		position += size;
		/* A closing bracket belongs to its number, a dash or a dot only to what follows. */
		if (class == NUMBER || (class == PLAIN && !is_dot(c)) ||
		    (end > 0 && (c == ')' || c == 0xFF09)))
			end = position;
	}
	return end;
}

size_t tz_code_shorten(const char *name, size_t size)
{
	size_t end = 0, position = 0, last = 0, bytes;
	bool part = true;
	int32_t c;

	/* end: where the part before the last one ends */
	while (position < size && (bytes = tz_text_next(name + position, &c)) > 0) {
		enum class class = classify(c).class;

		if (is_dot(c))		/* parts here too: "M001.2" may be M001 */
			class = PART;
		if (class == NUMBER || (part && class == PLAIN)) {
			end = last;
			part = class == NUMBER;
		} else if (class == PART) {
			part = true;
		}
		position += bytes;
		if (class == PLAIN || class == NUMBER)
			last = position;
	}
	return end;
}

unsigned int tz_code_ordinal(const char *text)
{
	char *folded = tz_code_fold(text, NULL);
	unsigned int value = 0;

	for (const char *digit = folded; digit && *digit; digit++) {
		if (*digit < '0' || *digit > '9' || value > 99999) {
			value = 0;
			break;
		}
		value = value * 10 + (unsigned int)(*digit - '0');
	}
	free(folded);
	return value;
}
