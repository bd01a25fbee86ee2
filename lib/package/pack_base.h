/* SPDX-License-Identifier: MIT */
/* pack_base.h: what the packages have that a supplement stands on. */
#ifndef TZ_PACKAGE_PACK_BASE_H
#define TZ_PACKAGE_PACK_BASE_H

#include "package/pack_write.h"

/* Reads options.bases, names them in the manifest, and marks the files of the payload whose bytes they have with TZ_CARRIED_BASE. Counts in
 * result what changed since the newest of them. A base that cannot serve is an error that names it; so is, without force, a ledger that is as it was
 * (REFUSED). findings are told where the ledger does not say what it supersedes. Without bases there is nothing to do. */
int tz_pack_read_bases(struct tz_pack *pack, struct taizhang_pack_result *result, struct taizhang_findings *findings,
		       struct taizhang_error *err);

#endif
