/* SPDX-License-Identifier: MIT */
/* reach.c: whether a value reaches what a threshold asks for. */
#include "check/reach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/text.h"

/* A unit without widths, blanks around and case: ％ is %. Malloc'd. */
static char *unit_key(const char *unit, struct taizhang_error *err)
{
	char *half = tz_text_halfwidth(unit, err);
	char *key = half ? tz_text_key(tz_text_trim(half), err) : NULL;

	free(half);
	return key;
}

int tz_reach_same_unit(const char *a, const char *b, bool *same, struct taizhang_error *err)
{
	char *key_a = unit_key(a, err), *key_b = unit_key(b, err);
	int result = key_a && key_b ? 0 : -1;

	*same = result == 0 && strcmp(key_a, key_b) == 0;
	free(key_a);
	free(key_b);
	return result;
}

static bool holds(const char *comparator, int order)
{
	if (strcmp(comparator, ">=") == 0)
		return order >= 0;
	if (strcmp(comparator, ">") == 0)
		return order > 0;
	if (strcmp(comparator, "<=") == 0)
		return order <= 0;
	if (strcmp(comparator, "<") == 0)
		return order < 0;
	return order == 0;
}

void tz_reach_describe(const struct taizhang_threshold *threshold, const char *reference, char *out, size_t size)
{
	const char *value = taizhang_threshold_value(threshold);

	if (*value)
		snprintf(out, size, "%s %s %s", taizhang_threshold_comparator(threshold), value,
			 taizhang_threshold_unit(threshold));
	else
		snprintf(out, size, "%s %s%s%s", taizhang_threshold_comparator(threshold),
			 taizhang_threshold_reference(threshold), *reference ? " = " : "",
			 reference);
}

bool tz_reach_holds(const struct taizhang_threshold *threshold, const char *value, const char *reference)
{
	const char *limit = taizhang_threshold_value(threshold);
	struct tz_decimal number, against;

	if (!tz_decimal_parse(*limit ? limit : reference, &against) || !tz_decimal_parse(value, &number))
		return true;
	return holds(taizhang_threshold_comparator(threshold), tz_decimal_compare(&number, &against));
}
