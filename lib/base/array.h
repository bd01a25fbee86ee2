/* SPDX-License-Identifier: MIT */
/* array.h: growing arrays of plain C structs. */
#ifndef TZ_BASE_ARRAY_H
#define TZ_BASE_ARRAY_H

#include <stddef.h>
#include <taizhang/error.h>

/* Makes room for one more element at *items (a pointer to the array pointer); new room is zeroed. count is in use,
 * *capacity what there is room for. Doubles, so that adding n elements costs O(n). Returns 0, or -1 with NOMEM. */
int tz_array_grow(void *items, size_t count, size_t *capacity, size_t element_size,
		  struct taizhang_error *err);

/* strdup with an error; NULL in gives NULL out and no error. */
char *tz_strdup(const char *text, struct taizhang_error *err);
char *tz_strndup(const char *text, size_t size, struct taizhang_error *err);
/* Replaces *slot by a copy of text (NULL or "" gives NULL); the old value stays on failure. */
int tz_set_string(char **slot, const char *text, struct taizhang_error *err);

#endif
