/* SPDX-License-Identifier: MIT */
/* check_negative.c: is the negative list declared, and did anything on it happen. */
#include "check/check.h"

/* An entry concerns a ledger that answers for an item of its indicator; one without an indicator, the whole city. */
static bool concerns(const struct tz_check *c, const struct taizhang_negative *negative)
{
	const struct taizhang_node *indicator = taizhang_negative_indicator(negative);

	if (!indicator)
		return taizhang_ledger_scope(c->ledger) == TAIZHANG_SCOPE_ALL;
	for (size_t i = 0; i < taizhang_ledger_num_items(c->ledger); i++)
		if (taizhang_node_ancestor(taizhang_ledger_get_item(c->ledger, i),
					   TAIZHANG_LEVEL_INDICATOR) == indicator)
			return true;
	return false;
}

int tz_check_negatives(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_names undeclared = {"", 0};

	for (size_t i = 0; i < taizhang_catalog_num_negatives(c->catalog); i++) {
		const struct taizhang_negative *negative =
			taizhang_catalog_get_negative(c->catalog, i);
		const char *id = taizhang_negative_id(negative);
		enum taizhang_negative_state state = taizhang_ledger_negative(c->ledger, id);

		if (state == TAIZHANG_NEGATIVE_UNDECLARED && concerns(c, negative))
			tz_check_name(&undeclared, id);
		if (state == TAIZHANG_NEGATIVE_OCCURRED &&
		    tz_find(c->findings, NEGATIVE_OCCURRED, err, .field = id,
			    .label = taizhang_negative_title(negative, TAIZHANG_LANG_ZH),
			    .found = taizhang_ledger_negative_note(c->ledger, id)) != 0)
			return -1;
	}
	if (!undeclared.num)
		return 0;
	return tz_find(c->findings, NEGATIVE_UNDECLARED, err, .count = (int64_t)undeclared.num,
		       .found = undeclared.text);
}
