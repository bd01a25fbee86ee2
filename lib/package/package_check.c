/* SPDX-License-Identifier: MIT */
/* package_check.c: manifest.xml against what is in the package. */
#include "package/package_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "finding/finding.h"
#include "ledger/ledger.h"
#include "package/package_whole.h"

/* What every package has besides bagit.txt, manifest.xml, catalog.xml and the payload. */
static const char *const required[] = {
	TZ_BAG_INFO_TXT, "manifest-sha256.txt", "tagmanifest-sha256.txt", TZ_INDEX_HTML,
	TZ_SCHEMA_DIR "catalog.xsd", TZ_SCHEMA_DIR "manifest.xsd",
};

static int check_required(const struct tz_bag *bag, struct taizhang_findings *findings,
			  struct taizhang_error *err)
{
	for (size_t i = 0; i < sizeof required / sizeof required[0]; i++)
		if (!tz_bag_find(bag, required[i]) &&
		    tz_find(findings, PACKAGE_TAG_NONE, err, .file = required[i]) < 0)
			return -1;
	return 0;
}

/* The package's own identity and totals. */
static int check_identity(const struct taizhang_package *package, const struct tz_bag *bag,
			  struct taizhang_findings *findings, struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &package->manifest;
	char expected[48], found[48];

	if (package->id[0] && strcmp(package->id, manifest->id) != 0 &&
	    tz_find(findings, PACKAGE_ID, err, .file = TZ_MANIFEST_XML, .expected = manifest->id,
		    .found = package->id) < 0)
		return -1;
	/* a folder is easily renamed after unpacking */
	if (manifest->root && strcmp(bag->root, manifest->root) != 0 &&
	    tz_find(findings, PACKAGE_ROOT, err, .file = TZ_MANIFEST_XML, .expected = manifest->root,
		    .found = bag->root,
		    .at_most = package->format == TAIZHANG_FORMAT_DIRECTORY ? TAIZHANG_WARNING : 0) < 0)
		return -1;
	if (manifest->bytes == package->bytes && manifest->files == package->files)
		return 0;
	snprintf(expected, sizeof expected, "%" PRIu64 ".%" PRIu64, manifest->bytes, manifest->files);
	snprintf(found, sizeof found, "%" PRIu64 ".%" PRIu64, package->bytes, package->files);
	return tz_find(findings, PACKAGE_COUNT, err, .file = TZ_MANIFEST_XML, .expected = expected,
		       .found = found);
}

static void name_digests(struct tz_buffer *out, unsigned int set)
{
	for (unsigned int bit = 1; bit <= set; bit <<= 1)
		if (set & bit)
			tz_buffer_printf(out, "%s%s", out->size ? " " : "", taizhang_digest_name(bit));
}

static int check_digests(const struct taizhang_package *package, struct taizhang_findings *findings,
			 struct taizhang_error *err)
{
	struct tz_buffer expected = TZ_BUFFER_INIT, found = TZ_BUFFER_INIT;
	int result;

	if (package->manifest.digests == package->digests)
		return 0;
	name_digests(&expected, package->manifest.digests);
	name_digests(&found, package->digests);
	result = tz_find(findings, PACKAGE_DIGESTS, err, .file = TZ_MANIFEST_XML,
			 .expected = tz_buffer_text(&expected), .found = tz_buffer_text(&found));
	tz_buffer_free(&expected);
	tz_buffer_free(&found);
	return result;
}

static int compare_digest(const struct tz_bag_file *found, enum taizhang_digest digest, const char *expected,
			  const char *item, struct taizhang_findings *findings, struct taizhang_error *err)
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	if (!*expected || !(found->set & digest) ||
	    strcmp(expected, tz_bag_digest(found, digest, hex)) == 0)
		return 0;
	return tz_find(findings, PACKAGE_FILE_DIGEST, err, .item = item, .file = found->path,
		       .field = taizhang_digest_name(digest), .expected = expected, .found = hex);
}

static int check_file(struct tz_bag *bag, const struct taizhang_node *item, const struct taizhang_file *file,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	const char *path = taizhang_file_package_path(file), *code = taizhang_node_code(item);
	struct tz_bag_file *found;
	char expected[24], size[24], hex[TAIZHANG_DIGEST_HEX_SIZE];

	/* a file that the sender did not have was declared, and has no place in the package; one that is elsewhere is no concern of this bag */
	if ((!*path && taizhang_file_is_missing(file)) || tz_file_carried(file))
		return 0;
	found = tz_bag_is_payload(path) ? tz_bag_find(bag, path) : NULL;
	if (!found)
		return tz_find(findings, PACKAGE_FILE_MISSING, err, .item = code,
			       .file = *path ? path : taizhang_file_path(file));
	if (found->described)
		return tz_find(findings, PACKAGE_FILE_TWICE, err, .item = code, .file = path);
	found->described = true;
	if (found->broken)
		return 0;
	if (found->size != taizhang_file_size(file)) {
		snprintf(expected, sizeof expected, "%" PRIu64, taizhang_file_size(file));
		snprintf(size, sizeof size, "%" PRIu64, found->size);
		return tz_find(findings, PACKAGE_FILE_SIZE, err, .item = code, .file = path,
			       .expected = expected, .found = size);
	}
	if (compare_digest(found, TAIZHANG_DIGEST_SHA256, taizhang_file_digest(file, hex), code, findings, err) < 0)
		return -1;
	return compare_digest(found, TAIZHANG_DIGEST_SM3, taizhang_file_sm3(file, hex), code, findings, err);
}

static int check_files(const struct taizhang_ledger *ledger, struct tz_bag *bag,
		       struct taizhang_findings *findings, struct taizhang_error *err)
{
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);

		for (size_t j = 0; j < taizhang_ledger_num_records(ledger, item); j++) {
			const struct taizhang_record *record = taizhang_ledger_get_record(ledger, item, j);

			for (size_t k = 0; k < taizhang_record_num_files(record); k++)
				if (check_file(bag, item, taizhang_record_get_file(record, k), findings,
					       err) < 0)
					return -1;
		}
	}
	return 0;
}

static int check_schema(const struct tz_bag_file *file, struct taizhang_findings *findings,
			struct taizhang_error *err)
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE], ours[TAIZHANG_DIGEST_HEX_SIZE];
	const struct tz_embedded *schema = strncmp(file->path, TZ_SCHEMA_DIR, sizeof TZ_SCHEMA_DIR - 1) == 0
		? tz_embedded_find(file->path) : NULL;

	if (!schema || !(file->set & TAIZHANG_DIGEST_SHA256))
		return 0;
	if (tz_digest_bytes(TAIZHANG_DIGEST_SHA256, schema->data, schema->size, ours, err) < 0)
		return -1;
	if (strcmp(ours, tz_bag_digest(file, TAIZHANG_DIGEST_SHA256, hex)) == 0)
		return 0;
	return tz_find(findings, PACKAGE_SCHEMA_OTHER, err, .file = file->path);
}

/* Where a tag manifest is missing or could not be read, that was told, and says nothing of single files. */
static bool has_tag_lists(const struct tz_bag *bag)
{
	size_t num = 0;

	for (size_t i = 0; i < bag->num_manifests; i++) {
		if (bag->manifests[i].of_tags && !bag->manifests[i].whole)
			return false;
		num += bag->manifests[i].of_tags;
	}
	return num > 0;
}

/* What stands in the bag beside what was described. */
static int check_rest(const struct tz_bag *bag, struct taizhang_findings *findings, struct taizhang_error *err)
{
	bool lists = has_tag_lists(bag), of_tags;

	for (size_t i = 0; i < bag->num_files; i++) {
		const struct tz_bag_file *file = &bag->files[i];

		if (tz_bag_is_payload(file->path)) {
			if (!file->described &&
			    tz_find(findings, PACKAGE_FILE_UNDESCRIBED, err, .file = file->path) < 0)
				return -1;
			continue;
		}
		if (lists && !file->tag_listed &&
		    !(tz_bag_manifest_algorithm(file->path, &of_tags) && of_tags) &&
		    tz_find(findings, PACKAGE_TAG_UNLISTED, err, .file = file->path) < 0)
			return -1;
		if (check_schema(file, findings, err) < 0)
			return -1;
	}
	return 0;
}

static int tell_declared(const struct tz_manifest *manifest, struct taizhang_findings *findings,
			 struct taizhang_error *err)
{
	for (size_t i = 0; i < manifest->num_declared; i++) {
		const struct tz_declared *declared = &manifest->declared[i];

		if (declared->severity == TAIZHANG_ERROR &&
		    tz_find(findings, PACKAGE_INCOMPLETE, err, .item = declared->item,
			    .found = declared->id, .count = (int64_t)declared->count) < 0)
			return -1;
	}
	return 0;
}

int tz_package_check(const struct taizhang_package *package, struct tz_bag *bag,
		     struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (check_required(bag, findings, err) < 0 || check_identity(package, bag, findings, err) < 0 ||
	    check_digests(package, findings, err) < 0 ||
	    check_files(package->ledger, bag, findings, err) < 0 ||
	    tz_package_check_whole(package, bag, findings, err) < 0 || check_rest(bag, findings, err) < 0)
		return -1;
	return tell_declared(&package->manifest, findings, err);
}
