/* SPDX-License-Identifier: MIT */
/* manifest_read.c: reads manifest.xml: the ledger's body by the ledger's own reader, and what the package says of itself. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/error.h"
#include "ledger/ledger.h"
#include "package/package.h"

enum { PACKAGE = TZ_LEDGER_STATE_FREE, BASE, INCOMPLETE, DECLARED };

/* Nothing but a part or a supplement has them. */
static const char *const of_whole[] = {"whole-files", "whole-bytes", "part", "parts"};

static int refuse(struct tz_xml_reader *x, const char *name, const char *value, struct taizhang_error *err)
{
	char detail[128];

	snprintf(detail, sizeof detail, "%s=\"%.80s\"", name, value ? value : "");
	return tz_error_line(err, TAIZHANG_E_FORMAT, TZ_MSG_XML_SYNTAX, tz_xml_name(x), tz_xml_line(x), detail);
}

static int read_number(struct tz_xml_reader *x, const char *name, uint64_t *number,
		       struct taizhang_error *err)
{
	const char *value = tz_xml_attribute(x, name);
	size_t digits = value ? strspn(value, "0123456789") : 0;

	if (digits == 0 || value[digits])
		return refuse(x, name, value, err);
	errno = 0;
	*number = strtoull(value, NULL, 10);
	return errno ? refuse(x, name, value, err) : 0;
}

static int read_digests(struct tz_xml_reader *x, struct tz_manifest *manifest, struct taizhang_error *err)
{
	const char *value = tz_xml_attribute(x, "digests");
	char name[16];

	for (const char *at = value ? value : ""; *at; at += strspn(at, " ")) {
		size_t size = strcspn(at, " ");
		unsigned int digest = 0;

		if (size < sizeof name) {
			memcpy(name, at, size);
			name[size] = '\0';
			digest = taizhang_digest_from_name(name);
		}
		if (!digest)
			return refuse(x, "digests", value, err);
		manifest->digests |= digest;
		at += size;
	}
	return manifest->digests ? 0 : refuse(x, "digests", value, err);
}

static int read_digest(struct tz_xml_reader *x, const char *name, char out[TAIZHANG_DIGEST_HEX_SIZE],
		       struct taizhang_error *err)
{
	const char *value = tz_xml_attribute(x, name);
	size_t size = taizhang_digest_hex_length(TAIZHANG_DIGEST_SHA256);

	if (!value || strlen(value) != size || strspn(value, "0123456789abcdef") != size)
		return refuse(x, name, value, err);
	strcpy(out, value);
	return 0;
}

static int read_part(struct tz_xml_reader *x, struct tz_manifest *manifest, struct taizhang_error *err)
{
	uint64_t part, parts;

	if (!tz_xml_attribute(x, "part") && !tz_xml_attribute(x, "parts"))
		return 0;
	if (read_number(x, "part", &part, err) < 0 || read_number(x, "parts", &parts, err) < 0)
		return -1;
	if (parts == 0 || parts >= TZ_CARRIED_BASE)
		return refuse(x, "parts", tz_xml_attribute(x, "parts"), err);
	if (part == 0 || part > parts)
		return refuse(x, "part", tz_xml_attribute(x, "part"), err);
	manifest->part = (unsigned int)part;
	manifest->parts = (unsigned int)parts;
	return 0;
}

/* What a part or a supplement says of the package that it stands for. */
static int read_whole(struct tz_xml_reader *x, struct tz_manifest *manifest, struct taizhang_error *err)
{
	if (tz_xml_attribute(x, "whole")) {
		if (read_digest(x, "whole", manifest->whole, err) < 0 ||
		    read_number(x, "whole-files", &manifest->whole_files, err) < 0 ||
		    read_number(x, "whole-bytes", &manifest->whole_bytes, err) < 0)
			return -1;
		return read_part(x, manifest, err);
	}
	for (size_t i = 0; i < sizeof of_whole / sizeof of_whole[0]; i++)
		if (tz_xml_attribute(x, of_whole[i]))
			return refuse(x, "whole", NULL, err);
	return 0;
}

static int start_package(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_manifest *manifest = tz_ledger_reader_more(context);
	const char *value = tz_xml_attribute(x, "time");

	if (read_digest(x, "id", manifest->id, err) < 0)
		return -1;
	if (!value || tz_time_parse(value, &manifest->time, NULL) < 0)
		return refuse(x, "time", value, err);
	if (tz_set_string(&manifest->root, tz_xml_attribute(x, "root"), err) < 0 ||
	    tz_set_string(&manifest->producer, tz_xml_attribute(x, "producer"), err) < 0)
		return -1;
	if (read_number(x, "files", &manifest->files, err) < 0 ||
	    read_number(x, "bytes", &manifest->bytes, err) < 0)
		return -1;
	if (read_whole(x, manifest, err) < 0)
		return -1;
	return read_digests(x, manifest, err);
}

static int start_base(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_manifest *manifest = tz_ledger_reader_more(context);
	char id[TAIZHANG_DIGEST_HEX_SIZE], tags[TAIZHANG_DIGEST_HEX_SIZE];
	const char *root;

	if (!manifest->whole[0])
		return refuse(x, "whole", NULL, err);
	if (read_digest(x, "id", id, err) < 0 || read_digest(x, "tags", tags, err) < 0)
		return -1;
	root = tz_xml_attribute(x, "root");
	return root ? tz_manifest_add_base(manifest, id, tags, root, err) : refuse(x, "root", root, err);
}

static int start_declared(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_manifest *manifest = tz_ledger_reader_more(context);
	const char *value = tz_xml_attribute(x, "severity");
	enum taizhang_severity severity = value ? taizhang_severity_value(value) : 0;
	char item[64], id[64];
	uint64_t count;

	if (!severity)
		return refuse(x, "severity", value, err);
	if (read_number(x, "count", &count, err) < 0)
		return -1;
	value = tz_xml_attribute(x, "item");
	snprintf(item, sizeof item, "%s", value ? value : "");
	value = tz_xml_attribute(x, "id");
	if (!value || !*value)
		return refuse(x, "id", value, err);
	snprintf(id, sizeof id, "%s", value);
	return tz_manifest_declare(manifest, item, id, severity, (size_t)count, err);
}

static const struct tz_xml_element elements[] = {
	{TZ_LEDGER_STATE_ROOT, "package", PACKAGE, false, start_package, NULL},
	{PACKAGE, "base", BASE, false, start_base, NULL},
	{TZ_LEDGER_STATE_ROOT, "incomplete", INCOMPLETE, false, NULL, NULL},
	{INCOMPLETE, "declared", DECLARED, false, start_declared, NULL},
	{0, NULL, 0, false, NULL, NULL},
};

int tz_manifest_read(const struct tz_xml_input *input, struct taizhang_catalog *catalog,
		     struct tz_manifest *manifest, struct taizhang_ledger **ledger,
		     struct taizhang_findings *findings, struct taizhang_error *err)
{
	static const struct tz_xml_document document = {
		.ns = "urn:taizhang:manifest:1",
		.root = "manifest",
		.major = 1,
		.minor = 2,
		.schema = "schema/manifest.xsd",
	};
	int minor;

	manifest->time = -1;
	*ledger = tz_ledger_read(&document, input, catalog, elements, manifest, findings, err);
	if (!*ledger) {
		taizhang_catalog_free(catalog);
		return -1;
	}
	minor = (*ledger)->minor;
	/* 1.0 is of whole packages, 1.1 of others, 1.2 of either; a newer form may have other packages that are not whole */
	if (!manifest->id[0] || (minor < document.minor && (minor == 1) != (manifest->whole[0] != '\0'))) {
		taizhang_ledger_free(*ledger);
		*ledger = NULL;
		return tz_error_detail(err, TAIZHANG_E_FORMAT, TZ_MSG_XML_SYNTAX, input->name,
				       manifest->id[0] ? "<package whole>" : "<package/>");
	}
	snprintf(manifest->version, sizeof manifest->version, "%d.%d", document.major, minor);
	/* the ledger in it has versions of its own */
	if (minor <= document.minor)
		(*ledger)->minor = 0;
	return 0;
}
