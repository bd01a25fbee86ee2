/* SPDX-License-Identifier: MIT */
/* copies.c: what add put into a ledger's folder since the last save: without a save it is taken away again. */
#include "ledger/copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"

struct tz_ledger_copy {
	char *path;
	struct stat status;
};

/* A file that anybody has touched since is not ours to remove. */
static void take_away(const char *path, const struct stat *noted)
{
	struct stat now;

	if (S_ISDIR(noted->st_mode))
		rmdir(path);
	else if (lstat(path, &now) == 0 && now.st_dev == noted->st_dev && now.st_ino == noted->st_ino &&
		 now.st_size == noted->st_size && now.st_mtim.tv_sec == noted->st_mtim.tv_sec &&
		 now.st_mtim.tv_nsec == noted->st_mtim.tv_nsec)
		unlink(path);
}

int tz_copies_note(struct taizhang_ledger *ledger, const char *path, struct taizhang_error *err)
{
	struct tz_ledger_copy copy;

	if (lstat(path, &copy.status) != 0) {
		tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
		remove(path);
		return -1;
	}
	copy.path = tz_strdup(path, err);
	if (!copy.path || tz_array_grow(&ledger->copies, ledger->num_copies, &ledger->copies_capacity,
					sizeof *ledger->copies, err) != 0) {
		take_away(path, &copy.status);
		free(copy.path);
		return -1;
	}
	ledger->copies[ledger->num_copies++] = copy;
	return 0;
}

void tz_copies_take_back(struct taizhang_ledger *ledger, size_t from)
{
	while (ledger->num_copies > from) {
		struct tz_ledger_copy *copy = &ledger->copies[--ledger->num_copies];

		take_away(copy->path, &copy->status);
		free(copy->path);
	}
}

void tz_copies_keep(struct taizhang_ledger *ledger)
{
	while (ledger->num_copies)
		free(ledger->copies[--ledger->num_copies].path);
}
