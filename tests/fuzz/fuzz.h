/* SPDX-License-Identifier: MIT */
/* fuzz.h: what each fuzzer gives, and how it says that a promise was broken. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>
#include <taizhang/finding.h>

/* The one function of a fuzzer. libFuzzer calls it with what it makes up, replay.c with what was kept. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise beyond "does not crash": broken, it ends the program, which libFuzzer takes for a find. */
#define fuzz_holds(condition) fuzz_assert((condition), __FILE__, __LINE__, #condition)
void fuzz_assert(bool holds, const char *file, int line, const char *condition);

/* A call has a result or an error, never both and never neither; the error's texts are good UTF-8. */
void fuzz_outcome(bool succeeded, const struct taizhang_error *err);
/* The texts of findings are good UTF-8 in both languages. */
void fuzz_findings(const struct taizhang_findings *findings);

/* The bytes as a string, malloc'd. */
char *fuzz_text(const uint8_t *data, size_t size);
/* Bytes as a file: its path, which is good until the next call. */
const char *fuzz_file(const void *data, size_t size);

/* A small catalogue as XML: one project, three items, a threshold and an entry of the negative list. */
extern const char fuzz_catalog[];

/* Several files in one input: "--- NAME" on a line of its own begins each, up to the next. What stands before the first is dropped. */
#define FUZZ_MAX_PARTS 24
struct fuzz_part {
	char name[100];
	const uint8_t *data;
	size_t size;
};
size_t fuzz_parts(const uint8_t *data, size_t size, struct fuzz_part parts[FUZZ_MAX_PARTS]);

#endif
