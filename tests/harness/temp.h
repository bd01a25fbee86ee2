/* SPDX-License-Identifier: MIT */
/* temp.h: a fresh folder for a test and small helpers on it; removed when the test's process ends. */
#ifndef TESTS_TEMP_H
#define TESTS_TEMP_H

#include <stddef.h>

/* The folder of this test, made at the first call; absolute. */
const char *temp_dir(void);
/* Removes the folder, so that the next test starts with a fresh one where tests share a process (CK_FORK=no); for a
 * fixture's teardown. */
void temp_remove(void);
/* temp_dir()/name in a static ring of buffers: good for the next 15 calls. */
const char *temp_path(const char *name);
/* Writes a file below temp_dir(), making its folders. Aborts the test on failure. Returns its path (from temp_path). */
const char *temp_write(const char *name, const void *data, size_t size);
const char *temp_write_text(const char *name, const char *text);
/* Reads a whole file by its full path into malloc'd memory, NUL-terminated; size may be NULL. Aborts on failure. */
char *temp_read(const char *path, size_t *size);
/* Asserts what lies below a folder of temp_dir(), hidden files too: the paths in the order of their bytes, folders with a slash, a
 * blank after each. */
void temp_assert_holds(const char *name, const char *paths);
/* Runs a shell command, returns its exit status. */
int temp_shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
