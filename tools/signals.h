/* SPDX-License-Identifier: MIT */
/* signals.h: what SIGINT, SIGTERM and SIGHUP do: long work is asked to stop, short work is waited for. */
#ifndef TOOLS_SIGNALS_H
#define TOOLS_SIGNALS_H

/* From here to signals_end the first of them only sets a flag, and the second ends the program as usual. One that the caller has set to be
 * ignored (nohup) stays so. */
void signals_watch(void);
void signals_end(void);
/* The one that came, or 0. */
int signals_came(void);

/* From here to signals_release they wait: what is being saved is saved, or is as it was. */
void signals_hold(void);
void signals_release(void);

#endif
