/* SPDX-License-Identifier: MIT */
/* merge_file.c: a place in the ledger's folder for each file that comes: the item's folder, and a name that is free. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/text.h"
#include "base/tree.h"
#include "ledger/scan.h"
#include "package/merge.h"

int tz_merge_set_pending(const struct tz_merge *m, const struct tz_merge_source *source, const char *package_path,
			 struct taizhang_file *file, struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	int result;

	tz_buffer_printf(&text, "%zu/%s", (size_t)(source - m->sources), package_path);
	result = tz_buffer_check(&text, err);
	if (result == 0)
		result = tz_file_set_place(file, tz_buffer_text(&text), 0, NULL, err);
	tz_buffer_free(&text);
	return result;
}

static int want_from_package(struct tz_merge *m, struct tz_merge_source *source, const char *path, const struct taizhang_file *file,
			     char *target, struct taizhang_error *err)
{
	struct tz_merge_file *wanted;

	if (tz_array_grow(&m->files, m->num_files, &m->files_capacity, sizeof *m->files, err) < 0) {
		free(target);
		return -1;
	}
	wanted = &m->files[m->num_files++];
	*wanted = (struct tz_merge_file){tz_strdup(path, err), target, file->mtime, file->mtime_ns};
	source->out->counts.files++;
	source->out->counts.bytes += file->size;
	return wanted->package_path ? tz_index_put(&source->wanted, wanted->package_path, m->num_files - 1, err) : -1;
}

int tz_merge_want(struct tz_merge *m, struct tz_merge_source *source, const struct taizhang_file *file, char *target,
		  struct taizhang_error *err)
{
	const char *pending = tz_file_package_path(file);
	struct tz_merge_move *move;
	char *path;

	if (!target)
		return -1;
	if (source)
		return want_from_package(m, source, pending, file, target, err);
	if (pending) {
		source = &m->sources[strtoull(pending, &path, 10)];
		return want_from_package(m, source, path + 1, file, target, err);
	}
	if (tz_array_grow(&m->moves, m->num_moves, &m->moves_capacity, sizeof *m->moves, err) < 0) {
		free(target);
		return -1;
	}
	move = &m->moves[m->num_moves++];
	*move = (struct tz_merge_move){tz_strdup(file->raw_path ? file->raw_path : file->path, err), target};
	return move->path ? 0 : -1;
}

/* Names */

static char *key_of(const char *path, struct taizhang_error *err)
{
	return tz_text_is_utf8(path, strlen(path)) ? tz_text_key(path, err) : tz_strdup(path, err);
}

/* Takes key over. */
static int keep_key(struct tz_merge *m, char *key, size_t value, struct taizhang_error *err)
{
	if (!key || tz_array_grow(&m->taken_keys, m->num_taken, &m->taken_capacity, sizeof *m->taken_keys, err) < 0) {
		free(key);
		return -1;
	}
	m->taken_keys[m->num_taken++] = key;
	return tz_index_put(&m->taken, key, value, err);
}

int tz_merge_release(struct tz_merge *m, const char *path, struct taizhang_error *err)
{
	return keep_key(m, key_of(path, err), TZ_INDEX_NONE, err);
}

/* Takes the path's key from those that are free. 1 where it was taken already. */
static int take(struct tz_merge *m, const char *path, struct taizhang_error *err)
{
	char *key = key_of(path, err);

	if (key && tz_index_get(&m->taken, key) != TZ_INDEX_NONE) {
		free(key);
		return 1;
	}
	return keep_key(m, key, 1, err);
}

/* The n-th try at a path: the number goes before the extension, and what is too long for a name is cut before it. */
static char *numbered(const char *path, unsigned int n, struct taizhang_error *err)
{
	const char *base = tz_path_base(path), *extension = tz_path_extension(path);
	size_t end = strlen(extension) + (*extension ? 1 : 0), stem = strlen(base) - end;
	struct tz_buffer out = TZ_BUFFER_INIT;
	char number[16] = "";

	if (n > 1)
		snprintf(number, sizeof number, " (%u)", n);
	if (stem + strlen(number) + end > TZ_LIMIT_COMPONENT && end + strlen(number) < TZ_LIMIT_COMPONENT)
		stem = tz_text_cut(base, TZ_LIMIT_COMPONENT - end - strlen(number));
	tz_buffer_add(&out, path, (size_t)(base - path) + stem);
	tz_buffer_text_add(&out, number);
	tz_buffer_text_add(&out, base + strlen(base) - end);
	return tz_buffer_take(&out, err);
}

/* Names that differ only by case or normal form are one name elsewhere. */
char *tz_merge_free_path(struct tz_merge *m, const char *path, struct taizhang_error *err)
{
	for (unsigned int n = 1;; n++) {
		char *candidate = numbered(path, n, err);
		int taken = candidate ? take(m, candidate, err) : -1;

		if (taken == 0)
			return candidate;
		free(candidate);
		if (taken < 0)
			return NULL;
	}
}

/* The folder as it is */

struct stock {
	struct tz_merge *m;
	const char *above;	/* of the paths that are seen, below the ledger's folder */
};

static int see(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	const struct stock *stock = context;
	char *path = tz_path_join(stock->above, entry->path, err);
	int result = path ? take(stock->m, path, err) : -1;

	free(path);
	return result < 0 ? -1 : 0;
}

static int see_folder(struct tz_merge *m, const char *name, struct taizhang_error *err)
{
	struct stock stock = {m, name};
	char *path = tz_path_join(m->ledger->directory, name, err);
	struct stat status;
	int result = -1;

	if (path && lstat(path, &status) < 0 && errno == ENOENT)
		result = 0;
	else if (path)
		result = tz_tree_walk(path, see, &stock, err);
	free(path);
	return result;
}

/* A file that the last scan found gone keeps its name too: it may come back. */
static int see_records(struct tz_merge *m, struct taizhang_error *err)
{
	for (size_t i = 0; i < m->ledger->num_items; i++)
		for (size_t k = 0; k < m->ledger->items[i].num_records; k++) {
			const struct taizhang_record *record = m->ledger->items[i].records[k];

			for (size_t n = 0; n < record->num_files; n++)
				if (take(m, record->files[n].path, err) < 0)
					return -1;
		}
	return 0;
}

int tz_merge_take_stock(struct tz_merge *m, struct taizhang_error *err)
{
	return see_folder(m, TZ_LEDGER_MATERIALS, err) < 0 || see_folder(m, TZ_MERGE_LOST, err) < 0 ? -1 : see_records(m, err);
}

/* Places */

struct folders {
	struct tz_merge *m;
	char **of_item;		/* by item index; NULL where the item has none yet */
};

static int find_folder(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	const struct folders *folders = context;
	const struct taizhang_node *item;
	char **slot;

	if (entry->type != TZ_TREE_DIRECTORY)
		return 0;
	if (tz_scan_claim(folders->m->ledger->catalog, entry->name, &item, err) < 0)
		return -1;
	slot = item && tz_text_is_utf8(entry->name, strlen(entry->name)) ? &folders->of_item[taizhang_node_item_index(item)] : NULL;
	if (slot && !*slot) {
		*slot = tz_path_join(TZ_LEDGER_MATERIALS, entry->name, err);
		if (!*slot)
			return -1;
	}
	return 1;
}

static int find_folders(struct folders *folders, struct taizhang_error *err)
{
	char *path = tz_path_join(folders->m->ledger->directory, TZ_LEDGER_MATERIALS, err);
	struct stat status;
	int result = -1;

	if (path && lstat(path, &status) < 0 && errno == ENOENT)
		result = 0;
	else if (path)
		result = tz_tree_walk(path, find_folder, folders, err);
	free(path);
	return result;
}

/* The path in the sender's folder of the item. */
static const char *inside(const char *path)
{
	const char *slash = strchr(path, '/');
	const char *second = slash ? strchr(slash + 1, '/') : NULL;

	return second ? second + 1 : tz_path_base(path);
}

static int place_file(struct tz_merge *m, const char *folder, struct taizhang_file *file, struct taizhang_error *err)
{
	char *path = tz_path_join(folder, inside(file->path), err), *target;

	/* what a ledger can hold, a deeper folder may not */
	if (path && tz_path_check(path, strlen(path)) != TZ_PATH_OK) {
		free(path);
		path = tz_path_join(folder, tz_path_base(file->path), err);
	}
	target = path ? tz_merge_free_path(m, path, err) : NULL;
	free(path);
	if (!target || tz_set_string(&file->path, target, err) < 0) {
		free(target);
		return -1;
	}
	free(file->raw_path);
	file->raw_path = NULL;
	if (tz_file_package_path(file))
		return tz_merge_want(m, NULL, file, target, err);
	free(target);
	return 0;
}

/* A file without bytes that came with its record has its place to be as well: its path in the package is empty. */
static int place_record(struct folders *folders, struct taizhang_record *record, struct taizhang_error *err)
{
	char **folder = &folders->of_item[taizhang_node_item_index(record->item)];

	for (size_t i = 0; i < record->num_files; i++) {
		struct taizhang_file *file = &record->files[i];

		if (!tz_file_package_path(file))
			continue;
		if (!*folder && !(*folder = tz_ledger_item_folder(record->item, err)))
			return -1;
		if (file->missing && tz_file_set_place(file, NULL, 0, NULL, err) < 0)
			return -1;
		if (place_file(folders->m, *folder, file, err) < 0)
			return -1;
	}
	tz_record_sort_files(record);
	return 0;
}

int tz_merge_place_files(struct tz_merge *m, struct taizhang_error *err)
{
	struct folders folders = {m, calloc(m->ledger->num_items + 1, sizeof *folders.of_item)};
	int result = folders.of_item ? find_folders(&folders, err) : tz_error_nomem(err);

	for (size_t i = 0; result == 0 && i < m->ledger->num_items; i++)
		for (size_t k = 0; result == 0 && k < m->ledger->items[i].num_records; k++)
			result = place_record(&folders, m->ledger->items[i].records[k], err);
	for (size_t i = 0; folders.of_item && i < m->ledger->num_items; i++)
		free(folders.of_item[i]);
	free(folders.of_item);
	return result;
}
