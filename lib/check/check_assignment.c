/* SPDX-License-Identifier: MIT */
/* check_assignment.c: has every item a lead unit, an owner and a deadline, and is a deadline past. */
#include "check/check.h"

bool tz_check_is_overdue(const struct taizhang_date *deadline, const struct taizhang_date *today)
{
	return deadline->year && today->year && !taizhang_date_in_window(deadline, today, NULL);
}

int tz_check_assignments(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_names lead = {"", 0}, owner = {"", 0}, deadline = {"", 0};
	/* A unit's own ledger is led by the unit. */
	bool has_unit = *taizhang_ledger_unit(c->ledger);

	for (size_t i = 0; i < taizhang_ledger_num_items(c->ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(c->ledger, i);
		const char *code = taizhang_node_code(item);

		if (!has_unit && !*taizhang_assignment_lead(c->ledger, item))
			tz_check_name(&lead, code);
		if (!*taizhang_assignment_owner(c->ledger, item))
			tz_check_name(&owner, code);
		if (!taizhang_assignment_deadline(c->ledger, item).year)
			tz_check_name(&deadline, code);
	}
	if (lead.num && tz_find(c->findings, LEAD_MISSING, err, .count = (int64_t)lead.num,
				.found = lead.text) != 0)
		return -1;
	if (owner.num && tz_find(c->findings, OWNER_MISSING, err, .count = (int64_t)owner.num,
				 .found = owner.text) != 0)
		return -1;
	if (deadline.num)
		return tz_find(c->findings, DEADLINE_MISSING, err, .count = (int64_t)deadline.num,
			       .found = deadline.text);
	return 0;
}

int tz_check_overdue(struct tz_check *c, struct taizhang_error *err)
{
	struct taizhang_date deadline = taizhang_assignment_deadline(c->ledger, c->item);
	char expected[TAIZHANG_DATE_SIZE], found[TAIZHANG_DATE_SIZE];

	if (!tz_check_is_overdue(&deadline, &c->options.date))
		return 0;
	if (c->num_records &&
	    taizhang_findings_count(c->findings, TAIZHANG_ERROR) == c->errors_before)
		return 0;
	return tz_check_find(c, ITEM_OVERDUE, err,
			     .expected = taizhang_date_format(&deadline, expected),
			     .found = taizhang_date_format(&c->options.date, found));
}
