/* SPDX-License-Identifier: MIT */
/* fuzz_zip_directory.c: the structure of a zip; what is found sound lies inside the file and does not overlap. */
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "package/zip_directory.h"

#define MOST_ENTRIES 1000

struct bytes {
	const uint8_t *data;
	size_t size;
};

static int64_t read_at(void *context, uint64_t offset, void *buf, size_t size, struct taizhang_error *err)
{
	const struct bytes *bytes = context;

	(void)err;
	if (offset >= bytes->size)
		return 0;
	if (size > bytes->size - offset)
		size = bytes->size - (size_t)offset;
	memcpy(buf, bytes->data + offset, size);
	return (int64_t)size;
}

static void judge_entries(const struct tz_zip_directory *directory, uint64_t size)
{
	uint64_t end = 0;

	fuzz_holds(directory->num_entries <= MOST_ENTRIES);
	for (size_t i = 0; i < directory->num_entries; i++) {
		const struct tz_zip_entry *entry = &directory->entries[i];

		/* 30 bytes: the least local header */
		fuzz_holds(entry->offset >= end && entry->packed_size <= size);
		end = entry->offset + 30 + strlen(entry->name) + entry->packed_size;
		fuzz_holds(end <= size);
		/* stored is stored */
		fuzz_holds(entry->method != 0 || entry->encrypted || entry->size == entry->packed_size);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_zip_directory directory;
	struct bytes bytes = {data, size};
	const struct tz_zip_file file = {read_at, &bytes, size, "input.zip"};
	int result = tz_zip_directory_read(&directory, &file, MOST_ENTRIES, findings, &err);

	fuzz_outcome(result >= 0, &err);
	fuzz_findings(findings);
	if (result > 0)
		judge_entries(&directory, size);
	/* what is refused is refused for a reason */
	fuzz_holds(result != 0 || taizhang_findings_count(findings, TAIZHANG_ERROR) > 0);
	tz_zip_directory_free(&directory);
	taizhang_findings_free(findings);
	return 0;
}
