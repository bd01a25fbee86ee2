/* SPDX-License-Identifier: MIT */
/* prose.c: what the text of a report says: figures, where they come from, and whether it is about its topic. */
#include "check/prose.h"

#include <string.h>

#include "base/text.h"

struct reader {
	const char *at, *end;
};

/* The next character, full-width ASCII as ASCII; 0 at the end. */
static int32_t next(struct reader *reader)
{
	int32_t c = 0;
	size_t step;

	if (reader->at >= reader->end)
		return 0;
	step = tz_text_next(reader->at, &c);
	reader->at += step ? step : 1;
	return c >= 0xff01 && c <= 0xff5e ? c - (0xff01 - 0x21) : c;
}

static bool is_in(int32_t c, const char *characters)
{
	while (*characters) {
		int32_t one = 0;

		characters += tz_text_next(characters, &one);
		if (one == c)
			return true;
	}
	return false;
}

static bool starts_with(const struct reader *reader, const char *const *words)
{
	for (; *words; words++) {
		size_t size = strlen(*words);

		if ((size_t)(reader->end - reader->at) >= size && memcmp(reader->at, *words, size) == 0)
			return true;
	}
	return false;
}

/* What is counted and measured; 年, 月, 日, 号 are not among them. */
static bool is_measure(struct reader after)
{
	static const char *const words[] = {"公里", "公顷", "公斤", "平方", "立方", "小时", "课时", "学时", NULL};
	struct reader look = after;
	int32_t c = next(&look);

	while (c == ' ' || c == 0x3000) {
		after = look;
		c = next(&look);
	}
	/* 120余人, 30多次 */
	if (is_in(c, "余多") && next(&after) && after.at < after.end) {
		look = after;
		c = next(&look);
	}
	return is_in(c, "%‰人名个次场件份户家处条项元万亿千百米亩吨克升篇期辆台座所批组支块套盏株棵间栋幢册本张幅面对起例宗笔倍岁只顶只片段站点届") ||
	       starts_with(&after, words);
}

/* Of a run of digits with , and . in it: what comes behind. */
static void skip_number(struct reader *reader)
{
	struct reader look = *reader;

	for (int32_t c = next(&look); (c >= '0' && c <= '9') || c == '.' || c == ','; c = next(&look))
		*reader = look;
}

#define CHINESE_DIGITS "〇零一二两三四五六七八九十百千万亿"

/* 二十, 三百余: more than one sign, since 一个 and 一次 count nothing. */
static bool is_chinese_figure(struct reader *reader)
{
	struct reader look = *reader;
	size_t num = 1;
	bool large = false;

	for (int32_t c = next(&look); c && is_in(c, CHINESE_DIGITS); c = next(&look), num++) {
		large = large || is_in(c, "十百千万亿");
		*reader = look;
	}
	return num > 1 && large && is_measure(*reader);
}

bool tz_prose_has_figures(const char *text, size_t size)
{
	static const char *const percent[] = {"百分之", NULL};
	struct reader reader = {text, text + size};
	int32_t before = 0;

	for (;;) {
		const struct reader here = reader;
		int32_t c = next(&reader);
		bool ordinal = before == 0x7b2c;	/* 第 */

		if (!c && reader.at >= reader.end)
			return false;
		if (starts_with(&here, percent))
			return true;
		if (c >= '0' && c <= '9') {
			skip_number(&reader);
			if (!ordinal && is_measure(reader))
				return true;
		} else if (is_in(c, CHINESE_DIGITS) && is_chinese_figure(&reader) && !ordinal) {
			return true;
		}
		before = c;
	}
}

static const char *find(const char *text, const char *end, const char *word)
{
	size_t size = strlen(word);

	while ((size_t)(end - text) >= size) {
		const char *at = memchr(text, (unsigned char)*word, (size_t)(end - text) - size + 1);

		if (!at || memcmp(at, word, size) == 0)
			return at;
		text = at + 1;
	}
	return NULL;
}

bool tz_prose_names_source(const char *text, size_t size)
{
	static const char *const words[] = {"来源", "出处", "统计", "年鉴", "公报", "数据", "据介绍", "据测算", "据调查"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (find(text, text + size, words[i]))
			return true;
	return false;
}

static bool is_ideograph(int32_t c)
{
	return c >= 0x4e00 && c <= 0x9fff;
}

static uint64_t pair(int32_t a, int32_t b)
{
	return (uint64_t)a << 32 | (uint64_t)b;
}

static bool is_set_word(int32_t a, int32_t b)
{
	static const char words[] = "工作情况报告说明材料建设开展活动管理制度机制实施推进落实加强相关有关方案总结统计年度全市全面进行以及深入提高";
	struct reader reader = {words, words + sizeof words - 1};

	for (int32_t first = next(&reader); first; first = next(&reader))
		if (next(&reader) == b && first == a)
			return true;
	return false;
}

/* Neither what lies in a set word nor what reaches into one is a term of the topic. */
void tz_prose_add_topic(struct tz_prose_topic *topic, const char *title)
{
	struct reader reader = {title, title + strlen(title)};
	int32_t before = 0, c = next(&reader);

	while (c) {
		struct reader look = reader;
		int32_t after = next(&look);

		if (is_set_word(c, after)) {
			reader = look;
			before = 0;
			c = next(&reader);
			continue;
		}
		if (!is_ideograph(c) || is_in(c, "的和与及等了在对为是有"))
			c = 0;
		if (before && c && topic->num < TZ_PROSE_TERMS)
			topic->terms[topic->num++] = pair(before, c);
		before = c;
		c = next(&reader);
	}
}

bool tz_prose_is_about(const struct tz_prose_topic *topic, const char *text, size_t size)
{
	struct reader reader = {text, text + size};
	int32_t before = 0;

	if (!topic->num)
		return true;
	while (reader.at < reader.end) {
		int32_t c = next(&reader);
		uint64_t term = pair(before, c);

		for (size_t i = 0; is_ideograph(before) && is_ideograph(c) && i < topic->num; i++)
			if (topic->terms[i] == term)
				return true;
		/* A line may break within a word. */
		if (c != '\n' && c != ' ' && c != 0x3000)
			before = c;
	}
	return false;
}
