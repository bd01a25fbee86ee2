/* SPDX-License-Identifier: MIT */
/* scan_walk.c: walks materials/: which files stand in the folder of an item, and what is left out. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/path.h"
#include "base/tree.h"
#include "catalog/catalog.h"
#include "ledger/scan.h"
#include "ledger/scan_junk.h"

struct walk {
	struct tz_scan *scan;
	/* The top folder at work. */
	const struct taizhang_node *item;	/* that it names, or NULL */
	char *folder; /* its path, where its files are left out, else NULL */
	size_t files_inside;			/* of such a folder */
	struct tz_buffer path;			/* of the entry at work, below the ledger's folder */
};

/* The files of a folder that no item claims are told as one. */
static int leave_folder(struct walk *w, struct taizhang_error *err)
{
	struct tz_scan *scan = w->scan;
	int result = 0;

	if (w->folder && w->files_inside) {
		scan->summary.unclaimed += w->files_inside;
		if (w->item)
			result = tz_scan_find(scan, SCAN_OUT_OF_SCOPE, err, .file = w->folder,
					 .item = taizhang_node_code(w->item),
					 .count = (int64_t)w->files_inside);
		else
			result = tz_scan_find(scan, SCAN_UNCLAIMED, err, .file = w->folder,
					 .count = (int64_t)w->files_inside);
	}
	free(w->folder);
	w->folder = NULL;
	w->item = NULL;
	w->files_inside = 0;
	return result;
}

int tz_scan_claim(const struct taizhang_catalog *catalog, const char *name,
		  const struct taizhang_node **item, struct taizhang_error *err)
{
	if (tz_catalog_find_prefix(catalog, name, NULL, item, err) != 0)
		return -1;
	if (!taizhang_node_is_item(*item))
		*item = NULL;
	return 0;
}

static int enter_folder(struct walk *w, const char *path, const char *name,
			struct taizhang_error *err)
{
	if (tz_scan_claim(w->scan->ledger->catalog, name, &w->item, err) != 0)
		return -1;
	if (w->item && taizhang_ledger_has_item(w->scan->ledger, w->item))
		return 0;
	w->folder = tz_strdup(path, err);
	return w->folder ? 0 : -1;
}

/* A known file lends its path. */
static int add_file(struct tz_scan *scan, const struct taizhang_node *item, const char *path,
		    const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	const size_t known = tz_index_get(&scan->paths, path);
	struct tz_scan_file *file;

	if (scan->num_files == TZ_SCAN_NONE - 2)
		return tz_error_nomem(err);
	if (tz_array_grow(&scan->files, scan->num_files, &scan->files_capacity, sizeof *scan->files,
			  err) != 0)
		return -1;
	file = &scan->files[scan->num_files];
	*file = (struct tz_scan_file){.item = item, .mtime = entry->mtime, .mtime_ns = entry->mtime_ns,
		.stamp = entry->stamp, .role = TAIZHANG_ROLE_BODY, .known = TZ_SCAN_NONE, .plan = TZ_SCAN_NONE};
	if (known == TZ_INDEX_NONE) {
		file->raw = tz_strdup(path, err);
		file->owns_raw = true;
	} else {
		file->known = (uint32_t)known;
		file->raw = tz_scan_raw_path(scan->known[known].file);
	}
	if (!file->raw)
		return -1;
	scan->num_files++;
	return 0;
}

/* Takes what is no file; returns 1 where that was all to do, 0 for a file. */
static int leave_out(struct walk *w, const struct tz_tree_entry *entry, const char *path,
		     struct taizhang_error *err)
{
	bool is_junk = tz_scan_is_junk(entry->name);

	if (!is_junk && (entry->type == TZ_TREE_FILE || entry->type == TZ_TREE_DIRECTORY))
		return 0;
	w->scan->summary.left_out++;
	if (is_junk)
		return tz_scan_find(w->scan, SCAN_JUNK, err, .file = path) == 0 ? 1 : -1;
	if (entry->type == TZ_TREE_LINK)
		return tz_scan_find(w->scan, SCAN_LINK, err, .file = path) == 0 ? 1 : -1;
	return tz_scan_find(w->scan, SCAN_SPECIAL, err, .file = path) == 0 ? 1 : -1;
}

static int visit_path(struct walk *w, const struct tz_tree_entry *entry, const char *path,
		      struct taizhang_error *err)
{
	struct tz_scan *scan = w->scan;
	bool top = entry->name == entry->path;
	int left_out;

	if (top && leave_folder(w, err) != 0)
		return -1;
	left_out = leave_out(w, entry, path, err);
	if (left_out != 0)
		return left_out < 0 ? -1 : entry->type == TZ_TREE_DIRECTORY;
	if (entry->type == TZ_TREE_DIRECTORY)
		return top ? enter_folder(w, path, entry->name, err) : 0;
	if (w->folder) {
		w->files_inside++;
		return 0;
	}
	if (!w->item) {
		scan->summary.unclaimed++;
		return tz_scan_find(scan, SCAN_UNCLAIMED, err, .file = path);
	}
	return add_file(scan, w->item, path, entry, err);
}

static int visit(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	struct walk *w = context;

	w->path.size = 0;
	tz_buffer_text_add(&w->path, TZ_LEDGER_MATERIALS "/");
	tz_buffer_text_add(&w->path, entry->path);
	if (tz_buffer_check(&w->path, err) != 0)
		return -1;
	return visit_path(w, entry, tz_buffer_text(&w->path), err);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct tz_scan_file *)a)->raw, ((const struct tz_scan_file *)b)->raw);
}

/* The walk goes by the names in each folder, which is nearly always the order of whole paths. */
static void sort_files(struct tz_scan *scan)
{
	for (size_t i = 1; i < scan->num_files; i++)
		if (strcmp(scan->files[i - 1].raw, scan->files[i].raw) > 0) {
			qsort(scan->files, scan->num_files, sizeof *scan->files, by_path);
			return;
		}
}

int tz_scan_walk(struct tz_scan *scan, struct taizhang_error *err)
{
	struct walk w = {.scan = scan, .path = TZ_BUFFER_INIT};
	char *root = tz_path_join(scan->ledger->directory, TZ_LEDGER_MATERIALS, err);
	int result = -1;

	if (!root)
		return -1;
	if (tz_tree_walk(root, visit, &w, err) != 0 || leave_folder(&w, err) != 0)
		goto out;
	sort_files(scan);
	result = 0;
out:
	tz_index_free(&scan->paths);
	tz_buffer_free(&w.path);
	free(w.folder);
	free(root);
	return result;
}
