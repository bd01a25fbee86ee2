/* SPDX-License-Identifier: MIT */
/**
 * @file merge.h
 * 合并: the packages of many units become one city's ledger.
 *
 * Of each item in a package the records with their files, the assignment and the events come into the ledger, and of the whole
 * package the values of thresholds and the answers to negative entries. What is there already with equal bytes and equal fields is
 * recognised. Where two say different things, that is a conflict: it is reported and nothing is changed, unless the caller says whose
 * word counts; what was not taken is kept in the folder 未采用 of the ledger. Each item's events say which package its records came from.
 *
 * A revision that names the package it supersedes replaces what came from that package, as far as nobody has changed it since.
 *
 * Thread rule: each call works on its own objects; the ledger's folder is locked meanwhile.
 */
#ifndef TAIZHANG_MERGE_H
#define TAIZHANG_MERGE_H

#include <taizhang/package.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How to merge. Set size by the _INIT macro. */
struct taizhang_merge_options {
	size_t size;
	/**
	 * How conflicts are settled; the first word that can settle a conflict does. FIRST (先): what is there already, or came from the package
	 * given earlier; LAST (后): what comes later; BOTH (都): a record whose ordinal is taken gets the next free one (fields
	 * cannot take both); or the name of a unit: what its package says. NULL and 0: not at all.
	 */
	const char *const *take;
	size_t num_take;
	/** Only say what would be done. */
	bool dry_run;
	/** The time of the events that are added, seconds since 1970 UTC; -1: now. */
	int64_t time;
	/** NULL: the defaults. */
	const struct taizhang_limits *limits;
	enum taizhang_names names;
	struct taizhang_progress progress;
};
#define TAIZHANG_MERGE_OPTIONS_INIT {sizeof(struct taizhang_merge_options), NULL, 0, false, -1, NULL, \
	TAIZHANG_NAMES_AUTO, {NULL, NULL, NULL}}

/** What became of one package, or of all. */
struct taizhang_merge_counts {
	/** Items with something in them. */
	uint64_t items;
	/** Records that came new, that were there already, and that took the place of others (or were completed). */
	uint64_t added, same, replaced;
	/** Records of an earlier revision that the package no longer has. */
	uint64_t withdrawn;
	/** Records and fields that gave way to others and are kept in 未采用. */
	uint64_t not_taken;
	/** Conflicts that nobody has settled. */
	uint64_t conflicts;
	/** Files that came, and their bytes. */
	uint64_t files, bytes;
	uint64_t reserved[4];
};

/** What a merge did, or would do. */
struct taizhang_merged;

/**
 * @brief Merge packages into a ledger. All of them, or nothing is changed.
 * @param directory The ledger's folder, as a rule of the whole city.
 * @param packages Paths of packages (or of bags that are folders) of the same city, year and catalogue.
 * @param options May be NULL.
 * @param merged Set to what was done, also where it was refused, to be freed by ::taizhang_merged_free; may be NULL. Set to NULL on other failures.
 * @param findings Filled with the conflicts, and with what verifying finds in packages that are not valid; may be NULL.
 * @return 0; or -1: ::TAIZHANG_E_REFUSED with findings where a package is not valid, belongs elsewhere, or a conflict is open;
 * ::TAIZHANG_E_NOT_FOUND where a word of take is neither one of the three nor a unit.
 */
int taizhang_merge(const char *directory, const char *const *packages, size_t num_packages,
		   const struct taizhang_merge_options *options, struct taizhang_merged **merged,
		   struct taizhang_findings *findings, struct taizhang_error *err);

/** @brief Free a result. @param merged May be NULL. */
void taizhang_merged_free(struct taizhang_merged *merged);
/** @brief Tell whether the ledger was changed. */
bool taizhang_merged_is_saved(const struct taizhang_merged *merged);
/** @brief Count the packages, in the order given. */
size_t taizhang_merged_num_packages(const struct taizhang_merged *merged);
/** @brief Tell the path of one package as given, or "". Texts are valid as long as the merged object and must not be freed by the caller. */
const char *taizhang_merged_path(const struct taizhang_merged *merged, size_t index);
/** @brief Tell the root folder of one package, or "". */
const char *taizhang_merged_root(const struct taizhang_merged *merged, size_t index);
/** @brief Tell the id of one package, or "". */
const char *taizhang_merged_id(const struct taizhang_merged *merged, size_t index);
/** @brief Tell whether one package was left out: not valid, of another ledger, or replaced by a later revision. */
bool taizhang_merged_is_left_out(const struct taizhang_merged *merged, size_t index);
/** For ::taizhang_merged_counts: all packages together. */
#define TAIZHANG_MERGED_TOTAL ((size_t)-1)
/** @brief Give the counts of one package, or of all. @return 0, or -1 where index is out of range. */
int taizhang_merged_counts(const struct taizhang_merged *merged, size_t index, struct taizhang_merge_counts *counts);
/**
 * @brief Render a result: a line a package, and the totals.
 * @param options May be NULL.
 * @return UTF-8, to be freed by ::taizhang_text_free; or NULL.
 */
char *taizhang_merged_text(const struct taizhang_merged *merged, const struct taizhang_render_options *options,
			   struct taizhang_error *err);

#ifdef __cplusplus
}
#endif
#endif
