/* SPDX-License-Identifier: MIT */
/* replace_set.c: puts several new files in their places together: all of them, or none. */
#include "base/replace_set.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"

/* One target: its new file, and another name of the old one while that can still come back. */
struct place {
	char *target;
	char *kept;		/* NULL where there was no old file */
	bool is_new;		/* the new file stands there */
	bool is_moved;		/* the old one has only its other name */
};

/* Gives the old file a second name. Where the file system knows no links, it is moved aside. */
static int keep_old(struct place *place, struct taizhang_error *err)
{
	struct stat status;

	if (lstat(place->target, &status) != 0)
		return errno == ENOENT ? 0 : tz_error_sys(err, TZ_MSG_FILE_WRITE, place->target);
	/* What is neither file nor link cannot be replaced: committing will say so. */
	if (!S_ISREG(status.st_mode) && !S_ISLNK(status.st_mode))
		return 0;
	place->kept = tz_file_temporary(place->target, err);
	if (!place->kept)
		return -1;
	if (link(place->target, place->kept) == 0)
		return 0;
	if (rename(place->target, place->kept) == 0) {
		place->is_moved = true;
		return 0;
	}
	free(place->kept);
	place->kept = NULL;
	return tz_error_sys(err, TZ_MSG_FILE_WRITE, place->target);
}

/* As it was before; -1 where that cannot be. */
static int take_back(struct place *place)
{
	int result = 0;

	if (place->kept && (place->is_new || place->is_moved))
		result = rename(place->kept, place->target);
	else if (place->kept)
		result = unlink(place->kept);
	else if (place->is_new)
		result = unlink(place->target);
	return result;
}

static int commit(struct tz_replace *items, struct place *places, size_t num, struct taizhang_error *err)
{
	/* What takes long and may fail for want of room comes before the first name changes. */
	for (size_t i = 0; i < num; i++)
		if (tz_replace_prepare(&items[i], err) != 0)
			return -1;
	for (size_t i = 0; i < num; i++)
		if (!items[i].exclusive && keep_old(&places[i], err) != 0)
			return -1;
	for (size_t i = 0; i < num; i++) {
		int result = tz_replace_commit(&items[i], err);

		places[i].is_new = result == 0 || err->message == TZ_MSG_FILE_UNSURE;
		if (result != 0)
			return -1;
	}
	return 0;
}

/* Ends with the error that stopped the work, unless something stands that should not. What was not surely on the disk is taken back too. */
static int undo(struct place *places, size_t num, const struct taizhang_error *why, struct taizhang_error *err)
{
	for (size_t i = num; i-- > 0;)
		if (take_back(&places[i]) != 0)
			tz_error_detail(err, TAIZHANG_E_IO, TZ_MSG_REPLACE_HALF, places[i].target, places[i].kept);
	if (why->message != TZ_MSG_FILE_UNSURE)
		return tz_error_pass(err, why);
	errno = why->sys_errno;
	return tz_error_sys(err, TZ_MSG_FILE_WRITE, why->where);
}

int tz_replace_commit_all(struct tz_replace *items, size_t num, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	struct place *places;
	int result;

	/* Alone it needs nothing kept: a rename is all or nothing by itself. */
	if (num == 1)
		return tz_replace_commit(items, err);
	places = calloc(num + 1, sizeof *places);
	result = places ? 0 : tz_error_nomem(&why);

	for (size_t i = 0; i < num && result == 0; i++) {
		places[i].target = tz_strdup(items[i].target, &why);
		result = places[i].target ? 0 : -1;
	}
	if (result == 0)
		result = commit(items, places, num, &why);
	if (result != 0)
		undo(places, places ? num : 0, &why, err);
	for (size_t i = 0; i < num; i++) {
		tz_replace_abort(&items[i]);
		if (!places)
			continue;
		if (result == 0 && places[i].kept)
			unlink(places[i].kept);
		free(places[i].kept);
		free(places[i].target);
	}
	free(places);
	return result;
}
