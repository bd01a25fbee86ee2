/* SPDX-License-Identifier: MIT */
/* program.h: another program of this machine reads a file and writes its text: started with limits, ended when it takes too long. */
#ifndef TZ_INSPECT_PROGRAM_H
#define TZ_INSPECT_PROGRAM_H

#include <stdbool.h>

#include "inspect/door.h"
#include "inspect/source.h"

enum tz_program_end {
	TZ_PROGRAM_DONE,
	TZ_PROGRAM_ABSENT,	/* not installed */
	TZ_PROGRAM_FAILED,
	TZ_PROGRAM_TIMEOUT	/* TZ_LIMIT_INSPECT_SECONDS */
};

/* Runs argv (the first is a name looked for in the system's own folders, never in PATH's relative ones; ends with NULL) with the file as
 * its standard input, from its beginning. What it writes is handed on; past TZ_LIMIT_INSPECT_TEXT it is ended, and that is DONE. -1 for what take
 * fails with and for lack of memory alone. Safe in a host that ignores SIGCHLD, and beside other threads. */
int tz_program_run(const char *const *argv, const struct tz_source *source,
		   int (*take)(void *context, const char *data, size_t size, struct taizhang_error *err), void *context,
		   enum tz_program_end *end, struct taizhang_error *err);
/* The same with a limit of its own on the time, by the clock. */
int tz_program_run_within(int milliseconds, const char *const *argv, const struct tz_source *source,
			  int (*take)(void *context, const char *data, size_t size, struct taizhang_error *err), void *context,
			  enum tz_program_end *end, struct taizhang_error *err);
/* What argv writes, in UTF-8, becomes the text of the file; where it does not come to that, the facts say so (not-read). */
int tz_program_text(const char *const *argv, struct tz_inspection *inspection, struct taizhang_error *err);
bool tz_program_is_there(const char *name);

#endif
