/* SPDX-License-Identifier: MIT */
/* unpack_set.h: unpacking several packages into the whole that they are together. */
#ifndef TZ_PACKAGE_UNPACK_SET_H
#define TZ_PACKAGE_UNPACK_SET_H

#include <taizhang/input.h>

#include "package/package.h"

/* taizhang_unpack_input where the options name other parts or bases; the input was taken, findings is wanted. */
int tz_unpack_set(const struct taizhang_input *first, const char *directory, const struct taizhang_unpack_options *options,
		  struct taizhang_unpack_result *result, struct taizhang_findings *findings,
		  struct taizhang_error *err);

#endif
