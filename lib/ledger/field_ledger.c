/* SPDX-License-Identifier: MIT */
/* field_ledger.c: the fields of the ledger itself and of an item's assignment. */
#include "ledger/field_row.h"

#include <limits.h>
#include <stdio.h>

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "ledger/entry.h"

/* The ledger itself */

static const char *get_ledger_text(const struct tz_field *f, const struct tz_target *t,
				   char buf[TZ_FIELD_TEXT])
{
	(void)buf;
	return f->u.ledger.get(t->ledger);
}

static int set_ledger_text(const struct tz_field *f, const struct tz_target *t, const char *value,
			   struct taizhang_error *err)
{
	return f->u.ledger.set(t->ledger, value, err);
}

static const char *get_year(const struct tz_field *f, const struct tz_target *t,
			    char buf[TZ_FIELD_TEXT])
{
	(void)f;
	return tz_field_number(taizhang_ledger_year(t->ledger), buf);
}

static int set_year(const struct tz_field *f, const struct tz_target *t, const char *value,
		    struct taizhang_error *err)
{
	long year;

	(void)f;
	if (tz_entry_count(value, "年", 0, INT_MAX, &year, err) < 0)
		return -1;
	return taizhang_ledger_set_year(t->ledger, (int)year, err);
}

static const char *get_window(const struct tz_field *f, const struct tz_target *t,
			      char buf[TZ_FIELD_TEXT])
{
	struct taizhang_date from = taizhang_ledger_from(t->ledger),
			     to = taizhang_ledger_to(t->ledger);
	char a[TAIZHANG_DATE_SIZE], b[TAIZHANG_DATE_SIZE];

	(void)f;
	snprintf(buf, TZ_FIELD_TEXT, "%s%s%s", taizhang_date_format(&from, a),
		 from.year || to.year ? ".." : "", taizhang_date_format(&to, b));
	return buf;
}

static int set_window(const struct tz_field *f, const struct tz_target *t, const char *value,
		      struct taizhang_error *err)
{
	struct taizhang_date from = {0, 0, 0}, to = {0, 0, 0};

	(void)f;
	if (!tz_text_is_blank(value) && tz_date_window_parse(value, &from, &to, err) < 0)
		return -1;
	return taizhang_ledger_set_window(t->ledger, &from, &to, err);
}

static const char *get_revision(const struct tz_field *f, const struct tz_target *t,
				char buf[TZ_FIELD_TEXT])
{
	(void)f;
	return tz_field_number((long)taizhang_ledger_revision(t->ledger), buf);
}

static int set_revision(const struct tz_field *f, const struct tz_target *t, const char *value,
			struct taizhang_error *err)
{
	long revision;

	(void)f;
	if (tz_entry_count(value, NULL, 0, INT_MAX, &revision, err) < 0)
		return -1;
	if (!revision)
		return tz_error_inval(err, "value");
	t->ledger->revision = (unsigned int)revision;
	return 0;
}

static int set_supersedes(struct taizhang_ledger *ledger, const char *value,
			  struct taizhang_error *err)
{
	return tz_ledger_set_text(&ledger->supersedes, value, "supersedes", err);
}

/* An item's assignment */

static const char *get_item_text(const struct tz_field *f, const struct tz_target *t,
				 char buf[TZ_FIELD_TEXT])
{
	(void)buf;
	return f->u.item.get(t->ledger, t->item);
}

static int set_item_text(const struct tz_field *f, const struct tz_target *t, const char *value,
			 struct taizhang_error *err)
{
	return f->u.item.set(t->ledger, t->item, value, err);
}

static const char *get_deadline(const struct tz_field *f, const struct tz_target *t,
				char buf[TZ_FIELD_TEXT])
{
	struct taizhang_date date = taizhang_assignment_deadline(t->ledger, t->item);

	(void)f;
	return taizhang_date_format(&date, buf);
}

static int set_deadline(const struct tz_field *f, const struct tz_target *t, const char *value,
			struct taizhang_error *err)
{
	struct taizhang_date date;

	(void)f;
	if (tz_entry_date(value, &date, err) < 0)
		return -1;
	return taizhang_assignment_set_deadline(t->ledger, t->item, &date, err);
}

static const char *get_review(const struct tz_field *f, const struct tz_target *t,
			      char buf[TZ_FIELD_TEXT])
{
	unsigned int days = taizhang_assignment_review(t->ledger, t->item);

	(void)f;
	return days ? tz_field_number((long)days, buf) : "";
}

static int set_review(const struct tz_field *f, const struct tz_target *t, const char *value,
		      struct taizhang_error *err)
{
	long days;

	(void)f;
	if (tz_entry_count(value, "天", 0, INT_MAX, &days, err) < 0)
		return -1;
	return taizhang_assignment_set_review(t->ledger, t->item, (unsigned int)days, err);
}

#define LEDGER_TEXT(type_, name_, labels_, getter, setter) \
	{.target = TZ_TARGET_LEDGER, .type = type_, .name = name_, .labels = labels_, .get = get_ledger_text, \
	 .set = set_ledger_text, .u.ledger = {getter, setter}}
#define LEDGER(type_, name_, labels_, getter, setter) \
	{.target = TZ_TARGET_LEDGER, .type = type_, .name = name_, .labels = labels_, .get = getter, .set = setter}
#define ITEM_TEXT(name_, labels_, getter, setter) \
	{.target = TZ_TARGET_ITEM, .type = TZ_FIELD_TYPE_TEXT, .name = name_, .labels = labels_, .get = get_item_text, \
	 .set = set_item_text, .u.item = {getter, setter}}
#define ITEM(type_, name_, labels_, getter, setter) \
	{.target = TZ_TARGET_ITEM, .type = type_, .name = name_, .labels = labels_, .get = getter, .set = setter}

const struct tz_field tz_ledger_fields[] = {
	LEDGER_TEXT(TZ_FIELD_TYPE_WANTED, "city", "城市", taizhang_ledger_city, taizhang_ledger_set_city),
	LEDGER(TZ_FIELD_TYPE_YEAR, "year", "年度|年份", get_year, set_year),
	LEDGER_TEXT(TZ_FIELD_TYPE_TEXT, "unit", "单位", taizhang_ledger_unit, taizhang_ledger_set_unit),
	LEDGER_TEXT(TZ_FIELD_TYPE_TEXT, "contact", "联系人", taizhang_ledger_contact, taizhang_ledger_set_contact),
	LEDGER(TZ_FIELD_TYPE_WINDOW, "window", "材料时限|时限", get_window, set_window),
	LEDGER_TEXT(TZ_FIELD_TYPE_BOUNDS, "bounds", "地理范围|坐标范围", taizhang_ledger_bounds, taizhang_ledger_set_bounds),
	LEDGER(TZ_FIELD_TYPE_COUNT, "revision", "版次|报送版次", get_revision, set_revision),
	LEDGER_TEXT(TZ_FIELD_TYPE_TEXT, "supersedes", "取代|取代的包", taizhang_ledger_supersedes, set_supersedes),
	ITEM_TEXT("lead", "牵头单位", taizhang_assignment_lead, taizhang_assignment_set_lead),
	ITEM_TEXT("co", "配合单位|协办单位", taizhang_assignment_co, taizhang_assignment_set_co),
	ITEM_TEXT("owner", "责任人|负责人", taizhang_assignment_owner, taizhang_assignment_set_owner),
	ITEM(TZ_FIELD_TYPE_DATE, "deadline", "完成时限|截止日期|时限", get_deadline, set_deadline),
	ITEM(TZ_FIELD_TYPE_COUNT, "review", "定期审查|审查周期", get_review, set_review),
	{.name = NULL}
};
