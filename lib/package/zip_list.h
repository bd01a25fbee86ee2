/* SPDX-License-Identifier: MIT */
/* zip_list.h: what a zip's directory will say of each entry, kept in few bytes until it is written. */
#ifndef TZ_PACKAGE_ZIP_LIST_H
#define TZ_PACKAGE_ZIP_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

/* An entry's numbers, and the end of its name: neighbours begin alike. Where it stands follows from the sizes of those before it. Some 55
 * bytes for a name like 包头市-2017/data/I-2-1-1-1/01-经费投入统计表.xlsx. */
struct tz_zip_item {
	uint64_t size, coded_size;
	uint32_t crc;
	uint16_t shared, rest;		/* bytes of the name: those that the one before begins with too, and the others */
	bool is_deflated;
	bool is_large;			/* its local header has a zip64 field */
	char name[];			/* rest bytes, no NUL */
};

struct tz_zip_chunk;

struct tz_zip_list {
	struct tz_zip_chunk *first, *last;
	uint64_t num;
	char *name;			/* of the entry added last; in a walk, of the present one */
	size_t name_size, name_capacity;
};

#define TZ_ZIP_LIST_INIT {NULL, NULL, 0, NULL, 0, 0}
/* The longest name that fits. */
#define TZ_ZIP_LIST_NAME 65535

/* Adds an entry; its numbers are zeros, to be set by the caller at any time before the walk. NULL with err set for want of memory. */
struct tz_zip_item *tz_zip_list_add(struct tz_zip_list *list, const char *name, size_t size, struct taizhang_error *err);
void tz_zip_list_free(struct tz_zip_list *list);

/* Where a walk is: from its first step on nothing can be added. */
struct tz_zip_walk {
	const struct tz_zip_chunk *chunk;
	size_t at;
};

/* The first or next entry, whose whole name is list->name, of list->name_size bytes; NULL at the end. walk begins as zeros. */
const struct tz_zip_item *tz_zip_list_next(struct tz_zip_list *list, struct tz_zip_walk *walk);

#endif
