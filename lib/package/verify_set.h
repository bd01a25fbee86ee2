/* SPDX-License-Identifier: MIT */
/* verify_set.h: the run of a verification of several packages. */
#ifndef TZ_PACKAGE_VERIFY_SET_H
#define TZ_PACKAGE_VERIFY_SET_H

#include "package/bag.h"
#include "package/package_set.h"

/* Verifies each of a set that was made, and the set. While the bytes of one pass to sink (may be NULL), set->current is its number. */
int tz_verify_set(struct tz_set *set, const struct taizhang_verify_options *options,
		  const struct tz_bag_sink *sink, struct taizhang_findings *findings, struct taizhang_error *err);

#endif
