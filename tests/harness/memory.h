/* SPDX-License-Identifier: MIT */
/* memory.h: lets the n-th allocation of our own code fail. For programs linked with $(memory_ldflags). */
#ifndef TESTS_MEMORY_H
#define TESTS_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* The n-th allocation from now on fails, counted from 0, and the later ones succeed; SIZE_MAX lets all succeed. */
void memory_fail_at(size_t n);
/* Whether it has come to that. */
bool memory_has_failed(void);

#endif
