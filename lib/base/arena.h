/* SPDX-License-Identifier: MIT */
/* arena.h: many short strings that are freed together, packed into blocks: an allocation of its own would cost each some 20 bytes. */
#ifndef TZ_BASE_ARENA_H
#define TZ_BASE_ARENA_H

#include <stddef.h>
#include <taizhang/error.h>

/* Zero-initialised is empty. */
struct tz_arena {
	struct tz_arena_block *last;
	size_t used;
};

/* A copy, valid until the arena is freed. NULL for NULL, or with NOMEM. */
char *tz_arena_strdup(struct tz_arena *arena, const char *text, struct taizhang_error *err);
/* Gives back the string that was added last. */
void tz_arena_drop(struct tz_arena *arena, const char *text);
void tz_arena_free(struct tz_arena *arena);

#endif
