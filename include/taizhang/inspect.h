/* SPDX-License-Identifier: MIT */
/**
 * @file inspect.h
 * What a file really is: facts read from its bytes, never from its name.
 *
 * A fact has a name (listed in docs/facts.md), a value, and the place in the file where it was read (page 3, Sheet1!C5, byte 1024). Some
 * facts stand once, some as often as there is something to tell. Beside the facts stand the text of a document and the cells of a table.
 * A file that is damaged, hostile, encrypted or of an unknown format has facts that say so; it is no error, and never more than the bounds
 * of memory and time that docs/security.md promises.
 *
 * Which formats are read depends on what the library was built with, and the text of PDF and .doc on programs that are installed:
 * ::taizhang_inspect_num_abilities tells all of them. What could not be read stands among the facts (not-read), with the reason.
 *
 * Thread rule: facts may be read by several threads at once; different files may be inspected in different threads.
 */
#ifndef TAIZHANG_INSPECT_H
#define TAIZHANG_INSPECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>
#include <taizhang/input.h>

#ifdef __cplusplus
extern "C" {
#endif

struct taizhang_facts;
struct taizhang_fact;

/** How far a file could be read. */
enum taizhang_facts_state {
	/** To its end, and nothing is wrong with it. */
	TAIZHANG_FACTS_WHOLE = 1,
	/** It is larger than the limits of inspection; what was read is there. */
	TAIZHANG_FACTS_LIMITED,
	/** It breaks off or has errors; what could be read is there. */
	TAIZHANG_FACTS_DAMAGED,
	/** Its content is locked by a password. */
	TAIZHANG_FACTS_ENCRYPTED,
	/** It is of a format that it begins as, and cannot be opened as such. */
	TAIZHANG_FACTS_UNREADABLE,
	/** It has no bytes. */
	TAIZHANG_FACTS_EMPTY,
	/** Nothing here looks into files of its format, or what would is not built in. */
	TAIZHANG_FACTS_UNINSPECTED
};

/** What sort of thing a format is. */
enum taizhang_family {
	TAIZHANG_FAMILY_OTHER = 0,
	TAIZHANG_FAMILY_IMAGE,
	/** A text document of an office program, RTF, HTML. */
	TAIZHANG_FAMILY_DOCUMENT,
	/** A spreadsheet, CSV. */
	TAIZHANG_FAMILY_SHEET,
	/** Slides. */
	TAIZHANG_FAMILY_SLIDES,
	/** Fixed pages: PDF, OFD. */
	TAIZHANG_FAMILY_PAGES,
	/** Plain text. */
	TAIZHANG_FAMILY_TEXT,
	/** Files packed together. */
	TAIZHANG_FAMILY_ARCHIVE
};

/** How to inspect. Set size by the _INIT macro. */
struct taizhang_inspect_options {
	size_t size;
	/** The file's name, whose extension is held against the content; NULL: the input's. */
	const char *name;
	/** Start other programs (pdftotext, catdoc) where only they can read a text; they run with limits, and write nothing (docs/security.md). */
	bool programs;
};
#define TAIZHANG_INSPECT_OPTIONS_INIT {sizeof(struct taizhang_inspect_options), NULL, true}

/**
 * @brief Inspect one file.
 * @param input The file: a path, memory, or callbacks. Of a stream, at most 256 MiB are taken in.
 * @param options May be NULL.
 * @return The facts, whatever they say; or NULL where it could not be read at all (no such file, no memory). The returned object must be
 * freed by the caller using ::taizhang_facts_free.
 */
struct taizhang_facts *taizhang_inspect(const struct taizhang_input *input, const struct taizhang_inspect_options *options,
					struct taizhang_error *err);
/** @brief Free facts. @param facts May be NULL. */
void taizhang_facts_free(struct taizhang_facts *facts);

/** @brief Tell how far the file could be read. */
enum taizhang_facts_state taizhang_facts_state(const struct taizhang_facts *facts);
/** @brief Tell a state's name: "whole", "limited", "damaged", "encrypted", "unreadable", "empty", "uninspected". @return A static string, or NULL. */
const char *taizhang_facts_state_name(enum taizhang_facts_state state);
/** @brief Tell a state's label for people: 完整. @return A static string, or NULL. */
const char *taizhang_facts_state_label(enum taizhang_facts_state state, enum taizhang_lang lang);
/** @brief Tell the family of its format. */
enum taizhang_family taizhang_facts_family(const struct taizhang_facts *facts);
/** @brief Tell the format's name: "docx", "pdf", "jpeg"; "unknown". @return A static string. */
const char *taizhang_facts_format(const struct taizhang_facts *facts);
/** @brief Tell the media type by content ("application/pdf"). The pointer is valid as long as the facts object and must not be freed by the caller. */
const char *taizhang_facts_media_type(const struct taizhang_facts *facts);
/** @brief Tell the format's name for people: PDF 文档. @return A static string. */
const char *taizhang_facts_format_label(const struct taizhang_facts *facts, enum taizhang_lang lang);

/** @brief Count the facts. Of one name at most 100 are kept; ::taizhang_facts_count knows all. */
size_t taizhang_facts_num(const struct taizhang_facts *facts);
/** @brief Get one fact, those of one name together; NULL where index is out of range. The pointer is valid as long as the facts object and must not be freed by the caller. */
const struct taizhang_fact *taizhang_facts_get(const struct taizhang_facts *facts, size_t index);
/** @brief Find the first fact of a name, or NULL. The pointer is valid as long as the facts object and must not be freed by the caller. */
const struct taizhang_fact *taizhang_facts_find(const struct taizhang_facts *facts, const char *name);
/** @brief Count the facts of a name, those not kept included. */
uint64_t taizhang_facts_count(const struct taizhang_facts *facts, const char *name);

/** @brief Tell the name, such as "pages". @return A static string; "" for NULL. */
const char *taizhang_fact_name(const struct taizhang_fact *fact);
/** @brief Tell the label for people: 页数. @return A static string; "" for NULL. */
const char *taizhang_fact_label(const struct taizhang_fact *fact, enum taizhang_lang lang);
/** @brief Tell the value as text, numbers in decimal. @return UTF-8; "" for NULL. Valid as long as the facts object. */
const char *taizhang_fact_value(const struct taizhang_fact *fact);
/** @brief Tell whether the value is a number. */
bool taizhang_fact_is_number(const struct taizhang_fact *fact);
/** @brief Tell a number; 0 for a text. */
int64_t taizhang_fact_number(const struct taizhang_fact *fact);
/** @brief Tell where in the file it was read. @return UTF-8, or "". Valid as long as the facts object. */
const char *taizhang_fact_place(const struct taizhang_fact *fact);

/**
 * @brief Tell the text: paragraphs with a line break after each; UTF-8 without control characters but tab and line break.
 * @param size Set to its bytes; may be NULL.
 * @return "" where there is none or it could not be read. The pointer is valid as long as the facts object and must not be freed by the caller.
 */
const char *taizhang_facts_text(const struct taizhang_facts *facts, size_t *size);

/** A cell of a spreadsheet or a table of text. The texts are valid as long as the facts object. */
struct taizhang_cell {
	/** The sheet's name; "" for CSV. */
	const char *sheet;
	/** From 1. */
	unsigned int row, column;
	/** As people see it, as far as that is known: 15% and not 0.15; a failed formula's is its error (#REF!). */
	const char *text;
	bool formula, error;
	/** Its sheet, row or column is hidden. */
	bool hidden;
};
/** @brief Count the cells that hold something, row by row, sheet by sheet. */
size_t taizhang_facts_num_cells(const struct taizhang_facts *facts);
/** @brief Get one of them. @return 0; or -1 where index is out of range. */
int taizhang_facts_get_cell(const struct taizhang_facts *facts, size_t index, struct taizhang_cell *cell);

/** @brief Count the names of facts that this version knows, those of docs/facts.md. */
size_t taizhang_fact_num_names(void);
/** @brief Get one of them. @return A static string, or NULL where index is out of range. */
const char *taizhang_fact_get_name(size_t index);

/** Something that inspection stands on: a library that may be built in, or a program that may be installed. */
struct taizhang_ability {
	/** "libjpeg", "pdftotext" */
	const char *name;
	/** Its version where known, else "". Static, or valid until the thread's next call. */
	const char *version;
	/** What is read by it: "JPEG", "PDF 文字". */
	const char *label_zh, *label_en;
	bool available;
	/** A program, and no library. */
	bool program;
};
/** @brief Count what inspection stands on. */
size_t taizhang_inspect_num_abilities(void);
/** @brief Get one of them. @return 0; or -1 where index is out of range. */
int taizhang_inspect_get_ability(size_t index, struct taizhang_ability *ability);

#ifdef __cplusplus
}
#endif
#endif
