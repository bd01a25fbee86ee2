/* SPDX-License-Identifier: MIT */
/* pack_set.h: writes all packages that a plan asks for, and puts them in their places together. */
#ifndef TZ_PACKAGE_PACK_SET_H
#define TZ_PACKAGE_PACK_SET_H

#include "package/pack_write.h"

/* All of them or none: pack->target itself for 0 parts, else as many named after it. result->package_bytes and ->parts are set; options.packed
 * is told of each when all are there. Older packages beside, of names that could be mixed up with these, are refused or, with force, told. */
int tz_pack_write_set(struct tz_pack *pack, unsigned int parts, struct taizhang_pack_result *result,
		      struct taizhang_findings *findings, struct taizhang_error *err);

#endif
