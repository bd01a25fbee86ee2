/* SPDX-License-Identifier: MIT */
/* extracted.h: the marks of the values that were read from files, of whatever target. */
#ifndef TZ_LEDGER_EXTRACTED_H
#define TZ_LEDGER_EXTRACTED_H

#include <taizhang/fill.h>

#include "ledger/field.h"

/* NULL where the target has none, or never has. */
struct tz_marks *tz_target_marks(const struct tz_target *target);
/* Says that the value which the field has now was read from the file with these bytes; nothing for a field that is none. */
int tz_target_mark(const struct tz_target *target, const char *field, const unsigned char *digest, const char *place,
		   struct taizhang_error *err);
bool tz_ledger_has_marks(const struct taizhang_ledger *ledger);

#endif
