/* SPDX-License-Identifier: MIT */
/* replay.c: the main of a fuzzer built without libFuzzer: gives it the files named, and those in the folders named. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz/fuzz.h"

static size_t played;

static int play_file(const char *path, size_t size)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = malloc(size + 1);
	int result = -1;

	/* memory of exactly that size, so that a sanitizer sees the first byte read past it */
	if (file && data && fread(data, 1, size, file) == size) {
		uint8_t *exact = realloc(data, size ? size : 1);

		data = exact ? exact : data;
		LLVMFuzzerTestOneInput(data, size);
		played++;
		result = 0;
	} else {
		perror(path);
	}
	free(data);
	if (file)
		fclose(file);
	return result;
}

static int play(const char *path)
{
	struct dirent **entries;
	struct stat st;
	int num, result = 0;

	if (stat(path, &st) != 0) {
		perror(path);
		return -1;
	}
	if (!S_ISDIR(st.st_mode))
		return play_file(path, (size_t)st.st_size);
	num = scandir(path, &entries, NULL, alphasort);
	if (num < 0)
		return -1;
	for (int i = 0; i < num; i++) {
		size_t length = strlen(path) + strlen(entries[i]->d_name) + 2;
		char *below = malloc(length);

		if (!below)
			return -1;
		snprintf(below, length, "%s/%s", path, entries[i]->d_name);
		if (entries[i]->d_name[0] != '.' && play(below) < 0)
			result = -1;
		free(below);
		free(entries[i]);
	}
	free(entries);
	return result;
}

int main(int argc, char **argv)
{
	int result = 0;

	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	for (int i = 1; i < argc; i++)
		if (play(argv[i]) < 0)
			result = 1;
	printf("%s: %zu inputs\n", argv[0], played);
	return result;
}
