/* SPDX-License-Identifier: MIT */
/* html.c: web pages and XML: their text as a browser shows it, and what a page says of itself and fetches from outside. */
#include <string.h>
#include <strings.h>

#include "inspect/code_page.h"
#include "inspect/html_token.h"
#include "inspect/plain.h"

#define MOST_BYTES (8u << 20)		/* bytes of a page that are read: most of a large one are pictures in attributes */

struct page {
	struct taizhang_facts *facts;
	struct tz_html html;
	struct tz_buffer line, value;	/* the text since the last end of a line; an attribute at work */
	bool blank;			/* nothing but blanks since then */
	uint64_t pictures;
};

/* Elements that begin a line and end one; those that stand beside each other in a row. */
static const char *const blocks[] = {"p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "ul", "ol", "hr", "pre", "dd", "dt",
				     "dl", "title", "body", "head", "html", "section", "article", "header", "footer", "blockquote",
				     "option", "form", "center", "caption", "main", "nav", "aside", "figure", "figcaption"};

/* What opening the page fetches: elements, and the attribute that says from where. */
static const struct {
	const char *element, *attribute;
} fetched[] = {{"img", "src"}, {"script", "src"}, {"link", "href"}, {"iframe", "src"}, {"frame", "src"},
	       {"embed", "src"}, {"object", "data"}, {"video", "src"}, {"audio", "src"}, {"source", "src"}};

static bool is_block(const char *name)
{
	for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
		if (strcmp(name, blocks[i]) == 0)
			return true;
	return false;
}

static int end_line(struct page *page, struct taizhang_error *err)
{
	int result = tz_buffer_check(&page->line, err);

	while (page->line.size && strchr(" \t", page->line.data[page->line.size - 1]))
		page->line.size--;
	if (result == 0 && page->line.size) {
		tz_buffer_add(&page->line, "\n", 1);
		result = tz_plain_write(page->facts, tz_buffer_text(&page->line), page->line.size, err);
	}
	page->line.size = 0;
	page->blank = true;
	return result;
}

static int add_value(struct page *page, enum tz_fact_id fact, struct taizhang_error *err)
{
	if (tz_buffer_check(&page->value, err) != 0)
		return -1;
	return tz_facts_add_bytes(page->facts, fact, tz_buffer_text(&page->value), page->value.size, page->html.name, err);
}

static bool value_is(const struct tz_buffer *value, const char *word)
{
	return value->size == strlen(word) && strncasecmp(value->data, word, value->size) == 0;
}

static int read_meta(struct page *page, struct taizhang_error *err)
{
	enum tz_fact_id fact;

	if (!tz_html_attribute(&page->html, "name", &page->value))
		return 0;
	if (value_is(&page->value, "author"))
		fact = TZ_FACT_AUTHOR;
	else if (value_is(&page->value, "generator"))
		fact = TZ_FACT_PRODUCER;
	else
		return 0;
	return tz_html_attribute(&page->html, "content", &page->value) && page->value.size ? add_value(page, fact, err) : 0;
}

static int read_title(struct page *page, struct taizhang_error *err)
{
	page->value.size = 0;
	page->blank = true;
	while (tz_html_next(&page->html) == TZ_HTML_TEXT)
		tz_html_resolve(page->html.text, page->html.size, &page->blank, &page->value);
	page->blank = true;
	return page->value.size && !tz_facts_has(page->facts, TZ_FACT_TITLE) ? add_value(page, TZ_FACT_TITLE, err) : 0;
}

static int open_tag(struct page *page, struct taizhang_error *err)
{
	struct tz_html *html = &page->html;

	if (is_block(html->name) && end_line(page, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof fetched / sizeof fetched[0]; i++)
		if (strcmp(html->name, fetched[i].element) == 0 && tz_html_attribute(html, fetched[i].attribute, &page->value) &&
		    tz_plain_is_outside(tz_buffer_text(&page->value)) && add_value(page, TZ_FACT_EXTERNAL_LINK, err) != 0)
			return -1;
	if (strcmp(html->name, "img") == 0)
		page->pictures++;
	if (strcmp(html->name, "meta") == 0)
		return read_meta(page, err);
	if (strcmp(html->name, "title") == 0)
		return read_title(page, err);
	if (strcmp(html->name, "style") == 0 || strcmp(html->name, "noscript") == 0)
		tz_html_skip(html, html->name);
	if (strcmp(html->name, "script") == 0) {
		tz_html_skip(html, html->name);
		return tz_facts_add(page->facts, TZ_FACT_SCRIPT, "JavaScript", "script", err);
	}
	return 0;
}

static int close_tag(struct page *page, struct taizhang_error *err)
{
	/* A cell ends with a tab, as in the text of a table. */
	if ((strcmp(page->html.name, "td") == 0 || strcmp(page->html.name, "th") == 0) && page->line.size) {
		tz_buffer_add(&page->line, "\t", 1);
		page->blank = true;
		return 0;
	}
	return is_block(page->html.name) ? end_line(page, err) : 0;
}

static int read_page(struct page *page, struct taizhang_error *err)
{
	for (;;) {
		int result = 0;

		switch (tz_html_next(&page->html)) {
		case TZ_HTML_END:
			return end_line(page, err);
		case TZ_HTML_TEXT:
			tz_html_resolve(page->html.text, page->html.size, &page->blank, &page->line);
			break;
		case TZ_HTML_OPEN:
			result = open_tag(page, err);
			break;
		case TZ_HTML_CLOSE:
			result = close_tag(page, err);
			break;
		}
		if (result != 0)
			return -1;
	}
}

/* Of XML, whose elements nobody here knows, each text is a line. */
static int read_xml(struct page *page, struct taizhang_error *err)
{
	enum tz_html_kind kind;

	while ((kind = tz_html_next(&page->html)) != TZ_HTML_END) {
		if (kind == TZ_HTML_TEXT)
			tz_html_resolve(page->html.text, page->html.size, &page->blank, &page->line);
		else if (end_line(page, err) != 0)
			return -1;
	}
	return end_line(page, err);
}

/* What a page or a document claims to be written in. */
static const char *find_charset(const struct tz_source *source, char buf[40])
{
	static const char *const words[] = {"charset", "encoding"};

	for (size_t at = 0; at + 8 < source->head_size; at++)
		for (size_t i = 0; i < 2; i++) {
			size_t size = strlen(words[i]);

			if (at + size + 1 >= source->head_size || strncasecmp((const char *)source->head + at, words[i], size) != 0)
				continue;
			size += at;
			while (size < source->head_size && (source->head[size] == ' ' || source->head[size] == '='))
				size++;
			return tz_charset_name((const char *)source->head + size, source->head_size - size, buf);
		}
	return NULL;
}

static int inspect(struct tz_inspection *inspection, int (*read)(struct page *page, struct taizhang_error *err), struct taizhang_error *err)
{
	struct page page = {.facts = inspection->facts, .blank = true};
	struct tz_plain plain;
	char charset[40];
	int result = tz_plain_read(inspection, MOST_BYTES, find_charset(inspection->source, charset), &plain, err);

	if (result == 0 && plain.encoding) {
		page.html.at = tz_buffer_text(&plain.text);
		page.html.end = page.html.at + plain.text.size;
		result = read(&page, err);
	}
	if (result == 0 && page.pictures)
		result = tz_facts_add_number(page.facts, TZ_FACT_PICTURES, (int64_t)page.pictures, NULL, err);
	tz_buffer_free(&page.line);
	tz_buffer_free(&page.value);
	tz_plain_free(&plain);
	return result;
}

int tz_inspect_html(struct tz_inspection *inspection, struct taizhang_error *err)
{
	return inspect(inspection, read_page, err);
}

int tz_inspect_xml(struct tz_inspection *inspection, struct taizhang_error *err)
{
	return inspect(inspection, read_xml, err);
}
