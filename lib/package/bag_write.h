/* SPDX-License-Identifier: MIT */
/* bag_write.h: writes the tag files of a BagIt 1.0 bag (RFC 8493). */
#ifndef TZ_PACKAGE_BAG_WRITE_H
#define TZ_PACKAGE_BAG_WRITE_H

#include "package/package.h"

/* Names data/bagit-profile.json. */
#define TZ_BAG_PROFILE "urn:taizhang:bagit-profile:1"

void tz_bag_write_declaration(struct tz_buffer *out);
/* bag-info.txt; of manifest: what <package> says, but for the id. */
void tz_bag_write_info(struct tz_buffer *out, const struct taizhang_ledger *ledger,
		       const struct tz_manifest *manifest);
/* A line of a manifest. Our names hold nothing that RFC 8493 wants encoded, so that sha256sum reads the same file. */
void tz_bag_write_line(struct tz_buffer *out, const char *hex, const char *path);

#endif
