/* SPDX-License-Identifier: MIT */
/* ofd.c: the inspector of OFD (GB/T 33190-2016): what the document says of itself, its pages, what travels in it. */
#include "inspect/ofd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "inspect/ooxml.h"

enum {
	ROOT = 1, BODY, DOC_ROOT, SIGNATURES, CREATOR, CREATOR_VERSION, TEMPLATE_PAGE, PAGE, ATTACHMENTS, ATTACHMENT, FILE_LOCATION, ANNOTATIONS,
	ANNOTATION, URI, PERMISSIONS, PRINT, PERMISSION, FIRST_FACT
};
#define FACT_TAG(fact) ((int)(fact) + FIRST_FACT)

static const struct tz_tag tags[] = {
	{TZ_NS_OFD, "OFD", ROOT},
	{TZ_NS_OFD, "DocBody", BODY},
	{TZ_NS_OFD, "Title", FACT_TAG(TZ_FACT_TITLE)},
	{TZ_NS_OFD, "Author", FACT_TAG(TZ_FACT_AUTHOR)},
	{TZ_NS_OFD, "Subject", FACT_TAG(TZ_FACT_SUBJECT)},
	{TZ_NS_OFD, "CreationDate", FACT_TAG(TZ_FACT_CREATED)},
	{TZ_NS_OFD, "ModDate", FACT_TAG(TZ_FACT_MODIFIED)},
	{TZ_NS_OFD, "Creator", CREATOR},
	{TZ_NS_OFD, "CreatorVersion", CREATOR_VERSION},
	{TZ_NS_OFD, "DocRoot", DOC_ROOT},
	{TZ_NS_OFD, "Signatures", SIGNATURES},
	{TZ_NS_OFD, "TemplatePage", TEMPLATE_PAGE},
	{TZ_NS_OFD, "Page", PAGE},
	{TZ_NS_OFD, "Attachments", ATTACHMENTS},
	{TZ_NS_OFD, "Attachment", ATTACHMENT},
	{TZ_NS_OFD, "FileLoc", FILE_LOCATION},
	{TZ_NS_OFD, "Annotations", ANNOTATIONS},
	{TZ_NS_OFD, "Annot", ANNOTATION},
	{TZ_NS_OFD, "Permissions", PERMISSIONS},
	{TZ_NS_OFD, "Print", PRINT},
	{TZ_NS_OFD, "Edit", PERMISSION},
	{TZ_NS_OFD, "Export", PERMISSION},
	{TZ_NS_OFD, "URI", URI},
	{TZ_NS_NONE, NULL, 0},
};

/* A reference to another part, by its own name or number. */
struct reference {
	const char *id, *location;	/* of the arena */
};
struct references {
	struct reference *list;
	size_t num, capacity;
};

struct reading {
	struct tz_ofd *ofd;
	const char *document;		/* Document.xml, whose pages are read */
	int open;
	struct tz_buffer text;
	char creator[TZ_LIMIT_FACT_VALUE];
	struct references roots, signatures, pages, templates, attached, annotated;
	const char *attachment;		/* the name of the one at work */
};

const struct tz_part *tz_ofd_find(const struct tz_ofd *o, const char *base, const char *reference)
{
	char name[TZ_LIMIT_FACT_VALUE];
	const struct tz_part *part;

	tz_part_resolve(base, reference, name, sizeof name);
	part = *name ? tz_parts_find(&o->parts, name) : NULL;
	if (part)
		return part;
	tz_part_resolve("", reference, name, sizeof name);
	return *name ? tz_parts_find(&o->parts, name) : NULL;
}

int tz_ofd_link(struct tz_ofd *o, struct tz_markup *m, struct taizhang_error *err)
{
	return tz_facts_add(o->facts, TZ_FACT_EXTERNAL_LINK, tz_markup_attribute(m, TZ_NS_NONE, "URI"), "hyperlink", err);
}

static const char *keep(struct reading *r, const char *text, struct taizhang_error *err)
{
	char cut[TZ_LIMIT_FACT_VALUE];
	size_t size = tz_text_cut(text ? text : "", sizeof cut - 1);

	memcpy(cut, text ? text : "", size);
	cut[size] = '\0';
	return tz_arena_strdup(&r->ofd->arena, tz_text_trim(cut), err);
}

static int refer(struct reading *r, struct references *to, const char *id, const char *location, struct taizhang_error *err)
{
	struct reference reference = {.id = id};

	if (to->num >= TZ_LIMIT_INSPECT_PARTS)
		return tz_facts_worsen(r->ofd->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	reference.location = keep(r, location, err);
	if (!reference.location || tz_array_grow(&to->list, to->num, &to->capacity, sizeof *to->list, err) != 0)
		return -1;
	to->list[to->num++] = reference;
	return 0;
}

static int refer_by_attribute(struct reading *r, struct tz_markup *m, struct references *to, struct taizhang_error *err)
{
	const char *id = keep(r, tz_markup_attribute(m, TZ_NS_NONE, "ID"), err);

	return id ? refer(r, to, id, tz_markup_attribute(m, TZ_NS_NONE, "BaseLoc"), err) : -1;
}

/* What is forbidden, as facts name it. */
static int tell_permission(struct reading *r, struct tz_markup *m, struct taizhang_error *err)
{
	static const char *const names[][2] = {{"Edit", "modify"}, {"Annot", "annotate"}, {"Export", "copy"}};

	if (tz_markup_parent(m) != PERMISSIONS || strcmp(tz_text_trim(r->text.data), "false") != 0)
		return 0;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(tz_markup_name(m), names[i][0]) == 0)
			return tz_facts_add(r->ofd->facts, TZ_FACT_FORBIDS, names[i][1], NULL, err);
	return 0;
}

/* A note that a reader left on a page; stamps, watermarks and links are none. */
static bool is_note(struct tz_markup *m)
{
	const char *type = tz_markup_attribute(m, TZ_NS_NONE, "Type");

	return type && (strcmp(type, "Highlight") == 0 || strcmp(type, "Path") == 0);
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct reading *r = context;

	r->open = tag;
	r->text.size = 0;
	switch (tag) {
	case ROOT:
		return tz_facts_add(r->ofd->facts, TZ_FACT_FORMAT_VERSION, tz_markup_attribute(m, TZ_NS_NONE, "Version"), NULL, err);
	case TEMPLATE_PAGE:
		return refer_by_attribute(r, m, &r->templates, err);
	case PAGE:
		/* In the list of notes a page has no place of its own. */
		return tz_markup_attribute(m, TZ_NS_NONE, "BaseLoc") ? refer_by_attribute(r, m, &r->pages, err) : 0;
	case ATTACHMENT:
		r->attachment = keep(r, tz_markup_attribute(m, TZ_NS_NONE, "Name"), err);
		return r->attachment ? 0 : -1;
	case ANNOTATION:
		r->ofd->comments += is_note(m);
		return 0;
	case PRINT:
		if (tz_markup_parent(m) == PERMISSIONS && !tz_markup_switch(m, TZ_NS_NONE, "Printable", true))
			return tz_facts_add(r->ofd->facts, TZ_FACT_FORBIDS, "print", NULL, err);
		return 0;
	case URI:
		return tz_ofd_link(r->ofd, m, err);
	default:
		return 0;
	}
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct reading *r = context;

	(void)m;
	if (!r->open || r->text.size > TZ_LIMIT_FACT_VALUE)
		return 0;
	tz_buffer_text_add(&r->text, text);
	return tz_buffer_check(&r->text, err);
}

/* Creator and its version are one fact. */
static int tell_creator(struct reading *r, int tag, struct taizhang_error *err)
{
	struct taizhang_facts *facts = r->ofd->facts;
	char name[2 * TZ_LIMIT_FACT_VALUE];

	if (tag == CREATOR) {
		snprintf(r->creator, sizeof r->creator, "%s", tz_text_trim(r->text.data));
		return 0;
	}
	snprintf(name, sizeof name, "%s %s", r->creator, tz_text_trim(r->text.data));
	*r->creator = '\0';
	return tz_facts_has(facts, TZ_FACT_PRODUCER) ? 0 : tz_facts_add(facts, TZ_FACT_PRODUCER, name, NULL, err);
}

static int tell_file(struct reading *r, struct tz_markup *m, struct taizhang_error *err)
{
	const char *location = tz_text_trim(r->text.data);

	if (tz_markup_parent(m) == PAGE)
		return refer(r, &r->annotated, "", location, err);
	return tz_facts_add(r->ofd->facts, TZ_FACT_EMBEDDED_FILE, r->attachment && *r->attachment ? r->attachment : location, location, err);
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct reading *r = context;
	enum tz_fact_id fact = (enum tz_fact_id)(tag - FIRST_FACT);

	/* Of what holds other elements the text is none. */
	if (r->open != tag || !r->text.size)
		return 0;
	r->open = 0;
	switch (tag) {
	case DOC_ROOT:
		return refer(r, &r->roots, "", r->text.data, err);
	case SIGNATURES:
		return refer(r, &r->signatures, "", r->text.data, err);
	case ATTACHMENTS:
		return refer(r, &r->attached, "", r->text.data, err);
	case ANNOTATIONS:
		return refer(r, &r->annotated, "", r->text.data, err);
	case CREATOR:
	case CREATOR_VERSION:
		return tell_creator(r, tag, err);
	case FILE_LOCATION:
		return tell_file(r, m, err);
	case PERMISSION:
	case ANNOTATION:
		return tell_permission(r, m, err);
	default:
		/* Of several documents in one file the first one's properties are told. */
		if (tag < FIRST_FACT || tz_facts_has(r->ofd->facts, fact))
			return 0;
		return tz_facts_add(r->ofd->facts, fact, r->text.data, NULL, err);
	}
}

static int walk(struct reading *r, const struct tz_part *part, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};

	r->open = 0;
	r->attachment = NULL;
	return tz_markup_walk(&r->ofd->parts, part, &reader, r, r->ofd->facts, err) < 0 ? -1 : 0;
}

static int tell_missing(struct reading *r, const char *what, const char *location, struct taizhang_error *err)
{
	return tz_facts_worsen(r->ofd->facts, TAIZHANG_FACTS_DAMAGED, what, location, err);
}

/* What lies under several pages stands in the text once. */
static int read_template(void *context, const char *id, struct taizhang_error *err)
{
	struct reading *r = context;
	struct tz_ofd_page page = {.under = NULL};
	const struct tz_part *part;

	for (size_t i = 0; i < r->templates.num; i++) {
		struct reference *template = &r->templates.list[i];

		if (!template->location || strcmp(template->id, id) != 0)
			continue;
		part = tz_ofd_find(r->ofd, r->document, template->location);
		template->location = NULL;
		return part ? tz_ofd_page_read(r->ofd, part, &page, err) : 0;
	}
	return 0;
}

static int read_pages(struct reading *r, struct taizhang_error *err)
{
	for (size_t i = 0; i < r->pages.num; i++) {
		const struct tz_part *part = tz_ofd_find(r->ofd, r->document, r->pages.list[i].location);
		struct tz_ofd_page page = {.under = read_template, .context = r};

		r->ofd->pages++;
		if (!part) {
			if (tell_missing(r, "page missing", r->pages.list[i].location, err) != 0)
				return -1;
			continue;
		}
		if (tz_ofd_page_read(r->ofd, part, &page, err) != 0)
			return -1;
		r->ofd->scanned += page.has_picture && !page.has_text;
	}
	return 0;
}

/* The lists grow while they are read: the list of notes names the parts that hold them. */
static int read_lists(struct reading *r, struct references *list, const char *base, struct taizhang_error *err)
{
	for (size_t i = 0; i < list->num; i++) {
		const struct tz_part *part = tz_ofd_find(r->ofd, base, list->list[i].location);

		if (!part)
			continue;
		if (walk(r, part, err) != 0)
			return -1;
		/* What it names is relative to itself. */
		base = part->name;
	}
	list->num = 0;
	return 0;
}

static int read_document(struct reading *r, const struct tz_part *part, struct taizhang_error *err)
{
	r->document = part->name;
	r->pages.num = 0;
	r->templates.num = 0;
	if (walk(r, part, err) != 0 || read_pages(r, err) != 0)
		return -1;
	return read_lists(r, &r->attached, part->name, err) == 0 ? read_lists(r, &r->annotated, part->name, err) : -1;
}

static int tell_counts(const struct tz_ofd *o, struct taizhang_error *err)
{
	if (tz_facts_add_number(o->facts, TZ_FACT_PAGES, o->pages, NULL, err) != 0)
		return -1;
	if (o->pictures && tz_facts_add_number(o->facts, TZ_FACT_PICTURES, o->pictures, NULL, err) != 0)
		return -1;
	if (o->scanned && tz_facts_add_number(o->facts, TZ_FACT_SCANNED_PAGES, o->scanned, NULL, err) != 0)
		return -1;
	return o->comments ? tz_facts_add_number(o->facts, TZ_FACT_COMMENTS, o->comments, NULL, err) : 0;
}

static int read_documents(struct reading *r, const struct tz_part *root, struct taizhang_error *err)
{
	struct tz_ofd *o = r->ofd;

	for (size_t i = 0; i < r->roots.num; i++) {
		const struct tz_part *part = tz_ofd_find(o, root->name, r->roots.list[i].location);

		if (part ? read_document(r, part, err) != 0
			 : tz_facts_worsen(o->facts, TAIZHANG_FACTS_UNREADABLE, "main part missing", r->roots.list[i].location, err) != 0)
			return -1;
	}
	for (size_t i = 0; i < r->signatures.num; i++) {
		const struct tz_part *part = tz_ofd_find(o, root->name, r->signatures.list[i].location);

		if (part ? tz_ofd_signatures_read(o, part, err) != 0
			 : tell_missing(r, "signatures missing", r->signatures.list[i].location, err) != 0)
			return -1;
	}
	return tell_counts(o, err);
}

static int read_all(struct reading *r, struct taizhang_error *err)
{
	struct tz_ofd *o = r->ofd;
	const struct tz_part *root = tz_parts_find(&o->parts, "OFD.xml");

	if (tz_parts_tell(&o->parts, o->facts, err) != 0)
		return -1;
	if (!root)
		return tz_facts_worsen(o->facts, TAIZHANG_FACTS_UNREADABLE, "main part missing", "OFD.xml", err);
	if (walk(r, root, err) != 0)
		return -1;
	/* GM/T 0099: what follows is sealed. */
	if (tz_parts_find(&o->parts, "Encryptions.xml")) {
		if (tz_facts_add(o->facts, TZ_FACT_ENCRYPTION, "GM/T 0099", "Encryptions.xml", err) != 0)
			return -1;
		return tz_facts_worsen(o->facts, TAIZHANG_FACTS_ENCRYPTED, NULL, NULL, err);
	}
	if (!r->roots.num)
		return tz_facts_worsen(o->facts, TAIZHANG_FACTS_UNREADABLE, "main part missing", "OFD.xml", err);
	return read_documents(r, root, err);
}

int tz_inspect_ofd(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_ofd ofd = {.facts = inspection->facts};
	struct reading *r = calloc(1, sizeof *r);
	int result = r ? tz_parts_open(&ofd.parts, inspection->source, &ofd.arena, err) : tz_error_nomem(err);

	if (r && result == 0) {
		r->ofd = &ofd;
		result = read_all(r, err);
	}
	tz_parts_close(&ofd.parts);
	tz_arena_free(&ofd.arena);
	if (!r)
		return -1;
	tz_buffer_free(&r->text);
	free(r->roots.list);
	free(r->signatures.list);
	free(r->pages.list);
	free(r->templates.list);
	free(r->attached.list);
	free(r->annotated.list);
	free(r);
	return result;
}
