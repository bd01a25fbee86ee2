/* SPDX-License-Identifier: MIT */
/* set_case.h: ledgers packed in parts and as supplements, to be given together, in any form, changed or not. */
#ifndef TESTS_PACKAGE_SET_CASE_H
#define TESTS_PACKAGE_SET_CASE_H

#include <check.h>
#include <taizhang/package.h>

#include "package/bag_case.h"

#define SET_ROOT "包头市-2017-市教育局"
#define SET_MOST 12

/* Of the test that runs. */
extern struct taizhang_error err;
extern struct taizhang_findings *findings;
extern struct taizhang_ledger *ledger;		/* in temp_dir()/ledger: three items with eight files, two of them of the same bytes */
extern unsigned int set_digests;		/* for packing */

/* A package that was packed, or made of one by changing it. */
struct set_package {
	char path[4096], root[128];
};
extern struct set_package packed[SET_MOST];
extern size_t num_packed;

/* A tcase whose tests each begin with the ledger, and nothing packed. */
TCase *add_behaviour(Suite *suite, const char *name);
/* A file of that many bytes that nothing makes smaller; equal seeds give equal bytes. */
void set_put(size_t item, const char *name, size_t size, unsigned int seed);
/* Packs the ledger as it is saved, at a fixed time, to temp_dir()/name: max_bytes 0 for one package, bases up to a NULL, or NULL. What
 * is written is appended to packed. */
void set_pack(const char *name, uint64_t max_bytes, const char *const *bases);
/* The ledger in three parts: packed[0] to packed[2]. */
void set_split(const char *name);
/* Changes the ledger: a file goes, one comes, one gets other bytes, one another name. Each number gives another state. */
void set_revise(unsigned int number);
/* Three packages, each standing on the one before: packed[0] whole, packed[1] and packed[2] supplements. */
void set_chain(void);
/* Takes a package apart, changes it (edits may be NULL; the tag manifest is made anew unless the first is of the payload), and puts it
 * together in a form; packed[index] is that then. Its file keeps its name but for the ending. */
void set_change(size_t index, const struct bag_edit *edits, enum taizhang_format format);

/* Paths of packages, to be ended by NULL. */
#define SET_PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})
/* Verifies the first with the others and the bases (up to a NULL; may be NULL): the ids found, each once, sorted, blanks between; to be
 * freed. set_verify fails the test where they are others. */
char *set_ids(const char *first, const char *const *parts, const char *const *bases);
void set_verify(const char *first, const char *const *parts, const char *const *bases, const char *ids);
/* Unpacks into temp_dir()/out: 0, or the code of the error. */
int set_unpack(const char *first, const char *const *parts, const char *const *bases,
	       const struct taizhang_unpack_options *options, struct taizhang_unpack_result *result);

#endif
