/* SPDX-License-Identifier: MIT */
/* check_files.c: are the files there, with bytes, and as they were recorded; are there files that nobody recorded. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/index.h"
#include "base/path.h"
#include "base/reader.h"
#include "base/tree.h"
#include "check/check.h"
#include "ledger/digest_cache.h"
#include "ledger/ledger.h"
#include "ledger/scan_junk.h"

enum state { GONE, AS_RECORDED, CHANGED, TOUCHED };

/* All files of the ledger in scope, in the order of the check. */
struct tz_check_disk {
	struct tz_index paths;		/* path on disk -> place below */
	struct {
		const struct taizhang_file *file;
		enum state state;
	} *files;
	size_t num, capacity;
	size_t next;			/* the first file of the item at work */
	struct tz_check_names unrecorded;
	struct tz_digest_cache cache;	/* of the last scan, while the folder is walked */
	struct tz_buffer path;		/* of the entry at work, below the ledger's folder */
};

static const char *disk_path(const struct taizhang_file *file)
{
	const char *raw = taizhang_file_raw_path(file);

	return raw ? raw : taizhang_file_path(file);
}

static int list_record(struct tz_check_disk *disk, const struct taizhang_record *record,
		       struct taizhang_error *err)
{
	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);

		if (tz_array_grow(&disk->files, disk->num, &disk->capacity, sizeof *disk->files,
				  err) != 0 ||
		    tz_index_put(&disk->paths, disk_path(file), disk->num, err) != 0)
			return -1;
		disk->files[disk->num].state = GONE;
		disk->files[disk->num++].file = file;
	}
	return 0;
}

static int list_files(struct tz_check *c, struct taizhang_error *err)
{
	for (size_t i = 0; i < taizhang_ledger_num_items(c->ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(c->ledger, i);

		for (size_t k = 0; k < taizhang_ledger_num_records(c->ledger, item); k++)
			if (list_record(c->disk, taizhang_ledger_get_record(c->ledger, item, k),
					err) != 0)
				return -1;
	}
	return 0;
}

/* What the last scan read, and nobody touched since, need not be asked more. A file that it does not know (a copy of the ledger has other
 * inodes) is as recorded by its size and time; one that was touched since is read, also where its time was put back. */
static enum state compare(struct tz_check_disk *disk, const struct taizhang_file *file, const struct tz_tree_entry *entry)
{
	unsigned char digest[TZ_DIGEST_CACHE_BYTES];

	if (taizhang_file_size(file) != entry->size)
		return CHANGED;
	switch (tz_digest_cache_find(&disk->cache, &entry->stamp, digest)) {
	case TZ_DIGEST_KNOWN:
		if (tz_file_digest(file))
			return memcmp(digest, tz_file_digest(file), sizeof digest) == 0 ? AS_RECORDED : CHANGED;
		break;
	case TZ_DIGEST_TOUCHED:
		if (tz_file_digest(file))
			return TOUCHED;
		break;
	default:
		break;
	}
	return taizhang_file_mtime(file) == entry->mtime && taizhang_file_mtime_ns(file) == entry->mtime_ns ? AS_RECORDED
													    : TOUCHED;
}

static int visit(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	struct tz_check_disk *disk = context;
	size_t place;

	if (tz_scan_is_junk(entry->name))
		return entry->type == TZ_TREE_DIRECTORY;
	if (entry->type != TZ_TREE_FILE)
		return 0;
	disk->path.size = 0;
	tz_buffer_text_add(&disk->path, TZ_LEDGER_MATERIALS "/");
	tz_buffer_text_add(&disk->path, entry->path);
	if (tz_buffer_check(&disk->path, err) != 0)
		return -1;
	place = tz_index_get(&disk->paths, tz_buffer_text(&disk->path));
	if (place != TZ_INDEX_NONE)
		disk->files[place].state = compare(disk, disk->files[place].file, entry);
	else
		tz_check_name(&disk->unrecorded, entry->name);
	return 0;
}

static int walk(struct tz_check *c, struct taizhang_error *err)
{
	struct taizhang_error own = TAIZHANG_ERROR_INIT;
	char *root = tz_path_join(taizhang_ledger_directory(c->ledger), TZ_LEDGER_MATERIALS, err);
	int result;

	if (!root)
		return -1;
	tz_digest_cache_load(&c->disk->cache, taizhang_ledger_directory(c->ledger), c->now);
	result = tz_tree_walk(root, visit, c->disk, &own);
	tz_digest_cache_free(&c->disk->cache);
	tz_index_free(&c->disk->paths);
	free(root);
	/* Without the folder every file is gone, and each item says so. */
	if (result != 0 && own.sys_errno == ENOENT)
		return 0;
	return result == 0 ? 0 : tz_error_pass(err, &own);
}

struct reading {
	struct tz_check *c;
	struct tz_digest *digest;
	struct tz_tree_folder folder;
	void *block;
	uint64_t done, total;
};

static int tell(const struct reading *r, const char *path, struct taizhang_error *err)
{
	const struct taizhang_progress *p = &r->c->options.progress;

	if (p->progress)
		p->progress(p->data, r->done, r->total, path);
	if (p->cancel && p->cancel(p->data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, path);
	return 0;
}

static int read_file(struct reading *r, const struct taizhang_file *file, bool *same,
		     struct taizhang_error *err)
{
	struct tz_reader reader = TZ_READER_INIT;
	char recorded[TAIZHANG_DIGEST_HEX_SIZE];
	struct tz_digest_values values;
	uint64_t left = taizhang_file_size(file);
	size_t got;
	int result = -1;

	if (tz_reader_open_next(&reader, &r->folder, taizhang_ledger_directory(r->c->ledger), disk_path(file), err) != 0)
		return -1;
	do {
		if (tell(r, taizhang_file_path(file), err) != 0 ||
		    tz_reader_read(&reader, r->block, TZ_READER_BLOCK, &got, disk_path(file),
				   err) != 0 ||
		    tz_digest_update(r->digest, r->block, got, err) != 0)
			goto out;
		/* A file that grows meanwhile must not drive the progress beyond its total. */
		r->done += got < left ? got : left;
		left -= got < left ? got : left;
	} while (got == TZ_READER_BLOCK);
	r->done += left;
	result = tz_digest_final(r->digest, &values, err);
	*same = result == 0 && strcmp(values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)],
				      taizhang_file_digest(file, recorded)) == 0;
out:
	tz_reader_close(&reader);
	return result;
}

/* Copying a ledger changes the times of all its files: only their bytes can tell whether they are the same. */
static int read_touched(struct tz_check *c, struct taizhang_error *err)
{
	struct reading r = {.c = c};
	int result = -1;

	for (size_t i = 0; i < c->disk->num; i++)
		if (c->disk->files[i].state == TOUCHED)
			r.total += taizhang_file_size(c->disk->files[i].file);
	r.digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	r.block = malloc(TZ_READER_BLOCK);
	if (!r.digest || !r.block) {
		tz_error_nomem(err);
		goto out;
	}
	for (size_t i = 0; i < c->disk->num; i++) {
		bool same;

		if (c->disk->files[i].state != TOUCHED)
			continue;
		if (read_file(&r, c->disk->files[i].file, &same, err) != 0)
			goto out;
		c->disk->files[i].state = same ? AS_RECORDED : CHANGED;
	}
	result = tell(&r, NULL, err);
out:
	free(r.block);
	tz_tree_leave(&r.folder);
	tz_digest_free(r.digest);
	return result;
}

int tz_check_disk(struct tz_check *c, struct taizhang_error *err)
{
	if (!c->options.look_at_files || !taizhang_ledger_directory(c->ledger))
		return 0;
	c->disk = calloc(1, sizeof *c->disk);
	if (!c->disk)
		return tz_error_nomem(err);
	if (list_files(c, err) != 0 || walk(c, err) != 0 || read_touched(c, err) != 0)
		return -1;
	if (!c->disk->unrecorded.num)
		return 0;
	return tz_find(c->findings, FILE_UNRECORDED, err, .count = (int64_t)c->disk->unrecorded.num,
		       .found = c->disk->unrecorded.text);
}

void tz_check_disk_free(struct tz_check_disk *disk)
{
	if (!disk)
		return;
	tz_index_free(&disk->paths);
	tz_buffer_free(&disk->path);
	free(disk->files);
	free(disk);
}

static int check_file(struct tz_check *c, struct tz_check_batch *batch,
		      const struct taizhang_record *record, const struct taizhang_file *file,
		      struct taizhang_error *err)
{
	struct tz_place_found place = {.record = taizhang_record_ordinal(record),
				       .file = taizhang_file_path(file)};
	enum state state = taizhang_file_is_missing(file) ? GONE : AS_RECORDED;

	if (c->disk)
		state = c->disk->files[c->disk->next++].state;
	if (state == GONE)
		return tz_check_add(batch, TZ_F_FILE_MISSING, &place, err);
	if (state == CHANGED)
		return tz_check_add(batch, TZ_F_FILE_CHANGED, &place, err);
	if (taizhang_file_size(file) == 0)
		return tz_check_add(batch, TZ_F_FILE_EMPTY, &place, err);
	if (!tz_file_digest(file))
		return tz_check_add(batch, TZ_F_FILE_UNDIGESTED, &place, err);
	return 0;
}

int tz_check_files(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_records && result == 0; i++) {
		const struct taizhang_record *record = tz_check_record(c, i);

		for (size_t k = 0; k < taizhang_record_num_files(record) && result == 0; k++)
			result = check_file(c, &batch, record, taizhang_record_get_file(record, k),
					    err);
	}
	return tz_check_flush(c, &batch, result, err);
}
