/* SPDX-License-Identifier: MIT */
/* receipt.c: the receiver's answer: gathers what it says, and writes it as JSON and as a page. */
#include "package/receipt.h"

#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/path.h"
#include "base/reader.h"
#include "base/replace_set.h"
#include "base/text.h"
#include "finding/finding.h"
#include "ledger/scan.h"
#include "package/package_whole.h"

#define RECEIPT_VERSION "1.0"
#define TEXT_SIZE 2048			/* of a finding's sentence */

/* The whole file once more: a zip was read in the order of its directory, not of its bytes. */
static int digest_file(const char *path, struct tz_receipt *receipt, struct taizhang_error *err)
{
	struct tz_digest *digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	char *block = malloc(TZ_READER_BLOCK);
	struct tz_reader reader = TZ_READER_INIT;
	struct tz_digest_values values;
	size_t got = 1;
	int result = -1;

	if (!block)
		tz_error_nomem(err);
	if (!digest || !block || tz_reader_open(&reader, path, err) < 0)
		goto out;
	while (got) {
		if (tz_reader_read(&reader, block, TZ_READER_BLOCK, &got, path, err) < 0 ||
		    tz_digest_update(digest, block, got, err) < 0)
			goto out;
		receipt->file_bytes += got;
	}
	if (tz_digest_final(digest, &values, err) < 0)
		goto out;
	strcpy(receipt->file_digest, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)]);
	result = 0;
out:
	tz_reader_close(&reader);
	tz_digest_free(digest);
	free(block);
	return result;
}

static int add_row(struct tz_receipt *receipt, const struct taizhang_finding *first, struct taizhang_error *err)
{
	struct tz_receipt_row *row;
	char text[TEXT_SIZE];

	if (tz_array_grow(&receipt->rows, receipt->num_rows, &receipt->rows_capacity, sizeof *receipt->rows, err) < 0)
		return -1;
	row = &receipt->rows[receipt->num_rows++];
	row->first = first;
	row->count = tz_findings_count_id(receipt->findings, tz_finding_number(first));
	/* no sentence is empty: there was no memory to make it */
	if (!taizhang_finding_text(first, TAIZHANG_LANG_ZH, text, sizeof text))
		return tz_error_nomem(err);
	row->text = tz_strdup(text, err);
	return row->text ? 0 : -1;
}

/* One row an id, the most severe first. */
static int count_by_id(struct tz_receipt *receipt, struct taizhang_error *err)
{
	bool counted[TZ_NUM_FINDING_IDS] = {false};

	for (enum taizhang_severity s = TAIZHANG_ERROR; s >= TAIZHANG_NOTE; s--)
		for (size_t i = 0; i < taizhang_findings_num(receipt->findings); i++) {
			const struct taizhang_finding *finding = taizhang_findings_get(receipt->findings, i);
			enum tz_finding_id id = tz_finding_number(finding);

			if (counted[id] || taizhang_finding_severity(finding) != s)
				continue;
			if (add_row(receipt, finding, err) < 0)
				return -1;
			counted[id] = true;
		}
	return 0;
}

static void write_package(struct tz_json *j, const struct tz_receipt *receipt)
{
	const struct taizhang_package *package = receipt->package;
	char time[TZ_TIME_SIZE];

	tz_json_begin_object(j, "package");
	tz_json_text(j, "id", taizhang_package_id(package));
	tz_json_text(j, "root", receipt->root);
	tz_json_text(j, "format", taizhang_format_name(taizhang_package_format(package)));
	tz_json_text_if(j, "version", taizhang_package_version(package));
	tz_json_text_if(j, "producer", taizhang_package_producer(package));
	if (taizhang_package_time(package) >= 0)
		tz_json_text(j, "time", tz_time_format(taizhang_package_time(package), time));
	tz_json_text_if(j, "file", receipt->file);
	tz_json_text_if(j, "sha256", receipt->file_digest);
	if (receipt->file_digest[0])
		tz_json_integer(j, "bytes", (int64_t)receipt->file_bytes);
	tz_json_integer(j, "payload_files", (int64_t)taizhang_package_files(package));
	tz_json_integer(j, "payload_bytes", (int64_t)taizhang_package_bytes(package));
	tz_package_describe_whole(j, package);
	tz_json_boolean(j, "declared_incomplete", taizhang_package_num_declared(package) > 0);
	tz_json_end(j);
}

static void write_ledger(struct tz_json *j, const struct taizhang_ledger *ledger)
{
	if (!ledger)
		return;
	tz_json_begin_object(j, "ledger");
	tz_json_text(j, "city", taizhang_ledger_city(ledger));
	tz_json_integer(j, "year", taizhang_ledger_year(ledger));
	tz_json_text_if(j, "unit", taizhang_ledger_unit(ledger));
	tz_json_integer(j, "revision", taizhang_ledger_revision(ledger));
	tz_json_text_if(j, "supersedes", taizhang_ledger_supersedes(ledger));
	tz_json_text(j, "catalog", taizhang_catalog_id(taizhang_ledger_catalog(ledger)));
	tz_json_integer(j, "items", (int64_t)taizhang_ledger_num_items(ledger));
	tz_json_end(j);
}

static void write_findings(struct tz_json *j, const struct tz_receipt *receipt)
{
	tz_json_begin_object(j, "counts");
	for (enum taizhang_severity s = TAIZHANG_ERROR; s >= TAIZHANG_NOTE; s--)
		tz_json_integer(j, taizhang_severity_name(s),
				(int64_t)taizhang_findings_count(receipt->findings, s));
	tz_json_end(j);
	tz_json_begin_array(j, "findings");
	for (size_t i = 0; i < receipt->num_rows; i++) {
		const struct taizhang_finding *first = receipt->rows[i].first;

		tz_json_begin_object(j, NULL);
		tz_json_text(j, "id", taizhang_finding_id(first));
		tz_json_text(j, "severity", taizhang_severity_name(taizhang_finding_severity(first)));
		tz_json_text(j, "aspect", taizhang_aspect_name(taizhang_finding_aspect(first)));
		tz_json_integer(j, "count", (int64_t)receipt->rows[i].count);
		tz_json_text(j, "first", receipt->rows[i].text);
		tz_json_end(j);
	}
	tz_json_end(j);
}

static char *receipt_json(const struct tz_receipt *receipt, struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_json_text(j, "receipt", RECEIPT_VERSION);
	tz_json_text(j, "verdict", receipt->valid ? "valid" : "not-valid");
	tz_json_text(j, "time", receipt->time);
	tz_json_text_if(j, "receiver", receipt->receiver);
	write_package(j, receipt);
	write_ledger(j, taizhang_package_ledger(receipt->package));
	write_findings(j, receipt);
	return tz_json_finish(j, err);
}

/* One form more to be put in its place; where the path is NULL, there is none. */
static int prepare(struct tz_replace *files, size_t *num, const char *path, const void *data, size_t size,
		   struct taizhang_error *err)
{
	if (!path)
		return 0;
	if (tz_replace_begin(&files[*num], path, false, err) < 0)
		return -1;
	return tz_replace_write(&files[(*num)++], data, size, err);
}

static int write_forms(const struct tz_receipt *receipt, const char *json_path, const char *page_path,
		       struct taizhang_error *err)
{
	struct tz_replace files[2] = {TZ_REPLACE_INIT, TZ_REPLACE_INIT};
	struct tz_buffer page = TZ_BUFFER_INIT;
	char *json = json_path ? receipt_json(receipt, err) : NULL;
	size_t num = 0;
	int result = -1;

	if ((!json_path || json) && (!page_path || tz_receipt_page(receipt, &page, err) == 0) &&
	    prepare(files, &num, json_path, json, json ? strlen(json) : 0, err) == 0 &&
	    prepare(files, &num, page_path, page.data, page.size, err) == 0)
		result = tz_replace_commit_all(files, num, err);
	for (size_t i = 0; i < num; i++)
		tz_replace_abort(&files[i]);
	tz_buffer_free(&page);
	free(json);
	return result;
}

TAIZHANG_API int taizhang_receipt_write(const struct taizhang_package *package,
					const struct taizhang_findings *findings,
					const struct taizhang_receipt_options *options, const char *json_path,
					const char *page_path, struct taizhang_error *err)
{
	struct taizhang_receipt_options o = TAIZHANG_RECEIPT_OPTIONS_INIT;
	struct tz_receipt receipt = {.package = package, .findings = findings};
	int result = -1;

	if (!package)
		return tz_error_inval(err, "package");
	if (!findings)
		return tz_error_inval(err, "findings");
	if (options)
		memcpy(&o, options, options->size < sizeof o ? options->size : sizeof o);
	receipt.receiver = o.receiver ? o.receiver : "";
	if (!tz_text_is_utf8(receipt.receiver, strlen(receipt.receiver)))
		return tz_error_inval(err, "receiver");
	receipt.valid = taizhang_findings_count(findings, TAIZHANG_ERROR) == 0;
	tz_time_format(o.time, receipt.time);
	if (!o.path) {
		strcpy(receipt.file_digest, package->stream_digest);
		receipt.file_bytes = package->stream_bytes;
	}
	/* names on disk may be of another encoding: they are told as the ledger would tell them */
	receipt.file = tz_scan_fit_name(o.path ? tz_path_base(o.path) : "", err);
	receipt.root = tz_scan_fit_name(taizhang_package_root(package), err);
	if (receipt.file && receipt.root && count_by_id(&receipt, err) == 0 &&
	    (!o.path || taizhang_package_format(package) == TAIZHANG_FORMAT_DIRECTORY ||
	     digest_file(o.path, &receipt, err) == 0))
		result = write_forms(&receipt, json_path, page_path, err);
	for (size_t i = 0; i < receipt.num_rows; i++)
		free(receipt.rows[i].text);
	free(receipt.rows);
	free(receipt.file);
	free(receipt.root);
	return result;
}
