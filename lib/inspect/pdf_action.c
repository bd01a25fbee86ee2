/* SPDX-License-Identifier: MIT */
/* pdf_action.c: what a PDF does beside being read: scripts, actions, files inside, signatures. */
#include "base/limits.h"
#include "inspect/pdf.h"
#include "inspect/pdf_text.h"

/* Trees of names, of fields and chains of actions nest no deeper in documents of this world. */
#define MOST_DEPTH 16

int tz_pdf_file_name(struct tz_pdf *pdf, tz_pdf_object specification, struct tz_buffer *name, struct taizhang_error *err)
{
	static const char *const keys[] = {"/UF", "/F", "/Unix", "/DOS", "/Mac"};

	if (tz_pdf_is_string(pdf, specification))
		return tz_pdf_text(pdf, specification, name, err);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !name->size; i++)
		if (tz_pdf_text(pdf, tz_pdf_get(pdf, specification, keys[i]), name, err) != 0)
			return -1;
	return 0;
}

static int add_name(struct tz_pdf_work *work, enum tz_fact_id id, tz_pdf_object specification, const char *fallback,
		    const char *place, struct taizhang_error *err)
{
	struct tz_buffer name = TZ_BUFFER_INIT;
	int result = tz_pdf_file_name(work->pdf, specification, &name, err);

	if (result == 0)
		result = tz_facts_add(work->facts, id, name.size ? tz_buffer_text(&name) : fallback, place, err);
	tz_buffer_free(&name);
	return result;
}

/* What an action opens; 0 where it only moves within the document. A link to an address is followed by the reader, not by the file. */
static tz_pdf_object target_of(struct tz_pdf *pdf, tz_pdf_object action, tz_pdf_object kind)
{
	static const char *const opening[] = {"/Launch", "/GoToR", "/SubmitForm", "/ImportData"};
	tz_pdf_object target = 0;

	for (size_t i = 0; i < sizeof opening / sizeof opening[0] && !target; i++)
		if (tz_pdf_is_name(pdf, kind, opening[i]))
			target = tz_pdf_get(pdf, action, "/F");
	if (tz_pdf_is_name(pdf, kind, "/Launch") && !tz_pdf_is_string(pdf, target) && !tz_pdf_is_dictionary(pdf, target))
		target = tz_pdf_get(pdf, tz_pdf_get(pdf, action, "/Win"), "/F");
	return target;
}

static int look_action(struct tz_pdf_work *work, tz_pdf_object action, const char *where, int depth, struct taizhang_error *err)
{
	struct tz_pdf *pdf = work->pdf;
	tz_pdf_object kind, next, target;

	if (depth > MOST_DEPTH || !tz_pdf_is_dictionary(pdf, action) || (depth && ++work->nodes >= TZ_LIMIT_PDF_NODES))
		return 0;
	kind = tz_pdf_get(pdf, action, "/S");
	if (tz_pdf_is_name(pdf, kind, "/JavaScript") && tz_facts_add(work->facts, TZ_FACT_SCRIPT, "JavaScript", where, err) != 0)
		return -1;
	target = target_of(pdf, action, kind);
	if (target && add_name(work, TZ_FACT_EXTERNAL_LINK, target, tz_pdf_name(pdf, kind), where, err) != 0)
		return -1;
	next = tz_pdf_get(pdf, action, "/Next");
	if (tz_pdf_is_dictionary(pdf, next))
		return look_action(work, next, where, depth + 1, err);
	for (size_t i = 0; i < tz_pdf_length(pdf, next) && work->nodes < TZ_LIMIT_PDF_NODES; i++)
		if (look_action(work, tz_pdf_item(pdf, next, i), where, depth + 1, err) != 0)
			return -1;
	return 0;
}

int tz_pdf_look_action(struct tz_pdf_work *work, tz_pdf_object action, const char *where, struct taizhang_error *err)
{
	return look_action(work, action, where, 0, err);
}

int tz_pdf_look_actions(struct tz_pdf_work *work, tz_pdf_object actions, const char *where, struct taizhang_error *err)
{
	tz_pdf_object values[32];
	size_t num = tz_pdf_values(work->pdf, actions, values, sizeof values / sizeof values[0]);

	for (size_t i = 0; i < num; i++)
		if (look_action(work, values[i], where, 0, err) != 0)
			return -1;
	return 0;
}

typedef int (*tz_pdf_name_fn)(struct tz_pdf_work *work, tz_pdf_object value, struct taizhang_error *err);

/* A tree whose leaves are lists of name and value in turn. */
static int walk_names(struct tz_pdf_work *work, tz_pdf_object node, tz_pdf_name_fn visit, int depth, struct taizhang_error *err)
{
	struct tz_pdf *pdf = work->pdf;
	size_t mark = tz_pdf_mark(pdf);
	tz_pdf_object names = tz_pdf_get(pdf, node, "/Names"), kids = tz_pdf_get(pdf, node, "/Kids");

	if (depth > MOST_DEPTH || ++work->nodes >= TZ_LIMIT_PDF_NODES)
		return 0;
	for (size_t i = 1; i < tz_pdf_length(pdf, names) && !tz_pdf_is_spent(pdf); i += 2)
		if (visit(work, tz_pdf_item(pdf, names, i), err) != 0)
			return -1;
	for (size_t i = 0; i < tz_pdf_length(pdf, kids) && work->nodes < TZ_LIMIT_PDF_NODES; i++)
		if (walk_names(work, tz_pdf_item(pdf, kids, i), visit, depth + 1, err) != 0)
			return -1;
	tz_pdf_release(pdf, mark);
	return 0;
}

static int visit_script(struct tz_pdf_work *work, tz_pdf_object value, struct taizhang_error *err)
{
	return look_action(work, value, "Names", 0, err);
}

static int visit_file(struct tz_pdf_work *work, tz_pdf_object value, struct taizhang_error *err)
{
	return add_name(work, TZ_FACT_EMBEDDED_FILE, value, "?", "Names", err);
}

/* Who signed, as far as that stands outside the certificate; and when, as the signer's computer said. */
static int add_signature(struct tz_pdf_work *work, tz_pdf_object signature, struct taizhang_error *err)
{
	struct tz_pdf *pdf = work->pdf;
	struct tz_buffer name = TZ_BUFFER_INIT;
	char date[TZ_PDF_DATE_SIZE];
	size_t size;
	int result = tz_pdf_text(pdf, tz_pdf_get(pdf, signature, "/Name"), &name, err);

	if (result == 0 && !name.size)
		tz_buffer_text_add(&name, tz_pdf_name(pdf, tz_pdf_get(pdf, signature, "/SubFilter")));
	if (result == 0 && !name.size)
		tz_buffer_text_add(&name, tz_pdf_name(pdf, tz_pdf_get(pdf, signature, "/Filter")));
	if (result == 0 && tz_pdf_date(tz_pdf_string(pdf, tz_pdf_get(pdf, signature, "/M"), &size), date))
		tz_buffer_printf(&name, " %s", date);
	if (result == 0)
		result = tz_buffer_check(&name, err);
	if (result == 0)
		result = tz_facts_add(work->facts, TZ_FACT_SIGNATURE, name.size ? tz_buffer_text(&name) : "?", "AcroForm", err);
	tz_buffer_free(&name);
	return result;
}

/* Fields hand their kind on to those below. One that waits for its signature has no value. */
static int walk_fields(struct tz_pdf_work *work, tz_pdf_object field, bool signs, int depth, struct taizhang_error *err)
{
	struct tz_pdf *pdf = work->pdf;
	size_t mark = tz_pdf_mark(pdf);
	tz_pdf_object kind = tz_pdf_get(pdf, field, "/FT"), value = tz_pdf_get(pdf, field, "/V"), kids = tz_pdf_get(pdf, field, "/Kids");

	if (depth > MOST_DEPTH || ++work->nodes >= TZ_LIMIT_PDF_NODES)
		return 0;
	if (*tz_pdf_name(pdf, kind))
		signs = tz_pdf_is_name(pdf, kind, "/Sig");
	if (signs && tz_pdf_is_dictionary(pdf, value) && add_signature(work, value, err) != 0)
		return -1;
	for (size_t i = 0; i < tz_pdf_length(pdf, kids) && work->nodes < TZ_LIMIT_PDF_NODES; i++)
		if (walk_fields(work, tz_pdf_item(pdf, kids, i), signs, depth + 1, err) != 0)
			return -1;
	tz_pdf_release(pdf, mark);
	return 0;
}

int tz_pdf_look_document(struct tz_pdf_work *work, struct taizhang_error *err)
{
	struct tz_pdf *pdf = work->pdf;
	size_t mark = tz_pdf_mark(pdf);
	tz_pdf_object root = tz_pdf_root(pdf), names = tz_pdf_get(pdf, root, "/Names"),
		      fields = tz_pdf_get(pdf, tz_pdf_get(pdf, root, "/AcroForm"), "/Fields");

	if (look_action(work, tz_pdf_get(pdf, root, "/OpenAction"), "OpenAction", 0, err) != 0 ||
	    tz_pdf_look_actions(work, tz_pdf_get(pdf, root, "/AA"), "AA", err) != 0 ||
	    walk_names(work, tz_pdf_get(pdf, names, "/JavaScript"), visit_script, 0, err) != 0 ||
	    walk_names(work, tz_pdf_get(pdf, names, "/EmbeddedFiles"), visit_file, 0, err) != 0)
		return -1;
	for (size_t i = 0; i < tz_pdf_length(pdf, fields) && !tz_pdf_is_spent(pdf); i++)
		if (walk_fields(work, tz_pdf_item(pdf, fields, i), false, 0, err) != 0)
			return -1;
	tz_pdf_release(pdf, mark);
	return 0;
}
