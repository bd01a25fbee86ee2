/* SPDX-License-Identifier: MIT */
/**
 * @file record.h
 * 材料: one piece of material, of exactly one of four kinds, with its fields and files.
 *
 * A record belongs to its ledger. Fields that all kinds have are
 * taizhang_record_…; those of one kind are taizhang_normative_…, taizhang_report_…,
 * taizhang_image_…, taizhang_table_…. A getter of another kind's field
 * gives "", no date or -1; a setter gives ::TAIZHANG_E_STATE. Setters refuse what cannot be
 * right (a date that does not exist); what is only suspicious is found by the check.
 *
 * Borrowed texts are valid until the field is set again or the ledger freed. A text setter takes NULL or "" to
 * clear. Texts must be UTF-8. Thread rule: that of the ledger.
 */
#ifndef TAIZHANG_RECORD_H
#define TAIZHANG_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/date.h>
#include <taizhang/digest.h>
#include <taizhang/error.h>
#include <taizhang/kind.h>

#ifdef __cplusplus
extern "C" {
#endif

struct taizhang_record;
/** A file of a record: bytes on disk or in a package, with a role. */
struct taizhang_file;
struct taizhang_node;

/** A yes-or-no field that may not have been answered. */
enum taizhang_answer {
	TAIZHANG_UNKNOWN = -1,
	TAIZHANG_NO = 0,
	TAIZHANG_YES = 1
};

/** @name All kinds @{ */
/** @brief Get the item that the record answers. The pointer is valid as long as the catalog object and must not be freed by the caller. */
const struct taizhang_node *taizhang_record_item(const struct taizhang_record *record);
/** @brief Tell the ordinal in its item, from 1 (①). */
unsigned int taizhang_record_ordinal(const struct taizhang_record *record);
enum taizhang_kind taizhang_record_kind(const struct taizhang_record *record);
/**
 * @brief Correct the kind. Fields that both kinds have are carried over.
 * @return 0; or -1 with ::TAIZHANG_E_STATE where a field that the new kind lacks is filled: clear it first, nothing is lost silently.
 */
int taizhang_record_set_kind(struct taizhang_record *record, enum taizhang_kind kind,
			     struct taizhang_error *err);
const char *taizhang_record_title(const struct taizhang_record *record);
int taizhang_record_set_title(struct taizhang_record *record, const char *title, struct taizhang_error *err);
/** @brief Tell the issuing unit (出具单位). */
const char *taizhang_record_unit(const struct taizhang_record *record);
int taizhang_record_set_unit(struct taizhang_record *record, const char *unit, struct taizhang_error *err);
/** @brief Tell the page or passage that proves the point (印证标识). */
const char *taizhang_record_evidence(const struct taizhang_record *record);
int taizhang_record_set_evidence(struct taizhang_record *record, const char *evidence, struct taizhang_error *err);
const char *taizhang_record_note(const struct taizhang_record *record);
int taizhang_record_set_note(struct taizhang_record *record, const char *note, struct taizhang_error *err);

size_t taizhang_record_num_files(const struct taizhang_record *record);
/** @brief Get one file, in the order of their paths; NULL where index is out of range. */
const struct taizhang_file *taizhang_record_get_file(const struct taizhang_record *record, size_t index);
/** @brief Set the role of one file. @return 0, or -1. */
int taizhang_record_set_role(struct taizhang_record *record, size_t index, enum taizhang_role role,
			     struct taizhang_error *err);
/** @} */

/** @name Files @{ */
/** @brief Tell the path below the ledger's folder, '/' between: "materials/I-1-1-1-1 方案/通知.docx". UTF-8. */
const char *taizhang_file_path(const struct taizhang_file *file);
/**
 * @brief Tell the path's own bytes where they are not UTF-8 (path then is the proposed name), else NULL.
 */
const char *taizhang_file_raw_path(const struct taizhang_file *file);
enum taizhang_role taizhang_file_role(const struct taizhang_file *file);
/** @brief Tell the size in bytes when it was last scanned. */
uint64_t taizhang_file_size(const struct taizhang_file *file);
/** @brief Tell the time of last change when it was last scanned, in seconds since 1970 UTC. */
int64_t taizhang_file_mtime(const struct taizhang_file *file);
/** @brief Tell the nanoseconds of that second. */
int32_t taizhang_file_mtime_ns(const struct taizhang_file *file);
/**
 * @brief Tell the SHA-256 of the bytes when they were last read, in lower-case hexadecimal; "" where they never were.
 * @param hex Where it is written.
 * @return hex.
 */
const char *taizhang_file_digest(const struct taizhang_file *file, char hex[TAIZHANG_DIGEST_HEX_SIZE]);
/** @brief Tell the media type by the name's extension ("application/pdf"). @return A static string. */
const char *taizhang_file_media_type(const struct taizhang_file *file);
/** @brief Tell whether the last scan found the file gone. */
bool taizhang_file_is_missing(const struct taizhang_file *file);
/** @} */

/** @name 规范文件 @{ */
/** @brief Tell the document number (发文字号) as written. */
const char *taizhang_normative_number(const struct taizhang_record *record);
int taizhang_normative_set_number(struct taizhang_record *record, const char *number, struct taizhang_error *err);
const char *taizhang_normative_issuer(const struct taizhang_record *record);
int taizhang_normative_set_issuer(struct taizhang_record *record, const char *issuer, struct taizhang_error *err);
/** @brief Tell the date of the document (成文日期, GB/T 9704-2012 7.3.5). */
struct taizhang_date taizhang_normative_date(const struct taizhang_record *record);
/** @param date NULL or "no date" clears. */
int taizhang_normative_set_date(struct taizhang_record *record, const struct taizhang_date *date, struct taizhang_error *err);
enum taizhang_answer taizhang_normative_sealed(const struct taizhang_record *record);
int taizhang_normative_set_sealed(struct taizhang_record *record, enum taizhang_answer sealed, struct taizhang_error *err);
/** @brief Tell whether a provincial department's opinion is part of it: then red-head page and seal page are both wanted. */
enum taizhang_answer taizhang_normative_provincial_opinion(const struct taizhang_record *record);
int taizhang_normative_set_provincial_opinion(struct taizhang_record *record, enum taizhang_answer opinion, struct taizhang_error *err);

/** 发文字号 in its parts (GB/T 9704-2012 7.2.5). */
struct taizhang_document_number {
	/** 机关代字: 哈办发, 吉县创文字. */
	char agency[128];
	/** The year in its brackets. */
	int year;
	/** The serial. */
	long serial;
	/** Set where it is written as the standard asks: 〔〕, a full year, no 第, no zero padding, 号 at the end. */
	bool regular;
};

/**
 * @brief Read a document number as people write it.
 *
 * Brackets 〔〕 ﹝﹞ [] 〖〗 【】 () （） ［］ 「」; 第 before and zeros before the serial; blanks; full-width digits.
 * @return 0; or -1 with ::TAIZHANG_E_INVAL where no agency code, year and serial can be told apart.
 */
int taizhang_document_number_parse(const char *text, struct taizhang_document_number *number,
				   struct taizhang_error *err);
/**
 * @brief Write a document number as GB/T 9704-2012 asks: 哈办发〔2012〕9号.
 * @return The bytes that the whole text needs, without its NUL.
 */
size_t taizhang_document_number_format(const struct taizhang_document_number *number, char *buf, size_t size);
/** @} */

/** @name 说明报告 @{ */
/** @brief Tell the authoring unit. */
const char *taizhang_report_author(const struct taizhang_record *record);
int taizhang_report_set_author(struct taizhang_record *record, const char *author, struct taizhang_error *err);
struct taizhang_date taizhang_report_date(const struct taizhang_record *record);
int taizhang_report_set_date(struct taizhang_record *record, const struct taizhang_date *date, struct taizhang_error *err);
/** @brief Tell the length in 字, or -1 where it is not known. */
long taizhang_report_words(const struct taizhang_record *record);
/** @param words 0 or more, or -1 to clear. */
int taizhang_report_set_words(struct taizhang_record *record, long words, struct taizhang_error *err);
/** @brief Tell the sources of its figures (来源出处). */
const char *taizhang_report_sources(const struct taizhang_record *record);
int taizhang_report_set_sources(struct taizhang_record *record, const char *sources, struct taizhang_error *err);
/** @} */

/** @name 实景图片 @{ */
/** @brief Tell one element of the caption. @param element One of enum taizhang_caption. */
const char *taizhang_image_caption(const struct taizhang_record *record, enum taizhang_caption element);
int taizhang_image_set_caption(struct taizhang_record *record, enum taizhang_caption element, const char *text, struct taizhang_error *err);
enum taizhang_origin taizhang_image_origin(const struct taizhang_record *record);
int taizhang_image_set_origin(struct taizhang_record *record, enum taizhang_origin origin, struct taizhang_error *err);
/** @brief Tell the day on which the picture was taken. */
struct taizhang_date taizhang_image_taken(const struct taizhang_record *record);
int taizhang_image_set_taken(struct taizhang_record *record, const struct taizhang_date *taken, struct taizhang_error *err);
/** @brief Tell the width in pixels, or 0. */
unsigned int taizhang_image_width(const struct taizhang_record *record);
/** @brief Tell the height in pixels, or 0. */
unsigned int taizhang_image_height(const struct taizhang_record *record);
int taizhang_image_set_size(struct taizhang_record *record, unsigned int width, unsigned int height, struct taizhang_error *err);
/** @} */

/** @name 统计表格 @{ */
/** @brief Tell the period of the figures, as written (2017, 2017年上半年). */
const char *taizhang_table_period(const struct taizhang_record *record);
int taizhang_table_set_period(struct taizhang_record *record, const char *period, struct taizhang_error *err);
/** @brief Tell the statistical scope (统计口径). */
const char *taizhang_table_statistical_scope(const struct taizhang_record *record);
int taizhang_table_set_statistical_scope(struct taizhang_record *record, const char *scope, struct taizhang_error *err);
const char *taizhang_table_data_source(const struct taizhang_record *record);
int taizhang_table_set_data_source(struct taizhang_record *record, const char *source, struct taizhang_error *err);
enum taizhang_answer taizhang_table_sealed(const struct taizhang_record *record);
int taizhang_table_set_sealed(struct taizhang_record *record, enum taizhang_answer sealed, struct taizhang_error *err);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
