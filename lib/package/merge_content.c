/* SPDX-License-Identifier: MIT */
/* merge_content.c: what a record, an assignment, a value or an answer says, as one digest. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "package/merge.h"

struct tz_extensions *tz_merge_extensions_of(const struct tz_target *target)
{
	switch (target->type) {
	case TZ_TARGET_ITEM:
		return &tz_ledger_item(target->ledger, target->item)->assignment.extensions;
	case TZ_TARGET_RECORD:
		return &target->record->extensions;
	case TZ_TARGET_FILE:
		return &target->record->files[target->index].extensions;
	case TZ_TARGET_VALUE:
		return &target->ledger->values[target->index].extensions;
	case TZ_TARGET_NEGATIVE:
		return &target->ledger->negatives[target->index].extensions;
	case TZ_TARGET_LEDGER:
		break;
	}
	return &target->ledger->extensions;
}

static int compare_files(const void *a, const void *b)
{
	const struct taizhang_file *one = *(const struct taizhang_file *const *)a, *other = *(const struct taizhang_file *const *)b;
	int order = (int)one->has_digest - (int)other->has_digest;

	if (!order)
		order = memcmp(one->digest, other->digest, sizeof one->digest);

	return order ? order : (int)one->role - (int)other->role;
}

/* A record's files by their bytes: names change on the way, paths do anyway. NULL with NOMEM, also without files. */
static const struct taizhang_file **sorted_files(const struct taizhang_record *record, struct taizhang_error *err)
{
	const struct taizhang_file **list = calloc(record->num_files + 1, sizeof *list);

	if (!list) {
		tz_error_nomem(err);
		return NULL;
	}
	for (size_t i = 0; i < record->num_files; i++)
		list[i] = &record->files[i];
	qsort(list, record->num_files, sizeof *list, compare_files);
	return list;
}

static int add_files(struct tz_buffer *text, const struct taizhang_record *record, struct taizhang_error *err)
{
	const struct taizhang_file **files = sorted_files(record, err);
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	if (!files)
		return -1;
	for (size_t i = 0; i < record->num_files; i++)
		tz_buffer_printf(text, "%s %s %d\n", taizhang_file_digest(files[i], hex),
				 taizhang_list_name(TAIZHANG_LIST_ROLE, files[i]->role),
				 files[i]->missing);
	free(files);
	return 0;
}

int tz_merge_content(const struct tz_target *target, const char *record, char hex[TAIZHANG_DIGEST_HEX_SIZE],
		     struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	char buf[TZ_FIELD_TEXT];
	int result = 0;

	for (const struct tz_field *f = tz_field_next(target, NULL); f; f = tz_field_next(target, f)) {
		bool is_record = record && tz_field_type(f) == TZ_FIELD_TYPE_RECORD;
		const char *value = is_record ? record : tz_field_text(f, target, buf);

		/* lengths, so that no value can pass for two fields */
		if (*value)
			tz_buffer_printf(&text, "%s %zu %s\n", tz_field_name(f), strlen(value), value);
	}
	if (target->type == TZ_TARGET_RECORD)
		result = add_files(&text, target->record, err);
	if (result == 0)
		result = tz_buffer_check(&text, err);
	if (result == 0)
		result = tz_digest_bytes(TAIZHANG_DIGEST_SHA256, tz_buffer_text(&text), text.size, hex, err);
	tz_buffer_free(&text);
	return result;
}

bool tz_merge_same_files(const struct taizhang_record *a, const struct taizhang_record *b)
{
	if (!a->num_files || a->num_files != b->num_files)
		return false;
	/* Each file's bytes as often in one as in the other; records have a handful of files. */
	for (size_t i = 0; i < a->num_files; i++) {
		size_t here = 0, there = 0;

		for (size_t k = 0; k < a->num_files; k++) {
			here += tz_file_same_bytes(&a->files[k], &a->files[i]);
			there += tz_file_same_bytes(&b->files[k], &a->files[i]);
		}
		if (here != there || !a->files[i].has_digest)
			return false;
	}
	return true;
}
