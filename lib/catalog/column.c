/* SPDX-License-Identifier: MIT */
/* column.c: sets the fields of a catalogue's entries from text. */
#include "catalog/column.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "catalog/code.h"

#define MAX_PATH_CODE 64	/* bytes: a folder is named by it and a title */
#define MAX_COUNT 1000000000L
#define BAD 1

/* Parts of a list, as people part them. */
static bool is_separator(const char *text, size_t *size)
{
	static const char *const separators[] = {" ", ";", ",", "|", "/", "\t", "\n", "\r",
						"、", "\uFF1B", "\uFF0C", "\u3000"};

	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
		*size = strlen(separators[i]);
		if (strncmp(text, separators[i], *size) == 0)
			return true;
	}
	return false;
}

/* Copies the next part of *text into part and moves on. false where none is left; a part too long is cut. */
static bool next_part(const char **text, char part[64])
{
	size_t length = 0, size;

	while (**text && is_separator(*text, &size))
		*text += size;
	if (!**text)
		return false;
	for (; **text && !is_separator(*text, &size); ++*text)
		if (length < 63)
			part[length++] = **text;
	part[length] = '\0';
	return true;
}

/* A set of names of a list. 0 where one is none of them. */
static unsigned int parse_set(enum taizhang_list list, const char *text)
{
	unsigned int set = 0, value;
	char part[64];

	while (next_part(&text, part)) {
		value = taizhang_list_value(list, part);
		if (!value)
			return 0;
		set |= value;
	}
	return set;
}

/* No control characters but line breaks and tabs: XML could not hold them. */
static bool is_plain(const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
			return false;
		if (strncmp(text, "\xEF\xBF\xBE", 3) == 0 || strncmp(text, "\xEF\xBF\xBF", 3) == 0)
			return false;	/* U+FFFE, U+FFFF */
	}
	return true;
}

static int set_date(struct taizhang_date *slot, const char *text, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;

	if (taizhang_date_parse(text, slot, &why) == 0)
		return 0;
	return why.code == TAIZHANG_E_NOMEM ? tz_error_nomem(err) : BAD;
}

static int set_text(char **slot, const char *text, struct taizhang_error *err)
{
	return is_plain(text) ? tz_set_string(slot, text, err) : BAD;
}

static int set_code(char **slot, const char *text, struct taizhang_error *err)
{
	char *path = tz_code_path(text, err);
	size_t size;

	if (!path)
		return -1;
	size = strlen(path);
	free(path);
	return size > 0 && size <= MAX_PATH_CODE ? set_text(slot, text, err) : BAD;
}

static int set_choice(const struct tz_column *field, char **slot, const char *text,
		      struct taizhang_error *err)
{
	const char *choices = field->expected;
	char choice[64];

	/* parted by single blanks only, as the choices hold other signs */
	while (*choices) {
		size_t size = strcspn(choices, " ");

		memcpy(choice, choices, size);
		choice[size] = '\0';
		if (strcmp(choice, text) == 0)
			return tz_set_string(slot, text, err);
		choices += size + (choices[size] == ' ');
	}
	return BAD;
}

/* As XML Schema writes decimals: ASCII, no commas between thousands. What is none is kept as it is all the same,
 * so that a threshold with a wrong value is not told to have none. */
static int set_decimal(char **slot, const char *text, struct taizhang_error *err)
{
	struct tz_decimal decimal;
	char *plain, *out;
	int result;

	if (!tz_decimal_parse(text, &decimal))
		return set_text(slot, text, err) < 0 ? -1 : BAD;
	plain = tz_text_halfwidth(text, err);
	if (!plain)
		return -1;
	out = plain;
	for (const char *in = plain; *in; in++)
		if (*in != ',' && *in != ' ')
			*out++ = *in;
	*out = '\0';
	result = tz_set_string(slot, plain, err);
	free(plain);
	return result;
}

static bool is_extension(char *part)
{
	char *out = part;

	for (const char *in = part[0] == '.' ? part + 1 : part; *in; in++) {
		char c = *in >= 'A' && *in <= 'Z' ? (char)(*in - 'A' + 'a') : *in;

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			return false;
		*out++ = c;
	}
	*out = '\0';
	return out > part;
}

static bool is_decimal(char *part)
{
	struct tz_decimal decimal;

	return tz_decimal_parse(part, &decimal);
}

/* A list as single blanks part it, each part judged (and perhaps mended) by is_part. */
static int set_list(char **slot, const char *text, bool (*is_part)(char *part),
		    struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	char part[64];
	int result;

	while (next_part(&text, part)) {
		if (!is_part(part)) {
			tz_buffer_free(&out);
			return BAD;
		}
		if (out.size > 0)
			tz_buffer_add(&out, " ", 1);
		tz_buffer_text_add(&out, part);
	}
	if (out.size == 0)
		return BAD;
	result = tz_set_string(slot, tz_buffer_text(&out), err);
	tz_buffer_free(&out);
	return result;
}

static int set_count(long *slot, const char *text)
{
	long value = 0;

	for (const char *digit = text; *digit; digit++) {
		if (*digit < '0' || *digit > '9')
			return BAD;
		value = value * 10 + (*digit - '0');
		if (value > MAX_COUNT)
			return BAD;
	}
	*slot = value;
	return 0;
}

static int set_status(enum taizhang_catalog_status *slot, const char *text)
{
	for (enum taizhang_catalog_status s = TAIZHANG_STATUS_OFFICIAL; s <= TAIZHANG_STATUS_LOCAL; s++)
		if (strcmp(tz_status_name(s), text) == 0) {
			*slot = s;
			return 0;
		}
	return BAD;
}

static int set_methods(const struct tz_column *field, unsigned int *slot, const char *text)
{
	unsigned int set;

	if (field->type == TZ_COLUMN_METHODS) {
		set = parse_set(TAIZHANG_LIST_METHOD, text);
		*slot = set;
		return set ? 0 : BAD;
	}
	if (!(field->flags & TZ_COLUMN_MANDATORY) && strcmp(text, "none") == 0)
		return 0;
	set = parse_set(TAIZHANG_LIST_METHOD, text);
	if (!set || (set & TAIZHANG_METHOD_MATERIAL))
		return BAD;
	*slot |= set;
	return 0;
}

static int set_roles(struct taizhang_requirement *requirement, const char *text)
{
	unsigned int set = parse_set(TAIZHANG_LIST_ROLE, text);

	if (!set)
		return BAD;
	requirement->roles = set;
	/* Of one role, all and one are the same. */
	requirement->all_roles = (set & (set - 1)) == 0 || !strchr(text, '|');
	return 0;
}

static int set_active(bool *slot, const char *text)
{
	if (strcmp(text, "1") == 0 || strcmp(text, "true") == 0 || strcmp(text, "是") == 0)
		*slot = true;
	else if (strcmp(text, "0") == 0 || strcmp(text, "false") == 0 || strcmp(text, "否") == 0)
		*slot = false;
	else
		return BAD;
	return 0;
}

static int set_enum_or_set(unsigned int *slot, unsigned int value)
{
	*slot = value;
	return value ? 0 : BAD;
}

int tz_column_set(const struct tz_column *field, void *entry, const char *text,
		 struct taizhang_error *err)
{
	void *slot = (char *)entry + field->offset;

	switch (field->type) {
	case TZ_COLUMN_TEXT:
		return set_text(slot, text, err);
	case TZ_COLUMN_CODE:
		return set_code(slot, text, err);
	case TZ_COLUMN_DECIMAL:
		return set_decimal(slot, text, err);
	case TZ_COLUMN_CHOICE:
		return set_choice(field, slot, text, err);
	case TZ_COLUMN_WEIGHTS:
		return set_list(slot, text, is_decimal, err);
	case TZ_COLUMN_FORMATS:
		return set_list(slot, text, is_extension, err);
	case TZ_COLUMN_STATUS:
		return set_status(slot, text);
	case TZ_COLUMN_KIND:
		*(enum taizhang_kind *)slot = taizhang_list_value(TAIZHANG_LIST_KIND, text);
		return *(enum taizhang_kind *)slot ? 0 : BAD;
	case TZ_COLUMN_METHODS:
	case TZ_COLUMN_ALSO_METHODS:
		return set_methods(field, slot, text);
	case TZ_COLUMN_CAPTIONS:
		return set_enum_or_set(slot, parse_set(TAIZHANG_LIST_CAPTION, text));
	case TZ_COLUMN_ROLES:
		return set_roles(entry, text);
	case TZ_COLUMN_COUNT:
		return set_count(slot, text);
	case TZ_COLUMN_DATE:
		return set_date(slot, text, err);
	case TZ_COLUMN_ACTIVE:
		return set_active(slot, text);
	case TZ_COLUMN_PARENT:
	case TZ_COLUMN_COUNTED:
	case TZ_COLUMN_HAS_ITEMS:
		break;	/* the readers' own work */
	}
	return 0;
}

int tz_list_split(const char *text, char ***list, size_t *num, struct taizhang_error *err)
{
	size_t capacity = 0;

	while (text && *text) {
		size_t size = strcspn(text, " ");

		if (tz_array_grow(list, *num, &capacity, sizeof(char *), err) < 0)
			return -1;
		(*list)[*num] = tz_strndup(text, size, err);
		if (!(*list)[*num])
			return -1;
		++*num;
		text += size + (text[size] == ' ');
	}
	return 0;
}
