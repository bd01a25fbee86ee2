/* SPDX-License-Identifier: MIT */
/* unpack_ledger.h: giving the ledger back out of an unpacked bag. */
#ifndef TZ_PACKAGE_UNPACK_LEDGER_H
#define TZ_PACKAGE_UNPACK_LEDGER_H

#include "package/package.h"
#include "package/unpack_target.h"

/* Moves the payload that lies in bag (a folder in t) to its original names below folder (another in t), makes the items' folders, and
 * writes ledger.xml and catalog.xml. */
int tz_unpack_ledger(struct tz_unpack_target *t, const struct taizhang_ledger *ledger, const char *bag,
		     const char *folder, struct taizhang_error *err);

#endif
