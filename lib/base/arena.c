/* SPDX-License-Identifier: MIT */
/* arena.c: many short strings that are freed together, packed into blocks: an allocation of its own would cost each some 20 bytes. */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define BLOCK 32768

struct tz_arena_block {
	struct tz_arena_block *before;
	size_t size;
	char bytes[];
};

static int add_block(struct tz_arena *arena, size_t size, struct taizhang_error *err)
{
	struct tz_arena_block *block;

	if (size < BLOCK - sizeof *block)
		size = BLOCK - sizeof *block;
	block = malloc(sizeof *block + size);
	if (!block)
		return tz_error_nomem(err);
	block->before = arena->last;
	block->size = size;
	arena->last = block;
	arena->used = 0;
	return 0;
}

char *tz_arena_strdup(struct tz_arena *arena, const char *text, struct taizhang_error *err)
{
	size_t size = text ? strlen(text) + 1 : 0;
	char *copy;

	if (!text)
		return NULL;
	if ((!arena->last || arena->last->size - arena->used < size) && add_block(arena, size, err) < 0)
		return NULL;
	copy = arena->last->bytes + arena->used;
	memcpy(copy, text, size);
	arena->used += size;
	return copy;
}

void tz_arena_drop(struct tz_arena *arena, const char *text)
{
	arena->used = (size_t)(text - arena->last->bytes);
}

void tz_arena_free(struct tz_arena *arena)
{
	while (arena->last) {
		struct tz_arena_block *before = arena->last->before;

		free(arena->last);
		arena->last = before;
	}
	arena->used = 0;
}
