/* SPDX-License-Identifier: MIT */
/* buffer.c: bytes that grow, always NUL-terminated. */
#include "base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define FIRST_CAPACITY 64
#define DRAIN_FROM (64u << 10)

void tz_buffer_drain(struct tz_buffer *b)
{
	struct tz_drain *drain = b->drain;

	if (b->failed || !drain || !b->size)
		return;
	if (drain->take(drain->context, b->data, b->size, &drain->error) < 0)
		b->failed = (enum taizhang_code)drain->error.code;
	b->size = 0;
}

char *tz_buffer_reserve(struct tz_buffer *b, size_t size)
{
	size_t need, capacity;
	char *data;

	if (b->size >= DRAIN_FROM)
		tz_buffer_drain(b);
	if (b->failed)
		return NULL;
	if (size > SIZE_MAX / 2 - b->size - 1) {
		b->failed = b->limit ? TAIZHANG_E_LIMIT : TAIZHANG_E_NOMEM;
		return NULL;
	}
	need = b->size + size;
	if (b->limit && need > b->limit) {
		b->failed = TAIZHANG_E_LIMIT;
		return NULL;
	}
	if (need + 1 > b->capacity) {
		capacity = b->capacity ? b->capacity * 2 : FIRST_CAPACITY;
		if (capacity < need + 1)
			capacity = need + 1;
		data = realloc(b->data, capacity);
		if (!data) {
			b->failed = TAIZHANG_E_NOMEM;
			return NULL;
		}
		b->data = data;
		b->capacity = capacity;
	}
	/* The caller fills exactly these bytes, so the NUL can stand behind them already. */
	b->data[need] = '\0';
	return b->data + b->size;
}

void tz_buffer_add(struct tz_buffer *b, const void *data, size_t size)
{
	char *room;

	if (!size)
		return;
	room = tz_buffer_reserve(b, size);
	if (room) {
		memcpy(room, data, size);
		b->size += size;
	}
}

void tz_buffer_text_add(struct tz_buffer *b, const char *text)
{
	if (text)
		tz_buffer_add(b, text, strlen(text));
}

void tz_buffer_printf(struct tz_buffer *b, const char *format, ...)
{
	va_list args, again;
	int size;
	char *room;

	va_start(args, format);
	va_copy(again, args);
	size = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (size < 0) {
		b->failed = TAIZHANG_E_NOMEM;
	} else {
		room = tz_buffer_reserve(b, (size_t)size);
		if (room) {
			vsnprintf(room, (size_t)size + 1, format, again);
			b->size += (size_t)size;
		}
	}
	va_end(again);
}

const char *tz_buffer_text(const struct tz_buffer *b)
{
	if (!b->data)
		return "";
	/* Room that was reserved may not have been used to its end. */
	b->data[b->size] = '\0';
	return b->data;
}

int tz_buffer_check(const struct tz_buffer *b, struct taizhang_error *err)
{
	if (!b->failed)
		return 0;
	if (b->drain && b->drain->error.code)
		return tz_error_pass(err, &b->drain->error);
	if (b->failed == TAIZHANG_E_LIMIT)
		return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_TOO_LARGE, NULL,
				       (int64_t)b->limit);
	return tz_error_nomem(err);
}

char *tz_buffer_take(struct tz_buffer *b, struct taizhang_error *err)
{
	char *data = NULL;

	if (!b->data)
		tz_buffer_reserve(b, 0);
	if (tz_buffer_check(b, err) == 0) {
		data = b->data;
		data[b->size] = '\0';
		b->data = NULL;
	}
	tz_buffer_free(b);
	return data;
}

void tz_buffer_free(struct tz_buffer *b)
{
	free(b->data);
	b->data = NULL;
	b->size = 0;
	b->capacity = 0;
	b->failed = TAIZHANG_OK;
}
