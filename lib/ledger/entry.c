/* SPDX-License-Identifier: MIT */
/* entry.c: reads what people type into a field. */
#include "ledger/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "catalog/code.h"

#define FULL_WIDTH_SLASH "\xEF\xBC\x8F"

struct word {
	const char *text;
	int value;
};

static const struct word answers[] = {
	{"yes", TAIZHANG_YES}, {"y", TAIZHANG_YES}, {"true", TAIZHANG_YES}, {"1", TAIZHANG_YES},
	{"是", TAIZHANG_YES}, {"有", TAIZHANG_YES}, {"已盖章", TAIZHANG_YES},
	{"no", TAIZHANG_NO}, {"n", TAIZHANG_NO}, {"false", TAIZHANG_NO}, {"0", TAIZHANG_NO},
	{"否", TAIZHANG_NO}, {"无", TAIZHANG_NO}, {"未盖章", TAIZHANG_NO},
};

static const struct word states[] = {
	{"none", TAIZHANG_NEGATIVE_NONE}, {"no", TAIZHANG_NEGATIVE_NONE}, {"无", TAIZHANG_NEGATIVE_NONE},
	{"否", TAIZHANG_NEGATIVE_NONE}, {"未发生", TAIZHANG_NEGATIVE_NONE}, {"没有发生", TAIZHANG_NEGATIVE_NONE},
	{"occurred", TAIZHANG_NEGATIVE_OCCURRED}, {"yes", TAIZHANG_NEGATIVE_OCCURRED},
	{"有", TAIZHANG_NEGATIVE_OCCURRED}, {"是", TAIZHANG_NEGATIVE_OCCURRED},
	{"发生", TAIZHANG_NEGATIVE_OCCURRED}, {"已发生", TAIZHANG_NEGATIVE_OCCURRED},
	{"undeclared", TAIZHANG_NEGATIVE_UNDECLARED}, {"未申报", TAIZHANG_NEGATIVE_UNDECLARED},
};

/* The text in ASCII forms where it has them, lower case, trimmed; NULL with an error. The start is set inside
 * the result. */
static char *plain_form(const char *text, char **start, struct taizhang_error *err)
{
	char *plain;

	if (!tz_text_is_utf8(text, strlen(text))) {
		tz_error_inval(err, "value");
		return NULL;
	}
	plain = tz_text_halfwidth(text, err);
	if (!plain)
		return NULL;
	for (char *p = plain; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	*start = tz_text_trim(plain);
	return plain;
}

static int find_word(const char *text, const struct word *words, size_t num, int none, int *out,
		     struct taizhang_error *err)
{
	char *start, *plain = plain_form(text, &start, err);
	int result = -1;

	if (!plain)
		return -1;
	if (!*start) {
		*out = none;
		result = 0;
	}
	for (size_t i = 0; result < 0 && i < num; i++)
		if (!strcmp(start, words[i].text)) {
			*out = words[i].value;
			result = 0;
		}
	if (result < 0)
		tz_error_inval(err, "value");
	free(plain);
	return result;
}

int tz_entry_answer(const char *text, enum taizhang_answer *out, struct taizhang_error *err)
{
	int value;

	if (find_word(text, answers, sizeof answers / sizeof *answers, TAIZHANG_UNKNOWN, &value,
		      err) < 0)
		return -1;
	*out = (enum taizhang_answer)value;
	return 0;
}

int tz_entry_state(const char *text, enum taizhang_negative_state *out, struct taizhang_error *err)
{
	int value;

	if (find_word(text, states, sizeof states / sizeof *states, TAIZHANG_NEGATIVE_UNDECLARED,
		      &value, err) < 0)
		return -1;
	*out = (enum taizhang_negative_state)value;
	return 0;
}

/* Cuts suffix and blanks before it off the end of text. */
static bool cut_suffix(char *text, const char *suffix)
{
	size_t size = strlen(text), cut = suffix ? strlen(suffix) : 0;

	if (!cut || size <= cut || strcmp(text + size - cut, suffix) != 0)
		return false;
	text[size - cut] = '\0';
	tz_text_trim(text);
	return true;
}

int tz_entry_count(const char *text, const char *suffix, long none, long most, long *out,
		   struct taizhang_error *err)
{
	char *start, *plain = plain_form(text, &start, err);
	long number = 0;
	int result = 0;

	if (!plain)
		return -1;
	cut_suffix(start, suffix);
	for (const char *p = start; *p && result == 0; p++) {
		if (*p < '0' || *p > '9' || number > (most - (*p - '0')) / 10)
			result = tz_error_inval(err, "value");
		else
			number = number * 10 + (*p - '0');
	}
	if (!result)
		*out = *start ? number : none;
	free(plain);
	return result;
}

int tz_entry_date(const char *text, struct taizhang_date *out, struct taizhang_error *err)
{
	*out = (struct taizhang_date){0, 0, 0};
	return tz_text_is_blank(text) ? 0 : taizhang_date_parse(text, out, err);
}

int tz_entry_decimal(const char *text, char **out, bool *percent, struct taizhang_error *err)
{
	char *start, *plain = plain_form(text, &start, err);
	struct tz_decimal number;
	int result = 0;

	*out = NULL;
	*percent = false;
	if (!plain)
		return -1;
	if (*start) {
		*percent = cut_suffix(start, "%");
		result = tz_decimal_parse(start, &number) ? 0 : tz_error_inval(err, "value");
		if (!result) {
			*out = tz_strdup(start, err);
			result = *out ? 0 : -1;
		}
	}
	free(plain);
	return result;
}

int tz_entry_record(const struct taizhang_catalog *catalog, const char *text, char **out,
		    struct taizhang_error *err)
{
	struct tz_buffer made = TZ_BUFFER_INIT;
	const struct taizhang_node *item = NULL;
	char *copy, *start, *slash;
	unsigned int ordinal = 0;

	*out = NULL;
	copy = tz_strdup(text, err);
	if (!copy)
		return -1;
	start = tz_text_trim(copy);
	if (!*start) {
		free(copy);
		return 0;
	}
	slash = strchr(start, '/');
	if (!slash)
		slash = strstr(start, FULL_WIDTH_SLASH);
	if (slash) {
		ordinal = tz_code_ordinal(*slash == '/' ? slash + 1
							: slash + sizeof FULL_WIDTH_SLASH - 1);
		*slash = '\0';
		item = taizhang_catalog_find(catalog, start);
	}
	free(copy);
	if (!item || !taizhang_node_is_item(item) || !ordinal)
		return tz_error_inval(err, "value");
	tz_buffer_printf(&made, "%s/%u", taizhang_node_code(item), ordinal);
	*out = tz_buffer_take(&made, err);
	return *out ? 0 : -1;
}
