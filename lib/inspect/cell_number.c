/* SPDX-License-Identifier: MIT */
/* cell_number.c: the numbers of a workbook's cells as people see them.
 *
 * Decimals are reckoned with as decimals: no double, whose reading and printing would follow the host's locale. */
#include "inspect/cell_number.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"

#define DIGITS 32
#define SIGNIFICANT 15		/* as many as a double holds, and as office programs show */
#define DAY 86400
#define LAST_DAY 2958465	/* 9999-12-31 */

/* 0.d1d2d3… × 10^exponent */
struct number {
	bool negative;
	int num;
	int exponent;
	unsigned char digits[DIGITS];
};

static void strip(struct number *n)
{
	while (n->num && n->digits[n->num - 1] == 0)
		n->num--;
	if (!n->num)
		n->exponent = 0;
}

static bool read_exponent(struct number *n, const char *at)
{
	bool negative = *at == '-';
	int exponent = 0;

	at += *at == '-' || *at == '+';
	if (!*at)
		return false;
	for (; *at; at++) {
		if (*at < '0' || *at > '9' || exponent > 999)
			return false;
		exponent = exponent * 10 + (*at - '0');
	}
	n->exponent += negative ? -exponent : exponent;
	return true;
}

static bool read_number(struct number *n, const char *at)
{
	bool point = false, any = false;

	memset(n, 0, sizeof *n);
	n->negative = *at == '-';
	at += *at == '-' || *at == '+';
	for (; (*at >= '0' && *at <= '9') || (*at == '.' && !point); at++) {
		if (*at == '.') {
			point = true;
			continue;
		}
		any = true;
		if (n->exponent < -9999 || n->exponent > 9999)
			return false;
		if (!n->num && *at == '0') {
			n->exponent -= point;
			continue;
		}
		n->exponent += !point;
		if (n->num < DIGITS)
			n->digits[n->num++] = (unsigned char)(*at - '0');
	}
	strip(n);
	if (*at == 'e' || *at == 'E')
		return any && read_exponent(n, at + 1);
	return any && !*at;
}

/* Keeps so many digits, rounding half up as office programs do. */
static void round_to(struct number *n, int keep)
{
	bool up;

	if (keep >= n->num)
		return;
	if (keep < 0) {
		n->num = 0;
		strip(n);
		return;
	}
	up = n->digits[keep] >= 5;
	n->num = keep;
	while (up && n->num) {
		up = n->digits[n->num - 1] == 9;
		if (up)
			n->num--;
		else
			n->digits[n->num - 1]++;
	}
	if (up) {
		n->digits[0] = 1;
		n->num = 1;
		n->exponent++;
	}
	strip(n);
}

static char digit(const struct number *n, int at)
{
	return (char)('0' + (at >= 0 && at < n->num ? n->digits[at] : 0));
}

/* At least decimals places after the point, and as many as there are digits. exponent is at most 21 and at least -30. */
static void print_plain(const struct number *n, int decimals, bool thousands, char *out)
{
	int places = n->num - n->exponent;

	if (places < decimals)
		places = decimals;
	if (n->negative && n->num)
		*out++ = '-';
	if (n->exponent <= 0)
		*out++ = '0';
	for (int i = 0; i < n->exponent; i++) {
		*out++ = digit(n, i);
		if (thousands && i + 1 < n->exponent && (n->exponent - i - 1) % 3 == 0)
			*out++ = ',';
	}
	if (places > 0)
		*out++ = '.';
	for (int i = 0; i < places; i++)
		*out++ = digit(n, n->exponent + i);
	*out = '\0';
}

static void show_general(struct number *n, char out[TZ_NUMBER_SIZE])
{
	int exponent;

	round_to(n, SIGNIFICANT);
	if (n->exponent <= 21 && n->exponent >= -8) {
		print_plain(n, 0, false, out);
		return;
	}
	exponent = n->exponent - 1;
	n->exponent = 1;
	print_plain(n, 0, false, out);
	out += strlen(out);
	snprintf(out, 16, "E%c%02d", exponent < 0 ? '-' : '+', exponent < 0 ? -exponent : exponent);
}

static void show_fixed(const struct tz_number_style *style, struct number *n, char out[TZ_NUMBER_SIZE])
{
	round_to(n, SIGNIFICANT);
	if (style->kind == TZ_NUMBER_PERCENT && n->num)
		n->exponent += 2;
	if (n->exponent > 21) {
		show_general(n, out);
		return;
	}
	round_to(n, n->exponent + style->most_decimals);
	print_plain(n, style->decimals, style->thousands, out);
	if (style->kind == TZ_NUMBER_PERCENT)
		strcat(out, "%");
}

/* Days and seconds of a positive number below 10,000,000. */
static void split_days(const struct number *n, int64_t *days, int64_t *seconds)
{
	uint64_t fraction = 0;

	*days = 0;
	for (int i = 0; i < n->exponent; i++)
		*days = *days * 10 + (digit(n, i) - '0');
	/* Twelve places are a ten millionth of a second. */
	for (int i = 0; i < 12; i++)
		fraction = fraction * 10 + (uint64_t)(digit(n, n->exponent + i) - '0');
	*seconds = (int64_t)((fraction * DAY + 500000000000u) / 1000000000000u);
	if (*seconds == DAY) {
		*seconds = 0;
		++*days;
	}
}

static void show_time(const struct tz_number_style *style, const struct number *n, bool from_1904, char out[TZ_NUMBER_SIZE])
{
	bool has_date = style->year || style->month || style->day;
	int64_t days, seconds;
	struct taizhang_date date;

	split_days(n, &days, &seconds);
	*out = '\0';
	if (has_date) {
		/* The first program of them all took 1900 for a leap year, and all others follow it. */
		date = tz_date_of_time((days - (from_1904 ? 24107 : days < 60 ? 25568 : 25569)) * DAY);
		if (style->year && !style->month && !style->day)
			out += snprintf(out, 32, "%04d", date.year);
		else if (style->year && style->month && !style->day)
			out += snprintf(out, 32, "%04d-%02d", date.year, date.month);
		else
			out += snprintf(out, 32, "%04d-%02d-%02d", date.year, date.month, date.day);
	}
	if (!style->hours)
		return;
	out += snprintf(out, 64, "%s%02" PRId64 ":%02" PRId64, has_date ? " " : "", seconds / 3600 + (style->elapsed ? days * 24 : 0),
			seconds / 60 % 60);
	if (style->seconds)
		snprintf(out, 32, ":%02" PRId64, seconds % 60);
}

void tz_number_show(const struct tz_number_style *style, const char *value, bool from_1904, char out[TZ_NUMBER_SIZE])
{
	struct number n;
	bool read = read_number(&n, value);

	if (!read || n.exponent > 999 || n.exponent < -999) {
		snprintf(out, TZ_NUMBER_SIZE, "%s", value);
		return;
	}
	if (style->kind == TZ_NUMBER_TIME && !n.negative && n.exponent <= 7) {
		int64_t days, seconds;

		split_days(&n, &days, &seconds);
		if (days <= LAST_DAY - (from_1904 ? 1462 : 0)) {
			show_time(style, &n, from_1904, out);
			return;
		}
	}
	if (style->kind == TZ_NUMBER_FIXED || style->kind == TZ_NUMBER_PERCENT)
		show_fixed(style, &n, out);
	else
		show_general(&n, out);
}
