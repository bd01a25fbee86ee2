/* SPDX-License-Identifier: MIT */
/* small.h: a small edition and a ledger of it in a fresh folder, for the tests of scanning and checking. */
#ifndef TESTS_LEDGER_SMALL_H
#define TESTS_LEDGER_SMALL_H

#include <taizhang/check.h>
#include <taizhang/scan.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

/* The items. */
#define NOTICE "I-1-1-1-1"	/* normative, red-head or seal page */
#define REPORT "I-1-1-1-2"	/* report of at most 500 字, and two pictures in jpg or png with time, place and theme */
#define PICTURES "I-1-1-1-3"	/* two to three pictures with time and place; basis default */
#define TABLE "I-2-1-1-1"	/* table of 2016-08..2017-07; thresholds T1 to T5 */
#define OPINION "I-2-1-1-2"	/* normative, red-head and seal page; basis default */

extern struct small {
	struct taizhang_ledger *ledger;
	struct taizhang_findings *findings;	/* of the last scan, add or check */
	struct taizhang_scan_summary summary;
	struct taizhang_error err;
} small;

/* Writes the edition as tables of that status ("official", "local", "reconstructed") and makes a ledger of 2017 at
 * temp_path("台账"); items is NULL or a list of codes with ' ' between. */
void small_begin(const char *status, const char *items);
void small_begin_official(void);	/* all items; a fixture */
void small_end(void);			/* a fixture */
void small_reopen(void);		/* saves, frees and opens again */

const struct taizhang_node *small_item(const char *code);
/* The path of a name in an item's folder, below the ledger's folder and on disk. */
const char *small_path(const char *code, const char *name);
const char *small_disk(const char *code, const char *name);
void small_write(const char *code, const char *name, const char *text);
struct taizhang_record *small_record(const char *code, unsigned int ordinal);
size_t small_records(const char *code);
void small_set(const char *target, const char *field, const char *value);

void small_scan(void);
void small_prune(void);
/* date: of the check, or NULL. */
void small_check(const char *date);

size_t small_count(const char *id);
/* The first finding of an id; aborts where there is none. */
const struct taizhang_finding *small_find(const char *id);
/* Aborts with all findings where there is one of that id. */
void small_none(const char *id);

#endif
