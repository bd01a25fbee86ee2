/* SPDX-License-Identifier: MIT */
/* record_file.c: the files of a record: their order and roles. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/digest.h"
#include "base/error.h"
#include "ledger/ledger.h"

/* Up to fifteen files exactly, then in steps of a sixteenth to an eighth: most records have one file, and a thousand must
 * not be copied a thousand times. Steps change at powers of two, which are whole in both. */
static size_t room_for(size_t num)
{
	size_t step = 1;

	while (num / 16 >= step)
		step *= 2;
	return (num + step - 1) / step * step;
}

int tz_files_grow(struct taizhang_file **files, size_t num, struct taizhang_error *err)
{
	struct taizhang_file *more;

	if (num && room_for(num) > num)
		return 0;
	if (num >= UINT32_MAX)
		return tz_error_nomem(err);
	more = realloc(*files, room_for(num + 1) * sizeof *more);
	if (!more)
		return tz_error_nomem(err);
	*files = more;
	return 0;
}

struct taizhang_file *tz_record_add_file(struct taizhang_record *record, const char *path,
					 struct taizhang_error *err)
{
	struct taizhang_file *file;
	char *copy;

	if (tz_files_grow(&record->files, record->num_files, err) < 0)
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
	free(file->place);
	tz_extensions_free(&file->extensions);
	memset(file, 0, sizeof *file);
}

bool tz_file_set_digest(struct taizhang_file *file, const char *hex)
{
	unsigned char bytes[TZ_SHA256_BYTES] = {0};

	if (*hex && !tz_digest_from_hex(hex, bytes, sizeof bytes))
		return false;
	memcpy(file->digest, bytes, sizeof bytes);
	file->has_digest = *hex != '\0';
	return true;
}

const unsigned char *tz_file_digest(const struct taizhang_file *file)
{
	return file->has_digest ? file->digest : NULL;
}

bool tz_file_same_bytes(const struct taizhang_file *a, const struct taizhang_file *b)
{
	return a->has_digest == b->has_digest && memcmp(a->digest, b->digest, sizeof a->digest) == 0;
}

void tz_file_copy_state(struct taizhang_file *to, const struct taizhang_file *from)
{
	to->size = from->size;
	to->mtime = from->mtime;
	to->mtime_ns = from->mtime_ns;
	to->has_digest = from->has_digest;
	memcpy(to->digest, from->digest, sizeof to->digest);
}

/* One block for all of it: a manifest of a hundred thousand files has as many. */
int tz_file_set_place(struct taizhang_file *file, const char *path, unsigned int carried, const char *sm3,
		      struct taizhang_error *err)
{
	struct tz_file_place *place = NULL;
	const size_t size = path ? strlen(path) + 1 : 1;

	if (path || carried || sm3) {
		place = malloc(sizeof *place + size + (sm3 ? TZ_SM3_BYTES : 0));
		if (!place)
			return tz_error_nomem(err);
		*place = (struct tz_file_place){.carried = carried, .has_path = path != NULL};
		memcpy(place->text, path ? path : "", size);
		place->has_sm3 = sm3 && tz_digest_from_hex(sm3, (unsigned char *)place->text + size, TZ_SM3_BYTES);
	}
	free(file->place);
	file->place = place;
	return 0;
}

const char *tz_file_package_path(const struct taizhang_file *file)
{
	return file->place && file->place->has_path ? file->place->text : NULL;
}

unsigned int tz_file_carried(const struct taizhang_file *file)
{
	return file->place ? file->place->carried : 0;
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

const char *tz_file_sm3(const struct taizhang_file *file, char hex[TAIZHANG_DIGEST_HEX_SIZE])
{
	const struct tz_file_place *place = file->place;

	*hex = '\0';
	if (place && place->has_sm3)
		tz_digest_to_hex((const unsigned char *)place->text + strlen(place->text) + 1, TZ_SM3_BYTES, hex);
	return hex;
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
	record->files[index].role = (uint8_t)role;
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
	return file ? (enum taizhang_role)file->role : TAIZHANG_ROLE_BODY;
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

TAIZHANG_API const char *taizhang_file_digest(const struct taizhang_file *file, char hex[TAIZHANG_DIGEST_HEX_SIZE])
{
	*hex = '\0';
	if (file && file->has_digest)
		tz_digest_to_hex(file->digest, sizeof file->digest, hex);
	return hex;
}

TAIZHANG_API bool taizhang_file_is_missing(const struct taizhang_file *file)
{
	return file && file->missing;
}
