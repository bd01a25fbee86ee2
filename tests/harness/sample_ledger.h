/* SPDX-License-Identifier: MIT */
/* sample_ledger.h: a ledger in memory on the built-in edition, for tests of what stands on ledgers. */
#ifndef TESTS_SAMPLE_LEDGER_H
#define TESTS_SAMPLE_LEDGER_H

#include <taizhang/ledger.h>

#include "base/buffer.h"

/* City 包头市, year 2017, all items, nothing entered. To be freed by taizhang_ledger_free. */
struct taizhang_ledger *sample_ledger(void);
/* An item by its serial (M001), or the first one of a kind. Aborts the test where there is none. */
const struct taizhang_node *sample_item(const struct taizhang_ledger *ledger, const char *serial);
const struct taizhang_node *sample_item_of(const struct taizhang_ledger *ledger, enum taizhang_kind kind);
/* A new record of the kind, on the first item of the kind. */
struct taizhang_record *sample_record(struct taizhang_ledger *ledger, enum taizhang_kind kind);
/* A digest of one hexadecimal digit 64 times. */
void sample_digest(struct taizhang_file *file, char digit);
/* Something in every place: all four kinds with all fields and files, an assignment, events, values, negative
 * entries. */
void sample_fill(struct taizhang_ledger *ledger);
/* The ledger as XML, and a ledger from XML (NULL with err). */
char *sample_xml(const struct taizhang_ledger *ledger);
struct taizhang_ledger *sample_read(const char *xml, struct taizhang_findings *findings, struct taizhang_error *err);

#endif
