/* SPDX-License-Identifier: MIT */
/* bag_check.c: is the bag complete, and is it valid, in the sense of RFC 8493? */
#include <string.h>
#include <strings.h>

#include "base/path.h"
#include "finding/finding.h"
#include "package/bag.h"
#include "package/package.h"

/* Digests that no longer withstand a deliberate change. */
#define WEAK (TAIZHANG_DIGEST_MD5 | TAIZHANG_DIGEST_SHA1)

static int check_digest(const struct tz_bag *bag, size_t number, size_t which, const char *expected,
			struct taizhang_findings *findings, struct taizhang_error *err)
{
	const struct tz_bag_manifest *manifest = &bag->manifests[number];
	const struct tz_bag_file *file = &bag->files[which];
	char found[TAIZHANG_DIGEST_HEX_SIZE];

	if (file->broken || !(file->set & manifest->digest) ||
	    strcmp(tz_bag_digest(file, manifest->digest, found), expected) == 0)
		return 0;
	if (manifest->of_tags)
		return tz_find(findings, BAG_TAG_DIGEST, err, .file = file->path, .field = manifest->name,
			       .expected = expected, .found = found);
	return tz_find(findings, BAG_DIGEST, err, .file = file->path, .field = manifest->name,
		       .expected = expected, .found = found);
}

static int check_line(const struct tz_bag *bag, size_t number, uint32_t line, struct taizhang_findings *findings,
		      struct taizhang_error *err)
{
	const struct tz_bag_manifest *manifest = &bag->manifests[number];
	char expected[TAIZHANG_DIGEST_HEX_SIZE];
	const struct tz_bag_odd *odd;

	if (!(line & TZ_BAG_ODD)) {
		/* without a claim it is as expected */
		return !bag->files[line].claims ? 0 : check_digest(bag, number, line,
			tz_bag_expected(bag, number, line, expected), findings, err);
	}
	odd = &manifest->odd[line & ~TZ_BAG_ODD];
	if (odd->file != TZ_INDEX_NONE)
		return check_digest(bag, number, odd->file, odd->hex, findings, err);
	if (manifest->of_tags)
		return tz_find(findings, BAG_TAG_MISSING, err, .file = odd->path, .expected = manifest->name);
	/* several manifests miss it: told once */
	if (tz_index_get(&bag->missing, odd->path) != number)
		return 0;
	return tz_find(findings, BAG_FILE_MISSING, err, .file = odd->path, .expected = manifest->name);
}

/* By 1.0 a tag manifest vouches for every payload manifest, those of unknown algorithms included. */
static int check_tag_manifest(const struct tz_bag *bag, const struct tz_bag_manifest *manifest,
			      struct taizhang_findings *findings, struct taizhang_error *err)
{
	bool of_tags;

	for (size_t i = 0; i < bag->num_files; i++)
		if (!(bag->files[i].tag_listed & manifest->digest) &&
		    tz_bag_manifest_algorithm(bag->files[i].path, &of_tags) && !of_tags &&
		    tz_find(findings, BAG_TAG_UNLISTED, err, .file = bag->files[i].path,
			    .expected = manifest->name) < 0)
			return -1;
	return 0;
}

static int check_manifest(const struct tz_bag *bag, size_t number, struct taizhang_findings *findings,
			  struct taizhang_error *err)
{
	const struct tz_bag_manifest *manifest = &bag->manifests[number];
	int result = 0;

	if (!(bag->digests & manifest->digest))
		result = tz_find(findings, BAG_MANIFEST_UNCHECKED, err, .file = manifest->name,
				 .expected = taizhang_digest_name(manifest->digest));
	for (size_t i = 0; result == 0 && i < manifest->num_lines; i++)
		result = check_line(bag, number, manifest->lines[i], findings, err);
	if (result == 0 && manifest->of_tags && manifest->whole && tz_bag_is_strict(bag))
		result = check_tag_manifest(bag, manifest, findings, err);
	return result;
}

/* What desktops leave behind: no material of anybody. */
static bool is_junk(const char *name)
{
	return strcasecmp(name, "Thumbs.db") == 0 || strcmp(name, ".DS_Store") == 0 ||
	       strcasecmp(name, "desktop.ini") == 0;
}

static int check_payload_file(const struct tz_bag *bag, const struct tz_bag_file *file, unsigned int all,
			      struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (is_junk(tz_path_base(file->path)) && tz_find(findings, BAG_SYSTEM_FILE, err, .file = file->path) < 0)
		return -1;
	if (!file->listed)
		return tz_find(findings, BAG_FILE_UNLISTED, err, .file = file->path);
	/* before 1.0 a file had to stand in one manifest only */
	for (size_t i = 0; file->listed != all && i < bag->num_manifests; i++) {
		const struct tz_bag_manifest *manifest = &bag->manifests[i];

		if (!manifest->of_tags && !(file->listed & manifest->digest) &&
		    tz_find(findings, BAG_MANIFESTS_DISAGREE, err, .file = file->path,
			    .expected = manifest->name,
			    .at_most = tz_bag_from_1_0(bag)) < 0)
			return -1;
	}
	return 0;
}

/* The algorithms of the payload manifests; *readable is cleared where one of them could not be read. */
static unsigned int payload_digests(const struct tz_bag *bag, bool *readable)
{
	unsigned int all = 0;

	*readable = true;
	for (size_t i = 0; i < bag->num_manifests; i++)
		if (!bag->manifests[i].of_tags) {
			all |= bag->manifests[i].digest;
			*readable = *readable && bag->manifests[i].whole;
		}
	return all;
}

/* A sum that differs has a cause, which is told by now; or, where every file is as listed, it is itself what is wrong. */
static int check_oxum(const struct tz_bag *bag, struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (!bag->oxum_differs || taizhang_findings_count(findings, TAIZHANG_ERROR) > bag->errors_before + 1)
		return 0;
	return tz_find(findings, BAG_OXUM_ALONE, err, .file = TZ_BAG_INFO_TXT);
}

int tz_bag_check(struct tz_bag *bag, struct taizhang_findings *findings, struct taizhang_error *err)
{
	bool readable;
	unsigned int all = payload_digests(bag, &readable);
	int result = 0;

	if (!bag->has_data)
		result = tz_find(findings, BAG_DATA_NONE, err, .file = bag->root);
	if (result == 0 && !all)
		result = tz_find(findings, BAG_MANIFEST_NONE, err, .file = bag->root);
	if (result == 0 && all && !(all & ~(unsigned int)WEAK))
		result = tz_find(findings, BAG_DIGEST_WEAK, err, .file = bag->root);
	for (size_t i = 0; result == 0 && i < bag->num_manifests; i++)
		result = check_manifest(bag, i, findings, err);
	/* without its manifests each file would be unlisted: what is missing was said once */
	for (size_t i = 0; result == 0 && all && readable && i < bag->num_files; i++)
		if (tz_bag_is_payload(bag->files[i].path))
			result = check_payload_file(bag, &bag->files[i], all, findings, err);
	return result == 0 ? check_oxum(bag, findings, err) : result;
}
