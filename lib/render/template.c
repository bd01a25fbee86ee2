/* SPDX-License-Identifier: MIT */
/* template.c: fills the places of a page's blocks; the only way by which anything gets into a page. */
#include "render/template.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define NAME_SIZE 64

/* Finds the text between a block's two marks. */
static const char *find_block(const char *text, const char *block, size_t *size)
{
	char open[NAME_SIZE], close[NAME_SIZE];
	const char *begin, *end;

	snprintf(open, sizeof open, "<!--[%s]-->\n", block);
	snprintf(close, sizeof close, "<!--[/%s]-->", block);
	begin = strstr(text, open);
	if (!begin)
		return NULL;
	begin += strlen(open);
	end = strstr(begin, close);
	if (!end)
		return NULL;
	*size = (size_t)(end - begin);
	return begin;
}

static const struct tz_template_place *find_place(const struct tz_template *template_,
						  const char *name, size_t size)
{
	for (const struct tz_template_place *place = template_->places; place->name; place++)
		if (strlen(place->name) == size && memcmp(place->name, name, size) == 0)
			return place;
	return NULL;
}

void tz_template_fill(const struct tz_template *template_, const char *block, void *context,
		      struct tz_buffer *out)
{
	size_t size = 0;
	const char *text = find_block(template_->text, block, &size);
	const char *end;

	if (!text) {
		out->failed = TAIZHANG_E_INVAL;
		return;
	}
	end = text + size;
	while (text < end) {
		const char *mark = strstr(text, "{{");
		const char *close = mark && mark < end ? strstr(mark, "}}") : NULL;
		const struct tz_template_place *place;

		if (!close) {
			tz_buffer_add(out, text, (size_t)(end - text));
			return;
		}
		tz_buffer_add(out, text, (size_t)(mark - text));
		place = find_place(template_, mark + 2, (size_t)(close - mark - 2));
		if (!place) {
			out->failed = TAIZHANG_E_INVAL;
			return;
		}
		place->write(context, out);
		text = close + 2;
	}
}

void tz_template_text(struct tz_buffer *out, const char *text)
{
	const char *rest = text ? text : "";

	while (*rest) {
		size_t plain = strcspn(rest, "&<>\"'\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"
					     "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f");

		tz_buffer_add(out, rest, plain);
		rest += plain;
		switch (*rest) {
		case '\0':
			return;
		case '&':
			tz_buffer_text_add(out, "&amp;");
			break;
		case '<':
			tz_buffer_text_add(out, "&lt;");
			break;
		case '>':
			tz_buffer_text_add(out, "&gt;");
			break;
		case '"':
			tz_buffer_text_add(out, "&quot;");
			break;
		case '\'':
			tz_buffer_text_add(out, "&#39;");
			break;
		case '\t':
		case '\n':
			tz_buffer_add(out, rest, 1);
			break;
		default:
			tz_buffer_text_add(out, "\xef\xbf\xbd");
		}
		rest++;
	}
}

static bool is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("-._~/", c));
}

void tz_template_url(struct tz_buffer *out, const char *path)
{
	for (const char *rest = path ? path : ""; *rest; rest++) {
		unsigned char c = (unsigned char)*rest;

		if (is_plain(c))
			tz_buffer_add(out, rest, 1);
		else
			tz_buffer_printf(out, "%%%02X", c);
	}
}
