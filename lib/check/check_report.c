/* SPDX-License-Identifier: MIT */
/* check_report.c: author, date and length of reports. */
#include <stdio.h>

#include "base/text.h"
#include "check/check.h"

static int check_words(struct tz_check *c, const struct taizhang_requirement *requirement,
		       const struct taizhang_record *record, long limit, struct taizhang_error *err)
{
	long words = taizhang_report_words(record);
	char expected[24], found[24];

	if (words <= limit)
		return 0;
	snprintf(expected, sizeof expected, "%ld", limit);
	snprintf(found, sizeof found, "%ld", words);
	return tz_check_find(c, WORDS_OVER, err, .record = taizhang_record_ordinal(record),
			     .expected = expected, .found = found,
			     .at_most = tz_check_basis(requirement));
}

static int check_record(struct tz_check *c, struct tz_check_batch *batch,
			const struct taizhang_record *record, struct taizhang_error *err)
{
	const struct taizhang_requirement *requirement =
		tz_check_requirement(c, TAIZHANG_KIND_REPORT);
	long limit = requirement ? taizhang_requirement_word_limit(requirement) : -1;
	struct tz_check_missing missing = {"", ""};

	tz_check_missing(&missing, tz_text_is_blank(taizhang_record_title(record)), "title",
			 "标题");
	tz_check_missing(&missing, tz_text_is_blank(taizhang_report_author(record)), "author",
			 "撰写单位");
	tz_check_missing(&missing, !taizhang_report_date(record).year, "date", "日期");
	tz_check_missing(&missing, limit >= 0 && taizhang_report_words(record) < 0, "words",
			 "字数");
	if (tz_check_add_missing(batch, &missing, taizhang_record_ordinal(record), err) != 0)
		return -1;
	return limit < 0 ? 0 : check_words(c, requirement, record, limit, err);
}

int tz_check_report(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_records && result == 0; i++)
		if (taizhang_record_kind(tz_check_record(c, i)) == TAIZHANG_KIND_REPORT)
			result = check_record(c, &batch, tz_check_record(c, i), err);
	return tz_check_flush(c, &batch, result, err);
}
