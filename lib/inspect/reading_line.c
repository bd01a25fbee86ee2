/* SPDX-License-Identifier: MIT */
/* reading_line.c: the lines of a document's text, in the forms in which they are compared. */
#include "inspect/reading_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"

#define MOST_LINES 20000	/* a document has some hundred; what is behind is no longer read */
#define MOST_AGENCY 40		/* characters of a unit's name */

bool tz_line_starts(const char *text, const char *with)
{
	/* Most differ within a byte or two, and this is asked at every character: no call is worth it. */
	while (*with && *text == *with) {
		text++;
		with++;
	}
	return !*with;
}

bool tz_line_ends(const char *text, const char *with)
{
	const size_t size = strlen(text), cut = strlen(with);

	return size >= cut && !memcmp(text + size - cut, with, cut);
}

size_t tz_line_starts_one(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (tz_line_starts(text, *list))
			return strlen(*list);
	return 0;
}

size_t tz_line_ends_one(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (tz_line_ends(text, *list))
			return strlen(*list);
	return 0;
}

bool tz_line_has_one(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strstr(text, *list))
			return true;
	return false;
}

size_t tz_line_characters(const char *text)
{
	size_t num = 0;

	for (; *text; text++)
		num += ((unsigned char)*text & 0xC0) != 0x80;
	return num;
}

/* — 3 —, 第3页, 3/12, ----------, ★: nothing that the document says. */
static bool is_ornament(const char *plain)
{
	static const char *const marks[] = {"-", "—", "–", "─", "━", "_", "=", "*", "★", "☆", "·", "•", ".", "/", "|", "第", "页", "共", NULL};
	size_t more, digits = 0;

	for (const char *p = plain; *p; p += more) {
		more = tz_line_starts_one(p, marks);
		if (!more && *p >= '0' && *p <= '9' && ++digits <= 6)
			more = 1;
		if (!more)
			return false;
	}
	/* six zeros and a few are a copy's number, which stands alone */
	return true;
}

/* Without blanks; the ideographic and the no-break one too. */
static char *tighten(const char *text, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	size_t size;
	int32_t c;

	for (; *text; text += size) {
		size = tz_text_next(text, &c);
		if (!size)
			break;
		if (c != ' ' && c != '\t' && c != 0xA0 && c != 0x3000 && c != 0xFEFF && !(c >= 0x2000 && c <= 0x200B))
			tz_buffer_add(&out, text, size);
	}
	return tz_buffer_take(&out, err);
}

static int add_line(struct tz_lines *lines, char *text, unsigned int number, struct taizhang_error *err)
{
	struct tz_line line = {.number = number, .tight = "", .plain = ""};
	char *trimmed = tz_text_trim(text), *tight = NULL, *plain = NULL;
	int result = -1;

	if (!*trimmed)
		return 0;
	if (strlen(trimmed) <= TZ_LINE_MOST) {
		tight = tighten(trimmed, err);
		plain = tight ? tz_text_halfwidth(tight, err) : NULL;
		if (!plain)
			goto out;
		result = 0;
		if (is_ornament(plain))
			goto out;
		result = -1;
		line.tight = tz_arena_strdup(&lines->arena, tight, err);
		line.plain = tz_arena_strdup(&lines->arena, plain, err);
	}
	line.text = tz_arena_strdup(&lines->arena, trimmed, err);
	if (!line.text || !line.tight || !line.plain ||
	    tz_array_grow(&lines->list, lines->num, &lines->capacity, sizeof *lines->list, err) < 0)
		goto out;
	lines->list[lines->num++] = line;
	result = 0;
out:
	free(tight);
	free(plain);
	return result;
}

int tz_lines_read(struct tz_lines *lines, const char *text, struct taizhang_error *err)
{
	unsigned int number = 0;

	*lines = (struct tz_lines){.num = 0};
	while (*text && lines->num < MOST_LINES) {
		const size_t size = strcspn(text, "\n");
		char *copy = tz_strndup(text, size, err);
		const int result = copy ? add_line(lines, copy, ++number, err) : -1;

		free(copy);
		if (result < 0)
			return -1;
		text += size + (text[size] == '\n');
	}
	return 0;
}

void tz_lines_free(struct tz_lines *lines)
{
	tz_arena_free(&lines->arena);
	free(lines->list);
}

/* 〇 is written as many a sign that looks like it. */
static int digit_of(const char **p)
{
	static const struct {
		const char *text;
		int digit;
	} digits[] = {{"〇", 0}, {"○", 0}, {"零", 0}, {"О", 0}, {"O", 0}, {"o", 0}, {"0", 0}, {"Ο", 0}, {"◯", 0}, {"一", 1}, {"二", 2},
		      {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}};

	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		if (tz_line_starts(*p, digits[i].text)) {
			*p += strlen(digits[i].text);
			return digits[i].digit;
		}
	return -1;
}

static bool skip(const char **p, const char *word)
{
	if (!tz_line_starts(*p, word))
		return false;
	*p += strlen(word);
	return true;
}

/* 三, 十, 十三, 二十, 三十一; 0 for none. */
static int small_number(const char **p)
{
	int tens = digit_of(p), ones;

	if (!skip(p, "十"))
		return tens > 0 ? tens : 0;
	ones = digit_of(p);
	return (tens < 0 ? 1 : tens) * 10 + (ones < 0 ? 0 : ones);
}

static bool chinese_date(const char *p, struct taizhang_date *date)
{
	*date = (struct taizhang_date){0, 0, 0};
	for (int i = 0; i < 4; i++) {
		const int digit = digit_of(&p);

		if (digit < 0)
			return false;
		date->year = date->year * 10 + digit;
	}
	if (!skip(&p, "年") || !(date->month = small_number(&p)) || !skip(&p, "月"))
		return false;
	if (*p && (!(date->day = small_number(&p)) || !skip(&p, "日")))
		return false;
	return !*p;
}

bool tz_line_date(const char *plain, bool loose, struct taizhang_date *date)
{
	char text[64];
	size_t size = strlen(plain);

	if (size >= sizeof text || size < 6)
		return false;
	memcpy(text, plain, size + 1);
	if (text[0] == '(' && text[size - 1] == ')') {
		text[size - 1] = '\0';
		memmove(text, text + 1, size - 1);
	}
	if (strstr(text, "号") || (!strstr(text, "年") && (!loose || strspn(text, "0123456789") != 4)))
		return false;
	if (taizhang_date_parse(text, date, NULL) == 0 ? !date->month : !chinese_date(text, date))
		return false;
	return taizhang_date_is_valid(date) && date->year >= 1949 && date->year <= 2099;
}

bool tz_line_is_agency(const char *tight)
{
	static const char *const ends[] = {
		"政府", "委员会", "党委", "党组", "党校", "市委", "区委", "县委", "省委", "州委", "盟委", "旗委", "工委", "镇委", "乡委", "局委", "党总支",
		"党支部", "办公室", "办公厅", "办事处", "局", "厅", "部", "处", "科", "院", "所", "站", "馆", "中心", "大队", "支队", "总队", "分局", "公司",
		"集团", "银行", "学校", "大学", "学院", "中学", "小学", "幼儿园", "医院", "领导小组", "指挥部", "联合会", "协会", "学会", "总会", "基金会",
		"总工会", "工会", "共青团", "团委", "妇联", "科协", "文联", "残联", "侨联", "工商联", "红十字会", "法院", "检察院", "纪委", "监委", "监察委",
		"关工委", "文明办", "文明委", "创建办", "创城办", "创文办", "网信办", "法制办", "金融办", "政法委", "编办", "联席会议", "电视台", "日报社",
		"报社", "研究室", "管委会", "居委会", "村委会", "人大常委会", "常委会", "代表大会", "政协", "公积金中心", "街道", "社区", "镇", "乡", NULL};
	static const char *const marks[] = {"。", "，", "；", "：", "、", "《", "》", "“", "”", "？", "！", ",", ";", ":", "!", "?", "关于", "通知",
					    "印发", "转发", "根据", "按照", ">", "=", "_", "/", NULL};
	static const char *const starts[] = {"各", "抄送", "报送", "主送", "分送", "附件", "附:", "联系", "第", "一", "二", "三", "四", "五", "(", "（", "以及",
					     "责任单位", "牵头单位", "由", "是", "在", "为", "请", NULL};
	const size_t characters = tz_line_characters(tight);

	if (characters < 3 || characters > MOST_AGENCY || !tz_line_ends_one(tight, ends) || tz_line_has_one(tight, marks) ||
	    tz_line_starts_one(tight, starts))
		return false;
	for (const char *p = tight; *p; p++)
		if (*p >= '0' && *p <= '9')
			return false;
	return true;
}

const char *tz_line_place(const struct tz_line *line, char buf[TZ_LINE_PLACE])
{
	snprintf(buf, TZ_LINE_PLACE, "第 %u 行", line->number);
	return buf;
}
