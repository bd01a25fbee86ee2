/* SPDX-License-Identifier: MIT */
/* bag_read.c: reads a bag out of its container in one pass: the files with their digests, the tag files kept. */
#include "package/bag.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "finding/finding.h"
#include "package/package.h"

#define BLOCK (256u << 10)
#define ALL_DIGESTS ((1u << TAIZHANG_NUM_DIGESTS) - 1)

enum pass { PASS_TAGS, PASS_PAYLOAD, PASS_ALL };

struct reading {
	struct tz_bag *bag;
	struct tz_container *container;
	const struct tz_bag_options *options;
	struct taizhang_findings *findings;
	enum pass pass;
	struct tz_digest *digest;
	unsigned int set;		/* of digest */
	char *block;
	uint64_t done, total;		/* unpacked bytes, where they are known beforehand */
};

static unsigned int manifest_digest(const char *name)
{
	bool of_tags;
	const char *algorithm = tz_bag_manifest_algorithm(name, &of_tags);

	return algorithm ? taizhang_digest_from_name(algorithm) : 0;
}

static bool is_kept(const char *path)
{
	static const char *const names[] = {
		TZ_BAGIT_TXT, TZ_BAG_INFO_TXT, "package-info.txt", "fetch.txt", TZ_MANIFEST_XML, TZ_CATALOG_XML,
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(path, names[i]) == 0)
			return true;
	return manifest_digest(path) != 0;
}

static int add_file(struct reading *r, const char *path, uint64_t size, struct taizhang_error *err)
{
	struct tz_bag *bag = r->bag;

	if (tz_array_grow(&bag->files, bag->num_files, &bag->files_capacity, sizeof *bag->files, err) < 0 ||
	    tz_index_put(&bag->index, path, bag->num_files, err) < 0)
		return -1;
	bag->files[bag->num_files].path = path;
	bag->files[bag->num_files].size = size;
	bag->num_files++;
	return 0;
}

/* Notes an entry as one of the bag; *path is set to a file's, NULL for a folder or a stranger. */
static int note_entry(struct reading *r, const struct tz_entry *entry, const char **path,
		      struct taizhang_error *err)
{
	const char *below = tz_bag_below_root(r->bag, entry->path);

	*path = NULL;
	if (!below)
		return tz_bag_tell_outside(r->bag, entry->path, r->findings, err);
	if (tz_bag_is_payload(below) || (entry->is_directory && strcmp(below, "data") == 0))
		r->bag->has_data = true;
	if (entry->is_directory)
		return 0;
	/* A file of the root's own name: nothing can be below it. */
	if (!*below)
		return tz_bag_tell_outside(r->bag, entry->path, r->findings, err);
	*path = below;
	return add_file(r, below, entry->size, err);
}

/* A package without a SHA-256 manifest is judged by manifest.xml all the same. */
static unsigned int wanted_digests(const struct tz_bag *bag)
{
	unsigned int set = bag->bag_only ? 0 : TAIZHANG_DIGEST_SHA256;

	for (size_t i = 0; i < bag->num_files; i++)
		set |= manifest_digest(bag->files[i].path);
	return set ? set : TAIZHANG_DIGEST_SHA256;
}

/* bag-info.txt before the payload of a stream tells what will be wanted; without it, all are computed. */
static int digests_of_stream(struct tz_bag *bag, struct taizhang_error *err)
{
	const struct tz_bag_kept *info = tz_bag_kept(bag, TZ_BAG_INFO_TXT);
	struct taizhang_error failed = TAIZHANG_ERROR_INIT;
	char *value, *rest, *name;

	bag->digests = 0;
	value = info ? tz_bag_info_value(info->bytes, info->size, TZ_BAG_INFO_DIGESTS, &failed) : NULL;
	if (failed.code)
		return tz_error_nomem(err);
	for (name = value ? strtok_r(value, " ,\t", &rest) : NULL; name; name = strtok_r(NULL, " ,\t", &rest))
		bag->digests |= taizhang_digest_from_name(name);
	free(value);
	if (!bag->digests)
		bag->digests = ALL_DIGESTS;
	else if (!bag->bag_only)
		bag->digests |= TAIZHANG_DIGEST_SHA256;
	return 0;
}

static int set_digest(struct reading *r, unsigned int set, struct taizhang_error *err)
{
	if (r->digest && r->set == set)
		return 0;
	tz_digest_free(r->digest);
	r->digest = tz_digest_new(set, err);
	r->set = set;
	return r->digest ? 0 : -1;
}

static int report(struct reading *r, const char *current, bool end, struct taizhang_error *err)
{
	const struct taizhang_progress *progress = &r->options->progress;
	bool seekable = tz_container_is_seekable(r->container);
	uint64_t total = seekable ? r->total : tz_container_packed_size(r->container);
	uint64_t done = seekable ? r->done : tz_container_position(r->container);

	if (progress->cancel && !end && progress->cancel(progress->data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, NULL);
	if (progress->progress)
		progress->progress(progress->data, end ? total : total && done > total ? total : done, total, current);
	return 0;
}

static int keep_digests(struct reading *r, struct tz_bag_file *file, struct taizhang_error *err)
{
	struct tz_digest_values values;
	size_t size = 0;

	if (tz_digest_final(r->digest, &values, err) < 0)
		return -1;
	for (unsigned int bit = 1; bit < ALL_DIGESTS; bit <<= 1)
		if (r->set & bit)
			size += taizhang_digest_hex_length(bit);
	file->digests = malloc(size);
	if (!file->digests)
		return tz_error_nomem(err);
	size = 0;
	for (unsigned int bit = 1; bit < ALL_DIGESTS; bit <<= 1)
		if (r->set & bit) {
			memcpy(file->digests + size, values.hex[tz_digest_slot(bit)],
			       taizhang_digest_hex_length(bit));
			size += taizhang_digest_hex_length(bit);
		}
	file->set = r->set;
	return 0;
}

/* Where a kept file's bytes go; NULL where it is not to be kept. */
static struct tz_buffer *begin_keeping(struct reading *r, const char *path, struct tz_buffer *kept)
{
	*kept = (struct tz_buffer)TZ_BUFFER_INIT;
	if (!is_kept(path))
		return NULL;
	kept->limit = TZ_LIMIT_TAG_FILE - r->bag->kept_bytes;
	return kept;
}

static int end_keeping(struct reading *r, struct tz_bag_file *file, struct tz_buffer *kept,
		       struct taizhang_error *err)
{
	struct tz_bag *bag = r->bag;
	struct taizhang_error failed = TAIZHANG_ERROR_INIT;
	size_t size = kept->size;
	char *bytes = tz_buffer_take(kept, &failed);
	char limit[16];

	if (bytes && bag->num_kept < TZ_BAG_MAX_KEPT) {
		bag->kept[bag->num_kept++] = (struct tz_bag_kept){(size_t)(file - bag->files), bytes, size};
		bag->kept_bytes += size;
		return 0;
	}
	/* manifests under dozens of spellings of their algorithm: too much as well */
	free(bytes);
	if (!bytes && failed.code != TAIZHANG_E_LIMIT)
		return tz_error_nomem(err);
	snprintf(limit, sizeof limit, "%u", TZ_LIMIT_TAG_FILE);
	return tz_find(r->findings, BAG_TAG_TOO_LARGE, err, .file = file->path, .expected = limit);
}

/* Reads the current entry to its end; 0, TZ_CONTAINER_BROKEN or -1. */
static int64_t read_bytes(struct reading *r, struct tz_bag_file *file, struct tz_buffer *kept, bool sinks,
			  struct taizhang_error *err)
{
	const struct tz_bag_sink *sink = r->options->sink;
	int64_t got;

	file->size = 0;
	while ((got = tz_container_read(r->container, r->block, BLOCK, err)) > 0) {
		if (tz_digest_update(r->digest, r->block, (size_t)got, err) < 0)
			return -1;
		if (kept)
			tz_buffer_add(kept, r->block, (size_t)got);
		if (sinks && sink->write(sink->context, r->block, (size_t)got, err) < 0)
			return -1;
		file->size += (uint64_t)got;
		r->done += (uint64_t)got;
		if (report(r, file->path, false, err) < 0)
			return -1;
	}
	return got;
}

static int read_file(struct reading *r, struct tz_bag_file *file, int64_t mtime, struct taizhang_error *err)
{
	const struct tz_bag_sink *sink = r->options->sink;
	struct tz_buffer buffer, *kept = begin_keeping(r, file->path, &buffer);
	int sinks = sink ? sink->begin(sink->context, file, mtime, err) : 0;
	int64_t got = sinks < 0 ? -1 : read_bytes(r, file, kept, sinks > 0, err);
	int result = got == -1 ? -1 : 0;

	if (got == TZ_CONTAINER_BROKEN) {
		struct tz_digest_values partial;

		file->broken = true;
		result = tz_digest_final(r->digest, &partial, err);
	} else if (got == 0) {
		result = keep_digests(r, file, err);
		if (result == 0 && kept)
			result = end_keeping(r, file, kept, err);
	}
	if (result == 0 && sinks > 0)
		result = sink->end(sink->context, err);
	tz_buffer_free(&buffer);
	return result;
}

static int take_file(struct reading *r, struct tz_bag_file *file, int64_t mtime, struct taizhang_error *err)
{
	struct tz_bag *bag = r->bag;
	bool payload = tz_bag_is_payload(file->path);

	/* what is passed over in a stream takes its time too */
	if (payload && r->options->tags_only)
		return report(r, file->path, false, err);
	if (payload ? r->pass == PASS_TAGS : r->pass == PASS_PAYLOAD)
		return 0;
	if (payload && !bag->digests && digests_of_stream(bag, err) < 0)
		return -1;
	if (set_digest(r, bag->digests ? bag->digests : ALL_DIGESTS, err) < 0)
		return -1;
	return read_file(r, file, mtime, err);
}

static int visit(void *context, struct tz_container *c, const struct tz_entry *entry,
		 struct taizhang_error *err)
{
	struct reading *r = context;
	struct tz_bag *bag = r->bag;
	const char *path;

	if (tz_container_is_seekable(c)) {
		path = entry->is_directory ? NULL : tz_bag_below_root(bag, entry->path);
	} else {
		if (!bag->has_root && tz_bag_guess_root(bag, entry, err) < 0)
			return -1;
		if (!bag->has_root)
			return tz_bag_tell_outside(r->bag, entry->path, r->findings, err);
		if (note_entry(r, entry, &path, err) < 0)
			return -1;
	}
	if (!path || !*path)
		return 0;
	return take_file(r, tz_bag_find(bag, path), entry->mtime, err);
}

static int read_stream(struct reading *r, struct taizhang_error *err)
{
	r->pass = PASS_ALL;
	if (tz_container_walk(r->container, visit, r, r->findings, err) < 0)
		return -1;
	if (!r->bag->digests && digests_of_stream(r->bag, err) < 0)
		return -1;
	return tz_bag_judge_root(r->bag, r->container, r->findings, err);
}

static int read_seekable(struct reading *r, struct taizhang_error *err)
{
	struct tz_container *c = r->container;
	const char *path;

	if (tz_container_walk(c, NULL, NULL, r->findings, err) < 0)
		return -1;
	if (tz_bag_find_root(r->bag, c, err) < 0 || tz_bag_judge_root(r->bag, c, r->findings, err) < 0)
		return -1;
	for (size_t i = 0; i < tz_container_num_entries(c); i++) {
		const struct tz_entry *entry = tz_container_entry(c, i);

		if (entry->path && note_entry(r, entry, &path, err) < 0)
			return -1;
	}
	for (size_t i = 0; i < r->bag->num_files; i++)
		r->total += r->bag->files[i].size;
	r->bag->digests = wanted_digests(r->bag);
	for (r->pass = PASS_TAGS; r->pass <= PASS_PAYLOAD && !(r->pass && r->options->tags_only); r->pass++)
		if (tz_container_walk(c, visit, r, r->findings, err) < 0)
			return -1;
	return 0;
}

int tz_bag_read(struct tz_bag *bag, struct tz_container *c, const struct tz_bag_options *options,
		struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct reading r = {.bag = bag, .container = c, .options = options, .findings = findings};
	int result = -1;

	bag->bag_only = options->bag_only;
	bag->errors_before = taizhang_findings_count(findings, TAIZHANG_ERROR);
	bag->limits = tz_container_limits(c);
	r.block = malloc(BLOCK);
	if (!r.block)
		return tz_error_nomem(err);
	result = tz_container_is_seekable(c) ? read_seekable(&r, err) : read_stream(&r, err);
	for (size_t i = 0; i < bag->num_files; i++)
		if (tz_bag_is_payload(bag->files[i].path)) {
			bag->payload_files++;
			bag->payload_bytes += bag->files[i].size;
		}
	if (result == 0)
		result = report(&r, NULL, true, err);
	tz_digest_free(r.digest);
	free(r.block);
	return result;
}
