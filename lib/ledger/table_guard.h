/* SPDX-License-Identifier: MIT */
/* table_guard.h: texts that a spreadsheet would run as a formula stand in our tables behind an apostrophe. */
#ifndef TZ_LEDGER_TABLE_GUARD_H
#define TZ_LEDGER_TABLE_GUARD_H

#include "base/buffer.h"

/* Writes one field; what comes back through tz_table_unguard is the text itself, apostrophes of its own included. */
void tz_table_field(struct tz_buffer *out, const char *text, bool first);
const char *tz_table_unguard(const char *text);

#endif
