/* SPDX-License-Identifier: MIT */
/* xml_read.h: reading XML safely by a table of elements: the table is the grammar, handlers only fill the model. A door to libxml2.
 *
 * Streaming (xmlTextReader), never a tree. No DOCTYPE, no entities, no XInclude, no network; limits of size and depth. With a schema, the
 * document is validated in the same pass and every violation is told with its line. Nothing global in libxml2 is changed: no generic error
 * handler, no loader. */
#ifndef TZ_BASE_XML_READ_H
#define TZ_BASE_XML_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

struct tz_xml_reader;

/* One row: where parent (a state) is open, the element name leads to state. start sees the attributes (each that it does not ask for is told
 * as unknown); end sees the text (collected only when wants_text; such an element has no row below it). Either may be NULL. -1 stops with err
 * set. The walker keeps the states' stack: a handler needs only its context. */
struct tz_xml_element {
	int parent;			/* a state; the root's parent is TZ_XML_DOCUMENT */
	const char *name;
	int state;			/* > 0, its own for each place in the grammar */
	bool wants_text;
	int (*start)(void *context, struct tz_xml_reader *x, struct taizhang_error *err);
	int (*end)(void *context, struct tz_xml_reader *x, const char *text, struct taizhang_error *err);
};
#define TZ_XML_DOCUMENT 0

enum tz_xml_problem {
	TZ_XML_PROBLEM_SCHEMA,		/* detail: libxml2's sentence, one line */
	TZ_XML_PROBLEM_UNKNOWN,		/* detail: an element or attribute of our namespace that the table lacks */
	TZ_XML_PROBLEM_NEWER		/* detail: the document's version, a newer minor one; it is not validated then */
};

struct tz_xml_document {
	const char *ns;				/* of every element in the table */
	const char *root;			/* for messages; also the table's only row with parent TZ_XML_DOCUMENT */
	int major, minor;			/* what we read; the root's attribute "version" is compared with it */
	const struct tz_xml_element *elements;	/* ends with name NULL */
	const char *schema;			/* name of an embedded file, or NULL */
	/* Told of what is suspicious; reading goes on. May be NULL. */
	void (*problem)(void *context, enum tz_xml_problem what, int64_t line, const char *detail);
	/* An extension: an element of another namespace (or an unknown one of ours: it is told, and not lost on saving either), with all below it, serialised so that it stands alone (its namespaces
	 * declared); attributes of other namespaces come as name="{uri}local" and value, with is_attribute (an unknown one of ours as its bare name). state: the open element. May be NULL. */
	int (*extension)(void *context, int state, bool is_attribute, const char *name, const char *text,
			 struct taizhang_error *err);
};

/* Exactly one of path, data and read. */
struct tz_xml_input {
	const char *name;		/* for messages */
	const char *path;		/* read from disk, twice at most */
	const void *data;
	size_t size;
	/* Bytes as they come: some, at most size of them, 0 at the end, -1 with err set. rewind begins anew; it is called only before some
	 * kilobytes have come. */
	int64_t (*read)(void *context, void *buf, size_t size, struct taizhang_error *err);
	int (*rewind)(void *context, struct taizhang_error *err);
	void *context;
	uint64_t limit;			/* most bytes; 0: TZ_LIMIT_XML_BYTES */
	uint64_t depth;			/* most elements within one another; 0: TZ_LIMIT_XML_DEPTH; at most TZ_LIMIT_XML_DEPTH_MOST */
};

int tz_xml_read(const struct tz_xml_document *document, const struct tz_xml_input *input,
		void *context, struct taizhang_error *err);

/* Inside start: an attribute of no namespace, or NULL; valid until the next call on x. */
const char *tz_xml_attribute(struct tz_xml_reader *x, const char *name);
/* Whether the element has an attribute of no namespace that was not asked for. */
bool tz_xml_has_more(const struct tz_xml_reader *x);
int64_t tz_xml_line(const struct tz_xml_reader *x);
const char *tz_xml_name(const struct tz_xml_reader *x);	/* input->name */

/* Root element's local name and namespace without reading further: what is this document? Malloc'd; either pointer may be NULL. */
int tz_xml_identify(const struct tz_xml_input *input, char **ns, char **root, struct taizhang_error *err);
const char *tz_xml_library_version(void);

#endif
