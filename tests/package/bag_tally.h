/* SPDX-License-Identifier: MIT */
/* bag_tally.h: counts the cases that were accepted and refused as they should be, and keeps their folders for other validators. */
#ifndef TESTS_PACKAGE_BAG_TALLY_H
#define TESTS_PACKAGE_BAG_TALLY_H

#include <stdbool.h>

/* Called once before the tests run; when the program ends, a line under its name tells the counts. */
void bag_tally_begin(const char *name);
/* A case went as expected. Where the environment names a folder in BAG_CASES, the case's own is copied to accepted/ or refused/ below it. */
void bag_tally_add(const char *name, bool accepted, const char *folder);

#endif
