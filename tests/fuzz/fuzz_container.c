/* SPDX-License-Identifier: MIT */
/* fuzz_container.c: a whole package as bytes, verified as one of ours and as a bag of anyone, and opened for what it says of itself. */
#include <stdlib.h>
#include <string.h>
#include <taizhang/package.h>

#include "fuzz/fuzz.h"

/* Small, so that a bomb ends at them and costs no time. */
static const struct taizhang_limits limits = {
	.size = sizeof limits, .entries = 200, .total_bytes = 4 << 20, .file_bytes = 2 << 20, .xml_bytes = 1 << 20,
};

static void verify(const char *path, bool bag_only)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_package *package;
	int result;

	options.bag_only = bag_only;
	options.limits = &limits;
	result = taizhang_verify(path, &options, findings, &package, &err);
	fuzz_outcome(result == 0, &err);
	fuzz_holds((result == 0) == (package != NULL));
	fuzz_findings(findings);
	taizhang_package_free(package);
	taizhang_findings_free(findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const char *path = fuzz_file(0, data, size);
	struct taizhang_package *package;

	verify(path, false);
	verify(path, true);
	package = taizhang_package_open(path, &limits, NULL, &err);
	fuzz_outcome(package != NULL, &err);
	taizhang_package_free(package);
	return 0;
}
