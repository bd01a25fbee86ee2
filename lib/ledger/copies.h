/* SPDX-License-Identifier: MIT */
/* copies.h: what add put into a ledger's folder since the last save: without a save it is taken away again. */
#ifndef TZ_LEDGER_COPIES_H
#define TZ_LEDGER_COPIES_H

#include "ledger/ledger.h"

/* Takes note of a new file, or of a new folder, by its whole path. On failure it is taken away at once. */
int tz_copies_note(struct taizhang_ledger *ledger, const char *path, struct taizhang_error *err);
/* Takes away what was noted from the given number on: files that are as they were noted, folders that are empty. */
void tz_copies_take_back(struct taizhang_ledger *ledger, size_t from);
/* The ledger is saved: they are its own now. */
void tz_copies_keep(struct taizhang_ledger *ledger);

#endif
