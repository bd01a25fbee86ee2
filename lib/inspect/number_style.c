/* SPDX-License-Identifier: MIT */
/* number_style.c: what the format codes of cells say: percent, decimals, dates. */
#include <string.h>
#include <strings.h>

#include "inspect/cell_number.h"

struct code {
	struct tz_number_style style;
	bool digits;			/* a place for one was there */
	bool after_point, scaled, odd, percent, comma;
	char last;			/* of h, m, s and the like */
};

/* Months are written as minutes are: those after hours or before seconds are minutes. */
static void take_time(struct code *c, char letter)
{
	struct tz_number_style *style = &c->style;

	if (letter == 'm' && c->last != 'm' && c->last != 'M')
		letter = c->last == 'h' ? 'M' : 'm';
	else if (letter == 'm')
		letter = c->last;
	if (letter == 's' && c->last == 'm')
		style->month = false;
	style->year = style->year || letter == 'y';
	style->month = style->month || letter == 'm';
	style->day = style->day || letter == 'd';
	style->hours = style->hours || letter == 'h' || letter == 's' || letter == 'M';
	style->seconds = style->seconds || letter == 's';
	c->last = letter;
}

/* What stands in brackets: a colour, a country, a condition, or a time that goes on past its end. Returns its length. */
static size_t take_bracket(struct code *c, const char *at)
{
	size_t size = strcspn(at, "]");

	if (size > 1 && (strspn(at + 1, "hH") == size - 1 || strspn(at + 1, "mM") == size - 1 || strspn(at + 1, "sS") == size - 1)) {
		c->style.elapsed = true;
		take_time(c, 'h');
		if (at[1] == 's' || at[1] == 'S')
			take_time(c, 's');
	}
	return at[size] ? size + 1 : size;
}

static void take_digit(struct code *c, char place)
{
	c->digits = true;
	c->style.thousands = c->style.thousands || c->comma;
	c->comma = false;
	if (c->after_point && c->style.most_decimals < 30) {
		c->style.most_decimals++;
		if (place != '#')
			c->style.decimals = c->style.most_decimals;
	}
}

/* One character or what belongs together; returns its length. */
static size_t take(struct code *c, const char *at)
{
	switch (*at) {
	case '"':
		return strcspn(at + 1, "\"") + 1 + (strchr(at + 1, '"') != NULL);
	case '\\': case '_': case '*':
		return at[1] ? 2 : 1;
	case '[':
		return take_bracket(c, at);
	case '0': case '#': case '?':
		take_digit(c, *at);
		return 1;
	case '.':
		/* Fractions of a second have no place. */
		c->after_point = !c->style.seconds;
		return 1;
	case ',':
		c->comma = c->digits;
		return 1;
	case '%':
		c->percent = true;
		return 1;
	case '/':
		c->odd = true;
		return 1;
	case 'e': case 'E':
		if (at[1] == '+' || at[1] == '-')
			c->odd = true;
		else
			take_time(c, 'y');
		return 1;
	case 'a': case 'A':
		if (strncasecmp(at, "AM/PM", 5) == 0)
			return 5;
		return strncasecmp(at, "A/P", 3) == 0 ? 3 : 1;
	case 'y': case 'd': case 'h': case 's': case 'm':
		take_time(c, *at);
		return 1;
	case 'Y': case 'D': case 'H': case 'S': case 'M':
		take_time(c, (char)(*at + ('a' - 'A')));
		return 1;
	default:
		return 1;
	}
}

struct tz_number_style tz_number_style_of_code(const char *code)
{
	struct code c = {.style = {.kind = TZ_NUMBER_GENERAL}};
	struct tz_number_style general = {.kind = TZ_NUMBER_GENERAL};

	if (strncasecmp(code, "General", 7) == 0)
		return general;
	/* Negative numbers and zero may have a form of their own; that of positive ones says the kind. */
	while (*code && *code != ';')
		code += take(&c, code);
	if (c.style.year || c.style.month || c.style.day || c.style.hours)
		c.style.kind = TZ_NUMBER_TIME;
	else if (c.odd || c.comma || !c.digits)
		return general;
	else
		c.style.kind = c.percent ? TZ_NUMBER_PERCENT : TZ_NUMBER_FIXED;
	return c.style;
}

struct tz_number_style tz_number_style_of_id(long id)
{
	static const struct {
		long first, last;
		const char *code;
	} codes[] = {
		{1, 1, "0"}, {2, 2, "0.00"}, {3, 3, "#,##0"}, {4, 4, "#,##0.00"}, {5, 6, "#,##0"}, {7, 8, "#,##0.00"},
		{9, 9, "0%"}, {10, 10, "0.00%"}, {14, 16, "yyyy-mm-dd"}, {17, 17, "yyyy-mm"}, {18, 18, "h:mm"}, {19, 19, "h:mm:ss"},
		{20, 20, "h:mm"}, {21, 21, "h:mm:ss"}, {22, 22, "yyyy-mm-dd h:mm"}, {27, 27, "yyyy-mm"}, {28, 31, "yyyy-mm-dd"},
		{32, 32, "h:mm"}, {33, 33, "h:mm:ss"}, {34, 34, "h:mm"}, {35, 35, "h:mm:ss"}, {36, 36, "yyyy-mm"},
		{37, 38, "#,##0"}, {39, 40, "#,##0.00"}, {41, 42, "#,##0"}, {43, 44, "#,##0.00"}, {45, 45, "mm:ss"}, {46, 46, "[h]:mm:ss"},
		{47, 47, "mm:ss"}, {50, 50, "yyyy-mm"}, {51, 51, "yyyy-mm-dd"}, {52, 52, "yyyy-mm"}, {53, 54, "yyyy-mm-dd"},
		{55, 55, "h:mm"}, {56, 56, "h:mm:ss"}, {57, 57, "yyyy-mm"}, {58, 58, "yyyy-mm-dd"},
	};

	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (id >= codes[i].first && id <= codes[i].last)
			return tz_number_style_of_code(codes[i].code);
	return (struct tz_number_style){.kind = TZ_NUMBER_GENERAL};
}
