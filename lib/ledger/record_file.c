/* SPDX-License-Identifier: MIT */
/* record_file.c: the files of a record: their order and roles. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "ledger/ledger.h"

struct taizhang_file *tz_record_add_file(struct taizhang_record *record, const char *path,
					 struct taizhang_error *err)
{
	struct taizhang_file *file;
	char *copy;

	if (tz_array_grow(&record->files, record->num_files, &record->files_capacity,
			  sizeof *record->files, err) < 0)
		return NULL;
	copy = tz_strdup(path, err);
	if (!copy)
		return NULL;
	file = &record->files[record->num_files++];
	*file = (struct taizhang_file){.path = copy, .role = TAIZHANG_ROLE_BODY};
	return file;
}

void tz_file_clear(struct taizhang_file *file)
{
	free(file->path);
	free(file->raw_path);
	free(file->package_path);
	tz_extensions_free(&file->extensions);
	memset(file, 0, sizeof *file);
}

/* By their bytes, not by a locale: equal ledgers must give equal bytes everywhere. */
static int compare_paths(const void *a, const void *b)
{
	return strcmp(((const struct taizhang_file *)a)->path,
		      ((const struct taizhang_file *)b)->path);
}

void tz_record_sort_files(struct taizhang_record *record)
{
	if (record->num_files > 1)
		qsort(record->files, record->num_files, sizeof *record->files, compare_paths);
}

TAIZHANG_API size_t taizhang_record_num_files(const struct taizhang_record *record)
{
	return record ? record->num_files : 0;
}

TAIZHANG_API const struct taizhang_file *
taizhang_record_get_file(const struct taizhang_record *record, size_t index)
{
	return record && index < record->num_files ? &record->files[index] : NULL;
}

TAIZHANG_API int taizhang_record_set_role(struct taizhang_record *record, size_t index,
					  enum taizhang_role role, struct taizhang_error *err)
{
	if (!record)
		return tz_error_inval(err, "record");
	if (index >= record->num_files)
		return tz_error_inval(err, "index");
	if (!taizhang_list_name(TAIZHANG_LIST_ROLE, role))
		return tz_error_inval(err, "role");
	record->files[index].role = role;
	return 0;
}

TAIZHANG_API const char *taizhang_file_path(const struct taizhang_file *file)
{
	return file ? file->path : "";
}

TAIZHANG_API const char *taizhang_file_raw_path(const struct taizhang_file *file)
{
	return file ? file->raw_path : NULL;
}

TAIZHANG_API enum taizhang_role taizhang_file_role(const struct taizhang_file *file)
{
	return file ? file->role : TAIZHANG_ROLE_BODY;
}

TAIZHANG_API uint64_t taizhang_file_size(const struct taizhang_file *file)
{
	return file ? file->size : 0;
}

TAIZHANG_API int64_t taizhang_file_mtime(const struct taizhang_file *file)
{
	return file ? file->mtime : 0;
}

TAIZHANG_API int32_t taizhang_file_mtime_ns(const struct taizhang_file *file)
{
	return file ? file->mtime_ns : 0;
}

TAIZHANG_API const char *taizhang_file_digest(const struct taizhang_file *file)
{
	return file ? file->digest : "";
}

TAIZHANG_API bool taizhang_file_is_missing(const struct taizhang_file *file)
{
	return file && file->missing;
}
