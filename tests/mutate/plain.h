/* SPDX-License-Identifier: MIT */
/* plain.h: what files a container or a folder holds, as libarchive and the file system tell it, past all of our readers. */
#ifndef TESTS_MUTATE_PLAIN_H
#define TESTS_MUTATE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

struct plain_file {
	char *path;
	unsigned char *data;
	size_t size;
};

/* Files in the order of their paths. */
struct plain {
	struct plain_file *files;
	size_t num_files;
};

/* false where libarchive finds fault with it; files holds what came before that. */
bool plain_read(const void *data, size_t size, struct plain *plain);
/* Files below a folder, which must be there. */
void plain_read_folder(const char *folder, struct plain *plain);
/* Leaves out the files without part in their path. */
void plain_keep(struct plain *plain, const char *part);
/* The first path that is not in both with the same bytes, or NULL. any_case: paths that differ in the case of ASCII are the same. */
const char *plain_differs(const struct plain *a, const struct plain *b, bool any_case);
void plain_free(struct plain *plain);

#endif
