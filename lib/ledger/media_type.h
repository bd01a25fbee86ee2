/* SPDX-License-Identifier: MIT */
/* media_type.h: what a file's name says of its content, and which kinds of material are made of such files. */
#ifndef TZ_LEDGER_MEDIA_TYPE_H
#define TZ_LEDGER_MEDIA_TYPE_H

#include <stdbool.h>
#include <taizhang/kind.h>

/* "application/pdf"; "application/octet-stream" where the extension is not known. Static. */
const char *tz_media_type(const char *path);
bool tz_media_is_picture(const char *path);
/* Whether such a file is what one thinks of first for a kind: a scan picks the kind by it. */
bool tz_media_is_typical(const char *path, enum taizhang_kind kind);
/* Whether a record of that kind may well consist of such a file: a table scanned as a picture, a notice as PDF. */
bool tz_media_suits(const char *path, enum taizhang_kind kind);

#endif
