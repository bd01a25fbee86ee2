/* SPDX-License-Identifier: MIT */
/* extracted.c: what is said of values that were read from files and await confirmation */
#include "render/extracted.h"

#include <string.h>

#include "api.h"
#include "base/error.h"
#include "render/describe.h"
#include "render/field.h"
#include "render/label.h"
#include "render/layout.h"
#include "render/node.h"
#include "render/record.h"

/* Below materials/<code> <title>/, since the item is said already. */
static const char *name_of(const char *path)
{
	const char *slash = strchr(path, '/');

	slash = slash ? strchr(slash + 1, '/') : NULL;
	return slash ? slash + 1 : path;
}

static void write_mark(struct tz_buffer *out, const struct taizhang_extracted *e, enum taizhang_lang lang)
{
	if (*e->file)
		tz_label_fill(out, EXTRACTED, lang, {"file", name_of(e->file)}, {"place", e->place});
	else
		tz_buffer_text_add(out, tz_label(TZ_L_EXTRACTED_CHANGED, lang));
}

void tz_extracted_write_record(struct tz_buffer *out, const struct taizhang_record *record, const char *field, enum taizhang_lang lang)
{
	struct taizhang_extracted e;

	for (size_t i = 0; taizhang_record_get_extracted(record, i, &e) == 0; i++)
		if (!strcmp(e.field, field))
			write_mark(out, &e, lang);
}

/* Of a value and what goes with it, the value's own mark, or the first. */
void tz_extracted_write_value(struct tz_buffer *out, const struct taizhang_ledger *ledger, const char *id, enum taizhang_lang lang)
{
	struct taizhang_extracted e, first;
	const size_t num = taizhang_ledger_value_num_extracted(ledger, id);

	for (size_t i = num; i-- > 0 && taizhang_ledger_value_get_extracted(ledger, id, i, &e) == 0;)
		if (i == 0 || !strcmp(e.field, "value"))
			first = e;
	if (num)
		write_mark(out, &first, lang);
}

static void describe(struct tz_json *j, const struct taizhang_extracted *e)
{
	tz_json_text(j, "field", e->field);
	tz_json_text_if(j, "file", e->file);
	tz_json_text_if(j, "place", e->place);
}

void tz_extracted_describe_record(struct tz_json *j, const struct taizhang_record *record)
{
	struct taizhang_extracted e;

	if (!taizhang_record_num_extracted(record))
		return;
	tz_json_begin_array(j, "extracted");
	for (size_t i = 0; taizhang_record_get_extracted(record, i, &e) == 0; i++) {
		tz_json_begin_object(j, NULL);
		describe(j, &e);
		tz_json_end(j);
	}
	tz_json_end(j);
}

void tz_extracted_describe_value(struct tz_json *j, const struct taizhang_ledger *ledger, const char *id)
{
	struct taizhang_extracted e;

	if (!taizhang_ledger_value_num_extracted(ledger, id))
		return;
	tz_json_begin_array(j, "extracted");
	for (size_t i = 0; taizhang_ledger_value_get_extracted(ledger, id, i, &e) == 0; i++) {
		tz_json_begin_object(j, NULL);
		describe(j, &e);
		tz_json_end(j);
	}
	tz_json_end(j);
}

/* One after another, as text or as JSON. */
struct listing {
	const struct taizhang_ledger *ledger;
	enum taizhang_lang lang;
	struct tz_buffer *out;		/* NULL: JSON */
	struct tz_json *j;
	size_t num;
};

static void list_one(struct listing *l, const char *target, enum tz_label label, const char *value, const struct taizhang_extracted *e)
{
	l->num++;
	if (l->out) {
		struct tz_buffer line = TZ_BUFFER_INIT;

		tz_buffer_text_add(&line, value);
		write_mark(&line, e, l->lang);
		tz_node_write_line(l->out, 4, label, tz_buffer_text(&line), l->lang);
		l->out->failed = l->out->failed ? l->out->failed : line.failed;
		tz_buffer_free(&line);
		return;
	}
	tz_json_begin_object(l->j, NULL);
	tz_json_text(l->j, "target", target);
	describe(l->j, e);
	tz_json_text(l->j, "value", value);
	tz_json_end(l->j);
}

static void list_record(struct listing *l, const struct taizhang_record *record)
{
	struct tz_field fields[TZ_NUM_FIELDS_MAX];
	const size_t num = tz_render_record_fields(record, fields);
	struct tz_buffer target = TZ_BUFFER_INIT;
	char number[TZ_FIELD_VALUE_SIZE];
	struct taizhang_extracted e;

	tz_buffer_printf(&target, "%s/%u", taizhang_node_code(taizhang_record_item(record)), taizhang_record_ordinal(record));
	if (l->out) {
		tz_buffer_text_add(l->out, "  ");
		tz_buffer_text_add(l->out, taizhang_node_code(taizhang_record_item(record)));
		tz_record_write_name(l->out, record, l->lang);
		tz_buffer_text_add(l->out, "\n");
	}
	for (size_t i = 0; taizhang_record_get_extracted(record, i, &e) == 0; i++) {
		if (!strcmp(e.field, "title"))
			list_one(l, tz_buffer_text(&target), TZ_L_RECORD_TITLE, taizhang_record_title(record), &e);
		for (size_t k = 0; k < num; k++)
			if (!strcmp(fields[k].name, e.field))
				list_one(l, tz_buffer_text(&target), fields[k].label, tz_field_value(&fields[k], l->lang, number), &e);
	}
	tz_buffer_free(&target);
}

static void list_value(struct listing *l, const struct taizhang_threshold *threshold)
{
	static const struct {
		const char *field;
		enum tz_label label;
		const char *(*get)(const struct taizhang_ledger *ledger, const char *id);
	} fields[] = {
		{"value", TZ_L_VALUE, taizhang_ledger_value}, {"unit", TZ_L_VALUE_UNIT, taizhang_ledger_value_unit},
		{"reference", TZ_L_VALUE_REFERENCE, taizhang_ledger_value_reference}, {"record", TZ_L_VALUE_RECORD, taizhang_ledger_value_record},
		{"cell", TZ_L_VALUE_CELL, taizhang_ledger_value_cell},
	};
	const char *id = taizhang_threshold_id(threshold);
	struct taizhang_extracted e;

	if (l->out) {
		tz_buffer_text_add(l->out, "  ");
		tz_threshold_write(l->out, threshold, l->lang);
		tz_buffer_text_add(l->out, "\n");
	}
	for (size_t i = 0; taizhang_ledger_value_get_extracted(l->ledger, id, i, &e) == 0; i++)
		for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
			if (!strcmp(fields[k].field, e.field))
				list_one(l, id, fields[k].label, fields[k].get(l->ledger, id), &e);
}

static void list_all(struct listing *l)
{
	for (size_t i = 0; i < taizhang_ledger_num_items(l->ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(l->ledger, i);

		for (size_t k = 0; k < taizhang_ledger_num_records(l->ledger, item); k++) {
			const struct taizhang_record *record = taizhang_ledger_get_record(l->ledger, item, k);

			if (taizhang_record_num_extracted(record))
				list_record(l, record);
		}
		for (size_t k = 0; k < taizhang_node_num_thresholds(item); k++) {
			const struct taizhang_threshold *threshold = taizhang_node_get_threshold(item, k);

			if (taizhang_ledger_value_num_extracted(l->ledger, taizhang_threshold_id(threshold)))
				list_value(l, threshold);
		}
	}
}

TAIZHANG_API char *taizhang_render_extracted(const struct taizhang_ledger *ledger, const struct taizhang_render_options *options,
					     struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);
	struct tz_buffer out = TZ_BUFFER_INIT;
	struct listing l = {.ledger = ledger, .lang = o.lang, .out = o.json ? NULL : &out};

	if (!ledger) {
		tz_error_inval(err, "ledger");
		return NULL;
	}
	if (o.json) {
		l.j = tz_json_new(err);
		if (!l.j)
			return NULL;
		tz_json_begin_array(l.j, "extracted");
		list_all(&l);
		tz_json_end(l.j);
		return tz_json_finish(l.j, err);
	}
	list_all(&l);
	if (l.num)
		tz_label_fill(&out, EXTRACTED_TOTAL, o.lang, {"num", TZ_COUNT(l.num)});
	else
		tz_buffer_text_add(&out, tz_label(TZ_L_EXTRACTED_NONE, o.lang));
	tz_buffer_text_add(&out, "\n");
	return tz_buffer_take(&out, err);
}
