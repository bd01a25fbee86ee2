/* SPDX-License-Identifier: MIT */
/* item.c: one item of a ledger with everything on it. */
#include <stdio.h>

#include "api.h"
#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "render/describe.h"
#include "render/extracted.h"
#include "render/heading.h"
#include "render/label.h"
#include "render/layout.h"
#include "render/node.h"
#include "render/record.h"

static void write_assignment(struct tz_buffer *out, const struct taizhang_ledger *ledger,
			     const struct taizhang_node *item, enum taizhang_lang lang)
{
	struct taizhang_date deadline = taizhang_assignment_deadline(ledger, item);
	struct tz_buffer lines = TZ_BUFFER_INIT;
	char date[TAIZHANG_DATE_SIZE];

	tz_node_write_line(&lines, 2, TZ_L_LEAD, taizhang_assignment_lead(ledger, item), lang);
	tz_node_write_line(&lines, 2, TZ_L_CO, taizhang_assignment_co(ledger, item), lang);
	tz_node_write_line(&lines, 2, TZ_L_OWNER, taizhang_assignment_owner(ledger, item), lang);
	tz_node_write_line(&lines, 2, TZ_L_DEADLINE,
			   taizhang_date_format(&deadline, date), lang);
	tz_node_write_line(&lines, 2, TZ_L_REVIEW,
			   TZ_COUNT_IF(taizhang_assignment_review(ledger, item)), lang);
	if (lines.size)
		tz_buffer_printf(out, "\n%s\n%s", tz_label(TZ_L_ASSIGNMENT, lang),
				 tz_buffer_text(&lines));
	out->failed = out->failed ? out->failed : lines.failed;
	tz_buffer_free(&lines);
}

static void write_records(struct tz_buffer *out, const struct taizhang_ledger *ledger,
			  const struct taizhang_node *item, const struct taizhang_render_options *options)
{
	enum taizhang_lang lang = options->lang;
	size_t num = taizhang_ledger_num_records(ledger, item);

	tz_buffer_printf(out, "\n%s\n", tz_label(TZ_L_RECORDS, lang));
	if (!num)
		tz_buffer_printf(out, "  %s\n", tz_label(TZ_L_NO_RECORD, lang));
	for (size_t i = 0; i < num; i++) {
		const struct taizhang_record *record = taizhang_ledger_get_record(ledger, item, i);

		tz_buffer_text_add(out, "  ");
		tz_record_write_name(out, record, lang);
		tz_buffer_printf(out, "  %s\n", taizhang_list_label(TAIZHANG_LIST_KIND,
								    taizhang_record_kind(record), lang));
		tz_record_write_fields(out, record, 6, lang);
		tz_record_write_files(out, record, 6, options->verbose, lang);
	}
}

static void write_thresholds(struct tz_buffer *out, const struct taizhang_ledger *ledger,
			     const struct taizhang_node *item, enum taizhang_lang lang)
{
	size_t num = taizhang_node_num_thresholds(item);

	if (num)
		tz_buffer_printf(out, "\n%s\n", tz_label(TZ_L_THRESHOLDS, lang));
	for (size_t i = 0; i < num; i++) {
		const struct taizhang_threshold *threshold = taizhang_node_get_threshold(item, i);
		const char *id = taizhang_threshold_id(threshold);
		const char *value = taizhang_ledger_value(ledger, id);

		tz_buffer_text_add(out, "  ");
		tz_threshold_write(out, threshold, lang);
		tz_buffer_text_add(out, "\n      ");
		if (*value) {
			tz_label_fill(out, THRESHOLD_VALUE, lang, {"value", value},
				      {"unit", taizhang_ledger_value_unit(ledger, id)},
				      {"reference", taizhang_ledger_value_reference(ledger, id)},
				      {"record", taizhang_ledger_value_record(ledger, id)},
				      {"cell", taizhang_ledger_value_cell(ledger, id)});
			tz_extracted_write_value(out, ledger, id, lang);
		} else {
			tz_buffer_text_add(out, tz_label(TZ_L_THRESHOLD_NO_VALUE, lang));
		}
		tz_buffer_text_add(out, "\n");
	}
}

static void write_events(struct tz_buffer *out, const struct taizhang_ledger *ledger,
			 const struct taizhang_node *item, enum taizhang_lang lang)
{
	size_t num = taizhang_ledger_num_events(ledger, item);
	struct tz_grid grid = {.columns = 5, .indent = 2};
	char time[TZ_TIME_SIZE];

	if (num)
		tz_buffer_printf(out, "\n%s\n", tz_label(TZ_L_EVENTS, lang));
	for (size_t i = 0; i < num; i++) {
		const struct taizhang_event *event = taizhang_ledger_get_event(ledger, item, i);

		tz_grid_add(&grid, tz_time_format(taizhang_event_time(event), time));
		tz_grid_add(&grid, taizhang_event_who(event));
		tz_grid_add(&grid, taizhang_event_action(event));
		tz_grid_add(&grid, taizhang_event_outcome(event));
		tz_grid_add(&grid, taizhang_event_note(event));
	}
	tz_grid_write(&grid, out, 0);
}

static char *item_text(const struct taizhang_ledger *ledger, const struct taizhang_node *item,
		       const struct taizhang_render_options *options, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_node_write(&out, item, options->lang);
	write_assignment(&out, ledger, item, options->lang);
	write_records(&out, ledger, item, options);
	write_thresholds(&out, ledger, item, options->lang);
	write_events(&out, ledger, item, options->lang);
	return tz_buffer_take(&out, err);
}

static void describe_thresholds(struct tz_json *j, const struct taizhang_ledger *ledger,
				const struct taizhang_node *item)
{
	tz_json_begin_array(j, "thresholds");
	for (size_t i = 0; i < taizhang_node_num_thresholds(item); i++) {
		const struct taizhang_threshold *threshold = taizhang_node_get_threshold(item, i);
		const char *id = taizhang_threshold_id(threshold);

		tz_json_begin_object(j, NULL);
		tz_describe_threshold_members(j, threshold);
		tz_json_text_if(j, "value", taizhang_ledger_value(ledger, id));
		tz_json_text_if(j, "unit", taizhang_ledger_value_unit(ledger, id));
		tz_json_text_if(j, "reference", taizhang_ledger_value_reference(ledger, id));
		tz_json_text_if(j, "record", taizhang_ledger_value_record(ledger, id));
		tz_json_text_if(j, "cell", taizhang_ledger_value_cell(ledger, id));
		tz_extracted_describe_value(j, ledger, id);
		tz_json_end(j);
	}
	tz_json_end(j);
}

static void describe_events(struct tz_json *j, const struct taizhang_ledger *ledger,
			    const struct taizhang_node *item)
{
	char time[TZ_TIME_SIZE];

	tz_json_begin_array(j, "events");
	for (size_t i = 0; i < taizhang_ledger_num_events(ledger, item); i++) {
		const struct taizhang_event *event = taizhang_ledger_get_event(ledger, item, i);

		tz_json_begin_object(j, NULL);
		tz_json_text(j, "time", tz_time_format(taizhang_event_time(event), time));
		tz_json_text(j, "who", taizhang_event_who(event));
		tz_json_text(j, "action", taizhang_event_action(event));
		tz_json_text_if(j, "outcome", taizhang_event_outcome(event));
		tz_json_text_if(j, "note", taizhang_event_note(event));
		tz_json_end(j);
	}
	tz_json_end(j);
}

static char *item_json(const struct taizhang_ledger *ledger, const struct taizhang_node *item,
		       enum taizhang_lang lang, struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_describe_ledger(j, "ledger", ledger, lang);
	tz_json_begin_object(j, "item");
	tz_describe_node_members(j, item);
	tz_describe_requirements(j, "requirements", item);
	tz_describe_assignment(j, "assignment", ledger, item);
	tz_json_begin_array(j, "records");
	for (size_t i = 0; i < taizhang_ledger_num_records(ledger, item); i++)
		tz_describe_record(j, NULL, taizhang_ledger_get_record(ledger, item, i));
	tz_json_end(j);
	describe_thresholds(j, ledger, item);
	describe_events(j, ledger, item);
	tz_json_end(j);
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_render_item(const struct taizhang_ledger *ledger,
					const struct taizhang_node *item,
					const struct taizhang_render_options *options,
					struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!ledger || !item) {
		tz_error_inval(err, !ledger ? "ledger" : "item");
		return NULL;
	}
	return o.json ? item_json(ledger, item, o.lang, err) : item_text(ledger, item, &o, err);
}
