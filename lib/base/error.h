/* SPDX-License-Identifier: MIT */
/* error.h: setting errors; NULL-safe, first error wins, nothing allocated. */
#ifndef TZ_BASE_ERROR_H
#define TZ_BASE_ERROR_H

#include <taizhang/error.h>

#include "base/message.h"

/* All return -1, so that `return tz_error_set(…)` ends a function; where may be NULL. */
int tz_error_set(struct taizhang_error *err, enum taizhang_code code, enum tz_message message,
		 const char *where);
int tz_error_detail(struct taizhang_error *err, enum taizhang_code code, enum tz_message message,
		    const char *where, const char *detail);
int tz_error_line(struct taizhang_error *err, enum taizhang_code code, enum tz_message message,
		  const char *where, int64_t line, const char *detail);
int tz_error_number(struct taizhang_error *err, enum taizhang_code code, enum tz_message message,
		    const char *where, int64_t number);
/* From errno: ENOMEM gives NOMEM, all else IO. */
int tz_error_sys(struct taizhang_error *err, enum tz_message message, const char *where);
int tz_error_nomem(struct taizhang_error *err);
/* A wrong argument of a public function; name is the parameter's. */
int tz_error_inval(struct taizhang_error *err, const char *name);
/* Hands on an error that was kept aside. */
int tz_error_pass(struct taizhang_error *err, const struct taizhang_error *kept);
/* Lower layers know what, upper layers know where: fills an empty where, changes nothing else. */
void tz_error_at(struct taizhang_error *err, const char *where);

#endif
