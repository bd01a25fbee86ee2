/* SPDX-License-Identifier: MIT */
/* session.h: one run of one verb: what was asked, what came out, and how it is said. */
#ifndef TOOLS_SESSION_H
#define TOOLS_SESSION_H

#include <stdbool.h>
#include <taizhang.h>

#include "args.h"
#include "message.h"

/* Exit statuses. */
enum { EXIT_VALID = 0, EXIT_INVALID = 1, EXIT_UNDONE = 2 };

struct session {
	const struct args *args;
	enum taizhang_lang lang;
	bool json, quiet, verbose;
	unsigned int threads;			/* 0 where it was not given: every core */
	struct taizhang_error err;		/* why the library could not */
	char *complaint;			/* why the command could not, or NULL */
	struct taizhang_findings *findings;
	struct taizhang_finding_filter filter;
	char *data;				/* a JSON object, or NULL */
	char *item;				/* what filter.item points to */
};

/* The value of an option, NULL where it was not given. */
const char *session_value(const struct session *session, enum option option);
/* All values of an option that may be given more than once, malloc'd; *num is their number. NULL with a complaint where memory ran out. */
const char **session_values(struct session *session, enum option option, size_t *num);
bool session_has(const struct session *session, enum option option);
const char *session_operand(const struct session *session, size_t index);	/* NULL past the last */
/* Options for the library's texts. */
struct taizhang_render_options session_render_options(const struct session *session);

/* Takes a text that the library made, frees it: keeps it as data with --json, prints it otherwise (not with --quiet). Returns 0, or -1 where text is NULL. */
int session_give(struct session *session, char *text);
/* True where sentences for people are wanted. */
bool session_speaks(const struct session *session);
/* Prints the findings that are of this severity and above (0: all). */
int session_give_findings(struct session *session, enum taizhang_severity severity);

/* Says that the command line is wrong: session_complain(session, NO_ITEM, code). Always EXIT_UNDONE. */
int session_complain_with(struct session *session, enum say say, const char *const *args);
#define session_complain(session, name, ...) \
	session_complain_with((session), SAY_##name, (const char *const[]){__VA_ARGS__, NULL})
/* Complains where an option without which the verb cannot work is missing or empty. */
int session_require(struct session *session, enum option option);

/* Values of options that several verbs take. Each complains and returns non-zero where the value cannot be. */
int session_date(struct session *session, struct taizhang_date *date);		/* --date, else today */
int session_size(struct session *session, enum option option, uint64_t *bytes);	/* 500M; 0 where it was not given */
int session_threads(struct session *session);					/* --threads, into session->threads */
int session_epoch(struct session *session, int64_t otherwise, int64_t *time);	/* SOURCE_DATE_EPOCH */

/* One function a verb, in cmd_<verb>.c. */
#define VERB(name, ...) int cmd_##name(struct session *session);
#include "verb.def"
#undef VERB

/* Help of one verb, or of all (NULL). */
void help_print(const struct verb *verb);

#endif
