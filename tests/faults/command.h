/* SPDX-License-Identifier: MIT */
/* command.h: one run of the command under the module that lets its calls fail. */
#ifndef TESTS_FAULTS_COMMAND_H
#define TESTS_FAULTS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* What is done to a call; see interpose.c. */
#define HOW_SHORT (-1)
#define HOW_SIGNAL 1000		/* and its number */

struct treatment {
	long at;		/* the number of the call; 0: to none */
	long how;		/* an errno, or one of those above */
	bool onward;
	long budget;		/* bytes until the disk is full; -1: it never is */
	const char *lang;
	bool named;		/* no files without a name */
};

/* A call, as interpose.c tells it. */
struct point {
	char class[16], function[16], path[512];
};

/* Where things are; set once, in the process that runs the command. */
extern struct place {
	char *root, *trace, *err, *command, *module;
} place;

/* Runs the command with arguments (NULL ends them) in place.root. Returns its status, or HOW_SIGNAL and the signal that ended it. */
int command_run(const char *const *arguments, const struct treatment *t);
/* What the last run wrote to standard error, and the calls it made. */
const char *command_said(void);
size_t command_calls(struct point *points, size_t most);

/* A text made as printf makes it; malloc'd. */
__attribute__((format(printf, 1, 2))) char *text(const char *format, ...);
/* Runs a shell's command, freed then; that it fails ends the test. */
void shell(char *command);
void stop(const char *what);

#endif
