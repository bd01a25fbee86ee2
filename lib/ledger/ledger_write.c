/* SPDX-License-Identifier: MIT */
/* ledger_write.c: writes the ledger as XML: ledger.xml, and the body that manifest.xml shares with it. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/limits.h"
#include "catalog/catalog.h"
#include "ledger/extracted.h"
#include "ledger/ledger.h"

#define HEX_SIZE (2 * TZ_LIMIT_PATH)

struct writer {
	struct tz_xml_writer *w;
	struct taizhang_ledger
		*ledger; /* fields are set through the same struct; nothing is changed here */
	tz_ledger_file_more file_more;
	void *context;
};

/* Every field that is filled, as an attribute of its name. The window stands as from and to. */
static void write_fields(struct tz_xml_writer *w, const struct tz_target *target)
{
	char text[TZ_FIELD_TEXT];

	for (const struct tz_field *f = tz_field_next(target, NULL); f;
	     f = tz_field_next(target, f))
		if (tz_field_type(f) != TZ_FIELD_TYPE_WINDOW)
			tz_xml_put_attribute(w, tz_field_name(f), tz_field_text(f, target, text));
}

static void write_identity(const struct writer *out)
{
	const struct tz_target target = {.type = TZ_TARGET_LEDGER, .ledger = out->ledger};
	char date[TAIZHANG_DATE_SIZE], time[TZ_TIME_SIZE];

	write_fields(out->w, &target);
	tz_xml_put_attribute(out->w, "from", taizhang_date_format(&out->ledger->from, date));
	tz_xml_put_attribute(out->w, "to", taizhang_date_format(&out->ledger->to, date));
	tz_xml_put_attribute(out->w, "changed", tz_time_format(out->ledger->changed, time));
	tz_xml_put_attribute(out->w, "catalog", taizhang_catalog_id(out->ledger->catalog));
	tz_extensions_write_attributes(&out->ledger->extensions, out->w);
}

static void write_scope(const struct writer *out)
{
	static const char *const types[] = {
		[TAIZHANG_SCOPE_ALL] = "all", [TAIZHANG_SCOPE_UNIT] = "unit", [TAIZHANG_SCOPE_ITEMS] = "items"};
	const struct taizhang_ledger *ledger = out->ledger;

	tz_xml_begin(out->w, "scope");
	tz_xml_put_attribute(out->w, "type", types[ledger->scope]);
	tz_xml_put_attribute(out->w, "unit", ledger->scope_unit);
	tz_extensions_write_attributes(&ledger->scope_extensions, out->w);
	for (size_t i = 0; ledger->scope == TAIZHANG_SCOPE_ITEMS && i < ledger->num_scope; i++) {
		const struct tz_ledger_item *item = tz_ledger_item(ledger, ledger->scope_items[i]);

		tz_xml_begin(out->w, "item");
		tz_xml_put_attribute(out->w, "code", taizhang_node_code(ledger->scope_items[i]));
		tz_extensions_write_attributes(&item->scope_extensions, out->w);
		tz_extensions_write_elements(&item->scope_extensions, out->w);
		tz_xml_end(out->w);
	}
	tz_extensions_write_elements(&ledger->scope_extensions, out->w);
	tz_xml_end(out->w);
}

static void write_raw_path(struct tz_xml_writer *w, const char *raw)
{
	static const char digits[] = "0123456789abcdef";
	char hex[HEX_SIZE + 1];
	size_t size = 0;

	for (const unsigned char *p = (const unsigned char *)raw; raw && *p && size < HEX_SIZE;
	     p++) {
		hex[size++] = digits[*p >> 4];
		hex[size++] = digits[*p & 15];
	}
	hex[size] = '\0';
	tz_xml_put_attribute(w, "raw-path", hex);
}

static void write_file(const struct writer *out, const struct taizhang_file *file)
{
	char time[TZ_TIME_NS_SIZE], size[32], hex[TAIZHANG_DIGEST_HEX_SIZE];

	snprintf(size, sizeof size, "%llu", (unsigned long long)file->size);
	tz_xml_begin(out->w, "file");
	tz_xml_put_attribute(out->w, "path", file->path);
	write_raw_path(out->w, file->raw_path);
	tz_xml_put_attribute(out->w, "role", taizhang_list_name(TAIZHANG_LIST_ROLE, file->role));
	tz_xml_put_attribute(out->w, "size", size);
	tz_xml_put_attribute(out->w, "changed",
			     tz_time_ns_format(file->mtime, file->mtime_ns, time));
	tz_xml_put_attribute(out->w, "sha256", taizhang_file_digest(file, hex));
	tz_xml_put_attribute(out->w, "missing", file->missing ? "yes" : NULL);
	if (out->file_more)
		out->file_more(out->context, out->w, file);
	tz_extensions_write_attributes(&file->extensions, out->w);
	tz_extensions_write_elements(&file->extensions, out->w);
	tz_xml_end(out->w);
}

/* In the order of the fields, whatever the order in which they were read. */
static void write_marks(struct tz_xml_writer *w, const struct tz_target *target)
{
	const struct tz_marks *marks = tz_target_marks(target);
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	for (const struct tz_field *f = marks && marks->num ? tz_field_next(target, NULL) : NULL; f; f = tz_field_next(target, f)) {
		const struct tz_mark *mark = tz_marks_find(marks, tz_field_name(f));

		if (!mark)
			continue;
		tz_digest_to_hex(mark->digest, sizeof mark->digest, hex);
		tz_xml_begin(w, "extracted");
		tz_xml_put_attribute(w, "field", mark->field);
		tz_xml_put_attribute(w, "sha256", hex);
		tz_xml_put_attribute(w, "place", mark->place);
		tz_xml_end(w);
	}
}

static void write_record(const struct writer *out, struct taizhang_record *record)
{
	const struct tz_target target = {.type = TZ_TARGET_RECORD,
					 .ledger = out->ledger,
					 .item = record->item,
					 .record = record};

	tz_xml_begin(out->w, "record");
	tz_xml_put_integer(out->w, "ordinal", record->ordinal);
	write_fields(out->w, &target);
	tz_extensions_write_attributes(&record->extensions, out->w);
	for (size_t i = 0; i < record->num_files; i++)
		write_file(out, &record->files[i]);
	write_marks(out->w, &target);
	tz_extensions_write_elements(&record->extensions, out->w);
	tz_xml_end(out->w);
}

static void write_event(const struct writer *out, const struct taizhang_event *event)
{
	char time[TZ_TIME_SIZE];

	tz_xml_begin(out->w, "event");
	tz_xml_put_attribute(out->w, "time", tz_time_format(event->time, time));
	tz_xml_put_attribute(out->w, "who", event->who);
	tz_xml_put_attribute(out->w, "action", event->action);
	tz_xml_put_attribute(out->w, "outcome", event->outcome);
	tz_xml_put_attribute(out->w, "note", event->note);
	tz_extensions_write_attributes(&event->extensions, out->w);
	tz_extensions_write_elements(&event->extensions, out->w);
	tz_xml_end(out->w);
}

static bool is_assigned(const struct tz_assignment *a)
{
	return a->lead || a->co || a->owner || a->deadline.year || a->review || tz_extensions_num(&a->extensions);
}

static void write_item(const struct writer *out, const struct taizhang_node *node,
		       const struct tz_ledger_item *item)
{
	const struct tz_target target = {
		.type = TZ_TARGET_ITEM, .ledger = out->ledger, .item = node};

	if (!is_assigned(&item->assignment) && !item->num_events && !item->num_records &&
	    !tz_extensions_num(&item->extensions))
		return;
	tz_xml_begin(out->w, "item");
	tz_xml_put_attribute(out->w, "code", taizhang_node_code(node));
	tz_extensions_write_attributes(&item->extensions, out->w);
	if (is_assigned(&item->assignment)) {
		tz_xml_begin(out->w, "assignment");
		write_fields(out->w, &target);
		tz_extensions_write_attributes(&item->assignment.extensions, out->w);
		tz_extensions_write_elements(&item->assignment.extensions, out->w);
		tz_xml_end(out->w);
	}
	for (size_t i = 0; i < item->num_events; i++)
		write_event(out, &item->events[i]);
	for (size_t i = 0; i < item->num_records; i++)
		write_record(out, item->records[i]);
	tz_extensions_write_elements(&item->extensions, out->w);
	tz_xml_end(out->w);
}

static void write_values(const struct writer *out)
{
	struct tz_target target = {.type = TZ_TARGET_VALUE, .ledger = out->ledger};

	for (; target.index < out->ledger->num_values; target.index++) {
		const struct tz_threshold_value *v = &out->ledger->values[target.index];

		if (!v->value && !v->unit && !v->reference && !v->record && !v->cell &&
		    !tz_extensions_num(&v->extensions))
			continue;
		tz_xml_begin(out->w, "value");
		tz_xml_put_attribute(out->w, "threshold", taizhang_threshold_id(
			taizhang_catalog_get_threshold(out->ledger->catalog, target.index)));
		write_fields(out->w, &target);
		tz_extensions_write_attributes(&v->extensions, out->w);
		write_marks(out->w, &target);
		tz_extensions_write_elements(&v->extensions, out->w);
		tz_xml_end(out->w);
	}
}

static void write_negatives(const struct writer *out)
{
	struct tz_target target = {.type = TZ_TARGET_NEGATIVE, .ledger = out->ledger};

	for (; target.index < out->ledger->num_negatives; target.index++) {
		const struct tz_negative_answer *n = &out->ledger->negatives[target.index];

		if (!n->state && !n->note && !tz_extensions_num(&n->extensions))
			continue;
		tz_xml_begin(out->w, "negative");
		tz_xml_put_attribute(out->w, "id", taizhang_negative_id(
			taizhang_catalog_get_negative(out->ledger->catalog, target.index)));
		write_fields(out->w, &target);
		tz_extensions_write_attributes(&n->extensions, out->w);
		tz_extensions_write_elements(&n->extensions, out->w);
		tz_xml_end(out->w);
	}
}

void tz_ledger_write_body(struct tz_xml_writer *w, const struct taizhang_ledger *ledger,
			  tz_ledger_file_more file_more, void *context)
{
	/* A target holds what can also be set; writing only reads it. */
	const struct writer out = {w, (struct taizhang_ledger *)ledger, file_more, context};

	write_identity(&out);
	write_scope(&out);
	for (size_t i = 0; i < ledger->num_items; i++)
		write_item(&out, taizhang_catalog_get_item(ledger->catalog, i), &ledger->items[i]);
	write_values(&out);
	write_negatives(&out);
	tz_extensions_write_elements(&ledger->extensions, w);
}

/* What is older than marks and bounds reads what has none. */
bool tz_ledger_is_plain(const struct taizhang_ledger *ledger)
{
	return !ledger->bounds && !tz_ledger_has_marks(ledger);
}

int tz_ledger_write(const struct taizhang_ledger *ledger, struct tz_buffer *out,
		    struct taizhang_error *err)
{
	struct tz_xml_writer *w = tz_xml_writer_new(out, err);
	const int minor = tz_ledger_is_plain(ledger) ? 0 : tz_ledger_document.minor;
	char version[32];

	if (!w)
		return -1;
	snprintf(version, sizeof version, "%d.%d", tz_ledger_document.major,
		 ledger->minor > tz_ledger_document.minor ? ledger->minor : minor);
	tz_xml_begin_root(w, tz_ledger_document.root, tz_ledger_document.ns, version);
	tz_ledger_write_body(w, ledger, NULL, NULL);
	return tz_xml_writer_finish(w, TZ_LEDGER_XML, err);
}
