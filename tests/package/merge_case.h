/* SPDX-License-Identifier: MIT */
/* merge_case.h: units' packages and a city's ledger to merge them into. */
#ifndef TESTS_PACKAGE_MERGE_CASE_H
#define TESTS_PACKAGE_MERGE_CASE_H

#include <check.h>
#include <stdbool.h>
#include <taizhang/merge.h>

/* A file in the folder of an item; a list of them ends with NULL. */
struct material {
	const char *item, *file, *text;
};

/* Of the test that runs. */
extern struct taizhang_error err;
extern struct taizhang_merge_options options;
extern struct taizhang_merged *merged;
extern struct taizhang_findings *findings;

/* A tcase whose tests begin with the city's ledger of all items in temp_dir()/city. */
TCase *merge_behaviour(Suite *suite, const char *name);

/* A unit's ledger of M001 to M004 in temp_dir()/name with this material, scanned and saved. */
void unit_make(const char *name, const char *unit, const struct material *material);
/* More or other material in a ledger that is there, unit's or city's; text NULL removes the file with its record. */
void unit_put(const char *name, const char *item, const char *file, const char *text);
void unit_set(const char *name, const char *target, const char *field, const char *value);
/* The ledger becomes a new revision that replaces the package last packed of it. */
void unit_revise(const char *name);
/* Packs it to temp_dir()/name.zip (or .tar.gz …): gives the path, which stays good. */
const char *unit_pack(const char *name);
const char *unit_pack_as(const char *name, enum taizhang_format format);
/* All three, of one file in M001. */
const char *unit_of_one(const char *name, const char *unit, const char *file, const char *text);

/* Merges the packages at these paths into the city's ledger; the result replaces the one before. */
int merge_paths(const char *const *paths, size_t num);
#define MERGE(...) merge_paths((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))
#define assert_merges(...) tz_assert_ok(MERGE(__VA_ARGS__), &err)
/* Refused, with these ids of errors (each once, sorted, blanks between), and the city's folder as it was. */
void assert_refuses(const char *ids, const char *const *paths, size_t num);
#define assert_refused(ids, ...) assert_refuses(ids, (const char *const[]){__VA_ARGS__}, \
						sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))
/* The words of --take, up to three; NULL for none. */
void take_words(const char *first, const char *second, const char *third);
/* Merging these packages again changes no byte of the city's folder. */
#define assert_changes_nothing(...) do { \
	snapshot("before"); \
	assert_merges(__VA_ARGS__); \
	ck_assert(!taizhang_merged_is_saved(merged)); \
	assert_snapshot("before"); \
} while (0)
void snapshot(const char *name);
void assert_snapshot(const char *name);

/* A fresh look at the city's ledger, to be freed by taizhang_ledger_free. */
struct taizhang_ledger *city_open(void);
/* The titles of an item's records with their ordinals: "1 通知, 2 报告". */
void assert_records(const char *item, const char *expected);
/* A field as taizhang set takes it. */
void assert_field(const char *target, const char *field, const char *expected);
/* The text of the (only) file of a record. */
void assert_bytes(const char *item, unsigned int ordinal, const char *expected);
/* Counts of one package, or of all. */
struct taizhang_merge_counts counts_of(size_t index);
/* Whether the ids of all findings, each once, sorted, blanks between, are these. */
void assert_found(const char *ids);
/* The ledger's files and ledger.xml agree: rescanning with all files read finds nothing new, changed, moved or gone. */
void assert_scan_is_quiet(void);

#endif
