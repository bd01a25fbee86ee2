/* SPDX-License-Identifier: MIT */
/* package_whole.h: what a part of a set or a supplement says of the whole package that it stands for. */
#ifndef TZ_PACKAGE_PACKAGE_WHOLE_H
#define TZ_PACKAGE_PACKAGE_WHOLE_H

#include "base/json.h"
#include "package/bag.h"
#include "package/package.h"

/* A part or a supplement: some of the files that it lists are elsewhere. */
bool tz_package_is_partial(const struct taizhang_package *package);
/* All the files that it lists are in it. */
bool tz_package_is_complete(const struct taizhang_package *package);
/* Which part has the file's bytes (0 where there are no parts), or TZ_CARRIED_BASE. */
unsigned int tz_package_place(const struct taizhang_package *package, const struct taizhang_file *file);
/* The name of the whole's root folder, malloc'd; NULL without an error where the package's own is none of a part. */
char *tz_package_whole_root(const struct taizhang_package *package, struct taizhang_error *err);
/* Appends the file name of another part of the package's set, made from the name of this one's file. */
void tz_package_part_name(struct tz_buffer *out, const struct taizhang_package *package, const char *name,
			  unsigned int part);

/* Judges what manifest.xml says of the whole, as far as it tells by itself; then with the rest of the package. */
int tz_package_check_listing(const struct taizhang_package *package, struct taizhang_findings *findings,
			     struct taizhang_error *err);
int tz_package_check_whole(const struct taizhang_package *package, struct tz_bag *bag,
			   struct taizhang_findings *findings, struct taizhang_error *err);
/* Says what belongs to a part or a supplement that was judged alone; name is that of its file. */
int tz_package_tell_alone(const struct taizhang_package *package, const char *name,
			  struct taizhang_findings *findings, struct taizhang_error *err);
/* package_text.c: what it says of the whole, and whether that was judged, as keys of the open object. */
void tz_package_describe_whole(struct tz_json *j, const struct taizhang_package *package);

#endif
