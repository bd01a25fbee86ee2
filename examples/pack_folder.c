/* SPDX-License-Identifier: MIT */
/* pack_folder.c: opens a ledger's folder, scans and checks it, and packs it. Usage: pack_folder LEDGER PACKAGE */
#include <stdio.h>

#include <taizhang.h>

static int complain(const struct taizhang_error *err)
{
	char text[1024];

	taizhang_error_text(err, TAIZHANG_LANG_ZH, text, sizeof text);
	fprintf(stderr, "%s\n", text);
	return 2;
}

int main(int argc, char **argv)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_pack_result result;
	struct taizhang_findings *findings = NULL;
	struct taizhang_ledger *ledger = NULL;
	int status = 2;

	if (argc != 3)
		return status;
	/* Customize to suit: the format follows the name (.zip, .tar, .tar.gz, .tar.zst). */
	options.digests = TAIZHANG_DIGEST_SHA256 | TAIZHANG_DIGEST_SM3;
	options.allow_incomplete = true;

	findings = taizhang_findings_new(&err);
	ledger = taizhang_ledger_open(argv[1], TAIZHANG_OPEN_WRITE, findings, &err);
	if (!findings || !ledger ||
	    taizhang_ledger_scan(ledger, NULL, NULL, findings, &err) < 0 ||
	    taizhang_ledger_save(ledger, &err) < 0 ||
	    taizhang_pack(ledger, argv[2], &options, &result, findings, &err) < 0) {
		status = complain(&err);
	} else {
		printf("%s: %llu files, id %s\n", result.root, (unsigned long long)result.files,
		       result.id);
		status = taizhang_findings_count(findings, TAIZHANG_ERROR) ? 1 : 0;
	}
	taizhang_ledger_free(ledger);
	taizhang_findings_free(findings);
	return status;
}
