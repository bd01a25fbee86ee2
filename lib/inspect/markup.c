/* SPDX-License-Identifier: MIT */
/* markup.c: walks the XML of a part of an office document, and calls for each element that its reader has a tag for. */
#include "inspect/markup.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/xml_cursor.h"

#define NO_SKIP -1

struct tz_markup {
	struct tz_xml_cursor *cursor;
	const struct tz_markup_reader *reader;
	void *context;
	int depth;				/* of the element at work */
	int skip;				/* the depth of the element that is passed over, or NO_SKIP */
	bool skip_asked, strict;
	int tags[TZ_LIMIT_XML_DEPTH_MOST + 1];	/* of the open elements */
	bool chosen[TZ_LIMIT_XML_DEPTH_MOST + 1];	/* of an element that offers branches: one was taken */
	const char *last_uri;			/* of the document's dictionary: most elements have the name space of the one before */
	enum tz_ns last_ns;
};

#define TRANSITIONAL "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"
#define OFD_SPACE "http://www.ofdspec.org"
#define OPENDOCUMENT "urn:oasis:names:tc:opendocument:xmlns:"

static const struct {
	const char *uri;
	enum tz_ns ns;
} namespaces[] = {
	{TRANSITIONAL "wordprocessingml/2006/main", TZ_NS_WORD},
	{STRICT "wordprocessingml/main", TZ_NS_WORD},
	{TRANSITIONAL "spreadsheetml/2006/main", TZ_NS_SHEET},
	{STRICT "spreadsheetml/main", TZ_NS_SHEET},
	{TRANSITIONAL "presentationml/2006/main", TZ_NS_SLIDE},
	{STRICT "presentationml/main", TZ_NS_SLIDE},
	{TRANSITIONAL "drawingml/2006/main", TZ_NS_DRAWING},
	{STRICT "drawingml/main", TZ_NS_DRAWING},
	{TRANSITIONAL "officeDocument/2006/relationships", TZ_NS_RELATION},
	{STRICT "officeDocument/relationships", TZ_NS_RELATION},
	{TRANSITIONAL "officeDocument/2006/math", TZ_NS_MATH},
	{STRICT "officeDocument/math", TZ_NS_MATH},
	{TRANSITIONAL "officeDocument/2006/extended-properties", TZ_NS_EXTENDED},
	{STRICT "officeDocument/extendedProperties", TZ_NS_EXTENDED},
	{TRANSITIONAL "officeDocument/2006/custom-properties", TZ_NS_CUSTOM},
	{STRICT "officeDocument/customProperties", TZ_NS_CUSTOM},
	{TRANSITIONAL "markup-compatibility/2006", TZ_NS_COMPATIBILITY},
	{TRANSITIONAL "package/2006/relationships", TZ_NS_PACKAGE},
	{TRANSITIONAL "package/2006/content-types", TZ_NS_TYPES},
	{TRANSITIONAL "package/2006/metadata/core-properties", TZ_NS_CORE},
	{"http://purl.org/dc/elements/1.1/", TZ_NS_DC},
	{"http://purl.org/dc/terms/", TZ_NS_DC_TERMS},
	{"urn:schemas-microsoft-com:vml", TZ_NS_VML},
	{OPENDOCUMENT "office:1.0", TZ_NS_OFFICE},
	{OPENDOCUMENT "text:1.0", TZ_NS_TEXT},
	{OPENDOCUMENT "table:1.0", TZ_NS_TABLE},
	{OPENDOCUMENT "drawing:1.0", TZ_NS_DRAW},
	{OPENDOCUMENT "meta:1.0", TZ_NS_META},
	{OPENDOCUMENT "style:1.0", TZ_NS_STYLE},
	{OPENDOCUMENT "presentation:1.0", TZ_NS_PRESENTATION},
	{OPENDOCUMENT "manifest:1.0", TZ_NS_MANIFEST},
	{OPENDOCUMENT "script:1.0", TZ_NS_SCRIPT},
	{"http://www.w3.org/1999/xlink", TZ_NS_XLINK},
};

static enum tz_ns look_up(const char *uri)
{
	if (!*uri)
		return TZ_NS_NONE;
	for (size_t i = 0; i < sizeof namespaces / sizeof namespaces[0]; i++)
		if (strcmp(namespaces[i].uri, uri) == 0)
			return namespaces[i].ns;
	return strncmp(uri, OFD_SPACE, strlen(OFD_SPACE)) == 0 ? TZ_NS_OFD : TZ_NS_OTHER;
}

/* uri is an element's, one string for as long as the document is read. */
static enum tz_ns find_namespace(struct tz_markup *m, const char *uri)
{
	if (uri != m->last_uri) {
		m->last_uri = uri;
		m->last_ns = look_up(uri);
		m->strict = m->strict || strncmp(uri, STRICT, strlen(STRICT)) == 0;
	}
	return m->last_ns;
}

const char *tz_markup_attribute(struct tz_markup *m, enum tz_ns ns, const char *name)
{
	struct tz_xml_pair pair;

	for (bool more = tz_xml_cursor_first_attribute(m->cursor, &pair); more;
	     more = tz_xml_cursor_next_attribute(m->cursor, &pair))
		if (strcmp(pair.local, name) == 0 && look_up(pair.ns) == ns)
			return tz_xml_cursor_value(m->cursor, pair.handle);
	return NULL;
}

int64_t tz_markup_number(struct tz_markup *m, enum tz_ns ns, const char *name, int64_t fallback)
{
	const char *text = tz_markup_attribute(m, ns, name);
	int64_t number = 0;

	if (!text || !*text)
		return fallback;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || number > INT32_MAX)
			return fallback;
		number = number * 10 + (*text - '0');
	}
	return number;
}

bool tz_markup_switch(struct tz_markup *m, enum tz_ns ns, const char *name, bool fallback)
{
	const char *text = tz_markup_attribute(m, ns, name);

	if (!text)
		return fallback;
	return strcmp(text, "0") != 0 && strcmp(text, "false") != 0 && strcmp(text, "off") != 0 && strcmp(text, "none") != 0;
}

void tz_markup_skip(struct tz_markup *m)
{
	m->skip_asked = true;
}

const char *tz_markup_name(struct tz_markup *m)
{
	return tz_xml_cursor_local(m->cursor);
}

int tz_markup_parent(const struct tz_markup *m)
{
	for (int depth = m->depth - 1; depth >= 0; depth--)
		if (m->tags[depth])
			return m->tags[depth];
	return 0;
}

bool tz_markup_is_strict(const struct tz_markup *m)
{
	return m->strict;
}

static int find_tag(struct tz_markup *m, enum tz_ns ns, const char *name)
{
	for (const struct tz_tag *at = m->reader->tags; at->name; at++)
		if (at->ns == ns && strcmp(at->name, name) == 0)
			return at->tag;
	return 0;
}

/* Whether the element is a branch beside one that was taken. */
static bool is_spare_branch(struct tz_markup *m, enum tz_ns ns, const char *name)
{
	if (ns != TZ_NS_COMPATIBILITY || !m->depth || (strcmp(name, "Choice") != 0 && strcmp(name, "Fallback") != 0))
		return false;
	if (m->chosen[m->depth - 1])
		return true;
	m->chosen[m->depth - 1] = true;
	return false;
}

static int on_end(struct tz_markup *m, struct taizhang_error *err)
{
	int tag = m->tags[m->depth];

	return tag && m->reader->end ? m->reader->end(m->context, m, tag, err) : 0;
}

static int on_begin(struct tz_markup *m, struct taizhang_error *err)
{
	const char *name = tz_xml_cursor_local(m->cursor);
	enum tz_ns ns = find_namespace(m, tz_xml_cursor_ns(m->cursor));
	bool empty = tz_xml_cursor_is_empty(m->cursor);
	int tag = find_tag(m, ns, name);

	m->skip_asked = is_spare_branch(m, ns, name);
	m->chosen[m->depth] = false;
	m->tags[m->depth] = tag;
	if (tag && !m->skip_asked && m->reader->begin && m->reader->begin(m->context, m, tag, err) != 0)
		return -1;
	if (m->skip_asked && !empty)
		m->skip = m->depth;
	if (m->skip_asked || !empty)
		return 0;
	return on_end(m, err);
}

/* 1: stands on the next; 0: the end; -1: fault is set. */
static int step(struct tz_markup *m, struct taizhang_error *fault, struct taizhang_error *err, int *result)
{
	int moved = tz_xml_cursor_next(m->cursor, fault);
	enum tz_xml_node node;

	if (moved != 1)
		return moved;
	node = tz_xml_cursor_node(m->cursor);
	if (m->skip != NO_SKIP) {
		if (node == TZ_XML_NODE_END && tz_xml_cursor_depth(m->cursor) == m->skip)
			m->skip = NO_SKIP;
		return 1;
	}
	if (node == TZ_XML_NODE_TEXT) {
		if (m->reader->text)
			*result = m->reader->text(m->context, m, tz_xml_cursor_text(m->cursor), err);
		return 1;
	}
	m->depth = tz_xml_cursor_depth(m->cursor);
	if (node == TZ_XML_NODE_BEGIN)
		*result = on_begin(m, err);
	else if (node == TZ_XML_NODE_END)
		*result = on_end(m, err);
	return 1;
}

int tz_part_tell(struct taizhang_facts *facts, const char *part, const struct taizhang_error *fault, struct taizhang_error *err)
{
	char place[TZ_LIMIT_FACT_VALUE];

	if (fault->line > 0)
		snprintf(place, sizeof place, "%s:%" PRId64, part, fault->line);
	else
		snprintf(place, sizeof place, "%s", part);
	switch (fault->code) {
	case TAIZHANG_E_NOMEM:
	case TAIZHANG_E_IO:
		return tz_error_pass(err, fault);
	case TAIZHANG_E_STATE:
		if (tz_facts_has(facts, TZ_FACT_ENCRYPTION))
			return tz_facts_worsen(facts, TAIZHANG_FACTS_ENCRYPTED, NULL, NULL, err);
		if (tz_facts_add(facts, TZ_FACT_ENCRYPTION, "zip", place, err) != 0)
			return -1;
		return tz_facts_worsen(facts, TAIZHANG_FACTS_ENCRYPTED, NULL, NULL, err);
	case TAIZHANG_E_LIMIT:
		if (tz_facts_add(facts, TZ_FACT_NOT_READ, TZ_REASON_TOO_LARGE, place, err) != 0)
			return -1;
		return tz_facts_worsen(facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	default:
		break;
	}
	/* Not of UTF-8, or with declarations of its own: another program may read it. */
	if (fault->message == TZ_MSG_XML_ENCODING || fault->message == TZ_MSG_XML_DOCTYPE || fault->message == TZ_MSG_XML_INCLUDE)
		return tz_facts_add(facts, TZ_FACT_NOT_READ, TZ_REASON_NO_READER, place, err);
	return tz_facts_worsen(facts, TAIZHANG_FACTS_DAMAGED, *fault->detail ? fault->detail : "damaged", place, err);
}

int tz_markup_walk(struct tz_parts *parts, const struct tz_part *part, const struct tz_markup_reader *reader, void *context,
		   struct taizhang_facts *facts, struct taizhang_error *err)
{
	struct taizhang_error fault = TAIZHANG_ERROR_INIT;
	struct tz_part_stream stream = {.reader = NULL};
	struct tz_markup m = {.reader = reader, .context = context, .skip = NO_SKIP};
	struct tz_xml_input input = {.name = part->name, .read = tz_part_read, .rewind = tz_part_rewind, .context = &stream,
				     .limit = TZ_LIMIT_INSPECT_PART + 1, .depth = TZ_LIMIT_XML_DEPTH_MOST};
	int moved = -1, result = 0;

	if (tz_part_open(&stream, parts, part, &fault) == 0) {
		m.cursor = tz_xml_cursor_open(&input, &fault);
		moved = m.cursor ? 1 : -1;
	}
	while (moved == 1 && result == 0)
		moved = step(&m, &fault, err, &result);
	tz_xml_cursor_free(m.cursor);
	tz_part_close(&stream);
	if (result != 0)
		return -1;
	if (moved == 0)
		return 1;
	return tz_part_tell(facts, part->name, &fault, err) == 0 ? 0 : -1;
}
