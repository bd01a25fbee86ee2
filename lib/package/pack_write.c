/* SPDX-License-Identifier: MIT */
/* pack_write.c: writes a package's entries in their order: what a reader of the stream wants first, the payload, and what is only known after it. */
#include "package/pack_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/embedded.h"
#include "base/error.h"
#include "catalog/catalog.h"
#include "package/bag_write.h"
#include "package/container_write.h"
#include "package/manifest_write.h"
#include "package/pack_flow.h"
#include "package/part_name.h"
#include "render/page.h"

/* The algorithms that a package may be written with, in the order of their manifests. */
static const enum taizhang_digest algorithms[] = {TAIZHANG_DIGEST_SHA256, TAIZHANG_DIGEST_SM3};
#define NUM_ALGORITHMS (sizeof algorithms / sizeof algorithms[0])

struct writer {
	struct tz_pack *pack;
	struct tz_container_writer *container;
	struct tz_flow *flow;
	struct tz_buffer tag_manifests[NUM_ALGORITHMS];
	struct tz_buffer name;		/* of the entry at work, root included */
};

static const char *entry_name(struct writer *w, const char *path, struct taizhang_error *err)
{
	w->name.size = 0;
	tz_buffer_text_add(&w->name, w->pack->manifest.root);
	tz_buffer_text_add(&w->name, "/");
	tz_buffer_text_add(&w->name, path);
	return tz_buffer_check(&w->name, err) == 0 ? tz_buffer_text(&w->name) : NULL;
}

/* The payload */

static struct tz_flow_file payload_file(const void *context, size_t number)
{
	const struct writer *w = context;
	const struct taizhang_file *file = w->pack->payload.files[number].file;

	return (struct tz_flow_file){tz_payload_source(file), taizhang_file_path(file), taizhang_file_size(file)};
}

static const char *payload_name(void *context, size_t number, struct taizhang_error *err)
{
	struct writer *w = context;

	return entry_name(w, w->pack->payload.files[number].path, err);
}

/* What was read must be what was scanned. */
static int take_digests(void *context, size_t number, const struct tz_digest_values *values, struct taizhang_error *err)
{
	struct writer *w = context;
	struct tz_payload_file *packed = &w->pack->payload.files[number];
	char recorded[TAIZHANG_DIGEST_HEX_SIZE];

	if (strcmp(values->hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], taizhang_file_digest(packed->file, recorded)) != 0)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_PACK_CHANGED, taizhang_file_path(packed->file));
	if (!(w->pack->manifest.digests & TAIZHANG_DIGEST_SM3))
		return 0;
	return tz_set_string(&packed->sm3, values->hex[tz_digest_slot(TAIZHANG_DIGEST_SM3)], err);
}

/* Says how far the work is; -1 where it is to stop. */
static int step(void *context, uint64_t bytes, const char *shown, struct taizhang_error *err)
{
	struct tz_pack *pack = ((struct writer *)context)->pack;
	const struct taizhang_progress *progress = &pack->options.progress;

	pack->done += bytes;
	/* That all is done is said once, by the caller, when it is. */
	if (progress->progress && pack->done < pack->carried)
		progress->progress(progress->data, pack->done, pack->carried, shown);
	if (progress->cancel && progress->cancel(progress->data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, pack->target);
	return 0;
}

static int put_payload(struct writer *w, struct taizhang_error *err)
{
	const struct tz_payload *payload = &w->pack->payload;
	const char *name;

	/* BagIt wants data/ to be there, and no file brings it. */
	if (w->pack->manifest.files == 0) {
		name = entry_name(w, TZ_DATA_DIR, err);
		if (!name || tz_flow_begin(w->flow, name, 0, err) != 0 || tz_flow_end(w->flow, NULL, err) != 0)
			return -1;
	}
	if (step(w, 0, taizhang_file_path(payload->files[0].file), err) != 0)
		return -1;
	for (size_t i = 0; i < payload->num_files; i++)
		if (payload->files[i].part == w->pack->manifest.part && tz_flow_put_file(w->flow, i, err) != 0)
			return -1;
	/* what is said of the files is known when all of them were read */
	return tz_flow_finish(w->flow, err);
}

/* What describes it: tag files, made while they are put, so that none is in memory as a whole */

typedef int (*make_fn)(const struct writer *w, const char *path, struct tz_buffer *out, struct taizhang_error *err);

static int pass_on(void *context, const void *data, size_t size, struct taizhang_error *err)
{
	return tz_flow_write(context, data, size, err);
}

static int count(void *context, const void *data, size_t size, struct taizhang_error *err)
{
	(void)data;
	(void)err;
	*(uint64_t *)context += size;
	return 0;
}

static int make_into(const struct writer *w, make_fn make, const char *path, struct tz_drain *drain,
		     struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	int result;

	out.drain = drain;
	result = make(w, path, &out, err);
	tz_buffer_drain(&out);
	if (result == 0)
		result = tz_buffer_check(&out, err);
	tz_buffer_free(&out);
	return result;
}

/* The size of what will be made, for a container that must know it before: then it is made twice. */
static int measure(const struct writer *w, make_fn make, const char *path, uint64_t *size, struct taizhang_error *err)
{
	struct tz_drain counter = {count, size, TAIZHANG_ERROR_INIT};

	if (tz_container_deflates(w->container)) {
		*size = TZ_SIZE_UNKNOWN;
		return 0;
	}
	*size = 0;
	return make_into(w, make, path, &counter, err);
}

static void add_lines(const struct writer *w, struct tz_buffer *manifests, const struct tz_digest_values *values,
		      const char *path)
{
	for (size_t i = 0; i < NUM_ALGORITHMS; i++)
		if (w->pack->manifest.digests & algorithms[i])
			tz_bag_write_line(&manifests[i], values->hex[tz_digest_slot(algorithms[i])], path);
}

/* Listed in the tag manifests unless it is one itself; its digests go to *values. */
static int put_tag_file(struct writer *w, const char *path, make_fn make, bool is_listed, struct tz_digest_values *values,
			struct taizhang_error *err)
{
	struct tz_drain drain = {pass_on, w->flow, TAIZHANG_ERROR_INIT};
	const char *name = entry_name(w, path, err);
	uint64_t size;

	if (!name || measure(w, make, path, &size, err) != 0 || tz_flow_begin(w->flow, name, size, err) != 0 ||
	    make_into(w, make, path, &drain, err) != 0 || tz_flow_end(w->flow, values, err) != 0)
		return -1;
	if (is_listed)
		add_lines(w, w->tag_manifests, values, path);
	return 0;
}

/* The algorithm of manifest-sha256.txt or tagmanifest-sha256.txt, by its number. */
static size_t algorithm_of(const char *path)
{
	size_t number = 0;

	while (number < NUM_ALGORITHMS && !strstr(path, taizhang_digest_name(algorithms[number])))
		number++;
	return number;
}

static int make_manifest(const struct writer *w, const char *path, struct tz_buffer *out, struct taizhang_error *err)
{
	const struct tz_pack *pack = w->pack;
	bool is_sm3 = algorithms[algorithm_of(path)] == TAIZHANG_DIGEST_SM3;
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	(void)err;
	for (size_t i = 0; i < pack->payload.num_files; i++) {
		const struct tz_payload_file *packed = &pack->payload.files[i];

		if (packed->part == pack->manifest.part)
			tz_bag_write_line(out, is_sm3 ? packed->sm3 : taizhang_file_digest(packed->file, hex), packed->path);
	}
	return 0;
}

static int make_tag_manifest(const struct writer *w, const char *path, struct tz_buffer *out, struct taizhang_error *err)
{
	const struct tz_buffer *lines = &w->tag_manifests[algorithm_of(path)];

	tz_buffer_add(out, tz_buffer_text(lines), lines->size);
	return tz_buffer_check(lines, err);
}

/* The digests of the first go to *first. */
static int put_manifests(struct writer *w, const char *kind, make_fn make, bool is_listed, struct tz_digest_values *first,
			 struct taizhang_error *err)
{
	struct tz_digest_values values;
	char path[64];

	for (size_t i = 0; i < NUM_ALGORITHMS; i++) {
		if (!(w->pack->manifest.digests & algorithms[i]))
			continue;
		snprintf(path, sizeof path, "%s-%s.txt", kind, taizhang_digest_name(algorithms[i]));
		if (put_tag_file(w, path, make, is_listed, i == 0 ? first : &values, err) != 0)
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

/* The page's files come in the order of the payload. */
struct page_cursor {
	const struct tz_pack *pack;
	size_t next;
	struct tz_page_file file;
};

static const struct tz_page_file *page_file(void *context, const struct taizhang_file *file)
{
	struct page_cursor *cursor = context;
	const struct tz_payload *payload = &cursor->pack->payload;
	const struct tz_payload_file *packed = &payload->files[cursor->next];

	if (cursor->next >= payload->num_files || packed->file != file)
		return NULL;
	cursor->next++;
	cursor->file = (struct tz_page_file){packed->path, packed->part == cursor->pack->manifest.part ? 0 : packed->part};
	return &cursor->file;
}

static int make_page(const struct writer *w, const char *path, struct tz_buffer *out, struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &w->pack->manifest;
	struct page_cursor cursor = {.pack = w->pack};
	struct tz_page_info info = {manifest->time, manifest->producer, manifest->root, w->pack->errors,
				    w->pack->warnings, w->pack->errors > 0, manifest->part, manifest->parts, NULL};
	struct tz_buffer bases = TZ_BUFFER_INIT;
	int result;

	(void)path;
	list_bases(manifest, &bases);
	if (manifest->num_bases > 0)
		info.base = tz_buffer_text(&bases);
	result = tz_buffer_check(&bases, err);
	if (result == 0)
		result = tz_page_render(w->pack->ledger, page_file, &cursor, &info, out, err);
	tz_buffer_free(&bases);
	return result;
}

static int make_manifest_xml(const struct writer *w, const char *path, struct tz_buffer *out, struct taizhang_error *err)
{
	(void)path;
	return tz_manifest_write(w->pack->ledger, &w->pack->manifest, &w->pack->payload, out, err);
}

static int make_catalog(const struct writer *w, const char *path, struct tz_buffer *out, struct taizhang_error *err)
{
	(void)path;
	return tz_catalog_write(taizhang_ledger_catalog(w->pack->ledger), out, err);
}

static int make_schema(const struct writer *w, const char *path, struct tz_buffer *out, struct taizhang_error *err)
{
	const struct tz_embedded *schema = tz_embedded_find(path);

	(void)w;
	(void)err;
	tz_buffer_add(out, schema->data, schema->size);
	return 0;
}

static int make_declaration(const struct writer *w, const char *path, struct tz_buffer *out, struct taizhang_error *err)
{
	(void)w;
	(void)path;
	(void)err;
	tz_bag_write_declaration(out);
	return 0;
}

static int make_info(const struct writer *w, const char *path, struct tz_buffer *out, struct taizhang_error *err)
{
	(void)path;
	(void)err;
	tz_bag_write_info(out, w->pack->ledger, &w->pack->manifest);
	return 0;
}

/* A tag file and what makes it. */
struct tag_file {
	const char *path;
	make_fn make;
};

static int put_tag_files(struct writer *w, const struct tag_file *files, size_t num, struct taizhang_error *err)
{
	struct tz_digest_values values;

	for (size_t i = 0; i < num; i++)
		if (put_tag_file(w, files[i].path, files[i].make, true, &values, err) != 0)
			return -1;
	return 0;
}

/* What a reader of the stream wants first. */
static int put_head(struct writer *w, struct taizhang_error *err)
{
	static const struct tag_file head[] = {{TZ_BAGIT_TXT, make_declaration}, {TZ_BAG_INFO_TXT, make_info}};

	return put_tag_files(w, head, sizeof head / sizeof head[0], err);
}

/* What is only known after the payload. */
static int put_tail(struct writer *w, struct taizhang_error *err)
{
	static const struct tag_file tail[] = {
		{TZ_MANIFEST_XML, make_manifest_xml}, {TZ_CATALOG_XML, make_catalog}, {TZ_SCHEMA_DIR "catalog.xsd", make_schema},
		{TZ_SCHEMA_DIR "manifest.xsd", make_schema}, {TZ_INDEX_HTML, make_page},
	};
	struct tz_digest_values values;

	if (put_manifests(w, "manifest", make_manifest, true, &values, err) != 0)
		return -1;
	strcpy(w->pack->manifest.id, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)]);
	if (put_tag_files(w, tail, sizeof tail / sizeof tail[0], err) != 0)
		return -1;
	return put_manifests(w, "tagmanifest", make_tag_manifest, false, &values, err);
}

static int make_flow(struct writer *w, unsigned int threads, struct taizhang_error *err)
{
	const struct tz_flow_plan plan = {
		.container = w->container, .digests = w->pack->manifest.digests, .threads = threads,
		.root = taizhang_ledger_directory(w->pack->ledger), .context = w,
		.file = payload_file, .name = payload_name, .read = take_digests, .step = step,
	};

	w->flow = tz_flow_new(&plan, err);
	return w->flow ? 0 : -1;
}

/* The container is its maker's. */
static void clear_writer(struct writer *w)
{
	tz_flow_free(w->flow);
	for (size_t i = 0; i < NUM_ALGORITHMS; i++)
		tz_buffer_free(&w->tag_manifests[i]);
	tz_buffer_free(&w->name);
}

int tz_pack_write(struct tz_pack *pack, const struct tz_sink *sink, const char *where, uint64_t *bytes,
		  struct taizhang_error *err)
{
	struct writer w = {.pack = pack};
	int result = -1;

	w.container = tz_container_writer_new(pack->format, sink, where, pack->manifest.time, err);
	if (w.container && make_flow(&w, pack->options.threads, err) == 0 && put_head(&w, err) == 0 &&
	    put_payload(&w, err) == 0 && put_tail(&w, err) == 0 && tz_flow_finish(w.flow, err) == 0)
		result = tz_container_finish(w.container, bytes, err);
	clear_writer(&w);
	tz_container_free(w.container);
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

int tz_pack_write_tags(struct tz_pack *pack, struct tz_container_writer *container, struct taizhang_error *err)
{
	struct writer w = {.pack = pack, .container = container};
	int result = -1;

	if (make_flow(&w, 1, err) == 0 && put_head(&w, err) == 0 && put_tail(&w, err) == 0)
		result = tz_flow_finish(w.flow, err);
	clear_writer(&w);
	return result;
}
