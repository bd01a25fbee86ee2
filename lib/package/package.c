/* SPDX-License-Identifier: MIT */
/* package.c: a package that was read: opening it, and what it says of itself. */
#include "package/package.h"

#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/input.h"
#include "catalog/catalog.h"
#include "finding/finding.h"
#include "ledger/ledger.h"
#include "package/bag.h"

struct taizhang_package *tz_package_new(struct taizhang_error *err)
{
	struct taizhang_package *package = calloc(1, sizeof *package);

	if (package)
		package->manifest.time = -1;
	else
		tz_error_nomem(err);
	return package;
}

void tz_package_take_manifest(struct taizhang_package *to, struct taizhang_package *from)
{
	to->manifest = from->manifest;
	to->ledger = from->ledger;
	from->manifest = (struct tz_manifest){.time = -1};
	from->ledger = NULL;
}

struct taizhang_package *tz_package_of_bag(const struct tz_bag *bag, const struct tz_container *c,
					   struct taizhang_error *err)
{
	struct taizhang_package *package = tz_package_new(err);
	const struct tz_bag_file *manifest, *tags;

	if (!package)
		return NULL;
	package->format = tz_container_format(c);
	strcpy(package->stream_digest, tz_container_stream_digest(c, &package->stream_bytes));
	package->root = tz_strdup(bag->root ? bag->root : "", err);
	if (!package->root) {
		taizhang_package_free(package);
		return NULL;
	}
	strcpy(package->bagit_version, bag->version);
	package->files = bag->payload_files;
	package->bytes = bag->payload_bytes;
	for (size_t i = 0; i < bag->num_files; i++) {
		bool of_tags = false;
		const char *algorithm = tz_bag_manifest_algorithm(bag->files[i].path, &of_tags);

		if (algorithm && !of_tags)
			package->digests |= taizhang_digest_from_name(algorithm);
	}
	manifest = tz_bag_find(bag, "manifest-sha256.txt");
	if (manifest)
		tz_bag_digest(manifest, TAIZHANG_DIGEST_SHA256, package->id);
	tags = tz_bag_find(bag, "tagmanifest-sha256.txt");
	if (tags)
		tz_bag_digest(tags, TAIZHANG_DIGEST_SHA256, package->tags);
	return package;
}

/* What could not be read of a document is a judgment on the package; only what is the machine's fault stays an error. */
static int tell_unreadable(const char *name, const struct taizhang_error *why,
			   struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (why->code == TAIZHANG_E_NOMEM)
		return tz_error_nomem(err);
	switch ((enum tz_message)why->message) {
	case TZ_MSG_XML_DOCTYPE:
		return tz_find(findings, PACKAGE_XML_DOCTYPE, err, .file = name);
	case TZ_MSG_XML_INCLUDE:
		return tz_find(findings, PACKAGE_XML_INCLUDE, err, .file = name, .line = why->line);
	case TZ_MSG_XML_ENCODING:
	case TZ_MSG_NOT_UTF8:
		return tz_find(findings, PACKAGE_XML_ENCODING, err, .file = name, .line = why->line, .found = why->detail);
	case TZ_MSG_XML_LIMIT:
		return tz_find(findings, PACKAGE_XML_LIMIT, err, .file = name);
	case TZ_MSG_XML_ROOT:
		return tz_find(findings, PACKAGE_XML_ROOT, err, .file = name, .found = why->detail);
	case TZ_MSG_XML_VERSION:
		return tz_find(findings, PACKAGE_XML_NEWER, err, .file = name, .found = why->detail);
	case TZ_MSG_LEDGER_OTHER_CATALOG:
		return tz_find(findings, PACKAGE_CATALOG_OTHER, err, .file = name, .expected = why->detail);
	default:
		return tz_find(findings, PACKAGE_XML, err, .file = name, .line = why->line,
			       .found = why->detail);
	}
}

/* The edition that calls itself built in must be the built-in one. */
static int compare_builtin(const struct taizhang_catalog *catalog, struct taizhang_findings *findings,
			   struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *ours = taizhang_catalog_builtin(taizhang_catalog_id(catalog), &why);
	struct tz_buffer one = TZ_BUFFER_INIT, other = TZ_BUFFER_INIT;
	int result = -1;

	if (!ours && why.code != TAIZHANG_E_NOT_FOUND)
		return tz_error_pass(err, &why);
	if (!ours || strcmp(taizhang_catalog_version(ours), taizhang_catalog_version(catalog)) != 0) {
		taizhang_catalog_free(ours);
		return 0;
	}
	if (tz_catalog_write(ours, &one, err) < 0 || tz_catalog_write(catalog, &other, err) < 0)
		goto out;
	result = 0;
	if (one.size != other.size || memcmp(one.data, other.data, one.size) != 0)
		result = tz_find(findings, PACKAGE_CATALOG_CHANGED, err, .file = TZ_CATALOG_XML,
				 .expected = taizhang_catalog_id(catalog));
out:
	tz_buffer_free(&one);
	tz_buffer_free(&other);
	taizhang_catalog_free(ours);
	return result;
}

static struct tz_xml_input input_of(const struct tz_bag *bag, const struct tz_bag_kept *kept, const char *name)
{
	const struct taizhang_limits *limits = bag->limits;

	return (struct tz_xml_input){
		.name = name, .data = kept->bytes, .size = kept->size, .limit = limits->xml_bytes,
		.depth = limits->xml_depth,
	};
}

/* *catalog is set to NULL where it cannot be used, which is told. findings is wanted. */
static int read_catalog(struct tz_bag *bag, struct taizhang_catalog **catalog,
			struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	struct tz_bag_kept *kept = tz_bag_kept(bag, TZ_CATALOG_XML);
	size_t errors = taizhang_findings_count(findings, TAIZHANG_ERROR);
	struct tz_xml_input input;

	*catalog = NULL;
	if (!kept)
		return tz_bag_find(bag, TZ_CATALOG_XML)
			? 0 : tz_find(findings, PACKAGE_CATALOG_NONE, err, .file = TZ_CATALOG_XML);
	input = input_of(bag, kept, TZ_CATALOG_XML);
	*catalog = tz_catalog_read(&input, findings, &why);
	if (!*catalog)
		return tell_unreadable(TZ_CATALOG_XML, &why, findings, err);
	if (taizhang_findings_count(findings, TAIZHANG_ERROR) > errors) {
		taizhang_catalog_free(*catalog);
		*catalog = NULL;
		return 0;
	}
	return compare_builtin(*catalog, findings, err);
}

int tz_package_read_manifest(struct taizhang_package *package, struct tz_bag *bag, const struct tz_xml_input *streamed,
			     struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	struct tz_bag_kept *kept = tz_bag_kept(bag, TZ_MANIFEST_XML);
	struct taizhang_catalog *catalog;
	struct tz_xml_input input;

	if (!kept && !streamed)
		return tz_bag_find(bag, TZ_MANIFEST_XML)
			? 0 : tz_find(findings, PACKAGE_MANIFEST_NONE, err, .file = TZ_MANIFEST_XML);
	if (read_catalog(bag, &catalog, findings, err) < 0) {
		taizhang_catalog_free(catalog);
		return -1;
	}
	if (!catalog)
		return 0;
	input = streamed ? *streamed : input_of(bag, kept, TZ_MANIFEST_XML);
	if (tz_manifest_read(&input, catalog, &package->manifest, &package->ledger, findings, &why) == 0)
		return 0;
	tz_manifest_free(&package->manifest);
	package->manifest.time = -1;
	return tell_unreadable(TZ_MANIFEST_XML, &why, findings, err);
}

int tz_package_each_file(const struct taizhang_package *package, tz_package_visit visit, void *context,
			 struct taizhang_error *err)
{
	const struct taizhang_catalog *catalog = taizhang_ledger_catalog(package->ledger);

	for (size_t i = 0; i < taizhang_catalog_num_items(catalog); i++) {
		const struct tz_ledger_item *item =
			tz_ledger_item(package->ledger, taizhang_catalog_get_item(catalog, i));

		for (size_t j = 0; j < item->num_records; j++)
			for (size_t k = 0; k < item->records[j]->num_files; k++)
				if (visit(context, item->records[j], &item->records[j]->files[k], err) < 0)
					return -1;
	}
	return 0;
}

struct taizhang_package *tz_package_open(const struct taizhang_input *input,
					 const struct tz_container_options *options,
					 const struct taizhang_progress *progress,
					 struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_bag_options reading = {.tags_only = true};
	struct taizhang_findings *own = NULL;
	struct taizhang_package *package = NULL;
	struct tz_bag bag = {0};
	struct tz_container *c;
	bool usable = false;

	if (progress)
		reading.progress = *progress;
	c = tz_container_open(input, options, err);
	if (!c)
		return NULL;
	if (!findings)
		findings = own = taizhang_findings_new(err);
	if (!findings)
		goto out;
	/* what is wrong with the container or the bag is for verifying to tell */
	if (tz_bag_read(&bag, c, &reading, NULL, err) < 0 ||
	    tz_bag_read_declaration(&bag, NULL, err) < 0)
		goto out;
	package = tz_package_of_bag(&bag, c, err);
	if (!package || tz_package_read_manifest(package, &bag, NULL, findings, err) < 0)
		goto out;
	usable = package->ledger != NULL;
	if (!usable)
		tz_error_set(err, TAIZHANG_E_FORMAT, TZ_MSG_NOT_A_PACKAGE, input->name);
out:
	if (!usable) {
		taizhang_package_free(package);
		package = NULL;
	}
	taizhang_findings_free(own);
	tz_bag_free(&bag);
	tz_container_close(c);
	return package;
}

TAIZHANG_API struct taizhang_package *taizhang_package_open_input(const struct taizhang_input *input,
								   const struct taizhang_limits *limits,
								   struct taizhang_findings *findings,
								   struct taizhang_error *err)
{
	const struct tz_container_options options = {.limits = limits};
	struct taizhang_input taken;

	if (tz_input_take(&taken, input, err) < 0)
		return NULL;
	return tz_package_open(&taken, &options, NULL, findings, err);
}

TAIZHANG_API struct taizhang_package *taizhang_package_open(const char *path,
							    const struct taizhang_limits *limits,
							    struct taizhang_findings *findings,
							    struct taizhang_error *err)
{
	const struct taizhang_input input = tz_input_of_path(path);

	return taizhang_package_open_input(&input, limits, findings, err);
}

TAIZHANG_API void taizhang_package_free(struct taizhang_package *package)
{
	if (!package)
		return;
	free(package->root);
	tz_manifest_free(&package->manifest);
	taizhang_ledger_free(package->ledger);
	free(package);
}

TAIZHANG_API enum taizhang_format taizhang_package_format(const struct taizhang_package *package)
{
	return package ? package->format : TAIZHANG_FORMAT_NONE;
}

TAIZHANG_API const char *taizhang_package_root(const struct taizhang_package *package)
{
	return package ? package->root : "";
}

TAIZHANG_API const char *taizhang_package_id(const struct taizhang_package *package)
{
	return package ? package->id : "";
}

TAIZHANG_API const char *taizhang_package_producer(const struct taizhang_package *package)
{
	return package && package->manifest.producer ? package->manifest.producer : "";
}

TAIZHANG_API const char *taizhang_package_version(const struct taizhang_package *package)
{
	return package ? package->manifest.version : "";
}

TAIZHANG_API int64_t taizhang_package_time(const struct taizhang_package *package)
{
	return package ? package->manifest.time : -1;
}

TAIZHANG_API unsigned int taizhang_package_digests(const struct taizhang_package *package)
{
	return package ? package->digests : 0;
}

TAIZHANG_API uint64_t taizhang_package_files(const struct taizhang_package *package)
{
	return package ? package->files : 0;
}

TAIZHANG_API uint64_t taizhang_package_bytes(const struct taizhang_package *package)
{
	return package ? package->bytes : 0;
}

TAIZHANG_API const char *taizhang_package_bagit_version(const struct taizhang_package *package)
{
	return package ? package->bagit_version : "";
}

TAIZHANG_API const struct taizhang_ledger *taizhang_package_ledger(const struct taizhang_package *package)
{
	return package ? package->ledger : NULL;
}

TAIZHANG_API const char *taizhang_package_tags(const struct taizhang_package *package)
{
	return package ? package->tags : "";
}

TAIZHANG_API unsigned int taizhang_package_part(const struct taizhang_package *package)
{
	return package ? package->manifest.part : 0;
}

TAIZHANG_API unsigned int taizhang_package_parts(const struct taizhang_package *package)
{
	return package ? package->manifest.parts : 0;
}

TAIZHANG_API const char *taizhang_package_whole(const struct taizhang_package *package)
{
	return package ? package->manifest.whole : "";
}

TAIZHANG_API uint64_t taizhang_package_whole_files(const struct taizhang_package *package)
{
	return package ? package->manifest.whole_files : 0;
}

TAIZHANG_API uint64_t taizhang_package_whole_bytes(const struct taizhang_package *package)
{
	return package ? package->manifest.whole_bytes : 0;
}

TAIZHANG_API size_t taizhang_package_num_bases(const struct taizhang_package *package)
{
	return package ? package->manifest.num_bases : 0;
}

TAIZHANG_API int taizhang_package_get_base(const struct taizhang_package *package, size_t index,
					   const char **id, const char **tags, const char **root)
{
	if (!package || index >= package->manifest.num_bases)
		return -1;
	if (id)
		*id = package->manifest.bases[index].id;
	if (tags)
		*tags = package->manifest.bases[index].tags;
	if (root)
		*root = package->manifest.bases[index].root;
	return 0;
}

TAIZHANG_API size_t taizhang_package_num_declared(const struct taizhang_package *package)
{
	return package ? package->manifest.num_declared : 0;
}

TAIZHANG_API int taizhang_package_get_declared(const struct taizhang_package *package, size_t index,
					       const char **item, const char **id,
					       enum taizhang_severity *severity, size_t *count)
{
	const struct tz_declared *declared;

	if (!package || index >= package->manifest.num_declared)
		return -1;
	declared = &package->manifest.declared[index];
	if (item)
		*item = declared->item;
	if (id)
		*id = declared->id;
	if (severity)
		*severity = declared->severity;
	if (count)
		*count = declared->count;
	return 0;
}

TAIZHANG_API const char *taizhang_file_package_path(const struct taizhang_file *file)
{
	const char *path = file ? tz_file_package_path(file) : NULL;

	return path ? path : "";
}

TAIZHANG_API unsigned int taizhang_file_carried(const struct taizhang_file *file)
{
	return file ? tz_file_carried(file) : 0;
}

TAIZHANG_API const char *taizhang_file_sm3(const struct taizhang_file *file, char hex[TAIZHANG_DIGEST_HEX_SIZE])
{
	*hex = '\0';
	return file ? tz_file_sm3(file, hex) : hex;
}
