/* SPDX-License-Identifier: MIT */
/* check_table.c: period, scope and source of statistical tables. */
#include "base/text.h"
#include "check/check.h"

static int check_record(struct tz_check_batch *batch, const struct taizhang_record *record,
			struct taizhang_error *err)
{
	struct tz_check_missing missing = {"", ""};

	tz_check_missing(&missing, tz_text_is_blank(taizhang_record_title(record)), "title",
			 "标题");
	tz_check_missing(&missing, tz_text_is_blank(taizhang_table_period(record)), "period",
			 "统计时段");
	tz_check_missing(&missing, tz_text_is_blank(taizhang_table_statistical_scope(record)),
			 "statistical-scope", "统计口径");
	tz_check_missing(&missing, tz_text_is_blank(taizhang_table_data_source(record)),
			 "data-source", "数据来源");
	return tz_check_add_missing(batch, &missing, taizhang_record_ordinal(record), err);
}

int tz_check_table(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_records && result == 0; i++)
		if (taizhang_record_kind(tz_check_record(c, i)) == TAIZHANG_KIND_TABLE)
			result = check_record(&batch, tz_check_record(c, i), err);
	return tz_check_flush(c, &batch, result, err);
}
