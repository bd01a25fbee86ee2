/* SPDX-License-Identifier: MIT */
/**
 * @file scan.h
 * Bringing the files in a ledger's folder into the ledger.
 *
 * A file in an item's folder is one record. Files of one stem that differ by role words (通知.docx, 通知-红头页.jpg,
 * 通知-盖章页.jpg) are one record; a sub-folder with all below it is one record, but under an
 * image requirement each picture is its own. What was entered by people is never lost: a file
 * that moved (same digest) keeps its record, one that vanished stays, marked missing.
 */
#ifndef TAIZHANG_SCAN_H
#define TAIZHANG_SCAN_H

#include <taizhang/finding.h>
#include <taizhang/ledger.h>
#include <taizhang/progress.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How to scan. Set size by the _INIT macro. */
struct taizhang_scan_options {
	size_t size;
	struct taizhang_progress progress;
	/** Read every file again, and forget what was remembered of them: see ::taizhang_ledger_scan. */
	bool rehash;
	/** Drop records all of whose files are gone, and gone files of others. */
	bool prune;
	/** Threads to work with, the caller's counted; 0: as many as there are cores. What comes out does not depend on it. */
	unsigned int threads;
};
#define TAIZHANG_SCAN_OPTIONS_INIT {sizeof(struct taizhang_scan_options), {NULL, NULL, NULL}, false, false, 0}

/** What a scan saw. */
struct taizhang_scan_summary {
	/** Files that belong to records now, missing ones left out. */
	size_t files;
	uint64_t bytes;
	size_t records;
	size_t new_files, changed_files, moved_files, missing_files, same_files;
	/** Junk, links and special files, left out and said. */
	size_t left_out;
	/** Files that no item claims. */
	size_t unclaimed;
	size_t new_records, dropped_records;
	uint64_t reserved[4];
};

/**
 * @brief Scan the folder of a ledger. The ledger is changed in memory; save it with ::taizhang_ledger_save.
 *
 * Known files stay in their records; a new one joins the record whose stem or folder it shares. A record all of whose files went to
 * another item's folder goes there with what was entered. Of one finding id twenty are named, the rest is counted (scan-more).
 * The digests of files are remembered in the hidden file .taizhang-digests beside ledger.xml, by inode, size, time of last change and ctime; a
 * file is read again where one of these differs, and where it was touched within two seconds before it was read. The hidden file may be lost,
 * spoilt or copied at any time: then files are read. It is not written where the ledger was opened for reading.
 * @param options May be NULL.
 * @param summary Set on success; may be NULL.
 * @param findings Filled with what was left out, unclaimed, moved, missing, changed or oddly named (ids scan-…); may be NULL.
 * @return 0; or -1, with the ledger as it was.
 */
int taizhang_ledger_scan(struct taizhang_ledger *ledger, const struct taizhang_scan_options *options,
			 struct taizhang_scan_summary *summary, struct taizhang_findings *findings,
			 struct taizhang_error *err);

/**
 * @brief Copy files into an item's folder, then scan.
 *
 * The sources stay. A name that is taken by other bytes gets " (2)"; the same bytes again are not
 * copied, and said. All files are there, or none: freeing a ledger that was not saved since takes the copies away again.
 * @param item Code or serial, as people write it.
 * @param paths Files (no folders).
 * @return 0, or -1.
 */
int taizhang_ledger_add(struct taizhang_ledger *ledger, const char *item, const char *const *paths,
			size_t num_paths, const struct taizhang_scan_options *options,
			struct taizhang_scan_summary *summary, struct taizhang_findings *findings,
			struct taizhang_error *err);

#ifdef __cplusplus
}
#endif
#endif
