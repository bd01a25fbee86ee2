/* SPDX-License-Identifier: MIT */
/* merge_same.c: tells where the bytes of a file that comes stand in another record already. */
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/error.h"
#include "base/path.h"
#include "package/merge.h"

struct seen {
	struct tz_merge *m;
	struct tz_index digests;	/* -> number in records */
	const struct taizhang_record **records;
	size_t num, capacity;
};

static int tell(struct seen *seen, const struct taizhang_record *record, const struct taizhang_file *file,
		const struct taizhang_record *other, struct taizhang_error *err)
{
	char place[128];

	snprintf(place, sizeof place, "%s/%u", taizhang_node_code(other->item), other->ordinal);
	return tz_find(seen->m->findings, MERGE_SAME_BYTES, err, .item = taizhang_node_code(record->item),
		       .record = record->ordinal, .file = tz_path_base(file->path), .found = place);
}

static int see(struct seen *seen, const struct taizhang_record *record, const struct taizhang_file *file,
	       struct taizhang_error *err)
{
	size_t number = tz_index_get(&seen->digests, file->digest);

	if (number != TZ_INDEX_NONE)
		return tz_file_package_path(file) && seen->records[number] != record ? tell(seen, record, file, seen->records[number], err) : 0;
	if (tz_array_grow(&seen->records, seen->num, &seen->capacity, sizeof *seen->records, err) < 0)
		return -1;
	seen->records[seen->num] = record;
	return tz_index_put(&seen->digests, file->digest, seen->num++, err);
}

/* First the files that were here, then those that come. */
static int see_all(struct seen *seen, bool come, struct taizhang_error *err)
{
	const struct taizhang_ledger *ledger = seen->m->ledger;

	for (size_t i = 0; i < ledger->num_items; i++)
		for (size_t k = 0; k < ledger->items[i].num_records; k++) {
			const struct taizhang_record *record = ledger->items[i].records[k];

			for (size_t n = 0; n < record->num_files; n++)
				if (!record->files[n].missing && !tz_file_package_path(&record->files[n]) != come &&
				    see(seen, record, &record->files[n], err) < 0)
					return -1;
		}
	return 0;
}

int tz_merge_tell_same(struct tz_merge *m, struct taizhang_error *err)
{
	struct seen seen = {.m = m, .digests = TZ_INDEX_OF(TZ_SHA256_BYTES)};
	int result = see_all(&seen, false, err) < 0 || see_all(&seen, true, err) < 0 ? -1 : 0;

	tz_index_free(&seen.digests);
	free(seen.records);
	return result;
}
