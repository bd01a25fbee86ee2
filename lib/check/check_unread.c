/* SPDX-License-Identifier: MIT */
/* check_unread.c: what of the files nobody looked into, and why; told once for the whole ledger. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "check/check.h"

/* As many are named; formats and reasons are few. */
#define MOST_TOLD 8

static const struct name {
	const char *name, *zh, *en;
} parts[] = {
	{TZ_UNREAD_TEXT, "文字", "text"},
	{TZ_UNREAD_CELLS, "单元格", "cells"},
	{TZ_UNREAD_PROPERTIES, "内容", "content"},
	{TZ_UNREAD_PIXELS, "画面", "pixels"},
}, reasons[] = {
	{TZ_REASON_NOT_BUILT_IN, "所需的库没有编译进来", "its library is not built in"},
	{TZ_REASON_NO_PROGRAM, "所需的程序没有安装或没有启用", "its program is not installed, or not wanted"},
	{TZ_REASON_PROGRAM_FAILED, "读取的程序出错", "its program failed"},
	{TZ_REASON_TOO_LARGE, "太大，只读了一部分", "too large, read in part"},
	{TZ_REASON_TIMEOUT, "用时过长", "took too long"},
	{TZ_REASON_NO_READER, "没有程序能读这种格式", "nobody here reads this format"},
};

/* Files of one format of which the same was not read for the same reason. */
struct group {
	const char *format_zh, *format_en;
	const struct name *part, *reason;
	uint64_t num;
};
struct tz_check_unread {
	struct group *groups;
	size_t num, capacity;
	int64_t files;
};

static const struct name *find_name(const struct name *names, size_t num, const char *name, const struct name *otherwise)
{
	for (size_t i = 0; i < num; i++)
		if (strcmp(names[i].name, name) == 0)
			return &names[i];
	return otherwise;
}

static int count(struct tz_check_unread *unread, const struct taizhang_facts *facts, const char *part_name,
		 const char *reason_name, struct taizhang_error *err)
{
	const struct name *part = find_name(parts, sizeof parts / sizeof parts[0], part_name, &parts[2]);
	const struct name *reason = find_name(reasons, sizeof reasons / sizeof reasons[0], reason_name, &reasons[5]);
	const char *format = taizhang_facts_format_label(facts, TAIZHANG_LANG_ZH);
	size_t i = 0;

	while (i < unread->num && (unread->groups[i].format_zh != format || unread->groups[i].part != part ||
				   unread->groups[i].reason != reason))
		i++;
	if (i == unread->num) {
		if (tz_array_grow(&unread->groups, unread->num, &unread->capacity, sizeof *unread->groups, err) != 0)
			return -1;
		unread->groups[unread->num++] = (struct group){.format_zh = format,
			.format_en = taizhang_facts_format_label(facts, TAIZHANG_LANG_EN), .part = part, .reason = reason};
	}
	unread->groups[i].num++;
	return 0;
}

static int count_file(struct tz_check_unread *unread, const struct taizhang_facts *facts, struct taizhang_error *err)
{
	size_t num;
	const struct taizhang_fact *fact = tz_facts_all(facts, TZ_FACT_NOT_READ, &num);

	for (size_t i = 0; i < num; i++)
		if (count(unread, facts, fact[i].place, fact[i].value, err) != 0)
			return -1;
	unread->files += num > 0;
	if (num || (facts->state != TAIZHANG_FACTS_UNINSPECTED && facts->state != TAIZHANG_FACTS_LIMITED))
		return 0;
	unread->files++;
	return count(unread, facts, TZ_UNREAD_PROPERTIES,
		     facts->state == TAIZHANG_FACTS_LIMITED ? TZ_REASON_TOO_LARGE : TZ_REASON_NO_READER, err);
}

int tz_check_count_unread(struct tz_check *c, struct taizhang_error *err)
{
	if (!c->num_files)
		return 0;
	if (!c->unread)
		c->unread = calloc(1, sizeof *c->unread);
	if (!c->unread)
		return tz_error_nomem(err);
	for (size_t i = 0; i < c->num_files; i++)
		if (c->files[i].facts && count_file(c->unread, c->files[i].facts, err) != 0)
			return -1;
	return 0;
}

int tz_check_tell_unread(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_buffer zh = TZ_BUFFER_INIT, en = TZ_BUFFER_INIT;
	int result = 0;

	if (!c->unread || !c->unread->num)
		return 0;
	for (size_t i = 0; i < c->unread->num && i < MOST_TOLD; i++) {
		const struct group *group = &c->unread->groups[i];

		tz_buffer_printf(&zh, "%s%s的%s %" PRIu64 " 个（%s）", i ? "、" : "", group->format_zh, group->part->zh, group->num,
				 group->reason->zh);
		tz_buffer_printf(&en, "%s%s of %s: %" PRIu64 " (%s)", i ? ", " : "", group->part->en, group->format_en, group->num,
				 group->reason->en);
	}
	if (c->unread->num > MOST_TOLD) {
		tz_buffer_text_add(&zh, "、…");
		tz_buffer_text_add(&en, ", …");
	}
	if (tz_buffer_check(&zh, err) != 0 || tz_buffer_check(&en, err) != 0)
		result = -1;
	else
		result = tz_find(c->findings, CONTENT_UNREAD, err, .count = c->unread->files, .label = tz_buffer_text(&zh),
				 .field = tz_buffer_text(&en));
	tz_buffer_free(&zh);
	tz_buffer_free(&en);
	return result;
}

void tz_check_unread_free(struct tz_check_unread *unread)
{
	if (!unread)
		return;
	free(unread->groups);
	free(unread);
}
