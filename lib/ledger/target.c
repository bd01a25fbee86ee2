/* SPDX-License-Identifier: MIT */
/* target.c: finds what a field is set on, by the name that people write. */
#include "ledger/target.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/code.h"

#define FULL_WIDTH_SLASH "\xEF\xBC\x8F"
#define CIRCLED_FIRST 0x2460	/* ① */
#define CIRCLED_LAST 0x2473	/* ⑳ */

/* Cuts text at its first slash; the rest, or NULL. */
static char *cut_at_slash(char *text)
{
	char *half = strchr(text, '/'), *full = strstr(text, FULL_WIDTH_SLASH);

	if (full && (!half || full < half)) {
		*full = '\0';
		return full + sizeof FULL_WIDTH_SLASH - 1;
	}
	if (!half)
		return NULL;
	*half = '\0';
	return half + 1;
}

/* The circled number at the end of text, 0 where there is none; *size gets the bytes before it. */
static unsigned int circled_end(const char *text, size_t *size)
{
	size_t end = strlen(text), start = end;
	int32_t c = 0;

	while (start > 0 && ((unsigned char)text[--start] & 0xC0) == 0x80)
		;
	*size = start;
	if (!end || !tz_text_next(text + start, &c) || c < CIRCLED_FIRST || c > CIRCLED_LAST)
		return 0;
	return (unsigned int)(c - CIRCLED_FIRST + 1);
}

/* Ⅲ-1-2-①, as it is written on paper, names the first record of Ⅲ-1-2; but codes are opaque, and one that exists
 * comes first. */
static unsigned int circled_ordinal(const struct taizhang_catalog *catalog, char *name)
{
	const struct taizhang_node *whole = taizhang_catalog_find(catalog, name);
	size_t size;
	unsigned int number = circled_end(name, &size);
	char first = name[size];

	if (!number)
		return 0;
	name[size] = '\0';
	if (!whole || whole == taizhang_catalog_find(catalog, name))
		return number;
	name[size] = first;
	return 0;
}

/* T001 or N01, in any width and case. */
static bool find_value(const char *text, struct tz_target *out)
{
	const struct taizhang_threshold *threshold;
	const struct taizhang_negative *negative;
	char *id = tz_text_halfwidth(text, NULL);

	for (char *p = id; p && *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	threshold = taizhang_catalog_find_threshold(out->ledger->catalog, text);
	if (!threshold && id)
		threshold = taizhang_catalog_find_threshold(out->ledger->catalog, id);
	negative = taizhang_catalog_find_negative(out->ledger->catalog, text);
	if (!negative && id)
		negative = taizhang_catalog_find_negative(out->ledger->catalog, id);
	free(id);
	if (threshold) {
		out->type = TZ_TARGET_VALUE;
		out->index = tz_threshold_index(threshold);
	} else if (negative) {
		out->type = TZ_TARGET_NEGATIVE;
		out->index = tz_negative_index(negative);
	}
	return threshold || negative;
}

static int find_item(const char *code, const char *text, struct tz_target *out,
		     struct taizhang_error *err)
{
	out->type = TZ_TARGET_ITEM;
	out->item = taizhang_catalog_find(out->ledger->catalog, code);
	if (!out->item || !taizhang_node_is_item(out->item))
		return tz_error_set(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_TARGET, text);
	if (!taizhang_ledger_has_item(out->ledger, out->item))
		return tz_error_set(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_TARGET_SCOPE, text);
	return 0;
}

static int find_record(unsigned int ordinal, const char *text, struct tz_target *out,
		       struct taizhang_error *err)
{
	const size_t num = taizhang_ledger_num_records(out->ledger, out->item);
	struct tz_buffer there = TZ_BUFFER_INIT;

	out->type = TZ_TARGET_RECORD;
	out->record = taizhang_ledger_find_record(out->ledger, out->item, ordinal);
	if (out->record)
		return 0;
	for (size_t i = 0; i < num && there.size < TAIZHANG_ERROR_TEXT / 2; i++)
		tz_buffer_printf(&there, i ? ", %u" : "%u",
				 taizhang_record_ordinal(
					 taizhang_ledger_get_record(out->ledger, out->item, i)));
	tz_error_detail(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_TARGET_RECORD, text,
			tz_buffer_text(&there));
	tz_buffer_free(&there);
	return -1;
}

const char *tz_target_path_in_item(const struct taizhang_file *file)
{
	const char *path = taizhang_file_path(file);

	for (int i = 0; i < 2; i++) {
		const char *slash = strchr(path, '/');

		if (!slash)
			return path;
		path = slash + 1;
	}
	return path;
}

/* Equal as texts: a name may have been typed in another normal form than the disk gave it. */
static bool same_name(const char *a, const char *b)
{
	char *x, *y;
	bool same = !strcmp(a, b);

	if (same)
		return true;
	x = tz_text_nfc(a, NULL);
	y = tz_text_nfc(b, NULL);
	same = x && y && !strcmp(x, y);
	free(x);
	free(y);
	return same;
}

static int refuse_file(const struct tz_target *out, bool several, const char *text,
		       struct taizhang_error *err)
{
	const size_t num = taizhang_record_num_files(out->record);
	struct tz_buffer there = TZ_BUFFER_INIT;

	for (size_t i = 0; i < num && there.size < TAIZHANG_ERROR_TEXT / 2; i++) {
		tz_buffer_text_add(&there, i ? ", " : "");
		tz_buffer_text_add(&there, tz_target_path_in_item(taizhang_record_get_file(out->record, i)));
	}
	tz_error_detail(err, TAIZHANG_E_NOT_FOUND,
			several ? TZ_MSG_TARGET_FILES : TZ_MSG_TARGET_FILE, text,
			tz_buffer_text(&there));
	tz_buffer_free(&there);
	return -1;
}

/* By its path, or else by a name that only one file of the record has. */
static int find_file(const char *name, const char *text, struct tz_target *out,
		     struct taizhang_error *err)
{
	const size_t num = taizhang_record_num_files(out->record);
	size_t by_name = 0;

	out->type = TZ_TARGET_FILE;
	for (size_t i = 0; i < num; i++) {
		const struct taizhang_file *file = taizhang_record_get_file(out->record, i);

		if (same_name(name, tz_target_path_in_item(file)) ||
		    same_name(name, taizhang_file_path(file))) {
			out->index = i;
			return 0;
		}
		if (same_name(name, tz_path_base(taizhang_file_path(file)))) {
			out->index = i;
			by_name++;
		}
	}
	return by_name == 1 ? 0 : refuse_file(out, by_name > 1, text, err);
}

/* A target with slashes, or one without that is an item. name is taken apart. */
static int find_in_item(char *name, const char *text, struct tz_target *out,
			struct taizhang_error *err)
{
	char *ordinal = cut_at_slash(name), *file = ordinal ? cut_at_slash(ordinal) : NULL;
	unsigned int number =
		ordinal ? tz_code_ordinal(ordinal) : circled_ordinal(out->ledger->catalog, name);

	if (find_item(name, text, out, err) < 0)
		return -1;
	if (!ordinal && !number)
		return 0;
	if (find_record(number, text, out, err) < 0)
		return -1;
	return file && *file ? find_file(file, text, out, err) : 0;
}

int tz_target_find(struct taizhang_ledger *ledger, const char *text, struct tz_target *out,
		   struct taizhang_error *err)
{
	char *copy, *name;
	int result;

	*out = (struct tz_target){.type = TZ_TARGET_LEDGER, .ledger = ledger};
	if (!tz_text_is_utf8(text, strlen(text)) || tz_text_is_blank(text))
		return tz_error_set(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_TARGET, text);
	copy = tz_strdup(text, err);
	if (!copy)
		return -1;
	name = tz_text_trim(copy);
	if (!strcmp(name, ".") || find_value(name, out))
		result = 0;
	else
		result = find_in_item(name, text, out, err);
	free(copy);
	return result;
}

char *tz_target_text(const struct tz_target *target, struct taizhang_error *err)
{
	const struct taizhang_catalog *catalog = target->ledger->catalog;
	struct tz_buffer text = TZ_BUFFER_INIT;

	switch (target->type) {
	case TZ_TARGET_LEDGER:
		tz_buffer_text_add(&text, ".");
		break;
	case TZ_TARGET_VALUE:
		tz_buffer_text_add(&text, taizhang_threshold_id(taizhang_catalog_get_threshold(
						  catalog, target->index)));
		break;
	case TZ_TARGET_NEGATIVE:
		tz_buffer_text_add(&text, taizhang_negative_id(taizhang_catalog_get_negative(
						  catalog, target->index)));
		break;
	case TZ_TARGET_ITEM:
	case TZ_TARGET_RECORD:
	case TZ_TARGET_FILE:
		tz_buffer_text_add(&text, taizhang_node_code(target->item));
		if (target->type != TZ_TARGET_ITEM)
			tz_buffer_printf(&text, "/%u", taizhang_record_ordinal(target->record));
		if (target->type == TZ_TARGET_FILE)
			tz_buffer_printf(&text, "/%s",
					 tz_target_path_in_item(taizhang_record_get_file(target->record,
									       target->index)));
		break;
	}
	return tz_buffer_take(&text, err);
}
