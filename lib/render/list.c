/* SPDX-License-Identifier: MIT */
/* list.c: the items in scope with their records and files. */
#include "api.h"
#include "base/error.h"
#include "base/json.h"
#include "render/describe.h"
#include "render/heading.h"
#include "render/label.h"
#include "render/layout.h"
#include "render/record.h"

struct totals {
	size_t records, files;
	uint64_t bytes;
};

static void write_cut(struct tz_buffer *out, struct tz_buffer *line, size_t indent,
		      const struct taizhang_render_options *options)
{
	tz_layout_blanks(out, indent);
	tz_layout_cut(out, tz_buffer_text(line), options->width > indent ? options->width - indent : 0);
	tz_buffer_text_add(out, "\n");
	out->failed = out->failed ? out->failed : line->failed;
	tz_buffer_free(line);
}

static void write_record(struct tz_buffer *out, const struct taizhang_record *record,
			 const struct taizhang_render_options *options, struct totals *totals)
{
	struct tz_buffer line = TZ_BUFFER_INIT;

	tz_buffer_printf(&line, "%s  ", taizhang_list_label(TAIZHANG_LIST_KIND,
							    taizhang_record_kind(record), options->lang));
	tz_record_write_name(&line, record, options->lang);
	tz_buffer_text_add(&line, "  ");
	tz_record_write_counts(&line, record, options->lang);
	write_cut(out, &line, 4, options);
	if (options->verbose)
		tz_record_write_files(out, record, 6, false, options->lang);
	totals->records++;
	totals->files += taizhang_record_num_files(record);
	for (size_t i = 0; i < taizhang_record_num_files(record); i++)
		totals->bytes += taizhang_file_size(taizhang_record_get_file(record, i));
}

static void write_item(struct tz_buffer *out, const struct taizhang_ledger *ledger,
		       const struct taizhang_node *item, const struct taizhang_render_options *options,
		       struct totals *totals)
{
	size_t num = taizhang_ledger_num_records(ledger, item);
	struct tz_buffer line = TZ_BUFFER_INIT;

	tz_buffer_text_add(&line, taizhang_node_code(item));
	tz_buffer_text_add(&line, "  ");
	tz_buffer_text_add(&line, taizhang_node_title(item, options->lang));
	if (!num)
		tz_buffer_printf(&line, "  %s", tz_label(TZ_L_NO_RECORD, options->lang));
	write_cut(out, &line, 2, options);
	for (size_t i = 0; i < num; i++)
		write_record(out, taizhang_ledger_get_record(ledger, item, i), options, totals);
}

static char *list_text(const struct taizhang_ledger *ledger,
		       const struct taizhang_render_options *options, struct taizhang_error *err)
{
	const struct taizhang_node *last = NULL;
	struct tz_buffer out = TZ_BUFFER_INIT, bytes = TZ_BUFFER_INIT;
	struct totals totals = {0, 0, 0};

	tz_heading_write(&out, ledger, options->lang);
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);
		const struct taizhang_node *project = taizhang_node_ancestor(item, TAIZHANG_LEVEL_PROJECT);

		if (project != last) {
			struct tz_buffer line = TZ_BUFFER_INIT;

			tz_buffer_printf(&line, "%s %s", taizhang_node_code(project),
					 taizhang_node_title(project, options->lang));
			write_cut(&out, &line, 0, options);
			last = project;
		}
		write_item(&out, ledger, item, options, &totals);
	}
	tz_layout_bytes(&bytes, totals.bytes);
	tz_buffer_text_add(&out, "\n");
	tz_label_fill(&out, TOTAL_LINE, options->lang, {"records", TZ_COUNT(totals.records)},
		      {"files", TZ_COUNT(totals.files)}, {"bytes", tz_buffer_text(&bytes)});
	tz_buffer_free(&bytes);
	tz_buffer_text_add(&out, "\n");
	return tz_buffer_take(&out, err);
}

static char *list_json(const struct taizhang_ledger *ledger, enum taizhang_lang lang,
		       struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_describe_ledger(j, "ledger", ledger, lang);
	tz_json_begin_array(j, "items");
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);

		tz_json_begin_object(j, NULL);
		tz_describe_node_members(j, item);
		tz_describe_assignment(j, "assignment", ledger, item);
		tz_json_begin_array(j, "records");
		for (size_t k = 0; k < taizhang_ledger_num_records(ledger, item); k++)
			tz_describe_record(j, NULL, taizhang_ledger_get_record(ledger, item, k));
		tz_json_end(j);
		tz_json_end(j);
	}
	tz_json_end(j);
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_render_list(const struct taizhang_ledger *ledger,
					const struct taizhang_render_options *options,
					struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!ledger) {
		tz_error_inval(err, "ledger");
		return NULL;
	}
	return o.json ? list_json(ledger, o.lang, err) : list_text(ledger, &o, err);
}
