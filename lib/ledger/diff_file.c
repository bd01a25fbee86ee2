/* SPDX-License-Identifier: MIT */
/* diff_file.c: what became of files: those of one record by path, the others by their bytes. */
#include <string.h>

#include "base/array.h"
#include "ledger/diff.h"

static struct tz_target target_of(struct taizhang_ledger *ledger, const struct tz_diff_record *record, size_t file)
{
	return (struct tz_target){.type = TZ_TARGET_FILE, .ledger = ledger, .item = record->record->item,
				  .record = record->record, .index = file};
}

static const struct taizhang_file *file_of(const struct tz_target *target)
{
	return &target->record->files[target->index];
}

static int keep(struct tz_diff_run *run, const struct tz_diff_record *record, size_t file, bool after,
		struct taizhang_error *err)
{
	struct tz_diff_file **list = after ? &run->come : &run->gone;
	size_t *num = after ? &run->num_come : &run->num_gone;

	if (tz_array_grow(list, *num, after ? &run->come_capacity : &run->gone_capacity, sizeof **list, err) < 0)
		return -1;
	(*list)[(*num)++] = (struct tz_diff_file){target_of(after ? run->after : run->before, record, file),
						  record->item, false};
	return 0;
}

int tz_diff_keep_files(struct tz_diff_run *run, const struct tz_diff_record *record, bool after,
		       struct taizhang_error *err)
{
	for (size_t i = 0; i < record->record->num_files; i++)
		if (keep(run, record, i, after, err) < 0)
			return -1;
	return 0;
}

/* A file that is in both, perhaps elsewhere: its bytes, whether it is there, its fields. */
static int compare_file(struct tz_diff_run *run, size_t place, const struct tz_target *before,
			const struct tz_target *after, struct taizhang_error *err)
{
	const struct taizhang_file *a = file_of(before), *b = file_of(after);
	const struct taizhang_change change = tz_diff_at_item(run, place, after->record->ordinal,
							      TAIZHANG_CHANGE_CHANGED, TAIZHANG_SUBJECT_FILE);
	char hex[2][TAIZHANG_DIGEST_HEX_SIZE];

	if (!tz_file_same_bytes(a, b) &&
	    tz_diff_field(run, change, "sha256", "文件内容", taizhang_file_digest(a, hex[0]), taizhang_file_digest(b, hex[1]),
			  before, after, err) < 0)
		return -1;
	if (a->missing != b->missing &&
	    tz_diff_field(run, change, "missing", "缺失", a->missing ? "yes" : "no", b->missing ? "yes" : "no", before,
			  after, err) < 0)
		return -1;
	return tz_diff_fields(run, change, before, after, err);
}

static bool same_paths(const struct taizhang_record *a, const struct taizhang_record *b)
{
	if (a->num_files != b->num_files)
		return false;
	for (size_t i = 0; i < a->num_files; i++)
		if (strcmp(tz_target_path_in_item(&a->files[i]), tz_target_path_in_item(&b->files[i])) != 0)
			return false;
	return true;
}

/* index: of the files after, by their paths below the item's folder; a file that is found leaves it. */
static int compare_by_path(struct tz_diff_run *run, const struct tz_diff_record *before,
			   const struct tz_diff_record *after, struct tz_index *index, struct taizhang_error *err)
{
	struct taizhang_record *a = before->record, *b = after->record;

	for (size_t i = 0; i < b->num_files; i++)
		if (tz_index_put(index, tz_target_path_in_item(&b->files[i]), i, err) < 0)
			return -1;
	for (size_t i = 0; i < a->num_files; i++) {
		const char *path = tz_target_path_in_item(&a->files[i]);
		size_t j = tz_index_get(index, path);
		const struct tz_target from = target_of(run->before, before, i), to = target_of(run->after, after, j);

		if (j == TZ_INDEX_NONE) {
			if (keep(run, before, i, false, err) < 0)
				return -1;
		} else if (compare_file(run, after->item, &from, &to, err) < 0 ||
			   tz_index_put(index, path, TZ_INDEX_NONE, err) < 0) {
			return -1;
		}
	}
	for (size_t i = 0; i < b->num_files; i++)
		if (tz_index_get(index, tz_target_path_in_item(&b->files[i])) != TZ_INDEX_NONE &&
		    keep(run, after, i, true, err) < 0)
			return -1;
	return 0;
}

int tz_diff_record_files(struct tz_diff_run *run, const struct tz_diff_record *before,
			 const struct tz_diff_record *after, struct taizhang_error *err)
{
	struct tz_index index = TZ_INDEX_INIT;
	int result;

	if (same_paths(before->record, after->record)) {
		for (size_t i = 0; i < before->record->num_files; i++) {
			const struct tz_target from = target_of(run->before, before, i),
					       to = target_of(run->after, after, i);

			if (compare_file(run, after->item, &from, &to, err) < 0)
				return -1;
		}
		return 0;
	}
	result = compare_by_path(run, before, after, &index, err);
	tz_index_free(&index);
	return result;
}

/* A file that went is the first one that came with its bytes. */
static int match(struct tz_diff_run *run, struct tz_index *first, struct taizhang_error *err)
{
	for (size_t i = run->num_come; i-- > 0;) {
		const struct taizhang_file *file = file_of(&run->come[i].target);

		if (file->has_digest && tz_index_put(first, file->digest, i, err) < 0)
			return -1;
	}
	for (size_t i = 0; i < run->num_gone; i++) {
		struct tz_diff_file *gone = &run->gone[i];
		const struct taizhang_file *file = file_of(&gone->target);
		size_t at = file->has_digest ? tz_index_get(first, file->digest) : TZ_INDEX_NONE;
		struct tz_diff_file *come = at == TZ_INDEX_NONE ? NULL : &run->come[at];

		if (!come || come->matched)
			continue;
		gone->matched = come->matched = true;
		if (tz_diff_tell(run, tz_diff_at_item(run, come->place, come->target.record->ordinal,
						      TAIZHANG_CHANGE_MOVED, TAIZHANG_SUBJECT_FILE),
				 &gone->target, &come->target, err) < 0 ||
		    compare_file(run, come->place, &gone->target, &come->target, err) < 0)
			return -1;
	}
	return 0;
}

static int tell_rest(struct tz_diff_run *run, const struct tz_diff_file *files, size_t num, bool after,
		     struct taizhang_error *err)
{
	for (size_t i = 0; i < num; i++) {
		const struct tz_diff_file *file = &files[i];

		if (!file->matched &&
		    tz_diff_tell(run, tz_diff_at_item(run, file->place, file->target.record->ordinal,
						      after ? TAIZHANG_CHANGE_ADDED : TAIZHANG_CHANGE_REMOVED,
						      TAIZHANG_SUBJECT_FILE),
				 after ? NULL : &file->target, after ? &file->target : NULL, err) < 0)
			return -1;
	}
	return 0;
}

int tz_diff_kept_files(struct tz_diff_run *run, struct taizhang_error *err)
{
	struct tz_index first = TZ_INDEX_OF(TZ_SHA256_BYTES);
	int result = match(run, &first, err);

	tz_index_free(&first);
	if (result == 0)
		result = tell_rest(run, run->gone, run->num_gone, false, err);
	return result == 0 ? tell_rest(run, run->come, run->num_come, true, err) : -1;
}
