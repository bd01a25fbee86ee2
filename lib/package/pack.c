/* SPDX-License-Identifier: MIT */
/* pack.c: decides whether and how a ledger is packed: options, target, the check, the payload. */
#include <taizhang/package.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <taizhang/check.h>
#include <taizhang/version.h>

#include "api.h"
#include "base/array.h"
#include "base/date.h"
#include "base/error.h"
#include "base/file.h"
#include "base/path.h"
#include "check/check.h"
#include "ledger/ledger.h"
#include "package/pack_base.h"
#include "package/pack_plan.h"
#include "package/pack_set.h"
#include "package/pack_write.h"

#define ALL_DIGESTS (TAIZHANG_DIGEST_SHA256 | TAIZHANG_DIGEST_SM3)

static int refuse(const struct tz_pack *p, size_t errors, struct taizhang_error *err)
{
	if (!errors || p->options.allow_incomplete)
		return 0;
	return tz_error_number(err, TAIZHANG_E_REFUSED, TZ_MSG_PACK_REFUSED, p->target, (int64_t)errors);
}

static size_t count_marks(const struct taizhang_findings *findings)
{
	return tz_findings_count_id(findings, TZ_F_CLASSIFIED_MARK) + tz_findings_count_id(findings, TZ_F_ENTERED_CLASSIFIED);
}

/* What the files say is told, and stands in no package: another machine may read more of them, or less. */
static int check_contents(struct tz_pack *p, struct taizhang_check_options *options, struct taizhang_findings *findings,
			  struct taizhang_error *err)
{
	const size_t errors = taizhang_findings_count(findings, TAIZHANG_ERROR), marks = count_marks(findings);

	options->inspect = true;
	options->threads = p->options.threads;
	/* The ledger's folder is only read. */
	options->remember = false;
	options->progress = p->options.progress;
	if (tz_check_contents(p->ledger, options, NULL, findings, err) != 0)
		return -1;
	/* What is incomplete may be sent, what is classified may not. */
	if (count_marks(findings) > marks)
		return tz_error_number(err, TAIZHANG_E_REFUSED, TZ_MSG_PACK_CLASSIFIED, p->target,
				       (int64_t)(count_marks(findings) - marks));
	return refuse(p, taizhang_findings_count(findings, TAIZHANG_ERROR) - errors, err);
}

/* The check of the day of the package, which decides whether there will be one. */
static int check(struct tz_pack *p, struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;
	size_t num = taizhang_findings_num(findings);
	size_t errors = taizhang_findings_count(findings, TAIZHANG_ERROR);
	size_t warnings = taizhang_findings_count(findings, TAIZHANG_WARNING);

	options.date = tz_date_of_time(p->manifest.time);
	options.progress.cancel = p->options.progress.cancel;
	options.progress.data = p->options.progress.data;
	if (taizhang_check(p->ledger, &options, findings, err) != 0)
		return -1;
	p->errors = taizhang_findings_count(findings, TAIZHANG_ERROR) - errors;
	p->warnings = taizhang_findings_count(findings, TAIZHANG_WARNING) - warnings;
	if (refuse(p, p->errors, err) != 0 ||
	    (p->errors && tz_manifest_declare_findings(&p->manifest, findings, num, err) != 0))
		return -1;
	return p->options.inspect ? check_contents(p, &options, findings, err) : 0;
}

/* What is in the materials would be taken for one by the next scan; and nothing replaces the ledger's own files. */
static int check_place(const struct tz_pack *p, struct taizhang_error *err)
{
	const char *directory = taizhang_ledger_directory(p->ledger), *base = tz_path_base(p->target);
	char *materials = tz_path_join(directory, TZ_LEDGER_MATERIALS, err);
	bool in_materials = false, in_ledger = false;
	int result;

	if (!materials)
		return -1;
	result = tz_file_is_inside(p->target, materials, &in_materials, err) != 0 ||
		 tz_file_is_inside(p->target, directory, &in_ledger, err) != 0;
	free(materials);
	if (result != 0)
		return -1;
	if (in_materials || (in_ledger && (strcmp(base, TZ_LEDGER_XML) == 0 ||
					   strcmp(base, TZ_LEDGER_CATALOG_XML) == 0)))
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_PACK_INSIDE, p->target);
	return 0;
}

static void free_pack(struct tz_pack *p)
{
	if (!p)
		return;
	tz_payload_free(&p->payload);
	tz_manifest_free(&p->manifest);
	free(p);
}

static struct tz_pack *new_pack(const struct taizhang_ledger *ledger, const char *target,
			     const struct taizhang_pack_options *options, struct taizhang_error *err)
{
	static const struct taizhang_pack_options defaults = TAIZHANG_PACK_OPTIONS_INIT;
	struct tz_pack *p = calloc(1, sizeof *p);
	const char *producer;

	if (!p) {
		tz_error_nomem(err);
		return NULL;
	}
	p->ledger = ledger;
	p->target = target;
	p->options = defaults;
	/* An older caller knows fewer options. */
	if (options)
		memcpy(&p->options, options, options->size < sizeof defaults ? options->size : sizeof defaults);
	producer = p->options.producer;
	p->manifest.producer = tz_strdup(producer ? producer : "libtaizhang " TAIZHANG_VERSION, err);
	p->manifest.digests = p->options.digests | TAIZHANG_DIGEST_SHA256;
	p->manifest.time = p->options.time >= 0 ? p->options.time : taizhang_ledger_changed(ledger);
	if (!p->manifest.producer) {
		free_pack(p);
		return NULL;
	}
	return p;
}

/* The options' format, or else that of the target's name, or else zip; NONE where it is none that is written. */
static enum taizhang_format choose_format(const struct tz_pack *p)
{
	enum taizhang_format format = p->options.format;

	if (format == TAIZHANG_FORMAT_NONE)
		format = taizhang_format_of_path(p->target);
	if (format == TAIZHANG_FORMAT_NONE)
		return TAIZHANG_FORMAT_ZIP;
	return format < TAIZHANG_FORMAT_DIRECTORY ? format : TAIZHANG_FORMAT_NONE;
}

static void count_carried(struct tz_pack *p, struct taizhang_pack_result *result)
{
	for (size_t i = 0; i < p->payload.num_files; i++) {
		bool in_base = p->payload.files[i].part == TZ_CARRIED_BASE;
		uint64_t size = taizhang_file_size(p->payload.files[i].file);

		*(in_base ? &result->base_files : &result->files) += 1;
		*(in_base ? &result->base_bytes : &result->bytes) += size;
	}
	p->carried = result->bytes;
}

static int run(struct tz_pack *p, struct taizhang_pack_result *result, struct taizhang_findings *findings,
	       struct taizhang_error *err)
{
	struct taizhang_pack_result packed = {.files = 0};
	unsigned int parts;

	p->format = choose_format(p);
	if (p->format == TAIZHANG_FORMAT_NONE)
		return tz_error_inval(err, "format");
	if (p->manifest.digests & ~(unsigned int)ALL_DIGESTS)
		return tz_error_inval(err, "digests");
	if (check_place(p, err) != 0 || check(p, findings, err) != 0 ||
	    tz_payload_make(&p->payload, p->ledger, p->errors > 0, err) != 0)
		return -1;
	if (p->payload.num_files == 0)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_PACK_EMPTY,
				    taizhang_ledger_directory(p->ledger));
	if (tz_pack_read_bases(p, &packed, findings, err) != 0)
		return -1;
	count_carried(p, &packed);
	if (tz_payload_id(&p->payload, p->whole, err) != 0 || tz_pack_plan(p, &parts, err) != 0 ||
	    tz_pack_write_set(p, parts, &packed, findings, err) != 0)
		return -1;
	if (p->options.progress.progress)
		p->options.progress.progress(p->options.progress.data, p->carried, p->carried, NULL);
	if (!result)
		return 0;
	strcpy(packed.id, parts > 0 ? p->whole : p->manifest.id);
	snprintf(packed.root, sizeof packed.root, "%s", p->payload.root);
	*result = packed;
	return 0;
}

TAIZHANG_API int taizhang_pack(const struct taizhang_ledger *ledger, const char *path,
			       const struct taizhang_pack_options *options,
			       struct taizhang_pack_result *result, struct taizhang_findings *findings,
			       struct taizhang_error *err)
{
	struct taizhang_findings *own = NULL;
	struct tz_pack *p = NULL;
	int status = -1;

	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (!path || !*path)
		return tz_error_inval(err, "path");
	if (!taizhang_ledger_directory(ledger))
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_PACK_NO_FOLDER, NULL);
	if (!findings)
		findings = own = taizhang_findings_new(err);
	if (findings)
		p = new_pack(ledger, path, options, err);
	if (p)
		status = run(p, result, findings, err);
	free_pack(p);
	taizhang_findings_free(own);
	return status;
}
