/* SPDX-License-Identifier: MIT */
/* check_normative_content.c: can the seal of a normative document be seen, and was it scanned well enough. */
#include <inttypes.h>
#include <stdio.h>

#include "check/check.h"

/* DA/T 31-2017 */
#define LEAST_DPI 200

static bool is_editable(const struct tz_survey_file *file)
{
	enum taizhang_family family = taizhang_facts_family(file->facts);

	return family == TAIZHANG_FAMILY_DOCUMENT || family == TAIZHANG_FAMILY_TEXT;
}

/* That somebody says it is sealed shows no seal where all that is there can be edited. Without that word, page-missing speaks. */
static int check_seal(const struct tz_check *c, struct tz_check_batch *batch, const struct taizhang_record *record,
		      struct taizhang_error *err)
{
	size_t num = 0;

	if (taizhang_normative_sealed(record) != TAIZHANG_YES)
		return 0;
	for (size_t i = 0; i < c->num_files; i++) {
		if (c->files[i].record != record)
			continue;
		/* What nobody could look into may be a scan. */
		if (!c->files[i].facts || !is_editable(&c->files[i]))
			return 0;
		num++;
	}
	return num ? tz_check_gather(batch, NORMATIVE_NO_PAGE, err, .record = taizhang_record_ordinal(record)) : 0;
}

/* 72 and 96 dpi are what programs write of pictures that were never on paper. */
static int64_t resolution_of(const struct taizhang_facts *facts)
{
	int64_t dpi = tz_facts_number(facts, TZ_FACT_RESOLUTION, 0);

	if (taizhang_facts_family(facts) == TAIZHANG_FAMILY_IMAGE)
		return dpi == 72 || dpi == 96 ? 0 : dpi;
	return tz_facts_number(facts, TZ_FACT_SCAN_RESOLUTION, 0);
}

static int check_scan(struct tz_check_batch *batch, const struct tz_survey_file *file, struct taizhang_error *err)
{
	int64_t dpi = file->facts ? resolution_of(file->facts) : 0;
	char expected[24], found[24];

	if (taizhang_record_kind(file->record) != TAIZHANG_KIND_NORMATIVE || dpi <= 0 || dpi >= LEAST_DPI)
		return 0;
	snprintf(expected, sizeof expected, "%d", LEAST_DPI);
	snprintf(found, sizeof found, "%" PRId64, dpi);
	return tz_check_gather(batch, NORMATIVE_RESOLUTION, err, .record = taizhang_record_ordinal(file->record),
			       .file = taizhang_file_path(file->file), .expected = expected, .found = found);
}

int tz_check_normative_content(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_records && result == 0; i++)
		if (taizhang_record_kind(tz_check_record(c, i)) == TAIZHANG_KIND_NORMATIVE)
			result = check_seal(c, &batch, tz_check_record(c, i), err);
	for (size_t i = 0; i < c->num_files && result == 0; i++)
		result = check_scan(&batch, &c->files[i], err);
	return tz_check_flush(c, &batch, result, err);
}
