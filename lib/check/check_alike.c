/* SPDX-License-Identifier: MIT */
/* check_alike.c: pictures and reports that come again: in another record, or after they came in another year. */
#include <stdio.h>

#include "check/check.h"
#include "check/imprint.h"

static int tell(struct tz_check_batch *batch, enum tz_finding_id id, const struct tz_survey_file *file,
		const struct tz_imprint_match *match, bool with_share, struct taizhang_error *err)
{
	char found[320];
	const struct tz_place_found place = {.record = taizhang_record_ordinal(file->record),
		.file = taizhang_file_path(file->file), .found = found};

	if (with_share)
		snprintf(found, sizeof found, "%s %u%%", match->name, match->percent);
	else
		snprintf(found, sizeof found, "%s", match->name);
	return tz_check_add(batch, id, &place, err);
}

/* Of equal bytes in one ledger file-twice speaks. A picture that was made smaller, a report that was saved anew, looks like another file. */
static int check_imprint(struct tz_check *c, struct tz_check_batch *batch, const struct tz_survey_file *file,
			 const struct tz_imprint *imprint, struct taizhang_error *err)
{
	struct tz_imprint_match match;

	if (tz_imprints_find(c->seen, imprint, file->record, &match) && !match.same_bytes) {
		enum tz_finding_id id = imprint->is_picture    ? TZ_F_IMAGE_ALIKE
					: match.percent == 100 ? TZ_F_REPORT_TEXT_SAME
							       : TZ_F_REPORT_TEXT_ALIKE;

		if (tell(batch, id, file, &match, id == TZ_F_REPORT_TEXT_ALIKE, err) != 0)
			return -1;
	}
	if (c->options.against && tz_imprints_find(c->options.against, imprint, NULL, &match))
		return tell(batch, TZ_F_CONTENT_OTHER_YEAR, file, &match, false, err);
	return 0;
}

static int check_file(struct tz_check *c, struct tz_check_batch *batch, const struct tz_survey_file *file,
		      struct taizhang_error *err)
{
	struct tz_imprint imprint;
	char name[300];

	if (tz_imprint_take(&imprint, file, err) != 0)
		return -1;
	if (tz_imprint_is_empty(&imprint))
		return 0;
	if (check_imprint(c, batch, file, &imprint, err) != 0) {
		tz_imprint_clear(&imprint);
		return -1;
	}
	snprintf(name, sizeof name, "%s/%u", c->code, taizhang_record_ordinal(file->record));
	return tz_imprints_add(c->seen, &imprint, file->record, name, err);
}

int tz_check_alike(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	if (!c->num_files)
		return 0;
	if (!c->seen)
		c->seen = taizhang_imprints_new(err);
	if (!c->seen)
		return -1;
	for (size_t i = 0; i < c->num_files && result == 0; i++)
		result = check_file(c, &batch, &c->files[i], err);
	return tz_check_flush(c, &batch, result, err);
}
