/* SPDX-License-Identifier: MIT */
/**
 * @file error.h
 * Errors: why a piece of work could not be done.
 *
 * An error is not a finding. An error says that the work itself failed; a
 * finding (finding.h) says that the work was done and judges the material.
 *
 * Every function that can fail returns int (0, or -1) or a pointer (or NULL)
 * and takes a `struct taizhang_error *` last. It may be NULL. The struct
 * lives with the caller, is of fixed size, holds no pointer and needs no
 * freeing. Where it already holds an error, the first one stays.
 *
 * Thread rule: one struct belongs to one thread at a time.
 */
#ifndef TAIZHANG_ERROR_H
#define TAIZHANG_ERROR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The kinds of failure, and what the caller may do about each. */
enum taizhang_code {
	/** No error. */
	TAIZHANG_OK = 0,
	/** Memory ran out. Free something and try again. */
	TAIZHANG_E_NOMEM,
	/** An argument is wrong: NULL where an object is needed, a date that does not exist. Mend the call. */
	TAIZHANG_E_INVAL,
	/** The operating system refused: see sys_errno. */
	TAIZHANG_E_IO,
	/** The bytes are not what they should be: damaged, cut off, another format. */
	TAIZHANG_E_FORMAT,
	/** The bytes may be right, but this version cannot read them: a newer format. Use a newer version. */
	TAIZHANG_E_UNSUPPORTED,
	/** An XML document is not well-formed or breaks the rules of safe reading. */
	TAIZHANG_E_XML,
	/** The digest library refused. */
	TAIZHANG_E_CRYPTO,
	/** A limit was passed; the caller may raise it knowingly. */
	TAIZHANG_E_LIMIT,
	/** Going on would be unsafe: a path that leaves its folder, a link in the way. */
	TAIZHANG_E_UNSAFE,
	/** The object or the target is not in the state that the call needs: locked by another, already there. */
	TAIZHANG_E_STATE,
	/** Nothing of that name: an item, a record, an edition. */
	TAIZHANG_E_NOT_FOUND,
	/** The caller's cancel callback asked to stop. */
	TAIZHANG_E_CANCELLED,
	/** The material has findings that forbid the work (packing); see the findings. */
	TAIZHANG_E_REFUSED
};

/** The language of a text. */
enum taizhang_lang {
	TAIZHANG_LANG_ZH = 0,
	TAIZHANG_LANG_EN = 1
};

#define TAIZHANG_ERROR_TEXT 512

/** An error. All texts are UTF-8 and end with NUL; a long one keeps its end, with "…" in front. */
struct taizhang_error {
	/** One of enum taizhang_code. */
	int code;
	/** Which message; see ::taizhang_error_id. */
	int message;
	/** errno of the failed call, or 0. */
	int sys_errno;
	int reserved_int;
	/** Line in the file named by where, from 1, or 0. */
	int64_t line;
	/** The number that the message speaks of (a limit, a count), or 0. */
	int64_t number;
	/** The file, archive entry or argument concerned, or "". */
	char where[TAIZHANG_ERROR_TEXT];
	/** A further word: the value refused, the foreign library's own text; or "". */
	char detail[TAIZHANG_ERROR_TEXT];
	uint64_t reserved[8];
};

/** Sets a struct taizhang_error to "no error": struct taizhang_error err = TAIZHANG_ERROR_INIT; */
#define TAIZHANG_ERROR_INIT {0, 0, 0, 0, 0, 0, "", "", {0, 0, 0, 0, 0, 0, 0, 0}}

/**
 * @brief Set an error back to "no error", so that it can be used again.
 * @param err The error, or NULL.
 */
void taizhang_error_clear(struct taizhang_error *err);

/**
 * @brief Tell the stable name of a code, such as "io".
 * @param code One of enum taizhang_code.
 * @return A static ASCII string; "unknown" for another number.
 */
const char *taizhang_error_code_name(int code);

/**
 * @brief Tell the stable id of an error's message, such as "file-open".
 * @param err The error, or NULL.
 * @return A static ASCII string; "none" where there is no error.
 */
const char *taizhang_error_id(const struct taizhang_error *err);

/**
 * @brief Write an error as one sentence: what, where, and what to do.
 * @param err The error, or NULL.
 * @param lang The language.
 * @param buf Where to write, or NULL.
 * @param size Bytes at buf; the text is cut at a whole character and always ends with NUL.
 * @return The bytes that the whole text needs, without its NUL.
 */
size_t taizhang_error_text(const struct taizhang_error *err, enum taizhang_lang lang,
			   char *buf, size_t size);

/**
 * @brief Tell why the system refused, in words for people.
 * @param sys_errno An errno.
 * @param lang The language.
 * @return A string that is valid until the next call on this thread; never NULL.
 */
const char *taizhang_error_reason(int sys_errno, enum taizhang_lang lang);

#ifdef __cplusplus
}
#endif
#endif
