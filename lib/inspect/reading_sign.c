/* SPDX-License-Identifier: MIT */
/* reading_sign.c: units on a line, and the signature below a document's text: 署名 and 成文日期 (GB/T 9704-2012 7.3.5) */
#include "inspect/reading_head.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define MOST_SIGNERS 12		/* lines of units above a date */

void tz_agencies_add(struct tz_agencies *out, const char *name, size_t size, const struct tz_line *line)
{
	tz_buffer_text_add(&out->names, out->num++ ? "、" : "");
	tz_buffer_add(&out->names, name, size);
	if (!out->line)
		out->line = line;
}

/* 示例市教育局（盖章） */
static size_t without_seal(const char *text)
{
	static const char *const seals[] = {"（盖章）", "（印章）", "（公章）", "（章）", "(盖章)", "(印章)", "(公章)", "(章)", "（代章）", NULL};

	return strlen(text) - tz_line_ends_one(text, seals);
}

static bool is_agency(const char *name, size_t size)
{
	char text[TZ_LINE_MOST + 1];

	if (size >= sizeof text)
		return false;
	memcpy(text, name, size);
	text[size] = '\0';
	text[without_seal(text)] = '\0';
	return tz_line_is_agency(text);
}

/* The next piece of the text between blanks; NULL at the end. */
static const char *next_piece(const char *text, size_t *size)
{
	static const char *const blanks[] = {" ", "\t", "　", "\xc2\xa0", "、", NULL};
	size_t more;

	while ((more = tz_line_starts_one(text, blanks)))
		text += more;
	*size = 0;
	while (text[*size] && !tz_line_starts_one(text + *size, blanks))
		++*size;
	return *size ? text : NULL;
}

/* All of size bytes are units with blanks between, or one unit with blanks inside it. */
static size_t agencies_of(const char *text, const struct tz_line *line, struct tz_agencies *out)
{
	size_t num = 0, size = 0;

	for (const char *p = next_piece(text, &size); p; p = next_piece(p + size, &size), num++)
		if (!is_agency(p, size))
			return 0;
	for (const char *p = next_piece(text, &size); p; p = next_piece(p + size, &size)) {
		char name[TZ_LINE_MOST + 1];

		memcpy(name, p, size);
		name[size] = '\0';
		tz_agencies_add(out, name, without_seal(name), line);
	}
	return num;
}

size_t tz_agencies_of_line(const struct tz_line *line, struct tz_agencies *out)
{
	size_t num = *line->tight ? agencies_of(line->text, line, out) : 0;

	if (num || !is_agency(line->tight, strlen(line->tight)))
		return num;
	tz_agencies_add(out, line->tight, without_seal(line->tight), line);
	return 1;
}

/* 示例市创建办　　2017年6月12日: the longest end that is a date, and units before it. */
bool tz_agencies_with_date(const struct tz_line *line, bool loose, struct tz_agencies *out, struct taizhang_date *date)
{
	static const char *const editors[] = {"编印", "主办", "编", NULL};
	const size_t size = strlen(line->tight);
	char before[TZ_LINE_MOST + 1];

	/* only a short line, since each place in it is tried */
	if (size < 12 || size > 240 || (!tz_line_ends(line->tight, "日") && !(loose && line->plain[strlen(line->plain) - 1] >= '0' && line->plain[strlen(line->plain) - 1] <= '9')))
		return false;
	for (size_t i = 1; i < size; i++) {
		char *plain;
		bool found;

		if (((unsigned char)line->tight[i] & 0xC0) == 0x80)
			continue;
		plain = tz_text_halfwidth(line->tight + i, NULL);
		found = plain && tz_line_date(plain, loose, date);
		free(plain);
		if (!found)
			continue;
		memcpy(before, line->tight, i);
		before[i] = '\0';
		if (tz_line_ends_one(before, editors))
			before[i - tz_line_ends_one(before, editors)] = '\0';
		if (!is_agency(before, strlen(before)))
			return false;
		tz_agencies_add(out, before, without_seal(before), line);
		return true;
	}
	return false;
}

static bool is_seal(const char *plain)
{
	static const char *const seals[] = {"(盖章)", "(印章)", "(公章)", "(章)", NULL};

	return tz_line_starts_one(plain, seals) == strlen(plain);
}

/* 市长　某某某: an order is signed by a person. */
static bool is_person(const char *plain)
{
	static const char *const posts[] = {"市长", "代市长", "区长", "县长", "省长", "州长", "镇长", "乡长", "主任", "局长", "厅长", "部长", NULL};

	return tz_line_starts_one(plain, posts) && tz_line_characters(plain) <= 12;
}

/* What stands below a signature. */
static bool is_after_sign(const struct tz_lines *lines, size_t i)
{
	static const char *const starts[] = {"附件", "附:", "抄送", "抄报", "分送", "(此件", "(此文", "(主动", "(依申请", "(联系", "(信息公开", "主题词",
					     "公开方式", "联系人", NULL};

	return i >= lines->num || tz_line_starts_one(lines->list[i].plain, starts);
}

/* 附件 or 附件2 alone begins what has signatures of its own; 抄送 begins the imprint, whose date is another. */
static bool is_end(const char *plain)
{
	static const char *const numbers[] = {"1", "2", "3", "一", "二", "三", "", NULL};

	if (tz_line_starts(plain, "抄送") || tz_line_starts(plain, "抄报") || tz_line_starts(plain, "分送"))
		return true;
	return tz_line_starts(plain, "附件") && strlen(plain) <= strlen("附件一") &&
	       tz_line_ends_one(plain, numbers) + strlen("附件") >= strlen(plain);
}

static size_t first_signer(const struct tz_lines *lines, size_t start, size_t date)
{
	size_t i = date;

	while (i > start && date - i < MOST_SIGNERS) {
		struct tz_agencies none = {.num = 0};
		const bool signer = is_seal(lines->list[i - 1].plain) || tz_agencies_of_line(&lines->list[i - 1], &none) > 0;

		tz_buffer_free(&none.names);
		if (!signer)
			break;
		i--;
	}
	return i;
}

int tz_sign_read(const struct tz_lines *lines, size_t start, bool loose, struct tz_sign *sign, struct taizhang_error *err)
{
	*sign = (struct tz_sign){.date_line = NULL};
	for (size_t i = start; i < lines->num && !sign->date_line; i++) {
		const struct tz_line *line = &lines->list[i];
		struct taizhang_date date;

		if (is_end(line->plain))
			break;
		if (tz_agencies_with_date(line, loose, &sign->agencies, &date)) {
			sign->date = date;
			sign->date_line = line;
		} else if (tz_line_date(line->plain, true, &date)) {
			const size_t first = first_signer(lines, start, i);
			const bool formal = loose || tz_line_date(line->plain, false, &date);

			/* without a unit above it, it is a date among others unless the document ends here */
			if (first == i && !(i > start && is_person(lines->list[i - 1].plain)) && !(formal && is_after_sign(lines, i + 1)))
				continue;
			for (size_t k = first; k < i; k++)
				tz_agencies_of_line(&lines->list[k], &sign->agencies);
			sign->date = date;
			sign->date_line = line;
		}
	}
	return tz_buffer_check(&sign->agencies.names, err);
}

void tz_sign_free(struct tz_sign *sign)
{
	tz_buffer_free(&sign->agencies.names);
}
