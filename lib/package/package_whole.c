/* SPDX-License-Identifier: MIT */
/* package_whole.c: what a part of a set or a supplement says of the whole package that it stands for: can it be, and what else belongs to it? */
#include "package/package_whole.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/path.h"
#include "finding/finding.h"
#include "ledger/ledger.h"
#include "package/entry_judge.h"
#include "package/part_name.h"

/* Of a list inside a sentence; what is left out is counted. */
#define MOST_NAMES 10

bool tz_package_is_partial(const struct taizhang_package *package)
{
	return package->manifest.whole[0] != '\0';
}

static int stop_at_carried(void *context, const struct taizhang_record *record, struct taizhang_file *file,
			   struct taizhang_error *err)
{
	(void)context, (void)record, (void)err;
	return tz_file_carried(file) ? -1 : 0;
}

bool tz_package_is_complete(const struct taizhang_package *package)
{
	return tz_package_each_file(package, stop_at_carried, NULL, NULL) == 0;
}

unsigned int tz_package_place(const struct taizhang_package *package, const struct taizhang_file *file)
{
	return tz_file_carried(file) ? tz_file_carried(file) : package->manifest.part;
}

char *tz_package_whole_root(const struct taizhang_package *package, struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &package->manifest;
	size_t size = manifest->root ? strlen(manifest->root) : 0, end;
	char buf[TZ_PART_SUFFIX_SIZE];

	if (manifest->parts > 0) {
		end = strlen(tz_part_suffix(manifest->part, manifest->parts, buf));
		if (size < end || strcmp(manifest->root + size - end, buf) != 0)
			return NULL;
		size -= end;
	}
	/* it becomes the name of a folder */
	if (size == 0 || memchr(manifest->root, '/', size) || tz_path_check(manifest->root, size) != TZ_PATH_OK)
		return NULL;
	return tz_strndup(manifest->root, size, err);
}

static const char *find_last(const char *name, const char *suffix)
{
	const char *at = NULL;

	for (const char *next = strstr(name, suffix); next; next = strstr(next + 1, suffix))
		at = next;
	return at;
}

void tz_package_part_name(struct tz_buffer *out, const struct taizhang_package *package, const char *name,
			  unsigned int part)
{
	const struct tz_manifest *manifest = &package->manifest;
	char own[TZ_PART_SUFFIX_SIZE], other[TZ_PART_SUFFIX_SIZE];
	const char *at = find_last(name, tz_part_suffix(manifest->part, manifest->parts, own));

	/* where the file was given another name, the root has kept its own */
	if (!at) {
		name = manifest->root;
		at = find_last(name, own);
	}
	tz_buffer_add(out, name, at ? (size_t)(at - name) : strlen(name));
	tz_buffer_text_add(out, tz_part_suffix(part, manifest->parts, other));
	tz_buffer_text_add(out, at ? at + strlen(own) : "");
}

/* All files of the whole, in the order of its payload. */
struct listing {
	const struct taizhang_package *package;
	struct taizhang_findings *findings;
	struct tz_digest *digest;
	uint64_t files, bytes;
	struct tz_index paths;		/* where each path was described first: tz_package_place */
	struct tz_entry_judge judge;
	bool of_others;			/* the walk that judges the paths of files that are elsewhere */
};

static const char *item_of(const struct taizhang_record *record)
{
	return taizhang_node_code(record->item);
}

/* May the file be where manifest.xml says that it is? */
static int check_place(struct listing *l, const struct taizhang_record *record, const struct taizhang_file *file,
		       struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &l->package->manifest;
	const char *path = tz_file_package_path(file);
	const unsigned int carried = tz_file_carried(file);
	char number[16];

	if (!carried)
		return 0;
	if (path && tz_bag_is_payload(path) &&
	    (carried == TZ_CARRIED_BASE ? manifest->num_bases > 0
					: carried <= manifest->parts && carried != manifest->part))
		return 0;
	snprintf(number, sizeof number, "%u", carried);
	return tz_find(l->findings, PACKAGE_CARRIED, err, .item = item_of(record),
		       .file = path ? path : file->path,
		       .found = carried == TZ_CARRIED_BASE ? "base" : number);
}

/* No two files of the whole have one path, or paths of which a desktop takes one for the other. */
static int check_path(struct listing *l, const struct taizhang_record *record, const struct taizhang_file *file,
		      struct taizhang_error *err)
{
	const char *path = tz_file_package_path(file);

	if (tz_index_get(&l->paths, path) != TZ_INDEX_NONE) {
		/* two files that are both here were told of when the payload was compared */
		return l->of_others ? tz_find(l->findings, PACKAGE_FILE_TWICE, err, .item = item_of(record),
					      .file = path) : 0;
	}
	if (tz_index_put(&l->paths, path, 1, err) < 0)
		return -1;
	return tz_entry_judge(&l->judge, path, TZ_ENTRY_FILE, false, l->of_others ? l->findings : NULL, err) < 0
		? -1 : 0;
}

static int list_file(void *context, const struct taizhang_record *record, struct taizhang_file *file,
		     struct taizhang_error *err)
{
	struct listing *l = context;
	const char *path = tz_file_package_path(file);
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	if (check_place(l, record, file, err) < 0)
		return -1;
	if (!path)
		return 0;
	l->files++;
	l->bytes += file->size;
	taizhang_file_digest(file, hex);
	if (tz_digest_update(l->digest, hex, strlen(hex), err) < 0 ||
	    tz_digest_update(l->digest, "  ", 2, err) < 0 ||
	    tz_digest_update(l->digest, path, strlen(path), err) < 0)
		return -1;
	return tz_digest_update(l->digest, "\n", 1, err);
}

static int judge_path(void *context, const struct taizhang_record *record, struct taizhang_file *file,
		      struct taizhang_error *err)
{
	struct listing *l = context;

	if (!tz_file_package_path(file) || (tz_file_carried(file) != 0) != l->of_others)
		return 0;
	return check_path(l, record, file, err);
}

static int compare(struct listing *l, const char *name, const char *stated, const char *found,
		   struct taizhang_error *err)
{
	if (strcmp(stated, found) == 0)
		return 0;
	return tz_find(l->findings, PACKAGE_WHOLE, err, .file = TZ_MANIFEST_XML, .field = name,
		       .expected = stated, .found = found);
}

static int compare_number(struct listing *l, const char *name, uint64_t stated, uint64_t found,
			  struct taizhang_error *err)
{
	char expected[24], actual[24];

	snprintf(expected, sizeof expected, "%" PRIu64, stated);
	snprintf(actual, sizeof actual, "%" PRIu64, found);
	return compare(l, name, expected, actual, err);
}

static int check_listing(struct listing *l, struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &l->package->manifest;
	struct tz_digest_values values;

	/* what is here goes first: the container was judged by it already */
	if (tz_package_each_file(l->package, list_file, l, err) < 0 ||
	    tz_package_each_file(l->package, judge_path, l, err) < 0)
		return -1;
	l->of_others = true;
	if (tz_package_each_file(l->package, judge_path, l, err) < 0 ||
	    tz_digest_final(l->digest, &values, err) < 0)
		return -1;
	if (compare(l, "whole", manifest->whole, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], err) < 0 ||
	    compare_number(l, "whole-files", manifest->whole_files, l->files, err) < 0)
		return -1;
	return compare_number(l, "whole-bytes", manifest->whole_bytes, l->bytes, err);
}

static int check_root(const struct taizhang_package *package, struct taizhang_findings *findings,
		      struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &package->manifest;
	struct taizhang_error failed = TAIZHANG_ERROR_INIT;
	char *whole = tz_package_whole_root(package, &failed);
	char suffix[TZ_PART_SUFFIX_SIZE], expected[TZ_PART_SUFFIX_SIZE + 8];

	free(whole);
	if (failed.code)
		return tz_error_pass(err, &failed);
	if (whole)
		return 0;
	snprintf(expected, sizeof expected, "…%s",
		 manifest->parts ? tz_part_suffix(manifest->part, manifest->parts, suffix) : "");
	return tz_find(findings, PACKAGE_ROOT, err, .file = TZ_MANIFEST_XML, .expected = expected,
		       .found = manifest->root);
}

static int check_label(struct tz_bag *bag, const char *label, const char *expected,
		       struct taizhang_findings *findings, struct taizhang_error *err)
{
	const struct tz_bag_kept *info = tz_bag_kept(bag, TZ_BAG_INFO_TXT);
	struct taizhang_error failed = TAIZHANG_ERROR_INIT;
	char *value;
	int result = 0;

	/* that there is none was told */
	if (!info)
		return 0;
	value = tz_bag_info_value(info->bytes, info->size, label, &failed);
	if (failed.code)
		return tz_error_pass(err, &failed);
	if (!value || strcmp(value, expected) != 0)
		result = tz_find(findings, PACKAGE_GROUP, err, .file = TZ_BAG_INFO_TXT, .field = label,
				 .expected = expected, .found = value);
	free(value);
	return result;
}

int tz_package_check_listing(const struct taizhang_package *package, struct taizhang_findings *findings,
			     struct taizhang_error *err)
{
	struct listing l = {.package = package, .findings = findings, .paths = TZ_INDEX_INIT};
	int result = -1;

	l.digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	if (!l.digest)
		return -1;
	/* a package that is whole has nothing elsewhere, and its paths were judged in its container */
	if (!tz_package_is_partial(package))
		result = tz_package_each_file(package, list_file, &l, err);
	else if (check_listing(&l, err) == 0)
		result = check_root(package, findings, err);
	tz_digest_free(l.digest);
	tz_index_free(&l.paths);
	tz_entry_judge_free(&l.judge);
	return result;
}

int tz_package_check_whole(const struct taizhang_package *package, struct tz_bag *bag,
			   struct taizhang_findings *findings, struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &package->manifest;
	char count[32];

	if (tz_package_check_listing(package, findings, err) < 0)
		return -1;
	if (manifest->parts == 0)
		return 0;
	snprintf(count, sizeof count, "%u of %u", manifest->part, manifest->parts);
	if (check_label(bag, "Bag-Group-Identifier", manifest->whole, findings, err) < 0)
		return -1;
	return check_label(bag, "Bag-Count", count, findings, err);
}

static int tell_part(const struct taizhang_package *package, const char *name,
		     struct taizhang_findings *findings, struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &package->manifest;
	struct tz_buffer others = TZ_BUFFER_INIT;
	unsigned int named = 0;
	char which[32];
	int result;

	for (unsigned int part = 1; part <= manifest->parts && named < MOST_NAMES; part++) {
		if (part == manifest->part)
			continue;
		tz_buffer_text_add(&others, named++ ? "、" : "");
		tz_package_part_name(&others, package, name, part);
	}
	snprintf(which, sizeof which, "%u/%u", manifest->part, manifest->parts);
	result = tz_buffer_check(&others, err);
	if (result == 0)
		result = tz_find(findings, SET_PART_ALONE, err, .found = which, .expected = tz_buffer_text(&others),
				 .count = manifest->parts - 1 > named ? manifest->parts - 1 : 0);
	tz_buffer_free(&others);
	return result;
}

static int count_in_bases(void *context, const struct taizhang_record *record, struct taizhang_file *file,
			  struct taizhang_error *err)
{
	int64_t *count = context;

	(void)record, (void)err;
	*count += tz_file_carried(file) == TZ_CARRIED_BASE;
	return 0;
}

static int tell_supplement(const struct taizhang_package *package, struct taizhang_findings *findings,
			   struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &package->manifest;
	struct tz_buffer roots = TZ_BUFFER_INIT;
	int64_t count = 0;
	int result;

	for (size_t i = 0; i < manifest->num_bases && i < MOST_NAMES; i++) {
		tz_buffer_text_add(&roots, i ? "、" : "");
		tz_buffer_text_add(&roots, manifest->bases[i].root);
	}
	if (manifest->num_bases > MOST_NAMES)
		tz_buffer_text_add(&roots, "…");
	result = tz_buffer_check(&roots, err);
	if (result == 0)
		result = tz_package_each_file(package, count_in_bases, &count, err);
	/* what stands on bases for nothing is complete without them */
	if (result == 0 && count)
		result = tz_find(findings, SUPPLEMENT_ALONE, err, .expected = tz_buffer_text(&roots), .count = count);
	tz_buffer_free(&roots);
	return result;
}

int tz_package_tell_alone(const struct taizhang_package *package, const char *name,
			  struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (!package->ledger)
		return 0;
	if (package->manifest.parts > 1 && tell_part(package, name, findings, err) < 0)
		return -1;
	return package->manifest.num_bases ? tell_supplement(package, findings, err) : 0;
}
