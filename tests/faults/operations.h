/* SPDX-License-Identifier: MIT */
/* operations.h: the runs of the command in which each call fails in turn. */
#ifndef TESTS_FAULTS_OPERATIONS_H
#define TESTS_FAULTS_OPERATIONS_H

#include <stdbool.h>
#include <stddef.h>

#define MOST_ARGUMENTS 12

struct operation {
	const char *name;
	const char *setup;	/* shell; in the folder of the run; $base is what fixture.sh made */
	const char *target;	/* what a message may name in place of a temporary */
	bool also_named;	/* once more where the file system has no files without a name */
	bool samples;		/* reads as others do: samples of its reads are enough */
	const char *arguments[MOST_ARGUMENTS + 1];
};

extern const struct operation operations[];
extern const size_t num_operations;

#endif
