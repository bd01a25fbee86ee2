/* SPDX-License-Identifier: MIT */
/**
 * @file diff.h
 * 比较: what was added, removed, changed and moved from one ledger to another.
 *
 * Compared is what the ledgers record, not what lies on disk: a ledger's folder is scanned first, a package's ledger is
 * ::taizhang_package_ledger. Records are recognised by their bytes, then by item and ordinal; files by their bytes, then by
 * their path below the item's folder. Cost is linear in both.
 *
 * Thread rule: a diff belongs to one thread at a time; the ledgers are only read, and only while it is made.
 */
#ifndef TAIZHANG_DIFF_H
#define TAIZHANG_DIFF_H

#include <taizhang/ledger.h>
#include <taizhang/render.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What happened. */
enum taizhang_change_type {
	/** 新增 */
	TAIZHANG_CHANGE_ADDED = 1,
	/** 移除 */
	TAIZHANG_CHANGE_REMOVED,
	/** 修改 */
	TAIZHANG_CHANGE_CHANGED,
	/** 移动: the same bytes under another item, ordinal or path. */
	TAIZHANG_CHANGE_MOVED
};
#define TAIZHANG_NUM_CHANGE_TYPES 4

/** To what it happened. */
enum taizhang_change_subject {
	/** 台账: a field of the ledger itself. */
	TAIZHANG_SUBJECT_LEDGER = 1,
	/** 审核项: in or out of scope, or a field of its assignment. */
	TAIZHANG_SUBJECT_ITEM,
	/** 材料 */
	TAIZHANG_SUBJECT_RECORD,
	/** 文件 */
	TAIZHANG_SUBJECT_FILE,
	/** 指标阈值: a field of what was entered. */
	TAIZHANG_SUBJECT_VALUE,
	/** 负面清单: a field of what was answered. */
	TAIZHANG_SUBJECT_NEGATIVE,
	/** 审核记录 */
	TAIZHANG_SUBJECT_EVENT
};
#define TAIZHANG_NUM_CHANGE_SUBJECTS 7

/** @brief Tell the name: "added", "removed", "changed", "moved". @return A static string, or NULL. */
const char *taizhang_change_type_name(enum taizhang_change_type type);
/** @brief Tell the name: "ledger", "item", "record", "file", "threshold", "negative", "event". @return A static string, or NULL. */
const char *taizhang_change_subject_name(enum taizhang_change_subject subject);

/** All changes from one ledger to another. */
struct taizhang_diff;
/** One of them. */
struct taizhang_change;

/**
 * @brief Compare two ledgers. Catalogues may be two editions: items are matched by code.
 * @param before The ledger that was.
 * @param after The ledger that is.
 * @return The changes: of the ledger itself, item by item in the order of the catalogue, of values and negative entries; or NULL. The returned
 * object must be freed by the caller using ::taizhang_diff_free.
 */
struct taizhang_diff *taizhang_diff_new(const struct taizhang_ledger *before, const struct taizhang_ledger *after,
					struct taizhang_error *err);
/** @brief Free a diff. @param diff May be NULL. */
void taizhang_diff_free(struct taizhang_diff *diff);
/** @brief Count the changes; 0: the ledgers record the same. */
size_t taizhang_diff_num(const struct taizhang_diff *diff);
/** @brief Get one; NULL where index is out of range. The pointer is valid as long as the diff object and must not be freed by the caller. */
const struct taizhang_change *taizhang_diff_get(const struct taizhang_diff *diff, size_t index);
/** @brief Count the changes of a type and a subject; 0 takes any. */
size_t taizhang_diff_count(const struct taizhang_diff *diff, enum taizhang_change_type type,
			   enum taizhang_change_subject subject);

enum taizhang_change_type taizhang_change_type(const struct taizhang_change *change);
enum taizhang_change_subject taizhang_change_subject(const struct taizhang_change *change);
/** @brief Tell the code of the item that it concerns, by the catalogue of the ledger that has it; "" where it concerns none. */
const char *taizhang_change_item(const struct taizhang_change *change);
/** @brief Tell the title of that item, or "". */
const char *taizhang_change_item_title(const struct taizhang_change *change, enum taizhang_lang lang);
/** @brief Tell what it happened to, as `taizhang set` names targets ("I-1-1-1-1/2"), in the ledger before; "" for what was added. Texts
 * are valid as long as the diff object and must not be freed by the caller. */
const char *taizhang_change_target(const struct taizhang_change *change);
/** @brief Tell the same in the ledger after; "" for what was removed. */
const char *taizhang_change_new_target(const struct taizhang_change *change);
/** @brief Tell the name of the field that was changed ("title"; "sha256" where a file has other bytes, "missing" where it vanished or came back,
 * "extensions" where what other namespaces add differs), or "". */
const char *taizhang_change_field(const struct taizhang_change *change);
/** @brief Tell the field's name for people, or "". */
const char *taizhang_change_field_label(const struct taizhang_change *change, enum taizhang_lang lang);
/** @brief Tell the field's text before; of what was removed or moved its title (a record's, an item's), or its text (an event's). */
const char *taizhang_change_before(const struct taizhang_change *change);
/** @brief Tell the field's text after; of what was added or moved its title, or its text. */
const char *taizhang_change_after(const struct taizhang_change *change);

/** @brief Render a diff: the changes item by item, and the counts. */
char *taizhang_render_diff(const struct taizhang_diff *diff, const struct taizhang_render_options *options,
			   struct taizhang_error *err);

#ifdef __cplusplus
}
#endif
#endif
