/* SPDX-License-Identifier: MIT */
/* folder.c: what a folder holds, as one text that can be compared. */
#include "faults/folder.h"

#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void stop(const char *path)
{
	perror(path);
	exit(99);
}

/* FNV-1a over words: nobody forges these files, and there are gigabytes of them to look at. */
static uint64_t sum_file(const char *path)
{
	static uint64_t block[1 << 13];
	uint64_t sum = 0xCBF29CE484222325u;
	FILE *file = fopen(path, "rb");
	size_t got;

	if (!file)
		stop(path);
	do {
		memset(block, 0, sizeof block);
		got = fread(block, 1, sizeof block, file);
		for (size_t i = 0; i < (got + 7) / 8; i++)
			sum = (sum ^ block[i]) * 0x100000001B3u;
		sum = (sum ^ got) * 0x100000001B3u;
	} while (got == sizeof block);
	fclose(file);
	return sum;
}

static bool is_told(const char *name)
{
	return strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && strcmp(name, FOLDER_CACHE) != 0;
}

static void describe(FILE *out, const char *path, size_t root_size, bool bytes)
{
	struct dirent **entries;
	int num = scandir(path, &entries, NULL, alphasort);

	if (num < 0)
		stop(path);
	for (int i = 0; i < num; i++) {
		const char *name = entries[i]->d_name;
		char below[PATH_MAX];
		struct stat status;

		if (is_told(name)) {
			snprintf(below, sizeof below, "%s/%s", path, name);
			if (lstat(below, &status) != 0)
				stop(below);
			fprintf(out, "%s %o", below + root_size + 1, status.st_mode);
			if (bytes && S_ISREG(status.st_mode))
				fprintf(out, " %jd %016jx", (intmax_t)status.st_size, (uintmax_t)sum_file(below));
			fputc('\n', out);
			if (S_ISDIR(status.st_mode))
				describe(out, below, root_size, bytes);
		}
		free(entries[i]);
	}
	free(entries);
}

char *folder_describe(const char *path, bool bytes)
{
	size_t size;
	char *text;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		stop(path);
	describe(out, path, strlen(path), bytes);
	fclose(out);
	return text;
}

static bool has_line(const char *whole, const char *line, size_t size)
{
	for (; *whole; whole = strchr(whole, '\n') + 1)
		if (strncmp(whole, line, size) == 0)
			return true;
	return false;
}

static void show_lines(const char *lines, const char *others, char mark)
{
	for (const char *next; *lines; lines = next) {
		next = strchr(lines, '\n') + 1;
		if (!has_line(others, lines, (size_t)(next - lines)))
			printf("  %c %.*s", mark, (int)(next - lines), lines);
	}
}

void folder_show_difference(const char *before, const char *after)
{
	show_lines(before, after, '-');
	show_lines(after, before, '+');
}
