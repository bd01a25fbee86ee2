/* SPDX-License-Identifier: MIT */
/* fuzz_container.c: a whole package as bytes, verified as one of ours and as a bag of anyone, in memory and as a stream, and opened for
 * what it says of itself. */
#include <stdlib.h>
#include <string.h>
#include <taizhang/package.h>

#include "fuzz/fuzz.h"

/* Small, so that a bomb ends at them and costs no time. */
static const struct taizhang_limits limits = {
	.size = sizeof limits, .entries = 200, .total_bytes = 4 << 20, .file_bytes = 2 << 20, .xml_bytes = 1 << 20,
};

/* The bytes that a stream has not given yet. */
struct stream {
	const uint8_t *at;
	size_t left;
};

static int64_t read_stream(void *context, void *buf, size_t size)
{
	struct stream *stream = context;
	/* odd pieces, so that what is cut differs from what is buffered */
	size_t piece = size < 1021 ? size : 1021;

	piece = piece < stream->left ? piece : stream->left;
	if (piece)
		memcpy(buf, stream->at, piece);
	stream->at += piece;
	stream->left -= piece;
	return (int64_t)piece;
}

/* Returns whether it was found valid. */
static bool verify(const struct taizhang_input *input, bool bag_only)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_package *package;
	bool valid;
	int result;

	options.bag_only = bag_only;
	options.limits = &limits;
	result = taizhang_verify_input(input, &options, findings, &package, &err);
	fuzz_outcome(result == 0, &err);
	fuzz_holds((result == 0) == (package != NULL));
	fuzz_findings(findings);
	valid = result == 0 && taizhang_findings_count(findings, TAIZHANG_ERROR) == 0;
	taizhang_package_free(package);
	taizhang_findings_free(findings);
	return valid;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_input memory = TAIZHANG_INPUT_INIT, pipe = TAIZHANG_INPUT_INIT;
	struct taizhang_package *package;
	struct stream stream = {data, size};
	bool ours, valid;

	memory.data = data;
	memory.data_size = size;
	pipe.read = read_stream;
	pipe.context = &stream;
	ours = verify(&memory, false);
	/* a package of ours is a bag too */
	valid = verify(&memory, true);
	fuzz_holds(valid || !ours);
	verify(&pipe, true);
	package = taizhang_package_open_input(&memory, &limits, NULL, &err);
	fuzz_outcome(package != NULL, &err);
	taizhang_package_free(package);
	return 0;
}
