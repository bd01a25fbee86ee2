/* SPDX-License-Identifier: MIT */
/* unpack_case.h: a package of a small ledger, to be changed and unpacked. */
#ifndef TESTS_PACKAGE_UNPACK_CASE_H
#define TESTS_PACKAGE_UNPACK_CASE_H

#include <check.h>
#include <taizhang/package.h>

#include "package/bag_case.h"

#define ROOT "包头市-2017-市教育局"
#define NUM_FORMATS 4
extern const enum taizhang_format formats[NUM_FORMATS];

/* Of the test that runs. The package is made of make_filled_ledger's in temp_dir()/in/ledger. */
extern struct taizhang_error err;
extern struct taizhang_unpack_options options;
extern struct taizhang_unpack_result result;
extern struct taizhang_findings *findings;
extern char package[4096];

/* A tcase whose tests each begin with a zip as the package. */
TCase *add_behaviour(Suite *suite, const char *name);
/* Packs the ledger anew, as its folder is now. */
struct taizhang_pack_result pack_again(enum taizhang_format format);
/* Takes the package apart, changes it and puts it together again, with the tag manifest made anew. */
void edit_package(const struct bag_edit *edits, enum taizhang_format format);

/* Unpacks the package into temp_dir()/out. */
void unpack(void);
void assert_fails(const char *directory, int code);
/* Unpacking fails and leaves nothing: no folder of its own, and in a given one no temporary either. */
void assert_fails_and_leaves_nothing(int code);
/* The ids found, each once, sorted, blanks between; or one id among them. */
void assert_found(const char *ids);
void assert_finds(const char *id);

#endif
