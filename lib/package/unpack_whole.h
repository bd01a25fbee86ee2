/* SPDX-License-Identifier: MIT */
/* unpack_whole.h: the tag files of the whole that several packages are together. */
#ifndef TZ_PACKAGE_UNPACK_WHOLE_H
#define TZ_PACKAGE_UNPACK_WHOLE_H

#include "package/package_set.h"
#include "package/unpack_target.h"

/* Writes beside the payload what a package that carries all would have. The set was judged, and its files know the digests that its
 * manifests want. */
int tz_unpack_whole(struct tz_unpack_target *target, const struct tz_set *set, struct taizhang_error *err);

#endif
