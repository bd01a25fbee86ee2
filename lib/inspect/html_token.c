/* SPDX-License-Identifier: MIT */
/* html_token.c: a web page or XML in its pieces: runs of text, tags with their attributes. */
#include "inspect/html_token.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#define BLANKS " \t\r\n\f"

static const struct {
	const char *name;
	int32_t codepoint;
} entities[] = {
#define ENTITY(name, codepoint) {name, codepoint},
#include "inspect/html_entity.def"
#undef ENTITY
};

static bool is_blank(char c)
{
	return c && strchr(BLANKS, c);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *find(const char *at, const char *end, const char *mark)
{
	return memmem(at, (size_t)(end - at), mark, strlen(mark));
}

/* Behind the end of the tag that begins at at, whose quoted values may hold anything; NULL where nothing ends it. */
static const char *tag_end(const char *at, const char *end)
{
	char quote = 0;
	const char *value = NULL;

	for (; at < end; at++) {
		if (quote)
			quote = *at == quote ? 0 : quote;
		else if ((*at == '"' || *at == '\'') && value)
			quote = *at;
		else if (*at == '>')
			return at + 1;
		/* Only what follows "=" opens a value. */
		if (!is_blank(*at))
			value = *at == '=' ? at : NULL;
	}
	return NULL;
}

/* Behind a comment, an instruction, a declaration that begins at at; at where none does. */
static const char *skip_hidden(const char *at, const char *end)
{
	static const struct {
		const char *open, *close;
	} hidden[] = {{"<!--", "-->"}, {"<![CDATA[", NULL}, {"<?", ">"}, {"<!", ">"}};

	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
		size_t size = strlen(hidden[i].open);
		const char *close;

		if ((size_t)(end - at) < size || memcmp(at, hidden[i].open, size) != 0)
			continue;
		if (!hidden[i].close)
			return at + size;
		close = find(at + size, end, hidden[i].close);
		return close ? close + strlen(hidden[i].close) : end;
	}
	return at;
}

static enum tz_html_kind read_tag(struct tz_html *html, const char *name, const char *close)
{
	bool closing = *name == '/';
	size_t size = 0;

	name += closing;
	while (name < close - 1 && !is_blank(*name) && *name != '/') {
		if (size < sizeof html->name - 1)
			html->name[size++] = (char)(*name >= 'A' && *name <= 'Z' ? *name + 32 : *name);
		name++;
	}
	html->name[size] = '\0';
	html->attributes = name;
	html->attributes_size = (size_t)(close - 1 - name);
	html->at = close;
	return closing ? TZ_HTML_CLOSE : TZ_HTML_OPEN;
}

enum tz_html_kind tz_html_next(struct tz_html *html)
{
	const char *begin, *close;

	while (html->at < html->end && *html->at == '<') {
		const char *name = html->at + 1;

		begin = skip_hidden(html->at, html->end);
		if (begin != html->at) {
			html->at = begin;
			continue;
		}
		if (name + 1 >= html->end || !(is_letter(*name) || (*name == '/' && is_letter(name[1]))))
			break;
		close = html->unquoted ? NULL : tag_end(name, html->end);
		html->unquoted = !close;
		if (!close && !html->ended)
			close = find(name, html->end, ">");
		else if (close)
			close--;
		html->ended = !close;
		if (!close)
			break;
		close++;
		return read_tag(html, name, close);
	}
	if (html->at >= html->end)
		return TZ_HTML_END;
	begin = html->at;
	close = memchr(begin + 1, '<', (size_t)(html->end - begin - 1));
	html->at = close ? close : html->end;
	html->text = begin;
	html->size = (size_t)(html->at - begin);
	return TZ_HTML_TEXT;
}

void tz_html_skip(struct tz_html *html, const char *name)
{
	size_t size = strlen(name);

	for (const char *at = html->at; (at = find(at, html->end, "</")); at += 2)
		if ((size_t)(html->end - at) >= size + 2 && strncasecmp(at + 2, name, size) == 0) {
			const char *close = memchr(at, '>', (size_t)(html->end - at));

			html->at = close ? close + 1 : html->end;
			return;
		}
	html->at = html->end;
}

/* The character that an entity stands for, and its bytes with "&"; 0 where it is none. */
static size_t read_entity(const char *at, size_t size, int32_t *codepoint)
{
	char name[12];
	size_t length = 0;
	char *end;

	while (length + 1 < sizeof name && length + 1 < size && (is_letter(at[length + 1]) || strchr("#0123456789", at[length + 1]))) {
		if (!at[length + 1])
			return 0;
		name[length] = at[length + 1];
		length++;
	}
	name[length] = '\0';
	if (name[0] == '#' && length > 1) {
		long number = name[1] == 'x' || name[1] == 'X' ? strtol(name + 2, &end, 16) : strtol(name + 1, &end, 10);

		if (*end || number <= 0 || number > 0x10ffff || (number >= 0xd800 && number < 0xe000))
			return 0;
		*codepoint = (int32_t)number;
		return 1 + length + (1 + length < size && at[1 + length] == ';');
	}
	for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
		if (strcmp(entities[i].name, name) == 0) {
			*codepoint = entities[i].codepoint;
			return 1 + length + (1 + length < size && at[1 + length] == ';');
		}
	return 0;
}

void tz_html_resolve(const char *text, size_t size, bool *blank, struct tz_buffer *out)
{
	for (size_t i = 0; i < size;) {
		size_t run = 0, taken;
		int32_t codepoint;
		char bytes[4];

		while (i + run < size && text[i + run] != '&' && !is_blank(text[i + run]))
			run++;
		tz_buffer_add(out, text + i, run);
		i += run;
		if (run)
			*blank = false;
		if (i == size)
			break;
		if (text[i] != '&') {
			if (!*blank)
				tz_buffer_add(out, " ", 1);
			*blank = true;
			i++;
			continue;
		}
		*blank = false;
		taken = read_entity(text + i, size - i, &codepoint);
		if (taken)
			tz_buffer_add(out, bytes, tz_text_append(bytes, codepoint));
		else
			tz_buffer_add(out, text + i, 1);
		i += taken ? taken : 1;
	}
}

bool tz_html_attribute(const struct tz_html *html, const char *name, struct tz_buffer *out)
{
	const char *at = html->attributes, *end = at + html->attributes_size;
	size_t size = strlen(name);

	out->size = 0;
	while (at < end) {
		const char *key = at, *value, *stop;
		bool found, blank = true;

		while (at < end && !is_blank(*at) && *at != '=')
			at++;
		found = (size_t)(at - key) == size && strncasecmp(key, name, size) == 0;
		while (at < end && is_blank(*at))
			at++;
		if (at == end || *at != '=') {
			at += at == key;
			continue;
		}
		for (at++; at < end && is_blank(*at);)
			at++;
		value = at;
		if (at < end && (*at == '"' || *at == '\'')) {
			value++;
			stop = memchr(value, *at, (size_t)(end - value));
			stop = stop ? stop : end;
			at = stop < end ? stop + 1 : end;
		} else {
			while (at < end && !is_blank(*at))
				at++;
			stop = at;
		}
		if (found) {
			tz_html_resolve(value, (size_t)(stop - value), &blank, out);
			return true;
		}
	}
	return false;
}
