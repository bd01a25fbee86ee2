/* SPDX-License-Identifier: MIT */
/* differs.c: whether what a person entered is what the file says. */
#include "check/differs.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

bool tz_differs_day(const struct taizhang_date *a, const struct taizhang_date *b)
{
	return a->year != b->year || (a->month && b->month && a->month != b->month) || (a->day && b->day && a->day != b->day);
}

/* Without widths, case and blanks; malloc'd. */
static char *fold(const char *text, struct taizhang_error *err)
{
	char *half = tz_text_halfwidth(text, err), *key = half ? tz_text_key(half, err) : NULL;
	size_t kept = 0;

	free(half);
	for (size_t i = 0; key && key[i]; i++)
		if (key[i] != ' ' && key[i] != '\t')
			key[kept++] = key[i];
	if (key)
		key[kept] = '\0';
	return key;
}

/* The number as the standard writes it, or else folded; malloc'd. */
static char *regular(const char *text, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	struct taizhang_document_number number;
	char written[256];

	if (taizhang_document_number_parse(text, &number, &why) != 0) {
		if (why.code != TAIZHANG_E_NOMEM)
			return fold(text, err);
		tz_error_pass(err, &why);
		return NULL;
	}
	taizhang_document_number_format(&number, written, sizeof written);
	return fold(written, err);
}

/* All characters of part are in whole, in their order. */
static bool is_abbreviation(const char *part, const char *whole)
{
	while (*part) {
		int32_t wanted = 0, c = 0;
		size_t step;

		part += tz_text_next(part, &wanted);
		do {
			step = tz_text_next(whole, &c);
			whole += step;
		} while (step && c != wanted);
		if (!step)
			return false;
	}
	return true;
}

static int compare(char *a, char *b, bool names, bool *differs)
{
	int result = a && b ? 0 : -1;

	if (result == 0)
		*differs = strcmp(a, b) != 0 && !(names && (is_abbreviation(a, b) || is_abbreviation(b, a)));
	free(a);
	free(b);
	return result;
}

int tz_differs_number(const char *a, const char *b, bool *differs, struct taizhang_error *err)
{
	return compare(regular(a, err), regular(b, err), false, differs);
}

int tz_differs_name(const char *a, const char *b, bool *differs, struct taizhang_error *err)
{
	return compare(fold(a, err), fold(b, err), true, differs);
}
