/* SPDX-License-Identifier: MIT */
/* report.c: 说明报告: the fields of a report. */
#include "api.h"
#include "base/error.h"
#include "ledger/ledger.h"

#define FIELD(name) offsetof(struct tz_record_details, u.report.name)

static const struct tz_report *report_of(const struct taizhang_record *record)
{
	return record && record->kind == TAIZHANG_KIND_REPORT && record->details ? &record->details->u.report : NULL;
}

TAIZHANG_API const char *taizhang_report_author(const struct taizhang_record *record)
{
	const struct tz_report *r = report_of(record);

	return r && r->author ? r->author : "";
}

TAIZHANG_API int taizhang_report_set_author(struct taizhang_record *record, const char *author,
					    struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_REPORT, "author", err) < 0)
		return -1;
	return tz_record_set_text(record, FIELD(author), author, "author", err);
}

TAIZHANG_API struct taizhang_date taizhang_report_date(const struct taizhang_record *record)
{
	const struct tz_report *r = report_of(record);

	return r ? r->date : (struct taizhang_date){0, 0, 0};
}

TAIZHANG_API int taizhang_report_set_date(struct taizhang_record *record,
					  const struct taizhang_date *date,
					  struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_REPORT, "date", err) < 0)
		return -1;
	return tz_record_set_date(record, FIELD(date), date, "date", err);
}

TAIZHANG_API long taizhang_report_words(const struct taizhang_record *record)
{
	const struct tz_report *r = report_of(record);

	return r ? r->words : -1;
}

TAIZHANG_API int taizhang_report_set_words(struct taizhang_record *record, long words,
					   struct taizhang_error *err)
{
	struct tz_record_details *details;

	if (tz_record_expect(record, TAIZHANG_KIND_REPORT, "words", err) < 0)
		return -1;
	if (words < -1)
		return tz_error_inval(err, "words");
	if (!record->details && words < 0)
		return 0;
	details = tz_record_details(record, err);
	if (!details)
		return -1;
	details->u.report.words = words;
	tz_marks_drop(&details->marks, "words");
	return 0;
}

TAIZHANG_API const char *taizhang_report_sources(const struct taizhang_record *record)
{
	const struct tz_report *r = report_of(record);

	return r && r->sources ? r->sources : "";
}

TAIZHANG_API int taizhang_report_set_sources(struct taizhang_record *record, const char *sources,
					     struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_REPORT, "sources", err) < 0)
		return -1;
	return tz_record_set_text(record, FIELD(sources), sources, "sources", err);
}
