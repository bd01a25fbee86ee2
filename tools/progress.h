/* SPDX-License-Identifier: MIT */
/* progress.h: a bar on a terminal during long work, and stopping it by Ctrl-C. */
#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H

#include <stdbool.h>
#include <taizhang/progress.h>

/* The callbacks for an option struct. A bar is drawn on standard error where that is a terminal and quiet is not set. From here to progress_end
 * a signal asks the work to stop; see signals.h. */
struct taizhang_progress progress_begin(bool quiet);
/* Ends the bar's line. */
void progress_end(void);

#endif
