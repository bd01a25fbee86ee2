/* SPDX-License-Identifier: MIT */
/**
 * @file fill.h
 * Filling the fields of a ledger with what its files say of themselves.
 *
 * The number, title, issuer and date of a document, the day on which a picture was taken and its size, the metrics of a table: what a file
 * says clearly need not be typed. A value so read is marked as extracted, with the file and the place it came from, until a person
 * confirms it (::taizhang_ledger_confirm) or sets the field. What a person entered is never changed.
 *
 * Thread rule: that of the ledger.
 */
#ifndef TAIZHANG_FILL_H
#define TAIZHANG_FILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>
#include <taizhang/finding.h>
#include <taizhang/ledger.h>
#include <taizhang/progress.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How to fill. Set size by the _INIT macro. */
struct taizhang_fill_options {
	size_t size;
	struct taizhang_progress progress;
	/** Threads to work with, the caller's counted; 0: as many as there are cores. What comes out does not depend on it. */
	unsigned int threads;
	/** Start other programs (pdftotext, catdoc) where only they can read a text. */
	bool programs;
};
#define TAIZHANG_FILL_OPTIONS_INIT {sizeof(struct taizhang_fill_options), {NULL, NULL, NULL}, 0, true}

/** What filling did. */
struct taizhang_fill_summary {
	/** Files that were looked into. */
	size_t files;
	/** Empty fields that have a value now. */
	size_t filled;
	/** Fields filled before whose file says something else now. */
	size_t updated;
	/** Values in files that differ from what a person entered: left alone, and told. */
	size_t differing;
	uint64_t reserved[4];
};

/**
 * @brief Fill empty fields from the files of a ledger, which was scanned before. The ledger is changed in memory; save it with
 * ::taizhang_ledger_save.
 *
 * The title that a scan made of a file's name counts as empty. Where the files of a record disagree, nothing is taken.
 * @param options May be NULL.
 * @param summary Set on success; may be NULL.
 * @param findings Filled with what was read and what was found but not taken (ids fill-…); may be NULL.
 * @return 0; or -1, where what was filled so far stays.
 */
int taizhang_ledger_fill(struct taizhang_ledger *ledger, const struct taizhang_fill_options *options,
			 struct taizhang_fill_summary *summary, struct taizhang_findings *findings,
			 struct taizhang_error *err);

/** A field whose value was read from a file and awaits confirmation. The texts are valid until the ledger is changed. */
struct taizhang_extracted {
	/** The field's name, as ::taizhang_ledger_set takes it. */
	const char *field;
	/** The path of the file it was read from; "" where that file has changed or gone since. */
	const char *file;
	/** Where in the file ("第 3 行", "Sheet1!C5"), or "". */
	const char *place;
};

/** @brief Count the fields of a record that await confirmation. */
size_t taizhang_record_num_extracted(const struct taizhang_record *record);
/** @brief Get one of them. @return 0; or -1 where index is out of range. */
int taizhang_record_get_extracted(const struct taizhang_record *record, size_t index, struct taizhang_extracted *extracted);
/** @brief Count the fields of a threshold's value that await confirmation. @param id The threshold's (T001). */
size_t taizhang_ledger_value_num_extracted(const struct taizhang_ledger *ledger, const char *id);
/** @brief Get one of them. @return 0; or -1 where index is out of range. */
int taizhang_ledger_value_get_extracted(const struct taizhang_ledger *ledger, const char *id, size_t index,
					struct taizhang_extracted *extracted);

/**
 * @brief Confirm what was read from files: the values stay, their marks go.
 * @param target An item, ITEM/ORDINAL or a threshold (T001), as people write it; "." or NULL for all.
 * @param field One field of it, or NULL for all.
 * @param num Set to the values confirmed; may be NULL.
 * @return 0; or -1 with ::TAIZHANG_E_NOT_FOUND for an unknown target or field.
 */
int taizhang_ledger_confirm(struct taizhang_ledger *ledger, const char *target, const char *field, size_t *num,
			    struct taizhang_error *err);

#ifdef __cplusplus
}
#endif
#endif
