/* SPDX-License-Identifier: MIT */
/* part_list.h: finds the parts of a zip by its directory, or where that is missing, one after another. Below part.h, for it alone. */
#ifndef TZ_INSPECT_PART_LIST_H
#define TZ_INSPECT_PART_LIST_H

#include "inspect/part.h"

/* Takes a copy of the name. Folders are left out. */
int tz_part_list_add(struct tz_parts *parts, struct tz_part part, struct taizhang_error *err);
/* 1: listed; 0: there is no directory that holds together, and nothing is listed; -1: no memory or a failing disk. */
int tz_part_list_directory(struct tz_parts *parts, struct taizhang_error *err);
/* What stands in a file that broke off. */
int tz_part_list_walk(struct tz_parts *parts, struct taizhang_error *err);

#endif
