/* SPDX-License-Identifier: MIT */
/* sensitive_number.h: the numbers of persons in a line: identity, mobile, bank card. */
#ifndef TZ_CHECK_SENSITIVE_NUMBER_H
#define TZ_CHECK_SENSITIVE_NUMBER_H

#include "check/sensitive.h"

/* As tz_sensitive_scan, of one line. */
int tz_sensitive_numbers(const char *text, size_t size, size_t line,
			 int (*take)(void *context, const struct tz_sensitive *found, struct taizhang_error *err), void *context,
			 struct taizhang_error *err);

#endif
