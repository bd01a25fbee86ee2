/* SPDX-License-Identifier: MIT */
/* pack_write.c: writes a package's entries: one read of each file feeds digests and container. */
#include "package/pack_write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/embedded.h"
#include "base/error.h"
#include "base/tree.h"
#include "catalog/catalog.h"
#include "package/bag_write.h"
#include "package/container_write.h"
#include "package/deflate.h"
#include "package/manifest_write.h"
#include "package/part_name.h"
#include "render/page.h"

/* The algorithms that a package may be written with, in the order of their manifests. */
static const enum taizhang_digest algorithms[] = {TAIZHANG_DIGEST_SHA256, TAIZHANG_DIGEST_SM3};
#define NUM_ALGORITHMS (sizeof algorithms / sizeof algorithms[0])

struct writer {
	struct tz_pack *pack;
	struct tz_container_writer *container;
	struct tz_digest *digest;
	struct tz_buffer manifests[NUM_ALGORITHMS], tag_manifests[NUM_ALGORITHMS];
	struct tz_buffer name;		/* of the entry at work, root included */
	/* where the container deflates */
	struct tz_deflate *deflate;
	unsigned char *packed;		/* room for a block that was deflated */
	unsigned char before[TZ_DEFLATE_DICTIONARY], block[TZ_CONTAINER_BLOCK];	/* of the file at work; side by side */
};

static const char *entry_name(struct writer *w, const char *path)
{
	w->name.size = 0;
	tz_buffer_text_add(&w->name, w->pack->manifest.root);
	tz_buffer_text_add(&w->name, "/");
	tz_buffer_text_add(&w->name, path);
	return tz_buffer_text(&w->name);
}

static int put_entry(struct writer *w, const char *path, const void *data, size_t size, struct taizhang_error *err)
{
	const char *name = entry_name(w, path);

	if (tz_buffer_check(&w->name, err) != 0)
		return -1;
	return tz_container_put(w->container, name, data, size, err);
}

/* The lines of one file in the manifests of all algorithms. */
static void add_lines(struct writer *w, struct tz_buffer *manifests,
		      const struct tz_digest_values *values, const char *path)
{
	for (size_t i = 0; i < NUM_ALGORITHMS; i++)
		if (w->pack->manifest.digests & algorithms[i])
			tz_bag_write_line(&manifests[i], values->hex[tz_digest_slot(algorithms[i])], path);
}

/* A whole tag file; listed in the tag manifests unless it is one itself. */
static int put_tag_file(struct writer *w, const char *path, const struct tz_buffer *content, bool is_listed,
			struct taizhang_error *err)
{
	struct tz_digest_values values;

	if (tz_buffer_check(content, err) != 0 || put_entry(w, path, content->data, content->size, err) != 0)
		return -1;
	if (!is_listed)
		return 0;
	if (tz_digest_update(w->digest, content->data, content->size, err) != 0 ||
	    tz_digest_final(w->digest, &values, err) != 0)
		return -1;
	add_lines(w, w->tag_manifests, &values, path);
	return 0;
}

/* Fills the block from the file; returns the bytes, fewer only at the file's end, or -1. */
static ssize_t read_block(struct writer *w, int fd, const char *path, struct taizhang_error *err)
{
	size_t size = 0;

	while (size < sizeof w->block) {
		ssize_t got = read(fd, w->block + size, sizeof w->block - size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return tz_error_sys(err, TZ_MSG_FILE_READ, path);
		if (got == 0)
			break;
		size += (size_t)got;
	}
	return (ssize_t)size;
}

/* Says how far the work is; -1 where it is to stop. */
static int step(struct writer *w, const char *current, struct taizhang_error *err)
{
	const struct tz_pack *pack = w->pack;
	const struct taizhang_progress *progress = &pack->options.progress;

	/* That all is done is said once, by the caller, when it is. */
	if (progress->progress && pack->done < pack->carried)
		progress->progress(progress->data, pack->done, pack->carried, current);
	if (progress->cancel && progress->cancel(progress->data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, pack->target);
	return 0;
}

static int changed(const char *path, struct taizhang_error *err)
{
	return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_PACK_CHANGED, path);
}

/* Reads the next block, which is the last where it is not full. */
static ssize_t take_block(struct writer *w, int fd, const char *path, struct taizhang_error *err)
{
	ssize_t got;

	if (step(w, path, err) != 0)
		return -1;
	got = read_block(w, fd, path, err);
	if (got < 0 || tz_digest_update(w->digest, w->block, (size_t)got, err) != 0)
		return -1;
	w->pack->done += (uint64_t)got;
	return got;
}

/* A block of a file that is deflated; known: how many bytes came before it. */
static int write_deflated(struct writer *w, uint64_t known, size_t size, struct taizhang_error *err)
{
	size_t before = known < sizeof w->before ? (size_t)known : sizeof w->before, packed;

	if (tz_deflate_block(w->deflate, w->before + sizeof w->before - before, before, w->block, size,
			     size < sizeof w->block, w->packed, tz_deflate_block_bound(sizeof w->block), &packed) != 0)
		return tz_error_set(err, TAIZHANG_E_IO, TZ_MSG_CONTAINER_WRITE, w->pack->target);
	memcpy(w->before, w->block + sizeof w->block - sizeof w->before, sizeof w->before);
	return tz_container_write(w->container, w->packed, packed, err);
}

/* Copies a file of which the first block was read. It must end after as many bytes as were scanned. */
static int copy_blocks(struct writer *w, int fd, const struct tz_payload_file *packed, struct taizhang_error *err)
{
	const char *path = taizhang_file_path(packed->file), *name = entry_name(w, packed->path);
	uint64_t size = taizhang_file_size(packed->file), done = 0;
	bool is_deflated = w->deflate && tz_deflate_pays(w->deflate, w->block, sizeof w->block);
	uint32_t crc = 0;
	ssize_t got = sizeof w->block;

	if (tz_buffer_check(&w->name, err) != 0 ||
	    tz_container_begin(w->container, name, size, is_deflated ? TZ_CODING_DEFLATED : TZ_CODING_STORED, err) != 0)
		return -1;
	for (;;) {
		if ((uint64_t)got > size - done)
			return changed(path, err);
		if (w->deflate)
			crc = tz_crc32(crc, w->block, (size_t)got);
		if ((is_deflated ? write_deflated(w, done, (size_t)got, err)
				 : tz_container_write(w->container, w->block, (size_t)got, err)) != 0)
			return -1;
		done += (uint64_t)got;
		if ((size_t)got < sizeof w->block)
			break;
		got = take_block(w, fd, path, err);
		if (got < 0)
			return -1;
	}
	return done == size ? tz_container_end(w->container, crc, size, err) : changed(path, err);
}

static int copy_file(struct writer *w, int fd, const struct tz_payload_file *packed, struct taizhang_error *err)
{
	const char *path = taizhang_file_path(packed->file);
	ssize_t got = take_block(w, fd, path, err);

	if (got < 0)
		return -1;
	if ((size_t)got == sizeof w->block)
		return copy_blocks(w, fd, packed, err);
	if ((uint64_t)got != taizhang_file_size(packed->file))
		return changed(path, err);
	return put_entry(w, packed->path, w->block, (size_t)got, err);
}

static int put_payload_file(struct writer *w, struct tz_payload_file *packed,
			    struct taizhang_error *err)
{
	const struct taizhang_file *file = packed->file;
	const char *path = taizhang_file_path(file);
	char recorded[TAIZHANG_DIGEST_HEX_SIZE];
	struct tz_digest_values values;
	int fd = tz_tree_open(taizhang_ledger_directory(w->pack->ledger), tz_payload_source(file), NULL, err);
	int result = -1;

	if (fd < 0)
		return -1;
	if (copy_file(w, fd, packed, err) == 0)
		result = tz_digest_final(w->digest, &values, err);
	close(fd);
	if (result != 0)
		return -1;
	if (strcmp(values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], taizhang_file_digest(file, recorded)) != 0)
		return changed(path, err);
	if (w->pack->manifest.digests & TAIZHANG_DIGEST_SM3)
		memcpy(packed->sm3, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SM3)], TZ_SM3_SIZE);
	add_lines(w, w->manifests, &values, packed->path);
	return 0;
}

static int put_manifests(struct writer *w, const char *kind, const struct tz_buffer *manifests,
			 bool is_listed, struct taizhang_error *err)
{
	char path[64];

	for (size_t i = 0; i < NUM_ALGORITHMS; i++) {
		if (!(w->pack->manifest.digests & algorithms[i]))
			continue;
		snprintf(path, sizeof path, "%s-%s.txt", kind, taizhang_digest_name(algorithms[i]));
		if (put_tag_file(w, path, &manifests[i], is_listed, err) != 0)
			return -1;
	}
	return 0;
}

/* The roots of what it stands on, "" without any. */
static void list_bases(const struct tz_manifest *manifest, struct tz_buffer *out)
{
	for (size_t i = 0; i < manifest->num_bases; i++)
		tz_buffer_printf(out, "%s%s", i ? "、" : "", manifest->bases[i].root);
}

static int write_page(struct writer *w, struct tz_buffer *out, struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &w->pack->manifest;
	const struct tz_payload *payload = &w->pack->payload;
	struct tz_page_info info = {manifest->time, manifest->producer, manifest->root, w->pack->errors,
				    w->pack->warnings, w->pack->errors > 0, manifest->part, manifest->parts, NULL};
	struct tz_page_file *files = calloc(payload->num_files + 1, sizeof *files);
	struct tz_buffer bases = TZ_BUFFER_INIT;
	int result;

	if (!files)
		return tz_error_nomem(err);
	list_bases(manifest, &bases);
	if (manifest->num_bases > 0)
		info.base = tz_buffer_text(&bases);
	for (size_t i = 0; i < payload->num_files; i++) {
		const struct tz_payload_file *packed = &payload->files[i];

		files[i] = (struct tz_page_file){
			packed->record, packed->file, packed->path,
			packed->part == manifest->part ? 0 : packed->part};
	}
	result = tz_buffer_check(&bases, err);
	if (result == 0)
		result = tz_page_render(w->pack->ledger, files, payload->num_files, &info, out, err);
	tz_buffer_free(&bases);
	free(files);
	return result;
}

/* One of the documents that describe the package, made and put at once, so that only one is in memory. */
static int put_document(struct writer *w, const char *path, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	int result;

	if (strcmp(path, TZ_MANIFEST_XML) == 0)
		result = tz_manifest_write(w->pack->ledger, &w->pack->manifest, &w->pack->payload, &out, err);
	else if (strcmp(path, TZ_CATALOG_XML) == 0)
		result = tz_catalog_write(taizhang_ledger_catalog(w->pack->ledger), &out, err);
	else
		result = write_page(w, &out, err);
	if (result == 0)
		result = put_tag_file(w, path, &out, true, err);
	tz_buffer_free(&out);
	return result;
}

static int put_schema(struct writer *w, const char *path, struct taizhang_error *err)
{
	const struct tz_embedded *schema = tz_embedded_find(path);
	struct tz_buffer content = TZ_BUFFER_INIT;
	int result;

	tz_buffer_add(&content, schema->data, schema->size);
	result = put_tag_file(w, path, &content, true, err);
	tz_buffer_free(&content);
	return result;
}

static int put_head(struct writer *w, struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	int result;

	tz_bag_write_declaration(&text);
	result = put_tag_file(w, TZ_BAGIT_TXT, &text, true, err);
	text.size = 0;
	tz_bag_write_info(&text, w->pack->ledger, &w->pack->manifest);
	if (result == 0)
		result = put_tag_file(w, TZ_BAG_INFO_TXT, &text, true, err);
	tz_buffer_free(&text);
	return result;
}

static int put_payload(struct writer *w, struct taizhang_error *err)
{
	struct tz_payload *payload = &w->pack->payload;

	/* BagIt wants data/ to be there, and no file brings it. */
	if (w->pack->manifest.files == 0 && put_entry(w, TZ_DATA_DIR, NULL, 0, err) != 0)
		return -1;
	for (size_t i = 0; i < payload->num_files; i++)
		if (payload->files[i].part == w->pack->manifest.part &&
		    put_payload_file(w, &payload->files[i], err) != 0)
			return -1;
	return 0;
}

/* What is only known after the payload. */
static int put_tail(struct writer *w, struct taizhang_error *err)
{
	if (put_manifests(w, "manifest", w->manifests, true, err) != 0 ||
	    tz_digest_bytes(TAIZHANG_DIGEST_SHA256, tz_buffer_text(&w->manifests[0]),
			    w->manifests[0].size, w->pack->manifest.id, err) != 0)
		return -1;
	if (put_document(w, TZ_MANIFEST_XML, err) != 0 || put_document(w, TZ_CATALOG_XML, err) != 0 ||
	    put_schema(w, TZ_SCHEMA_DIR "catalog.xsd", err) != 0 ||
	    put_schema(w, TZ_SCHEMA_DIR "manifest.xsd", err) != 0 ||
	    put_document(w, TZ_INDEX_HTML, err) != 0)
		return -1;
	return put_manifests(w, "tagmanifest", w->tag_manifests, false, err);
}

/* All entries in their order: what a reader of the stream wants first, the payload, and what is only known after it. */
static int put_entries(struct writer *w, struct taizhang_error *err)
{
	if (put_head(w, err) != 0 || put_payload(w, err) != 0)
		return -1;
	return put_tail(w, err);
}

static int begin_deflating(struct writer *w, struct taizhang_error *err)
{
	w->deflate = tz_deflate_new(err);
	if (!w->deflate)
		return -1;
	w->packed = malloc(tz_deflate_block_bound(sizeof w->block));
	return w->packed ? 0 : tz_error_nomem(err);
}

static int write_container(struct writer *w, const struct tz_sink *sink, const char *where, uint64_t *bytes,
			   struct taizhang_error *err)
{
	w->digest = tz_digest_new(w->pack->manifest.digests, err);
	if (!w->digest)
		return -1;
	w->container = tz_container_writer_new(w->pack->format, sink, where, w->pack->manifest.time, err);
	if (!w->container || (tz_container_deflates(w->container) && begin_deflating(w, err) != 0) ||
	    put_entries(w, err) != 0)
		return -1;
	return tz_container_finish(w->container, bytes, err);
}

/* The container is its maker's. */
static void free_writer(struct writer *w)
{
	for (size_t i = 0; i < NUM_ALGORITHMS; i++) {
		tz_buffer_free(&w->manifests[i]);
		tz_buffer_free(&w->tag_manifests[i]);
	}
	tz_buffer_free(&w->name);
	tz_digest_free(w->digest);
	tz_deflate_free(w->deflate);
	free(w->packed);
	free(w);
}

int tz_pack_write(struct tz_pack *pack, const struct tz_sink *sink, const char *where, uint64_t *bytes,
		  struct taizhang_error *err)
{
	struct writer *w = calloc(1, sizeof *w);
	int result;

	if (!w)
		return tz_error_nomem(err);
	w->pack = pack;
	result = write_container(w, sink, where, bytes, err);
	tz_container_free(w->container);
	free_writer(w);
	return result;
}

int tz_pack_begin_part(struct tz_pack *pack, unsigned int part, unsigned int parts, struct taizhang_error *err)
{
	const struct tz_payload *payload = &pack->payload;
	struct tz_manifest *manifest = &pack->manifest;
	struct tz_buffer root = TZ_BUFFER_INIT;
	char suffix[TZ_PART_SUFFIX_SIZE];

	manifest->part = part;
	manifest->parts = parts;
	manifest->files = manifest->bytes = 0;
	manifest->whole_files = payload->num_files;
	manifest->whole_bytes = payload->bytes;
	strcpy(manifest->whole, parts > 0 || manifest->num_bases > 0 ? pack->whole : "");
	for (size_t i = 0; i < payload->num_files; i++)
		if (payload->files[i].part == part) {
			manifest->files++;
			manifest->bytes += taizhang_file_size(payload->files[i].file);
		}
	tz_buffer_text_add(&root, payload->root);
	if (parts > 0)
		tz_buffer_text_add(&root, tz_part_suffix(part, parts, suffix));
	free(manifest->root);
	manifest->root = tz_buffer_take(&root, err);
	return manifest->root ? 0 : -1;
}

/* The lines of a payload file whose digests are known already. */
static void list_known(struct writer *w, const struct tz_payload_file *packed)
{
	struct tz_digest_values values;

	taizhang_file_digest(packed->file, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)]);
	strcpy(values.hex[tz_digest_slot(TAIZHANG_DIGEST_SM3)], packed->sm3);
	add_lines(w, w->manifests, &values, packed->path);
}

int tz_pack_write_tags(struct tz_pack *pack, struct tz_container_writer *container, struct taizhang_error *err)
{
	struct writer *w = calloc(1, sizeof *w);
	int result = -1;

	if (!w)
		return tz_error_nomem(err);
	w->pack = pack;
	w->container = container;
	w->digest = tz_digest_new(pack->manifest.digests, err);
	if (w->digest && put_head(w, err) == 0) {
		for (size_t i = 0; i < pack->payload.num_files; i++)
			list_known(w, &pack->payload.files[i]);
		result = put_tail(w, err);
	}
	free_writer(w);
	return result;
}
