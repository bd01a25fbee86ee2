/* SPDX-License-Identifier: MIT */
/* xml_cursor.h: a safe cursor over the nodes of an XML document, behind the gate and perhaps validated. Below xml_read.h, for it alone. */
#ifndef TZ_BASE_XML_CURSOR_H
#define TZ_BASE_XML_CURSOR_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/error.h>

#include "base/xml_read.h"

struct tz_xml_cursor;

enum tz_xml_node {
	TZ_XML_NODE_BEGIN,		/* a start tag, or an empty element, which has no end of its own */
	TZ_XML_NODE_END,
	TZ_XML_NODE_TEXT,		/* also CDATA and blanks */
	TZ_XML_NODE_COMMENT,
	TZ_XML_NODE_INSTRUCTION,
	TZ_XML_NODE_OTHER		/* what only a DOCTYPE brings */
};

/* Stands before the first node. */
struct tz_xml_cursor *tz_xml_cursor_open(const struct tz_xml_input *input, struct taizhang_error *err);
/* Back to before the first node, now validating against an embedded schema; violation is told each that is met. */
int tz_xml_cursor_restart(struct tz_xml_cursor *cursor, const char *schema,
			  void (*violation)(void *context, int64_t line, const char *sentence),
			  void *context, struct taizhang_error *err);
/* 1: stands on the next node; 0: the end; -1: not well-formed, or refused. */
int tz_xml_cursor_next(struct tz_xml_cursor *cursor, struct taizhang_error *err);
/* Moves on to the root's start tag. */
int tz_xml_cursor_next_root(struct tz_xml_cursor *cursor, struct taizhang_error *err);
void tz_xml_cursor_free(struct tz_xml_cursor *cursor);

/* The node it stands on; strings are never NULL and are valid until the next move. */
enum tz_xml_node tz_xml_cursor_node(struct tz_xml_cursor *cursor);
int tz_xml_cursor_depth(struct tz_xml_cursor *cursor);		/* the root's is 0 */
bool tz_xml_cursor_is_empty(struct tz_xml_cursor *cursor);
const char *tz_xml_cursor_name(struct tz_xml_cursor *cursor);	/* with its prefix */
const char *tz_xml_cursor_prefix(struct tz_xml_cursor *cursor);
const char *tz_xml_cursor_local(struct tz_xml_cursor *cursor);
const char *tz_xml_cursor_ns(struct tz_xml_cursor *cursor);
const char *tz_xml_cursor_text(struct tz_xml_cursor *cursor);
int64_t tz_xml_cursor_line(const struct tz_xml_cursor *cursor);

/* An attribute of the element it stands on, or a namespace that the element declares (prefix and ns only). */
struct tz_xml_pair {
	const char *prefix, *ns, *local;	/* "" where there is none */
	const void *handle;
};

/* Both give false where there is no (further) one. */
bool tz_xml_cursor_first_attribute(struct tz_xml_cursor *cursor, struct tz_xml_pair *pair);
bool tz_xml_cursor_next_attribute(struct tz_xml_cursor *cursor, struct tz_xml_pair *pair);
/* Of an attribute; valid until the next call. */
const char *tz_xml_cursor_value(struct tz_xml_cursor *cursor, const void *handle);
bool tz_xml_cursor_first_declared(struct tz_xml_cursor *cursor, struct tz_xml_pair *pair);
bool tz_xml_cursor_next_declared(struct tz_xml_cursor *cursor, struct tz_xml_pair *pair);

#endif
