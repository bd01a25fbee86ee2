/* SPDX-License-Identifier: MIT */
/* fuzz_tags.c: a bag's tag files, each a part of the input, judged as a bag of the form that they declare, and read in every encoding. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <taizhang/package.h>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "package/bag.h"
#include "package/tag_text.h"

#define MAX_TAR 262144
#define ROOT "bag/"

/* A plain tar of the parts, below one root. Returns its bytes. */
static size_t make_tar(const struct fuzz_part *parts, size_t num, unsigned char *tar)
{
	size_t used = 0;

	for (size_t i = 0; i < num; i++) {
		char *header = (char *)tar + used;
		size_t blocks = (parts[i].size + 511) / 512;
		unsigned int sum = 0;

		if (used + (blocks + 3) * 512 > MAX_TAR)
			break;
		memset(header, 0, (blocks + 1) * 512);
		snprintf(header, 100, "%s%.94s", ROOT, parts[i].name);
		snprintf(header + 100, 36, "0000644");
		snprintf(header + 108, 8, "0000000");
		snprintf(header + 116, 8, "0000000");
		snprintf(header + 124, 12, "%011o", (unsigned int)parts[i].size);
		snprintf(header + 136, 12, "00000000000");
		memset(header + 148, ' ', 8);
		header[156] = '0';
		memcpy(header + 257, "ustar\00000", 8);
		for (size_t j = 0; j < 512; j++)
			sum += (unsigned char)header[j];
		snprintf(header + 148, 8, "%06o", sum);
		if (parts[i].size)
			memcpy(header + 512, parts[i].data, parts[i].size);
		used += (blocks + 1) * 512;
	}
	memset(tar + used, 0, 1024);
	return used + 1024;
}

static void judge(const struct taizhang_input *input, bool bag_only)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_package *package;
	int result;

	options.bag_only = bag_only;
	result = taizhang_verify_input(input, &options, findings, &package, &err);
	fuzz_outcome(result == 0, &err);
	fuzz_holds((result == 0) == (package != NULL));
	fuzz_findings(findings);
	taizhang_package_free(package);
	taizhang_findings_free(findings);
}

/* Whatever the bytes are, the text is UTF-8, and lines and values come out of it. */
static void read_text(const struct fuzz_part *part)
{
	char *bytes = fuzz_text(part->data, part->size), *value;
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	for (enum tz_charset charset = TZ_CHARSET_UTF8; charset <= TZ_CHARSET_UNKNOWN; charset++) {
		enum tz_tag_fault fault;
		char *text = tz_tag_decode(bytes, part->size, charset, &fault, &err);
		struct tz_tag_lines lines = {.next = text};
		const char *line;
		int64_t number = 0;

		fuzz_holds(text != NULL && tz_text_is_utf8(text, strlen(text)));
		while ((line = tz_tag_line(&lines))) {
			fuzz_holds(!strchr(line, '\n') && !strchr(line, '\r'));
			fuzz_holds(lines.number == ++number);
		}
		free(text);
	}
	value = tz_bag_info_value(bytes, part->size, "Payload-Oxum", &err);
	fuzz_holds(err.code == TAIZHANG_OK);
	free(value);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned char tar[MAX_TAR];
	struct fuzz_part parts[FUZZ_MAX_PARTS];
	size_t num = fuzz_parts(data, size, parts);
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	for (size_t i = 0; i < num; i++)
		read_text(&parts[i]);
	if (num == 0)
		return 0;
	input.data = tar;
	input.data_size = make_tar(parts, num, tar);
	judge(&input, true);
	judge(&input, false);
	return 0;
}
