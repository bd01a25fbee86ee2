/* SPDX-License-Identifier: MIT */
/* manifest_write.h: writes manifest.xml. */
#ifndef TZ_PACKAGE_MANIFEST_WRITE_H
#define TZ_PACKAGE_MANIFEST_WRITE_H

#include "package/package.h"
#include "package/payload.h"

/* Appends the document: all that the ledger holds, with each file's place in the package, and what manifest says. A file that payload
 * lacks is written as missing, one that is in another part than manifest->part is said to be carried there. manifest->root, ->files
 * and ->bytes are those of this package. */
int tz_manifest_write(const struct taizhang_ledger *ledger, const struct tz_manifest *manifest,
		      const struct tz_payload *payload, struct tz_buffer *out,
		      struct taizhang_error *err);

#endif
