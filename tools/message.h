/* SPDX-License-Identifier: MIT */
/* message.h: the command's own texts, in the language of the user. */
#ifndef TOOLS_MESSAGE_H
#define TOOLS_MESSAGE_H

#include <stdint.h>
#include <stdio.h>
#include <taizhang/error.h>

enum say {
#define SAY(name, zh, en) SAY_##name,
#include "message.def"
#undef SAY
	NUM_SAYS
};

/* zh or en by --lang (may be NULL), else by the environment: a place without a language speaks Chinese. */
enum taizhang_lang message_language(const char *lang_option);
void message_set_language(enum taizhang_lang lang);
enum taizhang_lang message_get_language(void);

/* A text with its places filled; malloc'd, NULL where memory ran out. args ends with NULL. */
char *message_text(enum say say, const char *const *args);
/* Prints a text and a line break: say(stdout, NEW_NEXT, directory). Without arguments NULL is given. */
void message_print(FILE *stream, enum say say, const char *const *args);
#define say(stream, name, ...) \
	message_print((stream), SAY_##name, (const char *const[]){__VA_ARGS__, NULL})

/* Numbers and sizes as text, in a ring of buffers: good for the next 15 calls. */
const char *message_number(uint64_t number);
const char *message_bytes(uint64_t bytes);

#endif
