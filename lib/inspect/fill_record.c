/* SPDX-License-Identifier: MIT */
/* fill_record.c: one field and what a file says of it: filled, brought up to date, or left as a person entered it */
#include "inspect/fill.h"

#include <stdlib.h>
#include <string.h>
#include <taizhang/record.h>

#include "base/array.h"
#include "base/text.h"

/* Fields in which a person may well say it in other words, or counts by another rule. */
static bool is_free(const char *field)
{
	static const char *const free_fields[] = {"title", "words", "place", "width", "height", "statistical-scope", "data-source", "record", "cell", NULL};

	for (size_t i = 0; free_fields[i]; i++)
		if (!strcmp(field, free_fields[i]))
			return true;
	return false;
}

/* The same without blanks and in half width; a text that the other has in it says no other thing. */
static bool says_same(const char *entered, const char *read)
{
	struct taizhang_document_number a, b;
	char *one, *other, *from, *to;
	bool same;

	if (taizhang_document_number_parse(entered, &a, NULL) == 0 && taizhang_document_number_parse(read, &b, NULL) == 0)
		return !strcmp(a.agency, b.agency) && a.year == b.year && a.serial == b.serial;
	one = tz_text_halfwidth(entered, NULL);
	other = tz_text_halfwidth(read, NULL);
	for (size_t i = 0; one && other && i < 2; i++) {
		for (from = to = i ? other : one; *from; from++)
			if (*from != ' ')
				*to++ = *from;
		*to = '\0';
	}
	same = !one || !other || strstr(one, other) || strstr(other, one);
	free(one);
	free(other);
	return same;
}

static int tell(struct tz_fill *fill, enum tz_finding_id id, const struct tz_field *f, const char *before,
		const struct tz_fill_value *from, const char *value, struct taizhang_error *err)
{
	const struct taizhang_threshold *threshold = from->reading.threshold;
	const char *field = threshold ? taizhang_threshold_id(threshold) : tz_field_name(f);
	char *label = threshold ? tz_strdup(taizhang_threshold_metric(threshold, TAIZHANG_LANG_ZH), err)
				: tz_strndup(tz_field_label(f), tz_field_label_size(f), err);
	int result = -1;

	if (label)
		result = tz_fill_say(fill, id,
				     &(struct tz_place_found){.item = taizhang_node_code(taizhang_record_item(from->record)),
							      .record = taizhang_record_ordinal(from->record), .file = taizhang_file_path(from->file),
							      .field = field, .label = label, .expected = before, .found = value}, err);
	free(label);
	return result;
}

static int set(const struct tz_target *target, const struct tz_field *f, const char *value, const struct tz_fill_value *from,
	       struct taizhang_error *err)
{
	struct taizhang_error local = TAIZHANG_ERROR_INIT;

	if (tz_field_set(f, target, value, &local) == 0)
		return tz_target_mark(target, tz_field_name(f), tz_file_digest(from->file), from->reading.place, err) == 0 ? 1 : -1;
	if (local.code == TAIZHANG_E_NOMEM) {
		*err = local;
		return -1;
	}
	/* what the field cannot take is no value for it */
	return 0;
}

static int fill_empty(struct tz_fill *fill, const struct tz_target *target, const struct tz_field *f, const char *value,
		      const struct tz_fill_value *from, struct tz_buffer *read, struct taizhang_error *err)
{
	int result = set(target, f, value, from, err);

	if (result > 0) {
		fill->summary.filled++;
		tz_buffer_printf(read, "%s%s=%s", read->size ? "; " : "", tz_field_name(f), value);
	}
	return result < 0 ? -1 : 0;
}

static int bring_up_to_date(struct tz_fill *fill, const struct tz_target *target, const struct tz_field *f, const char *before,
			    const struct tz_fill_value *from, const char *value, struct taizhang_error *err)
{
	char *old = tz_strdup(before, err);
	int result = old ? set(target, f, value, from, err) : -1;

	if (result > 0 && strcmp(old, value) != 0) {
		fill->summary.updated++;
		result = tell(fill, TZ_F_FILL_UPDATED, f, old, from, value, err);
	}
	free(old);
	return result < 0 ? -1 : 0;
}

int tz_fill_field(struct tz_fill *fill, const struct tz_target *target, const char *field, const char *value,
		  const struct tz_fill_value *from, struct tz_buffer *read, struct taizhang_error *err)
{
	const struct tz_field *f = tz_field_find(target, field);
	char text[TZ_FIELD_TEXT];
	const char *before = f ? tz_field_text(f, target, text) : NULL;
	int file_title;

	if (!f)
		return 0;
	if (!*before)
		return fill_empty(fill, target, f, value, from, read, err);
	if (tz_marks_find(tz_target_marks(target), tz_field_name(f)))
		return bring_up_to_date(fill, target, f, before, from, value, err);
	if (!strcmp(field, "title") && strcmp(before, value) != 0) {
		file_title = tz_record_has_file_title(target->record, err);
		if (file_title)
			return file_title < 0 ? -1 : fill_empty(fill, target, f, value, from, read, err);
	}
	if (is_free(field) || (target->type == TZ_TARGET_RECORD && says_same(before, value)))
		return 0;
	fill->summary.differing++;
	return tell(fill, TZ_F_FILL_DIFFERS, f, before, from, value, err);
}
