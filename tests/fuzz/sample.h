/* SPDX-License-Identifier: MIT */
/* sample.h: sound packages, small and the same in every run, to be spoilt by fuzzers and mutations. */
#ifndef TESTS_FUZZ_SAMPLE_H
#define TESTS_FUZZ_SAMPLE_H

#include <taizhang/package.h>

/* A bag of three payload files, as anyone might make it. Ends the program where it cannot be written. */
void sample_bag(const char *path, enum taizhang_format format);
/* A package of ours on the small catalogue. folder is where its ledger is made, and must not be there yet. */
void sample_package(const char *path, enum taizhang_format format, const char *folder);
/* The same with larger files, as a set of two parts: "x-1of2.zip" and "x-2of2.zip" for "x.zip"; not as a plain tar. */
void sample_set(const char *path, enum taizhang_format format, const char *folder);

#endif
