/* SPDX-License-Identifier: MIT */
/**
 * @file finding.h
 * Findings: what the library judges of the material.
 *
 * A finding has a stable id (listed in docs/findings.md; never changed in
 * meaning, never used again), a severity, one of the four aspects of DA/T 70-2018, the place
 * it speaks of, and a sentence and a remedy in Chinese and English. A
 * collection keeps the order in which the findings were made.
 *
 * Life: made empty by the caller, filled by check, verify, scan and the
 * readers, freed by the caller. Thread rule: a collection that is being
 * filled belongs to one thread; one that is only read may be shared.
 */
#ifndef TAIZHANG_FINDING_H
#define TAIZHANG_FINDING_H

#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** 严重程度 */
enum taizhang_severity {
	/** 提示: worth knowing, forbids nothing. */
	TAIZHANG_NOTE = 1,
	/** 警告: probably wrong; rests on a default, on another edition or on another city's practice. */
	TAIZHANG_WARNING = 2,
	/** 错误: is wrong; packing refuses. */
	TAIZHANG_ERROR = 3
};

/** 四性 (DA/T 70-2018) */
enum taizhang_aspect {
	/** 真实性 */
	TAIZHANG_AUTHENTICITY = 1,
	/** 完整性 */
	TAIZHANG_INTEGRITY,
	/** 可用性 */
	TAIZHANG_USABILITY,
	/** 安全性 */
	TAIZHANG_SECURITY
};

struct taizhang_finding;
struct taizhang_findings;

/**
 * @brief Make an empty collection.
 * @param err May be NULL.
 * @return The collection, or NULL. The returned object must be freed by the caller using ::taizhang_findings_free.
 */
struct taizhang_findings *taizhang_findings_new(struct taizhang_error *err);

/** @brief Free a collection. @param findings May be NULL. */
void taizhang_findings_free(struct taizhang_findings *findings);

/**
 * @brief Count the findings kept. Of one id at most 10,000 are kept; ::taizhang_findings_count knows all.
 */
size_t taizhang_findings_num(const struct taizhang_findings *findings);

/**
 * @brief Get one finding.
 * @return The finding, or NULL where index is out of range. The pointer is valid as long as the findings object and must not be freed by the caller.
 */
const struct taizhang_finding *taizhang_findings_get(const struct taizhang_findings *findings,
						     size_t index);

/**
 * @brief Count the findings of one severity, those not kept included.
 * @param severity One severity, or 0 for all.
 */
size_t taizhang_findings_count(const struct taizhang_findings *findings,
			       enum taizhang_severity severity);

/** @brief Tell the stable id, such as "item-empty". @return A static string; "" for NULL. */
const char *taizhang_finding_id(const struct taizhang_finding *finding);
/** @brief Tell the severity. @return The severity; 0 for NULL. */
enum taizhang_severity taizhang_finding_severity(const struct taizhang_finding *finding);
/** @brief Tell the aspect. @return The aspect; 0 for NULL. */
enum taizhang_aspect taizhang_finding_aspect(const struct taizhang_finding *finding);
/** @brief Tell the code of the item concerned. @return The code, or "". Valid as long as the findings object. */
const char *taizhang_finding_item(const struct taizhang_finding *finding);
/** @brief Tell the ordinal of the record concerned. @return From 1, or 0 where it is not about one record. */
unsigned int taizhang_finding_record(const struct taizhang_finding *finding);
/** @brief Tell the file, table or archive entry concerned. @return UTF-8, or "". Valid as long as the findings object. */
const char *taizhang_finding_file(const struct taizhang_finding *finding);
/** @brief Tell the line (XML) or row (tables) in that file. @return From 1, or 0. */
int64_t taizhang_finding_line(const struct taizhang_finding *finding);
/** @brief Tell the column's name in a table, or the field's name. @return UTF-8, or "". */
const char *taizhang_finding_field(const struct taizhang_finding *finding);
/** @brief Tell what was expected. @return UTF-8, or "". */
const char *taizhang_finding_expected(const struct taizhang_finding *finding);
/** @brief Tell what was found instead. @return UTF-8, or "". */
const char *taizhang_finding_found(const struct taizhang_finding *finding);
/** @brief Tell the responsible unit of the item, where the ledger knows it. @return UTF-8, or "". */
const char *taizhang_finding_unit(const struct taizhang_finding *finding);

/**
 * @brief Write the finding's sentence: what is wrong. Same rules for buf and size as ::taizhang_error_text.
 * @return The bytes that the whole text needs, without its NUL.
 */
size_t taizhang_finding_text(const struct taizhang_finding *finding, enum taizhang_lang lang,
			     char *buf, size_t size);

/**
 * @brief Write the finding's remedy: what to do. Same rules for buf and size as ::taizhang_error_text.
 * @return The bytes that the whole text needs, without its NUL.
 */
size_t taizhang_finding_remedy(const struct taizhang_finding *finding, enum taizhang_lang lang,
			       char *buf, size_t size);

/** @brief Tell a severity's name: "error", "warning", "note". @return A static string, or NULL. */
const char *taizhang_severity_name(enum taizhang_severity severity);
/** @brief Tell a severity's label for people: 错误. @return A static string, or NULL. */
const char *taizhang_severity_label(enum taizhang_severity severity, enum taizhang_lang lang);
/** @brief Find a severity by name or Chinese label. @return The severity, or 0. */
enum taizhang_severity taizhang_severity_value(const char *name);
/** @brief Tell an aspect's name: "authenticity", "integrity", "usability", "security". @return A static string, or NULL. */
const char *taizhang_aspect_name(enum taizhang_aspect aspect);
/** @brief Tell an aspect's label for people: 真实性. @return A static string, or NULL. */
const char *taizhang_aspect_label(enum taizhang_aspect aspect, enum taizhang_lang lang);
/** @brief Find an aspect by name or Chinese label. @return The aspect, or 0. */
enum taizhang_aspect taizhang_aspect_value(const char *name);

/** @brief Count all finding ids that this version can make. */
size_t taizhang_finding_num_ids(void);
/** @brief Get one of them, in the order of docs/findings.md. @return A static string, or NULL where index is out of range. */
const char *taizhang_finding_get_id(size_t index);

#ifdef __cplusplus
}
#endif
#endif
