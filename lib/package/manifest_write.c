/* SPDX-License-Identifier: MIT */
/* manifest_write.c: writes manifest.xml. */
#include "package/manifest_write.h"

#include "base/date.h"
#include "base/xml_write.h"
#include "ledger/ledger.h"

/* The files of the payload come in the order in which the ledger's body is written. */
struct cursor {
	const struct tz_payload *payload;
	unsigned int part;	/* the one that is written */
	size_t next;
};

static void put_carried(struct tz_xml_writer *w, unsigned int part)
{
	if (part == TZ_CARRIED_BASE)
		tz_xml_put_attribute(w, "carried", "base");
	else
		tz_xml_put_integer(w, "carried", part);
}

static void put_place(void *context, struct tz_xml_writer *w, const struct taizhang_file *file)
{
	struct cursor *cursor = context;
	const struct tz_payload *payload = cursor->payload;
	const struct tz_payload_file *packed = NULL;

	if (cursor->next < payload->num_files && payload->files[cursor->next].file == file)
		packed = &payload->files[cursor->next++];
	else if (!taizhang_file_is_missing(file))
		tz_xml_put_attribute(w, "missing", "yes");
	tz_xml_put_attribute(w, "media-type", taizhang_file_media_type(file));
	if (!packed)
		return;
	tz_xml_put_attribute(w, "package-path", packed->path);
	if (packed->part == cursor->part)
		tz_xml_put_attribute(w, "sm3", packed->sm3);
	else
		put_carried(w, packed->part);
}

/* What this package is a part of, and what it stands on. */
static void put_whole(struct tz_xml_writer *w, const struct tz_manifest *manifest)
{
	tz_xml_put_attribute(w, "whole", manifest->whole);
	tz_xml_put_integer(w, "whole-files", (int64_t)manifest->whole_files);
	tz_xml_put_integer(w, "whole-bytes", (int64_t)manifest->whole_bytes);
	if (manifest->parts > 0) {
		tz_xml_put_integer(w, "part", manifest->part);
		tz_xml_put_integer(w, "parts", manifest->parts);
	}
	for (size_t i = 0; i < manifest->num_bases; i++) {
		tz_xml_begin(w, "base");
		tz_xml_put_attribute(w, "id", manifest->bases[i].id);
		tz_xml_put_attribute(w, "tags", manifest->bases[i].tags);
		tz_xml_put_attribute(w, "root", manifest->bases[i].root);
		tz_xml_end(w);
	}
}

static void put_package(struct tz_xml_writer *w, const struct tz_manifest *manifest)
{
	char time[TZ_TIME_SIZE];

	tz_xml_begin(w, "package");
	tz_xml_put_attribute(w, "id", manifest->id);
	tz_xml_put_attribute(w, "root", manifest->root);
	tz_xml_put_attribute(w, "time", tz_time_format(manifest->time, time));
	tz_xml_put_attribute(w, "producer", manifest->producer);
	tz_xml_put_integer(w, "files", (int64_t)manifest->files);
	tz_xml_put_integer(w, "bytes", (int64_t)manifest->bytes);
	tz_xml_put_attribute(w, "digests", manifest->digests & TAIZHANG_DIGEST_SM3 ? "sha256 sm3" : "sha256");
	if (manifest->whole[0])
		put_whole(w, manifest);
	tz_xml_end(w);
}

static void put_incomplete(struct tz_xml_writer *w, const struct tz_manifest *manifest)
{
	static const char *const severities[] = {
		[TAIZHANG_NOTE] = "note", [TAIZHANG_WARNING] = "warning", [TAIZHANG_ERROR] = "error",
	};

	tz_xml_begin(w, "incomplete");
	for (size_t i = 0; i < manifest->num_declared; i++) {
		const struct tz_declared *declared = &manifest->declared[i];

		tz_xml_begin(w, "declared");
		tz_xml_put_attribute(w, "item", declared->item);
		tz_xml_put_attribute(w, "id", declared->id);
		tz_xml_put_attribute(w, "severity", severities[declared->severity]);
		tz_xml_put_integer(w, "count", (int64_t)declared->count);
		tz_xml_end(w);
	}
	tz_xml_end(w);
}

int tz_manifest_write(const struct taizhang_ledger *ledger, const struct tz_manifest *manifest,
		      const struct tz_payload *payload, struct tz_buffer *out,
		      struct taizhang_error *err)
{
	struct tz_xml_writer *w = tz_xml_writer_new(out, err);
	struct cursor cursor = {payload, manifest->part, 0};

	if (!w)
		return -1;
	tz_xml_begin_root(w, "manifest", "urn:taizhang:manifest:1",
			  !tz_ledger_is_plain(ledger) ? TZ_PACKAGE_VERSION_MARKS
			  : manifest->whole[0]	      ? TZ_PACKAGE_VERSION_WHOLE : TZ_PACKAGE_VERSION);
	tz_ledger_write_body(w, ledger, put_place, &cursor);
	put_package(w, manifest);
	if (manifest->num_declared > 0)
		put_incomplete(w, manifest);
	return tz_xml_writer_finish(w, TZ_MANIFEST_XML, err);
}
