/* SPDX-License-Identifier: MIT */
/* memory.c: stands before malloc, calloc, realloc and strdup, as the linker's --wrap puts it. */
#include "harness/memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

/* Threads of a crew allocate as well. */
static atomic_size_t left = SIZE_MAX;
static atomic_bool failed;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);

void memory_fail_at(size_t n)
{
	left = n;
	failed = false;
}

bool memory_has_failed(void)
{
	return failed;
}

static bool fails(void)
{
	size_t now = left;

	while (now != SIZE_MAX && !atomic_compare_exchange_weak(&left, &now, now > 0 ? now - 1 : SIZE_MAX))
		;
	if (now != 0)
		return false;
	failed = true;
	return true;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = __wrap_malloc(size);

	return copy ? memcpy(copy, text, size) : NULL;
}
