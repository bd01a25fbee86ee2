/* SPDX-License-Identifier: MIT */
/* xml_fragment.h: writes one element of an extension so that it stands alone: each namespace it needs is declared inside it. */
#ifndef TZ_BASE_XML_FRAGMENT_H
#define TZ_BASE_XML_FRAGMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct tz_xml_binding {
	char *prefix;		/* "" is the default namespace */
	char *uri;
	size_t depth;		/* of the element that declares it */
};

/* The result is in one normal form (an empty element is one tag, CDATA is text, attributes stand in double quotes), so that
 * reading it again and writing it again gives the same bytes. out.failed tells of memory. */
struct tz_xml_fragment {
	struct tz_buffer out;
	struct tz_xml_binding *bindings;
	size_t num_bindings, capacity;
	size_t depth;
	bool start_open;
};

#define TZ_XML_FRAGMENT_INIT {TZ_BUFFER_INIT, NULL, 0, 0, 0, false}

/* Names are as written, with their prefix. After begin: bind for what the element declares and for its own prefix, then its attributes,
 * with a bind before each that has a prefix. No prefix and no namespace are "". */
void tz_xml_fragment_begin(struct tz_xml_fragment *f, const char *name);
void tz_xml_fragment_bind(struct tz_xml_fragment *f, const char *prefix, const char *uri);
void tz_xml_fragment_attribute(struct tz_xml_fragment *f, const char *prefix, const char *local,
			       const char *value);
void tz_xml_fragment_text(struct tz_xml_fragment *f, const char *text);
void tz_xml_fragment_comment(struct tz_xml_fragment *f, const char *text);
void tz_xml_fragment_instruction(struct tz_xml_fragment *f, const char *target, const char *text);
void tz_xml_fragment_end(struct tz_xml_fragment *f, const char *name);
void tz_xml_fragment_free(struct tz_xml_fragment *f);

#endif
