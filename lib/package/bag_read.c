/* SPDX-License-Identifier: MIT */
/* bag_read.c: reads a bag out of its container in one pass: the files with their digests, the tag files kept. */
#include "package/bag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "finding/finding.h"
#include "package/bag_reading.h"
#include "package/package.h"

struct walk {
	struct tz_bag_reading *r;
	struct tz_bag_tool tool;
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

static int add_file(struct tz_bag_reading *r, const char *path, uint64_t size, size_t entry, struct taizhang_error *err)
{
	struct tz_bag *bag = r->bag;

	if (tz_array_grow(&bag->files, bag->num_files, &bag->files_capacity, sizeof *bag->files, err) < 0 ||
	    tz_index_put(&bag->index, path, bag->num_files, err) < 0)
		return -1;
	bag->files[bag->num_files].path = path;
	bag->files[bag->num_files].size = size;
	bag->files[bag->num_files].entry = (uint32_t)entry;
	bag->num_files++;
	return 0;
}

/* Notes an entry as one of the bag; *path is set to a file's, NULL for a folder or a stranger. */
static int note_entry(struct tz_bag_reading *r, const struct tz_entry *entry, size_t number, const char **path,
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
	return add_file(r, below, entry->size, number, err);
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
		bag->digests = TZ_ALL_DIGESTS;
	else if (!bag->bag_only)
		bag->digests |= TAIZHANG_DIGEST_SHA256;
	return 0;
}

/* Where a kept file's bytes go; NULL where it is not to be kept. */
static struct tz_buffer *begin_keeping(const struct tz_bag *bag, const char *path, struct tz_buffer *kept)
{
	*kept = (struct tz_buffer)TZ_BUFFER_INIT;
	if (!is_kept(path))
		return NULL;
	kept->limit = TZ_LIMIT_TAG_FILE - bag->kept_bytes;
	return kept;
}

static int end_keeping(struct tz_bag_reading *r, struct tz_bag_file *file, struct tz_buffer *kept,
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

static int read_file(struct walk *w, struct tz_bag_file *file, struct taizhang_error *err)
{
	struct tz_bag_reading *r = w->r;
	struct tz_buffer buffer, *kept = begin_keeping(r->bag, file->path, &buffer);
	struct tz_bag_take take = {.r = r, .tool = &w->tool, .file = file};
	int result = tz_bag_tool_digest(&w->tool, r->bag->digests ? r->bag->digests : TZ_ALL_DIGESTS, err);

	if (result == 0)
		result = tz_bag_take(&take, kept, err);
	if (result == 0)
		result = tz_bag_settle(r, file, &take.taken, w->tool.apart, err);
	if (result == 0 && kept && take.taken.outcome != TZ_TAKEN_BROKEN)
		result = end_keeping(r, file, kept, err);
	tz_buffer_free(&buffer);
	return result;
}

static int take_file(struct walk *w, struct tz_bag_file *file, struct taizhang_error *err)
{
	struct tz_bag_reading *r = w->r;
	bool payload = tz_bag_is_payload(file->path);

	/* what is passed over in a stream takes its time too */
	if (payload && r->options->tags_only)
		return tz_bag_report(r, file->path, false, err);
	if (payload ? r->pass == TZ_PASS_TAGS : r->pass == TZ_PASS_PAYLOAD)
		return 0;
	if (payload && !r->bag->digests && digests_of_stream(r->bag, err) < 0)
		return -1;
	return read_file(w, file, err);
}

static int visit(void *context, struct tz_container *c, const struct tz_entry *entry,
		 struct taizhang_error *err)
{
	struct walk *w = context;
	struct tz_bag_reading *r = w->r;
	struct tz_bag *bag = r->bag;
	const char *path;

	if (tz_container_is_seekable(c)) {
		path = entry->is_directory ? NULL : tz_bag_below_root(bag, entry->path);
	} else {
		if (!bag->has_root && tz_bag_guess_root(bag, entry, err) < 0)
			return -1;
		if (!bag->has_root)
			return tz_bag_tell_outside(r->bag, entry->path, r->findings, err);
		if (note_entry(r, entry, 0, &path, err) < 0)
			return -1;
	}
	if (!path || !*path)
		return 0;
	return take_file(w, tz_bag_find(bag, path), err);
}

static int read_stream(struct walk *w, struct taizhang_error *err)
{
	struct tz_bag_reading *r = w->r;

	r->pass = TZ_PASS_ALL;
	if (tz_container_walk(r->container, visit, w, r->findings, err) < 0)
		return -1;
	if (!r->bag->digests && digests_of_stream(r->bag, err) < 0)
		return -1;
	return tz_bag_judge_root(r->bag, r->container, r->findings, err);
}

/* Learns all entries. */
static int survey(struct tz_bag_reading *r, struct taizhang_error *err)
{
	struct tz_container *c = r->container;
	struct tz_bag *bag = r->bag;
	const char *path;

	if (tz_container_walk(c, NULL, NULL, r->findings, err) < 0 || tz_bag_find_root(bag, c, err) < 0 ||
	    tz_bag_judge_root(bag, c, r->findings, err) < 0)
		return -1;
	bag->files_capacity = tz_container_num_entries(c) + 1;
	bag->files = calloc(bag->files_capacity, sizeof *bag->files);
	if (!bag->files)
		return tz_error_nomem(err);
	for (size_t i = 0; i < tz_container_num_entries(c); i++) {
		const struct tz_entry *entry = tz_container_entry(c, i);

		if (entry->path && note_entry(r, entry, i, &path, err) < 0)
			return -1;
	}
	for (size_t i = 0; i < bag->num_files; i++)
		r->total += bag->files[i].size;
	bag->digests = wanted_digests(bag);
	return tz_bag_make_slots(bag, err);
}

static bool is_tag(const struct tz_bag_file *file)
{
	return !tz_bag_is_payload(file->path);
}

static bool is_for_jobs(const struct tz_bag_file *file)
{
	return tz_bag_is_payload(file->path) || !is_kept(file->path);
}

static int read_apart(struct walk *w, struct taizhang_error *err)
{
	struct tz_bag_reading *r = w->r;
	struct tz_bag *bag = r->bag;

	struct tz_bag_file *manifest = r->options->manifest && !r->options->tags_only ? tz_bag_find(bag, TZ_MANIFEST_XML) : NULL;

	w->tool.apart = true;
	for (size_t i = 0; i < bag->num_files && !tz_container_is_stopped(r->container); i++)
		if (r->options->tags_only ? is_tag(&bag->files[i]) : !is_for_jobs(&bag->files[i]))
			if (&bag->files[i] != manifest && read_file(w, &bag->files[i], err) < 0)
				return -1;
	if (r->options->tags_only || tz_container_is_stopped(r->container))
		return 0;
	if (r->options->tags_known && r->options->tags_known(r->options->listener, bag, err) < 0)
		return -1;
	return tz_bag_read_apart(r, is_for_jobs, &w->tool, manifest, err);
}

static int read_seekable(struct walk *w, struct taizhang_error *err)
{
	struct tz_bag_reading *r = w->r;

	if (survey(r, err) < 0)
		return -1;
	if (tz_container_keeps_apart(r->container))
		return tz_container_is_stopped(r->container) ? 0 : read_apart(w, err);
	for (r->pass = TZ_PASS_TAGS; r->pass <= TZ_PASS_PAYLOAD && !(r->pass && r->options->tags_only); r->pass++)
		if (tz_container_walk(r->container, visit, w, r->findings, err) < 0)
			return -1;
	return 0;
}

int tz_bag_read(struct tz_bag *bag, struct tz_container *c, const struct tz_bag_options *options,
		struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_bag_reading r = {.bag = bag, .container = c, .options = options, .findings = findings,
				   .owner = pthread_self()};
	struct walk w = {.r = &r};
	int result;

	bag->bag_only = options->bag_only;
	bag->errors_before = taizhang_findings_count(findings, TAIZHANG_ERROR);
	bag->limits = tz_container_limits(c);
	result = tz_container_is_seekable(c) ? read_seekable(&w, err) : read_stream(&w, err);
	for (size_t i = 0; i < bag->num_files; i++)
		if (tz_bag_is_payload(bag->files[i].path)) {
			bag->payload_files++;
			bag->payload_bytes += bag->files[i].size;
		}
	if (result == 0)
		result = tz_bag_report(&r, NULL, true, err);
	tz_bag_tool_clear(&w.tool);
	return result;
}
