/* SPDX-License-Identifier: MIT */
/**
 * @file check.h
 * 检查 and 进度: judging a ledger, and summing it up.
 */
#ifndef TAIZHANG_CHECK_H
#define TAIZHANG_CHECK_H

#include <taizhang/finding.h>
#include <taizhang/ledger.h>
#include <taizhang/progress.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What pictures and reports of other ledgers leave behind, to be found again: see ::taizhang_imprints_new. */
struct taizhang_imprints;

/** How to check. Set size by the _INIT macro. */
struct taizhang_check_options {
	size_t size;
	/** The day against which deadlines are judged; "no date" judges none as overdue. */
	struct taizhang_date date;
	/** Look at the files on disk: there, of the recorded size and time. Does nothing for a ledger from a package. */
	bool look_at_files;
	struct taizhang_progress progress;
	/** Look into the files (see inspect.h), and judge what they say. Needs the ledger's folder. */
	bool inspect;
	/** While inspecting: start other programs (pdftotext, catdoc) where only they can read a text. */
	bool programs;
	/** While inspecting: how many threads; 0: as many as there are processors. */
	unsigned int threads;
	/** While inspecting: remember what files are beside the ledger, so that they are inspected once only. */
	bool remember;
	/** While inspecting: material of other years that should not come again; NULL: none. Borrowed for the call. */
	const struct taizhang_imprints *against;
};
#define TAIZHANG_CHECK_OPTIONS_INIT \
	{sizeof(struct taizhang_check_options), {0, 0, 0}, true, {NULL, NULL, NULL}, false, true, 0, true, NULL}

/**
 * @brief Check a ledger. Never changes it.
 *
 * What files contain is judged only where options->inspect asks for it. One whose time changed but not its size is read, to see whether its bytes did,
 * and so is one that was touched since the last scan read it, unless that scan knows its bytes (see ::taizhang_ledger_scan). Findings
 * come in the order of the catalogue, first what concerns the whole ledger, last what was counted over all items; where one cause has
 * many, one finding counts them.
 * @param options May be NULL.
 * @param findings Filled; wanted.
 * @return 0 when it could be judged, whatever the judgment; or -1.
 */
int taizhang_check(const struct taizhang_ledger *ledger, const struct taizhang_check_options *options,
		   struct taizhang_findings *findings, struct taizhang_error *err);

/**
 * @brief Begin to collect imprints: for each picture what it looks like, for each report how it reads, and the digests of both.
 * @return The imprints, or NULL. The returned object must be freed by the caller using ::taizhang_imprints_free.
 */
struct taizhang_imprints *taizhang_imprints_new(struct taizhang_error *err);
/** @brief Free imprints. @param imprints May be NULL. */
void taizhang_imprints_free(struct taizhang_imprints *imprints);
/**
 * @brief Inspect the files of a ledger, such as last year's, and keep their imprints.
 * @param ledger One with a folder; it is not needed any more afterwards.
 * @param options threads, programs, remember and progress are used. May be NULL.
 * @return 0; or -1, and then some of its imprints may have been added.
 */
int taizhang_imprints_add_ledger(struct taizhang_imprints *imprints, const struct taizhang_ledger *ledger,
				 const struct taizhang_check_options *options, struct taizhang_error *err);

/** The state of an item. */
enum taizhang_item_state {
	/** No record. */
	TAIZHANG_ITEM_EMPTY = 1,
	/** Records, and at least one finding of severity error. */
	TAIZHANG_ITEM_INCOMPLETE,
	/** Records, and no error. */
	TAIZHANG_ITEM_COMPLETE
};

/** By what a status is grouped. */
enum taizhang_group {
	TAIZHANG_GROUP_PROJECT = 1,
	TAIZHANG_GROUP_KIND,
	/** By lead unit, or else the catalogue's department. */
	TAIZHANG_GROUP_UNIT
};

/** Counts of one group, or of the whole. */
struct taizhang_status_row {
	/** The project's code, the kind's name, the unit's name; "" for the whole. Valid as long as the status object. */
	const char *key;
	size_t items, complete, incomplete, empty;
	/** Not complete, and the deadline is past. */
	size_t overdue;
	size_t records, files;
	uint64_t bytes;
	size_t errors, warnings, notes;
	uint64_t reserved[4];
};

/** 进度: a ledger summed up. */
struct taizhang_status;

/**
 * @brief Sum up a ledger by its findings.
 * @param findings What ::taizhang_check gave.
 * @param date The day against which deadlines are judged.
 * @return The status, or NULL. The returned object must be freed by the caller using ::taizhang_status_free.
 */
struct taizhang_status *taizhang_status_new(const struct taizhang_ledger *ledger,
					    const struct taizhang_findings *findings,
					    const struct taizhang_date *date, struct taizhang_error *err);
/** @brief Free a status. @param status May be NULL. */
void taizhang_status_free(struct taizhang_status *status);
/** @brief Get the counts of the whole. The pointer is valid as long as the status object and must not be freed by the caller. */
const struct taizhang_status_row *taizhang_status_total(const struct taizhang_status *status);
size_t taizhang_status_num_rows(const struct taizhang_status *status, enum taizhang_group group);
/** @brief Get the counts of one group; NULL where index is out of range. */
const struct taizhang_status_row *taizhang_status_get_row(const struct taizhang_status *status,
							  enum taizhang_group group, size_t index);
/** @brief Tell the state of one item; 0 where it is not in scope. */
enum taizhang_item_state taizhang_status_item(const struct taizhang_status *status,
					      const struct taizhang_node *item);
/** @brief Count items in scope that have a record. */
size_t taizhang_status_covered_items(const struct taizhang_status *status);
/** @brief Count indicators all of whose items in scope have a record, and all indicators with items in scope. */
size_t taizhang_status_covered_indicators(const struct taizhang_status *status, size_t *of);
/** @brief Count contents all of whose items in scope have a record, and all contents with items in scope. */
size_t taizhang_status_covered_contents(const struct taizhang_status *status, size_t *of);
/**
 * @brief Tell the share of the material score that hangs on items not complete, in per cent of the whole score.
 *
 * An even split is assumed (no source gives the scores of single items): share × items not complete ÷ all items of the catalogue.
 * @return An exact decimal with at most two places, or "" where the catalogue states no share.
 */
const char *taizhang_status_share_at_risk(const struct taizhang_status *status);

#ifdef __cplusplus
}
#endif
#endif
