/* SPDX-License-Identifier: MIT */
/* code.h: codes as people write them, folded for comparing and in their canonical ASCII form for paths. */
#ifndef TZ_CATALOG_CODE_H
#define TZ_CATALOG_CODE_H

#include <stddef.h>
#include <taizhang/error.h>

/* The key under which two writings of one code are equal: parts joined by single '-': digits of any width, Roman
 * numerals and full-width letters as ASCII, upper case; dashes of any length, brackets and the edges of circled
 * numbers part; blanks are dropped. `2)` `2）` `(2)` `②` = 2. Malloc'd. */
char *tz_code_fold(const char *code, struct taizhang_error *err);
/* ASCII, safe as a folder's name: Ⅲ-1-2) gives III-1-2. What is not ASCII after folding is written as U and its
 * hexadecimal number. Malloc'd. */
char *tz_code_path(const char *code, struct taizhang_error *err);
/* The code at the head of a folder's name ("I-1-1-1-1 方案", "I-1-1-1-1_方案", "Ⅰ—1—1—1—1方案"): bytes of it, 0 if
 * none begins so. Taken by shape; whether such a code exists is asked of the catalogue, the longest first
 * (tz_catalog_find_prefix does both). */
size_t tz_code_prefix(const char *name);
/* The next shorter code within the first size bytes of name: without its last part. 0 where there is none. */
size_t tz_code_shorten(const char *name, size_t size);
/* ITEM/ORDINAL: ordinals as people write them: 3, 03, ③, (3), ３. 0 where it is none. */
unsigned int tz_code_ordinal(const char *text);

#endif
