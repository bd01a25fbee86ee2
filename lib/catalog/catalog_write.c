/* SPDX-License-Identifier: MIT */
/* catalog_write.c: writes a catalogue as XML (urn:taizhang:catalog:1); equal catalogues give equal bytes. */
#include "base/error.h"
#include "base/xml_write.h"
#include "catalog/catalog.h"
#include "catalog/column.h"
#include "catalog/xml_format.h"

struct writer {
	struct tz_xml_writer *x;
	struct tz_buffer value;
};

static void write_attributes(struct writer *w, enum tz_sheet_number sheet, const void *entry,
			     const struct tz_extensions *extensions)
{
	for (const struct tz_column *column = tz_sheets[sheet].columns; !tz_column_ends(column); column++) {
		if (!column->attribute)
			continue;
		w->value.size = 0;
		tz_column_get(column, entry, false, &w->value);
		if (w->value.size > 0)
			tz_xml_put_attribute(w->x, column->attribute, tz_buffer_text(&w->value));
	}
	tz_extensions_write_attributes(extensions, w->x);
}

/* An entry that holds no other. */
static void write_entry(struct writer *w, enum tz_sheet_number sheet, const void *entry,
			const struct tz_extensions *extensions)
{
	tz_xml_begin(w->x, tz_sheets[sheet].element);
	write_attributes(w, sheet, entry, extensions);
	tz_extensions_write_elements(extensions, w->x);
	tz_xml_end(w->x);
}

/* A node and all below it; no deeper than five levels. Standards have the attributes of items, which are all
 * that there are. */
static void write_node(struct writer *w, const struct taizhang_node *node)
{
	enum tz_sheet_number sheet =
		node->level == TAIZHANG_LEVEL_STANDARD ? TZ_SHEET_ITEMS : tz_sheet_of_node(node);

	tz_xml_begin(w->x, tz_sheets[sheet].element);
	write_attributes(w, sheet, node, &node->extensions);
	for (size_t i = 0; i < node->num_requirements; i++)
		write_entry(w, TZ_SHEET_REQUIREMENTS, &node->requirements[i], &node->requirements[i].extensions);
	for (size_t i = 0; i < node->num_thresholds; i++)
		write_entry(w, TZ_SHEET_THRESHOLDS, node->thresholds[i], &node->thresholds[i]->extensions);
	for (size_t i = 0; i < node->num_children; i++)
		write_node(w, node->children[i]);
	tz_extensions_write_elements(&node->extensions, w->x);
	tz_xml_end(w->x);
}

static void write_content(struct writer *w, const struct taizhang_catalog *c)
{
	for (size_t i = 0; i < c->editions.num; i++) {
		const struct tz_edition *edition = c->editions.list[i];

		write_entry(w, TZ_SHEET_EDITIONS, edition, &edition->extensions);
	}
	for (size_t i = 0; i < c->sources.num; i++) {
		const struct taizhang_source *source = c->sources.list[i];

		write_entry(w, TZ_SHEET_SOURCES, source, &source->extensions);
	}
	for (size_t i = 0; i < c->facts.num; i++) {
		const struct tz_fact *fact = c->facts.list[i];

		write_entry(w, TZ_SHEET_FACTS, fact, &fact->extensions);
	}
	for (size_t i = 0; i < c->blocks.num; i++)
		write_node(w, c->blocks.list[i]);
	for (size_t i = 0; i < c->negatives.num; i++) {
		const struct taizhang_negative *negative = c->negatives.list[i];

		write_entry(w, TZ_SHEET_NEGATIVE, negative, &negative->extensions);
	}
}

int tz_catalog_write(const struct taizhang_catalog *catalog, struct tz_buffer *out,
		     struct taizhang_error *err)
{
	struct writer w = {tz_xml_writer_new(out, err), TZ_BUFFER_INIT};
	bool failed;

	if (!w.x)
		return -1;
	tz_xml_begin_root(w.x, "catalog", TZ_CATALOG_NS,
			  catalog->format_version ? catalog->format_version : TZ_CATALOG_VERSION);
	write_attributes(&w, TZ_SHEET_CATALOG, catalog, &catalog->extensions);
	write_content(&w, catalog);
	tz_extensions_write_elements(&catalog->extensions, w.x);
	failed = w.value.failed;
	tz_buffer_free(&w.value);
	if (failed) {
		tz_xml_writer_free(w.x);
		return tz_error_nomem(err);
	}
	return tz_xml_writer_finish(w.x, catalog->name, err);
}
