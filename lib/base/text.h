/* SPDX-License-Identifier: MIT */
/* text.h: UTF-8 text: validity, normal form, case folding, widths, trimming. The door to utf8proc. */
#ifndef TZ_BASE_TEXT_H
#define TZ_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

bool tz_text_is_utf8(const char *text, size_t size);	/* strict: no surrogates, no overlong forms, no NUL */
/* Malloc'd; the input must be UTF-8. */
char *tz_text_nfc(const char *text, struct taizhang_error *err);
/* NFC and full case folding: two names with one key collide on some file system. */
char *tz_text_key(const char *text, struct taizhang_error *err);
/* Reads one character; returns its bytes (0 at the end or where it is not UTF-8). */
size_t tz_text_next(const char *text, int32_t *codepoint);
size_t tz_text_append(char out[4], int32_t codepoint);	/* bytes written */
/* A mark that nobody sees but that changes what is read: it turns the direction of writing, or it is a blank without width. */
bool tz_text_is_hidden(int32_t codepoint);
/* Not to be shown as it is: hidden, a control (C0, DEL, C1), or a separator of lines or paragraphs. */
bool tz_text_is_unsafe(int32_t codepoint);
/* Columns on a terminal: CJK 2, combining 0. */
size_t tz_text_width(const char *text);
size_t tz_text_utf16_length(const char *text);
/* Full-width ASCII forms (U+FF01..FF5E) and the ideographic space to ASCII, ideographic digits left; malloc'd. */
char *tz_text_halfwidth(const char *text, struct taizhang_error *err);
/* Trims ASCII blanks, U+3000 and U+FEFF at both ends, in place; returns the new start inside text. */
char *tz_text_trim(char *text);
bool tz_text_is_blank(const char *text);	/* NULL, empty, or nothing but blanks */
/* Longest prefix of at most size bytes that ends at a whole character. */
size_t tz_text_cut(const char *text, size_t size);
const char *tz_text_library_version(void);

#endif
