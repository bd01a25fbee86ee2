/* SPDX-License-Identifier: MIT */
/* array.c: growing arrays of plain C structs, and owned copies of strings. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define FIRST_CAPACITY 8

int tz_array_grow(void *items, size_t count, size_t *capacity, size_t element_size,
		  struct taizhang_error *err)
{
	size_t more;
	char *data;

	if (count < *capacity)
		return 0;
	more = *capacity ? *capacity * 2 : FIRST_CAPACITY;
	if (more < *capacity || more > SIZE_MAX / 2 / element_size)
		return tz_error_nomem(err);
	/* Whatever struct the caller's pointer points to, its pointer is copied as bytes: no aliasing. */
	memcpy(&data, items, sizeof data);
	data = realloc(data, more * element_size);
	if (!data)
		return tz_error_nomem(err);
	memset(data + *capacity * element_size, 0, (more - *capacity) * element_size);
	memcpy(items, &data, sizeof data);
	*capacity = more;
	return 0;
}

char *tz_strdup(const char *text, struct taizhang_error *err)
{
	return text ? tz_strndup(text, strlen(text), err) : NULL;
}

char *tz_strndup(const char *text, size_t size, struct taizhang_error *err)
{
	char *copy;

	if (!text)
		return NULL;
	size = strnlen(text, size);
	copy = malloc(size + 1);
	if (!copy) {
		tz_error_nomem(err);
		return NULL;
	}
	memcpy(copy, text, size);
	copy[size] = '\0';
	return copy;
}

int tz_set_string(char **slot, const char *text, struct taizhang_error *err)
{
	char *copy = NULL;

	if (text && *text) {
		copy = tz_strdup(text, err);
		if (!copy)
			return -1;
	}
	free(*slot);
	*slot = copy;
	return 0;
}
