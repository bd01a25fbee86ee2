/* SPDX-License-Identifier: MIT */
/* entry_judge.c: may an entry of a container be taken? Its name, its type, and its neighbours' names. */
#include "package/entry_judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/text.h"
#include "finding/finding.h"

void tz_entry_judge_free(struct tz_entry_judge *judge)
{
	tz_index_free(&judge->paths);
	tz_index_free(&judge->keys);
	free(judge->names);
	tz_arena_free(&judge->texts);
	*judge = (struct tz_entry_judge){0};
}

/* Two names that some desktop takes for one: by case, width or normal form. */
static int judge_collision(struct tz_entry_judge *judge, const char *path, size_t number,
			   struct taizhang_findings *findings, struct taizhang_error *err)
{
	char *made = tz_text_key(path, err);
	const char *key = path;
	size_t other;

	if (!made)
		return -1;
	if (strcmp(made, path) != 0)
		key = tz_arena_strdup(&judge->texts, made, err);
	free(made);
	if (!key)
		return -1;
	other = tz_index_get(&judge->keys, key);
	if (other != TZ_INDEX_NONE)
		return tz_find(findings, ENTRY_COLLISION, err, .file = path,
			       .found = judge->names[other].path);
	return tz_index_put(&judge->keys, key, number, err);
}

static int remember(struct tz_entry_judge *judge, const char *path, bool is_directory,
		    struct taizhang_findings *findings, struct taizhang_error *err)
{
	size_t number = judge->num_names;

	if (tz_array_grow(&judge->names, number, &judge->names_capacity, sizeof *judge->names,
			  err) < 0)
		return -1;
	judge->names[number].path = path;
	judge->names[number].is_directory = is_directory;
	judge->num_names++;
	if (tz_index_put(&judge->paths, path, number, err) < 0)
		return -1;
	return judge_collision(judge, path, number, findings, err);
}

/* 1 where path is new or a folder met before, 0 where it cannot stand beside what was met. */
static int judge_neighbours(struct tz_entry_judge *judge, const char *path, bool is_directory,
			    const char *told, struct taizhang_findings *findings,
			    struct taizhang_error *err)
{
	size_t before = tz_index_get(&judge->paths, path);
	bool was_directory;
	int told_it;

	if (before == TZ_INDEX_NONE)
		return remember(judge, path, is_directory, findings, err) < 0 ? -1 : 1;
	was_directory = judge->names[before].is_directory;
	if (was_directory && is_directory)
		return 1;
	if (was_directory || is_directory)
		told_it = tz_find(findings, ENTRY_CONFLICT, err, .file = told, .found = path);
	else
		told_it = tz_find(findings, ENTRY_DUPLICATE, err, .file = told);
	return told_it;
}

/* The folders above path exist too, whether or not they have entries of their own. */
static int judge_parents(struct tz_entry_judge *judge, const char *path,
			 struct taizhang_findings *findings, struct taizhang_error *err)
{
	char parent[TZ_LIMIT_PATH + 1];

	for (size_t i = 1; path[i]; i++) {
		const char *kept = parent;
		int taken;

		if (path[i] != '/')
			continue;
		memcpy(parent, path, i);
		parent[i] = '\0';
		if (tz_index_get(&judge->paths, parent) == TZ_INDEX_NONE) {
			kept = tz_arena_strdup(&judge->texts, parent, err);
			if (!kept)
				return -1;
		}
		taken = judge_neighbours(judge, kept, true, path, findings, err);
		if (taken <= 0)
			return taken;
	}
	return 1;
}

static int judge_name(const char *path, struct taizhang_findings *findings,
		      struct taizhang_error *err)
{
	switch (tz_path_check(path, strlen(path))) {
	case TZ_PATH_OK:
		break;
	case TZ_PATH_EMPTY:
		return tz_find(findings, ENTRY_EMPTY, err, .file = path);
	case TZ_PATH_ABSOLUTE:
	case TZ_PATH_DRIVE:
		return tz_find(findings, ENTRY_ABSOLUTE, err, .file = path);
	case TZ_PATH_DOT:
		return tz_find(findings, ENTRY_DOT, err, .file = path);
	case TZ_PATH_BACKSLASH:
		return tz_find(findings, ENTRY_BACKSLASH, err, .file = path);
	case TZ_PATH_CONTROL:
		return tz_find(findings, ENTRY_CONTROL, err, .file = path);
	case TZ_PATH_NOT_UTF8:
		return tz_find(findings, ENTRY_ENCODING, err, .file = path, .expected = "UTF-8");
	case TZ_PATH_COMPONENT_TOO_LONG:
	case TZ_PATH_TOO_LONG:
	case TZ_PATH_TOO_DEEP:
		return tz_find(findings, ENTRY_LONG, err, .file = path);
	}
	return 1;
}

/* A device's name opens no file on Windows, but is one elsewhere: told, not refused. */
static int judge_devices(const char *path, struct taizhang_findings *findings,
			 struct taizhang_error *err)
{
	char part[TZ_LIMIT_COMPONENT + 1];

	for (const char *at = path; *at;) {
		size_t size = strcspn(at, "/");

		memcpy(part, at, size);
		part[size] = '\0';
		if (tz_path_is_device(part))
			return tz_find(findings, ENTRY_DEVICE, err, .file = path, .found = part);
		at += size + (at[size] == '/');
	}
	return 0;
}

/* Nor does a mark that nobody sees hurt the file; but people choose what to open by the name they are shown. */
static int judge_hidden(const char *path, struct taizhang_findings *findings, struct taizhang_error *err)
{
	int32_t codepoint;
	char found[16];

	for (const char *at = path; *at;) {
		at += tz_text_next(at, &codepoint);
		if (!tz_text_is_hidden(codepoint))
			continue;
		snprintf(found, sizeof found, "U+%04X", (unsigned int)codepoint);
		return tz_find(findings, ENTRY_DIRECTION, err, .file = path, .found = found);
	}
	return 0;
}

int tz_entry_judge(struct tz_entry_judge *judge, const char *path, enum tz_entry_type type, bool encrypted,
		   struct taizhang_findings *findings, struct taizhang_error *err)
{
	int taken = judge_name(path, findings, err);

	if (taken <= 0)
		return taken;
	if (type == TZ_ENTRY_LINK)
		return tz_find(findings, ENTRY_LINK, err, .file = path);
	if (type == TZ_ENTRY_SPECIAL)
		return tz_find(findings, ENTRY_SPECIAL, err, .file = path);
	if (type == TZ_ENTRY_SPARSE)
		return tz_find(findings, ENTRY_SPARSE, err, .file = path);
	if (type == TZ_ENTRY_REFUSED)
		return 0;
	if (encrypted)
		return tz_find(findings, ENTRY_ENCRYPTED, err, .file = path);
	taken = judge_parents(judge, path, findings, err);
	if (taken <= 0)
		return taken;
	taken = judge_neighbours(judge, path, type == TZ_ENTRY_DIRECTORY, path, findings, err);
	if (taken <= 0 || type == TZ_ENTRY_DIRECTORY)
		return taken;
	if (judge_devices(path, findings, err) < 0 || judge_hidden(path, findings, err) < 0)
		return -1;
	return 1;
}
