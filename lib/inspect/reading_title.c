/* SPDX-License-Identifier: MIT */
/* reading_title.c: what the lines of a document's head are: numbers, titles, labels, the beginning of the text */
#include "inspect/reading_title.h"

#include <string.h>
#include <taizhang/record.h>

#include "base/text.h"

#define MOST_AGENCY_CODE 16	/* characters of 机关代字 */
#define MOST_TITLE_LINES 6
#define MOST_TITLE 120		/* characters */
#define LEAST_TITLE 5
#define MOST_RELAXED 45

enum tz_label_sort tz_label_of(const char *plain, const char **value)
{
	static const struct {
		const char *text;
		enum tz_label_sort sort;
	} labels[] = {
		{"发文字号:", TZ_LABEL_NUMBER}, {"文号:", TZ_LABEL_NUMBER}, {"文件编号:", TZ_LABEL_NUMBER}, {"标题:", TZ_LABEL_TITLE},
		{"名称:", TZ_LABEL_TITLE}, {"文件名称:", TZ_LABEL_TITLE}, {"题名:", TZ_LABEL_TITLE}, {"发文机关:", TZ_LABEL_ISSUER},
		{"制发机关:", TZ_LABEL_ISSUER}, {"发文单位:", TZ_LABEL_ISSUER}, {"成文日期:", TZ_LABEL_DATE}, {"索引号:", TZ_LABEL_OTHER},
		{"主题分类:", TZ_LABEL_OTHER}, {"发文机构:", TZ_LABEL_OTHER}, {"发布机构:", TZ_LABEL_OTHER}, {"发布单位:", TZ_LABEL_OTHER},
		{"发文日期:", TZ_LABEL_OTHER}, {"发布日期:", TZ_LABEL_OTHER}, {"发布时间:", TZ_LABEL_OTHER}, {"生成日期:", TZ_LABEL_OTHER},
		{"生效时间:", TZ_LABEL_OTHER}, {"生效日期:", TZ_LABEL_OTHER}, {"废止时间:", TZ_LABEL_OTHER}, {"废止日期:", TZ_LABEL_OTHER},
		{"有效性:", TZ_LABEL_OTHER}, {"来源:", TZ_LABEL_OTHER}, {"信息来源:", TZ_LABEL_OTHER}, {"关键词:", TZ_LABEL_OTHER},
		{"主题词:", TZ_LABEL_OTHER}, {"内容概述:", TZ_LABEL_OTHER}, {"组配分类:", TZ_LABEL_OTHER}, {"信息分类:", TZ_LABEL_OTHER},
		{"公开范围:", TZ_LABEL_OTHER}, {"公开方式:", TZ_LABEL_OTHER}, {"体裁分类:", TZ_LABEL_OTHER}, {"体裁:", TZ_LABEL_OTHER},
		{"时间:", TZ_LABEL_OTHER}, {"日期:", TZ_LABEL_OTHER}, {"作者:", TZ_LABEL_OTHER}, {"点击:", TZ_LABEL_OTHER}, {"浏览次数:", TZ_LABEL_OTHER},
		{"浏览量:", TZ_LABEL_OTHER}, {"阅读次数:", TZ_LABEL_OTHER}, {"字号:", TZ_LABEL_OTHER}, {"当前位置:", TZ_LABEL_OTHER},
		{"归档时间:", TZ_LABEL_OTHER}, {"签发人:", TZ_LABEL_OTHER}, {"会签人:", TZ_LABEL_OTHER}, {"编号:", TZ_LABEL_OTHER},
	};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (tz_line_starts(plain, labels[i].text)) {
			*value = plain + strlen(labels[i].text);
			return labels[i].sort;
		}
	return TZ_LABEL_NONE;
}

static bool is_code(const char *agency)
{
	static const char *const not[] = {"关于", "根据", "按照", "号", "《", "》", "、", "，", ",", "。", ".", ":", "：", "(", "（", ")", "〔", "年", NULL};

	return tz_line_characters(agency) <= MOST_AGENCY_CODE && tz_line_characters(agency) >= 2 && !tz_line_has_one(agency, not);
}

/* Bytes up to 号 behind a digit; 0 where there is none. */
static size_t to_serial(const char *tight)
{
	for (const char *p = tight; (p = strstr(p, "号")); p++)
		if (p > tight && ((p[-1] >= '0' && p[-1] <= '9') || (p - tight >= 3 && !memcmp(p - 3, "\xef\xbc", 2))))
			return (size_t)(p - tight) + strlen("号");
	return 0;
}

/* A number at the start of the text, and behind it nothing but what may stand there. */
static bool number_at(const char *tight, struct tz_buffer *out)
{
	static const char *const behind[] = {"签发人", "会签人", "签发:", NULL};
	struct taizhang_document_number number;
	char text[TZ_LINE_MOST + 1];
	const size_t bracket = tz_line_starts(tight, "（") ? strlen("（") : tz_line_starts(tight, "(") ? 1 : 0;
	size_t size = to_serial(tight + bracket);
	const char *rest = tight + bracket + size;

	if (!size || size >= sizeof text)
		return false;
	memcpy(text, tight + bracket, size);
	text[size] = '\0';
	if (bracket && (tz_line_starts(rest, "）") || tz_line_starts(rest, ")")))
		rest += *rest == ')' ? 1 : strlen("）");
	else if (bracket)
		return false;
	if ((*rest && !tz_line_starts_one(rest, behind)) || taizhang_document_number_parse(text, &number, NULL) < 0 || !is_code(number.agency))
		return false;
	tz_buffer_text_add(out, text);
	return true;
}

/* 示例市教育局　　　　示教函〔2017〕5号: what stands behind the last wide blank before the year. */
static const char *last_piece(const char *text)
{
	const char *piece = NULL;

	for (const char *p = text; *p; p++)
		if (tz_line_starts(p, "　") || tz_line_starts(p, "  ") || *p == '\t')
			piece = p;
	return piece;
}

bool tz_number_of_line(const struct tz_line *line, struct tz_buffer *out)
{
	static const char *const blanks[] = {" ", "\t", "　", NULL};
	const char *piece = strlen(line->text) <= TZ_LINE_MOST ? last_piece(line->text) : NULL;
	char before[TZ_LINE_MOST + 1];
	size_t more;

	if (piece) {
		memcpy(before, line->text, (size_t)(piece - line->text));
		before[piece - line->text] = '\0';
		while ((more = tz_line_ends_one(before, blanks)))
			before[strlen(before) - more] = '\0';
		while ((more = tz_line_starts_one(piece, blanks)))
			piece += more;
		if (tz_line_is_agency(before))
			return number_at(piece, out);
	}
	return *line->tight && number_at(line->tight, out);
}

/* A comma outside of quotes and titles: so speaks a sentence. */
static bool has_comma(const char *plain)
{
	int depth = 0;

	for (const char *p = plain; *p; p++) {
		if (tz_line_starts(p, "《") || tz_line_starts(p, "“") || *p == '(')
			depth++;
		else if (tz_line_starts(p, "》") || tz_line_starts(p, "”") || *p == ')')
			depth--;
		else if (depth <= 0 && (*p == ',' || *p == ';' || tz_line_starts(p, "。")))
			return true;
	}
	return false;
}

/* 一、, （一）, 1., 第一条 */
static bool is_numbered(const char *plain)
{
	static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", NULL};
	const bool bracket = *plain == '(';
	const char *p = plain + bracket;
	const size_t digit = tz_line_starts_one(p, digits);

	if (digit)
		return bracket ? p[digit] == ')' : tz_line_starts(p + digit, "、");
	if (tz_line_starts(plain, "第"))
		return strstr(plain, "条") != NULL || strstr(plain, "章") != NULL;
	return *p >= '1' && *p <= '9' && (p[1] == '.' || tz_line_starts(p + 1, "、") || (bracket && p[1] == ')'));
}

bool tz_line_is_body(const struct tz_line *line, bool has_title)
{
	static const char *const starts[] = {"附件", "附:", "目录", "为了", "根据", "按照", "经研究", "现将", "同志们", "抄送", NULL};
	const char *plain = line->plain, *colon = strchr(plain, ':');

	if (!*plain || has_comma(plain) || is_numbered(plain) || tz_line_starts_one(plain, starts))
		return true;
	if (!colon)
		return false;
	/* 各区人民政府: */
	return !colon[1] || has_title;
}

bool tz_line_is_noise(const struct tz_line *line)
{
	static const char *const words[] = {"打印", "字体", "收藏", "分享", ">", "首页", "www.", "http", "返回顶部", "浏览", "点击", "微博", "网站", ":", NULL};

	return tz_line_has_one(line->plain, words) && !strstr(line->plain, "《") && !strstr(line->plain, "关于");
}

static bool is_balanced(const char *text)
{
	int depth = 0;

	for (const char *p = text; *p; p++)
		depth += tz_line_starts(p, "《") - tz_line_starts(p, "》");
	return depth == 0;
}

/* （试行）, （2016—2018年）: bytes at the end of the text. */
static size_t bracket_at_end(const char *text)
{
	const char *open = NULL;
	const size_t size = strlen(text);

	if (!tz_line_ends(text, "）") && !tz_line_ends(text, ")"))
		return 0;
	for (const char *p = text; *p; p++)
		if (tz_line_starts(p, "（") || *p == '(')
			open = p;
	return open && open > text ? size - (size_t)(open - text) : 0;
}

/* What a document is called by its sort. */
static bool names_document(const char *text)
{
	static const char *const ends[] = {
		"通知", "意见", "方案", "办法", "决定", "规定", "制度", "函", "批复", "报告", "纪要", "公告", "通告", "通报", "决议", "公报", "议案",
		"请示", "计划", "规划", "要点", "细则", "条例", "规则", "规程", "守则", "准则", "章程", "预案", "总结", "标准", "规范", "指南", "指引",
		"倡议书", "公约", "清单", "安排", "措施", "汇报", "纲要", "答复", "讲话", "情况说明", "情况汇报", "目录", "名单", "建议", "指导意见", NULL};

	return tz_line_ends_one(text, ends) > 0;
}

/* The text of a title, with what stands in brackets behind it; a number there is cut off, and put in number. */
static bool judge(char *text, bool relaxed, struct tz_buffer *number)
{
	char bare[MOST_TITLE * 4 + 1];
	size_t size = strlen(text), bracket = bracket_at_end(text);

	if (size >= sizeof bare || tz_line_characters(text) > MOST_TITLE || tz_line_characters(text) < LEAST_TITLE || !is_balanced(text) ||
	    tz_line_ends(text, "文件") || tz_line_starts(text, "附件"))
		return false;
	if (bracket && number_at(text + size - bracket, number)) {
		text[size - bracket] = '\0';
		size -= bracket;
		bracket = bracket_at_end(text);
	}
	memcpy(bare, text, size + 1);
	for (; bracket; bracket = bracket_at_end(bare))
		bare[strlen(bare) - bracket] = '\0';
	if (names_document(bare))
		return true;
	return relaxed && tz_line_characters(text) <= MOST_RELAXED && tz_line_characters(text) >= LEAST_TITLE;
}

/* The longest run of lines from first on that is a title. */
static bool find_from(const struct tz_lines *lines, size_t first, size_t num, bool relaxed, struct tz_title *title)
{
	for (size_t n = num < MOST_TITLE_LINES ? num : MOST_TITLE_LINES; n > 0; n--) {
		struct tz_buffer text = TZ_BUFFER_INIT, number = TZ_BUFFER_INIT;

		for (size_t i = 0; i < n; i++)
			tz_buffer_text_add(&text, lines->list[first + i].tight);
		if (text.data && judge(text.data, relaxed && n == 1, &number)) {
			text.size = strlen(text.data);
			*title = (struct tz_title){first, n, text, number};
			return true;
		}
		tz_buffer_free(&text);
		tz_buffer_free(&number);
	}
	return false;
}

/* A heading of the unit's name may stand right above the title, which begins with that name again. */
static bool repeats(const struct tz_lines *lines, size_t first, size_t num)
{
	return num > 1 && tz_line_is_agency(lines->list[first].tight) && tz_line_starts(lines->list[first + 1].tight, lines->list[first].tight);
}

bool tz_title_find(const struct tz_lines *lines, size_t first, size_t num, bool relaxed, struct tz_title *title)
{
	while (repeats(lines, first, num)) {
		first++;
		num--;
	}
	for (; num > 0; first++, num--)
		if (find_from(lines, first, num, relaxed, title))
			return true;
	return false;
}
