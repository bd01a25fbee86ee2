/* SPDX-License-Identifier: MIT */
/* pack_plan.h: which part of a set carries which files. */
#ifndef TZ_PACKAGE_PACK_PLAN_H
#define TZ_PACKAGE_PACK_PLAN_H

#include "package/pack_write.h"

/* Each part being written is an open file. */
#define TZ_MAX_PARTS 999

/* Sets the part of each file that no base has, so that no part becomes larger than options.max_bytes: items are kept together where they fit into
 * one, then records; the order of the payload is kept. *parts is how many it takes, 0 where one package is enough (or nothing is asked). */
int tz_pack_plan(struct tz_pack *pack, unsigned int *parts, struct taizhang_error *err);

#endif
