/* SPDX-License-Identifier: MIT */
/* merge_copy.c: a record of a package becomes one of the ledger, or takes the place of one. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "package/merge.h"

static int copy_fields(struct taizhang_record *from, struct taizhang_record *to, struct taizhang_error *err)
{
	struct taizhang_record copy;

	if (tz_record_copy_fields(from, &copy, err) < 0)
		return -1;
	/* where it stands is its own */
	copy.item = to->item;
	copy.ordinal = to->ordinal;
	tz_record_move_fields(&copy, to);
	return 0;
}

/* What the package says of a file, and where its bytes are; the place in the folder is found later. */
static int copy_file(struct tz_merge *m, struct tz_merge_source *source, const struct taizhang_file *from,
		     struct taizhang_record *to, struct taizhang_error *err)
{
	struct taizhang_file *file = tz_record_add_file(to, from->path, err);

	if (!file || tz_merge_set_pending(m, source, taizhang_file_package_path(from), file, err) < 0)
		return -1;
	tz_file_copy_state(file, from);
	file->role = from->role;
	file->missing = from->missing;
	return tz_origin_add_extensions(&file->extensions, &from->extensions, NULL, err);
}

/* A file of the list with these bytes, moved out of it into to. */
static bool carry_over(struct taizhang_file *list, size_t num, const struct taizhang_file *like, struct taizhang_record *to,
		       struct taizhang_error *err)
{
	for (size_t i = 0; i < num; i++) {
		if (!list[i].path || list[i].missing != like->missing || !tz_file_same_bytes(&list[i], like))
			continue;
		if (tz_files_grow(&to->files, to->num_files, err) < 0)
			return false;
		to->files[to->num_files++] = list[i];
		memset(&list[i], 0, sizeof list[i]);
		to->files[to->num_files - 1].role = like->role;
		return true;
	}
	return false;
}

static int stamp(struct tz_merge_source *source, struct taizhang_record *ours, const struct taizhang_record *theirs,
		 struct taizhang_error *err)
{
	const struct tz_target target = {.type = TZ_TARGET_RECORD, .record = ours};
	char content[TAIZHANG_DIGEST_HEX_SIZE];

	if (tz_merge_content(&target, NULL, content, err) < 0)
		return -1;
	return tz_origin_stamp(&ours->extensions, source, theirs->ordinal, content, err);
}

int tz_merge_take_record(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_record *ours,
			 struct taizhang_record *theirs, struct taizhang_error *err)
{
	struct taizhang_file *list = ours->files;
	const size_t num = ours->num_files;
	int result;

	if (tz_merge_lose_record(m, NULL, ours, theirs, err) < 0)
		return -1;
	ours->files = NULL;
	ours->num_files = 0;
	result = copy_fields(theirs, ours, err);
	for (size_t i = 0; i < theirs->num_files && result == 0; i++)
		if (!carry_over(list, num, &theirs->files[i], ours, err))
			result = copy_file(m, source, &theirs->files[i], ours, err);
	for (size_t i = 0; i < num; i++)
		tz_file_clear(&list[i]);
	free(list);
	if (result == 0)
		result = tz_origin_add_extensions(&ours->extensions, &theirs->extensions, NULL, err);
	return result < 0 ? -1 : stamp(source, ours, theirs, err);
}

int tz_merge_add_record(struct tz_merge *m, struct tz_merge_source *source, const struct taizhang_node *item, unsigned int ordinal,
			struct taizhang_record *theirs, struct taizhang_error *err)
{
	struct taizhang_record *ours = tz_ledger_add_record(m->ledger, item, ordinal, theirs->kind, err);

	if (!ours || copy_fields(theirs, ours, err) < 0)
		return -1;
	for (size_t i = 0; i < theirs->num_files; i++)
		if (copy_file(m, source, &theirs->files[i], ours, err) < 0)
			return -1;
	if (tz_origin_add_extensions(&ours->extensions, &theirs->extensions, NULL, err) < 0)
		return -1;
	source->out->counts.added++;
	return stamp(source, ours, theirs, err);
}

int tz_merge_supply(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_record *ours,
		    struct taizhang_record *theirs, struct taizhang_error *err)
{
	for (size_t i = 0; i < theirs->num_files; i++) {
		const struct taizhang_file *from = &theirs->files[i];

		for (size_t k = 0; k < ours->num_files && !from->missing; k++) {
			struct taizhang_file *file = &ours->files[k];

			if (!file->missing || !tz_file_same_bytes(file, from))
				continue;
			file->missing = false;
			if (tz_merge_release(m, file->path, err) < 0 ||
			    tz_merge_set_pending(m, source, tz_file_package_path(from), file, err) < 0)
				return -1;
			break;
		}
	}
	return 0;
}

int tz_merge_extend_record(struct tz_merge *m, const struct tz_merge_source *source, struct taizhang_record *ours,
			   const struct taizhang_record *theirs, struct taizhang_error *err)
{
	const char *item = taizhang_node_code(ours->item);

	if (tz_merge_extend(m, source, item, &ours->extensions, &theirs->extensions, err) < 0)
		return -1;
	for (size_t i = 0; i < ours->num_files; i++)
		for (size_t k = 0; k < theirs->num_files; k++)
			if (tz_file_same_bytes(&ours->files[i], &theirs->files[k]) &&
			    tz_merge_extend(m, source, item, &ours->files[i].extensions, &theirs->files[k].extensions, err) < 0)
				return -1;
	return 0;
}
