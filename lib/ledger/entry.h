/* SPDX-License-Identifier: MIT */
/* entry.h: what people type into a field: counts, answers, decimals, references to records. Each sets its
 * result, or gives -1 with INVAL (NOMEM). */
#ifndef TZ_LEDGER_ENTRY_H
#define TZ_LEDGER_ENTRY_H

#include "ledger/ledger.h"

/* A whole number of any width of digits; suffix (may be NULL) is a word that may follow it: 500字. A blank text
 * gives `none`. */
int tz_entry_count(const char *text, const char *suffix, long none, long most, long *out, struct taizhang_error *err);
/* As taizhang_date_parse; blank is "no date". */
int tz_entry_date(const char *text, struct taizhang_date *out, struct taizhang_error *err);
/* yes/no, 是/否 and their like; blank is unknown. */
int tz_entry_answer(const char *text, enum taizhang_answer *out, struct taizhang_error *err);
/* none/occurred, 未发生/已发生 and their like; blank is undeclared. */
int tz_entry_state(const char *text, enum taizhang_negative_state *out, struct taizhang_error *err);
/* A decimal as written, perhaps with a % after it: malloc'd without it. Blank gives NULL and 0. */
int tz_entry_decimal(const char *text, char **out, bool *percent, struct taizhang_error *err);
/* ITEM/ORDINAL as people write it: malloc'd as CODE/3. Blank gives NULL and 0. */
int tz_entry_record(const struct taizhang_catalog *catalog, const char *text, char **out, struct taizhang_error *err);

#endif
