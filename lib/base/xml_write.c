/* SPDX-License-Identifier: MIT */
/* xml_write.c: writing XML: UTF-8, indented by two, escaped; the first failure sticks. A door to libxml2. */
#include "base/xml_write.h"

#include <inttypes.h>
#include <libxml/xmlwriter.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/text.h"

#define XML_NS "{http://www.w3.org/XML/1998/namespace}"

struct tz_xml_writer {
	xmlTextWriterPtr writer;
	struct tz_buffer *out;
	bool failed;
	char refused[64];	/* the attribute or element whose text XML cannot hold */
	int depth;
	bool start_open;	/* the start tag is not closed yet: attributes may follow */
	bool after_raw;		/* libxml2 does not indent what follows raw text */
	char **foreign;		/* namespaces declared for attributes of the open start tag: x1, x2, … */
	size_t num_foreign, foreign_capacity;
};

/* Always says that all is well, because libxml2 prints what it is told of; our own buffer keeps its failure. */
static int write_out(void *context, const char *data, int size)
{
	tz_buffer_add(context, data, (size_t)size);
	return size;
}

static const xmlChar *x(const char *text)
{
	return (const xmlChar *)text;
}

struct tz_xml_writer *tz_xml_writer_new(struct tz_buffer *out, struct taizhang_error *err)
{
	struct tz_xml_writer *w = calloc(1, sizeof *w);
	xmlOutputBufferPtr output;

	if (!w) {
		tz_error_nomem(err);
		return NULL;
	}
	w->out = out;
	output = xmlOutputBufferCreateIO(write_out, NULL, out, NULL);
	if (output)
		w->writer = xmlNewTextWriter(output);
	if (!w->writer) {
		if (output)
			xmlOutputBufferClose(output);
		free(w);
		tz_error_nomem(err);
		return NULL;
	}
	xmlTextWriterSetIndent(w->writer, 1);
	xmlTextWriterSetIndentString(w->writer, x("  "));
	w->failed = xmlTextWriterStartDocument(w->writer, NULL, "UTF-8", NULL) < 0;
	return w;
}

static void check(struct tz_xml_writer *w, int result)
{
	if (result < 0)
		w->failed = true;
}

/* XML 1.0 has no way to write most control characters, U+FFFE and U+FFFF, not even escaped. */
static bool is_char(int32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

static bool takes(struct tz_xml_writer *w, const char *name, const char *text)
{
	int32_t c;
	size_t size;

	if (w->failed)
		return false;
	while ((size = tz_text_next(text, &c)) > 0 && is_char(c))
		text += size;
	if (*text) {
		w->failed = true;
		snprintf(w->refused, sizeof w->refused, "%s", name);
	}
	return !w->failed;
}

static void forget_foreign(struct tz_xml_writer *w)
{
	for (size_t i = 0; i < w->num_foreign; i++)
		free(w->foreign[i]);
	w->num_foreign = 0;
}

static void close_start(struct tz_xml_writer *w)
{
	w->start_open = false;
	forget_foreign(w);
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
	close_start(w);
	check(w, xmlTextWriterStartElement(w->writer, x(name)));
	w->start_open = true;
	w->after_raw = false;
	w->depth++;
}

static void put_indent(struct tz_xml_writer *w, int depth)
{
	while (depth-- > 0)
		check(w, xmlTextWriterWriteRaw(w->writer, x("  ")));
}

void tz_xml_end(struct tz_xml_writer *w)
{
	if (w->failed)
		return;
	close_start(w);
	w->depth--;
	if (w->after_raw)
		put_indent(w, w->depth);
	w->after_raw = false;
	check(w, xmlTextWriterEndElement(w->writer));
}

void tz_xml_put_attribute(struct tz_xml_writer *w, const char *name, const char *value)
{
	if (value && *value && takes(w, name, value))
		check(w, xmlTextWriterWriteAttribute(w->writer, x(name), x(value)));
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
		check(w, xmlTextWriterWriteAttribute(w->writer, x(tz_buffer_text(&full)), x(value)));
	tz_buffer_free(&full);
}

void tz_xml_put_text(struct tz_xml_writer *w, const char *text)
{
	if (!text || !takes(w, "text", text))
		return;
	close_start(w);
	check(w, xmlTextWriterWriteString(w->writer, x(text)));
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
	if (w->start_open)
		check(w, xmlTextWriterWriteRaw(w->writer, x("\n")));
	close_start(w);
	put_indent(w, w->depth);
	check(w, xmlTextWriterWriteRaw(w->writer, x(xml)));
	check(w, xmlTextWriterWriteRaw(w->writer, x("\n")));
	w->after_raw = true;
}

int tz_xml_writer_finish(struct tz_xml_writer *w, const char *where, struct taizhang_error *err)
{
	int result = 0;

	while (w->depth > 0 && !w->failed)
		tz_xml_end(w);
	if (!w->failed)
		check(w, xmlTextWriterEndDocument(w->writer));
	if (w->refused[0])
		result = tz_error_detail(err, TAIZHANG_E_XML, TZ_MSG_XML_WRITE, where, w->refused);
	else if (w->out->failed == TAIZHANG_E_LIMIT)
		result = tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_FILE_TOO_LARGE, where,
					 (int64_t)w->out->limit);
	else if (w->out->drain && w->out->failed)
		result = tz_buffer_check(w->out, err);
	else if (w->failed || w->out->failed)
		result = tz_error_nomem(err);
	tz_xml_writer_free(w);
	return result;
}

void tz_xml_writer_free(struct tz_xml_writer *w)
{
	if (!w)
		return;
	xmlFreeTextWriter(w->writer);
	forget_foreign(w);
	free(w->foreign);
	free(w);
}
