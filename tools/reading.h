/* SPDX-License-Identifier: MIT */
/* reading.h: what verbs that read a package from outside share: standard input, the encoding of names, limits. */
#ifndef TOOLS_READING_H
#define TOOLS_READING_H

#include "session.h"

struct reading {
	struct taizhang_input input;
	enum taizhang_names names;
	struct taizhang_limits limits;
	/* of standard input that is a file */
	int64_t start;
};

/* Reads --names and --limits, and opens path: "-" is standard input. Complains and returns non-zero where it cannot be. reading stays where it is
 * while its input is used. */
int reading_begin(struct reading *reading, struct session *session, const char *path);
bool reading_is_stdin(const char *path);

#endif
