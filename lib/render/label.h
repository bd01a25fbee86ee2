/* SPDX-License-Identifier: MIT */
/* label.h: the words around the data, in both languages. */
#ifndef TZ_RENDER_LABEL_H
#define TZ_RENDER_LABEL_H

#include <stdint.h>
#include <taizhang/error.h>

#include "base/message.h"

/* Rows stand in label.def: LABEL(ENUM, "中文", "English"). */
enum tz_label {
#define LABEL(name, zh, en) TZ_L_##name,
#include "render/label.def"
#undef LABEL
	TZ_NUM_LABELS
};

const char *tz_label(enum tz_label label, enum taizhang_lang lang);

/* Appends a label with its places filled: tz_label_fill(out, NODE_ITEMS, lang, {"items", TZ_COUNT(n)}). */
#define tz_label_fill(out, name, lang, ...) \
	tz_message_fill((out), tz_label(TZ_L_##name, (lang)), (const struct tz_place[]){__VA_ARGS__}, \
			sizeof((const struct tz_place[]){__VA_ARGS__}) / sizeof(struct tz_place))

/* A number as text, for a place; lives as long as the block it stands in. TZ_COUNT_IF gives "" for 0. */
#define TZ_COUNT_SIZE 24
const char *tz_count_text(char buf[TZ_COUNT_SIZE], uint64_t number);
#define TZ_COUNT(number) tz_count_text((char[TZ_COUNT_SIZE]){0}, (uint64_t)(number))
#define TZ_COUNT_IF(number) ((number) ? TZ_COUNT(number) : "")

#endif
