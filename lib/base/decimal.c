/* SPDX-License-Identifier: MIT */
/* decimal.c: exact decimals: read tolerantly, compared without rounding. */
#include "base/decimal.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"

#define FULLWIDTH_OFFSET 0xFEE0
#define MINUS_SIGN 0x2212
#define IDEOGRAPHIC_SPACE 0x3000
#define NO_BREAK_SPACE 0xA0

/* The character at *p as ASCII, full-width forms folded; 0 at the end, '?' for what no number has. Moves on. */
static char take(const char **p)
{
	int32_t c;
	size_t size = tz_text_next(*p, &c);

	if (size == 0)
		return **p ? '?' : '\0';
	*p += size;
	if (c > FULLWIDTH_OFFSET && c < FULLWIDTH_OFFSET + 0x7F)
		c -= FULLWIDTH_OFFSET;
	if (c == MINUS_SIGN)
		return '-';
	if (c == IDEOGRAPHIC_SPACE || c == NO_BREAK_SPACE || (c >= '\t' && c <= '\r'))
		return ' ';
	return c < 0x7F ? (char)c : '?';
}

static char take_after_blanks(const char **p)
{
	char c;

	do
		c = take(p);
	while (c == ' ');
	return c;
}

/* Takes one more digit; false where there is no room. Zeros wait until a digit follows: they may be trailing ones. */
static bool add_digit(struct tz_decimal *out, char digit, bool after_point, int *zeros)
{
	if (digit == '0') {
		if (out->num_digits)
			(*zeros)++;
		if (after_point && !out->num_digits)
			out->exponent--;
		else if (!after_point && out->num_digits)
			out->exponent++;
		return true;
	}
	if (out->num_digits + *zeros >= TZ_DECIMAL_DIGITS)
		return false;
	memset(out->digits + out->num_digits, '0', (size_t)*zeros);
	out->num_digits += *zeros;
	*zeros = 0;
	out->digits[out->num_digits++] = digit;
	if (!after_point)
		out->exponent++;
	return true;
}

/* The whole part, with commas in their right places or none; gives the character after it. */
static bool read_whole(const char **p, char *c, struct tz_decimal *out, int *zeros, bool *any)
{
	int group = 0;
	bool commas = false;

	for (;; *c = take(p)) {
		if (*c >= '0' && *c <= '9') {
			if (!add_digit(out, *c, false, zeros))
				return false;
			group++;
			*any = true;
		} else if (*c == ',') {
			if (group == 0 || group > 3 || (commas && group != 3))
				return false;
			commas = true;
			group = 0;
		} else {
			return !commas || group == 3;
		}
	}
}

bool tz_decimal_parse(const char *text, struct tz_decimal *out)
{
	const char *p = text;
	bool any = false;
	int zeros = 0;
	char c;

	memset(out, 0, sizeof *out);
	if (!text)
		return false;
	c = take_after_blanks(&p);
	if (c == '+' || c == '-') {
		out->negative = c == '-';
		c = take_after_blanks(&p);
	}
	if (!read_whole(&p, &c, out, &zeros, &any))
		return false;
	if (c == '.')
		for (c = take(&p); c >= '0' && c <= '9'; c = take(&p)) {
			if (!add_digit(out, c, true, &zeros))
				return false;
			any = true;
		}
	if (c == ' ')
		c = take_after_blanks(&p);
	if (c != '\0' || !any)
		return false;
	if (out->num_digits == 0) {
		out->negative = false;
		out->exponent = 0;
	}
	return true;
}

int tz_decimal_compare(const struct tz_decimal *a, const struct tz_decimal *b)
{
	int magnitude = 0;

	if (a->num_digits == 0 && b->num_digits == 0)
		return 0;
	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	if (a->num_digits == 0 || b->num_digits == 0)
		magnitude = a->num_digits == 0 ? -1 : 1;
	else if (a->exponent != b->exponent)
		magnitude = a->exponent < b->exponent ? -1 : 1;
	else
		/* Past its last digit a number has NULs, which are below every digit but equal to each other. */
		magnitude = memcmp(a->digits, b->digits, sizeof a->digits);
	magnitude = (magnitude > 0) - (magnitude < 0);
	return a->negative ? -magnitude : magnitude;
}
