/* SPDX-License-Identifier: MIT */
/* xml_read.c: reading XML safely by a table of elements: the walk, what is unknown, what is of another version. */
#include "base/xml_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/xml_cursor.h"
#include "base/xml_fragment.h"
#include "base/xml_version.h"

struct attribute {
	const char *local, *ns;
	const void *handle;	/* the cursor's */
	bool asked;		/* by the handler */
};

struct tz_xml_reader {
	const struct tz_xml_document *document;
	const char *name;
	void *context;
	struct tz_xml_cursor *cursor;
	bool newer;				/* the document is of a newer minor version */
	const struct tz_xml_element *open[TZ_LIMIT_XML_DEPTH_MOST];
	struct tz_buffer text;			/* of the last element that wanted it */
	/* The attributes of the element that is being begun: looked at once, asked for many times. */
	struct attribute attributes[TZ_LIMIT_XML_ATTRIBUTES];
	size_t num_attributes;
};

static void tell(struct tz_xml_reader *x, enum tz_xml_problem what, const char *detail)
{
	if (x->document->problem)
		x->document->problem(x->context, what, tz_xml_line(x), detail);
}

static void tell_violation(void *context, int64_t line, const char *sentence)
{
	struct tz_xml_reader *x = context;

	if (x->document->problem)
		x->document->problem(x->context, TZ_XML_PROBLEM_SCHEMA, line, sentence);
}

int64_t tz_xml_line(const struct tz_xml_reader *x)
{
	return tz_xml_cursor_line(x->cursor);
}

const char *tz_xml_name(const struct tz_xml_reader *x)
{
	return x->name;
}

const char *tz_xml_attribute(struct tz_xml_reader *x, const char *name)
{
	for (size_t i = 0; i < x->num_attributes; i++) {
		struct attribute *a = &x->attributes[i];

		if (*a->local == *name && !*a->ns && strcmp(a->local, name) == 0) {
			a->asked = true;
			return tz_xml_cursor_value(x->cursor, a->handle);
		}
	}
	return NULL;
}

bool tz_xml_has_more(const struct tz_xml_reader *x)
{
	for (size_t i = 0; i < x->num_attributes; i++)
		if (!x->attributes[i].asked && !*x->attributes[i].ns)
			return true;
	return false;
}

/* The gate lets no more through than there is room for. */
static void look_at_attributes(struct tz_xml_reader *x)
{
	struct tz_xml_pair pair;
	bool there = tz_xml_cursor_first_attribute(x->cursor, &pair);

	for (x->num_attributes = 0; there && x->num_attributes < TZ_LIMIT_XML_ATTRIBUTES; x->num_attributes++) {
		x->attributes[x->num_attributes] = (struct attribute){pair.local, pair.ns, pair.handle, false};
		there = tz_xml_cursor_next_attribute(x->cursor, &pair);
	}
}

/* "{uri}local", or the bare name where there is no namespace; malloc'd. */
static char *full_name(const char *ns, const char *local, struct taizhang_error *err)
{
	struct tz_buffer name = TZ_BUFFER_INIT;

	if (*ns)
		tz_buffer_printf(&name, "{%s}", ns);
	tz_buffer_text_add(&name, local);
	return tz_buffer_take(&name, err);
}

static void write_start(struct tz_xml_cursor *cursor, struct tz_xml_fragment *f)
{
	struct tz_xml_pair pair;
	bool there;

	tz_xml_fragment_begin(f, tz_xml_cursor_name(cursor));
	there = tz_xml_cursor_first_declared(cursor, &pair);
	for (; there; there = tz_xml_cursor_next_declared(cursor, &pair))
		tz_xml_fragment_bind(f, pair.prefix, pair.ns);
	tz_xml_fragment_bind(f, tz_xml_cursor_prefix(cursor), tz_xml_cursor_ns(cursor));
	there = tz_xml_cursor_first_attribute(cursor, &pair);
	for (; there; there = tz_xml_cursor_next_attribute(cursor, &pair)) {
		if (*pair.prefix)
			tz_xml_fragment_bind(f, pair.prefix, pair.ns);
		tz_xml_fragment_attribute(f, pair.prefix, pair.local, tz_xml_cursor_value(cursor, pair.handle));
	}
	if (tz_xml_cursor_is_empty(cursor))
		tz_xml_fragment_end(f, tz_xml_cursor_name(cursor));
}

static void write_node(struct tz_xml_cursor *cursor, struct tz_xml_fragment *f)
{
	switch (tz_xml_cursor_node(cursor)) {
	case TZ_XML_NODE_BEGIN:
		write_start(cursor, f);
		break;
	case TZ_XML_NODE_END:
		tz_xml_fragment_end(f, tz_xml_cursor_name(cursor));
		break;
	case TZ_XML_NODE_COMMENT:
		tz_xml_fragment_comment(f, tz_xml_cursor_text(cursor));
		break;
	case TZ_XML_NODE_INSTRUCTION:
		tz_xml_fragment_instruction(f, tz_xml_cursor_name(cursor), tz_xml_cursor_text(cursor));
		break;
	case TZ_XML_NODE_TEXT:
	case TZ_XML_NODE_OTHER:
		tz_xml_fragment_text(f, tz_xml_cursor_text(cursor));
		break;
	}
}

/* Passes over the current element with all below it, writing it to f where that is not NULL. */
static int pass_over(struct tz_xml_reader *x, struct tz_xml_fragment *f, struct taizhang_error *err)
{
	int depth = tz_xml_cursor_depth(x->cursor);
	bool done = tz_xml_cursor_is_empty(x->cursor);

	if (f)
		write_node(x->cursor, f);
	while (!done) {
		if (tz_xml_cursor_next(x->cursor, err) != 1)
			return -1;
		if (f)
			write_node(x->cursor, f);
		done = tz_xml_cursor_depth(x->cursor) == depth;
	}
	return 0;
}

static int hand_over_element(struct tz_xml_reader *x, int state, struct taizhang_error *err)
{
	struct tz_xml_fragment f = TZ_XML_FRAGMENT_INIT;
	char *name = full_name(tz_xml_cursor_ns(x->cursor), tz_xml_cursor_local(x->cursor), err);
	int result = -1;

	if (!name || pass_over(x, &f, err) < 0)
		goto out;
	if (f.out.failed)
		tz_error_nomem(err);
	else
		result = x->document->extension(x->context, state, false, name,
						tz_buffer_text(&f.out), err);
out:
	free(name);
	tz_xml_fragment_free(&f);
	return result;
}

/* An element that the table lacks. */
static int take_other_element(struct tz_xml_reader *x, int state, bool ours, struct taizhang_error *err)
{
	if (ours)
		tell(x, TZ_XML_PROBLEM_UNKNOWN, tz_xml_cursor_local(x->cursor));
	if (x->document->extension)
		return hand_over_element(x, state, err);
	return pass_over(x, NULL, err);
}

/* Attributes of other namespaces are extensions; one without a namespace that no handler asked for is unknown. */
static int take_other_attributes(struct tz_xml_reader *x, int state, struct taizhang_error *err)
{
	int result = 0;

	for (size_t i = 0; i < x->num_attributes && result == 0; i++) {
		const struct attribute *a = &x->attributes[i];
		char *name;

		if (a->asked)
			continue;
		if (!*a->ns)
			tell(x, TZ_XML_PROBLEM_UNKNOWN, a->local);
		if (x->document->extension) {
			name = full_name(a->ns, a->local, err);
			result = name ? x->document->extension(x->context, state, true, name,
							       tz_xml_cursor_value(x->cursor, a->handle), err) : -1;
			free(name);
		}
	}
	return result;
}

static int end_element(struct tz_xml_reader *x, const struct tz_xml_element *row,
		       struct taizhang_error *err)
{
	if (x->text.failed)
		return tz_error_nomem(err);
	if (!row->end)
		return 0;
	return row->end(x->context, x, row->wants_text ? tz_buffer_text(&x->text) : NULL, err);
}

static int begin_element(struct tz_xml_reader *x, struct taizhang_error *err)
{
	int depth = tz_xml_cursor_depth(x->cursor);
	int parent = depth ? x->open[depth - 1]->state : TZ_XML_DOCUMENT;
	const char *name = tz_xml_cursor_local(x->cursor);
	bool ours = strcmp(tz_xml_cursor_ns(x->cursor), x->document->ns) == 0;
	const struct tz_xml_element *row = x->document->elements;

	while (row->name && (row->parent != parent || strcmp(row->name, name) != 0))
		row++;
	if (!ours || !row->name)
		return take_other_element(x, parent, ours, err);
	x->open[depth] = row;
	if (row->wants_text)
		tz_buffer_free(&x->text);
	look_at_attributes(x);
	if (depth == 0)
		tz_xml_attribute(x, "version");
	if ((row->start && row->start(x->context, x, err) < 0) ||
	    take_other_attributes(x, row->state, err) < 0)
		return -1;
	x->num_attributes = 0;	/* what comes next has others */
	return tz_xml_cursor_is_empty(x->cursor) ? end_element(x, row, err) : 0;
}

static int take_node(struct tz_xml_reader *x, struct taizhang_error *err)
{
	int depth = tz_xml_cursor_depth(x->cursor);

	switch (tz_xml_cursor_node(x->cursor)) {
	case TZ_XML_NODE_BEGIN:
		return begin_element(x, err);
	case TZ_XML_NODE_END:
		return end_element(x, x->open[depth], err);
	case TZ_XML_NODE_TEXT:
		if (x->open[depth - 1]->wants_text)
			tz_buffer_text_add(&x->text, tz_xml_cursor_text(x->cursor));
		return 0;
	case TZ_XML_NODE_COMMENT:
	case TZ_XML_NODE_INSTRUCTION:
		return 0;
	case TZ_XML_NODE_OTHER:
		break;
	}
	/* The gate stops a DOCTYPE before; should it ever not, this does. */
	return tz_error_line(err, TAIZHANG_E_XML, TZ_MSG_XML_DOCTYPE, x->name, tz_xml_line(x), NULL);
}

/* The root is another one than document's, or of a namespace that a newer major version has. */
static int refuse_root(struct tz_xml_reader *x, bool newer, struct taizhang_error *err)
{
	const char *ns = tz_xml_cursor_ns(x->cursor), *version = tz_xml_attribute(x, "version");
	char *name;

	if (newer)
		return tz_error_line(err, TAIZHANG_E_UNSUPPORTED, TZ_MSG_XML_VERSION, x->name,
				     tz_xml_line(x), version ? version : ns);
	name = full_name(ns, tz_xml_cursor_local(x->cursor), err);
	tz_error_line(err, TAIZHANG_E_XML, TZ_MSG_XML_ROOT, x->name, tz_xml_line(x), name);
	free(name);
	return -1;
}

/* Says whether the root is what document reads, and of which version. */
static int check_root(struct tz_xml_reader *x, struct taizhang_error *err)
{
	const struct tz_xml_document *document = x->document;
	const char *ns = tz_xml_cursor_ns(x->cursor), *version;

	look_at_attributes(x);
	if (strcmp(tz_xml_cursor_local(x->cursor), document->root) != 0)
		return refuse_root(x, false, err);
	if (strcmp(ns, document->ns) != 0)
		return refuse_root(x, tz_xml_namespace_is_newer(ns, document->ns), err);
	version = tz_xml_attribute(x, "version");
	switch (tz_xml_version_judge(version, document->major, document->minor)) {
	case TZ_XML_VERSION_KNOWN:
		break;
	case TZ_XML_VERSION_NEWER_MINOR:
		x->newer = true;
		tell(x, TZ_XML_PROBLEM_NEWER, version);
		break;
	case TZ_XML_VERSION_NEWER_MAJOR:
		return refuse_root(x, true, err);
	case TZ_XML_VERSION_BAD:
		return tz_error_line(err, TAIZHANG_E_XML, TZ_MSG_XML_VERSION_BAD, x->name,
				     tz_xml_line(x), version);
	}
	return 0;
}

int tz_xml_read(const struct tz_xml_document *document, const struct tz_xml_input *input,
		void *context, struct taizhang_error *err)
{
	struct tz_xml_reader x = {.document = document, .name = input->name, .context = context};
	int result = -1;

	x.cursor = tz_xml_cursor_open(input, err);
	/* The root is looked at alone first: a schema must be set before reading starts, and a newer version has none. */
	if (!x.cursor || tz_xml_cursor_next_root(x.cursor, err) < 0 || check_root(&x, err) < 0 ||
	    tz_xml_cursor_restart(x.cursor, x.newer ? NULL : document->schema, tell_violation, &x,
				  err) < 0)
		goto out;
	while ((result = tz_xml_cursor_next(x.cursor, err)) == 1)
		if (take_node(&x, err) < 0) {
			result = -1;
			break;
		}
out:
	tz_xml_cursor_free(x.cursor);
	tz_buffer_free(&x.text);
	return result;
}

int tz_xml_identify(const struct tz_xml_input *input, char **ns, char **root, struct taizhang_error *err)
{
	struct tz_xml_cursor *cursor = tz_xml_cursor_open(input, err);
	char *its_ns = NULL, *its_root = NULL;
	int result = -1;

	if (!cursor || tz_xml_cursor_next_root(cursor, err) < 0)
		goto out;
	its_ns = tz_strdup(tz_xml_cursor_ns(cursor), err);
	its_root = tz_strdup(tz_xml_cursor_local(cursor), err);
	if (!its_ns || !its_root)
		goto out;
	if (ns) {
		*ns = its_ns;
		its_ns = NULL;
	}
	if (root) {
		*root = its_root;
		its_root = NULL;
	}
	result = 0;
out:
	free(its_ns);
	free(its_root);
	tz_xml_cursor_free(cursor);
	return result;
}
