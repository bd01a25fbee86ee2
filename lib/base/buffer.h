/* SPDX-License-Identifier: MIT */
/* buffer.h: bytes that grow, always NUL-terminated; the first failure sticks and is asked for once at the end. */
#ifndef TZ_BASE_BUFFER_H
#define TZ_BASE_BUFFER_H

#include <stdarg.h>
#include <stddef.h>
#include <taizhang/error.h>

/* Where the bytes go on to, for those that need not be in memory together: then only some 64 KiB of them are, and who writes must not look
 * back at them. */
struct tz_drain {
	/* -1 with err set: the buffer has failed. */
	int (*take)(void *context, const void *data, size_t size, struct taizhang_error *err);
	void *context;
	struct taizhang_error error;	/* what take failed with */
};

struct tz_buffer {
	char *data;		/* NULL while empty; use tz_buffer_text for a string */
	size_t size;		/* bytes, without the NUL; of a drained one, those that are still here */
	size_t capacity;
	size_t limit;		/* most bytes, 0 = no limit */
	enum taizhang_code failed;	/* NOMEM, LIMIT or the drain's (no error: 0); appends do nothing from then on */
	struct tz_drain *drain;	/* NULL: all bytes stay */
};

#define TZ_BUFFER_INIT {NULL, 0, 0, 0, TAIZHANG_OK, NULL}

void tz_buffer_add(struct tz_buffer *b, const void *data, size_t size);
void tz_buffer_text_add(struct tz_buffer *b, const char *text);	/* NULL adds nothing */
void tz_buffer_printf(struct tz_buffer *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Room for size further bytes, to be filled by the caller, who then adds to b->size; NULL on failure. */
char *tz_buffer_reserve(struct tz_buffer *b, size_t size);
/* The bytes as a string, "" while empty. */
const char *tz_buffer_text(const struct tz_buffer *b);
/* Hands what is left to the drain. */
void tz_buffer_drain(struct tz_buffer *b);
/* 0, or -1 with NOMEM, LIMIT or the drain's error where an append had failed. */
int tz_buffer_check(const struct tz_buffer *b, struct taizhang_error *err);
/* Moves the bytes out as a malloc'd string, "" while empty; NULL with NOMEM (or LIMIT) where an append had failed. Empties b. */
char *tz_buffer_take(struct tz_buffer *b, struct taizhang_error *err);
void tz_buffer_free(struct tz_buffer *b);

#endif
