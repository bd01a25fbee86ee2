/* SPDX-License-Identifier: MIT */
/* zip_list.c: what a zip's directory will say of each entry, kept in few bytes until it is written. */
#include "package/zip_list.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

/* Chunks are never moved, so growing copies nothing and leaves at most one of them unused. */
#define CHUNK_SIZE 65536

struct tz_zip_chunk {
	struct tz_zip_chunk *next;
	size_t used, capacity;
	alignas(struct tz_zip_item) char bytes[];
};

static size_t size_of_item(size_t rest)
{
	size_t size = offsetof(struct tz_zip_item, name) + rest, step = alignof(struct tz_zip_item);

	if (size < sizeof(struct tz_zip_item))
		size = sizeof(struct tz_zip_item);
	return (size + step - 1) / step * step;
}

/* Room for size bytes in the last chunk. */
static char *take(struct tz_zip_list *list, size_t size, struct taizhang_error *err)
{
	struct tz_zip_chunk *chunk = list->last;

	if (!chunk || chunk->capacity - chunk->used < size) {
		size_t capacity = CHUNK_SIZE - sizeof *chunk;

		if (capacity < size)
			capacity = size;
		chunk = malloc(sizeof *chunk + capacity);
		if (!chunk) {
			tz_error_nomem(err);
			return NULL;
		}
		*chunk = (struct tz_zip_chunk){.capacity = capacity};
		if (list->last)
			list->last->next = chunk;
		else
			list->first = chunk;
		list->last = chunk;
	}
	chunk->used += size;
	return chunk->bytes + chunk->used - size;
}

static int make_room_for_name(struct tz_zip_list *list, size_t size, struct taizhang_error *err)
{
	char *name;

	if (size <= list->name_capacity)
		return 0;
	name = realloc(list->name, size + 256);
	if (!name)
		return tz_error_nomem(err);
	list->name = name;
	list->name_capacity = size + 256;
	return 0;
}

static size_t shared_with(const struct tz_zip_list *list, const char *name, size_t size)
{
	size_t most = size < list->name_size ? size : list->name_size, shared = 0;

	while (shared < most && name[shared] == list->name[shared])
		shared++;
	return shared;
}

struct tz_zip_item *tz_zip_list_add(struct tz_zip_list *list, const char *name, size_t size, struct taizhang_error *err)
{
	size_t shared = shared_with(list, name, size), rest = size - shared;
	struct tz_zip_item *item;

	if (make_room_for_name(list, size, err) != 0)
		return NULL;
	item = (void *)take(list, size_of_item(rest), err);
	if (!item)
		return NULL;
	*item = (struct tz_zip_item){.shared = (uint16_t)shared, .rest = (uint16_t)rest};
	memcpy(item->name, name + shared, rest);
	memcpy(list->name + shared, name + shared, rest);
	list->name_size = size;
	list->num++;
	return item;
}

const struct tz_zip_item *tz_zip_list_next(struct tz_zip_list *list, struct tz_zip_walk *walk)
{
	const struct tz_zip_item *item;

	if (!walk->chunk)
		walk->chunk = list->first;
	else if (walk->at == walk->chunk->used) {
		walk->chunk = walk->chunk->next;
		walk->at = 0;
	}
	if (!walk->chunk)
		return NULL;
	item = (const void *)(walk->chunk->bytes + walk->at);
	walk->at += size_of_item(item->rest);
	memcpy(list->name + item->shared, item->name, item->rest);
	list->name_size = (size_t)item->shared + item->rest;
	return item;
}

void tz_zip_list_free(struct tz_zip_list *list)
{
	struct tz_zip_chunk *next;

	for (struct tz_zip_chunk *chunk = list->first; chunk; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	free(list->name);
	*list = (struct tz_zip_list)TZ_ZIP_LIST_INIT;
}
