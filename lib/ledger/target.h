/* SPDX-License-Identifier: MIT */
/* target.h: finding by name what a field is set on. */
#ifndef TZ_LEDGER_TARGET_H
#define TZ_LEDGER_TARGET_H

#include "ledger/field.h"

/* ".", ITEM, ITEM/ORDINAL, ITEM/ORDINAL/FILE, T001, N01 as people write them; also Ⅲ-1-2-① for ITEM/ORDINAL. -1
 * with NOT_FOUND. */
int tz_target_find(struct taizhang_ledger *ledger, const char *text, struct tz_target *out, struct taizhang_error *err);
/* The target as it stands in tables; malloc'd, finds the same again. */
char *tz_target_text(const struct tz_target *target, struct taizhang_error *err);
/* The path below the item's folder: after "materials/<code> <title>/". */
const char *tz_target_path_in_item(const struct taizhang_file *file);
/* A field of the target. -1 (NULL) with NOT_FOUND, or STATE where only another kind of record has it; text names
 * the target in the error. */
const struct tz_field *tz_target_field(const struct tz_target *target, const char *text, const char *field,
				       struct taizhang_error *err);
/* Sets the field from a value as people write it. -1 with what is wrong: target, field, value and what may stand
 * there. */
int tz_target_set(const struct tz_target *target, const char *text, const struct tz_field *field, const char *value,
		  struct taizhang_error *err);

#endif
