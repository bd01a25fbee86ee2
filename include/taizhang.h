/* SPDX-License-Identifier: MIT */
/**
 * @file taizhang.h
 * libtaizhang: 台账, the ledgers of material that Chinese cities file for the assessment as 全国文明城市.
 *
 * A catalog says what is asked, a ledger holds what a city or a unit has, check judges it, and a
 * package carries it to the one who assesses it. This header includes all others; each of them can
 * also be included alone. The rules below hold for the whole library and are not repeated.
 *
 * **Errors.** A function that can fail returns int (0, or -1) or a pointer (or NULL) and takes a
 * `struct taizhang_error *` last, which may be NULL. There is no other channel: no errno to read, no
 * global state. An error says that the work could not be done; what is wrong with the material is
 * a finding and no error. After a failure, what the call would have changed is as it was before,
 * unless its header says otherwise.
 *
 * **NULL.** Freeing NULL does nothing. A getter takes NULL and gives NULL, "", 0 or false. Where an
 * object is needed, NULL gives ::TAIZHANG_E_INVAL. The library never aborts the program.
 *
 * **Ownership.** Every pointer follows one of three rules, said where it is returned or taken: it must be
 * freed by the caller using the function named there; or it lives as long as its object and must
 * not be freed; or it is taken over by the object on success. Strings that are passed in are copied.
 *
 * **Text** is UTF-8, ends with NUL, and is Chinese and English where people read it. Names, ids and
 * values are compared as bytes unless said otherwise. No function depends on the locale.
 *
 * **Paths** of the file system are the bytes that the system uses. Paths inside a ledger or a package
 * are relative UTF-8 with '/' between their parts.
 *
 * **Sizes** of files are uint64_t and count bytes; counts and indexes are size_t, from 0. Ordinals, lines
 * and rows, which people read, are from 1, and 0 means none.
 *
 * **Times** are int64_t, seconds since 1970-01-01T00:00:00Z; in text they are ISO 8601 in UTC. Dates
 * of the material are struct taizhang_date, at the precision that the material gives.
 *
 * **Threads.** Objects have no locks: one object belongs to one thread at a time, and different objects may
 * be used by different threads at once. An object that nobody changes may be read by several.
 *
 * **A guest in the process.** The library does not print, exit, change the locale, the environment, the
 * working directory, the umask or a signal, nor a global setting of another library.
 *
 * **Growth.** Enumerations and option structs may grow at their end. An option struct is made with its
 * _INIT macro, which sets its size; fields that an older caller does not know have their default.
 */
#ifndef TAIZHANG_H
#define TAIZHANG_H

#include <taizhang/catalog.h>
#include <taizhang/check.h>
#include <taizhang/date.h>
#include <taizhang/diff.h>
#include <taizhang/digest.h>
#include <taizhang/error.h>
#include <taizhang/fill.h>
#include <taizhang/finding.h>
#include <taizhang/input.h>
#include <taizhang/inspect.h>
#include <taizhang/kind.h>
#include <taizhang/ledger.h>
#include <taizhang/merge.h>
#include <taizhang/package.h>
#include <taizhang/progress.h>
#include <taizhang/record.h>
#include <taizhang/render.h>
#include <taizhang/scan.h>
#include <taizhang/version.h>

#endif
