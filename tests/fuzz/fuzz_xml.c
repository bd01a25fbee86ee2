/* SPDX-License-Identifier: MIT */
/* fuzz_xml.c: catalogue, ledger and manifest as XML, by the root element; what was read is written, read and written again alike. */
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "fuzz/fuzz.h"
#include "ledger/ledger.h"
#include "package/package.h"

static struct tz_xml_input input_of(const void *data, size_t size)
{
	return (struct tz_xml_input){.name = "input.xml", .data = data, .size = size};
}

static void same(const struct tz_buffer *one, const struct tz_buffer *other)
{
	fuzz_holds(one->size == other->size && memcmp(one->data, other->data, one->size) == 0);
}

static struct taizhang_catalog *small_catalog(void)
{
	const struct tz_xml_input input = input_of(fuzz_catalog, strlen(fuzz_catalog));
	struct taizhang_catalog *catalog = tz_catalog_read(&input, NULL, NULL);

	fuzz_holds(catalog != NULL);
	return catalog;
}

static void catalog_again(const struct tz_buffer *before)
{
	const struct tz_xml_input input = input_of(before->data, before->size);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = tz_catalog_read(&input, NULL, &err);
	struct tz_buffer after = TZ_BUFFER_INIT;

	fuzz_outcome(catalog != NULL, &err);
	fuzz_holds(catalog != NULL);
	fuzz_holds(tz_catalog_write(catalog, &after, NULL) == 0);
	same(before, &after);
	tz_buffer_free(&after);
	taizhang_catalog_free(catalog);
}

static void fuzz_as_catalog(const struct tz_xml_input *input)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = tz_catalog_read(input, findings, &err);
	struct tz_buffer out = TZ_BUFFER_INIT;

	fuzz_outcome(catalog != NULL, &err);
	fuzz_findings(findings);
	if (catalog && taizhang_findings_count(findings, TAIZHANG_ERROR) == 0) {
		fuzz_holds(tz_catalog_write(catalog, &out, NULL) == 0);
		catalog_again(&out);
	}
	tz_buffer_free(&out);
	taizhang_catalog_free(catalog);
	taizhang_findings_free(findings);
}

static void ledger_again(const struct tz_buffer *before)
{
	const struct tz_xml_input input = input_of(before->data, before->size);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_ledger *ledger =
		tz_ledger_read(&tz_ledger_document, &input, small_catalog(), NULL, NULL, NULL, &err);
	struct tz_buffer after = TZ_BUFFER_INIT;

	fuzz_outcome(ledger != NULL, &err);
	fuzz_holds(ledger != NULL);
	fuzz_holds(tz_ledger_write(ledger, &after, NULL) == 0);
	same(before, &after);
	tz_buffer_free(&after);
	taizhang_ledger_free(ledger);
}

static void fuzz_as_ledger(const struct tz_xml_input *input)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = small_catalog();
	struct taizhang_ledger *ledger =
		tz_ledger_read(&tz_ledger_document, input, catalog, NULL, NULL, findings, &err);
	struct tz_buffer out = TZ_BUFFER_INIT;

	fuzz_outcome(ledger != NULL, &err);
	fuzz_findings(findings);
	if (!ledger)
		taizhang_catalog_free(catalog);
	if (ledger && taizhang_findings_count(findings, TAIZHANG_ERROR) == 0) {
		fuzz_holds(tz_ledger_write(ledger, &out, NULL) == 0);
		ledger_again(&out);
	}
	tz_buffer_free(&out);
	taizhang_ledger_free(ledger);
	taizhang_findings_free(findings);
}

static void fuzz_as_manifest(const struct tz_xml_input *input)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_ledger *ledger = NULL;
	struct tz_manifest manifest = {0};
	int result = tz_manifest_read(input, small_catalog(), &manifest, &ledger, findings, &err);

	fuzz_outcome(result == 0, &err);
	fuzz_holds((result == 0) == (ledger != NULL));
	fuzz_findings(findings);
	tz_manifest_free(&manifest);
	taizhang_ledger_free(ledger);
	taizhang_findings_free(findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct tz_xml_input input = input_of(data, size);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char *root = NULL;
	int result = tz_xml_identify(&input, NULL, &root, &err);

	fuzz_outcome(result == 0, &err);
	if (root && strcmp(root, "ledger") == 0)
		fuzz_as_ledger(&input);
	else if (root && strcmp(root, "manifest") == 0)
		fuzz_as_manifest(&input);
	else
		fuzz_as_catalog(&input);
	free(root);
	return 0;
}
