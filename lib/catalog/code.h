/* SPDX-License-Identifier: MIT */
/* code.h: codes as people write them, folded for comparing and in their canonical ASCII form for paths. */
#ifndef TZ_CATALOG_CODE_H
#define TZ_CATALOG_CODE_H

#include <stddef.h>
#include <taizhang/error.h>

/* The key under which two writings of one code are equal: digits, dashes, brackets and Roman numerals folded, blanks dropped,
 * ASCII upper case. `2)` `2）` `(2)` = 2. Malloc'd. */
char *tz_code_fold(const char *code, struct taizhang_error *err);
/* ASCII, safe as a folder's name: Ⅲ-1-2) gives III-1-2. Anything not ASCII that is left is written %-free as U-hex. Malloc'd. */
char *tz_code_path(const char *code, struct taizhang_error *err);
/* The code at the head of a folder's name ("I-1-1-1-1 方案", "I-1-1-1-1_方案", "Ⅰ—1—1—1—1方案"): bytes of it, 0 if none begins so.
 * Taken by shape; whether such a code exists is asked of the catalogue, the longest first. */
size_t tz_code_prefix(const char *name);
/* ITEM/ORDINAL: ordinals as people write them: 3, 03, ③, (3), ３. 0 where it is none. */
unsigned int tz_code_ordinal(const char *text);

#endif
