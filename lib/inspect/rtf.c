/* SPDX-License-Identifier: MIT */
/* rtf.c: RTF: its text, what its info group tells, pictures, objects, changes not accepted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "inspect/code_page.h"
#include "inspect/plain.h"
#include "inspect/rtf_token.h"

#define MOST_GROUPS 256			/* one in another; Word itself nests some twenty */
#define MOST_FONTS 1024

enum action { INTO, SIGN, UNICODE, FALLBACK, BINARY, PAGE, FONT, CHARSET, PLAIN, HIDDEN, DELETED, REVISED, TIME };
enum destination {
	TEXT, NOWHERE, SAME, TWICE, UNICODE_TWIN, FONTS, PICTURE, OBJECT, OBJECT_CLASS, COMMENT, FIELD, TEMPLATE, GENERATOR, TITLE, SUBJECT, AUTHOR, OPERATOR,
	COMPANY, CREATED, MODIFIED
};

static const struct {
	const char *name;
	enum action action;
	int32_t value;
} words[] = {
#define WORD(name, action, value) {name, action, value},
#include "inspect/rtf_word.def"
#undef WORD
};

struct group {
	enum destination into;
	unsigned int page;	/* what bytes past ASCII are */
	int32_t fallback;	/* characters that follow a \u for readers that do not know it */
	bool hidden, deleted;
	bool twin;		/* what follows stands once more, in Unicode */
};

struct rtf {
	struct taizhang_facts *facts;
	struct tz_rtf token;
	struct group groups[MOST_GROUPS];
	size_t depth, above;		/* the group at work; open groups past the most */
	bool starred, begins;		/* the group may be left out by who does not know it; it has just begun */
	unsigned int page;		/* of the document */
	int32_t font;			/* that the table of fonts is at */
	uint16_t fonts[MOST_FONTS];	/* their code pages, 0 where they have none of their own */
	int32_t leave_out;		/* characters behind a \u */
	int32_t surrogate;
	int32_t time[6];
	struct tz_buffer bytes;		/* of text, not decoded yet */
	struct tz_buffer value;		/* of a destination that is a fact */
	uint64_t pictures, comments, changes;
};

static struct group *here(struct rtf *rtf)
{
	return &rtf->groups[rtf->depth];
}

static int put(struct rtf *rtf, const char *text, size_t size, struct taizhang_error *err)
{
	const struct group *group = here(rtf);

	if (group->into == NOWHERE || group->into == FONTS || group->into == PICTURE || group->into == OBJECT || group->into == COMMENT)
		return 0;
	if (group->into != TEXT) {
		if (rtf->value.size < 4u * TZ_LIMIT_FACT_VALUE)
			tz_buffer_add(&rtf->value, text, size);
		return tz_buffer_check(&rtf->value, err);
	}
	return group->hidden || group->deleted ? 0 : tz_plain_write(rtf->facts, text, size, err);
}

/* Decodes the bytes that were gathered: a character of two may stand in two escapes. */
static int flush(struct rtf *rtf, struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	int result = tz_buffer_check(&rtf->bytes, err);

	if (result == 0 && rtf->bytes.size) {
		result = tz_code_page_decode(here(rtf)->page, rtf->bytes.data, rtf->bytes.size, &text, err);
		if (result == 0)
			result = put(rtf, tz_buffer_text(&text), text.size, err);
	}
	rtf->bytes.size = 0;
	tz_buffer_free(&text);
	return result;
}

static int put_sign(struct rtf *rtf, int32_t codepoint, struct taizhang_error *err)
{
	char bytes[4];

	if (flush(rtf, err) != 0)
		return -1;
	return put(rtf, bytes, tz_text_append(bytes, codepoint), err);
}

/* UTF-16 in numbers of 16 bits with a sign; the two of a pair come one after the other. */
static int put_unicode(struct rtf *rtf, struct taizhang_error *err)
{
	int32_t unit = rtf->token.number & 0xffff, high = rtf->surrogate;

	rtf->leave_out = here(rtf)->fallback;
	rtf->surrogate = 0;
	if (unit >= 0xd800 && unit < 0xdc00) {
		rtf->surrogate = unit;
		return 0;
	}
	if (unit >= 0xdc00 && unit < 0xe000) {
		if (!high)
			return 0;
		unit = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
	}
	return unit ? put_sign(rtf, unit, err) : 0;
}

static int add_time(struct rtf *rtf, enum tz_fact_id fact, struct taizhang_error *err)
{
	const int32_t *t = rtf->time;
	char text[32];

	if (t[0] < 1980 || t[0] > 9999 || t[1] < 1 || t[1] > 12 || t[2] < 1 || t[2] > 31 || t[3] < 0 || t[3] > 23 || t[4] < 0 ||
	    t[4] > 59 || t[5] < 0 || t[5] > 59)
		return 0;
	snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", t[0], t[1], t[2], t[3], t[4], t[5]);
	return tz_facts_add(rtf->facts, fact, text, NULL, err);
}

/* A field that fetches what it shows. */
static bool fetches(const char *field)
{
	static const char *const names[] = {"INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO"};

	field += strspn(field, " ");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcspn(field, " ") == strlen(names[i]) && strncasecmp(field, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

/* What a destination had to tell, at the end of its group. */
static int end_value(struct rtf *rtf, enum destination into, struct taizhang_error *err)
{
	static const struct {
		enum destination into;
		enum tz_fact_id fact;
	} plain[] = {{OBJECT_CLASS, TZ_FACT_EMBEDDED_OBJECT}, {GENERATOR, TZ_FACT_PRODUCER}, {TITLE, TZ_FACT_TITLE},
		     {SUBJECT, TZ_FACT_SUBJECT}, {AUTHOR, TZ_FACT_AUTHOR}, {OPERATOR, TZ_FACT_LAST_AUTHOR}, {COMPANY, TZ_FACT_COMPANY}};
	size_t size = rtf->value.size;
	const char *text = tz_buffer_text(&rtf->value);

	if (into == CREATED || into == MODIFIED)
		return add_time(rtf, into == CREATED ? TZ_FACT_CREATED : TZ_FACT_MODIFIED, err);
	if (!size)
		return 0;
	rtf->value.data[size] = '\0';
	rtf->value.size = 0;
	if ((into == FIELD && fetches(text)) || (into == TEMPLATE && tz_plain_is_outside(text)))
		return tz_facts_add(rtf->facts, TZ_FACT_EXTERNAL_LINK, text, into == FIELD ? "field" : "template", err);
	if (into == GENERATOR && text[size - 1] == ';')
		size--;
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (plain[i].into == into)
			return tz_facts_add_bytes(rtf->facts, plain[i].fact, text, size, NULL, err);
	return 0;
}

static int open_group(struct rtf *rtf, struct taizhang_error *err)
{
	if (flush(rtf, err) != 0)
		return -1;
	rtf->starred = false;
	rtf->begins = true;
	rtf->leave_out = 0;
	if (rtf->depth + 1 == MOST_GROUPS) {
		rtf->above++;
		return 0;
	}
	rtf->groups[rtf->depth + 1] = rtf->groups[rtf->depth];
	rtf->depth++;
	return 0;
}

static int close_group(struct rtf *rtf, struct taizhang_error *err)
{
	enum destination into = here(rtf)->into;

	if (flush(rtf, err) != 0)
		return -1;
	rtf->leave_out = 0;
	if (rtf->above) {
		rtf->above--;
		return 0;
	}
	/* A brace that closes nothing ends the file, as the last one does. */
	if (!rtf->depth)
		return 0;
	rtf->depth--;
	return into != here(rtf)->into && into > PICTURE ? end_value(rtf, into, err) : 0;
}

static void enter(struct rtf *rtf, enum destination into)
{
	if (into == TWICE || into == UNICODE_TWIN)
		here(rtf)->twin = into == TWICE;
	/* Within what is left out only properties come back. */
	if (into == SAME || into == TWICE || into == UNICODE_TWIN || (here(rtf)->into == NOWHERE && into < TITLE))
		return;
	if (rtf->above || here(rtf)->twin)
		into = NOWHERE;
	here(rtf)->into = into;
	rtf->value.size = 0;
	memset(rtf->time, 0, sizeof rtf->time);
	if (into == PICTURE)
		rtf->pictures++;
	else if (into == COMMENT)
		rtf->comments++;
}

static int set_font(struct rtf *rtf, struct taizhang_error *err)
{
	int32_t number = rtf->token.number;

	if (here(rtf)->into == FONTS) {
		rtf->font = number;
		return 0;
	}
	if (flush(rtf, err) != 0)
		return -1;
	here(rtf)->page = number >= 0 && number < MOST_FONTS && rtf->fonts[number] ? rtf->fonts[number] : rtf->page;
	return 0;
}

static int obey(struct rtf *rtf, enum action action, int32_t value, struct taizhang_error *err)
{
	int32_t number = rtf->token.number;
	bool on = !rtf->token.has_number || number;

	switch (action) {
	case INTO:
		enter(rtf, (enum destination)value);
		return 0;
	case SIGN:
		return put_sign(rtf, value, err);
	case UNICODE:
		return put_unicode(rtf, err);
	case FALLBACK:
		here(rtf)->fallback = number >= 0 && number < 100 ? number : 1;
		return 0;
	case BINARY:
		return tz_rtf_skip(&rtf->token, number > 0 ? (uint64_t)number : 0, err);
	case PAGE:
		here(rtf)->page = rtf->page = (unsigned int)number;
		return 0;
	case FONT:
		return set_font(rtf, err);
	case CHARSET:
		if (rtf->font >= 0 && rtf->font < MOST_FONTS)
			rtf->fonts[rtf->font] = (uint16_t)tz_code_page_of_charset(number);
		return 0;
	case PLAIN:
	case HIDDEN:
	case DELETED:
		if (flush(rtf, err) != 0)
			return -1;
		if (action != DELETED)
			here(rtf)->hidden = action == HIDDEN && on;
		if (action != HIDDEN)
			here(rtf)->deleted = action == DELETED && on;
		rtf->changes += action == DELETED && on && here(rtf)->into == TEXT;
		return 0;
	case REVISED:
		rtf->changes += on && here(rtf)->into == TEXT;
		return 0;
	case TIME:
		rtf->time[value] = number;
		return 0;
	}
	return 0;
}

static int take_word(struct rtf *rtf, struct taizhang_error *err)
{
	const char *name = rtf->token.name;
	bool begins = rtf->begins, starred = rtf->starred;

	rtf->begins = rtf->starred = false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		/* The names of some destinations are those of other words elsewhere. */
		if (words[i].name[0] == name[0] && strcmp(words[i].name, name) == 0 && (words[i].action != INTO || begins))
			return obey(rtf, words[i].action, words[i].value, err);
	if (starred)
		enter(rtf, NOWHERE);
	return 0;
}

static int take_symbol(struct rtf *rtf, struct taizhang_error *err)
{
	switch (rtf->token.name[0]) {
	case '*':
		rtf->starred = rtf->begins;
		return 0;
	case '~':
		return put_sign(rtf, 0xa0, err);
	case '_':
		return put_sign(rtf, '-', err);
	case '\n':
	case '\r':
		return put_sign(rtf, '\n', err);
	case '\\':
	case '{':
	case '}':
		tz_buffer_add(&rtf->bytes, rtf->token.name, 1);
		return 0;
	default:
		return 0;
	}
}

static int take_byte(struct rtf *rtf, struct taizhang_error *err)
{
	char byte = (char)rtf->token.number;

	rtf->begins = false;
	/* A picture is written in digits, each a byte; no need to gather what goes nowhere. */
	if (here(rtf)->into == NOWHERE || here(rtf)->into == PICTURE)
		return 0;
	tz_buffer_add(&rtf->bytes, &byte, 1);
	return rtf->bytes.size >= 4096 && (unsigned char)byte < 0x80 ? flush(rtf, err) : 0;
}

/* Returns 1 at the end of the file or of its outermost group. */
static int take(struct rtf *rtf, struct taizhang_error *err)
{
	enum tz_rtf_kind kind;

	if (tz_rtf_next(&rtf->token, &kind, err) != 0)
		return -1;
	if (rtf->leave_out && kind != TZ_RTF_OPEN && kind != TZ_RTF_CLOSE && kind != TZ_RTF_END) {
		rtf->leave_out--;
		return 0;
	}
	switch (kind) {
	case TZ_RTF_OPEN:
		return open_group(rtf, err);
	case TZ_RTF_CLOSE:
		if (close_group(rtf, err) != 0)
			return -1;
		return !rtf->depth;
	case TZ_RTF_WORD:
		return take_word(rtf, err);
	case TZ_RTF_SYMBOL:
		return take_symbol(rtf, err);
	case TZ_RTF_BYTE:
		return take_byte(rtf, err);
	case TZ_RTF_END:
		if (flush(rtf, err) != 0)
			return -1;
		break;
	}
	return tz_facts_worsen(rtf->facts, TAIZHANG_FACTS_DAMAGED, "breaks off", NULL, err) != 0 ? -1 : 1;
}

static int add_counts(const struct rtf *rtf, struct taizhang_error *err)
{
	if (rtf->pictures && tz_facts_add_number(rtf->facts, TZ_FACT_PICTURES, (int64_t)rtf->pictures, NULL, err) != 0)
		return -1;
	if (rtf->changes && tz_facts_add_number(rtf->facts, TZ_FACT_TRACKED_CHANGES, (int64_t)rtf->changes, NULL, err) != 0)
		return -1;
	return rtf->comments ? tz_facts_add_number(rtf->facts, TZ_FACT_COMMENTS, (int64_t)rtf->comments, NULL, err) : 0;
}

int tz_inspect_rtf(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct rtf *rtf = calloc(1, sizeof *rtf);
	int result = 0;

	if (!rtf)
		return tz_error_nomem(err);
	rtf->facts = inspection->facts;
	rtf->token.source = inspection->source;
	rtf->page = TZ_CODE_PAGE_GBK;
	rtf->groups[0] = (struct group){TEXT, TZ_CODE_PAGE_GBK, 1, false, false, false};
	while (result == 0 && rtf->token.offset <= TZ_LIMIT_INSPECT_SPOOL)
		result = take(rtf, err);
	if (result == 0)
		result = tz_facts_worsen(rtf->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err) + 1;
	if (result > 0)
		result = add_counts(rtf, err);
	tz_buffer_free(&rtf->bytes);
	tz_buffer_free(&rtf->value);
	free(rtf);
	return result;
}
