/* SPDX-License-Identifier: MIT */
/* verify_package.c: verifies a package without unpacking it and prints every finding. Usage: verify_package PACKAGE */
#include <stdio.h>

#include <taizhang.h>

int main(int argc, char **argv)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_findings *findings;
	struct taizhang_package *package = NULL;
	char text[1024];
	int status = 2;

	if (argc != 2)
		return status;
	findings = taizhang_findings_new(&err);
	if (!findings || taizhang_verify(argv[1], NULL, findings, &package, &err) < 0) {
		taizhang_error_text(&err, TAIZHANG_LANG_ZH, text, sizeof text);
		fprintf(stderr, "%s\n", text);
		goto out;
	}
	for (size_t i = 0; i < taizhang_findings_num(findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(findings, i);

		taizhang_finding_text(finding, TAIZHANG_LANG_ZH, text, sizeof text);
		printf("%s %s: %s\n",
		       taizhang_severity_name(taizhang_finding_severity(finding)),
		       taizhang_finding_id(finding), text);
	}
	/* Only errors make a package not valid; warnings and notes do not. */
	status = taizhang_findings_count(findings, TAIZHANG_ERROR) ? 1 : 0;
	printf("%s %s\n", status ? "not valid" : "valid", taizhang_package_id(package));
out:
	taizhang_package_free(package);
	taizhang_findings_free(findings);
	return status;
}
