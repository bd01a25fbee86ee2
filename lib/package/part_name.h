/* SPDX-License-Identifier: MIT */
/* part_name.h: the names of the parts of a set, and files beside them that could be taken for parts. */
#ifndef TZ_PACKAGE_PART_NAME_H
#define TZ_PACKAGE_PART_NAME_H

#include <taizhang/error.h>

#define TZ_PART_SUFFIX_SIZE 32

/* "-1of3", "-01of12": as many digits as sort by name. */
const char *tz_part_suffix(unsigned int part, unsigned int parts, char text[TZ_PART_SUFFIX_SIZE]);
/* The path of one part after that of the set, "包头市.zip" giving "包头市-1of3.zip"; the same path for part 0 of 0. Malloc'd. */
char *tz_part_path(const char *target, unsigned int part, unsigned int parts, struct taizhang_error *err);

/* Told of the path of each file; -1 to stop, err set. */
typedef int (*tz_part_visit)(void *context, const char *path, struct taizhang_error *err);
/* Visits, in the order of their names, the files beside the target that are named as it or as parts of it, but none of these parts (0: of
 * the target itself). */
int tz_part_others(const char *target, unsigned int parts, tz_part_visit visit, void *context, struct taizhang_error *err);

#endif
