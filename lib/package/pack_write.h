/* SPDX-License-Identifier: MIT */
/* pack_write.h: writes the package that pack.c has decided on. */
#ifndef TZ_PACKAGE_PACK_WRITE_H
#define TZ_PACKAGE_PACK_WRITE_H

#include "package/package.h"
#include "package/payload.h"

struct tz_pack {
	const struct taizhang_ledger *ledger;
	const char *target;
	struct taizhang_pack_options options;
	size_t errors, warnings;	/* of the check */
	struct tz_payload payload;
	struct tz_manifest manifest;	/* its id is set by writing */
};

/* Writes beside the target and puts it in its place. bytes gets the package's size. */
int tz_pack_write(struct tz_pack *pack, enum taizhang_format format, uint64_t *bytes,
		  struct taizhang_error *err);

#endif
