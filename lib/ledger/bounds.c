/* SPDX-License-Identifier: MIT */
/* bounds.c: 地理范围: the box of coordinates in which a ledger's city lies */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "ledger/ledger.h"

#define MOST_DECIMALS 9		/* a tenth of a millimetre */

/* A decimal of degrees within ±most. Read here, since strtod asks the locale what a point is. */
static bool read_degrees(const char **text, double most, double *degrees)
{
	const char *p = *text + strspn(*text, " \t");
	const bool negative = *p == '-';
	double value = 0, unit = 1;
	size_t digits = 0, decimals = 0;

	p += *p == '-' || *p == '+';
	for (; *p >= '0' && *p <= '9' && digits < 4; p++, digits++)
		value = value * 10 + (*p - '0');
	if (digits > 0 && *p == '.')
		for (p++; *p >= '0' && *p <= '9' && decimals < MOST_DECIMALS; p++, decimals++)
			value += (*p - '0') * (unit /= 10);
	*text = p + strspn(p, " \t");
	*degrees = negative ? -value : value;
	return digits > 0 && value <= most;
}

static bool read_bounds(const char *p, struct taizhang_bounds *out)
{
	struct taizhang_bounds b;

	if (!read_degrees(&p, 90, &b.south) || *p++ != ',' || !read_degrees(&p, 180, &b.west) || *p++ != ',' ||
	    !read_degrees(&p, 90, &b.north) || *p++ != ',' || !read_degrees(&p, 180, &b.east) || *p)
		return false;
	*out = b;
	return b.south < b.north && b.west < b.east;
}

TAIZHANG_API int taizhang_bounds_parse(const char *text, struct taizhang_bounds *bounds, struct taizhang_error *err)
{
	struct taizhang_bounds parsed;
	char *plain;
	bool good;

	if (!text || !bounds)
		return tz_error_inval(err, text ? "bounds" : "text");
	if (!tz_text_is_utf8(text, strlen(text)))
		return tz_error_inval(err, "text");
	plain = tz_text_halfwidth(text, err);
	if (!plain)
		return -1;
	good = read_bounds(plain, &parsed);
	free(plain);
	if (!good)
		return tz_error_detail(err, TAIZHANG_E_INVAL, TZ_MSG_FIELD_BOUNDS, "bounds", text);
	*bounds = parsed;
	return 0;
}

TAIZHANG_API const char *taizhang_ledger_bounds(const struct taizhang_ledger *ledger)
{
	return ledger && ledger->bounds ? ledger->bounds : "";
}

/* Kept as written, but for the width of its characters and the blanks. */
TAIZHANG_API int taizhang_ledger_set_bounds(struct taizhang_ledger *ledger, const char *bounds, struct taizhang_error *err)
{
	struct taizhang_bounds parsed;
	struct tz_buffer kept = TZ_BUFFER_INIT;
	char *plain;

	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (tz_text_is_blank(bounds))
		return tz_ledger_set_text(&ledger->bounds, NULL, "bounds", err);
	if (taizhang_bounds_parse(bounds, &parsed, err) < 0)
		return -1;
	plain = tz_text_halfwidth(bounds, err);
	if (!plain)
		return -1;
	for (const char *p = plain; *p; p++)
		if (*p != ' ' && *p != '\t')
			tz_buffer_add(&kept, p, 1);
	free(plain);
	plain = tz_buffer_take(&kept, err);
	if (!plain)
		return -1;
	free(ledger->bounds);
	ledger->bounds = plain;
	return 0;
}
