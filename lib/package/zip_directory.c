/* SPDX-License-Identifier: MIT */
/* zip_directory.c: the run of judging a zip's structure: its end, its directory, its local headers. */
#include "package/zip_directory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"
#include "package/zip_scan.h"

static int compare_offsets(const void *left, const void *right)
{
	const struct tz_zip_entry *a = left, *b = right;

	return (a->offset > b->offset) - (a->offset < b->offset);
}

static tz_zip_step check_count(struct tz_zip_scan *scan, const struct tz_zip_end *end, uint64_t most_entries)
{
	char most[24];

	if (end->entries <= most_entries)
		return 1;
	snprintf(most, sizeof most, "%" PRIu64, most_entries);
	return tz_find(scan->findings, CONTAINER_ENTRIES, scan->err, .file = tz_path_base(scan->file->name), .expected = most);
}

int tz_zip_directory_read(struct tz_zip_directory *directory, const struct tz_zip_file *file, uint64_t most_entries,
			  struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_zip_scan scan = {.file = file, .findings = findings, .err = err};
	struct tz_zip_end end = {0};
	tz_zip_step result;

	*directory = (struct tz_zip_directory){0};
	result = tz_zip_end_read(&scan, &end);
	if (result > 0)
		result = check_count(&scan, &end, most_entries);
	if (result > 0)
		result = tz_zip_central_read(&scan, &end, directory);
	if (result > 0 && directory->num_entries > 0)
		qsort(directory->entries, directory->num_entries, sizeof *directory->entries, compare_offsets);
	if (result > 0)
		result = tz_zip_local_check(&scan, &end, directory);
	if (result < 0)
		return -1;
	return result > 0 && !scan.faulty;
}

void tz_zip_directory_free(struct tz_zip_directory *directory)
{
	free(directory->entries);
	free(directory->bytes);
	*directory = (struct tz_zip_directory){0};
}
