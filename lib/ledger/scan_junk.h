/* SPDX-License-Identifier: MIT */
/* scan_junk.h: files of systems and programs, that nobody filed: Thumbs.db, ~$通知.docx. */
#ifndef TZ_LEDGER_SCAN_JUNK_H
#define TZ_LEDGER_SCAN_JUNK_H

#include <stdbool.h>

/* name: of a file or a folder, in any encoding that keeps ASCII. */
bool tz_scan_is_junk(const char *name);

#endif
