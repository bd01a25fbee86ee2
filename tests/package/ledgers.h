/* SPDX-License-Identifier: MIT */
/* ledgers.h: small ledgers for the tests of packing. */
#ifndef TESTS_PACKAGE_LEDGERS_H
#define TESTS_PACKAGE_LEDGERS_H

#include <taizhang/ledger.h>

/* In memory, of two items of the built-in edition; unit may be NULL. */
struct taizhang_ledger *make_ledger(const char *city, const char *unit);
/* Adds a record with one file for each name, ended by NULL; the files are described, not there. Gives the record. */
struct taizhang_record *add_record(struct taizhang_ledger *ledger, size_t item, const char *const *names);

/* A ledger of three items in a folder below temp_dir(), open for writing and without material. */
struct taizhang_ledger *make_folder_ledger(const char *name);
/* Writes a file into the folder of an item, counted from 0. Gives its path. */
const char *put_material(const struct taizhang_ledger *ledger, size_t item, const char *name, const void *data,
			 size_t size);
void scan_and_save(struct taizhang_ledger *ledger);
/* The same with some material in each item: a ledger that can be packed. */
struct taizhang_ledger *make_filled_ledger(const char *name);

#endif
