/* SPDX-License-Identifier: MIT */
/* decimal.h: exact decimals of tables and thresholds: read tolerantly, kept as written, compared without rounding. */
#ifndef TZ_BASE_DECIMAL_H
#define TZ_BASE_DECIMAL_H

#include <stdbool.h>

#define TZ_DECIMAL_DIGITS 40

/* Sign, digits without leading or trailing zeros, and the power of ten of the first digit. */
struct tz_decimal {
	bool negative;
	int num_digits;		/* 0 is zero */
	int exponent;		/* value = 0.d1d2d3… × 10^exponent */
	char digits[TZ_DECIMAL_DIGITS];
};

/* Reads a whole string: blanks around, full-width digits, + or -, thousands commas (1,234.5), no exponent, no unit.
 * false where it is not a number or has more than TZ_DECIMAL_DIGITS digits. */
bool tz_decimal_parse(const char *text, struct tz_decimal *out);
int tz_decimal_compare(const struct tz_decimal *a, const struct tz_decimal *b);

#endif
