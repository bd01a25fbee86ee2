/* SPDX-License-Identifier: MIT */
/* part.c: the parts of a document that is a zip: which there are, and each read as a stream within limits. */
#include "inspect/part.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "inspect/part_list.h"

#define OPENING (32u << 10)	/* bytes that the opening of a part counts for */

/* A part that cannot be read is the file's fault, and none of the work's. */
static bool is_ours(const struct taizhang_error *err)
{
	return err->code == TAIZHANG_E_NOMEM || err->code == TAIZHANG_E_IO;
}

static int pass_ours(struct taizhang_error *err, const struct taizhang_error *kept)
{
	return is_ours(kept) ? tz_error_pass(err, kept) : 0;
}

int tz_parts_open(struct tz_parts *parts, const struct tz_source *source, struct tz_arena *arena, struct taizhang_error *err)
{
	struct taizhang_error kept = TAIZHANG_ERROR_INIT;
	int found;

	*parts = (struct tz_parts){.source = source, .arena = arena, .by_name = TZ_INDEX_INIT, .input = tz_source_input(source)};
	parts->reader = tz_member_open(&parts->input, &kept);
	if (!parts->reader)
		return pass_ours(err, &kept);
	if (tz_member_format(parts->reader) != TZ_CONTAINER_ZIP)
		return 0;
	found = tz_part_list_directory(parts, err);
	return found == 0 ? tz_part_list_walk(parts, err) : found < 0 ? -1 : 0;
}

void tz_parts_close(struct tz_parts *parts)
{
	tz_member_close(parts->reader);
	parts->reader = NULL;
	tz_index_free(&parts->by_name);
	free(parts->list);
	parts->list = NULL;
	parts->num = 0;
}

static void fold(char *name)
{
	for (; *name; name++)
		if (*name >= 'A' && *name <= 'Z')
			*name = (char)(*name + ('a' - 'A'));
}

int tz_part_list_add(struct tz_parts *parts, struct tz_part part, struct taizhang_error *err)
{
	char *name = tz_arena_strdup(parts->arena, part.name, err), *key;
	size_t size = strlen(part.name);

	/* A folder says nothing. */
	if (size && part.name[size - 1] == '/')
		return 0;
	if (!name || tz_array_grow(&parts->list, parts->num, &parts->capacity, sizeof *parts->list, err) != 0)
		return -1;
	for (char *at = name; (at = strchr(at, '\\'));)
		*at = '/';
	key = tz_arena_strdup(parts->arena, name, err);
	if (!key)
		return -1;
	fold(key);
	part.name = name;
	parts->list[parts->num++] = part;
	if (tz_index_get(&parts->by_name, key) != TZ_INDEX_NONE) {
		parts->twice = name;
		return 0;
	}
	return tz_index_put(&parts->by_name, key, parts->num - 1, err);
}

const struct tz_part *tz_parts_find(const struct tz_parts *parts, const char *name)
{
	char key[TZ_LIMIT_FACT_VALUE];
	size_t size = strlen(name), found;

	if (size >= sizeof key)
		return NULL;
	memcpy(key, name, size + 1);
	fold(key);
	found = tz_index_get(&parts->by_name, key);
	return found == TZ_INDEX_NONE ? NULL : &parts->list[found];
}

void tz_part_resolve(const char *base, const char *reference, char *name, size_t size)
{
	const char *slash = strrchr(base, '/');
	size_t used = *reference == '/' || !slash ? 0 : (size_t)(slash - base);

	if (used >= size) {
		*name = '\0';
		return;
	}
	memcpy(name, base, used);
	while (*reference) {
		size_t part = strcspn(reference, "/\\");

		if (part == 2 && memcmp(reference, "..", 2) == 0) {
			if (!used)
				break;
			while (used && name[--used] != '/')
				;
		} else if (part && !(part == 1 && *reference == '.')) {
			if (used + part + 2 > size)
				break;
			if (used)
				name[used++] = '/';
			memcpy(name + used, reference, part);
			used += part;
		}
		reference += part;
		reference += *reference != '\0';
	}
	name[*reference ? 0 : used] = '\0';
}

int tz_part_open(struct tz_part_stream *stream, struct tz_parts *parts, const struct tz_part *part, struct taizhang_error *err)
{
	*stream = (struct tz_part_stream){.parts = parts, .part = part, .reader = NULL, .unpacked = 0};
	/* What opens a part over and over costs, however small it is. */
	parts->unpacked += OPENING;
	if (part->locked)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_CONTAINER_FORMAT, part->name);
	if (parts->unpacked > TZ_LIMIT_INSPECT_UNPACKED)
		return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, part->name, TZ_LIMIT_INSPECT_UNPACKED);
	return tz_part_rewind(stream, err);
}

int tz_part_rewind(void *context, struct taizhang_error *err)
{
	struct tz_part_stream *stream = context;
	struct tz_member member;
	int found;

	tz_member_close(stream->reader);
	stream->unpacked = 0;
	stream->reader = tz_member_open_range(stream->parts->reader, stream->part->offset, err);
	if (!stream->reader)
		return -1;
	found = tz_member_next(stream->reader, &member, err);
	if (found < 0)
		return -1;
	if (found == 0)
		return tz_error_set(err, TAIZHANG_E_FORMAT, TZ_MSG_CONTAINER_FORMAT, stream->part->name);
	/* The directory may say otherwise. */
	return member.encrypted ? tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_CONTAINER_FORMAT, stream->part->name) : 0;
}

static bool is_too_much(const struct tz_part_stream *stream)
{
	uint64_t packed = tz_member_position(stream->reader);

	/* What was taken in blocks is more than what the part has taken of it. */
	if (stream->part->packed && stream->part->packed < packed)
		packed = stream->part->packed;
	return stream->unpacked > TZ_LIMIT_INSPECT_PART || stream->parts->unpacked > TZ_LIMIT_INSPECT_UNPACKED ||
	       (stream->unpacked > TZ_LIMIT_RATIO_FROM && stream->unpacked / TZ_LIMIT_RATIO > packed);
}

int64_t tz_part_read(void *context, void *buf, size_t size, struct taizhang_error *err)
{
	struct tz_part_stream *stream = context;
	int64_t got = tz_member_read(stream->reader, buf, size, err);

	if (got < 0)
		return -1;
	stream->unpacked += (uint64_t)got;
	stream->parts->unpacked += (uint64_t)got;
	if (is_too_much(stream))
		return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, stream->part->name, TZ_LIMIT_INSPECT_PART);
	return got;
}

void tz_part_close(struct tz_part_stream *stream)
{
	tz_member_close(stream->reader);
	stream->reader = NULL;
}

int tz_part_head(struct tz_parts *parts, const struct tz_part *part, char *buf, size_t size, struct taizhang_error *err)
{
	struct taizhang_error kept = TAIZHANG_ERROR_INIT;
	struct tz_part_stream stream;
	size_t used = 0;
	int64_t got = 1;

	*buf = '\0';
	if (!part)
		return 0;
	if (tz_part_open(&stream, parts, part, &kept) != 0)
		got = -1;
	while (got > 0 && used < size - 1) {
		got = tz_part_read(&stream, buf + used, size - 1 - used, &kept);
		used += got > 0 ? (size_t)got : 0;
	}
	buf[used] = '\0';
	tz_part_close(&stream);
	return got < 0 ? pass_ours(err, &kept) : 0;
}
