/* SPDX-License-Identifier: MIT */
/* field_record.c: the fields of a record of each kind, and of its files. */
#include "ledger/field_row.h"

#include <limits.h>

#include "base/error.h"
#include "base/text.h"
#include "ledger/entry.h"

static const char *get_text(const struct tz_field *f, const struct tz_target *t,
			    char buf[TZ_FIELD_TEXT])
{
	(void)buf;
	return f->u.text.get(t->record);
}

static int set_text(const struct tz_field *f, const struct tz_target *t, const char *value,
		    struct taizhang_error *err)
{
	return f->u.text.set(t->record, value, err);
}

static const char *get_date(const struct tz_field *f, const struct tz_target *t,
			    char buf[TZ_FIELD_TEXT])
{
	struct taizhang_date date = f->u.date.get(t->record);

	return taizhang_date_format(&date, buf);
}

static int set_date(const struct tz_field *f, const struct tz_target *t, const char *value,
		    struct taizhang_error *err)
{
	struct taizhang_date date;

	return tz_entry_date(value, &date, err) < 0 ? -1 : f->u.date.set(t->record, &date, err);
}

static const char *get_answer(const struct tz_field *f, const struct tz_target *t,
			      char buf[TZ_FIELD_TEXT])
{
	enum taizhang_answer answer = f->u.answer.get(t->record);

	(void)buf;
	return answer == TAIZHANG_UNKNOWN ? "" : answer == TAIZHANG_YES ? "yes" : "no";
}

static int set_answer(const struct tz_field *f, const struct tz_target *t, const char *value,
		      struct taizhang_error *err)
{
	enum taizhang_answer answer;

	return tz_entry_answer(value, &answer, err) < 0 ? -1
							: f->u.answer.set(t->record, answer, err);
}

static const char *get_kind(const struct tz_field *f, const struct tz_target *t,
			    char buf[TZ_FIELD_TEXT])
{
	(void)f;
	(void)buf;
	return taizhang_list_name(TAIZHANG_LIST_KIND, taizhang_record_kind(t->record));
}

static int set_kind(const struct tz_field *f, const struct tz_target *t, const char *value,
		    struct taizhang_error *err)
{
	(void)f;
	return taizhang_record_set_kind(
		t->record, (enum taizhang_kind)taizhang_list_value(TAIZHANG_LIST_KIND, value), err);
}

static const char *get_words(const struct tz_field *f, const struct tz_target *t,
			     char buf[TZ_FIELD_TEXT])
{
	long words = taizhang_report_words(t->record);

	(void)f;
	return words < 0 ? "" : tz_field_number(words, buf);
}

static int set_words(const struct tz_field *f, const struct tz_target *t, const char *value,
		     struct taizhang_error *err)
{
	long words;

	(void)f;
	return tz_entry_count(value, "字", -1, INT_MAX, &words, err) < 0
		? -1 : taizhang_report_set_words(t->record, words, err);
}

static const char *get_caption(const struct tz_field *f, const struct tz_target *t,
			       char buf[TZ_FIELD_TEXT])
{
	(void)buf;
	return taizhang_image_caption(t->record, f->u.caption);
}

static int set_caption(const struct tz_field *f, const struct tz_target *t, const char *value,
		       struct taizhang_error *err)
{
	return taizhang_image_set_caption(t->record, f->u.caption, value, err);
}

static const char *get_origin(const struct tz_field *f, const struct tz_target *t,
			      char buf[TZ_FIELD_TEXT])
{
	const char *name =
		taizhang_list_name(TAIZHANG_LIST_ORIGIN, taizhang_image_origin(t->record));

	(void)f;
	(void)buf;
	return name ? name : "";
}

static int set_origin(const struct tz_field *f, const struct tz_target *t, const char *value,
		      struct taizhang_error *err)
{
	unsigned int origin = taizhang_list_value(TAIZHANG_LIST_ORIGIN, value);

	(void)f;
	if (!origin && !tz_text_is_blank(value))
		return tz_error_inval(err, "value");
	return taizhang_image_set_origin(t->record, (enum taizhang_origin)origin, err);
}

static const char *get_width(const struct tz_field *f, const struct tz_target *t,
			     char buf[TZ_FIELD_TEXT])
{
	unsigned int width = taizhang_image_width(t->record);

	(void)f;
	return width ? tz_field_number((long)width, buf) : "";
}

static int set_width(const struct tz_field *f, const struct tz_target *t, const char *value,
		     struct taizhang_error *err)
{
	long width;

	(void)f;
	if (tz_entry_count(value, NULL, 0, INT_MAX, &width, err) < 0)
		return -1;
	return taizhang_image_set_size(t->record, (unsigned int)width,
				       taizhang_image_height(t->record), err);
}

static const char *get_height(const struct tz_field *f, const struct tz_target *t,
			      char buf[TZ_FIELD_TEXT])
{
	unsigned int height = taizhang_image_height(t->record);

	(void)f;
	return height ? tz_field_number((long)height, buf) : "";
}

static int set_height(const struct tz_field *f, const struct tz_target *t, const char *value,
		      struct taizhang_error *err)
{
	long height;

	(void)f;
	if (tz_entry_count(value, NULL, 0, INT_MAX, &height, err) < 0)
		return -1;
	return taizhang_image_set_size(t->record, taizhang_image_width(t->record),
				       (unsigned int)height, err);
}

static const char *get_role(const struct tz_field *f, const struct tz_target *t,
			    char buf[TZ_FIELD_TEXT])
{
	const struct taizhang_file *file = taizhang_record_get_file(t->record, t->index);

	(void)f;
	(void)buf;
	return taizhang_list_name(TAIZHANG_LIST_ROLE, taizhang_file_role(file));
}

/* A file has always a role; cleared, it is body. */
static int set_role(const struct tz_field *f, const struct tz_target *t, const char *value,
		    struct taizhang_error *err)
{
	unsigned int role = tz_text_is_blank(value)
				    ? TAIZHANG_ROLE_BODY
				    : taizhang_list_value(TAIZHANG_LIST_ROLE, value);

	(void)f;
	return taizhang_record_set_role(t->record, t->index, (enum taizhang_role)role, err);
}

#define TEXT(kind_, name_, labels_, getter, setter) \
	{.target = TZ_TARGET_RECORD, .kind = TAIZHANG_KIND_##kind_, .type = TZ_FIELD_TYPE_TEXT, .name = name_, \
	 .labels = labels_, .get = get_text, .set = set_text, .u.text = {getter, setter}}
#define DATE(kind_, name_, labels_, getter, setter) \
	{.target = TZ_TARGET_RECORD, .kind = TAIZHANG_KIND_##kind_, .type = TZ_FIELD_TYPE_DATE, .name = name_, \
	 .labels = labels_, .get = get_date, .set = set_date, .u.date = {getter, setter}}
#define ANSWER(kind_, name_, labels_, getter, setter) \
	{.target = TZ_TARGET_RECORD, .kind = TAIZHANG_KIND_##kind_, .type = TZ_FIELD_TYPE_CHOICE, .name = name_, \
	 .labels = labels_, .choices = "yes, no", .get = get_answer, .set = set_answer, .u.answer = {getter, setter}}
#define CAPTION(element, name_, labels_) \
	{.target = TZ_TARGET_RECORD, .kind = TAIZHANG_KIND_IMAGE, .type = TZ_FIELD_TYPE_TEXT, .name = name_, \
	 .labels = labels_, .get = get_caption, .set = set_caption, .u.caption = TAIZHANG_CAPTION_##element}
#define OTHER(kind_, type_, name_, labels_, choices_, getter, setter) \
	{.target = TZ_TARGET_RECORD, .kind = TAIZHANG_KIND_##kind_, .type = TZ_FIELD_TYPE_##type_, .name = name_, \
	 .labels = labels_, .choices = choices_, .get = getter, .set = setter}

const struct tz_field tz_record_fields[] = {
	OTHER(NONE, CHOICE, "kind", "材料种类|种类", "normative, report, image, table", get_kind, set_kind),
	TEXT(NONE, "title", "标题|题名|名称", taizhang_record_title, taizhang_record_set_title),
	TEXT(NONE, "unit", "出具单位|单位", taizhang_record_unit, taizhang_record_set_unit),
	TEXT(NONE, "evidence", "印证标识|印证", taizhang_record_evidence, taizhang_record_set_evidence),
	TEXT(NONE, "note", "备注", taizhang_record_note, taizhang_record_set_note),
	TEXT(NORMATIVE, "number", "发文字号|文号", taizhang_normative_number, taizhang_normative_set_number),
	TEXT(NORMATIVE, "issuer", "发文机关|制发机关", taizhang_normative_issuer, taizhang_normative_set_issuer),
	DATE(NORMATIVE, "date", "成文日期|日期", taizhang_normative_date, taizhang_normative_set_date),
	ANSWER(NORMATIVE, "sealed", "盖章|已盖章", taizhang_normative_sealed, taizhang_normative_set_sealed),
	ANSWER(NORMATIVE, "provincial-opinion", "省直部门意见|省级部门意见",
	       taizhang_normative_provincial_opinion, taizhang_normative_set_provincial_opinion),
	TEXT(REPORT, "author", "撰写单位|作者", taizhang_report_author, taizhang_report_set_author),
	DATE(REPORT, "date", "成文日期|日期", taizhang_report_date, taizhang_report_set_date),
	OTHER(REPORT, COUNT, "words", "字数", NULL, get_words, set_words),
	TEXT(REPORT, "sources", "来源出处|出处", taizhang_report_sources, taizhang_report_set_sources),
	CAPTION(TIME, "time", "时间"),
	CAPTION(PLACE, "place", "地点"),
	CAPTION(PEOPLE, "people", "人物"),
	CAPTION(THEME, "theme", "主题"),
	CAPTION(BACKGROUND, "background", "背景"),
	CAPTION(REASON, "reason", "事由"),
	CAPTION(MEDIUM, "medium", "媒体"),
	CAPTION(COLUMN, "column", "栏目|专栏"),
	OTHER(IMAGE, CHOICE, "origin", "图片来源", "site, press, screenshot", get_origin, set_origin),
	DATE(IMAGE, "taken", "拍摄日期|拍摄时间", taizhang_image_taken, taizhang_image_set_taken),
	OTHER(IMAGE, COUNT, "width", "宽度", NULL, get_width, set_width),
	OTHER(IMAGE, COUNT, "height", "高度", NULL, get_height, set_height),
	TEXT(TABLE, "period", "统计时期|时期", taizhang_table_period, taizhang_table_set_period),
	TEXT(TABLE, "statistical-scope", "统计口径|口径", taizhang_table_statistical_scope,
	     taizhang_table_set_statistical_scope),
	TEXT(TABLE, "data-source", "数据来源", taizhang_table_data_source, taizhang_table_set_data_source),
	ANSWER(TABLE, "sealed", "盖章|已盖章", taizhang_table_sealed, taizhang_table_set_sealed),
	{.target = TZ_TARGET_FILE, .type = TZ_FIELD_TYPE_CHOICE, .name = "role", .labels = "页面角色|角色",
	 .choices = "body, redhead, seal, attachment", .get = get_role, .set = set_role},
	{.name = NULL}
};
