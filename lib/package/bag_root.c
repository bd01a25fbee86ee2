/* SPDX-License-Identifier: MIT */
/* bag_root.c: finds a bag's root in its container, and tells what stands beside it. */
#include "package/bag.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/path.h"
#include "finding/finding.h"
#include "package/package.h"

static int set_root(struct tz_bag *bag, const char *entry, size_t size, struct taizhang_error *err)
{
	bag->root = tz_strndup(entry, size, err);
	bag->prefix = size ? size + 1 : 0;
	bag->has_root = true;
	return bag->root ? 0 : -1;
}

/* A folder is a bag's root itself. */
static int root_of_folder(struct tz_bag *bag, const struct tz_container *c, struct taizhang_error *err)
{
	char *real = realpath(tz_container_path(c), NULL);

	if (!real)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, tz_container_path(c));
	bag->root = tz_strdup(tz_path_base(real), err);
	bag->has_root = true;
	free(real);
	return bag->root ? 0 : -1;
}

static bool is_declaration(const char *path, size_t top)
{
	return strcmp(path + top + (top > 0), TZ_BAGIT_TXT) == 0;
}

/* Looks for bagit.txt in a top folder, then at the top itself; without one, the first entry's top folder is the root. */
static int root_of_archive(struct tz_bag *bag, const struct tz_container *c, struct taizhang_error *err)
{
	const struct tz_entry *first = NULL;
	bool at_top = false;

	for (size_t i = 0; i < tz_container_num_entries(c); i++) {
		const struct tz_entry *entry = tz_container_entry(c, i);
		size_t top = entry->path ? strcspn(entry->path, "/") : 0;

		if (!entry->path)
			continue;
		if (entry->path[top] && is_declaration(entry->path, top))
			return set_root(bag, entry->path, top, err);
		at_top = at_top || is_declaration(entry->path, 0);
		if (!first && (entry->path[top] || entry->is_directory))
			first = entry;
	}
	if (at_top || !first)
		return set_root(bag, "", 0, err);
	return set_root(bag, first->path, strcspn(first->path, "/"), err);
}

int tz_bag_find_root(struct tz_bag *bag, const struct tz_container *c, struct taizhang_error *err)
{
	return tz_container_format(c) == TAIZHANG_FORMAT_DIRECTORY ? root_of_folder(bag, c, err)
								   : root_of_archive(bag, c, err);
}

/* bagit.txt stands first in ours. */
int tz_bag_guess_root(struct tz_bag *bag, const struct tz_entry *entry, struct taizhang_error *err)
{
	size_t top = strcspn(entry->path, "/");

	if (entry->path[top] || entry->is_directory)
		return set_root(bag, entry->path, top, err);
	return is_declaration(entry->path, 0) ? set_root(bag, "", 0, err) : 0;
}

int tz_bag_judge_root(struct tz_bag *bag, const struct tz_container *c, struct taizhang_findings *findings,
		      struct taizhang_error *err)
{
	/* a stream may end before anything told */
	if (!bag->root && set_root(bag, "", 0, err) < 0)
		return -1;
	/* past a limit nothing is known of the root either */
	if (tz_container_format(c) == TAIZHANG_FORMAT_DIRECTORY || (bag->root && bag->root[0]) ||
	    tz_container_is_stopped(c))
		return 0;
	return tz_find(findings, BAG_NO_ROOT, err, .file = tz_container_name(c));
}

const char *tz_bag_below_root(const struct tz_bag *bag, const char *path)
{
	if (!bag->prefix)
		return path;
	if (strncmp(path, bag->root, bag->prefix - 1) != 0)
		return NULL;
	return path[bag->prefix - 1] == '/' ? path + bag->prefix
					    : path[bag->prefix - 1] ? NULL : "";
}

int tz_bag_tell_outside(struct tz_bag *bag, const char *path, struct taizhang_findings *findings,
			struct taizhang_error *err)
{
	size_t top = strcspn(path, "/");
	char *name;
	int result;

	if (bag->outside && strncmp(bag->outside, path, top) == 0 &&
	    (bag->outside[top] == '/' || !bag->outside[top]))
		return 0;
	bag->outside = path;
	name = tz_strndup(path, top, err);
	if (!name)
		return -1;
	result = tz_find(findings, BAG_OUTSIDE_ROOT, err, .file = name, .expected = bag->root);
	free(name);
	return result;
}
