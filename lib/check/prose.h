/* SPDX-License-Identifier: MIT */
/* prose.h: what the text of a report says: figures, where they come from, and whether it is about its topic. */
#ifndef TZ_CHECK_PROSE_H
#define TZ_CHECK_PROSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A number with % or a measure behind it (人, 次, 个, 万元), 百分之, or 二十余场. Years, dates, list numbers, 第3条 and document numbers are
 * none. */
bool tz_prose_has_figures(const char *text, size_t size);
/* A word that names where figures come from: 来源, 统计局, 年鉴, 数据, 据…显示. */
bool tz_prose_names_source(const char *text, size_t size);

/* The terms of a topic: its pairs of neighbouring ideographs but set words (工作, 情况, 报告). */
#define TZ_PROSE_TERMS 128
struct tz_prose_topic {
	uint64_t terms[TZ_PROSE_TERMS];
	size_t num;
};
/* Adds those of a title; what is beyond the room is left out. */
void tz_prose_add_topic(struct tz_prose_topic *topic, const char *title);
/* One of its terms is in the text. A topic without any is in every text. */
bool tz_prose_is_about(const struct tz_prose_topic *topic, const char *text, size_t size);

#endif
