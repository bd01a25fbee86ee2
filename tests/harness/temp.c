/* SPDX-License-Identifier: MIT */
/* temp.c: a fresh folder for a test. */
#include "harness/temp.h"

#include <check.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[PATH_MAX];
static pid_t owner;

/* Also runs after the last test, where nothing may be asserted any more. */
void temp_remove(void)
{
	char command[2 * PATH_MAX + 64];

	if (folder[0] && owner == getpid()) {
		snprintf(command, sizeof command, "chmod -R u+rwx '%s' 2>/dev/null; rm -rf '%s'", folder, folder);
		if (system(command) != 0)
			fprintf(stderr, "cannot remove %s\n", folder);
	}
	folder[0] = '\0';
}

const char *temp_dir(void)
{
	if (!folder[0] || owner != getpid()) {
		const char *base = getenv("TMPDIR");

		snprintf(folder, sizeof folder, "%s/taizhang-test-XXXXXX", base ? base : "/tmp");
		ck_assert_ptr_nonnull(mkdtemp(folder));
		owner = getpid();
		atexit(temp_remove);
	}
	return folder;
}

const char *temp_path(const char *name)
{
	static char ring[16][PATH_MAX];
	static unsigned int next;
	char *path = ring[next++ % 16];
	int size = snprintf(path, PATH_MAX, "%s/%s", temp_dir(), name);

	ck_assert_int_lt(size, PATH_MAX);
	return path;
}

const char *temp_write(const char *name, const void *data, size_t size)
{
	const char *path = temp_path(name);
	char parent[PATH_MAX];
	FILE *file;

	for (size_t i = strlen(temp_dir()) + 1; path[i]; i++)
		if (path[i] == '/') {
			memcpy(parent, path, i);
			parent[i] = '\0';
			mkdir(parent, 0777);
		}
	file = fopen(path, "wb");
	ck_assert_msg(file != NULL, "cannot write %s", path);
	ck_assert_uint_eq(fwrite(data, 1, size, file), size);
	ck_assert_int_eq(fclose(file), 0);
	return path;
}

const char *temp_write_text(const char *name, const char *text)
{
	return temp_write(name, text, strlen(text));
}

char *temp_read(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *data;
	long length;

	ck_assert_msg(file != NULL, "cannot read %s", path);
	fseek(file, 0, SEEK_END);
	length = ftell(file);
	rewind(file);
	data = malloc((size_t)length + 1);
	ck_assert_ptr_nonnull(data);
	ck_assert_uint_eq(fread(data, 1, (size_t)length, file), (size_t)length);
	data[length] = '\0';
	fclose(file);
	if (size)
		*size = (size_t)length;
	return data;
}

int temp_shell(const char *format, ...)
{
	char command[4 * PATH_MAX];
	va_list args;
	int size, status;

	va_start(args, format);
	size = vsnprintf(command, sizeof command, format, args);
	va_end(args);
	ck_assert_int_lt(size, (int)sizeof command);
	status = system(command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

void temp_assert_holds(const char *name, const char *paths)
{
	char found[8192] = "", command[2 * PATH_MAX];
	FILE *pipe;

	snprintf(command, sizeof command, "cd '%s' && find . -mindepth 1 \\( -type d -printf '%%P/ \\n' -o -printf '%%P \\n' \\) | "
		 "LC_ALL=C sort | tr -d '\\n'", temp_path(name));
	pipe = popen(command, "r");
	ck_assert_ptr_nonnull(pipe);
	found[fread(found, 1, sizeof found - 1, pipe)] = '\0';
	ck_assert_int_eq(pclose(pipe), 0);
	ck_assert_str_eq(found, paths);
}
