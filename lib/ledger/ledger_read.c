/* SPDX-License-Identifier: MIT */
/* ledger_read.c: reads the ledger from XML: ledger.xml, and the body that manifest.xml shares with it. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/error.h"
#include "catalog/catalog.h"
#include "finding/finding.h"
#include "ledger/entry.h"
#include "ledger/ledger_reader.h"

enum {
	ROOT = TZ_LEDGER_STATE_ROOT,
	SCOPE,
	SCOPE_ITEM,
	ITEM,
	ASSIGNMENT,
	EVENT,
	RECORD,
	FILE_,
	RECORD_EXTRACTED,
	VALUE,
	VALUE_EXTRACTED,
	NEGATIVE
};

void *tz_ledger_reader_more(void *context)
{
	return ((struct tz_ledger_reader *)context)->more_context;
}

static int read_date(struct tz_xml_reader *x, const char *name, struct taizhang_date *date,
		     struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	const char *value = tz_xml_attribute(x, name);

	if (!value || tz_entry_date(value, date, &why) == 0)
		return 0;
	return why.code == TAIZHANG_E_NOMEM ? tz_error_nomem(err) : tz_ledger_refuse(x, name, value, err);
}

static int read_window(struct tz_ledger_reader *r, struct tz_xml_reader *x,
		       struct taizhang_error *err)
{
	struct taizhang_date from = {0, 0, 0}, to = {0, 0, 0};

	if (read_date(x, "from", &from, err) < 0 || read_date(x, "to", &to, err) < 0)
		return -1;
	if (taizhang_ledger_set_window(r->ledger, &from, &to, NULL) < 0)
		return tz_ledger_refuse(x, "to", tz_xml_attribute(x, "to"), err);
	return 0;
}

static int start_root(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	const struct tz_target target = {.type = TZ_TARGET_LEDGER, .ledger = r->ledger};
	const char *value = tz_xml_attribute(x, "version"),
		   *dot = value ? strchr(value, '.') : NULL;

	r->ledger->minor = dot ? atoi(dot + 1) : 0;
	if (tz_ledger_read_fields(x, &target, err) < 0 || read_window(r, x, err) < 0)
		return -1;
	if (!r->ledger->city || !r->ledger->year)
		return tz_ledger_refuse(x, r->ledger->city ? "year" : "city", "", err);
	value = tz_xml_attribute(x, "changed");
	if (value && tz_time_parse(value, &r->ledger->changed, NULL) < 0)
		return tz_ledger_refuse(x, "changed", value, err);
	value = tz_xml_attribute(x, "catalog");
	if (!value || strcmp(value, taizhang_catalog_id(r->ledger->catalog)) != 0)
		return tz_error_detail(err, TAIZHANG_E_FORMAT, TZ_MSG_LEDGER_OTHER_CATALOG,
				       tz_xml_name(x), value);
	return 0;
}

static int start_scope(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct taizhang_ledger *ledger = ((struct tz_ledger_reader *)context)->ledger;
	const char *value = tz_xml_attribute(x, "type");

	if (value && !strcmp(value, "all"))
		ledger->scope = TAIZHANG_SCOPE_ALL;
	else if (value && !strcmp(value, "unit"))
		ledger->scope = TAIZHANG_SCOPE_UNIT;
	else if (value && !strcmp(value, "items"))
		ledger->scope = TAIZHANG_SCOPE_ITEMS;
	else
		return tz_ledger_refuse(x, "scope type", value ? value : "", err);
	if (ledger->scope != TAIZHANG_SCOPE_UNIT)
		return 0;
	value = tz_xml_attribute(x, "unit");
	if (!value || !*value)
		return tz_ledger_refuse(x, "scope unit", "", err);
	return tz_set_string(&ledger->scope_unit, value, err);
}

static int end_scope(void *context, struct tz_xml_reader *x, const char *text,
		     struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	struct taizhang_error local = TAIZHANG_ERROR_INIT;

	(void)text;
	r->has_scope = true;
	if (tz_ledger_finish_scope(r->ledger, &local) == 0)
		return 0;
	if (local.code == TAIZHANG_E_NOMEM)
		return tz_error_nomem(err);
	return tz_ledger_refuse(x, "scope unit", r->ledger->scope_unit, err);
}

static int read_code(struct tz_ledger_reader *r, struct tz_xml_reader *x,
		     struct taizhang_error *err)
{
	const char *code = tz_xml_attribute(x, "code");

	r->node = code ? taizhang_catalog_find(r->ledger->catalog, code) : NULL;
	if (!r->node || !taizhang_node_is_item(r->node))
		return tz_ledger_refuse(x, "item code", code ? code : "", err);
	return 0;
}

static int start_scope_item(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;

	if (read_code(r, x, err) < 0)
		return -1;
	if (r->ledger->scope != TAIZHANG_SCOPE_ITEMS)
		return tz_ledger_refuse(x, "scope item", NULL, err);
	tz_ledger_item(r->ledger, r->node)->in_scope = true;
	return 0;
}

static int start_item(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	return read_code(context, x, err);
}

static int start_value(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	const char *id = tz_xml_attribute(x, "threshold");
	const struct taizhang_threshold *threshold =
		id ? taizhang_catalog_find_threshold(r->ledger->catalog, id) : NULL;
	struct tz_target target = {.type = TZ_TARGET_VALUE, .ledger = r->ledger};

	if (!threshold)
		return tz_ledger_refuse(x, "value threshold", id ? id : "", err);
	target.index = r->index = tz_threshold_index(threshold);
	if (tz_ledger_has_fields(&target))
		return tz_ledger_refuse(x, "value threshold", id, err);
	return tz_ledger_read_fields(x, &target, err);
}

static int start_negative(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	const char *id = tz_xml_attribute(x, "id");
	const struct taizhang_negative *negative =
		id ? taizhang_catalog_find_negative(r->ledger->catalog, id) : NULL;
	struct tz_target target = {.type = TZ_TARGET_NEGATIVE, .ledger = r->ledger};

	if (!negative)
		return tz_ledger_refuse(x, "negative id", id ? id : "", err);
	target.index = r->index = tz_negative_index(negative);
	if (tz_ledger_has_fields(&target))
		return tz_ledger_refuse(x, "negative id", id, err);
	return tz_ledger_read_fields(x, &target, err);
}

static int start_record_extracted(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	const struct tz_target target = {.type = TZ_TARGET_RECORD, .ledger = r->ledger, .item = r->node, .record = r->record};

	return tz_ledger_read_extracted(x, &target, err);
}

static int start_value_extracted(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct tz_ledger_reader *r = context;
	const struct tz_target target = {.type = TZ_TARGET_VALUE, .ledger = r->ledger, .index = r->index};

	return tz_ledger_read_extracted(x, &target, err);
}

/* The grammar, but for the root, whose name is the document's. */
static const struct tz_xml_element body[] = {
	{ROOT, "scope", SCOPE, false, start_scope, end_scope},
	{SCOPE, "item", SCOPE_ITEM, false, start_scope_item, NULL},
	{ROOT, "item", ITEM, false, start_item, tz_ledger_end_item},
	{ITEM, "assignment", ASSIGNMENT, false, tz_ledger_start_assignment, NULL},
	{ITEM, "event", EVENT, false, tz_ledger_start_event, NULL},
	{ITEM, "record", RECORD, false, tz_ledger_start_record, tz_ledger_end_record},
	{RECORD, "file", FILE_, false, tz_ledger_start_file, NULL},
	{RECORD, "extracted", RECORD_EXTRACTED, false, start_record_extracted, NULL},
	{ROOT, "value", VALUE, false, start_value, NULL},
	{VALUE, "extracted", VALUE_EXTRACTED, false, start_value_extracted, NULL},
	{ROOT, "negative", NEGATIVE, false, start_negative, NULL},
};

#define NUM_BODY (sizeof body / sizeof *body)

static struct tz_extensions *extensions_of(struct tz_ledger_reader *r, int state)
{
	struct tz_ledger_item *item = r->node ? tz_ledger_item(r->ledger, r->node) : NULL;

	switch (state) {
	case ROOT:
		return &r->ledger->extensions;
	case SCOPE:
		return &r->ledger->scope_extensions;
	case SCOPE_ITEM:
		return &item->scope_extensions;
	case ITEM:
		return &item->extensions;
	case ASSIGNMENT:
		return &item->assignment.extensions;
	case EVENT:
		return &item->events[item->num_events - 1].extensions;
	case RECORD:
		return &r->record->extensions;
	case FILE_:
		return &r->record->files[r->record->num_files - 1].extensions;
	case VALUE:
		return &r->ledger->values[r->index].extensions;
	case NEGATIVE:
		return &r->ledger->negatives[r->index].extensions;
	default:
		return NULL;
	}
}

static int keep_extension(void *context, int state, bool is_attribute, const char *name,
			  const char *text, struct taizhang_error *err)
{
	struct tz_extensions *extensions = extensions_of(context, state);

	return extensions ? tz_extensions_add(extensions, is_attribute, name, text, err) : 0;
}

static void tell_problem(void *context, enum tz_xml_problem what, int64_t line, const char *detail)
{
	static const enum tz_finding_id ids[] = {
		[TZ_XML_PROBLEM_SCHEMA] = TZ_F_XML_SCHEMA, [TZ_XML_PROBLEM_UNKNOWN] = TZ_F_XML_UNKNOWN,
		[TZ_XML_PROBLEM_NEWER] = TZ_F_XML_NEWER};
	struct tz_ledger_reader *r = context;

	if (tz_findings_add(
		    r->findings, ids[what],
		    &(struct tz_place_found){.file = r->name, .line = line, .found = detail},
		    NULL) < 0)
		r->findings_failed = true;
}

static struct tz_xml_element *make_table(const struct tz_xml_document *document,
					 const struct tz_xml_element *more,
					 struct taizhang_error *err)
{
	struct tz_xml_element *table;
	size_t num_more = 0;

	while (more && more[num_more].name)
		num_more++;
	table = calloc(1 + NUM_BODY + num_more + 1, sizeof *table);
	if (!table) {
		tz_error_nomem(err);
		return NULL;
	}
	table[0] = (struct tz_xml_element){TZ_XML_DOCUMENT, document->root, ROOT,
					   false,           start_root,     NULL};
	memcpy(table + 1, body, sizeof body);
	if (num_more)
		memcpy(table + 1 + NUM_BODY, more, num_more * sizeof *more);
	return table;
}

struct taizhang_ledger *
tz_ledger_read(const struct tz_xml_document *document, const struct tz_xml_input *input,
	       struct taizhang_catalog *catalog, const struct tz_xml_element *more,
	       void *more_context, struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_ledger_reader r = {
		.more_context = more_context, .name = input->name, .findings = findings,
		.ordinals = TZ_INDEX_OF(sizeof(unsigned int))};
	struct tz_xml_document whole = *document;
	struct tz_xml_element *table = make_table(document, more, err);
	int result = -1;

	r.ledger = table ? tz_ledger_alloc(catalog, err) : NULL;
	if (!r.ledger)
		goto out;
	r.ledger->catalog = catalog;
	whole.elements = table;
	whole.problem = tell_problem;
	whole.extension = keep_extension;
	result = tz_xml_read(&whole, input, &r, err);
	if (!result && !r.has_scope)
		result = tz_error_line(err, TAIZHANG_E_FORMAT, TZ_MSG_LEDGER_CONTENT, input->name,
				       1, "scope");
	if (!result && r.findings_failed)
		result = tz_error_nomem(err);
	if (result < 0)
		r.ledger->catalog = NULL;
out:
	free(table);
	tz_index_free(&r.ordinals);
	if (result < 0) {
		taizhang_ledger_free(r.ledger);
		return NULL;
	}
	return r.ledger;
}

const struct tz_xml_document tz_ledger_document = {.ns = "urn:taizhang:ledger:1",
						   .root = "ledger",
						   .major = 1,
						   .minor = 1,
						   .schema = "schema/ledger.xsd"};
