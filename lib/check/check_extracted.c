/* SPDX-License-Identifier: MIT */
/* check_extracted.c: values that were read from files, and that nobody has confirmed */
#include <taizhang/fill.h>

#include "check/check.h"

static size_t count_item(const struct tz_check *c, const struct taizhang_node *item)
{
	size_t num = 0;

	for (size_t i = 0; i < taizhang_ledger_num_records(c->ledger, item); i++)
		num += taizhang_record_num_extracted(taizhang_ledger_get_record(c->ledger, item, i));
	for (size_t i = 0; i < taizhang_node_num_thresholds(item); i++)
		num += taizhang_ledger_value_num_extracted(c->ledger, taizhang_threshold_id(taizhang_node_get_threshold(item, i)));
	return num;
}

int tz_check_extracted(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_names items = {"", 0};
	size_t num = 0;

	for (size_t i = 0; i < taizhang_ledger_num_items(c->ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(c->ledger, i);
		const size_t more = count_item(c, item);

		if (more)
			tz_check_name(&items, taizhang_node_code(item));
		num += more;
	}
	return num ? tz_find(c->findings, VALUE_EXTRACTED, err, .count = (int64_t)num, .found = items.text) : 0;
}
