/* SPDX-License-Identifier: MIT */
/* package_check.h: manifest.xml against what is in the package. */
#ifndef TZ_PACKAGE_PACKAGE_CHECK_H
#define TZ_PACKAGE_PACKAGE_CHECK_H

#include "package/bag.h"
#include "package/package.h"

/* Judges a package whose bag was checked and whose manifest was read. */
int tz_package_check(const struct taizhang_package *package, struct tz_bag *bag,
		     struct taizhang_findings *findings, struct taizhang_error *err);

#endif
