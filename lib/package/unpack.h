/* SPDX-License-Identifier: MIT */
/* unpack.h: what the runs of unpacking share: that of one package, and that of several. */
#ifndef TZ_PACKAGE_UNPACK_H
#define TZ_PACKAGE_UNPACK_H

#include <taizhang/input.h>

#include "package/package.h"
#include "package/unpack_target.h"

/* In the target's hidden folder: the files as they come. */
#define TZ_UNPACK_BAG "bag"

/* Only what the item or the kind asks for. */
bool tz_unpack_is_selective(const struct taizhang_unpack_options *options);
/* Tells whether they ask for a record's files. */
bool tz_unpack_selects(const struct taizhang_unpack_options *options, const struct taizhang_ledger *ledger,
		       const struct taizhang_record *record);
/* What can be told before anything is read, and of a ledger before its files are. */
int tz_unpack_check_options(const struct taizhang_unpack_options *options, const struct taizhang_input *input,
			    struct taizhang_error *err);
int tz_unpack_check_item(const struct taizhang_unpack_options *options, const struct taizhang_ledger *ledger,
			 struct taizhang_error *err);
/* Gives an unpacked file the time that it had in the ledger. */
int tz_unpack_set_time(struct tz_unpack_target *target, const struct taizhang_file *file,
		       struct taizhang_error *err);
/* What came becomes a ledger, or the folder of that name. */
int tz_unpack_commit_ledger(struct tz_unpack_target *target, const struct taizhang_ledger *ledger,
			    struct taizhang_error *err);
int tz_unpack_commit_bag(struct tz_unpack_target *target, const char *root, struct taizhang_error *err);

#endif
