/* SPDX-License-Identifier: MIT */
/* add.c: copies files into an item's folder, all of them or none, and scans. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/path.h"
#include "base/reader.h"
#include "base/tree.h"
#include "finding/finding.h"
#include "ledger/copies.h"
#include "ledger/scan.h"
#include "ledger/scan_junk.h"

struct add {
	struct taizhang_ledger *ledger;
	const struct taizhang_node *item;
	struct taizhang_progress progress;
	struct taizhang_findings *findings;
	char *folder;			/* the item's, below the ledger's */
	struct tz_index digests;	/* of what the item has: digest -> index in have */
	struct have {
		char *digest, *path;	/* path below the ledger's folder */
	} *have;
	size_t num_have, have_capacity;
	struct tz_digest *digest;
	void *block;
	uint64_t done, total;
};

static int tell(struct add *a, const char *path, struct taizhang_error *err)
{
	if (a->progress.progress)
		a->progress.progress(a->progress.data, a->done, a->total, path);
	if (a->progress.cancel && a->progress.cancel(a->progress.data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, path);
	return 0;
}

/* Reads a file to its end: into its digest, and into target where that is not NULL. */
static int read_through(struct add *a, struct tz_reader *reader, const char *path,
			struct tz_replace *target, char hex[TAIZHANG_DIGEST_HEX_SIZE],
			struct taizhang_error *err)
{
	struct tz_digest_values values;
	size_t got;

	do {
		if (tell(a, path, err) != 0 ||
		    tz_reader_read(reader, a->block, TZ_READER_BLOCK, &got, path, err) != 0 ||
		    tz_digest_update(a->digest, a->block, got, err) != 0 ||
		    (target && tz_replace_write(target, a->block, got, err) != 0))
			return -1;
		a->done += got;
	} while (got > 0);
	if (tz_reader_check(reader, path, err) != 0 || tz_digest_final(a->digest, &values, err) != 0)
		return -1;
	memcpy(hex, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], TAIZHANG_DIGEST_HEX_SIZE);
	return 0;
}

/* Takes path over. */
static int remember(struct add *a, const char *digest, char *path, struct taizhang_error *err)
{
	char *copy = tz_strdup(digest, err);

	if (!copy ||
	    tz_array_grow(&a->have, a->num_have, &a->have_capacity, sizeof *a->have, err) != 0) {
		free(copy);
		free(path);
		return -1;
	}
	a->have[a->num_have] = (struct have){copy, path};
	return tz_index_put(&a->digests, copy, a->num_have++, err);
}

static int remember_item(struct add *a, struct taizhang_error *err)
{
	const struct tz_ledger_item *item = tz_ledger_item(a->ledger, a->item);

	for (size_t i = 0; i < item->num_records; i++)
		for (size_t k = 0; k < item->records[i]->num_files; k++) {
			const struct taizhang_file *file = &item->records[i]->files[k];
			char *path = tz_strdup(file->raw_path ? file->raw_path : file->path, err);
			char hex[TAIZHANG_DIGEST_HEX_SIZE];

			if (!path || remember(a, taizhang_file_digest(file, hex), path, err) != 0)
				return -1;
		}
	return 0;
}

static int find_folder(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	struct add *a = context;
	const struct taizhang_node *item;

	if (entry->type != TZ_TREE_DIRECTORY)
		return 0;
	if (a->folder)
		return 1;
	if (tz_scan_claim(a->ledger->catalog, entry->name, &item, err) != 0)
		return -1;
	if (item == a->item) {
		a->folder = tz_path_join(TZ_LEDGER_MATERIALS, entry->name, err);
		if (!a->folder)
			return -1;
	}
	return 1;
}

static int make_folder(struct add *a, const char *path, struct taizhang_error *err)
{
	size_t made;

	if (tz_folder_make(path, &made, err) != 0)
		return -1;
	if (made && tz_copies_note(a->ledger, path, err) != 0)
		return -1;
	return tz_folder_sync_made(path, made, err);
}

static int want_folder(struct add *a, struct taizhang_error *err)
{
	char *root = tz_path_join(a->ledger->directory, TZ_LEDGER_MATERIALS, err);
	int result = root ? tz_tree_walk(root, find_folder, a, err) : -1;

	free(root);
	if (result != 0 || a->folder)
		return result;
	a->folder = tz_ledger_item_folder(a->item, err);
	root = a->folder ? tz_path_join(a->ledger->directory, a->folder, err) : NULL;
	result = root ? make_folder(a, root, err) : -1;
	free(root);
	return result;
}

/* Whether the file at path, below the ledger's folder, has these bytes now. */
static bool holds(struct add *a, const char *path, const char *digest)
{
	struct tz_reader reader = TZ_READER_INIT;
	char hex[TAIZHANG_DIGEST_HEX_SIZE];
	struct taizhang_progress kept = a->progress;
	uint64_t done = a->done;
	bool same;

	if (tz_reader_open_below(&reader, a->ledger->directory, path, NULL) != 0)
		return false;
	a->progress = (struct taizhang_progress){NULL, NULL, NULL};
	same = read_through(a, &reader, path, NULL, hex, NULL) == 0 && strcmp(hex, digest) == 0;
	a->progress = kept;
	a->done = done;
	tz_reader_close(&reader);
	return same;
}

static int say_already(struct add *a, const char *source, const char *path,
		       struct taizhang_error *err)
{
	return tz_find(a->findings, SCAN_ALREADY, err, .file = source, .found = path,
		       .item = taizhang_node_code(a->item));
}

/* The path in the item's folder for the n-th try at a name. Malloc'd. */
static char *target_path(const struct add *a, const char *name, unsigned int n,
			 struct taizhang_error *err)
{
	const char *extension = tz_path_extension(name);
	size_t stem = (size_t)(extension - name) - (*extension ? 1 : 0);
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_buffer_printf(&out, "%s/", a->folder);
	tz_buffer_add(&out, name, stem);
	if (n > 1)
		tz_buffer_printf(&out, " (%u)", n);
	tz_buffer_text_add(&out, name + stem);
	return tz_buffer_take(&out, err);
}

/* The copy is read from the source anew: it must be what was read before, whole. */
static int copy_bytes(struct add *a, const char *source, struct tz_replace *target, const char *digest,
		      struct taizhang_error *err)
{
	struct tz_reader reader = TZ_READER_INIT;
	char hex[TAIZHANG_DIGEST_HEX_SIZE];
	int result = -1;

	if (tz_reader_open(&reader, source, err) == 0 && read_through(a, &reader, source, target, hex, err) == 0)
		result = strcmp(hex, digest) == 0 ? 0 : tz_reader_refuse_change(source, err);
	if (result == 0)
		tz_replace_set_time(target, reader.mtime, reader.mtime_ns);
	tz_reader_close(&reader);
	return result;
}

static int copy_to(struct add *a, const char *source, const char *path, const char *digest, bool *taken,
		   struct taizhang_error *err)
{
	struct taizhang_error own = TAIZHANG_ERROR_INIT;
	struct tz_replace target = TZ_REPLACE_INIT;
	char *full = tz_path_join(a->ledger->directory, path, err), *copy;
	int result = -1;

	*taken = false;
	if (!full)
		return -1;
	if (tz_replace_begin(&target, full, true, &own) != 0) {
		*taken = own.code == TAIZHANG_E_STATE;
	} else if (copy_bytes(a, source, &target, digest, &own) == 0) {
		result = tz_replace_commit(&target, &own);
		*taken = result != 0 && own.code == TAIZHANG_E_STATE;
	}
	tz_replace_abort(&target);
	if (result == 0) {
		copy = tz_strdup(path, err);
		result = copy ? remember(a, digest, copy, err) : -1;
		if (result != 0)
			remove(full);
		else
			result = tz_copies_note(a->ledger, full, err);
	} else if (!*taken) {
		tz_error_pass(err, &own);
	}
	free(full);
	return result;
}

/* Finds a free name and copies; a file of the same name and bytes is found to be there already. */
static int copy_file(struct add *a, const char *source, const char *name, const char *digest,
		     struct taizhang_error *err)
{
	bool taken = true;
	int result = -1;

	for (unsigned int n = 1; taken; n++) {
		char *path = target_path(a, name, n, err);

		if (!path)
			return -1;
		result = copy_to(a, source, path, digest, &taken, err);
		if (taken && holds(a, path, digest)) {
			taken = false;
			result = say_already(a, source, path, err);
		}
		free(path);
	}
	return result;
}

static int add_file(struct add *a, const char *source, struct taizhang_error *err)
{
	struct tz_reader reader = TZ_READER_INIT;
	char hex[TAIZHANG_DIGEST_HEX_SIZE];
	char *name;
	size_t have;
	int result;

	if (tz_scan_is_junk(tz_path_base(source)))
		return tz_find(a->findings, SCAN_JUNK, err, .file = source);
	if (tz_reader_open(&reader, source, err) != 0)
		return -1;
	result = read_through(a, &reader, source, NULL, hex, err);
	tz_reader_close(&reader);
	if (result != 0)
		return -1;
	have = tz_index_get(&a->digests, hex);
	if (have != TZ_INDEX_NONE && holds(a, a->have[have].path, hex))
		return say_already(a, source, a->have[have].path, err);
	name = tz_scan_fit_name(tz_path_base(source), err);
	result = name ? copy_file(a, source, name, hex, err) : -1;
	free(name);
	return result;
}

/* Each file is read for its digest and again for its copy; the scan reads the copies. */
static int count_bytes(struct add *a, const char *const *paths, size_t num_paths,
		       struct taizhang_error *err)
{
	for (size_t i = 0; i < num_paths; i++) {
		struct tz_reader reader = TZ_READER_INIT;

		if (!paths[i])
			return tz_error_inval(err, "paths");
		if (tz_reader_open(&reader, paths[i], err) != 0)
			return -1;
		a->total += 3 * reader.size;
		tz_reader_close(&reader);
	}
	return 0;
}

static int copy_all(struct add *a, const char *const *paths, size_t num_paths,
		    struct taizhang_error *err)
{
	a->digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	a->block = malloc(TZ_READER_BLOCK);
	if (!a->digest || !a->block)
		return tz_error_nomem(err);
	if (count_bytes(a, paths, num_paths, err) != 0 || remember_item(a, err) != 0 ||
	    want_folder(a, err) != 0)
		return -1;
	for (size_t i = 0; i < num_paths; i++)
		if (add_file(a, paths[i], err) != 0)
			return -1;
	return 0;
}

static void free_add(struct add *a)
{
	for (size_t i = 0; i < a->num_have; i++) {
		free(a->have[i].digest);
		free(a->have[i].path);
	}
	free(a->have);
	tz_index_free(&a->digests);
	tz_digest_free(a->digest);
	free(a->block);
	free(a->folder);
}

/* The scan's own progress goes on where copying ended. */
static void pass_progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	const struct add *a = data;

	a->progress.progress(a->progress.data, a->done + done, a->done + total, current);
}

static int pass_cancel(void *data)
{
	const struct add *a = data;

	return a->progress.cancel(a->progress.data);
}

static int scan(struct add *a, struct taizhang_scan_options *options,
		struct taizhang_scan_summary *summary, struct taizhang_error *err)
{
	options->progress = (struct taizhang_progress){a->progress.progress ? pass_progress : NULL,
						       a->progress.cancel ? pass_cancel : NULL, a};
	return taizhang_ledger_scan(a->ledger, options, summary, a->findings, err);
}

TAIZHANG_API int taizhang_ledger_add(struct taizhang_ledger *ledger, const char *item,
				     const char *const *paths, size_t num_paths,
				     const struct taizhang_scan_options *options,
				     struct taizhang_scan_summary *summary,
				     struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct add a = {.ledger = ledger, .findings = findings};
	struct taizhang_scan_options own;
	size_t copies;
	int result;

	if (!ledger || !item || (num_paths && !paths))
		return tz_error_inval(err, !ledger ? "ledger" : !item ? "item" : "paths");
	if (tz_scan_take_options(&own, options, err) != 0)
		return -1;
	if (!ledger->directory)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_SCAN_NO_FOLDER, NULL);
	if (ledger->lock < 0)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_SCAN_READ_ONLY,
				    ledger->directory);
	a.item = taizhang_catalog_find(ledger->catalog, item);
	if (!a.item || !taizhang_ledger_has_item(ledger, a.item))
		return tz_error_set(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_SCAN_ITEM, item);
	a.progress = own.progress;
	copies = ledger->num_copies;
	result = copy_all(&a, paths, num_paths, err);
	if (result == 0)
		result = scan(&a, &own, summary, err);
	if (result != 0)
		tz_copies_take_back(ledger, copies);
	free_add(&a);
	return result;
}
