/* SPDX-License-Identifier: MIT */
/* folder.h: what a folder holds, as one text that can be compared. */
#ifndef TESTS_FAULTS_FOLDER_H
#define TESTS_FAULTS_FOLDER_H

#include <stdbool.h>

/* The digests that a ledger's folder remembers: they are others at each run, need not be there, and are not described. */
#define FOLDER_CACHE ".taizhang-digests"

/* A line an entry: its path, its type, its mode and, with bytes, the check sum of what is in it. Malloc'd. */
char *folder_describe(const char *path, bool bytes);
/* Prints the lines that only one of two such texts has. */
void folder_show_difference(const char *before, const char *after);

#endif
