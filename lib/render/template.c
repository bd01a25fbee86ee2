/* SPDX-License-Identifier: MIT */
/* template.c: fills the places of a page's blocks; the only way by which anything gets into a page. */
#include "render/template.h"

#include <stdio.h>
#include <string.h>

static const struct tz_template_place *find_place(const struct tz_template_place *places, const char *name, size_t size)
{
	for (const struct tz_template_place *place = places; place->name; place++)
		if (strlen(place->name) == size && memcmp(place->name, name, size) == 0)
			return place;
	return NULL;
}

static bool add_piece(struct tz_template *template_, const char *text, size_t size, const struct tz_template_place *place)
{
	if (template_->num_pieces == TZ_TEMPLATE_PIECES)
		return false;
	template_->pieces[template_->num_pieces++] = (struct tz_template_piece){text, size, place};
	return true;
}

/* Cuts a block's text at its places; false where one of them does not exist. */
static bool cut(struct tz_template *template_, const char *text, const char *end, const struct tz_template_place *places)
{
	while (text < end) {
		const char *mark = strstr(text, "{{");
		const char *close = mark && mark < end ? strstr(mark, "}}") : NULL;
		const struct tz_template_place *place;

		if (!close)
			return add_piece(template_, text, (size_t)(end - text), NULL);
		place = find_place(places, mark + 2, (size_t)(close - mark - 2));
		if (!place || !add_piece(template_, text, (size_t)(mark - text), NULL) ||
		    !add_piece(template_, NULL, 0, place))
			return false;
		text = close + 2;
	}
	return true;
}

void tz_template_read(struct tz_template *template_, const char *text, const struct tz_template_place *places)
{
	template_->num_blocks = template_->num_pieces = 0;
	while (template_->num_blocks < TZ_TEMPLATE_BLOCKS && (text = strstr(text, "<!--["))) {
		struct tz_template_block *block = &template_->blocks[template_->num_blocks];
		const char *begin = strstr(text, "]-->\n"), *end;
		char close[64];

		if (!begin)
			return;
		block->name = text + strlen("<!--[");
		block->name_size = (size_t)(begin - block->name);
		snprintf(close, sizeof close, "<!--[/%.*s]-->", (int)block->name_size, block->name);
		begin += strlen("]-->\n");
		end = strstr(begin, close);
		if (!end)
			return;
		block->first = template_->num_pieces;
		block->sound = cut(template_, begin, end, places);
		block->end = template_->num_pieces;
		template_->num_blocks++;
		text = end + strlen(close);
	}
}

static const struct tz_template_block *find_block(const struct tz_template *template_, const char *name)
{
	const size_t size = strlen(name);

	for (size_t i = 0; i < template_->num_blocks; i++) {
		const struct tz_template_block *block = &template_->blocks[i];

		if (block->name_size == size && memcmp(block->name, name, size) == 0)
			return block->sound ? block : NULL;
	}
	return NULL;
}

void tz_template_fill(const struct tz_template *template_, const char *block_name, void *context,
		      struct tz_buffer *out)
{
	const struct tz_template_block *block = find_block(template_, block_name);

	if (!block) {
		out->failed = TAIZHANG_E_INVAL;
		return;
	}
	for (size_t i = block->first; i < block->end; i++) {
		const struct tz_template_piece *piece = &template_->pieces[i];

		if (piece->place)
			piece->place->write(context, out);
		else
			tz_buffer_add(out, piece->text, piece->size);
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
	       c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
}

void tz_template_url(struct tz_buffer *out, const char *path)
{
	static const char digits[] = "0123456789ABCDEF";
	char text[3 * 256];
	size_t size = 0;

	for (const char *rest = path ? path : ""; *rest; rest++) {
		unsigned char c = (unsigned char)*rest;

		if (size + 3 > sizeof text) {
			tz_buffer_add(out, text, size);
			size = 0;
		}
		if (is_plain(c)) {
			text[size++] = *rest;
		} else {
			text[size++] = '%';
			text[size++] = digits[c >> 4];
			text[size++] = digits[c & 15];
		}
	}
	tz_buffer_add(out, text, size);
}
