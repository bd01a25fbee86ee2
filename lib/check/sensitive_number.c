/* SPDX-License-Identifier: MIT */
/* sensitive_number.c: the numbers of persons in a line: identity, mobile, bank card. */
#include "check/sensitive_number.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <taizhang/date.h>

#include "base/text.h"

#define LONGEST 24	/* characters of a number of interest, and more than the longest of them */
#define MOST_GROUPS 6

/* Letters and digits that stand together: ASCII, from full width too. */
struct token {
	size_t begin, end;	/* in the line */
	char text[LONGEST + 1];	/* cut at LONGEST, which is no number then */
	size_t num;
	bool digits;		/* all of them, but perhaps for X at the end */
};

/* A character of a token, or 0; *step moves on. */
static char token_character(const char *text, size_t size, size_t *step)
{
	int32_t c = (unsigned char)*text;

	*step = 1;
	if (c >= 0x80) {
		*step = size >= 3 ? tz_text_next(text, &c) : 0;
		if (!*step) {
			*step = 1;
			return 0;
		}
		if (c < 0xff01 || c > 0xff5e)
			return 0;
		c -= 0xff01 - 0x21;
	}
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? (char)c : 0;
}

/* The token at a place, whose first character it is. */
static void read_token(const char *text, size_t size, size_t at, struct token *token)
{
	*token = (struct token){.begin = at, .digits = true};
	for (size_t step; at < size; at += step) {
		char c = token_character(text + at, size - at, &step);

		if (!c)
			break;
		if (token->digits && token->num && (token->text[token->num - 1] < '0' || token->text[token->num - 1] > '9'))
			token->digits = false;
		if (token->num < LONGEST)
			token->text[token->num++] = c == 'x' ? 'X' : c;
		else
			token->digits = false;
		if ((c < '0' || c > '9') && c != 'X' && c != 'x')
			token->digits = false;
	}
	token->end = at;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int number(const char *digits, size_t num)
{
	int value = 0;

	for (size_t i = 0; i < num; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

/* The first two digits of GB/T 2260. */
static bool is_province(const char *digits)
{
	static const char provinces[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 ";

	for (const char *at = provinces; *at; at += 3)
		if (at[0] == digits[0] && at[1] == digits[1])
			return true;
	return false;
}

static bool is_day(int year, int month, int day)
{
	const struct taizhang_date date = {year, month, day};

	return year >= 1900 && year < 2100 && month && day && taizhang_date_is_valid(&date);
}

static bool is_identity(const char *text)
{
	static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (size_t i = 0; i < 17; i++)
		sum += weights[i] * (text[i] - '0');
	return is_province(text) && is_day(number(text + 6, 4), number(text + 10, 2), number(text + 12, 2)) &&
	       text[17] == "10X98765432"[sum % 11];
}

static bool holds_luhn(const char *digits, size_t num)
{
	int sum = 0;

	for (size_t i = 0; i < num; i++) {
		int value = digits[num - 1 - i] - '0';

		if (i % 2)
			value = value > 4 ? 2 * value - 9 : 2 * value;
		sum += value;
	}
	return sum % 10 == 0;
}

/* One of the words, with '|' between them, shortly before a place. */
static bool has_label(const char *text, size_t at, const char *words)
{
	const size_t reach = 36;
	size_t from = at > reach ? at - reach : 0;

	while (*words) {
		size_t size = strcspn(words, "|");

		for (size_t i = from; i + size <= at; i++)
			if (memcmp(text + i, words, size) == 0)
				return true;
		words += size + (words[size] == '|');
	}
	return false;
}

/* A decimal, or a number with commas: a measure. */
static bool is_part_of_decimal(const char *text, size_t size, size_t begin, size_t end)
{
	return (begin >= 2 && (text[begin - 1] == '.' || text[begin - 1] == ',') && is_digit(text[begin - 2])) ||
	       (end + 1 < size && (text[end] == '.' || text[end] == ',') && is_digit(text[end + 1]));
}

static bool is_measured(const char *text, size_t size, size_t end)
{
	static const char *const units[] = {"元", "万", "亿", "千", "吨", "人", "户", "平", "公", "米", "%", "％"};

	while (end < size && text[end] == ' ')
		end++;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (size - end >= strlen(units[i]) && memcmp(text + end, units[i], strlen(units[i])) == 0)
			return true;
	return false;
}

static bool is_card(const char *text, size_t begin, const char *digits, size_t num)
{
	if (num < 16 || num > 19 || !holds_luhn(digits, num))
		return false;
	if (digits[0] == '6' && digits[1] == '2')
		return true;
	if (num == 16 && (digits[0] == '4' || (digits[0] == '5' && digits[1] >= '1' && digits[1] <= '5')))
		return true;
	return digits[0] != '0' && has_label(text, begin, "卡号|账号|帐号|账户|帐户|银行卡");
}

/* Whose number it is; false for none. *digits moves over a country's code. */
static bool tell_sort(const char *text, size_t size, size_t begin, size_t end, const char **digits, enum tz_sensitive_sort *sort)
{
	const char *at = *digits;
	size_t num = strlen(at);

	if (num == 18 && is_identity(at)) {
		*sort = TZ_SENSITIVE_IDENTITY;
		return true;
	}
	if (at[num - 1] == 'X' || is_part_of_decimal(text, size, begin, end))
		return false;
	*sort = TZ_SENSITIVE_IDENTITY;
	if (num == 15)
		return is_province(at) && is_day(1900 + number(at + 6, 2), number(at + 8, 2), number(at + 10, 2)) &&
		       has_label(text, begin, "身份证|身份号|公民身份|证件号");
	*sort = TZ_SENSITIVE_MOBILE;
	/* +86 */
	if (num == 13 && begin && text[begin - 1] == '+' && at[0] == '8' && at[1] == '6') {
		*digits = at += 2;
		num = 11;
	}
	if (num == 11)
		return at[0] == '1' && at[1] >= '3' && !is_measured(text, size, end);
	*sort = TZ_SENSITIVE_CARD;
	return is_card(text, begin, at, num);
}

/* Where a number is shown, it is shown like this. */
static void mask(const char *digits, char *out)
{
	size_t num = strlen(digits);

	for (size_t i = 0; i < num; i++)
		out[i] = i < 3 || i + 4 >= num ? digits[i] : '*';
	out[num] = 0;
}

/* Groups of one number: a single blank or dash between them. */
static size_t read_groups(const char *text, size_t size, size_t at, struct token groups[MOST_GROUPS])
{
	size_t num = 0, step;

	for (;;) {
		read_token(text, size, at, &groups[num]);
		if (!groups[num++].digits || num == MOST_GROUPS)
			return num;
		at = groups[num - 1].end;
		if (at + 1 >= size || (text[at] != ' ' && text[at] != '-'))
			return num;
		at++;
		if (!token_character(text + at, size - at, &step))
			return num;
	}
}

/* Whether so many digits in so many groups are how people write one number. */
static bool is_one_number(const struct token *groups, size_t num)
{
	static const char *const shapes[] = {"344", "684", "4444", "44441", "44442", "44443", "2344"};
	char shape[MOST_GROUPS + 1] = "";

	for (size_t i = 0; i < num; i++) {
		if (!groups[i].digits || groups[i].num > 9 || (i + 1 < num && groups[i].text[groups[i].num - 1] == 'X'))
			return false;
		shape[i] = (char)('0' + groups[i].num);
	}
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (strcmp(shape, shapes[i]) == 0)
			return true;
	return false;
}

struct numbers {
	const char *text;
	size_t size, line;
	int (*take)(void *context, const struct tz_sensitive *found, struct taizhang_error *err);
	void *context;
};

static int try(const struct numbers *n, const char *digits, size_t begin, size_t end, struct taizhang_error *err)
{
	struct tz_sensitive found = {.line = n->line};

	if (!tell_sort(n->text, n->size, begin, end, &digits, &found.sort))
		return 0;
	mask(digits, found.text);
	return n->take(n->context, &found, err);
}

static int try_groups(const struct numbers *n, const struct token *groups, size_t num, struct taizhang_error *err)
{
	char digits[MOST_GROUPS * LONGEST + 1];
	size_t used = 0;

	if (num > 1 && is_one_number(groups, num)) {
		for (size_t i = 0; i < num; i++) {
			memcpy(digits + used, groups[i].text, groups[i].num);
			used += groups[i].num;
		}
		digits[used] = 0;
		return try(n, digits, groups[0].begin, groups[num - 1].end, err);
	}
	for (size_t i = 0; i < num; i++)
		if (groups[i].digits && groups[i].num >= 11 && try(n, groups[i].text, groups[i].begin, groups[i].end, err) != 0)
			return -1;
	return 0;
}

int tz_sensitive_numbers(const char *text, size_t size, size_t line,
			 int (*take)(void *context, const struct tz_sensitive *found, struct taizhang_error *err), void *context,
			 struct taizhang_error *err)
{
	const struct numbers n = {text, size, line, take, context};
	struct token groups[MOST_GROUPS];

	for (size_t at = 0, step; at < size;) {
		size_t num;

		if (!token_character(text + at, size - at, &step)) {
			at += step;
			continue;
		}
		num = read_groups(text, size, at, groups);
		if (try_groups(&n, groups, num, err) != 0)
			return -1;
		at = groups[num - 1].end;
	}
	return 0;
}
