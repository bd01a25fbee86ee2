/* SPDX-License-Identifier: MIT */
/* store.c: a ledger's folder on disk: making, opening, saving. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "api.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/tree.h"
#include "catalog/catalog.h"
#include "ledger/copies.h"
#include "ledger/ledger.h"
#include "ledger/staging.h"

/* Writes bytes to a file of the ledger's folder. */
static int replace(const struct taizhang_ledger *ledger, const char *name,
		   const struct tz_buffer *bytes, struct taizhang_error *err)
{
	char *path = tz_path_join(ledger->directory, name, err);
	int result = path ? tz_file_replace(path, tz_buffer_text(bytes), bytes->size, err) : -1;

	free(path);
	return result;
}

/* Where ledger.xml goes as it is made: a large one is never in memory. */
struct stream {
	struct tz_digest *digest;
	struct tz_replace file;		/* where it is not open, only the digest is wanted */
	uint64_t size;
};

static int take(void *context, const void *data, size_t size, struct taizhang_error *err)
{
	struct stream *s = context;

	/* what could not be opened again must not take the place of what can */
	s->size += size;
	if (s->size > TZ_LIMIT_LEDGER_BYTES)
		return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, TZ_LEDGER_XML, TZ_LIMIT_LEDGER_BYTES);
	if (tz_digest_update(s->digest, data, size, err) < 0)
		return -1;
	return s->file.fd < 0 ? 0 : tz_replace_write(&s->file, data, size, err);
}

static int stream(const struct taizhang_ledger *ledger, struct stream *s, char hex[TAIZHANG_DIGEST_HEX_SIZE],
		  struct taizhang_error *err)
{
	struct tz_drain drain = {.take = take, .context = s};
	struct tz_buffer xml = TZ_BUFFER_INIT;
	struct tz_digest_values values;
	int result = -1;

	xml.drain = &drain;
	s->digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	if (s->digest && tz_ledger_write(ledger, &xml, err) == 0) {
		tz_buffer_drain(&xml);
		if (tz_buffer_check(&xml, err) == 0 && tz_digest_final(s->digest, &values, err) == 0) {
			memcpy(hex, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], TAIZHANG_DIGEST_HEX_SIZE);
			result = 0;
		}
	}
	tz_buffer_free(&xml);
	tz_digest_free(s->digest);
	return result;
}

int tz_ledger_digest(const struct taizhang_ledger *ledger, char hex[TAIZHANG_DIGEST_HEX_SIZE],
		     struct taizhang_error *err)
{
	struct stream s = {.file = TZ_REPLACE_INIT};

	return stream(ledger, &s, hex, err);
}

static int replace_ledger(const struct taizhang_ledger *ledger, char digest[TAIZHANG_DIGEST_HEX_SIZE],
			  struct taizhang_error *err)
{
	char *path = tz_path_join(ledger->directory, TZ_LEDGER_XML, err);
	struct stream s = {.file = TZ_REPLACE_INIT};
	int result = -1;

	if (path && tz_replace_begin(&s.file, path, false, err) == 0) {
		if (stream(ledger, &s, digest, err) == 0)
			result = tz_replace_commit(&s.file, err);
		else
			tz_replace_abort(&s.file);
	}
	free(path);
	return result;
}

/* Writes ledger.xml with the given time of change; the ledger has it only when the file has, which may be so after a failure too: then nobody
 * knows whether the disk will keep it. */
static int write_ledger(struct taizhang_ledger *ledger, int64_t now, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	const int64_t before = ledger->changed;
	char digest[TAIZHANG_DIGEST_HEX_SIZE];
	int result;

	ledger->changed = now;
	result = replace_ledger(ledger, digest, &why);
	if (result == 0 || why.message == TZ_MSG_FILE_UNSURE) {
		memcpy(ledger->saved_digest, digest, sizeof digest);
		tz_copies_keep(ledger);
	} else {
		ledger->changed = before;
	}
	return result == 0 ? 0 : tz_error_pass(err, &why);
}

TAIZHANG_API int taizhang_ledger_save(struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	char digest[TAIZHANG_DIGEST_HEX_SIZE];

	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (!ledger->directory || ledger->lock < 0)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_LEDGER_READ_ONLY,
				    ledger->directory);
	if (tz_ledger_digest(ledger, digest, err) < 0)
		return -1;
	if (strcmp(digest, ledger->saved_digest) != 0)
		return write_ledger(ledger, (int64_t)time(NULL), err);
	tz_copies_keep(ledger);
	return 0;
}

/* Opening */

/* The catalogue in the folder, which a ledger cannot do without: what is wrong in it is an error, not a finding. */
static struct taizhang_catalog *
read_catalog(const char *directory, struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_findings *own = findings ? NULL : taizhang_findings_new(err);
	struct taizhang_findings *told = findings ? findings : own;
	size_t before = taizhang_findings_count(told, TAIZHANG_ERROR), errors;
	char *path = told ? tz_path_join(directory, TZ_LEDGER_CATALOG_XML, err) : NULL;
	struct tz_xml_input input = {.name = TZ_LEDGER_CATALOG_XML, .path = path};
	struct taizhang_catalog *catalog = path ? tz_catalog_read(&input, told, err) : NULL;

	errors = taizhang_findings_count(told, TAIZHANG_ERROR) - before;
	if (catalog && errors) {
		tz_error_number(err, TAIZHANG_E_FORMAT, TZ_MSG_LEDGER_CATALOG, path,
				(int64_t)errors);
		taizhang_catalog_free(catalog);
		catalog = NULL;
	}
	free(path);
	taizhang_findings_free(own);
	return catalog;
}

/* Reads both files; the ledger knows its folder, but has no lock yet. */
static struct taizhang_ledger *
read_folder(const char *directory, struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_catalog *catalog = NULL;
	struct taizhang_ledger *ledger = NULL;
	char *path = tz_path_join(directory, TZ_LEDGER_XML, err),
	     *folder = tz_strdup(directory, err);
	struct tz_xml_input input = {.name = TZ_LEDGER_XML, .path = path, .limit = TZ_LIMIT_LEDGER_BYTES};
	struct stat st;

	if (!path || !folder)
		goto out;
	if (lstat(path, &st) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			tz_error_set(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_LEDGER_NONE, directory);
		else
			tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
		goto out;
	}
	catalog = read_catalog(directory, findings, err);
	if (!catalog)
		goto out;
	ledger = tz_ledger_read(&tz_ledger_document, &input, catalog, NULL, NULL, findings, err);
	if (!ledger) {
		taizhang_catalog_free(catalog);
		goto out;
	}
	ledger->directory = folder;
	folder = NULL;
out:
	free(path);
	free(folder);
	return ledger;
}

TAIZHANG_API struct taizhang_ledger *taizhang_ledger_open(const char *directory,
							  enum taizhang_open how,
							  struct taizhang_findings *findings,
							  struct taizhang_error *err)
{
	struct taizhang_ledger *ledger;
	int lock = -1;

	if (!directory || !*directory) {
		tz_error_inval(err, "directory");
		return NULL;
	}
	/* The lock comes before reading: what is read must be what will be replaced. */
	if (how == TAIZHANG_OPEN_WRITE && (lock = tz_folder_lock(directory, err)) < 0)
		return NULL;
	/* What a killed commit left is settled before anything is read. */
	ledger = lock < 0 || tz_staging_recover(directory, err) == 0 ? read_folder(directory, findings, err) : NULL;
	if (!ledger) {
		if (lock >= 0)
			close(lock);
		return NULL;
	}
	ledger->lock = lock;
	/* How we would write what was just read: a file that another program formatted differently has not changed by that. */
	if (how == TAIZHANG_OPEN_WRITE && tz_ledger_digest(ledger, ledger->saved_digest, err) < 0) {
		taizhang_ledger_free(ledger);
		return NULL;
	}
	return ledger;
}

/* Making */

static int refuse_entry(void *context, const struct tz_tree_entry *entry,
			struct taizhang_error *err)
{
	(void)entry;
	return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_DIRECTORY_NOT_EMPTY, context);
}

static int make_item_folders(const struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	char *materials = tz_path_join(ledger->directory, TZ_LEDGER_MATERIALS, err);
	int result = materials ? 0 : -1;

	for (size_t i = 0; i < ledger->num_scope && result == 0; i++) {
		char *folder = tz_ledger_item_folder(ledger->scope_items[i], err);
		char *path = folder ? tz_path_join(ledger->directory, folder, err) : NULL;

		result = path ? tz_folder_make(path, NULL, err) : -1;
		free(folder);
		free(path);
	}
	/* Once for all of them. */
	if (result == 0 && ledger->num_scope)
		result = tz_folder_sync(materials, err);
	free(materials);
	return result;
}

/* ledger.xml comes last: a folder without it is no ledger. */
static int fill_folder(struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	struct tz_buffer xml = TZ_BUFFER_INIT;
	int result = tz_catalog_write(ledger->catalog, &xml, err) < 0 ? -1
			: replace(ledger, TZ_LEDGER_CATALOG_XML, &xml, err);

	tz_buffer_free(&xml);
	if (result < 0 || make_item_folders(ledger, err) < 0)
		return -1;
	return write_ledger(ledger, (int64_t)time(NULL), err);
}

static void remove_entry(const char *directory, const char *name)
{
	char *path = tz_path_join(directory, name, NULL);

	if (path)
		tz_folder_remove(path);
	free(path);
}

TAIZHANG_API struct taizhang_ledger *
taizhang_ledger_create(const char *directory, struct taizhang_catalog *catalog,
		       const struct taizhang_ledger_options *options, struct taizhang_error *err)
{
	struct taizhang_ledger *ledger;
	size_t made = 0;

	if (!directory || !*directory) {
		tz_error_inval(err, "directory");
		return NULL;
	}
	ledger = tz_ledger_new(catalog, options, err);
	if (!ledger)
		return NULL;
	if (tz_set_string(&ledger->directory, directory, err) < 0 || tz_folder_make(directory, &made, err) < 0 ||
	    (ledger->lock = tz_folder_lock(directory, err)) < 0 ||
	    tz_tree_walk(directory, refuse_entry, ledger->directory, err) < 0)
		goto failed;
	if (fill_folder(ledger, err) == 0 && tz_folder_sync_made(directory, made, err) == 0)
		return ledger;
	remove_entry(directory, TZ_LEDGER_XML);
	remove_entry(directory, TZ_LEDGER_CATALOG_XML);
	remove_entry(directory, TZ_LEDGER_MATERIALS);
failed:
	tz_folder_take_back(directory, made);
	ledger->catalog = NULL;
	taizhang_ledger_free(ledger);
	return NULL;
}
