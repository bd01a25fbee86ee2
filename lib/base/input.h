/* SPDX-License-Identifier: MIT */
/* input.h: the caller's input: taken with its defaults, or refused. */
#ifndef TZ_BASE_INPUT_H
#define TZ_BASE_INPUT_H

#include <stdbool.h>
#include <taizhang/error.h>
#include <taizhang/input.h>

/* *out is whole: each field of an older caller has its default, name is set. INVAL where input has not exactly one kind of bytes. */
int tz_input_take(struct taizhang_input *out, const struct taizhang_input *input, struct taizhang_error *err);
/* path may be NULL or empty, which tz_input_take refuses. */
struct taizhang_input tz_input_of_path(const char *path);
/* It can be read once only, from front to end. */
bool tz_input_is_stream(const struct taizhang_input *input);

#endif
