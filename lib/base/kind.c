/* SPDX-License-Identifier: MIT */
/* kind.c: the names and labels of the closed lists of the field. */
#include <taizhang/kind.h>

#include <stddef.h>
#include <string.h>

#include "api.h"

struct row {
	unsigned int value;
	const char *name, *label[2];
};

static const struct row kinds[] = {
	{TAIZHANG_KIND_NORMATIVE, "normative", {"规范文件", "normative document"}},
	{TAIZHANG_KIND_REPORT, "report", {"说明报告", "report"}},
	{TAIZHANG_KIND_IMAGE, "image", {"实景图片", "photograph"}},
	{TAIZHANG_KIND_TABLE, "table", {"统计表格", "statistical table"}},
	{0, NULL, {NULL, NULL}},
};

static const struct row roles[] = {
	{TAIZHANG_ROLE_BODY, "body", {"正文", "body"}},
	{TAIZHANG_ROLE_REDHEAD, "redhead", {"红头页", "red-head page"}},
	{TAIZHANG_ROLE_SEAL, "seal", {"盖章页", "seal page"}},
	{TAIZHANG_ROLE_ATTACHMENT, "attachment", {"附件", "attachment"}},
	{0, NULL, {NULL, NULL}},
};

static const struct row captions[] = {
	{TAIZHANG_CAPTION_TIME, "time", {"时间", "time"}},
	{TAIZHANG_CAPTION_PLACE, "place", {"地点", "place"}},
	{TAIZHANG_CAPTION_PEOPLE, "people", {"人物", "people"}},
	{TAIZHANG_CAPTION_THEME, "theme", {"主题", "theme"}},
	{TAIZHANG_CAPTION_BACKGROUND, "background", {"背景", "background"}},
	{TAIZHANG_CAPTION_REASON, "reason", {"事由", "reason"}},
	{TAIZHANG_CAPTION_MEDIUM, "medium", {"媒体名称", "medium"}},
	{TAIZHANG_CAPTION_COLUMN, "column", {"栏目", "column"}},
	{0, NULL, {NULL, NULL}},
};

static const struct row methods[] = {
	{TAIZHANG_METHOD_MATERIAL, "material", {"材料审核", "review of material"}},
	{TAIZHANG_METHOD_SITE, "site", {"实地考察", "site visit"}},
	{TAIZHANG_METHOD_QUESTIONNAIRE, "questionnaire", {"问卷调查", "questionnaire"}},
	{0, NULL, {NULL, NULL}},
};

static const struct row origins[] = {
	{TAIZHANG_ORIGIN_SITE, "site", {"实景", "taken on the spot"}},
	{TAIZHANG_ORIGIN_PRESS, "press", {"报刊版面", "press page"}},
	{TAIZHANG_ORIGIN_SCREENSHOT, "screenshot", {"截图", "screenshot"}},
	{0, NULL, {NULL, NULL}},
};

static const struct row *const lists[] = {
	[TAIZHANG_LIST_KIND] = kinds,
	[TAIZHANG_LIST_ROLE] = roles,
	[TAIZHANG_LIST_CAPTION] = captions,
	[TAIZHANG_LIST_METHOD] = methods,
	[TAIZHANG_LIST_ORIGIN] = origins,
};

/* The rows of a list; of a number that is no list, a list without rows. */
static const struct row *rows_of(enum taizhang_list list)
{
	static const struct row nothing[] = {{0, NULL, {NULL, NULL}}};

	return (size_t)list < sizeof lists / sizeof lists[0] ? lists[list] : nothing;
}

static const struct row *find(enum taizhang_list list, unsigned int value)
{
	for (const struct row *row = rows_of(list); row->name; row++)
		if (row->value == value)
			return row;
	return NULL;
}

TAIZHANG_API const char *taizhang_list_name(enum taizhang_list list, unsigned int value)
{
	const struct row *row = find(list, value);

	return row ? row->name : NULL;
}

TAIZHANG_API const char *taizhang_list_label(enum taizhang_list list, unsigned int value,
					     enum taizhang_lang lang)
{
	const struct row *row = find(list, value);

	return row ? row->label[lang == TAIZHANG_LANG_EN ? TAIZHANG_LANG_EN : TAIZHANG_LANG_ZH] : NULL;
}

TAIZHANG_API unsigned int taizhang_list_value(enum taizhang_list list, const char *name)
{
	if (!name)
		return 0;
	for (const struct row *row = rows_of(list); row->name; row++)
		if (strcmp(row->name, name) == 0 || strcmp(row->label[TAIZHANG_LANG_ZH], name) == 0)
			return row->value;
	return 0;
}
