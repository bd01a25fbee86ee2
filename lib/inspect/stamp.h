/* SPDX-License-Identifier: MIT */
/* stamp.h: which inspection it was: what gives other facts of the same bytes has another stamp. */
#ifndef TZ_INSPECT_STAMP_H
#define TZ_INSPECT_STAMP_H

#include <stdbool.h>
#include <taizhang/error.h>

/* Raised whenever the same bytes give other facts than before: facts that were remembered then count as gone. */
#define TZ_INSPECT_VERSION 1

#define TZ_INSPECT_STAMP_SIZE 32
/* Of this version of the library, its facts and formats, and the libraries and programs at hand. */
int tz_inspect_stamp(bool programs, unsigned char stamp[TZ_INSPECT_STAMP_SIZE], struct taizhang_error *err);

#endif
