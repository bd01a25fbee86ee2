/* SPDX-License-Identifier: MIT */
/* xml_cursor.c: a safe cursor over the nodes of an XML document, behind the gate and perhaps validated. A door to libxml2. */
#include "base/xml_cursor.h"

#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/xml_gate.h"

/* No entity is expanded, no DTD loaded, nothing fetched, no limit of libxml2 lifted; the gate lets only UTF-8 through,
 * whatever encoding the document declares. */
#define READER_OPTIONS (XML_PARSE_NONET | XML_PARSE_IGNORE_ENC)
/* libxml2 keeps the line of a node in 16 bits. */
#define LAST_NODE_LINE 65534

struct tz_xml_cursor {
	struct tz_xml_gate gate;
	xmlTextReaderPtr reader;
	xmlSchemaPtr schema;
	struct taizhang_error error;	/* the first failure that libxml2 told */
	void (*violation)(void *context, int64_t line, const char *sentence);
	void *context;
	xmlChar *value;			/* of an attribute, where it had to be made */
	int depth;			/* the limit */
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

/* libxml2 prepares both on first use, but only the parser under a lock. */
static void prepare(void)
{
	xmlInitParser();
	xmlSchemaInitTypes();
}

static const char *string(const xmlChar *text)
{
	return text ? (const char *)text : "";
}

/* libxml2's sentence as one line. */
static void first_line(const xmlError *error, char *out, size_t size)
{
	const char *message = error->message ? error->message : "";
	size_t length = strcspn(message, "\n");

	length = tz_text_cut(message, length < size ? length : size - 1);
	memcpy(out, message, length);
	out[length] = '\0';
}

static void on_error(void *context, xmlErrorPtr error)
{
	struct tz_xml_cursor *cursor = context;
	char sentence[TAIZHANG_ERROR_TEXT];

	/* That an id stands twice is against a DTD's rules, which nobody has; office programs write such documents. */
	if (error->code == XML_DTD_ID_REDEFINED)
		return;
	first_line(error, sentence, sizeof sentence);
	if (error->code == XML_ERR_NO_MEMORY)
		tz_error_nomem(&cursor->error);
	else if (error->domain == XML_FROM_SCHEMASV && cursor->violation)
		cursor->violation(cursor->context, error->line, sentence);
	else if (error->domain != XML_FROM_SCHEMASV && error->level >= XML_ERR_ERROR)
		tz_error_line(&cursor->error, TAIZHANG_E_XML, TZ_MSG_XML_SYNTAX,
			      cursor->gate.input->name, error->line, sentence);
}

static int on_read(void *context, char *buf, int size)
{
	return tz_xml_gate_read(context, buf, size);
}

/* Hands on an error kept while libxml2 was at work. */
static int fail_with(struct taizhang_error *err, const struct taizhang_error *kept)
{
	if (err && err->code == TAIZHANG_OK)
		*err = *kept;
	return -1;
}

static int start(struct tz_xml_cursor *cursor, struct taizhang_error *err)
{
	xmlFreeTextReader(cursor->reader);
	cursor->reader = NULL;
	xmlResetLastError();
	if (tz_xml_gate_rewind(&cursor->gate, err) < 0)
		return -1;
	cursor->reader = xmlReaderForIO(on_read, NULL, &cursor->gate, NULL, NULL, READER_OPTIONS);
	if (!cursor->reader)
		return tz_error_nomem(err);
	xmlTextReaderSetStructuredErrorHandler(cursor->reader, on_error, cursor);
	if (cursor->schema && xmlTextReaderSetSchema(cursor->reader, cursor->schema) < 0)
		return tz_error_nomem(err);
	return 0;
}

struct tz_xml_cursor *tz_xml_cursor_open(const struct tz_xml_input *input, struct taizhang_error *err)
{
	struct tz_xml_cursor *cursor = calloc(1, sizeof *cursor);

	if (!cursor) {
		tz_error_nomem(err);
		return NULL;
	}
	cursor->depth = TZ_LIMIT_XML_DEPTH;
	if (input->depth)
		cursor->depth = input->depth < TZ_LIMIT_XML_DEPTH_MOST ? (int)input->depth : TZ_LIMIT_XML_DEPTH_MOST;
	pthread_once(&once, prepare);
	if (tz_xml_gate_open(&cursor->gate, input, err) < 0 || start(cursor, err) < 0) {
		tz_xml_cursor_free(cursor);
		return NULL;
	}
	return cursor;
}

static void on_schema_error(void *context, xmlErrorPtr error)
{
	char sentence[TAIZHANG_ERROR_TEXT];

	first_line(error, sentence, sizeof sentence);
	tz_error_detail(context, TAIZHANG_E_XML, TZ_MSG_XML_SCHEMA, NULL, sentence);
}

/* Compiles an embedded schema; ours import nothing, so nothing is loaded. */
static xmlSchemaPtr load_schema(const char *name, struct taizhang_error *err)
{
	struct taizhang_error kept = TAIZHANG_ERROR_INIT;
	const struct tz_embedded *file = tz_embedded_find(name);
	xmlSchemaParserCtxtPtr parser = NULL;
	xmlSchemaPtr schema = NULL;

	if (file)
		parser = xmlSchemaNewMemParserCtxt((const char *)file->data, (int)file->size);
	if (parser) {
		xmlSchemaSetParserStructuredErrors(parser, on_schema_error, &kept);
		schema = xmlSchemaParse(parser);
	}
	xmlSchemaFreeParserCtxt(parser);
	if (!schema) {
		tz_error_set(&kept, TAIZHANG_E_XML, TZ_MSG_XML_SCHEMA, name);
		tz_error_at(&kept, name);
		fail_with(err, &kept);
	}
	return schema;
}

int tz_xml_cursor_restart(struct tz_xml_cursor *cursor, const char *schema,
			  void (*violation)(void *context, int64_t line, const char *sentence),
			  void *context, struct taizhang_error *err)
{
	if (schema && !cursor->schema) {
		cursor->schema = load_schema(schema, err);
		if (!cursor->schema)
			return -1;
	}
	cursor->violation = violation;
	cursor->context = context;
	return start(cursor, err);
}

void tz_xml_cursor_free(struct tz_xml_cursor *cursor)
{
	if (!cursor)
		return;
	xmlFreeTextReader(cursor->reader);
	xmlSchemaFree(cursor->schema);
	xmlFree(cursor->value);
	tz_xml_gate_close(&cursor->gate);
	free(cursor);
}

/* With a schema, libxml2 puts its own callbacks before the parser's and the handler does not hear the parser: its last word is
 * kept for the thread. Without one, only memory can have failed. */
static int fail_unheard(const struct tz_xml_cursor *cursor, struct taizhang_error *err)
{
	const xmlError *last = xmlGetLastError();
	char sentence[TAIZHANG_ERROR_TEXT];

	if (!last || last->level < XML_ERR_ERROR || last->code == XML_ERR_NO_MEMORY)
		return tz_error_nomem(err);
	first_line(last, sentence, sizeof sentence);
	return tz_error_line(err, TAIZHANG_E_XML, TZ_MSG_XML_SYNTAX, cursor->gate.input->name, last->line,
			     sentence);
}

/* XInclude is not carried out; kept as an extension, it would be by whoever reads the document next. */
static bool is_include(struct tz_xml_cursor *cursor)
{
	const char *ns = tz_xml_cursor_ns(cursor);

	return strcmp(ns, "http://www.w3.org/2001/XInclude") == 0 || strcmp(ns, "http://www.w3.org/2003/XInclude") == 0;
}

static int check_element(struct tz_xml_cursor *cursor, struct taizhang_error *err)
{
	char detail[24];

	if (tz_xml_cursor_depth(cursor) >= cursor->depth) {
		snprintf(detail, sizeof detail, "> %d", cursor->depth);
		return tz_error_line(err, TAIZHANG_E_LIMIT, TZ_MSG_XML_LIMIT,
				     cursor->gate.input->name, tz_xml_cursor_line(cursor), detail);
	}
	if (is_include(cursor))
		return tz_error_line(err, TAIZHANG_E_XML, TZ_MSG_XML_INCLUDE, cursor->gate.input->name,
				     tz_xml_cursor_line(cursor), NULL);
	return 0;
}

int tz_xml_cursor_next(struct tz_xml_cursor *cursor, struct taizhang_error *err)
{
	int result = xmlTextReaderRead(cursor->reader);

	if (cursor->gate.error.code)
		return fail_with(err, &cursor->gate.error);
	if (cursor->error.code)
		return fail_with(err, &cursor->error);
	if (result < 0)
		return fail_unheard(cursor, err);
	if (result == 1 && tz_xml_cursor_node(cursor) == TZ_XML_NODE_BEGIN && check_element(cursor, err) < 0)
		return -1;
	return result;
}

/* A document without a root is not well-formed, so that the end never comes first. */
int tz_xml_cursor_next_root(struct tz_xml_cursor *cursor, struct taizhang_error *err)
{
	int result;

	do {
		result = tz_xml_cursor_next(cursor, err);
	} while (result == 1 && tz_xml_cursor_node(cursor) != TZ_XML_NODE_BEGIN);
	return result == 1 ? 0 : -1;
}

enum tz_xml_node tz_xml_cursor_node(struct tz_xml_cursor *cursor)
{
	switch (xmlTextReaderNodeType(cursor->reader)) {
	case XML_READER_TYPE_ELEMENT:
		return TZ_XML_NODE_BEGIN;
	case XML_READER_TYPE_END_ELEMENT:
		return TZ_XML_NODE_END;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		return TZ_XML_NODE_TEXT;
	case XML_READER_TYPE_COMMENT:
		return TZ_XML_NODE_COMMENT;
	case XML_READER_TYPE_PROCESSING_INSTRUCTION:
		return TZ_XML_NODE_INSTRUCTION;
	default:
		return TZ_XML_NODE_OTHER;
	}
}

int tz_xml_cursor_depth(struct tz_xml_cursor *cursor)
{
	return xmlTextReaderDepth(cursor->reader);
}

bool tz_xml_cursor_is_empty(struct tz_xml_cursor *cursor)
{
	return xmlTextReaderIsEmptyElement(cursor->reader) == 1;
}

const char *tz_xml_cursor_name(struct tz_xml_cursor *cursor)
{
	return string(xmlTextReaderConstName(cursor->reader));
}

const char *tz_xml_cursor_prefix(struct tz_xml_cursor *cursor)
{
	return string(xmlTextReaderConstPrefix(cursor->reader));
}

const char *tz_xml_cursor_local(struct tz_xml_cursor *cursor)
{
	return string(xmlTextReaderConstLocalName(cursor->reader));
}

const char *tz_xml_cursor_ns(struct tz_xml_cursor *cursor)
{
	return string(xmlTextReaderConstNamespaceUri(cursor->reader));
}

const char *tz_xml_cursor_text(struct tz_xml_cursor *cursor)
{
	return string(xmlTextReaderConstValue(cursor->reader));
}

int64_t tz_xml_cursor_line(const struct tz_xml_cursor *cursor)
{
	xmlNodePtr node = xmlTextReaderCurrentNode(cursor->reader);
	long line = node ? xmlGetLineNo(node) : -1;

	/* Past what a node can hold, the parser's own line: it is at most a few elements ahead. */
	return line > 0 && line <= LAST_NODE_LINE ? line :
	       xmlTextReaderGetParserLineNumber(cursor->reader);
}

static bool set_attribute(struct tz_xml_pair *pair, const xmlAttr *attribute)
{
	if (!attribute)
		return false;
	pair->prefix = attribute->ns ? string(attribute->ns->prefix) : "";
	pair->ns = attribute->ns ? string(attribute->ns->href) : "";
	pair->local = string(attribute->name);
	pair->handle = attribute;
	return true;
}

bool tz_xml_cursor_first_attribute(struct tz_xml_cursor *cursor, struct tz_xml_pair *pair)
{
	return set_attribute(pair, xmlTextReaderCurrentNode(cursor->reader)->properties);
}

bool tz_xml_cursor_next_attribute(struct tz_xml_cursor *cursor, struct tz_xml_pair *pair)
{
	(void)cursor;
	return set_attribute(pair, ((const xmlAttr *)pair->handle)->next);
}

const char *tz_xml_cursor_value(struct tz_xml_cursor *cursor, const void *handle)
{
	const xmlAttr *attribute = handle;

	if (attribute->children && !attribute->children->next &&
	    attribute->children->type == XML_TEXT_NODE)
		return string(attribute->children->content);
	xmlFree(cursor->value);
	cursor->value = xmlNodeListGetString(attribute->doc, attribute->children, 1);
	return string(cursor->value);
}

static bool set_declared(struct tz_xml_pair *pair, const xmlNs *ns)
{
	if (!ns)
		return false;
	*pair = (struct tz_xml_pair){string(ns->prefix), string(ns->href), "", ns};
	return true;
}

bool tz_xml_cursor_first_declared(struct tz_xml_cursor *cursor, struct tz_xml_pair *pair)
{
	return set_declared(pair, xmlTextReaderCurrentNode(cursor->reader)->nsDef);
}

bool tz_xml_cursor_next_declared(struct tz_xml_cursor *cursor, struct tz_xml_pair *pair)
{
	(void)cursor;
	return set_declared(pair, ((const xmlNs *)pair->handle)->next);
}

const char *tz_xml_library_version(void)
{
	return LIBXML_DOTTED_VERSION;
}
