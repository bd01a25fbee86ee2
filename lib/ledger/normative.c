/* SPDX-License-Identifier: MIT */
/* normative.c: 规范文件: the fields of a normative document. */
#include "api.h"
#include "base/error.h"
#include "ledger/ledger.h"

#define FIELD(name) offsetof(struct tz_record_details, u.normative.name)

static const struct tz_normative *normative_of(const struct taizhang_record *record)
{
	return record && record->kind == TAIZHANG_KIND_NORMATIVE && record->details ? &record->details->u.normative : NULL;
}

TAIZHANG_API const char *taizhang_normative_number(const struct taizhang_record *record)
{
	const struct tz_normative *n = normative_of(record);

	return n && n->number ? n->number : "";
}

TAIZHANG_API int taizhang_normative_set_number(struct taizhang_record *record, const char *number,
					       struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_NORMATIVE, "number", err) < 0)
		return -1;
	return tz_record_set_text(record, FIELD(number), number, "number", err);
}

TAIZHANG_API const char *taizhang_normative_issuer(const struct taizhang_record *record)
{
	const struct tz_normative *n = normative_of(record);

	return n && n->issuer ? n->issuer : "";
}

TAIZHANG_API int taizhang_normative_set_issuer(struct taizhang_record *record, const char *issuer,
					       struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_NORMATIVE, "issuer", err) < 0)
		return -1;
	return tz_record_set_text(record, FIELD(issuer), issuer, "issuer", err);
}

TAIZHANG_API struct taizhang_date taizhang_normative_date(const struct taizhang_record *record)
{
	const struct tz_normative *n = normative_of(record);

	return n ? n->date : (struct taizhang_date){0, 0, 0};
}

TAIZHANG_API int taizhang_normative_set_date(struct taizhang_record *record,
					     const struct taizhang_date *date,
					     struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_NORMATIVE, "date", err) < 0)
		return -1;
	return tz_record_set_date(record, FIELD(date), date, "date", err);
}

TAIZHANG_API enum taizhang_answer taizhang_normative_sealed(const struct taizhang_record *record)
{
	const struct tz_normative *n = normative_of(record);

	return n ? n->sealed : TAIZHANG_UNKNOWN;
}

TAIZHANG_API int taizhang_normative_set_sealed(struct taizhang_record *record,
					       enum taizhang_answer sealed,
					       struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_NORMATIVE, "sealed", err) < 0)
		return -1;
	return tz_record_set_answer(record, FIELD(sealed), sealed, "sealed", err);
}

TAIZHANG_API enum taizhang_answer
taizhang_normative_provincial_opinion(const struct taizhang_record *record)
{
	const struct tz_normative *n = normative_of(record);

	return n ? n->provincial_opinion : TAIZHANG_UNKNOWN;
}

TAIZHANG_API int taizhang_normative_set_provincial_opinion(struct taizhang_record *record,
							   enum taizhang_answer opinion,
							   struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_NORMATIVE, "provincial-opinion", err) < 0)
		return -1;
	return tz_record_set_answer(record, FIELD(provincial_opinion), opinion,
				    "provincial-opinion", err);
}
