/* SPDX-License-Identifier: MIT */
/* xml_write.c: writing XML: UTF-8, indented by two, escaped; the first failure sticks. */
#include "base/xml_write.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/text.h"

#define XML_NS "{http://www.w3.org/XML/1998/namespace}"

/* Not libxml2's writer: it took more than half of the time of saving a large ledger, because each attribute goes through its buffers
 * several times. */
struct tz_xml_writer {
	struct tz_buffer *out;
	bool failed;
	char refused[64];	/* the attribute or element whose text XML cannot hold */
	bool start_open;	/* the start tag is not closed yet: attributes may follow */
	bool after_text;	/* the end tag follows at once, not on a line of its own */
	const char **open;	/* names of the open elements, the caller's */
	size_t depth, capacity;
	char **foreign;		/* namespaces declared for attributes of the open start tag: x1, x2, … */
	size_t num_foreign, foreign_capacity;
};

struct tz_xml_writer *tz_xml_writer_new(struct tz_buffer *out, struct taizhang_error *err)
{
	struct tz_xml_writer *w = calloc(1, sizeof *w);

	if (!w) {
		tz_error_nomem(err);
		return NULL;
	}
	w->out = out;
	tz_buffer_text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	return w;
}

static void add(struct tz_xml_writer *w, const char *text)
{
	tz_buffer_add(w->out, text, strlen(text));
}

/* XML 1.0 has no way to write most control characters, U+FFFE and U+FFFF, not even escaped. */
static bool is_char(int32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

static bool takes(struct tz_xml_writer *w, const char *name, const char *text)
{
	int32_t c;
	size_t size = 1;

	if (w->failed)
		return false;
	while (size > 0)
		if (*text >= 0x20 && *text < 0x7F)
			text++;
		else if ((size = tz_text_next(text, &c)) > 0 && is_char(c))
			text += size;
		else
			break;
	if (*text) {
		w->failed = true;
		snprintf(w->refused, sizeof w->refused, "%s", name);
	}
	return !w->failed;
}

/* '>' is escaped too, because "]]>" may not stand in text; blanks other than a space, because a parser would fold them. */
const char *tz_xml_escape(char c, bool in_attribute)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '\r': return "&#13;";
	case '"': return in_attribute ? "&quot;" : NULL;
	case '\t': return in_attribute ? "&#9;" : NULL;
	case '\n': return in_attribute ? "&#10;" : NULL;
	default: return NULL;
	}
}

/* Quotes are escaped in text too, as our documents always had them. */
static void add_escaped(struct tz_xml_writer *w, const char *text, bool in_attribute)
{
	while (*text) {
		const size_t plain = strcspn(text, "&<>\"\r\t\n");
		const char *instead = tz_xml_escape(text[plain], in_attribute || text[plain] == '"');

		tz_buffer_add(w->out, text, plain);
		text += plain;
		if (instead)
			add(w, instead);
		else
			tz_buffer_add(w->out, text, *text != '\0');
		text += *text != '\0';
	}
}

static void forget_foreign(struct tz_xml_writer *w)
{
	for (size_t i = 0; i < w->num_foreign; i++)
		free(w->foreign[i]);
	w->num_foreign = 0;
}

static void close_start(struct tz_xml_writer *w, const char *end)
{
	if (w->start_open)
		add(w, end);
	w->start_open = false;
	forget_foreign(w);
}

static void indent(struct tz_xml_writer *w)
{
	for (size_t i = 0; i < w->depth; i++)
		tz_buffer_add(w->out, "  ", 2);
}

void tz_xml_begin_root(struct tz_xml_writer *w, const char *name, const char *ns, const char *version)
{
	tz_xml_begin(w, name);
	tz_xml_put_attribute(w, "xmlns", ns);
	tz_xml_put_attribute(w, "version", version);
}

void tz_xml_begin(struct tz_xml_writer *w, const char *name)
{
	if (w->failed)
		return;
	if (tz_array_grow(&w->open, w->depth, &w->capacity, sizeof *w->open, NULL) < 0) {
		w->failed = true;
		return;
	}
	close_start(w, ">\n");
	indent(w);
	add(w, "<");
	add(w, name);
	w->open[w->depth++] = name;
	w->start_open = true;
	w->after_text = false;
}

void tz_xml_end(struct tz_xml_writer *w)
{
	if (w->failed || !w->depth)
		return;
	w->depth--;
	if (w->start_open) {
		close_start(w, "/>\n");
	} else {
		if (!w->after_text)
			indent(w);
		add(w, "</");
		add(w, w->open[w->depth]);
		add(w, ">\n");
	}
	w->after_text = false;
}

static void write_attribute(struct tz_xml_writer *w, const char *name, const char *value)
{
	add(w, " ");
	add(w, name);
	add(w, "=\"");
	add_escaped(w, value, true);
	add(w, "\"");
}

void tz_xml_put_attribute(struct tz_xml_writer *w, const char *name, const char *value)
{
	if (value && *value && takes(w, name, value))
		write_attribute(w, name, value);
}

void tz_xml_put_integer(struct tz_xml_writer *w, const char *name, int64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	tz_xml_put_attribute(w, name, text);
}

/* The number of the prefix that stands for the namespace on the open start tag; 0 on failure. A new one is declared. */
static size_t foreign_prefix(struct tz_xml_writer *w, const char *uri, size_t size)
{
	char declaration[32];

	for (size_t i = 0; i < w->num_foreign; i++)
		if (strncmp(w->foreign[i], uri, size) == 0 && w->foreign[i][size] == '\0')
			return i + 1;
	if (tz_array_grow(&w->foreign, w->num_foreign, &w->foreign_capacity, sizeof *w->foreign,
			  NULL) < 0)
		return 0;
	w->foreign[w->num_foreign] = tz_strndup(uri, size, NULL);
	if (!w->foreign[w->num_foreign])
		return 0;
	w->num_foreign++;
	snprintf(declaration, sizeof declaration, "xmlns:x%zu", w->num_foreign);
	tz_xml_put_attribute(w, declaration, w->foreign[w->num_foreign - 1]);
	return w->num_foreign;
}

void tz_xml_put_foreign(struct tz_xml_writer *w, const char *name, const char *value)
{
	const char *close = strchr(name, '}'), *local = close ? close + 1 : name;
	struct tz_buffer full = TZ_BUFFER_INIT;
	size_t number;

	if (!takes(w, name, name) || !takes(w, name, value))
		return;
	if (strncmp(name, XML_NS, sizeof XML_NS - 1) == 0) {
		tz_buffer_text_add(&full, "xml:");
	} else if (close) {
		number = foreign_prefix(w, name + 1, (size_t)(close - name) - 1);
		tz_buffer_printf(&full, "x%zu:", number);
		w->failed = w->failed || number == 0;
	}
	tz_buffer_text_add(&full, local);
	w->failed = w->failed || full.failed;
	if (!w->failed)
		write_attribute(w, tz_buffer_text(&full), value);
	tz_buffer_free(&full);
}

void tz_xml_put_text(struct tz_xml_writer *w, const char *text)
{
	if (!text || !takes(w, "text", text))
		return;
	close_start(w, ">");
	add_escaped(w, text, false);
	w->after_text = true;
}

void tz_xml_put_element(struct tz_xml_writer *w, const char *name, const char *text)
{
	if (!text || !*text || !takes(w, name, text))
		return;
	tz_xml_begin(w, name);
	tz_xml_put_text(w, text);
	tz_xml_end(w);
}

void tz_xml_put_raw(struct tz_xml_writer *w, const char *xml)
{
	if (!xml || !takes(w, "xml", xml))
		return;
	close_start(w, ">\n");
	indent(w);
	add(w, xml);
	add(w, "\n");
	w->after_text = false;
}

int tz_xml_writer_finish(struct tz_xml_writer *w, const char *where, struct taizhang_error *err)
{
	int result = 0;

	while (w->depth > 0 && !w->failed)
		tz_xml_end(w);
	if (w->refused[0])
		result = tz_error_detail(err, TAIZHANG_E_XML, TZ_MSG_XML_WRITE, where, w->refused);
	else if (w->out->drain && w->out->drain->error.code)
		result = tz_error_pass(err, &w->out->drain->error);
	else if (w->out->failed == TAIZHANG_E_LIMIT)
		result = tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, where,
					 (int64_t)w->out->limit);
	else if (w->failed || w->out->failed)
		result = tz_error_nomem(err);
	tz_xml_writer_free(w);
	return result;
}

void tz_xml_writer_free(struct tz_xml_writer *w)
{
	if (!w)
		return;
	forget_foreign(w);
	free(w->foreign);
	free(w->open);
	free(w);
}
