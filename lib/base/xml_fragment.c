/* SPDX-License-Identifier: MIT */
/* xml_fragment.c: writes one element of an extension so that it stands alone: each namespace it needs is declared inside it. */
#include "base/xml_fragment.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/xml_write.h"

static void add(struct tz_xml_fragment *f, const char *text)
{
	tz_buffer_text_add(&f->out, text);
}

static void add_escaped(struct tz_xml_fragment *f, const char *text, bool in_attribute)
{
	const char *plain = text;

	for (; *text; text++) {
		const char *instead = tz_xml_escape(*text, in_attribute);

		if (!instead)
			continue;
		tz_buffer_add(&f->out, plain, (size_t)(text - plain));
		add(f, instead);
		plain = text + 1;
	}
	add(f, plain);
}

static void close_start(struct tz_xml_fragment *f)
{
	if (f->start_open)
		add(f, ">");
	f->start_open = false;
}

void tz_xml_fragment_begin(struct tz_xml_fragment *f, const char *name)
{
	close_start(f);
	add(f, "<");
	add(f, name);
	f->start_open = true;
	f->depth++;
}

static bool is_bound(const struct tz_xml_fragment *f, const char *prefix, const char *uri)
{
	for (size_t i = f->num_bindings; i-- > 0;)
		if (strcmp(f->bindings[i].prefix, prefix) == 0)
			return strcmp(f->bindings[i].uri, uri) == 0;
	return false;
}

void tz_xml_fragment_bind(struct tz_xml_fragment *f, const char *prefix, const char *uri)
{
	struct tz_xml_binding *binding;

	if (strcmp(prefix, "xml") == 0 || is_bound(f, prefix, uri))
		return;
	if (tz_array_grow(&f->bindings, f->num_bindings, &f->capacity, sizeof *f->bindings,
			  NULL) < 0) {
		f->out.failed = TAIZHANG_E_NOMEM;
		return;
	}
	binding = &f->bindings[f->num_bindings++];
	binding->prefix = tz_strdup(prefix, NULL);
	binding->uri = tz_strdup(uri, NULL);
	binding->depth = f->depth;
	if (!binding->prefix || !binding->uri) {
		f->out.failed = TAIZHANG_E_NOMEM;
		free(binding->prefix);
		free(binding->uri);
		f->num_bindings--;
		return;
	}
	add(f, *prefix ? " xmlns:" : " xmlns");
	add(f, prefix);
	add(f, "=\"");
	add_escaped(f, uri, true);
	add(f, "\"");
}

void tz_xml_fragment_attribute(struct tz_xml_fragment *f, const char *prefix, const char *local,
			       const char *value)
{
	add(f, " ");
	add(f, prefix);
	add(f, *prefix ? ":" : "");
	add(f, local);
	add(f, "=\"");
	add_escaped(f, value, true);
	add(f, "\"");
}

void tz_xml_fragment_text(struct tz_xml_fragment *f, const char *text)
{
	close_start(f);
	add_escaped(f, text, false);
}

void tz_xml_fragment_comment(struct tz_xml_fragment *f, const char *text)
{
	close_start(f);
	add(f, "<!--");
	add(f, text);
	add(f, "-->");
}

void tz_xml_fragment_instruction(struct tz_xml_fragment *f, const char *target, const char *text)
{
	close_start(f);
	add(f, "<?");
	add(f, target);
	if (*text) {
		add(f, " ");
		add(f, text);
	}
	add(f, "?>");
}

static void drop_binding(struct tz_xml_fragment *f)
{
	f->num_bindings--;
	free(f->bindings[f->num_bindings].prefix);
	free(f->bindings[f->num_bindings].uri);
}

void tz_xml_fragment_end(struct tz_xml_fragment *f, const char *name)
{
	if (f->start_open) {
		add(f, "/>");
	} else {
		add(f, "</");
		add(f, name);
		add(f, ">");
	}
	f->start_open = false;
	while (f->num_bindings > 0 && f->bindings[f->num_bindings - 1].depth == f->depth)
		drop_binding(f);
	f->depth--;
}

void tz_xml_fragment_free(struct tz_xml_fragment *f)
{
	while (f->num_bindings > 0)
		drop_binding(f);
	free(f->bindings);
	tz_buffer_free(&f->out);
}
