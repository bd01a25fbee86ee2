/* SPDX-License-Identifier: MIT */
/* assert.h: assertions that say what went wrong: code names and sentences, not numbers. */
#ifndef TESTS_ASSERT_H
#define TESTS_ASSERT_H

#include <check.h>
#include <stdio.h>
#include <taizhang/error.h>

/* The call returned 0; otherwise prints the error. */
#define tz_assert_ok(call, err) do { \
	if ((call) != 0) { \
		char text_[1024]; \
		taizhang_error_text((err), TAIZHANG_LANG_EN, text_, sizeof text_); \
		ck_abort_msg("%s failed: [%s/%s] %s", #call, \
			     taizhang_error_code_name((err)->code), taizhang_error_id(err), text_); \
	} \
} while (0)

/* The pointer is not NULL; otherwise prints the error. */
#define tz_assert_ptr(pointer, err) tz_assert_ok((pointer) == NULL, err)

/* The error has this code (a name of enum taizhang_code). */
#define tz_assert_code(err, expected) do { \
	if ((err)->code != (expected)) { \
		char text_[1024]; \
		taizhang_error_text((err), TAIZHANG_LANG_EN, text_, sizeof text_); \
		ck_abort_msg("expected %s, got [%s/%s] %s", #expected, \
			     taizhang_error_code_name((err)->code), taizhang_error_id(err), text_); \
	} \
} while (0)

#endif
