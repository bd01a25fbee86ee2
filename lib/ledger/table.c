/* SPDX-License-Identifier: MIT */
/* table.c: 统计表格: the fields of a statistical table. */
#include "api.h"
#include "base/error.h"
#include "ledger/ledger.h"

#define FIELD(name) offsetof(struct tz_record_details, u.table.name)

static const struct tz_table *table_of(const struct taizhang_record *record)
{
	return record && record->kind == TAIZHANG_KIND_TABLE && record->details ? &record->details->u.table : NULL;
}

TAIZHANG_API const char *taizhang_table_period(const struct taizhang_record *record)
{
	const struct tz_table *t = table_of(record);

	return t && t->period ? t->period : "";
}

TAIZHANG_API int taizhang_table_set_period(struct taizhang_record *record, const char *period,
					   struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_TABLE, "period", err) < 0)
		return -1;
	return tz_record_set_text(record, FIELD(period), period, "period", err);
}

TAIZHANG_API const char *taizhang_table_statistical_scope(const struct taizhang_record *record)
{
	const struct tz_table *t = table_of(record);

	return t && t->statistical_scope ? t->statistical_scope : "";
}

TAIZHANG_API int taizhang_table_set_statistical_scope(struct taizhang_record *record,
						      const char *scope, struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_TABLE, "statistical-scope", err) < 0)
		return -1;
	return tz_record_set_text(record, FIELD(statistical_scope), scope, "statistical-scope",
				  err);
}

TAIZHANG_API const char *taizhang_table_data_source(const struct taizhang_record *record)
{
	const struct tz_table *t = table_of(record);

	return t && t->data_source ? t->data_source : "";
}

TAIZHANG_API int taizhang_table_set_data_source(struct taizhang_record *record, const char *source,
						struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_TABLE, "data-source", err) < 0)
		return -1;
	return tz_record_set_text(record, FIELD(data_source), source, "data-source", err);
}

TAIZHANG_API enum taizhang_answer taizhang_table_sealed(const struct taizhang_record *record)
{
	const struct tz_table *t = table_of(record);

	return t ? t->sealed : TAIZHANG_UNKNOWN;
}

TAIZHANG_API int taizhang_table_set_sealed(struct taizhang_record *record,
					   enum taizhang_answer sealed, struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_TABLE, "sealed", err) < 0)
		return -1;
	return tz_record_set_answer(record, FIELD(sealed), sealed, "sealed", err);
}
