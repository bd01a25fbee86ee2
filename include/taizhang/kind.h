/* SPDX-License-Identifier: MIT */
/**
 * @file kind.h
 * The closed lists of the field: kinds of material, roles of pages, caption fields, methods, origins.
 *
 * Each list has one English name a value, the same in XML, on the command
 * line and here, and a Chinese label for people.
 */
#ifndef TAIZHANG_KIND_H
#define TAIZHANG_KIND_H

#include <taizhang/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** 材料种类: the four kinds of material (全国文明城市测评体系操作手册, 材料审核). */
enum taizhang_kind {
	TAIZHANG_KIND_NONE = 0,
	/** 规范文件 */
	TAIZHANG_KIND_NORMATIVE,
	/** 说明报告 */
	TAIZHANG_KIND_REPORT,
	/** 实景图片 */
	TAIZHANG_KIND_IMAGE,
	/** 统计表格 */
	TAIZHANG_KIND_TABLE
};
#define TAIZHANG_NUM_KINDS 4

/** 页面角色: what a file is in its record. Usable as a set. */
enum taizhang_role {
	/** 正文 */
	TAIZHANG_ROLE_BODY = 1 << 0,
	/** 红头页 */
	TAIZHANG_ROLE_REDHEAD = 1 << 1,
	/** 盖章页 */
	TAIZHANG_ROLE_SEAL = 1 << 2,
	/** 附件 */
	TAIZHANG_ROLE_ATTACHMENT = 1 << 3
};
#define TAIZHANG_NUM_ROLES 4

/** 图片说明要素: the elements of a caption. Usable as a set. */
enum taizhang_caption {
	TAIZHANG_CAPTION_TIME = 1 << 0,
	TAIZHANG_CAPTION_PLACE = 1 << 1,
	TAIZHANG_CAPTION_PEOPLE = 1 << 2,
	TAIZHANG_CAPTION_THEME = 1 << 3,
	TAIZHANG_CAPTION_BACKGROUND = 1 << 4,
	TAIZHANG_CAPTION_REASON = 1 << 5,
	/** Press pages and screenshots: the paper or channel. */
	TAIZHANG_CAPTION_MEDIUM = 1 << 6,
	/** Press pages and screenshots: the column. */
	TAIZHANG_CAPTION_COLUMN = 1 << 7
};
#define TAIZHANG_NUM_CAPTIONS 8

/** 测评方法: how a standard is assessed. A set: one standard may carry several. */
enum taizhang_method {
	TAIZHANG_METHOD_MATERIAL = 1 << 0,
	TAIZHANG_METHOD_SITE = 1 << 1,
	TAIZHANG_METHOD_QUESTIONNAIRE = 1 << 2
};
#define TAIZHANG_NUM_METHODS 3

/** 图片来源: where a picture comes from. */
enum taizhang_origin {
	TAIZHANG_ORIGIN_NONE = 0,
	/** 实景 */
	TAIZHANG_ORIGIN_SITE,
	/** 报刊版面 */
	TAIZHANG_ORIGIN_PRESS,
	/** 截图 */
	TAIZHANG_ORIGIN_SCREENSHOT
};

/** The lists that the functions below name. */
enum taizhang_list {
	TAIZHANG_LIST_KIND,
	TAIZHANG_LIST_ROLE,
	TAIZHANG_LIST_CAPTION,
	TAIZHANG_LIST_METHOD,
	TAIZHANG_LIST_ORIGIN
};

/**
 * @brief Tell the name of one value of a list, such as "normative".
 * @param list Which list.
 * @param value One value.
 * @return A static ASCII string, or NULL where the list has no such value.
 */
const char *taizhang_list_name(enum taizhang_list list, unsigned int value);

/**
 * @brief Tell the label of one value for people: 规范文件, or "normative document".
 * @param list Which list.
 * @param value One value.
 * @param lang The language.
 * @return A static UTF-8 string, or NULL where the list has no such value.
 */
const char *taizhang_list_label(enum taizhang_list list, unsigned int value,
				enum taizhang_lang lang);

/**
 * @brief Find a value by its name or by its Chinese label.
 * @param list Which list.
 * @param name UTF-8.
 * @return The value, or 0.
 */
unsigned int taizhang_list_value(enum taizhang_list list, const char *name);

#ifdef __cplusplus
}
#endif
#endif
