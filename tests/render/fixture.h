/* SPDX-License-Identifier: MIT */
/* fixture.h: a small ledger with each kind of record and with texts that want to be markup. */
#ifndef TESTS_RENDER_FIXTURE_H
#define TESTS_RENDER_FIXTURE_H

#include <taizhang.h>

/* The items in scope: a normative one with two files, a report with a threshold, an image, a table without material. */
#define NORMATIVE "I-1-1-1-1"
#define REPORT "I-1-3-1-4"
#define IMAGE "I-1-4-2-1"
#define TABLE "I-1-4-3-1"
/* Stands in titles, names and fields. */
#define HOSTILE "<b>&\"'%"

struct taizhang_ledger *fixture_ledger(void);
/* One of the built-in catalogue, without records. */
struct taizhang_ledger *fixture_empty_ledger(const struct taizhang_ledger_options *options);
const struct taizhang_node *fixture_item(const struct taizhang_ledger *ledger, const char *code);
struct taizhang_record *fixture_record(const struct taizhang_ledger *ledger, const char *code);

/* Fails the test where text is not there (or is there). */
void assert_has(const char *text, const char *wanted);
void assert_has_not(const char *text, const char *unwanted);
/* Fails the test where text is not one JSON value; gives the value at a path such as "items.0.code" as text: strings as they are, others as JSON.
 * NULL where there is none. Good until the next call. */
const char *json_at(const char *text, const char *path);

#endif
