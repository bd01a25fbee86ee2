/* SPDX-License-Identifier: MIT */
/* ledgers.h: small ledgers for the tests of packing. */
#ifndef TESTS_PACKAGE_LEDGERS_H
#define TESTS_PACKAGE_LEDGERS_H

#include <taizhang/ledger.h>

/* In memory, of two items of the built-in edition; unit may be NULL. */
struct taizhang_ledger *make_ledger(const char *city, const char *unit);
/* Adds a record with one file for each name, ended by NULL; the files are described, not there. Gives the record. */
struct taizhang_record *add_record(struct taizhang_ledger *ledger, size_t item, const char *const *names);

#endif
