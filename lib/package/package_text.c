/* SPDX-License-Identifier: MIT */
/* package_text.c: a package for people and for programs: identity, counts, what its sender declared, the verdict. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "package/package_whole.h"
#include "render/describe.h"
#include "render/heading.h"
#include "render/label.h"
#include "render/layout.h"

/* The time for people: 2017-08-05T09:30:00Z as 2017-08-05 09:30 UTC; "" where there is none. */
static const char *time_text(int64_t time, char buf[TZ_TIME_SIZE + 4])
{
	buf[0] = '\0';
	if (time < 0)
		return buf;
	tz_time_format(time, buf);
	buf[10] = ' ';
	strcpy(buf + 16, " UTC");
	return buf;
}

static void list_digests(struct tz_buffer *out, unsigned int set)
{
	for (unsigned int bit = 1; bit <= set; bit <<= 1)
		if (set & bit)
			tz_buffer_printf(out, "%s%s", out->size ? " " : "", taizhang_digest_name(bit));
}

static void write_line(struct tz_grid *grid, enum tz_label label, enum taizhang_lang lang, const char *value)
{
	if (!value || !*value)
		return;
	tz_grid_add(grid, tz_label(label, lang));
	tz_grid_add(grid, value);
}

/* What a part or a supplement is a part of. */
static void write_whole(struct tz_grid *grid, const struct taizhang_package *package, enum taizhang_lang lang)
{
	const struct tz_manifest *manifest = &package->manifest;
	struct tz_buffer part = TZ_BUFFER_INIT, files = TZ_BUFFER_INIT;

	if (!manifest->whole[0])
		return;
	if (manifest->parts > 0)
		tz_label_fill(&part, PACKAGE_PART_OF, lang, {"part", TZ_COUNT(manifest->part)},
			      {"parts", TZ_COUNT(manifest->parts)});
	tz_label_fill(&files, PACKAGE_PAYLOAD, lang, {"files", TZ_COUNT(manifest->whole_files)},
		      {"bytes", TZ_COUNT(manifest->whole_bytes)});
	write_line(grid, TZ_L_PACKAGE_PART, lang, tz_buffer_text(&part));
	write_line(grid, TZ_L_PACKAGE_WHOLE, lang, tz_buffer_text(&files));
	write_line(grid, TZ_L_PACKAGE_WHOLE_ID, lang, manifest->whole);
	for (size_t i = 0; i < manifest->num_bases; i++) {
		struct tz_buffer base = TZ_BUFFER_INIT;

		tz_buffer_printf(&base, "%s  %s", manifest->bases[i].root, manifest->bases[i].id);
		write_line(grid, TZ_L_PACKAGE_BASE, lang, tz_buffer_text(&base));
		grid->failed = grid->failed || base.failed;
		tz_buffer_free(&base);
	}
	grid->failed = grid->failed || part.failed || files.failed;
	tz_buffer_free(&part);
	tz_buffer_free(&files);
}

static void write_identity(struct tz_buffer *out, const struct taizhang_package *package,
			   enum taizhang_lang lang)
{
	struct tz_grid grid = {.columns = 2};
	struct tz_buffer text = TZ_BUFFER_INIT, digests = TZ_BUFFER_INIT;
	char time[TZ_TIME_SIZE + 4];

	list_digests(&digests, package->digests);
	tz_label_fill(&text, PACKAGE_PAYLOAD, lang, {"files", TZ_COUNT(package->files)},
		      {"bytes", TZ_COUNT(package->bytes)});
	write_line(&grid, TZ_L_PACKAGE_ROOT, lang, package->root);
	write_line(&grid, TZ_L_PACKAGE_ID, lang, package->id);
	write_line(&grid, TZ_L_PACKAGE_FORMAT, lang, taizhang_format_name(package->format));
	write_line(&grid, TZ_L_PACKAGE_BAGIT, lang, package->bagit_version);
	write_line(&grid, TZ_L_PACKAGE_DIGESTS, lang, tz_buffer_text(&digests));
	write_line(&grid, TZ_L_PACKAGE_FILES, lang, tz_buffer_text(&text));
	write_whole(&grid, package, lang);
	write_line(&grid, TZ_L_PACKAGE_VERSION, lang, package->manifest.version);
	write_line(&grid, TZ_L_PACKAGE_PRODUCER, lang, package->manifest.producer);
	write_line(&grid, TZ_L_PACKAGE_TIME, lang, time_text(package->manifest.time, time));
	if (package->ledger) {
		write_line(&grid, TZ_L_REVISION, lang, TZ_COUNT(taizhang_ledger_revision(package->ledger)));
		write_line(&grid, TZ_L_PACKAGE_SUPERSEDES, lang, taizhang_ledger_supersedes(package->ledger));
	}
	grid.failed = grid.failed || text.failed || digests.failed;
	tz_grid_write(&grid, out, 0);
	tz_buffer_free(&text);
	tz_buffer_free(&digests);
}

static void write_declared(struct tz_buffer *out, const struct taizhang_package *package,
			   enum taizhang_lang lang)
{
	struct tz_grid grid = {.columns = 4, .right = 1u << 3, .indent = 2};

	if (package->manifest.num_declared == 0)
		return;
	tz_buffer_text_add(out, "\n");
	tz_buffer_text_add(out, tz_label(TZ_L_PACKAGE_DECLARED, lang));
	tz_buffer_text_add(out, "\n");
	for (size_t i = 0; i < package->manifest.num_declared; i++) {
		const struct tz_declared *declared = &package->manifest.declared[i];

		tz_grid_add(&grid, taizhang_severity_label(declared->severity, lang));
		tz_grid_add(&grid, declared->item);
		tz_grid_add(&grid, declared->id);
		tz_grid_number(&grid, declared->count);
	}
	tz_grid_write(&grid, out, 0);
}

static bool is_valid(const struct taizhang_findings *findings)
{
	return taizhang_findings_count(findings, TAIZHANG_ERROR) == 0;
}

static enum tz_label choose_verdict(const struct taizhang_package *package, const struct taizhang_findings *findings)
{
	if (!is_valid(findings))
		return TZ_L_PACKAGE_INVALID;
	if (package->ledger && package->judged != TZ_JUDGED_TOGETHER && !tz_package_is_complete(package))
		return TZ_L_PACKAGE_VALID_ALONE;
	if (package->manifest.num_declared)
		return TZ_L_PACKAGE_VALID_INCOMPLETE;
	return package->judged == TZ_JUDGED_TOGETHER ? TZ_L_PACKAGE_VALID_TOGETHER : TZ_L_PACKAGE_VALID;
}

static int write_verdict(struct tz_buffer *out, const struct taizhang_package *package,
			 const struct taizhang_findings *findings,
			 const struct taizhang_render_options *options, struct taizhang_error *err)
{
	enum tz_label verdict = choose_verdict(package, findings);
	char *list = taizhang_render_findings(findings, NULL, options, err);

	if (!list)
		return -1;
	tz_buffer_text_add(out, "\n");
	tz_buffer_text_add(out, list);
	tz_buffer_text_add(out, "\n");
	tz_buffer_text_add(out, tz_label(verdict, options->lang));
	tz_buffer_text_add(out, "\n");
	taizhang_text_free(list);
	return 0;
}

static char *make_text(const struct taizhang_package *package, const struct taizhang_findings *findings,
		       const struct taizhang_render_options *options, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;

	if (package->ledger)
		tz_heading_write(&out, package->ledger, options->lang);
	write_identity(&out, package, options->lang);
	write_declared(&out, package, options->lang);
	if (findings && write_verdict(&out, package, findings, options, err) < 0) {
		tz_buffer_free(&out);
		return NULL;
	}
	return tz_buffer_take(&out, err);
}

void tz_package_describe_whole(struct tz_json *j, const struct taizhang_package *package)
{
	const struct tz_manifest *manifest = &package->manifest;

	if (!manifest->whole[0])
		return;
	if (manifest->parts > 0) {
		tz_json_integer(j, "part", manifest->part);
		tz_json_integer(j, "parts", manifest->parts);
	}
	tz_json_text(j, "whole", manifest->whole);
	tz_json_integer(j, "whole_files", (int64_t)manifest->whole_files);
	tz_json_integer(j, "whole_bytes", (int64_t)manifest->whole_bytes);
	tz_json_begin_array(j, "bases");
	for (size_t i = 0; i < manifest->num_bases; i++) {
		tz_json_begin_object(j, NULL);
		tz_json_text(j, "id", manifest->bases[i].id);
		tz_json_text(j, "tags", manifest->bases[i].tags);
		tz_json_text(j, "root", manifest->bases[i].root);
		tz_json_end(j);
	}
	tz_json_end(j);
	if (package->judged)
		tz_json_text(j, "judged", package->judged == TZ_JUDGED_TOGETHER ? "together" : "alone");
}

static void describe_package(struct tz_json *j, const struct taizhang_package *package)
{
	char time[TZ_TIME_SIZE];

	tz_json_begin_object(j, "package");
	tz_json_text(j, "format", taizhang_format_name(package->format));
	tz_json_text(j, "root", package->root);
	tz_json_text_if(j, "id", package->id);
	tz_json_text_if(j, "bagit", package->bagit_version);
	tz_json_begin_array(j, "digests");
	for (unsigned int bit = 1; bit <= package->digests; bit <<= 1)
		if (package->digests & bit)
			tz_json_text(j, NULL, taizhang_digest_name(bit));
	tz_json_end(j);
	tz_json_integer(j, "files", (int64_t)package->files);
	tz_json_integer(j, "bytes", (int64_t)package->bytes);
	tz_json_text_if(j, "version", package->manifest.version);
	tz_json_text_if(j, "producer", package->manifest.producer);
	if (package->manifest.time >= 0)
		tz_json_text(j, "time", tz_time_format(package->manifest.time, time));
	tz_package_describe_whole(j, package);
	tz_json_begin_array(j, "declared");
	for (size_t i = 0; i < package->manifest.num_declared; i++) {
		const struct tz_declared *declared = &package->manifest.declared[i];

		tz_json_begin_object(j, NULL);
		tz_json_text_if(j, "item", declared->item);
		tz_json_text(j, "id", declared->id);
		tz_json_text(j, "severity", taizhang_severity_name(declared->severity));
		tz_json_integer(j, "count", (int64_t)declared->count);
		tz_json_end(j);
	}
	tz_json_end(j);
	tz_json_end(j);
}

static char *make_json(const struct taizhang_package *package, const struct taizhang_findings *findings,
		       const struct taizhang_render_options *options, struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	describe_package(j, package);
	if (package->ledger)
		tz_describe_ledger(j, "ledger", package->ledger, options->lang);
	if (findings) {
		tz_json_boolean(j, "valid", is_valid(findings));
		tz_describe_findings(j, findings, NULL, options->lang);
	}
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_package_text(const struct taizhang_package *package,
					 const struct taizhang_findings *findings,
					 const struct taizhang_render_options *options,
					 struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!package) {
		tz_error_inval(err, "package");
		return NULL;
	}
	return o.json ? make_json(package, findings, &o, err) : make_text(package, findings, &o, err);
}
